"""Section 2: contacts and referrals."""
from .dates import month_end, month_of, within
from .records import Tally, reference_row

GROUPS = ("pol", "edu", "hea", "int", "pub", "ola", "oth")
DEFAULT_CODES = {"pol": "6", "edu": "2A 2B", "hea": "3A 3B 3C 3D 3E 3F", "int": "5A 5B 5D",
                 "pub": "1A 1B 1C 1D 9", "ola": "5C", "oth": "4 7 8 10"}
DEFAULT_GROUP = {code: group for group, codes in DEFAULT_CODES.items() for code in codes.split()}


class FrontDoor:
    def __init__(self, book):
        self.book = book
        self.r = book.records
        self.contacts = [
            (row.date("cont_contact_date"), row["cont_person_id"], row)
            for row in self.r.about_people("ssd_contacts", "cont_person_id")
            if row.date("cont_contact_date") is not None]
        self.referrals = [
            (row.date("cine_referral_date"), row["cine_person_id"], row)
            for row in self.r.about_people("ssd_cin_episodes", "cine_person_id")
            if row.date("cine_referral_date") is not None]

    def counts(self):
        return {"contact": self.contact, "contact_led": self.contact_led,
                "referral": self.referral, "to_assessment": self.to_assessment,
                "re_referral": self.re_referral, "repeat_contact": self.repeat_contact,
                "contact_not_led": self.contact_not_led}

    def source_group(self, code, day):
        """The dated map, else the default map; whatever neither knows is `oth`."""
        row = reference_row(self.r.where_code("loc_source_group", "code", code), day)
        if row is None:
            return DEFAULT_GROUP.get(code, "oth")
        group = row["group_id"].lower()
        return group if group in GROUPS else "oth"

    def _tally(self, events, month, wanted):
        tally = Tally()
        for day, person_id, row in events:
            if month_of(day) == month and wanted(day, person_id, row):
                tally.put(self.book.places.of_home(person_id, day))
        return tally

    def contact(self, month, group=None):
        return self._tally(self.contacts, month, lambda day, person_id, row: group is None or
                           group == self.source_group(row.code("cont_contact_source_code"), day))

    def contact_led(self, month):
        return self._tally(self.contacts, month, lambda day, person_id, row: self.led(row))

    def referral(self, month, group=None):
        return self._tally(self.referrals, month, lambda day, person_id, row: group is None or
                           group == self.source_group(row.code("cine_referral_source_code"), day))

    def to_assessment(self, month):
        return self._tally(self.referrals, month, self._to_assessment)

    def _to_assessment(self, day, person_id, row):
        """By its outcome, or by an assessment begun on the referral by the day of the extract."""
        if "SINGLE_ASSESSMENT_FLAG" in row.keys_set("cine_referral_outcome_json"):
            return True
        for other in self.r.about_people("ssd_cin_assessments", "cina_person_id"):
            start = other.date("cina_assessment_start_date")
            if other["cina_referral_id"] == row["cine_referral_id"] and start is not None and \
                    (self.r.extract_date is None or start <= self.r.extract_date):
                return True
        return False

    def re_referral(self, month):
        """The child had another referral on an earlier day, within 12 months before this one."""
        return self._tally(self.referrals, month, lambda day, person_id, row: any(
            person_id == other and earlier < day and within(earlier, day, 12)
            for earlier, other, _ in self.referrals))

    def led(self, contact):
        """To a referral: as the link table says; without a row there, by the outcome."""
        row = self.r.one("loc_contact_referral", "cont_contact_id", contact["cont_contact_id"])
        if row is not None:
            return row["cine_referral_id"] is not None
        return "NEW_REFERRAL_FLAG" in contact.keys_set("cont_contact_outcome_json")

    def _three_months(self, month):
        children = {}
        for day, person_id, row in self.contacts:
            if month - 2 <= month_of(day) <= month:
                children.setdefault(person_id, []).append((day, self.led(row)))
        return children

    def repeat_contact(self, month):
        tally = Tally()
        for person_id, contacts in self._three_months(month).items():
            days = {day for day, _ in contacts}
            if len(days) >= 2 and not any(led for _, led in contacts):
                tally.put(self.book.places.of_home(person_id, month_end(month)))
        return tally

    def contact_not_led(self, month):
        tally = Tally()
        for person_id, contacts in self._three_months(month).items():
            if not all(led for _, led in contacts):
                tally.put(self.book.places.of_home(person_id, month_end(month)))
        return tally
