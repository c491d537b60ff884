// The shape of the facts of early help, of caseloads and of fostering households.
#include "model/fact_schemas.h"

namespace waymark {
namespace {

FactSchema early_help_request() {
  return {.name = "early_help_request",
          .unit = "request",
          .meaning =
              "A request for early help about one family, accepted or not; exact repeats of a "
              "request are left out.",
          .record_table = "loc_eh_request",
          .columns = {{"received_on", ColumnType::date, "Day the request was received."},
                      {"case_opened_on", ColumnType::date,
                       "Opening of the case that the request led to; missing if it led to none."}},
          .locality = LocalityRule::own,
          .list_columns = {"received_on", "case_opened_on"}};
}

FactSchema early_help_case() {
  return {
      .name = "early_help_case",
      .unit = "family case",
      .meaning = "An early-help case of one family, from its opening to its closing.",
      .record_table = "loc_eh_case",
      .columns = {{"opened_on", ColumnType::date, "Day the case was opened."},
                  {"closed_on", ColumnType::date, "Day the case was closed; missing if open."},
                  {"open_source",
                   ColumnType::word,
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
          .meaning =
              "A run of days on which a child is a member of an open early-help case; of "
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
          .meaning =
              "A run of days on which a family has targeted support and a child with an open "
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
          .meaning =
              "The time in which a child has an allocated case worker, one row per child, "
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
          .meaning =
              "A run of days on which a qualified worker with a team holds the same number of "
              "cases, at least one.",
          .record_table = "loc_worker",
          .columns = {{"from", ColumnType::date, "First day of the run."},
                      {"until", ColumnType::date, "Day after the run."},
                      {"worker", ColumnType::number, "Number of the worker within the extract."},
                      {"cases", ColumnType::number,
                       "Children whose allocated case worker the worker is."},
                      {"team_type",
                       ColumnType::word,
                       "Kind of the worker's team.",
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
          .meaning =
              "An approval of a fostering household for one type of care, without temporary "
              "ones.",
          .record_table = "loc_foster_approval",
          .columns = {{"care_type",
                       ColumnType::word,
                       "Type of care.",
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

void add_support_schemas(std::vector<FactSchema>& schemas) {
  for (auto schema :
       {early_help_request(), early_help_case(), early_help_child(), targeted_support_family(),
        held_case(), worker_caseload(), foster_approval()}) {
    schemas.push_back(std::move(schema));
  }
}

}  // namespace waymark
