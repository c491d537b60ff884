"""Small random extracts that hold every edge case of the definitions on purpose: dates at month, year
and rule borders, missing and backward dates, repeated ids, unborn and grown-up people, overlapping
and touching spans, unknown people and codes, dated maps, missing tables and columns."""
import csv
import datetime as dt
import json
import os
import random

ONE = dt.timedelta(days=1)
UNTIL = dt.date(2017, 11, 30)


class Maker:
    def __init__(self, seed, folder):
        self.r = random.Random(seed)
        self.folder = folder
        self.tables = {}

    # --- values

    def chance(self, share):
        return self.r.random() < share

    def day(self, first=dt.date(2015, 1, 1), last=dt.date(2018, 1, 31)):
        """A day, often one that borders on something."""
        if self.chance(0.45):
            year, month = self.r.choice([(2016, 2), (2016, 3), (2016, 11), (2016, 12), (2017, 1),
                                         (2017, 3), (2017, 4), (2017, 6), (2017, 7), (2017, 10),
                                         (2017, 11)])
            begin = dt.date(year, month, 1)
            day = begin + dt.timedelta(days=self.r.choice([-2, -1, 0, 1, 13, 14, 27, 28]))
        else:
            if self.chance(0.6):
                first = max(first, dt.date(2016, 9, 1))
            first = min(first, last - ONE)
            day = first + dt.timedelta(days=self.r.randrange((last - first).days))
        return day

    def after(self, day, choices=(0, 1, 7, 10, 13, 14, 15, 20, 21, 22, 28, 60, 63, 64, 90, 180, 365,
                                  366, 547, 730, 731)):
        return day + dt.timedelta(days=self.r.choice(choices) + self.r.choice([0, 0, 0, -1, 1, 2]))

    def text(self, day, broken=0.02):
        if day is None:
            return ""
        if self.chance(broken):
            return self.r.choice(["", "31/12/2016", "2017-02-30", "unknown"])
        if self.chance(0.03):
            return day.isoformat() + " 00:00:00"
        return day.isoformat()

    def yes(self, share, broken=0.04):
        if self.chance(broken):
            return self.r.choice(["", "y", "n", "X"])
        return "Y" if self.chance(share) else "N"

    def pick(self, values, missing=0.05):
        return "" if self.chance(missing) else self.r.choice(values)

    def flags(self, keys, share=0.4):
        if self.chance(0.03):
            return self.r.choice(["", "[]", "{", "text", "{}"])
        values = {k: self.r.choice(["Y", "y", True, "N", "", False, 1]) for k in keys
                  if self.chance(share)}
        return json.dumps(values)

    def add(self, table, **row):
        self.tables.setdefault(table, []).append(row)

    # --- parts

    def people(self):
        self.persons = []
        for i in range(self.r.randrange(16, 40)):
            person = self.r.choice(["P", "p", "Q0", "10"]) + str(i)
            born = self.day(dt.date(1999, 6, 1), dt.date(2017, 12, 31))
            if self.chance(0.25):  # turns 18 in the months counted
                born = self.day(dt.date(2017, 1, 1), dt.date(2017, 12, 1))
                born = born.replace(year=born.year - 18, day=min(born.day, 28))
            if self.chance(0.08):
                born = dt.date(2000, 2, 29)
            expected, died = None, None
            if self.chance(0.12):
                expected = self.day(dt.date(2017, 1, 1))
                if self.chance(0.7):
                    born = None
            elif self.chance(0.06):
                born = None
            if self.chance(0.06):
                died = self.day(dt.date(2016, 1, 1))
            self.persons.append(person)
            self.add("ssd_person", pers_person_id=person, pers_dob=self.text(born, 0.01),
                     pers_expected_dob=self.text(expected, 0), pers_death_date=self.text(died, 0))
        if self.chance(0.3):
            self.add("ssd_person", pers_person_id=self.persons[0], pers_dob="2001-01-01")

    def person(self):
        if self.chance(0.03):
            return self.r.choice(["", "nobody", self.persons[0].lower() + " x"])
        return self.r.choice(self.persons)

    def places(self):
        self.local = ["north", "south", "east"][:self.r.randrange(1, 4)]
        for i, locality in enumerate(self.local):
            self.add("loc_locality", locality_id=locality, name=locality.title(),
                     sort_order=self.pick([str(i), "1", "7"], 0.2))
        self.postcodes = ["ZZ1 1AA", "ZZ1 1AB", "ZZ2 2BB", "ZZ3 3CC"]
        for postcode in self.postcodes:
            self.add("loc_postcode_locality",
                     postcode=self.r.choice([postcode, postcode.lower(), postcode.replace(" ", "")]),
                     locality_id=self.r.choice(self.local + ["elsewhere"]))
        self.teams = ["T1", "T2", "T3", "T4"]
        for team in self.teams:
            for start, end in self.r.choice([[("", "")], [("", "2017-03-31"), ("2017-04-01", "")],
                                             [("2016-06-01", "")], [("", ""), ("2017-02-15", "")]]):
                self.add("loc_team", team_id=team, team_type="FIT", from_date=start, to_date=end,
                         locality_id=self.pick(self.local + ["elsewhere"], 0.15))
        for worker in ["W1", "W2", "W3"]:
            for start, end in self.r.choice([[("", "")], [("", "2017-05-31"), ("2017-06-01", "")]]):
                self.add("loc_worker", professional_id=worker, team_id=self.pick(self.teams, 0.1),
                         qualified="Y", fte="1", from_date=start, to_date=end)
        for i in range(len(self.persons)):
            start = self.day()
            end = self.after(start) if self.chance(0.5) else None
            self.add("ssd_involvements", invo_involvements_id=f"I{self.r.choice(['', '0'])}{i}",
                     invo_person_id=self.person(),
                     invo_professional_id=self.pick(["W1", "W2", "W3", "W9"]),
                     invo_professional_role_id=self.pick(["ALLOCATED CASE WORKER"] * 4 +
                                                         ["Allocated case worker", "SUPERVISOR"]),
                     invo_professional_team=self.pick(self.teams + ["T9"], 0.4),
                     invo_involvement_start_date=self.text(start),
                     invo_involvement_end_date=self.text(end))
        for i in range(2 * len(self.persons)):
            start = self.day()
            end = self.after(start) if self.chance(0.4) else None
            self.add("ssd_address", addr_table_id=f"A{i}", addr_person_id=self.person(),
                     addr_address_type=self.pick(["HOME"] * 6 + ["home", "PLACEMENT"]),
                     addr_address_start_date=self.text(start), addr_address_end_date=self.text(end),
                     addr_address_postcode=self.pick(self.postcodes + ["zz11aa", "ZZ9 9ZZ"]))

    def care(self):
        for i in range(self.r.randrange(0, 8)):
            person, start = self.person(), self.day()
            entered = start
            for j in range(self.r.randrange(1, 4)):
                end = self.after(start) if self.chance(0.7) else None
                self.add("ssd_cla_episodes", clae_cla_episode_id=f"E{i}{j}", clae_person_id=person,
                         clae_cla_episode_start_date=self.text(start),
                         clae_cla_episode_ceased_date=self.text(end),
                         clae_cla_episode_ceased_reason=self.pick(["X1", "E3", "E4A", "E11"]),
                         clae_cla_id=self.pick([f"C{i}"], 0.3), clae_cla_placement_id="",
                         clae_entered_care_date=self.text(entered, 0.1))
                start = end or self.after(start)
            if self.chance(0.6):
                self.add("ssd_legal_status", lega_legal_status_id=f"L{i}", lega_person_id=person,
                         lega_legal_status=self.pick(["C2", "V2", "V3", "V4"]),
                         lega_legal_status_start_date=self.text(entered),
                         lega_legal_status_end_date=self.text(
                             self.after(entered) if self.chance(0.5) else None))

    def front_door(self):
        sources = ["6", "2A", "2b", "3C", "5C", "5D", "1A", "9", "10", "4", "XX", ""]
        for i in range(self.r.randrange(60, 220)):
            self.add("ssd_contacts", cont_contact_id=f"N{i}", cont_person_id=self.person(),
                     cont_contact_date=self.text(self.day()),
                     cont_contact_source_code=self.r.choice(sources),
                     cont_contact_outcome_json=self.flags(["NEW_REFERRAL_FLAG", "NFA_FLAG"], 0.3))
            if self.chance(0.5):
                self.add("loc_contact_referral", cont_contact_id=f"N{i}",
                         cine_referral_id=self.pick([f"R{i}"], 0.6))
        self.referrals = []
        for i in range(self.r.randrange(50, 140)):
            day, person = self.day(), self.person()
            close = self.after(day) if self.chance(0.6) else None
            referral = self.r.choice(["R", "R0", "r"]) + str(i)
            self.referrals.append((referral, person, day))
            self.add("ssd_cin_episodes", cine_referral_id=referral, cine_person_id=person,
                     cine_referral_date=self.text(day),
                     cine_referral_source_code=self.r.choice(sources),
                     cine_referral_outcome_json=self.flags(
                         ["SINGLE_ASSESSMENT_FLAG", "NFA_FLAG", "CARE_LEAVER_FLAG"]),
                     cine_referral_nfa=self.yes(0.2), cine_close_date=self.text(close),
                     cine_close_reason=self.pick(["RC8", "RC9", "rc9", "RC7"]))
        for code in ["6", "XX", "4", "2A"]:
            for start, end in self.r.choice([[], [("", "")], [("2017-02-01", "2017-06-30")],
                                             [("", ""), ("2017-07-01", "")]]):
                self.add("loc_source_group", code=code, from_date=start, to_date=end,
                         group_id=self.r.choice(["pol", "edu", "OTH", "ola"]))

    def assessments(self):
        keys = ["NFA_FLAG", "LEGAL_ACTION_FLAG", "PROV_OF_SERVICES_FLAG", "OTHER_ACTIONS_FLAG",
                "LOCAL_STEP", "COMMENTS", "TOTAL_NO_OF_OUTCOMES", "REFERRAL_TO_OTHER_AGENCY_FLAG"]
        for i in range(self.r.randrange(60, 160)):
            referral, person, day = self.r.choice(self.referrals)
            start = self.after(day, (-3, 0, 0, 1, 5, 20))
            done = self.after(start) if self.chance(0.75) else None
            self.add("ssd_cin_assessments", cina_assessment_id=self.r.choice(["S", "s"]) + str(i),
                     cina_person_id=person if self.chance(0.95) else self.person(),
                     cina_referral_id=self.pick([referral] * 9 + ["R999"], 0.05),
                     cina_assessment_start_date=self.text(start, 0.06),
                     cina_assessment_auth_date=self.text(done),
                     cina_assessment_outcome_json=self.flags(keys, 0.25),
                     cina_assessment_outcome_nfa=self.yes(0.2))
        for code in ["LOCAL_STEP", "local_other", "NFA_FLAG"]:
            if self.chance(0.5):
                self.add("loc_assessment_outcome", code=code,
                         **{"class": self.r.choice(["STEPDOWN", "CLOSE", "NONE", "ongoing"])},
                         from_date=self.r.choice(["", "2017-04-01"]),
                         to_date=self.r.choice(["", "", "2017-08-31"]))

    def protection(self):
        keys = ["NFA_FLAG", "CP_CONFERENCE_FLAG", "LEGAL_ACTION_FLAG", "LOCAL_OUT",
                "OUTCOME_COMMENTS"]
        for i in range(self.r.randrange(30, 90)):
            start, person = self.day(), self.person()
            end = self.after(start, (0, 5, 10, 15, 20, -4)) if self.chance(0.85) else None
            self.add("ssd_s47_enquiry", s47e_s47_enquiry_id=f"K{i}", s47e_person_id=person,
                     s47e_s47_start_date=self.text(start, 0.05), s47e_s47_end_date=self.text(end),
                     s47e_s47_nfa=self.yes(0.2), s47e_s47_outcome_json=self.flags(keys, 0.3))
            if self.chance(0.7):
                held = self.after(start, (0, 10, 14, 15, 20, 21, 22, 23, -3))
                self.add("ssd_initial_cp_conference", icpc_icpc_id=self.r.choice(["B", "b"]) + str(i),
                         icpc_person_id=person, icpc_s47_enquiry_id=self.pick([f"K{i}"] * 5 + ["K99"]),
                         icpc_icpc_transfer_in=self.yes(0.15), icpc_icpc_date=self.text(held))
                if self.chance(0.3):
                    self.add("loc_conference", kind=self.r.choice(["ICPC", "icpc"]),
                             conference_id=f"B{i}",
                             status=self.pick(["HELD", "held", "STOODDOWN", "INQUORATE"], 0.2),
                             notified_date=self.text(self.day() if self.chance(0.5) else start))
        for code in ["LOCAL_OUT", "NFA_FLAG", "LEGAL_ACTION_FLAG"]:
            if self.chance(0.4):
                self.add("loc_s47_outcome", code=code,
                         **{"class": self.r.choice(["SUBST_CONTINUING", "SUBST_NOT_CONTINUING",
                                                    "NOT_SUBST", "NONE"])},
                         from_date=self.r.choice(["", "2017-04-01"]), to_date="")
        plan = 0
        for i in range(self.r.randrange(10, 40)):
            person, start = self.person(), self.day(dt.date(2014, 6, 1))
            for _ in range(self.r.randrange(1, 4)):
                end = self.after(start) if self.chance(0.75) else None
                plan += 1
                self.add("ssd_cp_plans", cppl_cp_plan_id=f"G{plan}", cppl_person_id=person,
                         cppl_cp_plan_start_date=self.text(start),
                         cppl_cp_plan_end_date=self.text(end), cppl_cp_plan_ola=self.yes(0.1))
                self.visits_and_reviews(person, plan, start)
                start = self.after(end or start, (-20, -1, 0, 1, 2, 100, 400, 730, 731))
        for i in range(self.r.randrange(0, 6)):
            start = self.day(dt.date(2012, 1, 1))
            self.add("loc_previous_cp_plan", previous_plan_id=f"H{i}", person_id=self.person(),
                     own_authority=self.yes(0.6), from_date=self.text(start, 0.1),
                     to_date=self.text(self.after(start), 0.2))
        if self.chance(0.5):
            for start in self.r.choice([[""], ["2017-04-01"], ["", "2017-07-01"],
                                        ["2016-12-01", "2017-10-01"]]):
                self.add("loc_visit_standard", kind="CP", condition=self.r.choice(["ANY", "any"]),
                         interval=self.r.choice(["10", "15", "20", "2", "1"]),
                         unit=self.r.choice(["WD", "DAY", "WEEK", "MONTH", "YEAR"]), from_date=start,
                         to_date=self.r.choice(["", "", "2017-09-30"]))

    def visits_and_reviews(self, person, plan, start):
        for j in range(self.r.randrange(0, 6)):
            self.add("ssd_cp_visits", cppv_cp_visit_id=f"V{plan}-{j}",
                     cppv_person_id=person if self.chance(0.95) else self.person(),
                     cppv_cp_plan_id=f"G{plan}", cppv_cp_visit_seen=self.yes(0.8),
                     cppv_cp_visit_date=self.text(self.day(dt.date(2016, 9, 1))
                                                  if self.chance(0.6) else self.after(start)))
        held = start
        for j in range(self.r.randrange(0, 4)):
            held = self.after(held, (60, 89, 90, 91, 92, 93, 180, 181, 183, 184, 185, 0))
            review = self.r.choice(["J", "j"]) + f"{plan}-{j}"
            self.add("ssd_cp_reviews", cppr_cp_review_id=review,
                     cppr_person_id=person if self.chance(0.95) else self.person(),
                     cppr_cp_plan_id=self.pick([f"G{plan}"] * 6 + [f"G{plan + 1}", "G999"], 0.1),
                     cppr_cp_review_date=self.text(held), cppr_cp_review_quorate=self.yes(0.9))
            if self.chance(0.1):
                self.add("loc_conference", kind="RCPC", conference_id=review,
                         status=self.pick(["HELD", "STOODDOWN"], 0.2), notified_date="")

    def reference(self):
        if self.chance(0.85):
            self.add("loc_extract", authority_code="E99", extract_date=UNTIL.isoformat()
                     if self.chance(0.8) else "2017-10-31",
                     history_from=self.r.choice(["", "", "2015-01-01", "2016-12-01", "2017-01-15"]))
        for area in ["county"] + self.local:
            if self.chance(0.9):
                for valid, year in self.r.choice([[("", "2016")], [("", "2015"), ("2017-04-01", "2016")],
                                                  [("2017-02-10", "2016")], [("", ""), ("", "2016")]]):
                    self.add("loc_population", area=area, age_from="0", age_to="17",
                             estimate_year=year, release=self.r.choice(["", "a", "b"]),
                             value=str(self.r.choice([0, 7, 250, 1234])), valid_from=valid)
            self.add("loc_population", area=area, age_from="0", age_to="4", estimate_year="2016",
                     release="", value="55", valid_from="")
        for measure in ["2.3", "2.7", "3.3", "6.4", "6.5", "6.10b", "6.12", "6.14", "4.4"]:
            for area in ["county"] + self.local:
                if self.chance(0.3):
                    self.add("loc_target", measure=measure, area=area,
                             from_date=self.r.choice(["", "2017-06-01"]),
                             to_date=self.r.choice(["", "", "2017-10-31"]), target="5",
                             red=self.pick(["10", "33.3", "80"]), green=self.pick(["20", "50", "90.5"]))

    def holidays(self):
        for day in ["2016-12-26", "2016-12-27", "2017-01-02", "2017-04-14", "2017-04-17",
                    "2017-05-01", "2017-05-29", "2017-08-28", "2017-12-25", "2017-12-26"]:
            self.add("loc_bank_holiday", division="england-and-wales", date=day, name="holiday")
        self.add("loc_bank_holiday", division="scotland", date="2017-11-30", name="St Andrew's Day")

    def spoil(self):
        for table in list(self.tables):
            rows = self.tables[table]
            if rows and self.chance(0.25):  # the same key again, with other content
                again = dict(self.r.choice(rows))
                again.update({f: v for f, v in self.r.choice(rows).items()
                              if f != next(iter(again))})
                rows.append(again)
            if self.chance(0.3):
                self.r.shuffle(rows)
        for table in ["loc_contact_referral", "loc_conference", "loc_previous_cp_plan", "ssd_address",
                      "ssd_legal_status", "loc_worker", "loc_visit_standard", "loc_target",
                      "ssd_cla_episodes", "ssd_involvements", "loc_population", "ssd_cp_reviews",
                      "loc_locality"]:
            if self.chance(0.03):
                self.tables.pop(table, None)

    def write(self):
        os.makedirs(self.folder, exist_ok=True)
        for table, rows in self.tables.items():
            fields = []
            for row in rows:
                fields += [f for f in row if f not in fields]
            self.r.shuffle(fields)
            with open(os.path.join(self.folder, table + ".csv"), "w", newline="",
                      encoding="utf-8") as file:
                writer = csv.DictWriter(file, fields, restval="",
                                        lineterminator=self.r.choice(["\n", "\r\n"]))
                writer.writeheader()
                writer.writerows(rows)

    def make(self):
        self.people()
        self.places()
        self.care()
        self.front_door()
        self.assessments()
        self.protection()
        self.reference()
        self.holidays()
        for table in ["ssd_contacts", "ssd_cp_plans", "ssd_cp_visits", "ssd_cp_reviews",
                      "ssd_initial_cp_conference", "ssd_s47_enquiry"]:
            if not self.tables.get(table):
                self.tables.pop(table, None)
        self.spoil()
        self.write()
