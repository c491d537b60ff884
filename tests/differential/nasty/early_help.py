"""Early help: requests, cases, members, families."""
import datetime as dt

from .people import POSTCODES
from .values import ONE_DAY


def make(m):
    families = [f"F{n}" for n in range(1, m.r.randrange(6, 20))]
    for child in m.ids:
        for family in m.r.sample(families, m.one(0, 1, 1, 1, 2)):
            m.add("ssd_family", fami_table_id=m.id("family"), fami_family_id=family,
                  fami_person_id=child if m.chance(0.97) else "nobody")
    cases = [case(m, families) for _ in range(m.r.randrange(15, 50))]
    for _ in range(m.r.randrange(20, 60)):
        request(m, families, cases)
    for _ in range(m.r.randrange(4, 15)):
        start = m.day()
        m.add("loc_targeted_support", support_id=m.id("support"), family_id=m.pick(families),
              from_date=m.text(start), to_date=m.text(m.one(None, None, m.after(start))))


def case(m, families):
    name, opened, family = m.id("case"), m.day(), m.pick(families, 0.06)
    closed = m.one(None, m.after(opened), opened, opened - ONE_DAY if m.chance(0.3) else None)
    m.add("loc_eh_case", eh_case_id=name, family_id=family, team_id=m.pick(m.teams + ["T99"], 0.3),
          postcode=m.pick(POSTCODES, 0.2), opened_date=m.text(opened), closed_date=m.text(closed),
          open_source=m.code(["REQUEST", "STEPDOWN", "OTHER"], 0.5), close_reason="")
    if closed is not None and m.chance(0.4):  # the family comes again about when a year is over
        again = m.one(m.months_after(closed, 12), closed, m.after(closed))
        m.add("loc_eh_case", eh_case_id=m.id("case"), family_id=family, team_id=m.pick(m.teams, 0.3),
              postcode="", opened_date=m.text(again), closed_date="", open_source="")
    for child in m.r.sample(m.ids, m.one(0, 1, 1, 2, 3)):
        start = m.one(None, None, opened, m.after(opened), opened - ONE_DAY)
        until = m.one(None, None, closed, m.after(start or opened))
        m.add("loc_eh_case_child", eh_case_id=name if m.chance(0.97) else "none", person_id=child,
              from_date=m.text(start), to_date=m.text(until))
        if closed is not None and m.chance(0.15):
            enquiry(m, child, m.one(closed, closed + ONE_DAY, m.months_after(closed, 12)))
        if m.chance(0.3):  # social care ended about when the case was opened
            m.add("ssd_cin_episodes", cine_referral_id=m.id("referral"), cine_person_id=child,
                  cine_referral_date=m.text(opened - dt.timedelta(days=m.one(10, 60, 200))),
                  cine_close_date=m.text(opened - dt.timedelta(days=m.one(0, 1, 27, 28, 29, -1))),
                  cine_close_reason=m.code(["RC7", "RC8", "RC9", "RC1"]))
    return name, opened


def enquiry(m, child, day):
    m.add("ssd_s47_enquiry", s47e_s47_enquiry_id=m.id("enquiry"), s47e_person_id=child,
          s47e_s47_start_date=m.text(day), s47e_s47_end_date=m.text(m.after(day, (0, 10, 20))))


def request(m, families, cases):
    name, opened = m.r.choice(cases)
    received = m.one(m.day(), opened - dt.timedelta(days=m.one(0, 3, 5, 7, 8, -1)))
    row = dict(family_id=m.pick(families, 0.1), received_date=m.text(received),
               source=m.one("school", "School", "GP", ""), eh_case_id=m.pick([name], 0.3),
               postcode=m.pick(POSTCODES, 0.1))
    m.add("loc_eh_request", eh_request_id=m.id("request"), **row)
    if m.chance(0.15):
        m.add("loc_eh_request", eh_request_id=m.id("request"),
              **dict(row, postcode=m.pick(POSTCODES, 0.1)))
