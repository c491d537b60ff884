"""Contacts, referrals, assessments and plans of children in need."""
import datetime as dt

SOURCES = ["6", "6", "2A", "2b", "3C", "3f", "5C", "5c", "5D", "5A", "1A", "9", "10", "4", "XX", ""]
OUTCOMES = ["NFA_FLAG", "LEGAL_ACTION_FLAG", "PROV_OF_SERVICES_FLAG", "OTHER_ACTIONS_FLAG",
            "LOCAL_STEP", "COMMENTS", "TOTAL_NO_OF_OUTCOMES", "REFERRAL_TO_OTHER_AGENCY_FLAG",
            "NFA_S47_END_FLAG", "CLA_REQUEST_FLAG"]


def make(m):
    contacts(m)
    m.referrals = [referral(m, m.child(), m.day(dt.date(2015, 9, 1)))
                   for _ in range(m.r.randrange(60, 140))]
    for name, child, day in list(m.referrals):
        if m.chance(0.25):
            m.referrals.append(referral(m, child, m.one(day, m.months_after(day, 12), m.after(day))))
    for _ in range(m.r.randrange(80, 170)):
        assessment(m)
    for _ in range(m.r.randrange(20, 60)):
        need_plan(m)


def contacts(m):
    recent = m.r.sample(m.ids, len(m.ids) // 2)
    for _ in range(m.r.randrange(150, 280)):
        name = m.id("contact")
        m.add("ssd_contacts", cont_contact_id=name,
              cont_person_id=m.child() if m.chance(0.5) else m.r.choice(recent),
              cont_contact_date=m.text(m.day()), cont_contact_source_code=m.padded(m.one(*SOURCES)),
              cont_contact_outcome_json=m.flags(["NEW_REFERRAL_FLAG", "NFA_FLAG"], 0.2))
        if m.chance(0.4):
            m.add("loc_contact_referral", cont_contact_id=name,
                  cine_referral_id=m.pick(["R1", "none"], 0.85))


def referral(m, child, day):
    name = m.id("referral")
    close = m.one(None, None, m.after(day), m.day(), day)
    m.add("ssd_cin_episodes", cine_referral_id=name, cine_person_id=child,
          cine_referral_date=m.text(day), cine_referral_source_code=m.padded(m.one(*SOURCES)),
          cine_referral_outcome_json=m.flags(
              ["SINGLE_ASSESSMENT_FLAG", "NFA_FLAG", "CARE_LEAVER_FLAG"], 0.25),
          cine_referral_nfa=m.yes(0.15), cine_close_date=m.text(close),
          cine_close_reason=m.code(["RC1", "RC7", "RC8", "RC9", "RC9"]))
    return name, child, day


def assessment(m):
    name, child, day = m.r.choice(m.referrals)
    start = m.after(day, (-3, 0, 0, 1, 5, 20))
    done = m.one(None, m.after(start), m.after(day, (61, 62, 63, 64, 65, 66)), m.after(start),
                 start)
    m.add("ssd_cin_assessments", cina_assessment_id=m.id("assessment"),
          cina_person_id=child if m.chance(0.95) else m.child(),
          cina_referral_id=m.pick([name] * 12 + ["R999"], 0.04),
          cina_assessment_start_date=m.text(start, 0.05), cina_assessment_auth_date=m.text(done),
          cina_assessment_outcome_json=m.flags(OUTCOMES, 0.12),
          cina_assessment_outcome_nfa=m.yes(0.15))
    if done is not None and m.chance(0.2):  # the referral closes about 28 days after
        for row in m.tables["ssd_cin_episodes"]:
            if row["cine_referral_id"] == name:
                row.update(cine_close_reason=m.mixed("RC9"), cine_close_date=m.text(
                    done + dt.timedelta(days=m.one(0, -1, 5, 28, 29))))


def need_plan(m):
    _, child, day = m.r.choice(m.referrals)
    name, start = m.id("need plan"), m.after(day, (0, 20, 40, 90, 400))
    end = m.one(None, None, None, m.after(start), start)
    m.add("ssd_cin_plans", cinp_cin_plan_id=name, cinp_person_id=child if m.chance(0.95) else "",
          cinp_cin_plan_start_date=m.text(start), cinp_cin_plan_end_date=m.text(end))
    plan_reviews(m, "CIN", name, start)


def plan_reviews(m, kind, plan, start):
    """Reviews six months before some month end, and others."""
    for _ in range(m.one(0, 0, 1, 2)):
        m.add("loc_plan_review", plan_review_id=m.id("plan review"),
              plan_kind=m.mixed(kind) if m.chance(0.94) else "CIN",
              plan_id=plan if m.chance(0.95) else "none",
              review_date=m.text(m.one(m.after(start), m.day(dt.date(2016, 6, 1)),
                                       m.months_after(m.day(), -6))))
