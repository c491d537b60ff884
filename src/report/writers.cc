#include "report/writers.h"

#include "report/data/release.h"
#include "report/excel/excel.h"
#include "report/html/html.h"
#include "report/json/json.h"

namespace waymark {

std::span<const Writer> writers() {
  static constexpr Writer kWriters[] = {
      {"html", "index.html", write_html},
      {"xlsx", "summary.xlsx", write_excel},
      {"xlsx", "analyst.xlsx", write_analyst_workbook},
      {"csv", "open-data.csv", write_release},
      {"csv", "open-data.meta.csv", write_release_columns},
      {"json", "publication.json", write_json},
  };
  return kWriters;
}

}  // namespace waymark
