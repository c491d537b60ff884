#include "ingest/intake_builder.h"

#include <fmt/format.h>

#include <algorithm>

namespace waymark {

void IntakeBuilder::add(const Table& schema, const std::string& source,
                        const std::function<Result<std::string>(TableReader&)>& read) {
  const bool again = std::any_of(intake_.counts.begin(), intake_.counts.end(),
                                 [&](const auto& count) { return count.table == schema.name; });
  if (again) {
    errors_.push_back({ErrorCode::invalid_input,
                       fmt::format("{} is given twice; give a table once.", schema.name)});
    return;
  }
  TableReader reader(schema, source, texts_, intake_.findings);
  auto digest = read(reader);
  if (!digest) {
    errors_.push_back(std::move(digest).error());
    return;
  }
  auto records = reader.take();
  intake_.counts.push_back({.table = schema.name,
                            .file = source,
                            .rows = reader.rows(),
                            .accepted = records ? static_cast<std::int64_t>(records->rows) : 0,
                            .digest = *std::move(digest)});
  if (records) intake_.extract.tables.emplace(schema.name, *std::move(records));
}

void IntakeBuilder::add_findings(Findings findings) {
  intake_.findings.insert(intake_.findings.end(), std::make_move_iterator(findings.begin()),
                          std::make_move_iterator(findings.end()));
}

Result<Intake> IntakeBuilder::take() {
  if (errors_.size() == 1) return std::move(errors_.front());
  if (!errors_.empty()) {
    Error all{
        .code = errors_.front().code,
        .message = fmt::format("{} tables of the extract cannot be read; nothing was taken in.",
                               errors_.size())};
    for (const Error& error : errors_) all.details.push_back(error.message);
    return all;
  }
  Extract& extract = intake_.extract;
  if (extract.rows("loc_extract") > 0) {
    extract.authority = extract.cell_text("loc_extract", "authority_code", 0);
  }
  return std::move(intake_);
}

}  // namespace waymark
