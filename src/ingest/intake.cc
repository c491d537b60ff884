#include "ingest/intake.h"

#include <fmt/format.h>

#include "ingest/csv_table.h"
#include "ingest/extract_folder.h"
#include "ingest/file_content.h"
#include "ingest/intake_builder.h"
#include "ingest/parquet_table.h"

namespace waymark {
Result<Intake> read_extract(const std::filesystem::path& folder, const Progress& progress) {
  auto found = look_into_folder(folder);
  if (!found) return std::move(found).error();
  IntakeBuilder intake;
  intake.add_findings(std::move(found->findings));
  double share = 0;
  for (const TableFile& file : found->files) {
    if (progress) progress(file.table->name, share++ / static_cast<double>(found->files.size()));
    const std::string name = file.path.filename().string();
    const auto bytes = file_bytes(file.path);
    if (!bytes) {
      intake.add_error(bytes.error());
      continue;
    }
    intake.add(*file.table, name, [&](TableReader& reader) -> Result<std::string> {
      auto done = file.parquet ? read_parquet_table(file.path, *bytes, reader)
                               : read_csv_table(*bytes, name, reader);
      if (!done) return std::move(done).error();
      return digest_of(*bytes);
    });
  }
  return intake.take();
}

Result<Intake> read_extract_texts(const std::vector<std::pair<std::string, std::string>>& tables) {
  IntakeBuilder intake;
  for (const auto& [name, text] : tables) {
    const Table* schema = record_schema().find(name);
    if (schema == nullptr) {
      intake.add_error(
          {ErrorCode::invalid_input, fmt::format("{} is no table of the records.", name)});
      continue;
    }
    const std::string file = name + ".csv";
    intake.add(*schema, file, [&](TableReader& reader) -> Result<std::string> {
      auto done = read_csv_table(text, file, reader);
      if (!done) return std::move(done).error();
      return digest_of(text);
    });
  }
  return intake.take();
}

}  // namespace waymark
