"""Measures as an analyst would write them in pandas, one function a measure, on the county's records.

Each gives {month: (numerator, denominator)}. Frames hold the rows in force as the store keeps them.
"""
import pandas as pd

TABLES = {
    "ssd_person": "pers_person_id, pers_dob, pers_death_date",
    "ssd_contacts": "cont_person_id, cont_contact_date",
    "ssd_cin_episodes": "cine_person_id, cine_referral_date",
    "ssd_cin_assessments": "cina_person_id, cina_assessment_auth_date",
    "ssd_s47_enquiry": "s47e_person_id, s47e_s47_end_date",
    "ssd_cp_plans": "cppl_person_id, cppl_cp_plan_start_date, cppl_cp_plan_end_date, cppl_cp_plan_ola",
    "loc_extract": "extract_date",
}


def read(connection):
    return {table: connection.execute(f"SELECT {columns} FROM {table}").df()
            for table, columns in TABLES.items()}


def known(frames, table, person):
    people = frames["ssd_person"]["pers_person_id"]
    return frames[table][frames[table][person].isin(people)]


def by_month(days, span, before=0):
    """Rows by month, from `before` months ahead of the span."""
    first = pd.Period(span.months[0], "M") - before
    months = pd.period_range(first, span.months[-1], freq="M")
    return days.dropna().dt.to_period("M").value_counts().reindex(months, fill_value=0)


def flow(table, person, day):
    def measure(frames, span):
        return {str(m): (n, None) for m, n in by_month(known(frames, table, person)[day], span).items()}
    return measure


def rolling_year(table, person, day):
    def measure(frames, span):
        counts = by_month(known(frames, table, person)[day], span, 11).rolling(12).sum().dropna()
        return {str(m): (n, None) for m, n in counts.items()}
    return measure


def referrals(frames):
    rows = known(frames, "ssd_cin_episodes", "cine_person_id").dropna(subset=["cine_referral_date"])
    days = rows.drop_duplicates(["cine_person_id", "cine_referral_date"]).sort_values(
        ["cine_person_id", "cine_referral_date"])
    days = days.assign(previous=days.groupby("cine_person_id")["cine_referral_date"].shift())
    rows = rows.merge(days, on=["cine_person_id", "cine_referral_date"])
    again = rows["previous"] + pd.DateOffset(months=12) >= rows["cine_referral_date"]
    return rows.assign(again=again)


def rereferrals(frames, span):
    rows = referrals(frames)
    n = by_month(rows[rows["again"]]["cine_referral_date"], span)
    d = by_month(rows["cine_referral_date"], span)
    return {str(m): (n[m], d[m]) for m in d.index}


def rereferrals_in_year(frames, span):
    rows = referrals(frames)
    n = by_month(rows[rows["again"]]["cine_referral_date"], span, 11).rolling(12).sum().dropna()
    d = by_month(rows["cine_referral_date"], span, 11).rolling(12).sum().dropna()
    return {str(m): (n[m], d[m]) for m in d.index}


def children_on_plans(frames, span):
    rows = frames["ssd_cp_plans"].merge(frames["ssd_person"], left_on="cppl_person_id",
                                        right_on="pers_person_id")
    start, end = rows["cppl_cp_plan_start_date"], rows["cppl_cp_plan_end_date"]
    adult = rows["pers_dob"] + pd.DateOffset(years=18)
    counts = (rows["cppl_cp_plan_ola"].fillna(0) != 1) & start.notna() & ~(end < start)
    counts &= ~(start >= adult) & ~(start > rows["pers_death_date"])
    until = pd.concat([adult, rows["pers_death_date"]], axis=1).min(axis=1)
    until = until.where(until <= frames["loc_extract"]["extract_date"].iloc[0])
    stop = pd.concat([end, until], axis=1).min(axis=1)
    cells = {}
    for month in span.months:
        day = pd.Period(month, "M").end_time.normalize()
        open_now = counts & (start <= day) & ~(stop <= day)
        cells[month] = (rows[open_now]["cppl_person_id"].nunique(), None)
    return cells


MEASURES = {
    "2.1": flow("ssd_contacts", "cont_person_id", "cont_contact_date"),
    "2.2": flow("ssd_cin_episodes", "cine_person_id", "cine_referral_date"),
    "2.7": rereferrals,
    "2.8": rereferrals_in_year,
    "3.1": flow("ssd_cin_assessments", "cina_person_id", "cina_assessment_auth_date"),
    "3.2": rolling_year("ssd_cin_assessments", "cina_person_id", "cina_assessment_auth_date"),
    "4.3": rolling_year("ssd_s47_enquiry", "s47e_person_id", "s47e_s47_end_date"),
    "4.4": flow("ssd_s47_enquiry", "s47e_person_id", "s47e_s47_end_date"),
    "6.1": children_on_plans,
}


def run(frames, span):
    cells = {}
    for measure, count in MEASURES.items():
        for month, cell in count(frames, span).items():
            cells[measure, month] = cell
    return cells
