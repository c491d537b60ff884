"""Section 1: requests for early help, cases, children and families."""
import datetime as dt

from .dates import ONE_DAY, earliest, faulty, month_end, month_of, open_on, within
from .localities import UNALLOCATED
from .records import Tally

STEP_DOWN_DAYS = dt.timedelta(days=28)


class EarlyHelp:
    def __init__(self, book):
        self.book = book
        self.r = book.records
        self.cases = {row["eh_case_id"]: row for row in self.r.all("loc_eh_case")
                      if not faulty(row.date("opened_date"), row.date("closed_date"))}
        self.requests = self._requests()
        self.memberships = list(self._memberships())

    def counts(self):
        return {"eh_request": self.request, "eh_quick": self.request_opened_in_five_days,
                "eh_opened": self.opened, "eh_opened_again": self.opened_again,
                "eh_stepped_down": self.stepped_down, "eh_closed": self.closed,
                "eh_open": self.open, "eh_child": self.child, "targeted": self.targeted,
                "s47_child": self.s47_child, "s47_child_known": self.s47_child_known}

    # --- requests: 1.1, 1.6c

    def _requests(self):
        """Rows of one family, day and source are one request; the first in the file stays."""
        kept, seen = [], set()
        for row in self.r.all("loc_eh_request"):
            day = row.date("received_date")
            if day is None:
                continue
            same = (row["family_id"], day, row.code("source"))
            if row["family_id"] is not None and same in seen:
                continue
            seen.add(same)
            kept.append((day, row))
        return kept

    def request(self, month, wanted=lambda day, row: True):
        tally = Tally()
        for day, row in self.requests:
            if month_of(day) == month and wanted(day, row):
                tally.put(self.book.places.of_postcode(row["postcode"]) or UNALLOCATED)
        return tally

    def request_opened_in_five_days(self, month):
        def quick(day, row):
            case = self.cases.get(row["eh_case_id"])
            days = self.r.working_days.between(day, case.date("opened_date")) if case else None
            return days is not None and days <= 5
        return self.request(month, quick)

    # --- cases: 1.1a, 1.2, 1.3, 1.8, 1.9

    def locality(self, case, day):
        """Of the team, else of the postcode on the case."""
        return self.book.places.of_team(case["team_id"], day) or \
            self.book.places.of_postcode(case["postcode"]) or UNALLOCATED

    def opened(self, month, wanted=lambda case, opened: True):
        tally = Tally()
        for case in self.cases.values():
            opened = case.date("opened_date")
            if month_of(opened) == month and wanted(case, opened):
                tally.put(self.locality(case, opened))
        return tally

    def opened_again(self, month):
        return self.opened(month, self._again)

    def _again(self, case, opened):
        """The family had another case, opened earlier and closed within 12 months before."""
        return case["family_id"] is not None and any(
            other["family_id"] == case["family_id"] and other is not case and
            other.date("opened_date") < opened and within(other.date("closed_date"), opened, 12)
            for other in self.cases.values())

    def stepped_down(self, month):
        return self.opened(month, self._stepped_down)

    def _stepped_down(self, case, opened):
        """As recorded; else a child of the case left social care in the 28 days before."""
        if case["open_source"] is not None:
            return case.code("open_source") == "STEPDOWN"
        children = {row["person_id"] for row in
                    self.r.where("loc_eh_case_child", "eh_case_id", case["eh_case_id"])}
        for row in self.r.about_people("ssd_cin_episodes", "cine_person_id"):
            close = row.date("cine_close_date")
            if row["cine_person_id"] not in children or close is None or \
                    faulty(row.date("cine_referral_date"), close):
                continue
            if opened - STEP_DOWN_DAYS <= close <= opened and \
                    row.code("cine_close_reason") in ("RC7", "RC8", "RC9"):
                return True
        return False

    def closed(self, month):
        tally = Tally()
        for case in self.cases.values():
            day = case.date("closed_date")
            if day is not None and month_of(day) == month:
                tally.put(self.locality(case, day))
        return tally

    def open(self, month):
        end, tally = month_end(month), Tally()
        for case in self.cases.values():
            if open_on(case.date("opened_date"), case.date("closed_date"), end):
                tally.put(self.locality(case, end))
        return tally

    # --- children: 1.4, 1.7

    def _memberships(self):
        """(person id, start, end, case): the row's dates, and only while the case is open."""
        for row in self.r.about_people("loc_eh_case_child", "person_id"):
            case = self.cases.get(row["eh_case_id"])
            if case is None:
                continue
            opened = case.date("opened_date")
            start = max(row.date("from_date") or opened, opened)
            end = earliest(row.date("to_date"), case.date("closed_date"))
            if end is None or end > start:
                yield row["person_id"], start, end, case

    def child(self, month):
        """A child in two cases counts with the one opened earlier, then with the lowest id."""
        end, chosen = month_end(month), {}
        for person_id, start, until, case in self.memberships:
            if open_on(start, until, end) and self.r.people[person_id].counted_in_stocks(end):
                rank = (case.date("opened_date"), case.rank("eh_case_id"))
                if person_id not in chosen or rank < chosen[person_id][0]:
                    chosen[person_id] = (rank, case)
        tally = Tally()
        for _, case in chosen.values():
            tally.put(self.locality(case, end))
        return tally

    def s47_child(self, month, known=False):
        """Children with an enquiry started in the month; the earliest is tested."""
        first = {}
        for row in self.r.about_people("ssd_s47_enquiry", "s47e_person_id"):
            day = row.date("s47e_s47_start_date")
            if day is not None and month_of(day) == month:
                person_id = row["s47e_person_id"]
                first[person_id] = min(day, first.get(person_id, day))
        tally = Tally()
        for person_id, day in first.items():
            if not known or self._member_in_year_before(person_id, day):
                tally.put(self.book.places.of_child(person_id, day))
        return tally

    def s47_child_known(self, month):
        return self.s47_child(month, known=True)

    def _member_in_year_before(self, person_id, day):
        """The last day of membership before the day decides; the day itself does not count."""
        for member, start, end, _ in self.memberships:
            if member == person_id and start < day:
                last = (day if end is None else min(end, day)) - ONE_DAY
                if within(last, day, 12):
                    return True
        return False

    # --- families: 1.5

    def targeted(self, month):
        end, tally = month_end(month), Tally()
        families = {row["family_id"] for row in self.r.all("loc_targeted_support")
                    if open_on(row.date("from_date"), row.date("to_date"), end)}
        for family in families:
            qualifying = []
            for member in self.r.where("ssd_family", "fami_family_id", family):
                person = self.r.people.get(member["fami_person_id"])
                if person is None or not person.counted_in_stocks(end):
                    continue
                for row in self.r.where("ssd_cin_episodes", "cine_person_id", person.id):
                    if self.book.in_need.episode_open(row, end):
                        qualifying.append((row.date("cine_referral_date"), person.id.encode(),
                                           person.id))
            if qualifying:
                tally.put(self.book.places.of_child(min(qualifying)[-1], end))
        return tally
