"""The trickiest rules of the plain reader, with answers worked by hand."""
import csv
import datetime as dt
import os
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from differential_test import differences  # noqa: E402
from plain.book import Book  # noqa: E402
from plain.dates import (WorkingDays, add_months, birthday, read_date,  # noqa: E402
                         within)
from plain.extract import set_keys  # noqa: E402
from plain.figures import COLUMNS, Figures, decimal  # noqa: E402
from plain.register import EXTRAS, MEASURES  # noqa: E402
from fractions import Fraction  # noqa: E402

NOVEMBER = 2017 * 12 + 10


def d(text):
    return dt.date.fromisoformat(text)


class Dates(unittest.TestCase):
    def test_months_are_clipped_to_the_last_day(self):
        self.assertEqual(add_months(d("2016-08-31"), 6), d("2017-02-28"))
        self.assertEqual(add_months(d("2015-08-31"), 6), d("2016-02-29"))
        self.assertEqual(add_months(d("2017-02-28"), 6), d("2017-08-28"))

    def test_within_is_worked_forward_from_the_event(self):
        # 31 August + 6 months reaches 28 February only; 1 March is later.
        self.assertTrue(within(d("2016-08-31"), d("2017-02-28"), 6))
        self.assertFalse(within(d("2016-08-31"), d("2017-03-01"), 6))
        self.assertFalse(within(d("2017-03-01"), d("2017-02-28"), 6))

    def test_working_days(self):
        days = WorkingDays({d("2017-05-01")})
        self.assertEqual(days.between(d("2017-04-29"), d("2017-05-02")), 1)  # Monday is a holiday
        self.assertEqual(days.between(d("2017-05-06"), d("2017-05-08")), 1)  # Saturday to Monday
        self.assertEqual(days.between(d("2017-05-08"), d("2017-05-08")), 0)
        self.assertIsNone(days.between(d("2017-05-09"), d("2017-05-08")))
        self.assertEqual(days.nth_after(d("2017-04-28"), 5), d("2017-05-08"))

    def test_birthdays_of_29_february(self):
        self.assertEqual(birthday(d("2000-02-29"), 17), d("2017-03-01"))
        self.assertEqual(birthday(d("2000-02-29"), 16), d("2016-02-29"))

    def test_dates_as_written(self):
        self.assertEqual(read_date("2017-02-28T23:59:59"), d("2017-02-28"))
        for text in ("2017-02-29", "28/02/2017", "2017-2-28", "2017-02-28 25:00:00", "", None):
            self.assertIsNone(read_date(text))


class Cells(unittest.TestCase):
    def test_flags(self):
        self.assertEqual(set_keys('{"a": "y", "B": true, "c": 1, "d": "N"}'), {"A", "B"})
        self.assertEqual(set_keys('["A"]'), set())
        self.assertEqual(set_keys("{"), set())

    def test_ten_significant_digits(self):
        self.assertEqual(decimal(Fraction(200, 3)), "66.66666667")
        self.assertEqual(decimal(Fraction(12)), "12")
        self.assertEqual(decimal(Fraction(1, 30000)), "0.00003333333333")


class Register(unittest.TestCase):
    def test_171_figures_and_fifteen_extras(self):
        self.assertEqual(len(MEASURES), 171)
        self.assertEqual(len({m.ref for m in MEASURES + EXTRAS}), 171 + 15)


class Comparison(unittest.TestCase):
    """The test of the tests: a difference of any kind is told."""

    def setUp(self):
        self.rows = [[ref, "county", "2017-11", "3"] + [""] * 8 for ref in ("6.1", "7.1")]

    def test_equal_rows(self):
        self.assertEqual(differences([COLUMNS] + self.rows, self.rows), [])

    def test_another_number(self):
        other = [self.rows[0], self.rows[1][:3] + ["4"] + self.rows[1][4:]]
        self.assertEqual(differences([COLUMNS] + other, self.rows),
                         [("7.1", "7.1 county 2017-11: numerator 3 (program: 4)")])

    def test_a_measure_without_rows_and_rows_without_a_measure(self):
        found = differences([COLUMNS, self.rows[0], ["9.9"] + self.rows[1][1:]], self.rows)
        self.assertEqual([measure for measure, _ in found], ["7.1", "9.9"])

    def test_another_order(self):
        self.assertEqual(differences([COLUMNS] + self.rows[::-1], self.rows)[0][0], "order")


class Rules(unittest.TestCase):
    """Each test writes a small extract and asks for figures of the county."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.tables = {"loc_bank_holiday": [dict(division="england-and-wales", date="2017-12-25")],
                       "ssd_person": [dict(pers_person_id="1", pers_dob="2005-06-15")]}

    def tearDown(self):
        self.folder.cleanup()

    def rows(self, table, *rows):
        self.tables.setdefault(table, []).extend(rows)

    def figure(self, ref, month=NOVEMBER, area="county"):
        """Numerator and denominator."""
        for table, rows in self.tables.items():
            fields = list(dict.fromkeys(field for row in rows for field in row))
            with open(os.path.join(self.folder.name, table + ".csv"), "w", newline="",
                      encoding="utf-8") as file:
                writer = csv.DictWriter(file, fields, restval="")
                writer.writeheader()
                writer.writerows(rows)
        measure = next(m for m in MEASURES + EXTRAS if m.ref == ref)
        cell = Figures(Book(self.folder.name)).cell(measure, area, month)
        self.assertIn(cell.reason, ("", "no_denominator", "not_recorded"))
        return cell.n, cell.d

    def plan(self, name, start, end="", **more):
        self.rows("ssd_cp_plans", dict(cppl_cp_plan_id=name, cppl_person_id="1",
                                       cppl_cp_plan_start_date=start, cppl_cp_plan_end_date=end,
                                       **more))

    def test_touching_plans_are_one_spell(self):
        # 1 October to 10 November, on again from that day to the 20th; then a gap of one day.
        self.plan("a", "2017-10-01", "2017-11-10")
        self.plan("b", "2017-11-10", "2017-11-20")
        self.plan("c", "2017-11-21")
        self.assertEqual(self.figure("6.11a"), (1, None))
        self.assertEqual(self.figure("6.9a"), (1, None))
        self.assertEqual(self.figure("6.1"), (1, None))
        self.assertEqual(self.figure("6.8"), (1, 2))

    def test_a_plan_of_another_authority_is_no_plan(self):
        self.plan("a", "2017-10-01", cppl_cp_plan_ola="y")
        self.assertEqual(self.figure("6.1"), (0, None))

    def test_the_18th_birthday_ends_a_plan(self):
        self.tables["ssd_person"][0]["pers_dob"] = "1999-11-30"
        self.plan("a", "2015-11-30")
        self.assertEqual(self.figure("6.1"), (0, None))
        self.assertEqual(self.figure("6.11b"), (1, 1))  # 24 months to the day

    def test_the_chain_of_review_conferences(self):
        # Plan from 30 November 2016: the first is due by 28 February 2017, and each later one six
        # months after the one before it was held.
        self.plan("a", "2016-11-30")
        for number, day in enumerate(("2017-02-28", "2017-08-29", "2017-08-29", "2017-11-30")):
            self.rows("ssd_cp_reviews", dict(
                cppr_cp_review_id=str(number), cppr_person_id="1", cppr_cp_plan_id="a",
                cppr_cp_review_date=day, cppr_cp_review_quorate="Y"))
        self.assertEqual(self.figure("6.12", NOVEMBER - 9), (1, 1))
        self.assertEqual(self.figure("6.12", NOVEMBER - 3), (0, 1))  # was due by the 28th
        self.assertEqual(self.figure("6.12"), (1, 1))

    def care(self, start, end="", reason="", name="c", episode="1"):
        self.rows("ssd_legal_status", dict(lega_legal_status_id="", lega_person_id="1"))
        self.rows("ssd_cla_episodes", dict(
            clae_cla_episode_id=episode, clae_person_id="1", clae_cla_id=name,
            clae_cla_episode_start_date=start, clae_cla_episode_ceased_date=end,
            clae_cla_episode_ceased_reason=reason))

    def place(self, name, kind, start, end=""):
        self.rows("ssd_cla_placement", dict(
            clap_cla_placement_id=name, clap_cla_placement_type=kind, clap_person_id="1",
            clap_cla_placement_start_date=start, clap_cla_placement_end_date=end))

    def test_care_goes_on_where_the_last_reason_is_x1(self):
        self.care("2017-01-01", "2017-11-10", "x1")
        self.assertEqual(self.figure("7.1"), (1, None))
        self.assertEqual(self.figure("7.4"), (0, None))

    def test_a_temporary_placement_shows_the_one_it_interrupts(self):
        self.care("2017-01-01")
        self.place("1", "K2", "2017-01-01", "2017-11-20")
        self.place("2", "T3", "2017-11-20")
        self.assertEqual(self.figure("7.6.k2"), (1, None))
        self.place("3", "U1", "2017-11-25")
        self.assertEqual(self.figure("7.6.k2"), (0, None))

    def test_runs_of_one_carer(self):
        # Home, foster carer A, away, A again: three placements that last, but two runs.
        self.care("2017-01-01")
        self.place("1", "K2", "2017-01-01", "2017-03-01")
        self.place("2", "U1", "2017-03-01", "2017-06-01")
        self.place("3", "T1", "2017-06-01", "2017-07-01")
        self.place("4", "U1", "2017-07-01")
        self.rows("loc_placement_carer", dict(cla_placement_id="2", carer_id="A"),
                  dict(cla_placement_id="4", carer_id="A"))
        self.assertEqual(self.figure("9.2n"), (0, None))
        self.tables["loc_placement_carer"][1]["carer_id"] = "a"
        self.assertEqual(self.figure("9.2n"), (1, None))

    def test_the_review_most_recently_due(self):
        # In care from Monday 6 March 2017; day 20 is 3 April. Held on the 3rd: the next is due by
        # 3 July. Held on 4 July, late: the next is due by 4 January.
        self.care("2017-03-06")
        for day in ("2017-04-03", "2017-07-04"):
            self.rows("ssd_cla_reviews", dict(clar_cla_review_id=day, clar_cla_id="c",
                                              clar_cla_review_date=day))
        self.assertEqual(self.figure("7.7", NOVEMBER - 8), (0, 0))   # March: none due yet
        self.assertEqual(self.figure("7.7", NOVEMBER - 5), (1, 1))   # June
        self.assertEqual(self.figure("7.7"), (0, 1))
        self.assertEqual(self.figure("7.7", NOVEMBER + 2), (0, 1))   # January: 4th passed, not held

    def test_the_home_address_of_the_first_day_of_care(self):
        self.rows("loc_locality", dict(locality_id="north"), dict(locality_id="south"))
        self.rows("loc_postcode_locality", dict(postcode="zz11aa", locality_id="north"),
                  dict(postcode="ZZ2 2BB", locality_id="south"))
        for name, postcode, start in (("1", "ZZ1 1AA", "2010-01-01"),
                                      ("2", "zz2 2bb", "2017-06-01")):
            self.rows("ssd_address", dict(addr_table_id=name, addr_person_id="1",
                                          addr_address_type="Home", addr_address_postcode=postcode,
                                          addr_address_start_date=start))
        self.care("2017-05-31")
        self.assertEqual(self.figure("7.1", area="north"), (1, None))
        self.tables["ssd_cla_episodes"][0]["clae_cla_episode_start_date"] = "2017-06-01"
        self.assertEqual(self.figure("7.1", area="south"), (1, None))

    def test_the_first_assessment_counts_from_the_referral(self):
        # 45 working days after 1 September 2017 is Friday 3 November.
        self.rows("ssd_cin_episodes", dict(cine_referral_id="r", cine_person_id="1",
                                           cine_referral_date="2017-09-01"))
        for name, start in (("b", "2017-09-04"), ("a", "2017-09-11")):
            self.rows("ssd_cin_assessments", dict(
                cina_assessment_id=name, cina_person_id="1", cina_referral_id="r",
                cina_assessment_start_date=start, cina_assessment_auth_date="2017-11-06"))
        self.assertEqual(self.figure("3.3"), (1, 2))
        self.assertEqual(self.figure("3.3s"), (2, 2))

    def test_early_help_in_the_year_before_an_enquiry(self):
        # The last day of membership was 13 November 2016; the enquiry began on the 14th or 13th.
        self.rows("loc_eh_case", dict(eh_case_id="e", opened_date="2016-01-01",
                                      closed_date="2016-11-14"))
        self.rows("loc_eh_case_child", dict(eh_case_id="e", person_id="1", from_date=""))
        self.rows("ssd_s47_enquiry", dict(s47e_s47_enquiry_id="1", s47e_person_id="1",
                                          s47e_s47_start_date="2017-11-14"))
        self.assertEqual(self.figure("1.7"), (0, 1))
        self.tables["ssd_s47_enquiry"][0]["s47e_s47_start_date"] = "2017-11-13"
        self.assertEqual(self.figure("1.7"), (1, 1))


if __name__ == "__main__":
    unittest.main()
