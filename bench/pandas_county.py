"""The months asked for, and what several measures need whatever the months are, in pandas."""
import numpy as np
import pandas as pd

from pandas_localities import Localities, childhoods, closed_by_age, of_children, sound

LEAD = 11  # months ahead of those asked for, for rolling years


class Months:
    def __init__(self, first, last):
        self.asked = pd.period_range(first, last, freq="M")
        self.all = pd.period_range(self.asked[0] - LEAD, last, freq="M")
        self.ends = self.all.end_time.normalize().as_unit("s")
        self.first_day = self.all[0].start_time

    def flow(self, rows, day, keep=()):
        """Rows with a day in these months."""
        inside = (rows[day] >= self.first_day) & (rows[day] <= self.ends[-1])
        rows = rows.assign(day=rows[day]).loc[inside, ["child", "day", *keep]]
        return rows.assign(month=self.ends.searchsorted(rows["day"]))

    def stock(self, spans, keep=()):
        """A row for each span and month end asked for at which it is open: start <= end of month < stop."""
        first = np.maximum(self.ends.searchsorted(spans["start"]), LEAD)
        stop = spans["stop"].fillna(self.ends[-1] + pd.Timedelta(days=1))
        often = (self.ends.searchsorted(stop) - first).clip(0)
        rows = spans.assign(month=first)[["child", "month", *keep]].loc[spans.index.repeat(often)]
        rows["month"] += rows.groupby(level=0).cumcount()
        return rows.assign(day=self.ends[rows["month"]]).reset_index(drop=True)


class County:
    """What several measures need, whatever the months."""

    def __init__(self, records):
        self.records = records
        self.people = childhoods(records["ssd_person"])
        self.localities = Localities(records, self.people)
        holidays = records["loc_bank_holiday"]
        holidays = holidays.loc[holidays["division"] == "ENGLAND-AND-WALES", "day"].dropna()
        self.calendar = np.busdaycalendar(holidays=holidays.to_numpy("datetime64[D]"))
        self.plans = self.protection_plans()
        self.referrals = self.all_referrals()
        self.assessments = self.all_assessments()
        self.conferences = self.held_conferences()

    def of_people(self, rows):
        return rows.join(self.people, on="child")

    def workdays(self, begin, end):
        """Working days after `begin` up to `end`; none where a day is missing or the end comes first."""
        found = pd.Series(np.nan, begin.index)
        told = begin <= end
        after = [(days[told] + pd.Timedelta(days=1)).to_numpy("datetime64[D]") for days in (begin, end)]
        found[told] = np.busday_count(*after, busdaycal=self.calendar)
        return found

    def protection_plans(self):
        plans = self.records["ssd_cp_plans"]
        plans = of_children(self.of_people(sound(plans[~plans["of_another_authority"]])))
        return closed_by_age(plans, self.records)

    def all_referrals(self):
        """Referrals, and whether each came within twelve months of one on an earlier day."""
        referrals = self.records["ssd_cin_episodes"]
        days = referrals[["child", "start"]].dropna().drop_duplicates().sort_values(["child", "start"])
        days["again"] = days.groupby("child")["start"].shift() + pd.DateOffset(months=12) >= days["start"]
        referrals = referrals.merge(days, on=["child", "start"], how="left")
        assessments = self.records["ssd_cin_assessments"]
        by_extract = assessments["start"] <= self.records["loc_extract"]["extract_date"].iloc[0]
        assessed = referrals.index.isin(assessments.loc[by_extract, "referral"])
        return referrals.assign(assessed=referrals["assessed"] | assessed)

    def all_assessments(self):
        """Assessments with the day their clock starts: the referral's for the first of a referral."""
        assessments = self.records["ssd_cin_assessments"].sort_values(["start", "id"])
        first = (assessments["referral"] >= 0) & ~assessments.duplicated("referral")
        referred = assessments["referral"].map(self.records["ssd_cin_episodes"]["start"])
        return assessments.assign(clock=referred.where(first).fillna(assessments["start"]))

    def held_conferences(self):
        """Initial conferences held, in order, with the day their clock starts."""
        kept = self.records["loc_conference"]
        kept = kept.loc[kept["kind"] == "ICPC", ["id", "status", "notified"]]
        held = self.records["ssd_initial_cp_conference"].merge(kept, on="id", how="left")
        held = held[held["status"].isna() | (held["status"] == "HELD")].sort_values(["day", "id"])
        enquiry = held["enquiry"].map(self.records["ssd_s47_enquiry"]["start"])
        return held.assign(clock=held["notified"].where(held["transferred_in"], enquiry))
