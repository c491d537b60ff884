#include "ingest/national/national_file.h"

#include <memory>

#include "base/csv.h"
#include "ingest/file_content.h"
#include "ingest/national/national_reader.h"
#include "store/store.h"

namespace waymark {
namespace {

using Fields = std::vector<std::string_view>;

// Which reader a header asks for; nothing for a file that is no part of the catalogue.
std::unique_ptr<NationalReader> reader_for(const Fields& header, const std::string& file,
                                           const NationalCatalogue& catalogue) {
  const NationalHeader columns(header);
  for (const auto& source : catalogue.sources) {
    if (!columns.has_all(source.known_by)) continue;
    return source.layout == NationalLayout::items
               ? make_item_reader(source, columns, file, catalogue)
               : make_series_reader(source, columns, file, catalogue);
  }
  for (const auto& model : catalogue.models) {
    const bool is_it = columns.has_all(
        {model.code_column, model.neighbour_column + "1", model.neighbour_column + "10"});
    if (is_it) return make_neighbour_reader(model, columns, file);
  }
  return nullptr;
}

Result<NationalFile> read_csv(std::string_view text, const std::string& file,
                              const NationalCatalogue& catalogue) {
  CsvReader csv(text);
  CsvRow row;
  if (!csv.next(row)) return NationalFile{};
  const auto reader = reader_for(row.fields, file, catalogue);
  if (reader == nullptr) return NationalFile{};
  const std::size_t width = row.fields.size();
  while (csv.next(row)) reader->read_row(row.fields, width, row.text);
  if (csv.open_quote_line() != 0) {
    return Error{
        ErrorCode::invalid_input,
        file + ": the quote opened on line " + std::to_string(csv.open_quote_line()) +
            " is never closed. Get the file again from its publisher; nothing was loaded."};
  }
  return std::move(*reader).file();
}

Result<NationalFile> read_parquet_file(const std::filesystem::path& path, const std::string& file,
                                       const NationalCatalogue& catalogue) {
  std::unique_ptr<NationalReader> reader;
  std::size_t width = 0;
  const Status done = read_parquet(
      path,
      [&](const ParquetHeader& columns) -> Status {
        const Fields header(columns.names.begin(), columns.names.end());
        width = header.size();
        reader = reader_for(header, file, catalogue);
        return {};
      },
      [&](const ParquetColumns& block) -> Status {
        if (reader == nullptr) return {};
        Fields fields(width);
        for (std::size_t row = 0; row < block.front().size(); ++row) {
          for (std::size_t i = 0; i < width; ++i) fields[i] = block[i][row];
          reader->read_row(fields, width, {});
        }
        return {};
      });
  if (!done) return done.error();
  if (reader == nullptr) return NationalFile{};
  return std::move(*reader).file();
}

}  // namespace

Result<NationalFile> read_national_file(const std::filesystem::path& path, const std::string& name,
                                        std::string_view bytes,
                                        const NationalCatalogue& catalogue) {
  if (is_parquet(bytes)) return read_parquet_file(path, name, catalogue);
  if (bytes.starts_with("PAR1")) {
    return Error{
        ErrorCode::invalid_input,
        name +
            " is a Parquet file that was cut short. Get it again from its publisher; nothing "
            "was loaded."};
  }
  if (!what_instead_of_csv(bytes).empty()) return NationalFile{};
  return read_csv(bytes, name, catalogue);
}

}  // namespace waymark
