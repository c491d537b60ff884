#include "facts/facts.h"

#include "base/check.h"
#include "facts/people.h"
#include "facts/record_keys.h"

namespace waymark {
namespace {

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

}  // namespace

FactContext make_context(const Extract& extract, const Parameters& parameters,
                         const DefaultCodes& default_codes) {
  return {.extract = extract,
          .parameters = parameters,
          .default_codes = default_codes,
          .working_days = working_days_of(extract),
          .areas = areas_of(extract),
          .extract_date = {},
          .history_from = {},
          .people = std::make_shared<People>(extract),
          .care_periods = nullptr,
          .localities = nullptr};
}

std::vector<FactNote> context_notes(const FactContext& context) {
  std::vector<FactNote> notes;
  context.people->note(notes);
  return notes;
}

FactTable build_fact(std::string_view name, const FactContext&, std::vector<FactNote>*) {
  FactTable table;
  table.schema = find_fact_schema(name);
  CHECK_THAT(table.schema != nullptr, "the fact has a schema");
  table.columns.resize(table.schema->columns.size());
  table.covers.resize(table.schema->covers.size(), Cover{{0}, {}, {}});
  return table;
}

}  // namespace waymark
