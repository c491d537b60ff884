"""Where a counted child belongs, in pandas: periods of care, homes, allocated workers and their teams."""
import pandas as pd

SHORT_BREAKS = ["V3", "V4"]
CARE_GOES_ON = "X1"
UNALLOCATED = "unallocated"


def childhoods(people):
    """Dates of birth and death by child, and `until`, when it is a child no more: grown up or dead."""
    people = people.drop(columns="id")
    leap_day = (people["born"].dt.month == 2) & (people["born"].dt.day == 29)  # 18 on 1 March
    people["adult"] = people["born"] + pd.DateOffset(years=18) + pd.to_timedelta(leap_day.astype(int), unit="D")
    people["until"] = people[["adult", "died"]].min(axis=1)
    return people


def sound(rows):
    """Rows whose span has a start, and no end before it."""
    return rows[rows["start"].notna() & ~(rows["end"] < rows["start"])]


def born_by(rows, day):
    """Whose child was born by then, or has no date at all."""
    return (rows["born"] <= day) | (rows["born"].isna() & rows["expected"].isna())


def of_children(rows):
    """Spans that start in childhood."""
    return rows[~(rows["start"] >= rows["adult"]) & ~(rows["start"] > rows["died"])]


def closed_by_age(rows, records):
    """`stop`: the end, no later than the 18th birthday or death, as far as the extract can know them."""
    until = rows["until"].where(rows["until"] <= records["loc_extract"]["extract_date"].iloc[0])
    return rows.assign(stop=pd.concat([rows["end"], until], axis=1).min(axis=1))


def respite(periods, records):
    """Which periods begin under a series of short breaks."""
    legal = records["ssd_legal_status"].sort_values(["start", "id"])
    begun = periods[["child", "start"]].reset_index(names="row")
    found = begun.merge(legal, on="child", suffixes=("", "_legal"))
    found = found[(found["start_legal"] <= found["start"]) & ~(found["end"] <= found["start"])]
    found = found.drop_duplicates("row", keep="last")
    return periods.index.isin(found.loc[found["status"].isin(SHORT_BREAKS), "row"])


def care_periods(records, people):
    """One row a period of care: child, start, stop."""
    episodes = sound(records["ssd_cla_episodes"])
    episodes = episodes.assign(period=episodes["period"].fillna("episode " + episodes["id"]))
    episodes = episodes.sort_values(["start", "end", "id"])
    first = episodes.drop_duplicates(["child", "period"])[["child", "period", "start"]]
    last = episodes.drop_duplicates(["child", "period"], keep="last")[["child", "period", "end", "reason"]]
    periods = first.merge(last, on=["child", "period"])
    periods["end"] = periods["end"].where(periods["reason"] != CARE_GOES_ON)
    periods = of_children(periods.join(people, on="child"))
    periods = closed_by_age(periods[born_by(periods, periods["start"])], records)
    return periods.loc[~respite(periods, records), ["child", "start", "stop"]].sort_values("start")


def homes(records):
    """Home addresses with their area, the latest last."""
    rows = records["ssd_address"]
    areas = records["loc_postcode_locality"].set_index("postcode")["area"]
    rows = rows[(rows["kind"] == "HOME") & rows["start"].notna()].sort_values(["start", "id"])
    return rows.assign(area=rows["postcode"].map(areas))[["child", "start", "end", "area"]]


def allocations(records):
    """Involvements of allocated case workers, the latest last."""
    rows = records["ssd_involvements"]
    rows = rows[(rows["role"] == "ALLOCATED CASE WORKER") & rows["start"].notna()].sort_values(["start", "id"])
    return rows[["child", "start", "end", "worker", "team"]]


def by_preference(reference):
    """Of several rows in force the latest leads, then the first in the file."""
    return reference.sort_values("start", ascending=False, na_position="last", kind="stable")


def in_force(asked, history, on):
    """Pairs of asked rows, by number, and rows in force on their day; the last day counts."""
    found = asked.reset_index(names="row").merge(history, on=on)
    return found[~(found["start"] > found["day"]) & ~(found["end"] < found["day"])]


def reference_row(asked, reference, on):
    """The row of a reference table in force for each asked row that has one."""
    return in_force(asked[[on, "day"]], reference, on).drop_duplicates("row").set_index("row")


def named_areas(reference, names):
    return reference.assign(area=reference["area"].where(reference["area"].isin(names)))


class Localities:
    """Prepared once for all months."""

    def __init__(self, records, people):
        self.names = [*records["loc_locality"]["area"], UNALLOCATED]
        self.care = care_periods(records, people)
        self.homes = homes(records)
        self.allocations = allocations(records)
        self.teams = by_preference(named_areas(records["loc_team"], self.names))
        self.workers = by_preference(records["loc_worker"])

    def home_days(self, asked):
        """The day whose address counts: the first of the period of care that is open, else the day itself."""
        days = asked.reset_index(names="row").sort_values("day")
        days = pd.merge_asof(days, self.care, left_on="day", right_on="start", by="child")
        in_care = days["start"].notna() & ~(days["stop"] <= days["day"])
        return days.assign(day=days["start"].where(in_care, days["day"])).set_index("row")[["child", "day"]]

    def of_homes(self, asked):
        found = in_force(self.home_days(asked), self.homes, "child")
        return found.drop_duplicates("row", keep="last").set_index("row")["area"]

    def of_workers(self, asked):
        found = in_force(asked, self.allocations, "child").drop_duplicates("row", keep="last").set_index("row")
        own = reference_row(found[found["team"].isna()], self.workers.rename(columns={"team": "own"}), "worker")
        found["team"] = found["team"].fillna(own["own"])
        return reference_row(found, self.teams, "team")["area"]

    def locate(self, units, steps):
        """Units with their area, by the steps given: first the worker's team or at once the home."""
        asked = units[["child", "day"]].drop_duplicates(ignore_index=True)
        area = self.of_homes(asked).reindex(asked.index)
        if steps == "worker":
            area = self.of_workers(asked).reindex(asked.index).fillna(area)
        area = area.where(area.isin(self.names), UNALLOCATED)
        asked["area"] = pd.Categorical(area, self.names)
        return units.merge(asked, on=["child", "day"], how="left")
