#include "report/writers.h"

#include "report/html/html.h"
#include "report/json/json.h"

namespace waymark {

std::span<const Writer> writers() {
  static constexpr Writer kWriters[] = {
      {"html", "index.html", write_html},
      {"json", "publication.json", write_json},
  };
  return kWriters;
}

}  // namespace waymark
