"""What goes wrong with whole tables: repeated keys, shuffled rows, columns and tables not there."""

OPTIONAL = ["loc_contact_referral", "loc_conference", "loc_previous_cp_plan", "ssd_address",
            "loc_placement_carer", "loc_visit_standard", "loc_target", "loc_plan_review",
            "loc_foster_household", "loc_postcode_locality", "loc_source_group", "loc_locality",
            "loc_assessment_outcome", "loc_s47_outcome"]
NEEDED = ["ssd_involvements", "loc_worker", "loc_team", "loc_population", "ssd_legal_status",
          "ssd_cp_reviews", "ssd_cla_reviews", "ssd_cin_episodes", "loc_bank_holiday",
          "ssd_cla_episodes", "loc_school_term", "ssd_cin_assessments", "loc_eh_case_child",
          "ssd_person", "ssd_permanence", "ssd_cp_plans"]
# Columns that a table can do without; the cells of all rows are then empty.
COLUMNS = {"ssd_cin_episodes": "cine_referral_nfa", "ssd_cp_reviews": "cppr_cp_review_quorate",
           "ssd_cla_placement": "clap_person_id", "ssd_cla_episodes": "clae_entered_care_date",
           "loc_eh_case": "open_source", "ssd_cp_plans": "cppl_cp_plan_ola",
           "ssd_person": "pers_death_date", "loc_foster_approval": "temporary",
           "ssd_involvements": "invo_professional_team"}
# Columns without which the whole table is not supplied.
KEYS = {"loc_team": "from_date", "loc_source_group": "group_id", "ssd_cla_visits":
        "clav_cla_visit_id", "loc_conference": "kind"}


def spoil(m):
    for table in sorted(m.tables):
        rows = m.tables[table]
        key = next(iter(rows[0])) if rows else None
        for _ in range(m.one(0, 0, 1, 3) if len(rows) > 3 else 0):
            again = dict(m.r.choice(rows))  # the key of one row, the rest of another
            again.update((f, v) for f, v in m.r.choice(rows).items() if f != key)
            rows.append(again)
        if m.chance(0.05) and key:
            m.r.choice(rows)[key] = m.one("", "  ")
        if m.chance(0.4):
            m.r.shuffle(rows)
    for table in sorted(set(OPTIONAL) & set(m.tables)):
        if m.chance(0.04):
            del m.tables[table]
    for table in sorted(set(NEEDED) & set(m.tables)):
        if m.chance(0.012):
            del m.tables[table]
        elif m.chance(0.01):
            m.tables[table] = [dict.fromkeys(m.tables[table][0], "")] if m.tables[table] else []
    for columns, share in ((COLUMNS, 0.02), (KEYS, 0.01)):
        for table, column in columns.items():
            if table in m.tables and m.chance(share):
                for row in m.tables[table]:
                    row.pop(column, None)
