"""The records of an extract as an analyst reads them into pandas: the columns used, typed, one row a key.

Children are numbered by their row in `ssd_person`; rows about nobody there are held out. So are the
referrals and enquiries that other rows name, -1 where there is none.
"""
import json
import os

import pandas as pd

# Name here: field of the table. `id` is the key; a row without it, or with one that came before, is rejected.
TABLES = {
    "ssd_person": {"id": "pers_person_id", "born": "pers_dob", "expected": "pers_expected_dob",
                   "died": "pers_death_date"},
    "ssd_contacts": {"id": "cont_contact_id", "child": "cont_person_id", "day": "cont_contact_date"},
    "ssd_cin_episodes": {"id": "cine_referral_id", "child": "cine_person_id", "start": "cine_referral_date",
                         "end": "cine_close_date", "outcome": "cine_referral_outcome_json",
                         "no_further_action": "cine_referral_nfa"},
    "ssd_cin_assessments": {"id": "cina_assessment_id", "child": "cina_person_id",
                            "referral": "cina_referral_id", "start": "cina_assessment_start_date",
                            "authorised": "cina_assessment_auth_date"},
    "ssd_s47_enquiry": {"id": "s47e_s47_enquiry_id", "child": "s47e_person_id",
                        "start": "s47e_s47_start_date", "end": "s47e_s47_end_date"},
    "ssd_initial_cp_conference": {"id": "icpc_icpc_id", "child": "icpc_person_id", "day": "icpc_icpc_date",
                                  "enquiry": "icpc_s47_enquiry_id",
                                  "transferred_in": "icpc_icpc_transfer_in"},
    "ssd_cp_plans": {"id": "cppl_cp_plan_id", "child": "cppl_person_id", "start": "cppl_cp_plan_start_date",
                     "end": "cppl_cp_plan_end_date", "of_another_authority": "cppl_cp_plan_ola"},
    "ssd_cp_visits": {"id": "cppv_cp_visit_id", "child": "cppv_person_id", "day": "cppv_cp_visit_date",
                      "seen": "cppv_cp_visit_seen"},
    "ssd_cla_episodes": {"id": "clae_cla_episode_id", "child": "clae_person_id", "period": "clae_cla_id",
                         "start": "clae_cla_episode_start_date", "end": "clae_cla_episode_ceased_date",
                         "reason": "clae_cla_episode_ceased_reason"},
    "ssd_legal_status": {"id": "lega_legal_status_id", "child": "lega_person_id",
                         "status": "lega_legal_status", "start": "lega_legal_status_start_date",
                         "end": "lega_legal_status_end_date"},
    "ssd_address": {"id": "addr_table_id", "child": "addr_person_id", "kind": "addr_address_type",
                    "start": "addr_address_start_date", "end": "addr_address_end_date",
                    "postcode": "addr_address_postcode"},
    "ssd_involvements": {"id": "invo_involvements_id", "child": "invo_person_id",
                         "role": "invo_professional_role_id", "worker": "invo_professional_id",
                         "team": "invo_professional_team", "start": "invo_involvement_start_date",
                         "end": "invo_involvement_end_date"},
    "loc_extract": {"extract_date": "extract_date"},
    "loc_locality": {"area": "locality_id"},
    "loc_postcode_locality": {"postcode": "postcode", "area": "locality_id"},
    "loc_team": {"team": "team_id", "kind": "team_type", "area": "locality_id", "start": "from_date",
                 "end": "to_date"},
    "loc_worker": {"worker": "professional_id", "team": "team_id", "qualified": "qualified",
                   "start": "from_date", "end": "to_date"},
    "loc_conference": {"id": "conference_id", "kind": "kind", "status": "status",
                       "notified": "notified_date"},
    "loc_bank_holiday": {"division": "division", "day": "date"},
    "loc_population": {"area": "area", "age_from": "age_from", "age_to": "age_to", "people": "value",
                       "year": "estimate_year", "release": "release", "start": "valid_from"},
}
DATES = {"born", "expected", "died", "day", "start", "end", "authorised", "notified", "extract_date"}
FLAGS = {"no_further_action", "transferred_in", "of_another_authority", "seen", "qualified"}
CODES = {"reason", "status", "kind", "role", "division"}
NUMBERS = {"age_from", "age_to", "people", "year"}


def as_days(column):
    if not pd.api.types.is_datetime64_any_dtype(column):
        column = pd.to_datetime(column, format="ISO8601", errors="coerce")
    return column.astype("datetime64[s]").dt.normalize()


def as_flag(column):
    return column if column.dtype == bool else column.astype("str").str.upper().isin(["Y", "TRUE"])


def as_code(column):
    return column.str.upper().astype("category")


def as_postcode(column):
    return column.str.replace(" ", "").str.upper()


def typed(rows):
    for name in rows.columns:
        if name in DATES:
            rows[name] = as_days(rows[name])
        elif name in FLAGS:
            rows[name] = as_flag(rows[name])
        elif name in CODES:
            rows[name] = as_code(rows[name])
        elif name in NUMBERS:
            rows[name] = pd.to_numeric(rows[name], errors="coerce")
        elif name == "postcode":
            rows[name] = as_postcode(rows[name])
    return rows


def set_keys(text):
    """The codes that a JSON object sets."""
    try:
        return {key.upper() for key, value in json.loads(text).items() if value in ("Y", "y", True)}
    except (AttributeError, ValueError):
        return set()


def with_outcomes(referrals):
    """Outcomes repeat, so each text is read once."""
    outcomes = referrals.pop("outcome")
    keys = {text: set_keys(text) for text in outcomes.dropna().unique()}
    for name, key in [("assessed", "SINGLE_ASSESSMENT_FLAG"), ("care_leaver", "CARE_LEAVER_FLAG")]:
        referrals[name] = outcomes.isin([text for text, found in keys.items() if key in found])
    return referrals


def read_csv(path, fields):
    options = {"usecols": fields, "dtype": "str", "keep_default_na": False, "na_values": [""],
               "on_bad_lines": "skip"}
    try:
        return pd.read_csv(path, engine="pyarrow", **options)
    except pd.errors.ParserError:  # some lines are no text: the slower parser can pass over them
        return pd.read_csv(path, encoding_errors="replace", **options)


def read_table(folder, table):
    fields = {field: name for name, field in TABLES[table].items()}
    path = os.path.join(folder, table)
    if os.path.exists(path + ".parquet"):
        rows = pd.read_parquet(path + ".parquet", columns=list(fields))
    else:
        rows = read_csv(path + ".csv", list(fields))
    rows = typed(rows.rename(columns=fields))
    key = ["kind", "id"] if table == "loc_conference" else ["id"]
    if "id" in rows:
        rows = rows.dropna(subset=["id"]).drop_duplicates(key, ignore_index=True)
    return rows


def number_references(records, table, name, named):
    """Ids become the rows that they name."""
    records[table][name] = pd.Index(records[named]["id"]).get_indexer(records[table][name])


def read(folder):
    records = {table: read_table(folder, table) for table in TABLES}
    people = pd.Index(records["ssd_person"]["id"])
    for table, rows in records.items():
        if "child" in rows:
            rows["child"] = people.get_indexer(rows["child"])
            records[table] = rows[rows["child"] >= 0].reset_index(drop=True)
    records["ssd_cin_episodes"] = with_outcomes(records["ssd_cin_episodes"])
    number_references(records, "ssd_cin_assessments", "referral", "ssd_cin_episodes")
    number_references(records, "ssd_initial_cp_conference", "enquiry", "ssd_s47_enquiry")
    return records
