// The shape of every fact. Adding a fact: its schema here, its builder in facts/.
#include "model/fact.h"

namespace waymark {
namespace {

const std::vector<std::string> kSourceGroups = {"pol", "edu", "hea", "int", "pub", "ola", "oth"};

FactSchema contact() {
  return {.name = "contact",
          .unit = "contact",
          .meaning = "A contact about one child, one row per child and contact.",
          .record_table = "ssd_contacts",
          .columns = {{"contacted_on", ColumnType::date, "Day of the contact."},
                      {"source_group", ColumnType::word, "Who made the contact, in seven groups.",
                       kSourceGroups},
                      {"led_to_referral", ColumnType::flag,
                       "Whether the contact led to a referral."}},
          .locality = LocalityRule::home,
          .list_columns = {"contacted_on", "source_group", "led_to_referral"}};
}

FactSchema contact_window() {
  return {.name = "contact_window",
          .unit = "child",
          .meaning = "A run of month ends at which the months before them (parameter "
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
          .parameters = {"repeat_contact_months"}};
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
  return {.name = "assessment",
          .unit = "assessment",
          .meaning = "A social work assessment of one child.",
          .record_table = "ssd_cin_assessments",
          .columns =
              {{"started_on", ColumnType::date, "Day the assessment started."},
               {"authorised_on", ColumnType::date, "Day the assessment was authorised."},
               {"clock_from", ColumnType::date,
                "Start of the 45 working days: the referral for the first assessment of a referral, "
                "the assessment's own start for later ones (parameter assessment_clock)."},
               {"outcome", ColumnType::word, "Class of the recorded outcome.",
                {"ongoing", "stepdown", "close", "none"}},
               {"episode_from", ColumnType::date,
                "Start of the referral's children-in-need episode; missing if it has no valid one, or is "
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
                      {"outcome", ColumnType::word, "Class of the recorded outcome.",
                       {"subst_continuing", "subst_not_continuing", "not_subst", "none"}},
                      {"first_start_in_month", ColumnType::flag,
                       "The child's first enquiry to start in its calendar month."},
                      {"early_help_on", ColumnType::date,
                       "Latest day before the start on which the child was a member of an open "
                       "early-help case."}},
          .list_columns = {"started_on", "ended_on", "outcome"}};
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
  return {.name = "cp_plan",
          .unit = "child",
          .meaning = "An unbroken time of a child on a protection plan of this authority: plans "
                     "that touch or overlap are one.",
          .record_table = "ssd_cp_plans",
          .columns =
              {{"started_on", ColumnType::date, "Start of the first plan."},
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
          .meaning = "A review child protection conference held about one child, one row per child "
                     "and day.",
          .record_table = "ssd_cp_reviews",
          .columns = {{"held_on", ColumnType::date, "Day of the review."},
                      {"due_on", ColumnType::date,
                       "Three months after the start of the plan for the first review, six months "
                       "after the review before it for later ones; missing without a plan."}},
          .list_columns = {"held_on", "due_on"}};
}

FactSchema early_help_request() {
  return {.name = "early_help_request",
          .unit = "request",
          .meaning = "A request for early help about one family, accepted or not; exact repeats of a "
                     "request are left out.",
          .record_table = "loc_eh_request",
          .columns = {{"received_on", ColumnType::date, "Day the request was received."},
                      {"case_opened_on", ColumnType::date,
                       "Opening of the case that the request led to; missing if it led to none."}},
          .locality = LocalityRule::own,
          .list_columns = {"received_on", "case_opened_on"}};
}

FactSchema early_help_case() {
  return {.name = "early_help_case",
          .unit = "family case",
          .meaning = "An early-help case of one family, from its opening to its closing.",
          .record_table = "loc_eh_case",
          .columns = {{"opened_on", ColumnType::date, "Day the case was opened."},
                      {"closed_on", ColumnType::date, "Day the case was closed; missing if open."},
                      {"open_source", ColumnType::word,
                       "How the case came about; missing where it is not recorded.",
                       {"request", "stepdown", "other"}},
                      {"previous_closed_on", ColumnType::date,
                       "Latest closing, by the day of opening, of a case of the same family that was "
                       "opened earlier."},
                      {"social_care_closed_on", ColumnType::date,
                       "Latest day, by the day of opening, on which the children-in-need episode of a "
                       "child of the case closed as no longer in need or after assessment (RC7, RC8, "
                       "RC9)."}},
          .span_from = "opened_on",
          .span_until = "closed_on",
          .locality = LocalityRule::own,
          .list_columns = {"opened_on", "closed_on", "open_source", "previous_closed_on",
                           "social_care_closed_on"}};
}

FactSchema early_help_child() {
  return {.name = "early_help_child",
          .unit = "child",
          .meaning = "A run of days on which a child is a member of an open early-help case; of "
                     "several cases the one opened first.",
          .record_table = "loc_eh_case_child",
          .columns = {{"from", ColumnType::date, "First day of the run."},
                      {"until", ColumnType::date,
                       "Day after the run, not later than the 18th birthday or death."},
                      {"case_opened_on", ColumnType::date, "Day the case was opened."}},
          .span_from = "from",
          .span_until = "until",
          .locality = LocalityRule::own,
          .list_columns = {"case_opened_on", "from", "until"}};
}

FactSchema targeted_support_family() {
  return {.name = "targeted_support_family",
          .unit = "family",
          .meaning = "A run of days on which a family has targeted support and a child with an open "
                     "children-in-need episode; the child named is the one referred first.",
          .record_table = "loc_targeted_support",
          .columns = {{"from", ColumnType::date, "First day of the run."},
                      {"until", ColumnType::date, "Day after the run."},
                      {"referred_on", ColumnType::date, "Referral of the child named."}},
          .span_from = "from",
          .span_until = "until",
          .list_columns = {"referred_on"}};
}

FactSchema held_case() {
  return {.name = "held_case",
          .unit = "case",
          .meaning = "The time in which a child has an allocated case worker, one row per child, "
                     "worker and involvement.",
          .record_table = "ssd_involvements",
          .columns = {{"from", ColumnType::date, "First day of the involvement."},
                      {"until", ColumnType::date,
                       "End of the involvement, not later than the 18th birthday or death."},
                      {"worker", ColumnType::number, "Number of the worker within the extract."}},
          .span_from = "from",
          .span_until = "until",
          .list_columns = {"from"},
          .parameters = {"allocated_case_worker_roles"}};
}

FactSchema worker_caseload() {
  return {.name = "worker_caseload",
          .unit = "worker",
          .meaning = "A run of days on which a qualified worker with a team holds the same number of "
                     "cases, at least one.",
          .record_table = "loc_worker",
          .columns = {{"from", ColumnType::date, "First day of the run."},
                      {"until", ColumnType::date, "Day after the run."},
                      {"worker", ColumnType::number, "Number of the worker within the extract."},
                      {"cases", ColumnType::number,
                       "Children whose allocated case worker the worker is."},
                      {"team_type", ColumnType::word, "Kind of the worker's team.",
                       {"assessment", "fit", "lac", "cwd", "nipe", "eh", "other"}},
                      {.name = "full_time",
                       .type = ColumnType::number,
                       .meaning = "Full-time equivalent of the worker, in hundredths.",
                       .scale = 100}},
          .span_from = "from",
          .span_until = "until",
          .locality = LocalityRule::own,
          .list_columns = {"team_type", "cases"},
          .parameters = {"allocated_case_worker_roles"},
          .parts_fact = "held_case",
          .parts_key = "worker"};
}

FactSchema foster_approval() {
  return {.name = "foster_approval",
          .unit = "household",
          .meaning = "An approval of a fostering household for one type of care, without temporary "
                     "ones.",
          .record_table = "loc_foster_approval",
          .columns = {{"care_type", ColumnType::word, "Type of care.",
                       {"task_centred", "kinship", "short_break_other"}},
                      {"approved_on", ColumnType::date,
                       "Day of the approval; missing where the household only went on from another "
                       "type of care, or another row gives the same approval."},
                      {"ceased_on", ColumnType::date,
                       "Day the approval ceased; missing where the household went on under another "
                       "type of care, or another row gives the same end."}},
          .locality = LocalityRule::own,
          .list_columns = {"care_type", "approved_on", "ceased_on"}};
}

}  // namespace

const std::vector<FactSchema>& fact_schemas() {
  static const std::vector<FactSchema> schemas = {
      contact(),          contact_window(),     referral(),
      assessment(),       s47_enquiry(),        initial_conference(),
      cp_plan(),          cp_review(),          early_help_request(),
      early_help_case(),  early_help_child(),   targeted_support_family(),
      held_case(),        worker_caseload(),    foster_approval()};
  return schemas;
}

}  // namespace waymark
