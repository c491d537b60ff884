"""Every computed measure again, row by row, in the plainest way.

Shares no code with the program: it reads the CSV files of an extract itself and follows the measure
definitions sentence by sentence, with no thought of speed. The differential test compares its
figures.csv with the program's, cell by cell.
"""
import calendar
import csv
import datetime as dt
import json
import os
from fractions import Fraction

ONE = dt.timedelta(days=1)

# Keys of the tables that the measures read (the records contract: SSD primary keys, local keys),
# and the local fields that are required besides.
KEYS = {
    "ssd_person": ["pers_person_id"], "ssd_contacts": ["cont_contact_id"],
    "ssd_cin_episodes": ["cine_referral_id"], "ssd_cin_assessments": ["cina_assessment_id"],
    "ssd_s47_enquiry": ["s47e_s47_enquiry_id"], "ssd_initial_cp_conference": ["icpc_icpc_id"],
    "ssd_cp_plans": ["cppl_cp_plan_id"], "ssd_cp_visits": ["cppv_cp_visit_id"],
    "ssd_cp_reviews": ["cppr_cp_review_id"], "ssd_cla_episodes": ["clae_cla_episode_id"],
    "ssd_legal_status": ["lega_legal_status_id"], "ssd_address": ["addr_table_id"],
    "ssd_involvements": ["invo_involvements_id"],
    "loc_extract": ["authority_code"], "loc_contact_referral": ["cont_contact_id"],
    "loc_source_group": ["code", "from_date"], "loc_assessment_outcome": ["code", "from_date"],
    "loc_s47_outcome": ["code", "from_date"], "loc_conference": ["kind", "conference_id"],
    "loc_previous_cp_plan": ["previous_plan_id"],
    "loc_visit_standard": ["kind", "condition", "from_date"], "loc_team": ["team_id", "from_date"],
    "loc_worker": ["professional_id", "from_date"], "loc_locality": ["locality_id"],
    "loc_postcode_locality": ["postcode"],
    "loc_population": ["area", "age_from", "age_to", "estimate_year", "release", "valid_from"],
    "loc_bank_holiday": ["division", "date"], "loc_target": ["measure", "area", "from_date"],
}
OPTIONAL_KEY_PARTS = {"from_date", "estimate_year", "release", "valid_from"}
REQUIRED = {
    "loc_extract": ["extract_date"], "loc_source_group": ["group_id"],
    "loc_assessment_outcome": ["class"], "loc_s47_outcome": ["class"],
    "loc_previous_cp_plan": ["person_id"], "loc_visit_standard": ["interval", "unit"],
    "loc_postcode_locality": ["locality_id"], "loc_population": ["value"],
}
CODE_FIELDS = {"code", "kind", "condition", "division"}
POSTCODES = {"postcode"}
DATES = {"extract_date", "from_date", "to_date", "valid_from", "date"}
WHOLE_NUMBERS = {"age_from", "age_to", "estimate_year", "value", "interval"}


def read_date(text):
    if text is None:
        return None
    if len(text) > 10:
        if len(text) != 19 or text[10] not in " T":
            return None
        try:
            dt.datetime.strptime(text[11:], "%H:%M:%S")
        except ValueError:
            return None
        text = text[:10]
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    if not (text[:4] + text[5:7] + text[8:]).isdigit():
        return None
    try:
        return dt.date(int(text[:4]), int(text[5:7]), int(text[8:]))
    except ValueError:
        return None


def read_whole_number(text):
    try:
        return int(text) if text is not None else None
    except ValueError:
        return None


def fold(text):
    return None if text is None else "".join(c.upper() if "a" <= c <= "z" else c for c in text)


def fold_postcode(text):
    return None if text is None else "".join(fold(text).split())


class Extract:
    """The tables of a folder: name -> list of rows (field -> text, or None where missing)."""

    def __init__(self, folder):
        self.tables = {}
        for table in KEYS:
            path = os.path.join(folder, table + ".csv")
            if os.path.exists(path):
                self._read(table, path)
        self.persons = {}
        for row in self.rows("ssd_person"):
            self.persons[row["pers_person_id"]] = (
                read_date(row.get("pers_dob")), read_date(row.get("pers_expected_dob")),
                read_date(row.get("pers_death_date")))

    def _read(self, table, path):
        with open(path, newline="", encoding="utf-8-sig") as file:
            lines = list(csv.reader(file))
        if not lines:
            return
        header = [name.strip() for name in lines[0]]
        needed = KEYS[table] + REQUIRED.get(table, [])
        for field in needed:
            if field not in header:
                return  # the whole table counts as not supplied
        rows, seen = [], set()
        for line in lines[1:]:
            if not line:
                continue
            if len(line) != len(header):
                continue
            row = {name: (value.strip() or None) for name, value in zip(header, line)}
            if not self._has_needed(table, row):
                continue
            key = tuple(self._key_part(field, row[field]) for field in KEYS[table])
            if key in seen:
                continue
            seen.add(key)
            rows.append(row)
        self.tables[table] = rows

    @staticmethod
    def _has_needed(table, row):
        for field in KEYS[table] + REQUIRED.get(table, []):
            local_optional = field in KEYS[table] and field in OPTIONAL_KEY_PARTS
            if local_optional:
                continue
            value = row[field]
            if field in DATES:
                value = read_date(value)
            if field in WHOLE_NUMBERS:
                value = read_whole_number(value)
            if value is None:
                return False
        return True

    @staticmethod
    def _key_part(field, value):
        if field in CODE_FIELDS:
            return fold(value)
        if field in POSTCODES:
            return fold_postcode(value)
        return value

    def supplied(self, table):
        return table in self.tables

    def rows(self, table):
        return self.tables.get(table, [])


# --- section 0: time ----------------------------------------------------------------------------

def add_months(day, count):
    month = day.year * 12 + day.month - 1 + count
    year, month = divmod(month, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def within(a, b, months):
    return a is not None and b is not None and a <= b and add_months(a, months) >= b


def nth_birthday(born, years):
    try:
        return dt.date(born.year + years, born.month, born.day)
    except ValueError:
        return dt.date(born.year + years, 3, 1)


def month_start(month):
    return dt.date(month // 12, month % 12 + 1, 1)


def month_end(month):
    return month_start(month + 1) - ONE


def month_of(day):
    return day.year * 12 + day.month - 1


def earliest(*days):
    days = [d for d in days if d is not None]
    return min(days) if days else None


class Figures:
    """All figures of one extract."""

    def __init__(self, extract, calendar_holidays):
        self.x = extract
        rows = extract.rows("loc_bank_holiday") if extract.supplied("loc_bank_holiday") else None
        self.holidays_supplied = rows is not None
        if rows is None:
            self.holidays = set(calendar_holidays)
            self.holidays_supplied = bool(calendar_holidays)
        else:
            self.holidays = {read_date(r["date"]) for r in rows
                             if fold(r["division"]) == "ENGLAND-AND-WALES"}
        self.localities = self._localities()
        first = extract.rows("loc_extract")[:1]
        self.extract_date = read_date(first[0].get("extract_date")) if first else None
        self.history_from = read_date(first[0].get("history_from")) if first else None
        self.by_person = {}
        self._build_events()

    # A row of a table whose person is known.
    def of_known_people(self, table, field):
        return [r for r in self.x.rows(table) if r.get(field) in self.x.persons]

    def of_person(self, table, field, person):
        key = (table, field)
        if key not in self.by_person:
            groups = {}
            for row in self.x.rows(table):
                groups.setdefault(row.get(field), []).append(row)
            self.by_person[key] = groups
        return self.by_person[key].get(person, []) if person is not None else []

    def wd(self, a, b):
        if a is None or b is None or b < a:
            return None
        count, day = 0, a + ONE
        while day <= b:
            if day.weekday() < 5 and day not in self.holidays:
                count += 1
            day += ONE
        return count

    # --- people

    def eighteenth(self, person):
        born = self.x.persons[person][0]
        return nth_birthday(born, 18) if born else None

    def death(self, person):
        return self.x.persons[person][2]

    def in_scope(self, person, day):
        """Unborn, under 18 or of unknown age, and not died on or before the day."""
        eighteenth, death = self.eighteenth(person), self.death(person)
        return (eighteenth is None or day < eighteenth) and (death is None or death > day)

    def unborn(self, person, day):
        born, expected, _ = self.x.persons[person]
        if born is None:
            return expected is not None
        return born > day

    # --- locality

    def _localities(self):
        rows = []
        for r in self.x.rows("loc_locality"):
            if r["locality_id"] in ("county", "unallocated"):
                continue
            order = read_whole_number(r.get("sort_order"))
            rows.append((order is None, order or 0, r["locality_id"].encode(), r["locality_id"]))
        return [r[3] for r in sorted(rows)]

    @staticmethod
    def in_force(rows, day):
        """Of dated reference rows in force on the day: latest from_date, then first in the file."""
        best = None
        for r in rows:
            start, end = read_date(r.get("from_date")), read_date(r.get("to_date"))
            if (start is None or start <= day) and (end is None or end >= day):
                rank = start or dt.date.min
                if best is None or rank > best[0]:
                    best = (rank, r)
        return best[1] if best else None

    @staticmethod
    def latest(rows, start_field, id_field):
        best = None
        for r in rows:
            rank = (read_date(r.get(start_field)), r[id_field].encode())
            if best is None or rank > best[0]:
                best = (rank, r)
        return best[1] if best else None

    def worker_step(self, person, day):
        if not self.x.supplied("ssd_involvements") or not self.x.supplied("loc_team"):
            return None
        rows = []
        for r in self.of_person("ssd_involvements", "invo_person_id", person):
            if fold(r.get("invo_professional_role_id")) != "ALLOCATED CASE WORKER":
                continue
            start = read_date(r.get("invo_involvement_start_date"))
            end = read_date(r.get("invo_involvement_end_date"))
            if start is not None and start <= day and (end is None or end >= day):
                rows.append(r)
        row = self.latest(rows, "invo_involvement_start_date", "invo_involvements_id")
        if row is None:
            return None
        team = row.get("invo_professional_team")
        if team is None:
            worker = row.get("invo_professional_id")
            mine = [w for w in self.x.rows("loc_worker") if w["professional_id"] == worker]
            in_force = self.in_force(mine, day) if worker is not None else None
            team = in_force.get("team_id") if in_force else None
        if team is None:
            return None
        teams = [t for t in self.x.rows("loc_team") if t["team_id"] == team]
        in_force = self.in_force(teams, day)
        locality = in_force.get("locality_id") if in_force else None
        return locality if locality in self.localities else None

    def home_step(self, person, day, entry=None):
        if not self.x.supplied("ssd_address") or not self.x.supplied("loc_postcode_locality"):
            return None
        if entry is None:
            for start, end, _ in self.periods(person):
                if start <= day and (end is None or end > day):
                    entry = start
        day = entry or day
        rows = []
        for r in self.of_person("ssd_address", "addr_person_id", person):
            if fold(r.get("addr_address_type")) != "HOME":
                continue
            start = read_date(r.get("addr_address_start_date"))
            end = read_date(r.get("addr_address_end_date"))
            if start is not None and start <= day and (end is None or end >= day):
                rows.append(r)
        row = self.latest(rows, "addr_address_start_date", "addr_table_id")
        return self.postcode(row.get("addr_address_postcode")) if row else None

    def postcode(self, postcode):
        for r in self.x.rows("loc_postcode_locality"):
            if postcode is not None and fold_postcode(r["postcode"]) == fold_postcode(postcode):
                return r["locality_id"] if r["locality_id"] in self.localities else None
        return None

    def locality(self, person, day, worker=True):
        found = self.worker_step(person, day) if worker else None
        return found or self.home_step(person, day) or "unallocated"

    # --- section 7: period of care (needed by the home step)

    def periods(self, person):
        """(start, end, reason) of a person's periods of care, in order."""
        cache = self.__dict__.setdefault("_periods", {})
        if person not in cache:
            cache[person] = self._periods_of(person)
        return cache[person]

    def _periods_of(self, person):
        groups = {}
        for r in self.of_person("ssd_cla_episodes", "clae_person_id", person):
            start = read_date(r.get("clae_cla_episode_start_date"))
            end = read_date(r.get("clae_cla_episode_ceased_date"))
            if start is None or (end is not None and end < start):
                continue
            entered = read_date(r.get("clae_entered_care_date"))
            if r.get("clae_cla_id") is not None:
                key = ("id", r["clae_cla_id"])
            elif entered is not None:
                key = ("entered", entered)
            else:
                key = ("alone", r["clae_cla_episode_id"])
            groups.setdefault(key, []).append((start, end, r))
        born, expected, death = self.x.persons[person]
        eighteenth = self.eighteenth(person)
        found = []
        for episodes in groups.values():
            start = min(e[0] for e in episodes)
            last = max(episodes, key=lambda e: (e[0], e[1] is None, e[1] or dt.date.min,
                                                e[2]["clae_cla_episode_id"].encode()))
            reason = fold(last[2].get("clae_cla_episode_ceased_reason"))
            recorded = None if reason == "X1" else last[1]
            if recorded is None:
                reason = None
            if (born is None and expected is not None) or (born is not None and born > start):
                continue
            if (eighteenth is not None and start >= eighteenth) or \
                    (death is not None and start >= death):
                continue
            if self.legal_status(person, start) in ("V3", "V4"):
                continue
            end = earliest(recorded, eighteenth, death)
            if end != recorded:
                reason = None
            lowest = min(e[2]["clae_cla_episode_id"].encode() for e in episodes)
            found.append((start, lowest, end, reason))
        kept = []
        for start, _, end, reason in sorted(found, key=lambda p: (p[0], p[1])):
            if kept and (kept[-1][1] is None or start < kept[-1][1]):
                continue
            kept.append((start, end, reason))
        return kept

    def legal_status(self, person, day):
        rows = []
        for r in self.of_person("ssd_legal_status", "lega_person_id", person):
            start = read_date(r.get("lega_legal_status_start_date"))
            end = read_date(r.get("lega_legal_status_end_date"))
            if start is not None and start <= day and (end is None or end >= day):
                rows.append(r)
        row = self.latest(rows, "lega_legal_status_start_date", "lega_legal_status_id")
        return fold(row.get("lega_legal_status")) if row else None

    # --- the things that are counted

    def keys_of(self, text):
        try:
            value = json.loads(text) if text else None
        except ValueError:
            return set()
        if not isinstance(value, dict):
            return set()
        return {fold(k) for k, v in value.items()
                if v is True or (isinstance(v, str) and v.strip().upper() == "Y")}

    def mapped(self, table, code, day):
        rows = [r for r in self.x.rows(table) if fold(r["code"]) == code]
        return self.in_force(rows, day)

    SOURCES = {"6": "pol", "2A": "edu", "2B": "edu", "5A": "int", "5B": "int", "5D": "int",
               "1A": "pub", "1B": "pub", "1C": "pub", "1D": "pub", "9": "pub", "5C": "ola",
               "3A": "hea", "3B": "hea", "3C": "hea", "3D": "hea", "3E": "hea", "3F": "hea"}

    def source(self, code, day):
        code = fold(code)
        if code is None:
            return "oth"
        row = self.mapped("loc_source_group", code, day)
        if row is not None:
            group = row["group_id"].lower()
            return group if group in ("pol", "edu", "hea", "int", "pub", "ola") else "oth"
        return self.SOURCES.get(code, "oth")

    def _build_events(self):
        self.contacts = []  # (day, person, source, led)
        decided = {r["cont_contact_id"]: r.get("cine_referral_id") is not None
                   for r in self.x.rows("loc_contact_referral")}
        for r in self.of_known_people("ssd_contacts", "cont_person_id"):
            day = read_date(r.get("cont_contact_date"))
            if day is None:
                continue
            led = decided.get(r["cont_contact_id"])
            if led is None:
                led = "NEW_REFERRAL_FLAG" in self.keys_of(r.get("cont_contact_outcome_json"))
            self.contacts.append((day, r["cont_person_id"],
                                  self.source(r.get("cont_contact_source_code"), day), led))
        self.referrals = []  # (day, person, source, row)
        for r in self.of_known_people("ssd_cin_episodes", "cine_person_id"):
            day = read_date(r.get("cine_referral_date"))
            if day is not None:
                self.referrals.append((day, r["cine_person_id"],
                                       self.source(r.get("cine_referral_source_code"), day), r))
        self.referral_by_id = {r["cine_referral_id"]: r for r in
                               self.of_known_people("ssd_cin_episodes", "cine_person_id")}
        self.assessments = self.of_known_people("ssd_cin_assessments", "cina_person_id")
        self.enquiries = self.of_known_people("ssd_s47_enquiry", "s47e_person_id")
        self.spells_of = {p: self._spells(p) for p in self.x.persons}
        self.conferences = self._conferences()
        self.reviews = self._reviews()

    # --- section 3

    def clock_start(self, row):
        referral = row.get("cina_referral_id")
        start = read_date(row.get("cina_assessment_start_date"))
        if referral is None or referral not in self.referral_by_id:
            return start
        referred = read_date(self.referral_by_id[referral].get("cine_referral_date"))
        if referred is None:
            return start
        rows = [a for a in self.assessments if a.get("cina_referral_id") == referral]
        first = min(rows, key=lambda a: (
            read_date(a.get("cina_assessment_start_date")) or dt.date.max,
            a["cina_assessment_id"].encode()))
        return referred if first is row else start

    ONGOING = {"STRATEGY_DISCUSSION_FLAG", "CLA_REQUEST_FLAG", "PRIVATE_FOSTERING_FLAG",
               "LEGAL_ACTION_FLAG", "PROV_OF_SERVICES_FLAG", "PROV_OF_SB_CARE_FLAG",
               "SPECIALIST_ASSESSMENT_FLAG"}
    CLOSE = {"NFA_FLAG", "NFA_S47_END_FLAG", "REFERRAL_TO_OTHER_AGENCY_FLAG"}

    def assessment_class(self, row, authorised):
        classes = set()
        for key in self.keys_of(row.get("cina_assessment_outcome_json")):
            if key in ("TOTAL_NO_OF_OUTCOMES", "COMMENTS"):
                continue
            mapped = self.mapped("loc_assessment_outcome", key, authorised)
            if mapped is not None:
                classes.add(fold(mapped["class"]))
            elif key in self.ONGOING:
                classes.add("ONGOING")
            elif key in self.CLOSE:
                classes.add("CLOSE")
        if fold(row.get("cina_assessment_outcome_nfa")) == "Y":
            classes.add("CLOSE")
        episode = self.referral_by_id.get(row.get("cina_referral_id"))
        if episode is not None and fold(episode.get("cine_close_reason")) == "RC9":
            start = read_date(episode.get("cine_referral_date"))
            close = read_date(episode.get("cine_close_date"))
            faulty = start is None or (close is not None and close < start)
            if not faulty and close is not None and \
                    authorised <= close <= authorised + dt.timedelta(days=28):
                classes.add("STEPDOWN")
        for wanted in ("ONGOING", "STEPDOWN", "CLOSE"):
            if wanted in classes:
                return wanted
        return None

    def episode_open(self, row, day):
        start, close = read_date(row.get("cine_referral_date")), read_date(row.get("cine_close_date"))
        if start is None or (close is not None and close < start):
            return False
        if fold(row.get("cine_referral_nfa")) == "Y":
            return False
        return start <= day and (close is None or close > day)

    # --- section 4

    def s47_class(self, row, ended):
        keys = self.keys_of(row.get("s47e_s47_outcome_json")) - {"TOTAL_NO_OF_OUTCOMES",
                                                                 "OUTCOME_COMMENTS"}
        mapped = [m for m in (self.mapped("loc_s47_outcome", k, ended) for k in keys) if m]
        if mapped:
            classes = {fold(m["class"]) for m in mapped}
            for wanted in ("SUBST_CONTINUING", "SUBST_NOT_CONTINUING", "NOT_SUBST"):
                if wanted in classes:
                    return wanted
            return None
        if "CP_CONFERENCE_FLAG" in keys:
            return "SUBST_CONTINUING"
        if fold(row.get("s47e_s47_nfa")) == "Y" or "NFA_FLAG" in keys:
            return "NOT_SUBST"
        return "SUBST_NOT_CONTINUING" if keys else None

    # --- section 6

    def _spells(self, person):
        """[start, end] lists of a person's plan spells."""
        eighteenth, death = self.eighteenth(person), self.death(person)
        plans = []
        for r in self.of_person("ssd_cp_plans", "cppl_person_id", person):
            start = read_date(r.get("cppl_cp_plan_start_date"))
            end = read_date(r.get("cppl_cp_plan_end_date"))
            if fold(r.get("cppl_cp_plan_ola")) == "Y":
                continue
            if start is None or (end is not None and end < start):
                continue
            if (eighteenth is not None and start >= eighteenth) or \
                    (death is not None and start >= death):
                continue
            plans.append((start, end, r["cppl_cp_plan_id"]))
        spells = []
        for start, end, plan in sorted(plans, key=lambda p: p[0]):
            if spells and (spells[-1][1] is None or start <= spells[-1][1]):
                spell = spells[-1]
                spell[2].append(plan)
                if spell[1] is not None:
                    spell[1] = None if end is None else max(spell[1], end)
            else:
                spells.append([start, end, [plan]])
        for spell in spells:
            spell[1] = earliest(spell[1], eighteenth, death)
        return spells

    def _held(self, kind, conference):
        for r in self.x.rows("loc_conference"):
            if fold(r["kind"]) == kind and r["conference_id"] == conference:
                return r.get("status") is None or fold(r["status"]) == "HELD"
        return True

    def _conferences(self):
        """Month -> person -> (day, clock) of the first held initial conference."""
        found = {}
        for r in self.of_known_people("ssd_initial_cp_conference", "icpc_person_id"):
            day = read_date(r.get("icpc_icpc_date"))
            if day is None or not self._held("ICPC", r["icpc_icpc_id"]):
                continue
            if fold(r.get("icpc_icpc_transfer_in")) == "Y":
                clock = None
                for c in self.x.rows("loc_conference"):
                    if fold(c["kind"]) == "ICPC" and c["conference_id"] == r["icpc_icpc_id"]:
                        clock = read_date(c.get("notified_date"))
            else:
                clock = None
                for e in self.enquiries:
                    if e["s47e_s47_enquiry_id"] == r.get("icpc_s47_enquiry_id"):
                        clock = read_date(e.get("s47e_s47_start_date"))
            key = (month_of(day), r["icpc_person_id"])
            rank = (day, r["icpc_icpc_id"].encode())
            if key not in found or rank < found[key][0]:
                found[key] = (rank, day, clock)
        return {key: (day, clock) for key, (_, day, clock) in found.items()}

    def _reviews(self):
        """(day, person, in time) of the child-reviews."""
        own, ola = {}, {}
        for r in self.x.rows("ssd_cp_plans"):
            ola[r["cppl_cp_plan_id"]] = fold(r.get("cppl_cp_plan_ola")) == "Y"
        for person, spells in self.spells_of.items():
            for spell in spells:
                for plan in spell[2]:
                    own[plan] = (person, spell)
        chosen = {}
        for r in self.of_known_people("ssd_cp_reviews", "cppr_person_id"):
            person, plan = r["cppr_person_id"], r.get("cppr_cp_plan_id")
            day = read_date(r.get("cppr_cp_review_date"))
            if day is None or fold(r.get("cppr_cp_review_quorate")) == "N":
                continue
            if not self._held("RCPC", r["cppr_cp_review_id"]):
                continue
            if plan is not None and ola.get(plan):
                continue
            if plan in own and own[plan][0] == person:
                spell = own[plan][1]
            else:
                spell = None
                for candidate in self.spells_of[person]:
                    if candidate[0] <= day and (candidate[1] is None or candidate[1] >= day):
                        spell = candidate  # spells are in order: the latest stays
            if spell is not None and spell[1] is not None and day > spell[1]:
                continue
            rank = r["cppr_cp_review_id"].encode()
            if (person, day) not in chosen or rank < chosen[(person, day)][0]:
                chosen[(person, day)] = (rank, spell)
        reviews, chains = [], {}
        for (person, day), (_, spell) in sorted(chosen.items()):
            if spell is None or day < spell[0]:
                reviews.append((day, person, False))
                continue
            chain = chains.setdefault((person, spell[0]), [])
            due = add_months(chain[-1], 6) if chain else add_months(spell[0], 3)
            chain.append(day)
            reviews.append((day, person, day <= due))
        return reviews

    def spell_open(self, person, day):
        for spell in self.spells_of[person]:
            if spell[0] <= day and (spell[1] is None or spell[1] > day):
                return spell
        return None

    def visited_in_time(self, person, spell, day):
        visits = []
        for r in self.of_person("ssd_cp_visits", "cppv_person_id", person):
            seen = read_date(r.get("cppv_cp_visit_date"))
            if fold(r.get("cppv_cp_visit_seen")) == "Y" and seen is not None and \
                    spell[0] <= seen <= day:
                visits.append(seen)
        if not visits:
            return False
        visit = max(visits)
        rows = [r for r in self.x.rows("loc_visit_standard")
                if fold(r["kind"]) == "CP" and fold(r["condition"]) == "ANY" and
                fold(r["unit"]) in ("WD", "DAY", "WEEK", "MONTH")]
        row = self.in_force(rows, day)
        unit = fold(row["unit"]) if row else "WD"
        n = int(row["interval"]) if row else (20 if day < dt.date(2017, 7, 1) else 10)
        if unit == "WD":
            return self.wd(visit, day) <= n
        if unit == "MONTH":
            return add_months(visit, n) >= day
        return visit + dt.timedelta(days=n * (7 if unit == "WEEK" else 1)) >= day

    def earlier_plan(self, person, spell, within_two_years):
        start = spell[0]
        for other in self.spells_of[person]:
            if other[0] < start:
                if not within_two_years or within(other[1], start, 24):
                    return True
        for r in self.of_person("loc_previous_cp_plan", "person_id", person):
            if fold(r.get("own_authority")) != "Y":
                continue
            ended, began = read_date(r.get("to_date")), read_date(r.get("from_date"))
            if within_two_years:
                if ended is not None and ended < start and within(ended, start, 24):
                    return True
            elif (ended or began) is not None and (ended or began) < start:
                return True
        return False

    # --- the counts: lists of areas, one entry a unit counted

    def count(self, name, month):
        cache = self.__dict__.setdefault("_counts", {})
        if (name, month) not in cache:
            cache[(name, month)] = getattr(self, "count_" + name.split(":")[0])(
                month, *name.split(":")[1:])
        return cache[(name, month)]

    def count_contact(self, month, source=None):
        return [self.locality(p, d, False) for d, p, s, _ in self.contacts
                if month_of(d) == month and source in (None, s)]

    def count_referral(self, month, source=None):
        return [self.locality(p, d, False) for d, p, s, _ in self.referrals
                if month_of(d) == month and source in (None, s)]

    def count_to_assessment(self, month):
        areas = []
        for day, person, _, row in self.referrals:
            if month_of(day) != month:
                continue
            yes = "SINGLE_ASSESSMENT_FLAG" in self.keys_of(row.get("cine_referral_outcome_json"))
            for a in self.x.rows("ssd_cin_assessments"):
                start = read_date(a.get("cina_assessment_start_date"))
                if a.get("cina_person_id") in self.x.persons and \
                        a.get("cina_referral_id") == row["cine_referral_id"] and start is not None \
                        and (self.extract_date is None or start <= self.extract_date):
                    yes = True
            if yes:
                areas.append(self.locality(person, day, False))
        return areas

    def count_rereferral(self, month):
        areas = []
        for day, person, _, _ in self.referrals:
            if month_of(day) == month and any(
                    p == person and d < day and within(d, day, 12)
                    for d, p, _, _ in self.referrals):
                areas.append(self.locality(person, day, False))
        return areas

    def window_contacts(self, month):
        groups = {}
        for day, person, _, led in self.contacts:
            if month - 2 <= month_of(day) <= month:
                groups.setdefault(person, []).append((day, led))
        return groups

    def count_repeat(self, month):
        return [self.locality(p, month_end(month), False)
                for p, mine in self.window_contacts(month).items()
                if len({d for d, _ in mine}) >= 2 and not any(led for _, led in mine)]

    def count_any_not_led(self, month):
        return [self.locality(p, month_end(month), False)
                for p, mine in self.window_contacts(month).items()
                if any(not led for _, led in mine)]

    def count_assessment(self, month, wanted=None):
        areas = []
        for r in self.assessments:
            day = read_date(r.get("cina_assessment_auth_date"))
            if day is None or month_of(day) != month:
                continue
            if wanted == "intime":
                start = read_date(r.get("cina_assessment_start_date"))
                days = self.wd(self.clock_start(r), day)
                if days is None or days > 45 or (start is not None and day < start):
                    continue
            elif wanted is not None and self.assessment_class(r, day) != wanted:
                continue
            areas.append(self.locality(r["cina_person_id"], day))
        return areas

    def count_overdue(self, month):
        end, areas = month_end(month), []
        for r in self.assessments:
            person = r["cina_person_id"]
            start = read_date(r.get("cina_assessment_start_date"))
            done = read_date(r.get("cina_assessment_auth_date"))
            if start is None or start > end or (done is not None and done <= end):
                continue
            days = self.wd(self.clock_start(r), end)
            if days is None or days <= 45 or not self.in_scope(person, end):
                continue
            episode = self.referral_by_id.get(r.get("cina_referral_id"))
            # An assessment authorised before it started is a faulty span: never open.
            if done is not None and done < start:
                continue
            if episode is not None and self.episode_open(episode, end):
                areas.append(self.locality(person, end))
        return areas

    def count_enquiry(self, month, wanted=None):
        areas = []
        for r in self.enquiries:
            day = read_date(r.get("s47e_s47_end_date"))
            if day is not None and month_of(day) == month and \
                    (wanted is None or self.s47_class(r, day) == wanted):
                areas.append(self.locality(r["s47e_person_id"], day))
        return areas

    def count_conference(self, month, wanted=None):
        areas = []
        for (m, person), (day, clock) in self.conferences.items():
            if m != month:
                continue
            days = self.wd(clock, day)
            if wanted is None or (days is not None and days <= 15):
                areas.append(self.locality(person, day))
        return areas

    def count_plan(self, month, wanted=None):
        end, areas = month_end(month), []
        for person in self.x.persons:
            spell = self.spell_open(person, end)
            if spell is None:
                continue
            if wanted in ("18", "24") and add_months(spell[0], int(wanted)) > end:
                continue
            if wanted in ("seen", "due"):
                days = self.wd(spell[0], end)
                if self.unborn(person, end) or days < 10:
                    continue
                if wanted == "seen" and not self.visited_in_time(person, spell, end):
                    continue
            areas.append(self.locality(person, end))
        return areas

    def count_plan_start(self, month, wanted=None):
        areas = []
        for person, spells in self.spells_of.items():
            for spell in spells:
                if month_of(spell[0]) != month:
                    continue
                if wanted is not None and not self.earlier_plan(person, spell, wanted == "2years"):
                    continue
                areas.append(self.locality(person, spell[0]))
        return areas

    def count_plan_end(self, month, wanted=None):
        areas = []
        for person, spells in self.spells_of.items():
            for spell in spells:
                if spell[1] is not None and month_of(spell[1]) == month and \
                        (wanted is None or add_months(spell[0], 24) <= spell[1]):
                    areas.append(self.locality(person, spell[1]))
        return areas

    def count_review(self, month, wanted=None):
        return [self.locality(p, d) for d, p, in_time in self.reviews
                if month_of(d) == month and (wanted is None or in_time)]

    def number(self, name, area, month):
        total = 0
        for part in name.split("+"):
            areas = self.count(part, month)
            total += len(areas) if area == "county" else areas.count(area)
        return total
