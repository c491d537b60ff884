// Reads one file of what is published of all authorities: a series of the catalogue, or a model of
// statistical neighbours. The file is known by its columns, whatever its name.
//
//   auto file = read_national_file(path, path.filename(), bytes, catalogue.national);
//   if (!file) return std::move(file).error();
//   if (file->kind == NationalFile::Kind::other) ...  // no series that the catalogue knows
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/finding.h"
#include "model/national.h"

namespace waymark {

struct NationalFile {
  enum class Kind { other, series, neighbours };
  Kind kind = Kind::other;
  std::string id;         // of the source or model
  NationalTable table;    // of a series; of the long table the items that rules name
  NeighbourModel model;   // of a model
  std::int64_t rows = 0;  // of the file, without its header
  int first_year = 0;     // of a series
  int last_year = 0;
  Findings findings;
};

// `name` is what messages call the file; `path` is read where the bytes are Parquet. An error where
// the file cannot be read as a table at all (a quote never closed, no Parquet inside).
Result<NationalFile> read_national_file(const std::filesystem::path& path, const std::string& name,
                                        std::string_view bytes, const NationalCatalogue& catalogue);

}  // namespace waymark
