"""The measures of `sql/` as an analyst would write them in pandas, with what they share worked out once.

Counted units have a child, the day that tells their area, and the number of their month in `Months`.
Measures are frames of areas by months: numerators, and denominators where there are any.
"""
import numpy as np
import pandas as pd

from pandas_county import LEAD
from pandas_localities import born_by, in_force, sound

ASSESSMENT_DAYS = 45
CONFERENCE_DAYS = 15
FIRST_VISIT_DAYS = 10
VISIT_DAYS = 10
VISIT_DAYS_BEFORE = 20
NEW_VISIT_DAYS_FROM = pd.Timestamp("2017-07-01")
SAFEGUARDING_TEAMS = ["ASSESSMENT", "FIT"]
COUNTY = "county"


# Counted units, with their areas.

def contacts(county, months):
    return county.localities.locate(months.flow(county.records["ssd_contacts"], "day"), "home")


def referrals(county, months):
    return county.localities.locate(months.flow(county.referrals, "start", ["again", "assessed"]), "home")


def assessments(county, months):
    rows = months.flow(county.assessments, "authorised", ["start", "clock"])
    in_time = county.workdays(rows["clock"], rows["day"]) <= ASSESSMENT_DAYS
    rows["in_time"] = in_time & ~(rows["day"] < rows["start"])
    return county.localities.locate(rows, "worker")


def late_assessments(county, months):
    """Open past their time, of a referral that is open, of a child."""
    cases = county.records["ssd_cin_episodes"][["start", "end", "no_further_action"]]
    cases = sound(cases[~cases["no_further_action"]])
    rows = county.assessments.join(cases, on="referral", rsuffix="_case", how="inner")
    rows = county.of_people(rows[rows["start"].notna()])
    rows["stop"] = rows[["authorised", "end", "until"]].min(axis=1)
    rows["start"] = rows[["start", "start_case"]].max(axis=1)
    rows = months.stock(rows, ["clock"])
    late = county.workdays(rows["clock"], rows["day"]) > ASSESSMENT_DAYS
    return county.localities.locate(rows[late], "worker")


def enquiries(county, months):
    return county.localities.locate(months.flow(county.records["ssd_s47_enquiry"], "end"), "worker")


def children(units):
    return units[["child", "month", "day"]].drop_duplicates()


def children_on_plans(county, months):
    return children(months.stock(county.plans))


def children_looked_after(county, months):
    return children(months.stock(county.localities.care))


def children_in_need(county, months):
    """With an open case, neither on a plan nor looked after."""
    cases = county.records["ssd_cin_episodes"]
    cases = county.of_people(sound(cases[~cases["no_further_action"] & ~cases["care_leaver"]]))
    cases["stop"] = cases[["end", "until"]].min(axis=1)
    elsewhere = pd.concat([children_on_plans(county, months), children_looked_after(county, months)])
    found = children(months.stock(cases)).merge(children(elsewhere), how="left", indicator="also")
    return found[found["also"] == "left_only"]


def located(children_at_ends):
    def units(county, months):
        return county.localities.locate(children_at_ends(county, months), "worker")
    return units


def spells(plans):
    """Plans of a child that touch or overlap, joined."""
    plans = plans.sort_values(["child", "start"])
    plans["stop"] = plans["stop"].fillna(pd.Timestamp("9999-01-01"))
    so_far = plans.groupby("child")["stop"].cummax().groupby(plans["child"]).shift()
    plans["spell"] = (~(plans["start"] <= so_far)).cumsum()
    return plans.groupby("spell", as_index=False).agg({"child": "first", "start": "first", "stop": "max"})


def children_to_visit(county, months):
    """On a plan for some time and born, and whether they were seen in time."""
    rows = county.of_people(months.stock(spells(county.plans), ["start"]))
    rows = rows[(county.workdays(rows["start"], rows["day"]) >= FIRST_VISIT_DAYS) & born_by(rows, rows["day"])]
    visits = county.records["ssd_cp_visits"]
    visits = visits.loc[visits["seen"] & visits["day"].notna(), ["child", "day"]].sort_values("day")
    rows = pd.merge_asof(rows.sort_values("day"), visits.assign(seen=visits["day"]), on="day", by="child")
    limit = np.where(rows["day"] < NEW_VISIT_DAYS_FROM, VISIT_DAYS_BEFORE, VISIT_DAYS)
    rows["in_time"] = (rows["seen"] >= rows["start"]) & (county.workdays(rows["seen"], rows["day"]) <= limit)
    return county.localities.locate(rows, "worker")


def conferences(county, months):
    """A child's first of the month."""
    rows = months.flow(county.conferences, "day", ["clock"]).drop_duplicates(["child", "month"])
    rows["in_time"] = county.workdays(rows["clock"], rows["day"]) <= CONFERENCE_DAYS
    return county.localities.locate(rows, "worker")


def caseloads(county, months):
    """Children of each qualified worker of a safeguarding team."""
    rows = county.of_people(county.localities.allocations)
    rows["stop"] = rows[["end", "until"]].min(axis=1)
    cases = months.stock(rows, ["worker"]).drop_duplicates(["month", "worker", "child"])
    held = cases.groupby(["month", "day", "worker"], as_index=False).size()
    held = in_force(held, county.localities.workers, "worker").drop_duplicates("row")
    held = held.loc[held["qualified"], ["month", "day", "team", "size"]].reset_index(drop=True)
    held = in_force(held, county.localities.teams, "team").drop_duplicates("row")
    return held[held["kind"].isin(SAFEGUARDING_TEAMS)]


UNITS = {"contacts": contacts, "referrals": referrals, "assessments": assessments,
         "late assessments": late_assessments, "enquiries": enquiries, "in need": located(children_in_need),
         "on plans": located(children_on_plans), "to visit": children_to_visit, "conferences": conferences,
         "looked after": located(children_looked_after), "caseloads": caseloads}


class Counts:
    """Frames of areas by months, the county first."""

    def __init__(self, county, months):
        self.months, self.areas = months, county.localities.names
        self.units = {name: count(county, months) for name, count in UNITS.items()}
        self.people = self.population(county.records["loc_population"])

    def frame(self, values):
        return values.unstack().reindex(index=[COUNTY, *self.areas], columns=range(len(self.months.all)))

    def number(self, name, mark=None):
        rows = self.units[name] if mark is None else self.units[name][self.units[name][mark]]
        found = self.frame(rows.groupby(["area", "month"], observed=True).size()).fillna(0)
        found.loc[COUNTY] = found.sum()
        return found

    def greatest(self, name):
        rows = self.units[name]
        found = self.frame(rows.fillna({"area": self.areas[-1]}).groupby(["area", "month"])["size"].max())
        found.loc[COUNTY] = found.max()
        return found

    def population(self, rows):
        """Of the children of each area: the row valid at the month's end, of the latest estimate."""
        rows = rows[(rows["age_from"] == 0) & (rows["age_to"] == 17)]
        rows = rows.fillna({"start": pd.Timestamp("1900-01-01")}).sort_values(["start", "year", "release"],
                                                                              na_position="first")
        rows = rows.pivot_table(index="start", columns="area", values="people", aggfunc="last").ffill()
        at_ends = rows.reindex(self.months.ends, method="ffill").T
        return at_ends.set_axis(range(len(self.months.all)), axis=1).reindex([COUNTY, *self.areas])


def rolling_year(counts):
    return counts.T.rolling(12).sum().T


def measures(counts):
    """Numerators and denominators by measure."""
    number, people = counts.number, counts.people
    referred, assessed, enquired = number("referrals"), number("assessments"), number("enquiries")
    again = number("referrals", "again")
    return {
        "2.1": (number("contacts"), None),
        "2.2": (referred, None),
        "2.3": (referred, number("contacts")),
        "2.4": (referred, people),
        "2.5": (number("referrals", "assessed"), None),
        "2.7": (again, referred),
        "2.8": (rolling_year(again), rolling_year(referred)),
        "3.1": (assessed, None),
        "3.2": (rolling_year(assessed), people),
        "3.3": (number("assessments", "in_time"), assessed),
        "3.4": (number("late assessments"), None),
        "4.3": (rolling_year(enquired), people),
        "4.4": (enquired, None),
        "5.1": (number("in need"), None),
        "6.1": (number("on plans"), None),
        "6.3": (number("conferences"), None),
        "6.4": (number("conferences", "in_time"), number("conferences")),
        "6.14": (number("to visit", "in_time"), number("to visit")),
        "7.1": (number("looked after"), None),
        "11.1": (counts.greatest("caseloads"), None),
    }


def by_cell(counts, months):
    return counts.iloc[:, LEAD:].set_axis(months.asked.astype(str), axis=1).stack().to_dict()


def cells(found, months):
    """{(measure, area, month): (numerator, denominator)}"""
    told = {}
    for measure, (n, d) in found.items():
        denominators = by_cell(d, months) if d is not None else {}
        for (area, month), count in by_cell(n, months).items():
            told[measure, area, month] = (count, denominators.get((area, month)))
    return told
