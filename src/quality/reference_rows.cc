// Rows of local tables that the contract allows once, or not at all.
#include <fmt/format.h>

#include "base/text.h"
#include "quality/checks.h"

namespace waymark::quality {

void check_reference_rows(const Extract& extract, const RecordTable& table, Findings& findings) {
  const std::string& name = table.schema->name;
  if (name == "loc_extract") {
    for (std::size_t row = 1; row < table.rows; ++row) {
      tell_row(extract, table, row, "several-extract-rows", {},
               fmt::format("{} is one more row of loc_extract.", row_name(table, row)), findings);
    }
  }
  if (name == "loc_locality") {
    for (std::size_t row = 0; row < table.rows; ++row) {
      const std::string locality(trim(extract.cell_text(name, "locality_id", row)));
      if (locality != "county" && locality != "unallocated") continue;
      tell_row(extract, table, row, "reserved-locality", "locality_id",
               fmt::format("{}: a locality is called {}.", row_name(table, row), locality),
               findings);
    }
  }
}

}  // namespace waymark::quality
