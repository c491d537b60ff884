#include <map>
#include <tuple>

#include "facts/builders.h"
#include "facts/early_help_cases.h"

namespace waymark {
namespace {

// The requests that repeat an earlier one in the file: the same family, day and source (an empty
// source equals an empty one). Requests without a family repeat nothing.
std::vector<bool> repeated_requests(const Extract& extract) {
  const RecordTable* records = extract.find("loc_eh_request");
  const auto family = extract.column("loc_eh_request", "family_id");
  const auto received = extract.column("loc_eh_request", "received_date");
  const auto source = extract.column("loc_eh_request", "source");
  const auto place_in_file = [&](std::size_t row) {
    return records->tie_rank.empty() ? static_cast<std::int32_t>(row) : records->tie_rank[row];
  };
  std::map<std::tuple<std::int32_t, std::int32_t, std::int32_t>, std::size_t> first;
  std::vector<bool> repeated(family.size());
  for (std::size_t row = 0; row < family.size(); ++row) {
    if (family[row] == kMissing || received[row] == kMissing) continue;
    const auto [found, is_new] = first.try_emplace({family[row], received[row], source[row]}, row);
    if (is_new) continue;
    const bool earlier = place_in_file(row) < place_in_file(found->second);
    repeated[earlier ? found->second : row] = true;
    if (earlier) found->second = row;
  }
  return repeated;
}

}  // namespace

FactTable build_early_help_request(const FactContext& context, const Notes& notes) {
  const Extract& extract = context.extract;
  const auto received = extract.column("loc_eh_request", "received_date");
  const auto case_id = extract.column("loc_eh_request", "eh_case_id");
  const auto postcode = extract.column("loc_eh_request", "postcode");
  const auto repeated = repeated_requests(extract);
  const EarlyHelpCases cases(context);
  const PostcodeAreas postcodes(extract, context.areas);
  OwnAreas areas;
  FactRows rows("early_help_request", received.size());
  for (std::size_t at = 0; at < received.size(); ++at) {
    const auto row = static_cast<std::int32_t>(at);
    if (received[at] == kMissing) {
      notes.add("date-missing", "loc_eh_request", row,
                "The request has no date of receipt: it is in no month.");
      continue;
    }
    if (repeated[at]) {
      notes.add("request-repeated", "loc_eh_request", row,
                "The request repeats an earlier one of the same family, day and source: it is left "
                "out.");
      continue;
    }
    const std::int32_t led_to = cases.find(case_id[at]);
    const Date opened = led_to == kMissing ? Date{} : cases.opened_on(led_to);
    rows.add(kMissing, row, {received[at], opened.days});
    areas.add(postcodes.of(postcode[at]));
  }
  FactTable table = std::move(rows).take();
  std::move(areas).give_to(table);
  return table;
}

}  // namespace waymark
