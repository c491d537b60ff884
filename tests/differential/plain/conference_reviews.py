"""Section 6: review conferences and their chain of due dates (6.12)."""
from .dates import add_months, month_end, month_of
from .records import Tally


class ConferenceReviews:
    def __init__(self, book):
        self.book = book
        self.r = book.records
        self.plans = {row["cppl_cp_plan_id"]: row for row in
                      self.r.about_people("ssd_cp_plans", "cppl_person_id")}
        self.spell_of_plan = {(person_id, plan): spell
                              for person_id, spells in book.protection.spells.items()
                              for spell in spells for plan in spell.plans}
        self.chains = {}  # spell -> dates of its reviews, in order
        self.reviews = self._in_order()

    def counts(self):
        return {"review": self.review, "review_in_time": self.in_time,
                "review_overdue": self.overdue}

    def _in_order(self):
        """(day, child, held by its due date) of the child-reviews; fills the chains."""
        reviews = []
        for (person_id, day), (_, spell) in sorted(self._one_a_day().items()):
            if spell is None or day < spell.start:
                reviews.append((day, person_id, False))
                continue
            chain = self.chains.setdefault(spell, [])
            reviews.append((day, person_id, day <= self.next_due(spell, chain)))
            chain.append(day)
        return reviews

    @staticmethod
    def next_due(spell, held):
        """Three months after the plan began, then six months after each review held."""
        return add_months(held[-1], 6) if held else add_months(spell.start, 3)

    def _one_a_day(self):
        """(child, day) -> (id, spell) of the held review with the lowest id."""
        kept = {}
        for row in self.r.about_people("ssd_cp_reviews", "cppr_person_id"):
            day = row.date("cppr_cp_review_date")
            if day is None or row.code("cppr_cp_review_quorate") == "N" or \
                    not self.book.protection.held("RCPC", row["cppr_cp_review_id"]):
                continue
            plan = self.plans.get(row["cppr_cp_plan_id"])
            if plan is not None and plan.yes("cppl_cp_plan_ola"):
                continue
            person_id = row["cppr_person_id"]
            spell = self._spell(person_id, row["cppr_cp_plan_id"], day)
            if spell is not None and spell.end is not None and day > spell.end:
                continue
            rank = row.rank("cppr_cp_review_id")
            if (person_id, day) not in kept or rank < kept[(person_id, day)][0]:
                kept[(person_id, day)] = (rank, spell)
        return kept

    def _spell(self, person_id, plan_id, day):
        """That of the plan named; else the child's latest that holds the day, both ends counted."""
        named = self.spell_of_plan.get((person_id, plan_id))
        if named is not None:
            return named
        holding = [spell for spell in self.book.protection.spells[person_id]
                   if spell.start <= day and (spell.end is None or spell.end >= day)]
        return holding[-1] if holding else None

    def review(self, month, only_in_time=False):
        tally = Tally()
        for day, person_id, in_time in self.reviews:
            if month_of(day) == month and (in_time or not only_in_time):
                tally.put(self.book.places.of_child(person_id, day))
        return tally

    def in_time(self, month):
        return self.review(month, only_in_time=True)

    def overdue(self, month):
        """6.12o: open plans whose next review, counted from those held by then, is past due."""
        end, tally = month_end(month), Tally()
        for person_id in self.r.people:
            spell = self.book.protection.spell_open(person_id, end)
            if spell is None:
                continue
            held = [day for day in self.chains.get(spell, []) if day <= end]
            if self.next_due(spell, held) <= end:
                tally.put(self.book.places.of_child(person_id, end))
        return tally
