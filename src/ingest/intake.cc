#include "ingest/intake.h"

#include <fmt/format.h>

#include <algorithm>

#include "ingest/csv_table.h"
#include "ingest/extract_folder.h"
#include "ingest/file_content.h"
#include "ingest/number_texts.h"
#include "ingest/parquet_table.h"
#include "ingest/table_reader.h"

namespace waymark {
namespace {

// Reads table after table into one intake. A file that stops the load does not keep the others from
// being looked at, so that all such files are told at once.
class Reading {
 public:
  void add(const Table& schema, const std::string& file, std::string_view bytes,
           const std::function<Status(TableReader&)>& read) {
    const bool again = std::any_of(intake_.counts.begin(), intake_.counts.end(),
                                   [&](const auto& count) { return count.table == schema.name; });
    if (again) {
      errors_.push_back({ErrorCode::invalid_input,
                         fmt::format("{} is given twice; give a table once.", schema.name)});
      return;
    }
    TableReader reader(schema, file, texts_, intake_.findings);
    if (auto done = read(reader); !done) {
      errors_.push_back(std::move(done).error());
      return;
    }
    auto records = reader.take();
    intake_.counts.push_back({.table = schema.name,
                              .file = file,
                              .rows = reader.rows(),
                              .accepted = records ? static_cast<std::int64_t>(records->rows) : 0,
                              .digest = digest_of(bytes)});
    if (records) intake_.extract.tables.emplace(schema.name, *std::move(records));
  }
  void add_error(Error error) { errors_.push_back(std::move(error)); }
  void add_findings(Findings findings) { intake_.findings = std::move(findings); }

  Result<Intake> take() {
    if (errors_.size() == 1) return std::move(errors_.front());
    if (!errors_.empty()) {
      Error all{
          .code = errors_.front().code,
          .message = fmt::format("{} files of the extract cannot be read; nothing was taken in.",
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

 private:
  Intake intake_;
  ExtractTexts texts_{intake_.extract};
  std::vector<Error> errors_;
};

}  // namespace

Result<Intake> read_extract(const std::filesystem::path& folder, const Progress& progress) {
  auto found = look_into_folder(folder);
  if (!found) return std::move(found).error();
  Reading reading;
  reading.add_findings(std::move(found->findings));
  double done = 0;
  for (const TableFile& file : found->files) {
    if (progress) progress(file.table->name, done++ / static_cast<double>(found->files.size()));
    const std::string name = file.path.filename().string();
    const auto bytes = file_bytes(file.path);
    if (!bytes) {
      reading.add_error(bytes.error());
      continue;
    }
    reading.add(*file.table, name, *bytes, [&](TableReader& reader) {
      return file.parquet ? read_parquet_table(file.path, *bytes, reader)
                          : read_csv_table(*bytes, name, reader);
    });
  }
  return reading.take();
}

Result<Intake> read_extract_texts(const std::vector<std::pair<std::string, std::string>>& tables) {
  Reading reading;
  for (const auto& [name, text] : tables) {
    const Table* schema = record_schema().find(name);
    if (schema == nullptr) {
      reading.add_error(
          {ErrorCode::invalid_input, fmt::format("{} is no table of the records.", name)});
      continue;
    }
    const std::string file = name + ".csv";
    reading.add(*schema, file, text,
                [&](TableReader& reader) { return read_csv_table(text, file, reader); });
  }
  return reading.take();
}

}  // namespace waymark
