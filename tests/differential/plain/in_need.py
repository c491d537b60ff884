"""Section 5: children in need, and the rule for plans in date that sections 7 and 8 share."""
import datetime as dt

from .dates import month_end, open_on, within
from .records import Tally


class InNeed:
    def __init__(self, book):
        self.book = book
        self.r = book.records
        self.episodes = self.r.about_people("ssd_cin_episodes", "cine_person_id")

    def counts(self):
        return {"in_need": self.in_need, "cin_plan_due": self.plan_due,
                "cin_plan_in_date": self.plan_in_date, "census": self.census}

    @staticmethod
    def episode_open(row, day):
        """Referred, not closed, not faulty, and not a referral without further action."""
        return not row.yes("cine_referral_nfa") and \
            open_on(row.date("cine_referral_date"), row.date("cine_close_date"), day)

    def children(self, day):
        """Child -> earliest referral of the counted episodes: 5.1."""
        first = {}
        for row in self.episodes:
            person_id = row["cine_person_id"]
            if not self.episode_open(row, day) or \
                    not self.r.people[person_id].counted_in_stocks(day):
                continue
            if "CARE_LEAVER_FLAG" in row.keys_set("cine_referral_outcome_json"):
                continue
            if self.book.protection.spell_open(person_id, day) or \
                    self.book.care.open_at(person_id, day):
                continue
            referred = row.date("cine_referral_date")
            first[person_id] = min(referred, first.get(person_id, referred))
        return first

    def in_need(self, month, wanted=lambda person_id, referred, end: True):
        end, tally = month_end(month), Tally()
        for person_id, referred in self.children(end).items():
            if wanted(person_id, referred, end):
                tally.put(self.book.places.of_child(person_id, end))
        return tally

    def plan_due(self, month):
        return self.in_need(month, self._due)

    def plan_in_date(self, month):
        return self.in_need(month, lambda person_id, referred, end:
                            self._due(person_id, referred, end) and self._planned(person_id, end))

    def _due(self, person_id, referred, end):
        """45 working days after the referral; 20 at month ends before 2017."""
        allowed = 45 if end >= dt.date(2017, 1, 1) else 20
        return self.r.working_days.between(referred, end) > allowed

    def _planned(self, person_id, end):
        plans = [(row["cinp_cin_plan_id"], row.date("cinp_cin_plan_start_date"),
                  row.date("cinp_cin_plan_end_date"))
                 for row in self.r.where("ssd_cin_plans", "cinp_person_id", person_id)]
        return any_plan_in_date(self.r, "CIN", plans, end)

    def census(self, month):
        """5.2d: whoever is alive with an open episode, of any age, looked after or not."""
        end, tally = month_end(month), Tally()
        for person_id in {row["cine_person_id"] for row in self.episodes
                          if self.episode_open(row, end)}:
            if self.r.people[person_id].alive(end):
                tally.put(self.book.places.of_child(person_id, end))
        return tally


def any_plan_in_date(records, kind, plans, day):
    """One open plan whose latest of start and reviews by the day is within 6 months before it."""
    for plan_id, start, end in plans:
        if not open_on(start, end, day):
            continue
        dates = [start]
        for review in records.where("loc_plan_review", "plan_id", plan_id):
            held = review.date("review_date")
            if review.code("plan_kind") == kind and held is not None and held <= day:
                dates.append(held)
        if within(max(dates), day, 6):
            return True
    return False
