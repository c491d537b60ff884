"""The records contract: which rows of an extract are read, and what their cells say."""
import csv
import json
import os
import re
from functools import lru_cache

from .dates import read_date

NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)")
# Kinds of key fields that are not compared as text. `?` = the part may be empty.
CODE, POSTCODE, WHOLE, DATE, TEXT = "code", "postcode", "whole number", "date", "text"


def key(*fields):
    return [(name.rstrip("?"), kind, name.endswith("?"))
            for name, kind in ((f, TEXT) if isinstance(f, str) else f for f in fields)]


FROM = ("from_date?", DATE)
# Table -> its key, and the further fields it must have with their kinds.
TABLES = {
    "ssd_person": (key("pers_person_id"), {}),
    "ssd_family": (key("fami_table_id", "fami_family_id"), {}),
    "ssd_address": (key("addr_table_id"), {}),
    "ssd_contacts": (key("cont_contact_id"), {}),
    "ssd_cin_episodes": (key("cine_referral_id"), {}),
    "ssd_cin_assessments": (key("cina_assessment_id"), {}),
    "ssd_cin_plans": (key("cinp_cin_plan_id"), {}),
    "ssd_s47_enquiry": (key("s47e_s47_enquiry_id"), {}),
    "ssd_initial_cp_conference": (key("icpc_icpc_id"), {}),
    "ssd_cp_plans": (key("cppl_cp_plan_id"), {}),
    "ssd_cp_visits": (key("cppv_cp_visit_id"), {}),
    "ssd_cp_reviews": (key("cppr_cp_review_id"), {}),
    "ssd_cla_episodes": (key("clae_cla_episode_id"), {}),
    "ssd_cla_placement": (key("clap_cla_placement_id"), {}),
    "ssd_cla_reviews": (key("clar_cla_review_id"), {}),
    "ssd_cla_visits": (key("clav_cla_visit_id"), {}),
    "ssd_cla_health": (key("clah_health_check_id"), {}),
    "ssd_cla_care_plan": (key("lacp_table_id"), {}),
    "ssd_legal_status": (key("lega_legal_status_id"), {}),
    "ssd_permanence": (key("perm_table_id"), {}),
    "ssd_involvements": (key("invo_involvements_id"), {}),
    "loc_extract": (key("authority_code"), {"extract_date": DATE}),
    "loc_eh_request": (key("eh_request_id"), {}),
    "loc_eh_case": (key("eh_case_id"), {}),
    "loc_eh_case_child": (key("eh_case_id", "person_id", FROM), {}),
    "loc_targeted_support": (key("support_id"), {"family_id": TEXT}),
    "loc_contact_referral": (key("cont_contact_id"), {}),
    "loc_source_group": (key(("code", CODE), FROM), {"group_id": TEXT}),
    "loc_assessment_outcome": (key(("code", CODE), FROM), {"class": TEXT}),
    "loc_s47_outcome": (key(("code", CODE), FROM), {"class": TEXT}),
    "loc_conference": (key(("kind", CODE), "conference_id"), {}),
    "loc_previous_cp_plan": (key("previous_plan_id"), {"person_id": TEXT}),
    "loc_plan_review": (key("plan_review_id"), {"plan_kind": TEXT, "plan_id": TEXT}),
    "loc_visit_standard": (key(("kind", CODE), ("condition", CODE), FROM),
                           {"interval": WHOLE, "unit": TEXT}),
    "loc_placement_carer": (key("cla_placement_id"), {}),
    "loc_pep": (key("pep_id"), {"person_id": TEXT}),
    "loc_school_term": (key("term_id"), {"from_date": DATE, "to_date": DATE}),
    "loc_pathway_plan": (key("pathway_plan_id"), {"person_id": TEXT}),
    "loc_care_leaver_status": (key("status_id"), {"person_id": TEXT}),
    "loc_team": (key("team_id", FROM), {}),
    "loc_worker": (key("professional_id", FROM), {}),
    "loc_foster_household": (key("household_id"), {}),
    "loc_foster_approval": (key("approval_id"), {"household_id": TEXT}),
    "loc_locality": (key("locality_id"), {}),
    "loc_postcode_locality": (key(("postcode", POSTCODE)), {"locality_id": TEXT}),
    "loc_population": (key("area", ("age_from", WHOLE), ("age_to", WHOLE),
                           ("estimate_year?", WHOLE), "release?", ("valid_from?", DATE)),
                       {"value": WHOLE}),
    "loc_bank_holiday": (key(("division", CODE), ("date", DATE)), {}),
    "loc_target": (key("measure", "area", FROM), {}),
}


@lru_cache(maxsize=None)
def code(text):
    """A code as it is compared: A-Z without regard to case."""
    if text is None:
        return None
    return "".join(chr(ord(c) - 32) if "a" <= c <= "z" else c for c in text)


def yes(text):
    return code(text) == "Y"


def bare_postcode(text):
    return None if text is None else "".join(code(text).split())


def whole_number(text):
    """A number without a fraction; 5.0 is 5."""
    if text is None or not NUMBER.fullmatch(text):
        return None
    whole, _, fraction = text.partition(".")
    return int(whole) if whole.strip("+-") and not fraction.strip("0") else None


@lru_cache(maxsize=None)
def set_keys(text):
    """The keys of a JSON object whose value is the text Y or true; none if it is no object."""
    try:
        value = json.loads(text) if text else None
    except ValueError:
        return set()
    if not isinstance(value, dict):
        return set()
    return {code(name) for name, v in value.items()
            if v is True or (isinstance(v, str) and code(v) == "Y")}


def readable(kind, text):
    if kind == DATE:
        return read_date(text) is not None
    if kind == WHOLE:
        return whole_number(text) is not None
    return text is not None


def key_part(kind, text):
    if kind == CODE:
        return code(text)
    if kind == POSTCODE:
        return bare_postcode(text)
    if kind == WHOLE and whole_number(text) is not None:
        return whole_number(text)
    return text


class Extract:
    """The tables of a folder: name -> rows used, each field -> text, or None where missing.

    `beside`: the authority's own tables. One is used only where the extract lacks it, and one that
    holds nothing but headers is no table.
    """

    def __init__(self, folder, beside=None):
        self.tables = {}
        self._read(folder)
        if beside is not None:
            own = Extract(beside)
            self.tables.update((table, rows) for table, rows in own.tables.items()
                               if table.startswith("loc_") and rows and table not in self.tables)

    def _read(self, folder):
        for table in TABLES:
            path = os.path.join(folder, table + ".csv")
            if os.path.exists(path):
                rows = read_table(table, path)
                if rows is not None:
                    self.tables[table] = rows

    def supplied(self, table):
        return table in self.tables

    def rows(self, table):
        return self.tables.get(table, [])


def read_table(table, path):
    """The rows used, in file order; None where the table counts as not supplied."""
    keys, required = TABLES[table]
    with open(path, newline="", encoding="utf-8-sig") as file:
        lines = [line for line in csv.reader(file) if line]
    if not lines:
        return None
    header = [name.strip() for name in lines[0]]
    needed = [name for name, _, _ in keys] + list(required)
    if any(name not in header for name in needed):
        return None
    rows, seen = [], set()
    for line in lines[1:]:
        if len(line) != len(header):
            continue
        row = Row((name, cell.strip() or None) for name, cell in zip(header, line))
        if not all(may_be_empty or readable(kind, row[name])
                   for name, kind, may_be_empty in keys):
            continue
        if not all(readable(kind, row[name]) for name, kind in required.items()):
            continue
        own_key = tuple(key_part(kind, row[name]) for name, kind, _ in keys)
        if own_key not in seen:  # of two rows with one key the first in the file is used
            seen.add(own_key)
            rows.append(row)
    return rows


class Row(dict):
    """A row; a column that is not in the file reads as empty."""

    def __missing__(self, field):
        return None

    def date(self, field):
        return read_date(self[field])

    def code(self, field):
        return code(self[field])

    def yes(self, field):
        return yes(self[field])

    def keys_set(self, field):
        return set_keys(self[field])

    def rank(self, field):
        """An id in byte order."""
        return self[field].encode()
