#include "ingest/parquet_table.h"

#include <fmt/format.h>

#include <string>

#include "ingest/file_content.h"
#include "store/store.h"

namespace waymark {

Status read_parquet_table(const std::filesystem::path& file, std::string_view bytes,
                          TableReader& reader) {
  if (!is_parquet(bytes)) {
    return Error{ErrorCode::invalid_input,
                 fmt::format("{} is not a Parquet file, whatever its name says. Export the table "
                             "again.",
                             file.filename().string())};
  }
  return read_parquet(
      file,
      [&](const ParquetHeader& header) -> Status {
        for (const auto& name : header.universal_times) {
          reader.tell_file("universal-time",
                           fmt::format("{} holds moments in universal time.", name));
        }
        reader.read_header({header.names.begin(), header.names.end()});
        return {};
      },
      [&](const ParquetColumns& columns) -> Status {
        reader.read_rows(columns);
        return {};
      });
}

}  // namespace waymark
