#include "model/fact.h"

#include "base/check.h"

namespace waymark {

int FactSchema::find(std::string_view column) const {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == column) return static_cast<int>(i);
  }
  return -1;
}

int FactSchema::find_cover(std::string_view cover) const {
  for (std::size_t i = 0; i < covers.size(); ++i) {
    if (covers[i] == cover) return static_cast<int>(i);
  }
  return -1;
}

const NumberColumn<std::int32_t>& FactTable::column(std::string_view name) const {
  const int position = schema->find(name);
  CHECK_THAT(position >= 0, "the column is in the fact's schema");
  return columns[static_cast<std::size_t>(position)];
}

const FactSchema* find_fact_schema(std::string_view name) {
  for (const auto& schema : fact_schemas()) {
    if (schema.name == name) return &schema;
  }
  return nullptr;
}

}  // namespace waymark
