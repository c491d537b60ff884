// Spans that end before they start (measures, section 0, Faulty span).
#include <fmt/format.h>

#include <algorithm>

#include "quality/checks.h"

namespace waymark::quality {
namespace {

struct Span {
  std::string_view table;
  std::string_view start;
  std::string_view end;
  // A placement that ends on the day it starts is faulty too (measures, section 0).
  bool faulty_on_one_day = false;
};

constexpr Span kSpans[] = {
    {"ssd_person", "pers_dob", "pers_death_date"},
    {"ssd_address", "addr_address_start_date", "addr_address_end_date"},
    {"ssd_immigration_status", "immi_immigration_status_start_date",
     "immi_immigration_status_end_date"},
    {"ssd_legal_status", "lega_legal_status_start_date", "lega_legal_status_end_date"},
    {"ssd_early_help_episodes", "earl_episode_start_date", "earl_episode_end_date"},
    {"ssd_cin_episodes", "cine_referral_date", "cine_close_date"},
    {"ssd_cin_assessments", "cina_assessment_start_date", "cina_assessment_auth_date"},
    {"ssd_cin_plans", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date"},
    {"ssd_s47_enquiry", "s47e_s47_start_date", "s47e_s47_end_date"},
    {"ssd_cp_plans", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date"},
    {"ssd_cla_episodes", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"},
    {"ssd_cla_placement", "clap_cla_placement_start_date", "clap_cla_placement_end_date", true},
    {"ssd_cla_care_plan", "lacp_cla_care_plan_start_date", "lacp_cla_care_plan_end_date"},
    {"ssd_missing", "miss_missing_episode_start_date", "miss_missing_episode_end_date"},
    {"ssd_involvements", "invo_involvement_start_date", "invo_involvement_end_date"},
    {"ssd_ehcp_requests", "ehcr_ehcp_req_date", "ehcr_ehcp_req_outcome_date"},
    {"ssd_ehcp_named_plan", "ehcn_named_plan_start_date", "ehcn_named_plan_ceased_date"},
    {"ssd_linked_identifiers", "link_valid_from_date", "link_valid_to_date"},
    {"loc_extract", "history_from", "extract_date"},
    {"loc_eh_case", "opened_date", "closed_date"},
    {"loc_eh_case_child", "from_date", "to_date"},
    {"loc_targeted_support", "from_date", "to_date"},
    {"loc_source_group", "from_date", "to_date"},
    {"loc_assessment_outcome", "from_date", "to_date"},
    {"loc_s47_outcome", "from_date", "to_date"},
    {"loc_previous_cp_plan", "from_date", "to_date"},
    {"loc_visit_standard", "from_date", "to_date"},
    {"loc_school_term", "from_date", "to_date"},
    {"loc_pathway_plan", "start_date", "end_date"},
    {"loc_care_leaver_status", "from_date", "to_date"},
    {"loc_team", "from_date", "to_date"},
    {"loc_worker", "from_date", "to_date"},
    {"loc_foster_approval", "approved_date", "ceased_date"},
    {"loc_target", "from_date", "to_date"},
};

}  // namespace

void check_spans(const Extract& extract, const RecordTable& table, Findings& findings) {
  const auto* const span =
      std::find_if(std::begin(kSpans), std::end(kSpans),
                   [&](const Span& candidate) { return candidate.table == table.schema->name; });
  if (span == std::end(kSpans)) return;
  const auto starts = extract.column(span->table, span->start);
  const auto ends = extract.column(span->table, span->end);
  for (std::size_t row = 0; row < table.rows; ++row) {
    if (starts[row] == kMissing || ends[row] == kMissing) continue;
    const bool backwards = ends[row] < starts[row];
    const bool on_one_day = span->faulty_on_one_day && ends[row] == starts[row];
    if (!backwards && !on_one_day) continue;
    tell_row(extract, table, row, "end-before-start", span->end,
             fmt::format("{}: {} {} is {} {} {}.", row_name(table, row), span->end,
                         to_string(Date{ends[row]}), on_one_day ? "the same day as" : "before",
                         span->start, to_string(Date{starts[row]})),
             findings);
  }
}

}  // namespace waymark::quality
