"""Looked-after children: periods of care, placements, checks, plans; care leavers; adoption."""
import datetime as dt

from .front_door import plan_reviews
from .protection import month_end_before
from .values import ONE_DAY

LASTING = ["K1", "K2", "K2", "R1", "R2", "R3", "R5", "S1", "K1", "R1", "R2", "R3", "R5", "S1", "U1",
           "U4", "P1", "P1", "P1", "H5", "K3", "A3", "A4", "A5", "A6", ""]
TEMPORARY = ["T0", "T1", "T2", "T3", "T4"]
ENDS = ["E3", "E4A", "E11", "E11", "E11", "E12", "E12", "E41", "E43", "E45", "E47", "E48", "E8"]


def make(m):
    m.care_ids = []
    for child in m.ids:
        if m.chance(0.8):
            periods(m, child)
        if m.chance(0.5):
            leaver(m, child)
    for _ in range(m.r.randrange(0, 6)):
        periods(m, m.child())


def periods(m, child):
    """Periods of a child: apart, touching, overlapping, sharing an id or without one."""
    start = m.one(m.day(dt.date(2013, 6, 1), dt.date(2017, 12, 20)),
                  m.day(dt.date(2016, 9, 1), dt.date(2017, 12, 20)), first_days(m, child))
    cla_id = None
    for _ in range(m.one(1, 1, 1, 2, 2, 3)):
        if cla_id is None or m.chance(0.9):
            cla_id = m.id("care")
        if m.chance(0.02) and m.care_ids:  # another child's
            cla_id = m.r.choice(m.care_ids)
        m.care_ids.append(cla_id)
        end = episodes(m, child, cla_id, start)
        legal(m, child, start, end)
        for length in m.one((), (20,), (28,)):  # a check about the twentieth working day
            check(m, child, start + dt.timedelta(days=length + m.one(0, 0, -1, 1)))
        adoption(m, child, cla_id, start, end)
        start = (end or m.after(start)) + dt.timedelta(days=m.one(0, 1, 30, 100, -1, -10))
    checks(m, child)


def first_days(m, child):
    """From the birth (or before it), or on the 18th birthday."""
    born = m.children.get(child)
    if born is None:
        return m.day(dt.date(2016, 9, 1), dt.date(2017, 12, 1))
    day = born + dt.timedelta(days=m.one(0, 1, 10, -1))
    if m.chance(0.4):
        day = dt.date(born.year + 18, born.month, min(born.day, 28)) - m.one(0, 1, 400) * ONE_DAY
    return max(day, dt.date(2012, 1, 1))


def episodes(m, child, cla_id, start):
    """A chain of episodes, most of them going on by X1; returns the end of care."""
    entered, end = start, None
    named = m.chance(0.9)
    placement = place(m, child, start)
    adopted = m.chance(0.15)
    for number in range(m.r.randrange(1, 6)):
        last = adopted or m.chance(0.35)
        end = m.after(start)
        if last:
            end = m.one(None, None, end, m.day(dt.date(2016, 11, 1)))
        if end is not None and end < start:
            end = start if m.chance(0.7) else end
        if adopted:
            end = m.day(max(start, dt.date(2015, 11, 1)))
        reason = ""
        if end is not None:
            reason = m.code(["E11", "E12"] if adopted else ENDS) if last else m.mixed("X1")
        m.add("ssd_cla_episodes", clae_cla_episode_id=m.id("episode"), clae_person_id=child,
              clae_cla_episode_start_date=m.text(start),
              clae_cla_episode_start_reason=m.code(["S"] if number == 0 else
                                                   ["P", "L", "T", "U", "B"]),
              clae_cla_episode_ceased_date=m.text(end), clae_cla_episode_ceased_reason=reason,
              clae_cla_id=cla_id if named else "", clae_cla_placement_id=placement,
              clae_entered_care_date=m.text(entered, 0.05))
        if end is None or last:
            break
        start = end
        placement = place(m, child, start) if m.chance(0.85) else placement
    for _ in range(m.r.randrange(0, 7)):
        review(m, cla_id, entered)
    for _ in range(m.one(0, 0, 1, 2)):
        care_plan(m, child, entered)
    return end


def place(m, child, start):
    """A placement from the day on, sometimes with a temporary one inside it."""
    name = m.id("placement")
    end = m.one(None, None, m.after(start), m.after(start, (200, 400, 700)), start)
    kind = m.mixed(m.r.choice(LASTING))
    placement(m, name, child, kind, start, end)
    carer = m.one("C1", "C2", m.id("carer"), "")
    if m.chance(0.7):
        m.add("loc_placement_carer", cla_placement_id=name, carer_id=carer, meant_to_18=m.yes(0.5))
    if m.chance(0.25):
        away = m.after(start, (0, 5, 30, 200))
        back = m.one(None, m.after(away, (3, 30)), m.after(away))
        placement(m, m.id("placement"), child, m.mixed(m.r.choice(TEMPORARY)), away, back)
        if back is not None and m.chance(0.5):
            again = m.id("placement")
            placement(m, again, child, kind, back, m.one(None, m.after(back)))
            m.add("loc_placement_carer", cla_placement_id=again, carer_id=carer, meant_to_18="")
    for _ in range(m.r.randrange(0, 4)):
        m.add("ssd_cla_visits", clav_cla_visit_id=m.id("care visit"), clav_person_id=child,
              clav_cla_visit_seen=m.yes(0.9), clav_cla_visit_date=m.text(m.one(
                  m.after(start), m.day(), month_end_before(m) -
                  dt.timedelta(days=m.one(7, 8, 28, 42, 43, 90)))))
    return name


def placement(m, name, child, kind, start, end):
    m.add("ssd_cla_placement", clap_cla_placement_id=name, clap_cla_placement_type=kind,
          clap_cla_placement_start_date=m.text(start), clap_cla_placement_end_date=m.text(end),
          clap_person_id=m.pick([child] * 40 + ["nobody"], 0.15))


def legal(m, child, start, end):
    for _ in range(m.one(1, 1, 2)):
        begin = start + dt.timedelta(days=m.one(0, 0, 0, -30, 1, 200))
        m.add("ssd_legal_status", lega_legal_status_id=m.id("status"), lega_person_id=child,
              lega_legal_status=m.code(["C1"] * 5 + ["C2", "C2", "V2", "V2", "E1", "V3", "V4"]),
              lega_legal_status_start_date=m.text(begin),
              lega_legal_status_end_date=m.text(m.one(None, None, end, m.after(begin), begin)))


def review(m, cla_id, start):
    day = m.one(m.after(start, (20, 27, 28, 29)), m.after(start, (28, 118, 300)), m.day(),
                m.months_after(m.after(start, (28,)), m.one(3, 9, 15)))
    m.add("ssd_cla_reviews", clar_cla_review_id=m.id("care review"),
          clar_cla_id=m.pick([cla_id] * 20 + ["none"]), clar_cla_review_date=m.text(day),
          clar_cla_review_cancelled=m.yes(0.06),
          clar_cla_review_participation=m.code([f"PN{n}" for n in range(8)]))


def care_plan(m, child, start):
    name, begin = m.id("care plan"), m.after(start, (0, 10, 20, 100, 500))
    m.add("ssd_cla_care_plan", lacp_table_id=name, lacp_person_id=child,
          lacp_cla_care_plan_start_date=m.text(begin),
          lacp_cla_care_plan_end_date=m.text(m.one(None, None, None, m.after(begin), begin)))
    plan_reviews(m, "CARE", name, begin)


def checks(m, child):
    for _ in range(m.r.randrange(0, 7)):
        check(m, child, m.one(m.day(dt.date(2016, 3, 1)), m.months_after(month_end_before(m), -12),
                              m.months_after(month_end_before(m), -6)))
    for _ in range(m.r.randrange(0, 3)):
        m.add("loc_pep", pep_id=m.id("pep"), person_id=child,
              completed_date=m.text(m.one(m.day(), dt.date(2017, 4, 24), dt.date(2017, 9, 5),
                                          dt.date(2017, 4, 23), None)))


def check(m, child, day):
    m.add("ssd_cla_health", clah_health_check_id=m.id("check"), clah_person_id=child,
          clah_health_check_type=m.code(["Health Assessment", "Dental Check"]),
          clah_health_check_date=m.text(day),
          clah_health_check_status=m.code(["Completed"] * 8 + ["Refused"]))


def adoption(m, child, cla_id, start, end):
    for _ in range(m.one(0, 1, 1, 2)):
        placed = m.one(None, m.after(start), m.after(start), start - ONE_DAY)
        decided = m.one(None, m.after(start, (100, 300)),
                        m.months_after(end, -12) if end else None)
        order = m.one(None, m.after(start, (200, 400)))
        m.add("ssd_permanence", perm_table_id=m.id("permanence"), perm_person_id=child,
              perm_cla_id=m.pick([cla_id], 0.4), perm_adm_decision_date=m.text(decided),
              perm_placement_order_date=m.text(order),
              perm_matched_date=m.text(m.one(None, m.after(order) if order else None,
                                             order - 5 * ONE_DAY if order else None)),
              perm_placed_for_adoption_date=m.text(placed),
              perm_placed_foster_carer_date=m.text(m.one(None, m.after(start))),
              perm_adopted_by_carer_flag=m.yes(0.3),
              perm_decision_reversed_date=m.text(m.one(None, None, None, m.after(start))))


def leaver(m, child):
    start = m.day(dt.date(2015, 1, 1))
    for _ in range(m.one(1, 2, 3)):
        end = m.one(None, None, m.after(start), start)
        m.add("loc_care_leaver_status", status_id=m.id("leaver"), person_id=child,
              from_date=m.text(start), to_date=m.text(end),
              eligibility=m.code(["Relevant", "Former Relevant", "Former Relevant", "Relevant",
                                  "Eligible", "Qualifying", "No Current Eligibility"]),
              in_touch=m.code(["YES", "YES", "NO", "DIED", "REFU", "RHOM"]),
              suitable=m.pick(["1", "1", "2"], 0.1), activity=m.code(["F1", "P5", "F3", "G4"]))
        start = m.one(end or m.after(start), start)
    for _ in range(m.one(0, 1, 2)):
        name, begin = m.id("pathway"), m.day(dt.date(2015, 6, 1))
        m.add("loc_pathway_plan", pathway_plan_id=name, person_id=child, start_date=m.text(begin),
              end_date=m.text(m.one(None, None, m.after(begin))))
        plan_reviews(m, "PATHWAY", name, begin)
