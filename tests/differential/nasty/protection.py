"""Section 47 enquiries, conferences, protection plans, their reviews and visits."""
import datetime as dt

from .values import ONE_DAY

KEYS = ["NFA_FLAG", "CP_CONFERENCE_FLAG", "LEGAL_ACTION_FLAG", "LOCAL_OUT", "OUTCOME_COMMENTS",
        "TOTAL_NO_OF_OUTCOMES", "MONITOR_FLAG"]
GAPS = (-20, -1, 0, 0, 1, 2, 100, 400, 729, 730, 731, 740)


def make(m):
    for _ in range(m.r.randrange(50, 120)):
        enquiry(m)
    for _ in range(m.r.randrange(25, 55)):
        plans(m)
    for _ in range(m.r.randrange(3, 12)):
        start = m.day(dt.date(2012, 1, 1))
        end = m.one(None, m.after(start), m.months_after(m.day(), -24), start - ONE_DAY)
        m.add("loc_previous_cp_plan", previous_plan_id=m.id("older plan"), person_id=m.child(),
              authority="E10", own_authority=m.yes(0.6), from_date=m.text(start, 0.1),
              to_date=m.text(end))


def enquiry(m):
    name, child, start = m.id("enquiry"), m.child(), m.day()
    end = m.one(None, m.after(start, (0, 5, 10, 15, 20)), m.after(start), start - ONE_DAY)
    m.add("ssd_s47_enquiry", s47e_s47_enquiry_id=name, s47e_person_id=child,
          s47e_s47_start_date=m.text(start, 0.04), s47e_s47_end_date=m.text(end),
          s47e_s47_nfa=m.yes(0.2), s47e_s47_outcome_json=m.flags(KEYS, 0.2))
    if m.chance(0.6):
        conference(m, name, child, start)


def conference(m, enquiry_id, child, start):
    name = m.id("conference")
    held = start + dt.timedelta(days=m.one(-1, 0, 10, 20, 21, 22, 23, 25, 40))
    transfer = m.chance(0.15)
    m.add("ssd_initial_cp_conference", icpc_icpc_id=name, icpc_person_id=child,
          icpc_s47_enquiry_id=m.pick([enquiry_id] * 9 + ["K99"]), icpc_icpc_date=m.text(held),
          icpc_icpc_transfer_in=m.yes(1.0 if transfer else 0.02))
    if transfer or m.chance(0.25):
        m.add("loc_conference", kind=m.mixed("ICPC") if m.chance(0.9) else "RCPC",
              conference_id=name, status=m.code(["HELD", "HELD", "STOODDOWN", "INQUORATE"], 0.3),
              notified_date=m.text(m.one(start, None, held)))


def plans(m):
    """A child's plans one after another: touching, overlapping, a day apart, two years apart."""
    child, start = m.child(), m.one(
        m.day(dt.date(2014, 6, 1), dt.date(2015, 12, 1)),
        m.day(dt.date(2015, 1, 1), dt.date(2017, 12, 20)))
    for _ in range(m.one(1, 1, 2, 2, 3)):
        end = m.one(None, m.after(start), m.months_after(start, m.one(6, 18, 24)), start,
                    start - ONE_DAY if m.chance(0.2) else m.day(max(start, dt.date(2016, 9, 1)),
                                                                dt.date(2018, 2, 1)))
        if m.chance(0.25) and start < dt.date(2015, 12, 1):
            end = m.months_after(start, 24)
        name = m.id("plan")
        m.add("ssd_cp_plans", cppl_cp_plan_id=name, cppl_person_id=child,
              cppl_cp_plan_start_date=m.text(start), cppl_cp_plan_end_date=m.text(end),
              cppl_cp_plan_ola=m.yes(0.08))
        reviews(m, child, name, start)
        visits(m, child, name, start)
        start = (end or m.after(start)) + dt.timedelta(days=m.r.choice(GAPS))


def reviews(m, child, plan, start):
    day = m.months_after(start, 3)
    for _ in range(m.r.randrange(0, 6)):
        for _ in range(m.one(1, 1, 1, 2)):
            name = m.id("review")
            m.add("ssd_cp_reviews", cppr_cp_review_id=name,
                  cppr_person_id=child if m.chance(0.97) else m.child(),
                  cppr_cp_plan_id=m.pick([plan] * 12 + ["01", "none"], 0.08),
                  cppr_cp_review_date=m.text(day), cppr_cp_review_quorate=m.yes(0.92))
            if m.chance(0.12):
                m.add("loc_conference", kind=m.mixed("RCPC"), conference_id=name,
                      status=m.code(["HELD", "STOODDOWN", "INQUORATE"], 0.3), notified_date="")
        day = m.one(m.months_after(day, 6), m.months_after(day, 6), m.months_after(day, 3),
                    m.after(day), day)


def visits(m, child, plan, start):
    for _ in range(m.r.randrange(0, 9)):
        day = m.one(m.day(dt.date(2016, 9, 1)), m.day(dt.date(2016, 9, 1)), m.after(start),
                    month_end_before(m) - dt.timedelta(days=m.one(13, 14, 15, 27, 28, 29)))
        m.add("ssd_cp_visits", cppv_cp_visit_id=m.id("visit"),
              cppv_person_id=child if m.chance(0.97) else m.child(), cppv_cp_plan_id=plan,
              cppv_cp_visit_date=m.text(day), cppv_cp_visit_seen=m.yes(0.85))


def month_end_before(m):
    return m.day().replace(day=1) - ONE_DAY
