"""Sections 1, 5 and 7 to 12 of the measure definitions, for the plain reader (see plain_reader.py)."""
import datetime as dt

from plain_reader import (ONE, add_months, fold, month_end, month_of, month_start, nth_birthday,
                          read_date, read_whole_number, within)


def open_on(start, end, day):
    """An event's span: valid, begun, and not ended on or before the day."""
    return start is not None and (end is None or end >= start) and start <= day and \
        (end is None or end > day)


def months_back(month, count):
    return range(month - count + 1, month + 1)


class MoreSections:
    """Mixed into Figures: count_* functions give one area an entry for each unit counted."""

    # --- section 1: early help

    def eh_cases(self):
        for r in self.x.rows("loc_eh_case"):
            opened, closed = read_date(r.get("opened_date")), read_date(r.get("closed_date"))
            if opened is not None and (closed is None or closed >= opened):
                yield r, opened, closed

    def eh_locality(self, row, day):
        teams = [t for t in self.x.rows("loc_team")
                 if row.get("team_id") is not None and t["team_id"] == row["team_id"]]
        team = self.in_force(teams, day)
        if team is not None and team.get("locality_id") in self.localities:
            return team["locality_id"]
        return self.postcode(row.get("postcode")) or "unallocated"

    def count_eh_request(self, month):
        areas, seen = [], set()
        for r in self.x.rows("loc_eh_request"):
            day = read_date(r.get("received_date"))
            if day is None:
                continue
            if r.get("family_id") is not None:
                key = (r["family_id"], day, fold(r.get("source")))
                if key in seen:
                    continue
                seen.add(key)
            if month_of(day) == month:
                areas.append(self.postcode(r.get("postcode")) or "unallocated")
        return areas

    def count_eh_opened(self, month, wanted=None):
        areas = []
        for r, opened, _ in self.eh_cases():
            if month_of(opened) != month:
                continue
            if wanted == "again" and not any(
                    other.get("family_id") == r.get("family_id") is not None and
                    other["eh_case_id"] != r["eh_case_id"] and o < opened and
                    within(c, opened, 12) for other, o, c in self.eh_cases()):
                continue
            if wanted == "stepdown" and not self.stepped_down(r, opened):
                continue
            areas.append(self.eh_locality(r, opened))
        return areas

    def stepped_down(self, row, opened):
        if row.get("open_source") is not None:
            return fold(row["open_source"]) == "STEPDOWN"
        children = {c["person_id"] for c in self.x.rows("loc_eh_case_child")
                    if c["eh_case_id"] == row["eh_case_id"]}
        for r in self.of_known_people("ssd_cin_episodes", "cine_person_id"):
            start, close = read_date(r.get("cine_referral_date")), read_date(r.get("cine_close_date"))
            if start is None or close is None or close < start:
                continue
            if r["cine_person_id"] in children and \
                    opened - dt.timedelta(days=28) <= close <= opened and \
                    fold(r.get("cine_close_reason")) in ("RC7", "RC8", "RC9"):
                return True
        return False

    def count_eh_closed(self, month):
        return [self.eh_locality(r, closed) for r, _, closed in self.eh_cases()
                if closed is not None and month_of(closed) == month]

    def count_eh_open(self, month):
        end = month_end(month)
        return [self.eh_locality(r, end) for r, opened, closed in self.eh_cases()
                if open_on(opened, closed, end)]

    def memberships(self):
        """(person, start, end, case row) of valid memberships in valid cases."""
        cases = {r["eh_case_id"]: (r, o, c) for r, o, c in self.eh_cases()}
        for m in self.x.rows("loc_eh_case_child"):
            if m["eh_case_id"] not in cases or m["person_id"] not in self.x.persons:
                continue
            case, opened, closed = cases[m["eh_case_id"]]
            start = max(read_date(m.get("from_date")) or opened, opened)
            ends = [e for e in (read_date(m.get("to_date")), closed) if e is not None]
            end = min(ends) if ends else None
            own_from, own_to = read_date(m.get("from_date")), read_date(m.get("to_date"))
            if own_from is not None and own_to is not None and own_to < own_from:
                continue
            if end is not None and end <= start:
                continue
            yield m["person_id"], start, end, case, opened

    def count_eh_child(self, month):
        end, best = month_end(month), {}
        for person, start, until, case, opened in self.memberships():
            if open_on(start, until, end) and self.in_scope(person, end):
                rank = (opened, case["eh_case_id"].encode())
                if person not in best or rank < best[person][0]:
                    best[person] = (rank, case)
        return [self.eh_locality(case, end) for _, case in best.values()]

    def count_targeted(self, month):
        end, areas = month_end(month), []
        families = {r["family_id"] for r in self.x.rows("loc_targeted_support")
                    if open_on(read_date(r.get("from_date")), read_date(r.get("to_date")), end)}
        for family in sorted(families):
            best = None
            for f in self.x.rows("ssd_family"):
                person = f.get("fami_person_id")
                if f["fami_family_id"] != family or person not in self.x.persons or \
                        not self.in_scope(person, end):
                    continue
                for r in self.of_person("ssd_cin_episodes", "cine_person_id", person):
                    if self.episode_open(r, end):
                        rank = (read_date(r["cine_referral_date"]), person.encode())
                        if best is None or rank < best[0]:
                            best = (rank, person)
            if best is not None:
                areas.append(self.locality(best[1], end))
        return areas

    def count_s47_child(self, month, wanted=None):
        first = {}
        for r in self.enquiries:
            day, person = read_date(r.get("s47e_s47_start_date")), r["s47e_person_id"]
            if day is not None and month_of(day) == month:
                rank = (day, r["s47e_s47_enquiry_id"].encode())
                first[person] = min(first.get(person, rank), rank)
        areas = []
        for person, (day, _) in first.items():
            if wanted is not None and not any(
                    who == person and start < day and
                    add_months((min(until, day) if until else day) - ONE, 12) >= day
                    for who, start, until, _, _ in self.memberships()):
                continue
            areas.append(self.locality(person, day))
        return areas

    # --- section 5: children in need

    def count_cin(self, month, wanted=None):
        end, first = month_end(month), {}
        for r in self.of_known_people("ssd_cin_episodes", "cine_person_id"):
            person = r["cine_person_id"]
            if not self.episode_open(r, end) or not self.in_scope(person, end):
                continue
            if "CARE_LEAVER_FLAG" in self.keys_of(r.get("cine_referral_outcome_json")):
                continue
            if self.spell_open(person, end) or self.period_open(person, end):
                continue
            day = read_date(r["cine_referral_date"])
            first[person] = min(first.get(person, day), day)
        areas = []
        for person, day in first.items():
            if wanted is not None:
                days = self.wd(day, end)
                if days <= (45 if end >= dt.date(2017, 1, 1) else 20):
                    continue
                if wanted == "planned" and not self.plan_in_date(
                        "ssd_cin_plans", "cinp_person_id", "cinp_cin_plan_id",
                        "cinp_cin_plan_start_date", "cinp_cin_plan_end_date", "CIN", person, end):
                    continue
            areas.append(self.locality(person, end))
        return areas

    def plan_in_date(self, table, person_field, key, start_field, end_field, kind, person, day):
        for r in self.of_person(table, person_field, person):
            start, end = read_date(r.get(start_field)), read_date(r.get(end_field))
            if not open_on(start, end, day):
                continue
            dates = [start]
            for review in self.x.rows("loc_plan_review"):
                if fold(review["plan_kind"]) == kind and review["plan_id"] == r[key]:
                    held = read_date(review.get("review_date"))
                    if held is not None and held <= day:
                        dates.append(held)
            if within(max(dates), day, 6):
                return True
        return False

    # --- section 7: looked-after children

    def period_open(self, person, day):
        for period in self.periods(person):
            if period[0] <= day and (period[1] is None or period[1] > day):
                return period
        return None

    def looked_after(self, day):
        for person in self.x.persons:
            period = self.period_open(person, day)
            if period is not None:
                yield person, period

    def locality_at_entry(self, person, day, entry):
        return self.worker_step(person, day) or self.home_step(person, day, entry) or "unallocated"

    RESIDENTIAL = ("K1", "K2", "R1", "R2", "R3", "R5", "S1")
    PERMANENCE = ("E11", "E12", "E41", "E43", "E44", "E45", "E46", "E47", "E48")

    def count_care_start(self, month):
        return [self.locality_at_entry(p, start, start) for p in self.x.persons
                for start, _, _ in self.periods(p) if month_of(start) == month]

    def count_care_end(self, month, wanted=None):
        reasons = {"permanence": self.PERMANENCE, "adopted": ("E11", "E12")}.get(wanted)
        return [self.locality_at_entry(p, end, start) for p in self.x.persons
                for start, end, reason in self.periods(p)
                if end is not None and month_of(end) == month and
                (reasons is None or reason in reasons)]

    def count_care(self, month, wanted=None, value=None):
        end = month_end(month)
        return [self.locality(person, end) for person, period in self.looked_after(end)
                if wanted is None or getattr(self, "care_" + wanted)(person, period, end, value)]

    def placements(self, person, period):
        """(start, end, type, id) of a period's placements."""
        start, until, _ = period
        found = []
        for r in self.x.rows("ssd_cla_placement"):
            who = r.get("clap_person_id")
            if who is None:
                who = self.episode_child(r["clap_cla_placement_id"])
            if who != person:
                continue
            begin = read_date(r.get("clap_cla_placement_start_date"))
            end = read_date(r.get("clap_cla_placement_end_date"))
            if begin is None or (end is not None and end <= begin):
                continue
            if begin < start or (until is not None and begin >= until):
                continue
            if until is not None and (end is None or end > until):
                end = until
            found.append((begin, end, fold(r.get("clap_cla_placement_type")),
                          r["clap_cla_placement_id"]))
        return sorted(found, key=lambda p: (p[0], p[3].encode()))

    def episode_child(self, placement):
        for r in self.x.rows("ssd_cla_episodes"):
            start = read_date(r.get("clae_cla_episode_start_date"))
            end = read_date(r.get("clae_cla_episode_ceased_date"))
            if start is None or (end is not None and end < start):
                continue
            if r.get("clae_cla_placement_id") == placement:
                return r.get("clae_person_id")
        return None

    def placement_at(self, person, period, day):
        temporary = ("T0", "T1", "T2", "T3", "T4")
        every = self.placements(person, period)
        now = [p for p in every if p[0] <= day and (p[1] is None or p[1] > day)]
        lasting = [p for p in now if p[2] not in temporary]
        if lasting:
            return lasting[-1]
        if now:
            before = [p for p in every if p[2] not in temporary and p[0] <= now[-1][0]]
            return before[-1] if before else None
        return None

    def care_residential(self, person, period, day, value):
        placement = self.placement_at(person, period, day)
        if placement is None or placement[2] not in self.RESIDENTIAL:
            return False
        if value is None:
            return True
        if value.startswith("age"):
            born = self.x.persons[person][0]
            years = int(value[3:])
            return born is not None and nth_birthday(born, years) <= day < nth_birthday(born, years + 1)
        return placement[2] == value

    def cla_ids(self, person, period):
        """The clae_cla_id of a period (at most one)."""
        for r in self.of_person("ssd_cla_episodes", "clae_person_id", person):
            start = read_date(r.get("clae_cla_episode_start_date"))
            end = read_date(r.get("clae_cla_episode_ceased_date"))
            if start is None or (end is not None and end < start):
                continue
            if r.get("clae_cla_id") is not None:
                same = [read_date(o.get("clae_cla_episode_start_date"))
                        for o in self.of_person("ssd_cla_episodes", "clae_person_id", person)
                        if o.get("clae_cla_id") == r["clae_cla_id"]]
                valid = [s for s, o in zip(same, [
                    o for o in self.of_person("ssd_cla_episodes", "clae_person_id", person)
                    if o.get("clae_cla_id") == r["clae_cla_id"]]) if s is not None and not (
                        read_date(o.get("clae_cla_episode_ceased_date")) is not None and
                        read_date(o.get("clae_cla_episode_ceased_date")) < s)]
                if valid and min(valid) == period[0]:
                    return r["clae_cla_id"]
        return None

    def period_reviews(self, person, period, day):
        cla = self.cla_ids(person, period)
        if cla is None:
            return []
        held = set()
        for r in self.x.rows("ssd_cla_reviews"):
            on = read_date(r.get("clar_cla_review_date"))
            if r.get("clar_cla_id") == cla and fold(r.get("clar_cla_review_cancelled")) != "Y" and \
                    on is not None and period[0] <= on <= day:
                held.add(on)
        return sorted(held)

    def day_twenty(self, start):
        day, count = start, 0
        while count < 20:
            day += ONE
            if day.weekday() < 5 and day not in self.holidays:
                count += 1
        return day

    def care_review_due(self, person, period, day, value):
        held = self.period_reviews(person, period, day)
        dues = [self.day_twenty(period[0])]
        for k, on in enumerate(held):
            dues.append(add_months(on, 3 if k == 0 else 6))
        latest = None
        for k, due in enumerate(dues):
            if due <= day:
                latest = k
        if latest is None:
            return False
        if value is None:
            return True
        return latest < len(held) and held[latest] <= dues[latest]

    def count_health_due(self, month, wanted=None):
        areas = []
        for person in self.x.persons:
            for start, end, _ in self.periods(person):
                day = self.day_twenty(start)
                if month_of(day) != month or not open_on(start, end, day):
                    continue
                if wanted is not None and not any(start <= on <= day
                                                  for on in self.checks(person, "HEALTH ASSESSMENT")):
                    continue
                areas.append(self.locality_at_entry(person, day, start))
        return areas

    def checks(self, person, kind):
        for r in self.of_person("ssd_cla_health", "clah_person_id", person):
            on = read_date(r.get("clah_health_check_date"))
            if fold(r.get("clah_health_check_type")) == kind and on is not None and \
                    fold(r.get("clah_health_check_status")) == "COMPLETED":
                yield on

    def care_year(self, person, period, day, value):
        if add_months(period[0], 12) > day:
            return False
        if value is None:
            return True
        months = 12
        if value == "HEALTH ASSESSMENT":
            born = self.x.persons[person][0]
            if born is not None and nth_birthday(born, 5) > day:
                months = 6
        return any(on <= day and within(on, day, months) for on in self.checks(person, value))

    def care_pep(self, person, period, day, value):
        born = self.x.persons[person][0]
        august = dt.date(day.year if day.month >= 9 else day.year - 1, 8, 31)
        if born is None or not nth_birthday(born, 4) <= august < nth_birthday(born, 16):
            return False
        if self.wd(period[0], day) < 20:
            return False
        if value is None:
            return True
        begun = sorted(read_date(t["from_date"]) for t in self.x.rows("loc_school_term")
                       if read_date(t["from_date"]) <= day)
        since = begun[-2] if len(begun) > 1 else begun[-1]
        return any(read_date(r.get("completed_date")) is not None and
                   since <= read_date(r["completed_date"]) <= day
                   for r in self.of_person("loc_pep", "person_id", person))

    def term_begun(self, month):
        return any(read_date(t["from_date"]) <= month_end(month)
                   for t in self.x.rows("loc_school_term"))

    def care_plan(self, person, period, day, value):
        if self.wd(period[0], day) < 10:
            return False
        return value is None or self.plan_in_date(
            "ssd_cla_care_plan", "lacp_person_id", "lacp_table_id", "lacp_cla_care_plan_start_date",
            "lacp_cla_care_plan_end_date", "CARE", person, day)

    def care_visit(self, person, period, day, value):
        placement = self.placement_at(person, period, day)
        if placement is None or placement[0] + dt.timedelta(days=7) > day:
            return False
        if value is None:
            return True
        visits = [read_date(r.get("clav_cla_visit_date"))
                  for r in self.of_person("ssd_cla_visits", "clav_person_id", person)
                  if fold(r.get("clav_cla_visit_seen")) == "Y"]
        visits = [v for v in visits if v is not None and placement[0] <= v <= day]
        if not visits:
            return False
        condition, unit, n = self.visit_condition(person, period, placement, day)
        rows = [r for r in self.x.rows("loc_visit_standard")
                if fold(r["kind"]) == "LAC" and fold(r["condition"]) == condition and
                fold(r["unit"]) in ("WD", "DAY", "WEEK", "MONTH")]
        row = self.in_force(rows, day)
        if row is not None:
            unit, n = fold(row["unit"]), read_whole_number(row["interval"])
        visit = max(visits)
        if unit == "WD":
            return self.wd(visit, day) <= n
        if unit == "MONTH":
            return add_months(visit, n) >= day
        return visit + dt.timedelta(days=n * (7 if unit == "WEEK" else 1)) >= day

    def visit_condition(self, person, period, placement, day):
        if placement[2] == "P1" and self.legal_status(person, day) == "C1":
            if self.period_reviews(person, period, day):
                return "PARENT_LATER", "WEEK", 4
            return "PARENT_FIRST", "WEEK", 1
        if add_months(placement[0], 12) > day:
            return "FIRST_YEAR", "WEEK", 6
        for r in self.x.rows("loc_placement_carer"):
            if r["cla_placement_id"] == placement[3] and fold(r.get("meant_to_18")) == "Y":
                return "LONG_TERM", "MONTH", 3
        return "AFTER_YEAR", "WEEK", 6

    def count_participation(self, month, wanted):
        wanted = set(wanted.split("/"))
        areas = []
        for r in self.x.rows("ssd_cla_reviews"):
            on = read_date(r.get("clar_cla_review_date"))
            code = fold(r.get("clar_cla_review_participation"))
            if on is None or month_of(on) != month or \
                    fold(r.get("clar_cla_review_cancelled")) == "Y":
                continue
            if "ANY" not in wanted and code not in wanted:
                continue
            for person in self.x.persons:
                born = self.x.persons[person][0]
                for period in self.periods(person):
                    if r.get("clar_cla_id") is not None and \
                            self.cla_ids(person, period) == r["clar_cla_id"] and \
                            period[0] <= on and (period[1] is None or on <= period[1]) and \
                            born is not None and nth_birthday(born, 4) <= on:
                        areas.append(self.locality(person, on))
        return areas

    # --- section 8: care leavers

    def count_leaver(self, month, wanted=None):
        end, areas = month_end(month), []
        for person, (born, _, death) in self.x.persons.items():
            if born is None or (death is not None and death <= end):
                continue
            if not nth_birthday(born, 16) <= end < nth_birthday(born, 22):
                continue
            rows = [r for r in self.of_person("loc_care_leaver_status", "person_id", person)
                    if open_on(read_date(r.get("from_date")), read_date(r.get("to_date")), end)]
            row = self.latest(rows, "from_date", "status_id")
            if row is None or fold(row.get("eligibility")) not in ("RELEVANT", "FORMER RELEVANT") or \
                    fold(row.get("in_touch")) in ("DIED", "RHOM"):
                continue
            if wanted == "suitable" and row.get("suitable") != "1":
                continue
            if wanted == "active" and fold(row.get("activity")) not in (
                    "F1", "F2", "F3", "F4", "F5", "P1", "P2", "P3", "P4", "P5"):
                continue
            if wanted == "planned" and not self.plan_in_date(
                    "loc_pathway_plan", "person_id", "pathway_plan_id", "start_date", "end_date",
                    "PATHWAY", person, end):
                continue
            areas.append(self.locality(person, end))
        return areas

    # --- section 9: placement stability

    def carer(self, placement):
        for r in self.x.rows("loc_placement_carer"):
            if r["cla_placement_id"] == placement:
                return r.get("carer_id")
        return None

    def start_reason(self, placement):
        best = None
        for r in self.x.rows("ssd_cla_episodes"):
            start = read_date(r.get("clae_cla_episode_start_date"))
            end = read_date(r.get("clae_cla_episode_ceased_date"))
            if start is None or (end is not None and end < start) or \
                    r.get("clae_cla_placement_id") != placement:
                continue
            rank = (start, r["clae_cla_episode_id"].encode())
            if best is None or rank < best[0]:
                best = (rank, fold(r.get("clae_cla_episode_start_reason")))
        return best[1] if best else None

    def carer_runs(self, person, period, day):
        runs = []
        for placement in self.placements(person, period):
            if placement[2] in ("T0", "T1", "T2", "T3", "T4") or placement[0] > day:
                continue
            if runs and self.same_carer(runs[-1][-1], placement):
                runs[-1].append(placement)
            else:
                runs.append([placement])
        return runs

    def same_carer(self, before, after):
        if after[2] in ("A3", "A5"):
            return True
        one, other = self.carer(before[3]), self.carer(after[3])
        if one is not None and other is not None:
            return one == other
        return self.start_reason(after[3]) in ("T", "U")

    def care_long_term(self, person, period, day, value):
        born = self.x.persons[person][0]
        if born is None or nth_birthday(born, 16) <= day or add_months(period[0], 30) > day:
            return False
        if value is None:
            return True
        placement = self.placement_at(person, period, day)
        if placement is None:
            return False
        runs = self.carer_runs(person, period, day)
        at = next(i for i, run in enumerate(runs) if placement in run)
        if placement[2] in ("A4", "A6") and at > 0:
            at -= 1
        return add_months(runs[at][0][0], 24) <= day

    def care_moved(self, person, period, day, value):
        month = month_of(day)
        first, last = month_start(month - 11), day
        count = 0
        for each in self.periods(person):
            for run in self.carer_runs(person, each, day):
                if any(start <= last and (end is None or end > first)
                       for start, end, _, _ in run):
                    count += 1
        return count >= 3

    # --- section 10: adoption (numbers, not areas: sums of days are needed)

    def adoptions(self, month):
        for back in months_back(month, 12):
            for person in self.x.persons:
                for start, end, reason in self.periods(person):
                    if end is not None and month_of(end) == back and reason in ("E11", "E12"):
                        yield person, start, end, self.permanence(person, start, end, reason)

    def permanence(self, person, start, end, reason):
        cla = self.cla_ids(person, (start, end, reason))
        rows = self.of_person("ssd_permanence", "perm_person_id", person)
        mine = [r for r in rows if cla is not None and r.get("perm_cla_id") == cla] or \
            [r for r in rows if r.get("perm_cla_id") is None]
        mine = [r for r in mine if read_date(r.get("perm_decision_reversed_date")) is None]
        best = None
        for r in mine:
            rank = (read_date(r.get("perm_adm_decision_date")) or dt.date.min,
                    r["perm_table_id"].encode())
            if best is None or rank > best[0]:
                best = (rank, r)
        return best[1] if best else {}

    def count_adoption(self, month, wanted=None):
        areas = []
        for person, start, end, row in self.adoptions(month):
            decided = read_date(row.get("perm_adm_decision_date"))
            placed = read_date(row.get("perm_placed_for_adoption_date"))
            ordered = read_date(row.get("perm_placement_order_date"))
            matched = read_date(row.get("perm_matched_date"))
            times = 1
            if wanted == "year":
                times = int(decided is not None and decided <= end <= add_months(decided, 12))
            elif wanted in ("placed", "placed_days"):
                if placed is None or placed < start:
                    continue
                times = (placed - start).days if wanted == "placed_days" else 1
            elif wanted in ("matched", "matched_days"):
                if ordered is None or matched is None:
                    continue
                times = max(0, (matched - ordered).days) if wanted == "matched_days" else 1
            areas += [self.locality_at_entry(person, end, start)] * times
        return areas

    # --- section 11: caseloads

    def caseloads(self, month, types):
        """(area, cases) of each qualified worker with cases, in teams of these types."""
        end = month_end(month)
        cases = {}
        for r in self.of_known_people("ssd_involvements", "invo_person_id"):
            start = read_date(r.get("invo_involvement_start_date"))
            until = read_date(r.get("invo_involvement_end_date"))
            if open_on(start, until, end) and r.get("invo_professional_id") is not None and \
                    fold(r.get("invo_professional_role_id")) == "ALLOCATED CASE WORKER" and \
                    self.in_scope(r["invo_person_id"], end):
                cases.setdefault(r["invo_professional_id"], set()).add(r["invo_person_id"])
        for worker, children in sorted(cases.items()):
            row = self.in_force([w for w in self.x.rows("loc_worker")
                                 if w["professional_id"] == worker], end)
            if row is None or fold(row.get("qualified")) != "Y" or row.get("team_id") is None:
                continue
            team = self.in_force([t for t in self.x.rows("loc_team")
                                  if t["team_id"] == row["team_id"]], end)
            if team is None or fold(team.get("team_type")) not in types:
                continue
            area = team.get("locality_id")
            yield (area if area in self.localities else "unallocated"), len(children)

    def count_cases(self, month, types):
        return [area for area, cases in self.caseloads(month, types.split("/"))
                for _ in range(cases)]

    def count_workers(self, month, types):
        return [area for area, _ in self.caseloads(month, types.split("/"))]

    def largest_caseload(self, month, types, area):
        return max((cases for a, cases in self.caseloads(month, types.split("/"))
                    if area in ("county", a)), default=None)

    # --- section 12: foster carers

    def care_type(self, row):
        kind = fold(row.get("care_type"))
        return kind if kind in ("TASK_CENTRED", "KINSHIP") else "SHORT_BREAK_OTHER"

    def household_area(self, row):
        for h in self.x.rows("loc_foster_household"):
            if h["household_id"] == row["household_id"]:
                return self.postcode(h.get("postcode")) or "unallocated"
        return "unallocated"

    def count_approved(self, month, types):
        rows = [r for r in self.x.rows("loc_foster_approval") if fold(r.get("temporary")) != "Y"]
        areas, seen = [], set()
        for r in rows:
            on = read_date(r.get("approved_date"))
            if on is None or month_of(on) not in months_back(month, 12):
                continue
            if any(o is not r and o["household_id"] == r["household_id"] and
                   fold(o.get("cease_reason")) == "TYPE_CHANGE" and
                   read_date(o.get("ceased_date")) == on for o in rows):
                continue
            key = (r["household_id"], self.care_type(r), on)
            if self.care_type(r) in types.split("/") and key not in seen:
                seen.add(key)
                areas.append(self.household_area(r))
        return areas

    def count_ceased(self, month, types):
        areas, seen = [], set()
        for r in self.x.rows("loc_foster_approval"):
            on, approved = read_date(r.get("ceased_date")), read_date(r.get("approved_date"))
            if fold(r.get("temporary")) == "Y" or on is None or \
                    fold(r.get("cease_reason")) == "TYPE_CHANGE" or \
                    (approved is not None and on < approved) or \
                    month_of(on) not in months_back(month, 12):
                continue
            key = (r["household_id"], self.care_type(r), on)
            if self.care_type(r) in types.split("/") and key not in seen:
                seen.add(key)
                areas.append(self.household_area(r))
        return areas
