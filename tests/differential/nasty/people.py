"""People, where they live, who works with them, and the localities."""
import datetime as dt

from .values import ONE_DAY

POSTCODES = ["ZZ1 1AA", "ZZ1 1AB", "ZZ2 2BB", "ZZ3 3CC", "ZZ4 4DD"]
TYPES = ["ASSESSMENT", "FIT", "LAC", "CWD", "NIPE", "EH", "OTHER"]


def make(m):
    children(m)
    localities(m)
    teams(m)
    addresses(m)


def children(m):
    m.ids = []
    for _ in range(m.r.randrange(40, 110)):
        born, expected, died = birth(m), None, None
        if m.chance(0.08):
            expected = m.day(dt.date(2017, 1, 1))
            born = m.one(None, None, m.day(dt.date(2017, 1, 1)))
        elif m.chance(0.04):
            born = None
        if m.chance(0.06):
            died = m.day()
        person = m.id("person")
        m.ids.append(person)
        m.children[person] = born
        m.add("ssd_person", pers_person_id=m.padded(person), pers_dob=m.text(born, 0.01),
              pers_expected_dob=m.text(expected, 0), pers_death_date=m.text(died, 0.01))


def birth(m):
    """Of every age from 0 to 24; turning 18, 16, 5 or 4 on a border; on 29 February."""
    if m.chance(0.3):
        turns, day = m.one(18, 18, 18, 16, 5, 4, 22, 25), m.day(dt.date(2016, 11, 1))
        return dt.date(day.year - turns, day.month, min(day.day, 28))
    if m.chance(0.08):
        return dt.date(m.one(1996, 2000, 2000, 2004, 2008, 2012), 2, 29)
    first, last = m.one((1993, 1999), (2000, 2003), (2003, 2011), (2003, 2011), (2003, 2011),
                        (2011, 2017))
    return m.between(dt.date(first, 1, 1), dt.date(last, 11, 30))


def localities(m):
    m.localities = ["north", "south", "East", "west"][:m.r.randrange(0 if m.chance(0.1) else 1, 5)]
    m.tables["loc_locality"] = []
    for number, locality in enumerate(m.localities):
        m.add("loc_locality", locality_id=locality, name=locality.title(),
              sort_order=m.pick([str(number), "1", "7", "-2"], 0.2))
    named = m.localities * 3 + ["elsewhere"]
    for postcode in POSTCODES[:4]:
        m.add("loc_postcode_locality",
              postcode=m.one(postcode, postcode.lower(), postcode.replace(" ", "")),
              locality_id=m.r.choice(named))
    m.named = named


def spans(m):
    """from_date and to_date of rows for one key: gaps, overlaps, borders."""
    return m.r.choice([[("", "")], [("", "")], [("", "2017-03-31"), ("2017-04-01", "")],
                       [("2016-06-01", "")], [("", ""), ("2017-02-15", "")],
                       [("", "2017-06-30"), ("2017-06-30", "2017-10-31")],
                       [("2016-01-01", "2017-11-29"), ("2017-05-01", "2017-08-31")]])


def teams(m):
    m.teams = [f"T{n}" for n in range(1, 9)]
    for number, team in enumerate(m.teams):
        kind = TYPES[number % 5] if m.chance(0.8) else m.code(TYPES, 0.1, 0.1)
        for start, end in spans(m):
            m.add("loc_team", team_id=team, team_type=m.mixed(kind),
                  locality_id=m.pick(m.named, 0.12), from_date=start, to_date=end)
    m.workers = [f"W{n}" for n in range(1, m.r.randrange(10, 18))]
    for worker in m.workers:
        for start, end in spans(m):
            m.add("loc_worker", professional_id=worker, team_id=m.pick(m.teams + ["T99"], 0.05),
                  qualified=m.yes(0.85), fte=m.one("1", "0.5", "0.75", "", "1.00", "abc", "0", "+0.6", "-1",
                                           "0.5405405405405406", "0.1249999999999999999"),
                  from_date=start, to_date=end)
    for _ in range(3 * len(m.ids)):
        start = m.day(dt.date(2015, 6, 1))
        end = m.one(None, None, m.after(start), start - ONE_DAY if m.chance(0.1) else start)
        m.add("ssd_involvements", invo_involvements_id=m.id("involvement"), invo_person_id=m.child(),
              invo_professional_id=m.pick(m.workers + ["W99"]),
              invo_professional_role_id=m.code(["ALLOCATED CASE WORKER"] * 6 + ["SECOND WORKER"]),
              invo_professional_team=m.pick(m.teams + ["T99"], 0.5),
              invo_involvement_start_date=m.text(start), invo_involvement_end_date=m.text(end))


def addresses(m):
    for _ in range(2 * len(m.ids)):
        start = m.day(dt.date(2014, 1, 1)) if m.chance(0.5) else dt.date(2012, 5, 1)
        end = m.after(start) if m.chance(0.4) else None
        m.add("ssd_address", addr_table_id=m.id("address"), addr_person_id=m.child(),
              addr_address_type=m.code(["HOME"] * 6 + ["PLACEMENT"]),
              addr_address_start_date=m.text(start), addr_address_end_date=m.text(end),
              addr_address_postcode=m.pick(POSTCODES + ["zz11aa", "ZZ2 2BB", "zz3  3cc"]))
