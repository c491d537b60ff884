#include "facts/facts.h"

#include <algorithm>
#include <iterator>

#include "base/check.h"
#include "facts/builders.h"
#include "facts/care_periods.h"
#include "facts/held_cases.h"
#include "facts/localities.h"
#include "facts/people.h"
#include "facts/record_keys.h"

namespace waymark {
namespace {

struct Builder {
  std::string_view fact;
  FactTable (*build)(const FactContext&, const Notes&);
};

constexpr Builder kBuilders[] = {
    {"contact", build_contact},
    {"contact_window", build_contact_window},
    {"referral", build_referral},
    {"assessment", build_assessment},
    {"s47_enquiry", build_s47_enquiry},
    {"child_in_need", build_child_in_need},
    {"initial_conference", build_initial_conference},
    {"cp_plan", build_cp_plan},
    {"cp_review", build_cp_review},
    {"care_period", build_care_period},
    {"care_placement", build_care_placement},
    {"cla_review", build_cla_review},
    {"care_leaver", build_care_leaver},
    {"placement_stability", build_placement_stability},
    {"adoption", build_adoption},
    {"early_help_request", build_early_help_request},
    {"early_help_case", build_early_help_case},
    {"early_help_child", build_early_help_child},
    {"targeted_support_family", build_targeted_support_family},
    {"held_case", build_held_case},
    {"worker_caseload", build_worker_caseload},
    {"foster_approval", build_foster_approval},
};

WorkingDays working_days_of(const Extract& extract) {
  std::vector<Date> holidays;
  const auto divisions = extract.column("loc_bank_holiday", "division");
  const auto days = extract.column("loc_bank_holiday", "date");
  const std::int32_t england_and_wales = extract.code("england-and-wales");
  for (std::size_t row = 0; row < days.size(); ++row) {
    if (holds(divisions[row], england_and_wales)) holidays.push_back({days[row]});
  }
  return WorkingDays(holidays);
}

// A date of the extract's own row; of several rows the first in the file is used.
Date extract_fact(const Extract& extract, std::string_view field) {
  const RecordTable* records = extract.find("loc_extract");
  if (records == nullptr || records->rows == 0) return {};
  const auto first = std::find(records->tie_rank.begin(), records->tie_rank.end(), 0);
  const auto row = first == records->tie_rank.end() ? 0 : first - records->tie_rank.begin();
  return {extract.column("loc_extract", field)[static_cast<std::size_t>(row)]};
}

}  // namespace

FactFrame make_frame(const Extract& extract, const Parameters& parameters,
                     const DefaultCodes& default_codes) {
  return {.extract = extract,
          .parameters = parameters,
          .default_codes = default_codes,
          .working_days = working_days_of(extract),
          .areas = areas_of(extract),
          .extract_date = extract_fact(extract, "extract_date"),
          .history_from = extract_fact(extract, "history_from")};
}

FactContext make_context(const Extract& extract, const Parameters& parameters,
                         const DefaultCodes& default_codes) {
  FactContext context{make_frame(extract, parameters, default_codes)};
  context.people = std::make_shared<People>(extract);
  context.held_cases = std::make_shared<HeldCases>();
  context.care_periods =
      std::make_shared<CarePeriods>(extract, *context.people, context.extract_date);
  context.localities = make_localities(context);
  return context;
}

std::vector<FactNote> context_notes(const FactContext& context) {
  std::vector<FactNote> notes;
  context.people->note(notes);
  const CarePeriods noted(context.extract, *context.people, context.extract_date, &notes);
  return notes;
}

FactTable build_fact(std::string_view name, const FactContext& context,
                     std::vector<FactNote>* notes) {
  const auto builder = std::find_if(std::begin(kBuilders), std::end(kBuilders),
                                    [&](const Builder& each) { return each.fact == name; });
  CHECK_THAT(builder != std::end(kBuilders), "every fact of fact_schemas.cc has a builder");
  return builder->build(context, Notes(notes));
}

FactRows::FactRows(std::string_view fact, std::size_t expected_rows) {
  table_.schema = find_fact_schema(fact);
  CHECK_THAT(table_.schema != nullptr, "the fact has a schema");
  table_.columns.resize(table_.schema->columns.size());
  for (auto& column : table_.columns) column.reserve(expected_rows);
  table_.child.reserve(expected_rows);
  table_.record.reserve(expected_rows);
}

void FactRows::add(std::int32_t child, std::int32_t record,
                   std::initializer_list<std::int32_t> cells) {
  CHECK_THAT(cells.size() == table_.columns.size(), "a row has a cell for every column");
  auto column = table_.columns.begin();
  for (std::int32_t cell : cells) (column++)->push_back(cell);
  table_.child.push_back(child);
  table_.record.push_back(record);
  ++table_.rows;
}

FactTable FactRows::take() && {
  CHECK_THAT(table_.covers.size() == table_.schema->covers.size(), "all covers are built");
  return std::move(table_);
}

}  // namespace waymark
