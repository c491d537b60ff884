// The shape of every fact. Adding a fact: its schema here, its builder in facts/.
#include "model/fact_schemas.h"

#include "model/fact.h"

namespace waymark {
namespace {

const std::vector<std::string> kSourceGroups = {"pol", "edu", "hea", "int", "pub", "ola", "oth"};

FactSchema contact() {
  return {
      .name = "contact",
      .unit = "contact",
      .meaning = "A contact about one child, one row per child and contact.",
      .record_table = "ssd_contacts",
      .columns = {{"contacted_on", ColumnType::date, "Day of the contact."},
                  {"source_group", ColumnType::word, "Who made the contact, in seven groups.",
                   kSourceGroups},
                  {"led_to_referral", ColumnType::flag, "Whether the contact led to a referral."}},
      .locality = LocalityRule::home,
      .list_columns = {"contacted_on", "source_group", "led_to_referral"}};
}

FactSchema contact_window() {
  return {.name = "contact_window",
          .unit = "child",
          .meaning =
              "A run of month ends at which the months before them (parameter "
              "repeat_contact_months) hold a contact of the child that did not lead to a "
              "referral, one row per child and unbroken run with the same flags.",
          .columns = {{"from", ColumnType::date, "First day of the first month of the run."},
                      {"until", ColumnType::date, "First day of the month after the run."},
                      {"repeated", ColumnType::flag,
                       "Contacts on two or more different days in the window, none of the contacts "
                       "in the window having led to a referral."}},
          .span_from = "from",
          .span_until = "until",
          .locality = LocalityRule::home,
          .list_columns = {"repeated"},
          .parameters = {"repeat_contact_months"},
          .window_parameter = "repeat_contact_months"};
}

FactSchema referral() {
  return {.name = "referral",
          .unit = "referral",
          .meaning = "A referral of one child, whatever its outcome.",
          .record_table = "ssd_cin_episodes",
          .columns = {{"referred_on", ColumnType::date, "Day of the referral."},
                      {"source_group", ColumnType::word, "Who referred, in seven groups.",
                       kSourceGroups},
                      {"previous_on", ColumnType::date,
                       "Latest referral of the same child on an earlier day."},
                      {"to_assessment", ColumnType::flag,
                       "The outcome is a social work assessment, or an assessment on this referral "
                       "had started by the day of the extract."},
                      {"no_further_action", ColumnType::flag, "Recorded as no further action."}},
          .locality = LocalityRule::home,
          .list_columns = {"referred_on", "source_group", "previous_on", "to_assessment"}};
}

FactSchema assessment() {
  return {
      .name = "assessment",
      .unit = "assessment",
      .meaning = "A social work assessment of one child.",
      .record_table = "ssd_cin_assessments",
      .columns =
          {{"started_on", ColumnType::date, "Day the assessment started."},
           {"authorised_on", ColumnType::date, "Day the assessment was authorised."},
           {"clock_from", ColumnType::date,
            "Start of the 45 working days: the referral for the first assessment of a referral, "
            "the assessment's own start for later ones (parameter assessment_clock)."},
           {"outcome",
            ColumnType::word,
            "Class of the recorded outcome.",
            {"ongoing", "stepdown", "close", "none"}},
           {"episode_from", ColumnType::date,
            "Start of the referral's children-in-need episode; missing if it has no valid one, or "
            "is "
            "recorded as no further action."},
           {"episode_until", ColumnType::date, "End of that episode; missing if still open."},
           {"child_until", ColumnType::date, "18th birthday or death, whichever is first."}},
      .span_from = "started_on",
      .span_until = "authorised_on",
      .list_columns = {"clock_from", "started_on", "authorised_on", "outcome"},
      .parameters = {"assessment_clock"}};
}

FactSchema s47_enquiry() {
  return {.name = "s47_enquiry",
          .unit = "s47 enquiry",
          .meaning = "A section 47 enquiry about one child.",
          .record_table = "ssd_s47_enquiry",
          .columns = {{"started_on", ColumnType::date, "Day the enquiry started."},
                      {"ended_on", ColumnType::date, "Day the enquiry was completed."},
                      {"outcome",
                       ColumnType::word,
                       "Class of the recorded outcome.",
                       {"subst_continuing", "subst_not_continuing", "not_subst", "none"}},
                      {"first_start_in_month", ColumnType::flag,
                       "The child's first enquiry to start in its calendar month."},
                      {"early_help_on", ColumnType::date,
                       "Latest day before the start on which the child was a member of an open "
                       "early-help case."}},
          .list_columns = {"started_on", "ended_on", "outcome"}};
}

FactSchema child_in_need() {
  return {
      .name = "child_in_need",
      .unit = "child",
      .meaning =
          "A time in which a person has an open children-in-need episode, one row per "
          "person and unbroken run of days with the same properties.",
      .columns = {{"from", ColumnType::date, "First day of the run."},
                  {"until", ColumnType::date, "First day after the run; missing if still open."},
                  {"referred_on", ColumnType::date,
                   "Earliest referral of the open episodes, those of care leavers left out; "
                   "missing if there is no other."},
                  {"under_18", ColumnType::flag, "Unborn, under 18 or of unknown age."},
                  {"on_cp_plan", ColumnType::flag, "On a protection plan of this authority."},
                  {"looked_after", ColumnType::flag,
                   "In a period of care; short breaks are none."}},
      .span_from = "from",
      .span_until = "until",
      // plan_in_date: the latest start or review of an open children-in-need plan is within
      // the validity of plans.
      .covers = {"plan_in_date"},
      .list_columns = {"referred_on", "on_cp_plan", "looked_after"},
      .parameters = {"plan_validity_months"}};
}

FactSchema initial_conference() {
  return {.name = "initial_conference",
          .unit = "child",
          .meaning = "An initial child protection conference about one child (ICPC).",
          .record_table = "ssd_initial_cp_conference",
          .columns = {{"conference_on", ColumnType::date, "Day of the conference."},
                      {"held", ColumnType::flag, "Status held, or no status recorded."},
                      {"first_in_month", ColumnType::flag,
                       "The child's first held conference in its calendar month."},
                      {"transfer_in", ColumnType::flag, "For a plan moving in from elsewhere."},
                      {"clock_from", ColumnType::date,
                       "Start of the 15 working days: the strategy discussion that began the "
                       "enquiry; for a transfer in, the notification."}},
          .list_columns = {"clock_from", "conference_on", "transfer_in"}};
}

FactSchema cp_plan() {
  return {
      .name = "cp_plan",
      .unit = "child",
      .meaning =
          "An unbroken time of a child on a protection plan of this authority: plans "
          "that touch or overlap are one.",
      .record_table = "ssd_cp_plans",
      .columns = {{"started_on", ColumnType::date, "Start of the first plan."},
                  {"ended_on", ColumnType::date,
                   "End of the last plan, not later than the 18th birthday or death."},
                  {"previous_ended_on", ColumnType::date,
                   "Latest end, before this start, of an earlier plan of this authority."},
                  {"had_previous", ColumnType::flag, "Any earlier plan of this authority."},
                  {"had_previous_anywhere", ColumnType::flag, "Any earlier plan of any authority."},
                  {"born_by", ColumnType::date,
                   "Day from which the child counts as born: the birth date; missing while only an "
                   "expected date is known; 1 January 1900 where neither is."}},
      .span_from = "started_on",
      .span_until = "ended_on",
      // seen_in_time: the latest visit that saw the child is within the standard of the day;
      // review_overdue: the next review was due, that day included, and is not held.
      .covers = {"seen_in_time", "review_overdue"},
      .list_columns = {"started_on", "ended_on", "previous_ended_on"},
      .parameters = {"cp_visit_wd"}};
}

FactSchema cp_review() {
  return {.name = "cp_review",
          .unit = "child-review",
          .meaning =
              "A review child protection conference held about one child, one row per child "
              "and day.",
          .record_table = "ssd_cp_reviews",
          .columns = {{"held_on", ColumnType::date, "Day of the review."},
                      {"due_on", ColumnType::date,
                       "Three months after the start of the plan for the first review, six months "
                       "after the review before it for later ones; missing without a plan."}},
          .list_columns = {"held_on", "due_on"}};
}

FactSchema care_period() {
  return {
      .name = "care_period",
      .unit = "period of care",
      .meaning = "An unbroken time in which a child is looked after, short breaks left out.",
      .record_table = "ssd_cla_episodes",
      .columns =
          {{"started_on", ColumnType::date, "Start of the first episode."},
           {"ended_on", ColumnType::date,
            "Day care ended, not later than the 18th birthday or death."},
           {"end_reason",
            ColumnType::word,
            "Why care ended; missing while open, where none is recorded, and where the 18th "
            "birthday or death ended it.",
            {"adopted", "permanent_order", "other"}},
           {"day_20", ColumnType::date, "The 20th working day after the start."},
           {"assessed_by_day_20", ColumnType::flag,
            "A health assessment was completed from the start to day 20."},
           {"school_age_from", ColumnType::date,
            "1 September after the 4th birthday: from then on the child was 4 or over on the 31 "
            "August before the school year."},
           {"school_age_until", ColumnType::date,
            "1 September after the 16th birthday: from then on the child was 16 or over on that "
            "day."}},
      .span_from = "started_on",
      .span_until = "ended_on",
      // reviewed_in_time: the review most recently due was held by its due date;
      // health_assessed, dental_checked: the latest one is recent enough for the child's age;
      // pep_in_date: a personal education plan of this or the last school term;
      // care_plan_in_date: an open care plan that started or was reviewed recently enough.
      .covers = {"reviewed_in_time", "health_assessed", "dental_checked", "pep_in_date",
                 "care_plan_in_date"},
      .locality = LocalityRule::worker_then_home_at_entry,
      .list_columns = {"started_on", "ended_on", "end_reason"},
      .parameters = {"health_assessment_types", "dental_check_types", "plan_validity_months"}};
}

FactSchema care_placement() {
  return {.name = "care_placement",
          .unit = "child",
          .meaning =
              "Days of a period of care on which one and the same placement stands, or none; "
              "temporary moves do not count.",
          .record_table = "ssd_cla_placement",
          .columns = {{"from", ColumnType::date, "First of these days."},
                      {"until", ColumnType::date, "Day after the last of them."},
                      {"placed_on", ColumnType::date, "Start of the placement; missing for none."},
                      {"placement_type",
                       ColumnType::word,
                       "Type of the placement, as in the children looked-after return; missing for "
                       "none.",
                       {"a3", "a4", "a5", "a6", "h5", "k1", "k2", "k3", "p1", "p2", "p3", "r1",
                        "r2", "r3", "r5", "s1", "u1", "u2", "u3", "u4", "u5", "u6", "z1", "other"}},
                      {"born", ColumnType::date, "Date of birth."}},
          .span_from = "from",
          .span_until = "until",
          // seen_in_time: the latest visit of this placement that saw the child is within the
          // standard of the day.
          .covers = {"seen_in_time"},
          .list_columns = {"placement_type", "placed_on"},
          .parameters = {"lac_visit_parent_first_days", "lac_visit_parent_later_days",
                         "lac_visit_first_year_days", "lac_visit_later_days",
                         "lac_visit_long_term_months"}};
}

FactSchema cla_review() {
  return {
      .name = "cla_review",
      .unit = "review",
      .meaning = "A review held of a child in a period of care.",
      .record_table = "ssd_cla_reviews",
      .columns = {{"held_on", ColumnType::date, "Day of the review."},
                  {"age", ColumnType::number, "Age of the child on the day, in completed years."},
                  {"participation",
                   ColumnType::word,
                   "How the child took part, as in the children looked-after return; missing "
                   "where not recorded.",
                   {"pn0", "pn1", "pn2", "pn3", "pn4", "pn5", "pn6", "pn7", "other"}}},
      .list_columns = {"held_on", "age", "participation"}};
}

FactSchema care_leaver() {
  return {
      .name = "care_leaver",
      .unit = "young person",
      .meaning =
          "A leaving-care status of a person, one row per unbroken time in which one "
          "status row is the latest that is open.",
      .record_table = "loc_care_leaver_status",
      .columns = {{"from", ColumnType::date, "First day on which the status is the latest."},
                  {"until", ColumnType::date,
                   "Day on which the status is no longer the latest, or day of death."},
                  {"born_on", ColumnType::date, "Day of birth."},
                  {"eligibility",
                   ColumnType::word,
                   "Leaving-care eligibility.",
                   {"relevant", "former_relevant", "eligible", "qualifying", "none", "unknown"}},
                  {"in_touch",
                   ColumnType::word,
                   "Whether the authority is in touch.",
                   {"yes", "no", "died", "refuses", "not_needed", "with_parents", "unknown"}},
                  {"accommodation",
                   ColumnType::word,
                   "Whether the accommodation is suitable.",
                   {"suitable", "unsuitable", "unknown"}},
                  {"activity",
                   ColumnType::word,
                   "Main activity, by its code.",
                   {"F1", "F2", "F3", "F4", "F5", "P1", "P2", "P3", "P4", "P5", "G4", "G5", "G6",
                    "unknown"}}},
      .span_from = "from",
      .span_until = "until",
      // plan_open: a pathway plan is open; plan_in_date: one is open whose start or latest review
      // is within plan_validity_months.
      .covers = {"plan_open", "plan_in_date"},
      .list_columns = {"eligibility", "in_touch", "accommodation", "activity"},
      .parameters = {"plan_validity_months"}};
}

FactSchema placement_stability() {
  return {.name = "placement_stability",
          .unit = "child",
          .meaning =
              "A period of care, and how long the child has been with one carer and how many "
              "carers there were.",
          .record_table = "ssd_cla_episodes",
          .columns = {{"started_on", ColumnType::date, "First day of the period of care."},
                      {"ended_on", ColumnType::date,
                       "End of the period of care, not later than the 18th birthday or death."},
                      {"born_on", ColumnType::date, "Day of birth."}},
          .span_from = "started_on",
          .span_until = "ended_on",
          // two_years_with_carer: on the day the child has been with the carer of the placement for
          // 24 months; three_carers_in_year: in the calendar month of the day and the eleven before
          // it the child was with three or more carers, one after the other (meant for month ends).
          .covers = {"two_years_with_carer", "three_carers_in_year"},
          .list_columns = {"started_on"}};
}

FactSchema adoption() {
  return {
      .name = "adoption",
      .unit = "child",
      .meaning = "A period of care that ended in adoption, with the child's permanence record.",
      .record_table = "ssd_cla_episodes",
      .columns =
          {{"started_on", ColumnType::date, "First day of the period of care."},
           {"adopted_on", ColumnType::date, "End of the period of care: the adoption order."},
           {"decided_on", ColumnType::date,
            "Day on which the authority decided that the child should be placed for adoption."},
           {"placement_order_on", ColumnType::date, "Day of the placement order."},
           {"matched_on", ColumnType::date, "Day of the match with the adopters."},
           {"placed_on", ColumnType::date, "Day on which the child was placed for adoption."},
           {"placed_with_carer_on", ColumnType::date,
            "Day on which the child was first placed with the foster carer who adopts."},
           {"adopted_by_carer", ColumnType::flag, "The adopter was the child's foster carer."},
           {"days_to_placement", ColumnType::number,
            "Days from the first day of care to the placement for adoption."},
           {"days_to_adopters", ColumnType::number,
            "Days from the first day of care to the day the child moved in with the adopters: "
            "the placement with the foster carer where the carer adopts, else the placement for "
            "adoption."},
           {"days_to_match", ColumnType::number,
            "Days from the placement order to the match; 0 where the match came first."}},
      .locality = LocalityRule::worker_then_home_at_entry,
      .list_columns = {"started_on", "decided_on", "placement_order_on", "matched_on", "placed_on",
                       "adopted_on"}};
}

}  // namespace

const std::vector<FactSchema>& fact_schemas() {
  static const std::vector<FactSchema> schemas = [] {
    std::vector<FactSchema> all = {
        contact(),        contact_window(),     referral(),    assessment(),          s47_enquiry(),
        child_in_need(),  initial_conference(), cp_plan(),     cp_review(),           care_period(),
        care_placement(), cla_review(),         care_leaver(), placement_stability(), adoption()};
    add_support_schemas(all);
    return all;
  }();
  return schemas;
}

}  // namespace waymark
