// Reads the head of a fact that an authority writes as a query: facts/<name>.toml beside
// facts/<name>.sql.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "catalogue/read.h"
#include "model/schema.h"

namespace waymark {
namespace {

const std::vector<std::pair<std::string, ColumnType>> kTypes = {{"date", ColumnType::date},
                                                                {"number", ColumnType::number},
                                                                {"flag", ColumnType::flag},
                                                                {"word", ColumnType::word}};
const std::vector<std::pair<std::string, LocalityRule>> kLocalities = {
    {"worker_then_home", LocalityRule::worker_then_home},
    {"home", LocalityRule::home},
    {"own", LocalityRule::own}};

bool is_name(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !text.empty() && text.front() >= 'a' && text.front() <= 'z' &&
         std::all_of(text.begin(), text.end(), fits);
}

FactColumn read_column(const toml::table& table, FileFaults& faults) {
  FieldReader fields(table, "column", faults);
  FactColumn column{.name = fields.text("name")};
  if (!column.name.empty() && !is_name(column.name)) {
    fields.fault("name",
                 "a name is made of small letters, digits and _, and begins with a letter.");
  }
  column.type = fields.choice("type", kTypes, ColumnType::date);
  column.meaning = fields.text("meaning");
  if (column.type == ColumnType::word) {
    column.words = fields.texts("words");
  } else if (fields.has("words")) {
    fields.fault("words", "only a column of type word has them.");
  }
  fields.finish();
  return column;
}

class FactReader {
 public:
  FactReader(const toml::table& file, FileFaults& faults)
      : fields_(file, "", faults), faults_(faults) {}

  SqlFact read(const std::string& name) {
    fact_.schema.name = name;
    check_name(name);
    fact_.schema.unit = fields_.text("unit");
    fact_.schema.meaning = fields_.text("meaning");
    for (const auto* column : fields_.tables("column")) {
      fact_.schema.columns.push_back(read_column(*column, faults_));
    }
    check_columns();
    fact_.child = fields_.text("child", Presence::optional);
    read_record();
    read_span();
    read_locality();
    fact_.schema.list_columns = fields_.texts("list", Presence::optional);
    for (const auto& column : fact_.schema.list_columns) check_column("list", column);
    if (fact_.schema.list_columns.empty()) {
      for (const auto& column : fact_.schema.columns)
        fact_.schema.list_columns.push_back(column.name);
    }
    fields_.finish();
    return std::move(fact_);
  }

 private:
  void check_name(const std::string& name) {
    if (!is_name(name)) {
      faults_.add(1,
                  fmt::format("\"{}\" cannot name a fact: small letters, digits and _ can.", name));
    } else if (find_fact_schema(name) != nullptr) {
      faults_.add(1, fmt::format("There is a fact {} already; give the file another name.", name));
    }
  }

  void check_columns() {
    const auto& columns = fact_.schema.columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (fact_.schema.find(columns[i].name) != static_cast<int>(i)) {
        fields_.fault("column", fmt::format("the column {} stands twice.", columns[i].name));
      }
    }
  }

  void check_column(std::string_view key, const std::string& name) {
    if (fact_.schema.find(name) >= 0) return;
    std::vector<std::string> known;
    for (const auto& column : fact_.schema.columns) known.push_back(column.name);
    fields_.fault(key, fmt::format("unknown column \"{}\"{}", name, suggestion(name, known)));
  }

  void check_date(std::string_view key, const std::string& name) {
    check_column(key, name);
    const int at = fact_.schema.find(name);
    if (at >= 0 && fact_.schema.columns[static_cast<std::size_t>(at)].type != ColumnType::date) {
      std::vector<std::string> dates;
      for (const auto& column : fact_.schema.columns) {
        if (column.type == ColumnType::date) dates.push_back(column.name);
      }
      fields_.fault(key,
                    fmt::format("{} is no date; {}.", name,
                                dates.empty() ? "give the fact two columns of type date, or no span"
                                              : "the dates are " + list_in_words(dates)));
    }
  }

  // The record of a row is found by one field, so that its table must have a key of one id.
  void read_record() {
    fact_.schema.record_table = fields_.text("record_table", Presence::optional);
    fact_.record = fields_.text("record", Presence::optional);
    const std::string& name = fact_.schema.record_table;
    if (name.empty() != fact_.record.empty()) {
      fields_.fault("record",
                    "record_table and record belong together: the table, and the column with "
                    "the key of its row.");
    }
    if (name.empty()) return;
    const Table* table = record_schema().find(name);
    if (table == nullptr) {
      std::vector<std::string> known;
      for (const auto& each : record_schema().tables) known.push_back(each.name);
      fields_.fault("record_table",
                    fmt::format("unknown table \"{}\"{}", name, suggestion(name, known)));
    } else if (key_ids(*table) != 1) {
      fields_.fault("record_table",
                    fmt::format("{} has no key of one id, so a row of it cannot be found; leave "
                                "record_table and record out.",
                                name));
    }
  }

  static std::ptrdiff_t key_ids(const Table& table) {
    const auto keys = std::count_if(table.fields.begin(), table.fields.end(),
                                    [](const Field& field) { return field.key; });
    const auto ids =
        std::count_if(table.fields.begin(), table.fields.end(),
                      [](const Field& field) { return field.key && field.type == FieldType::id; });
    return keys == 1 ? ids : 0;
  }

  void read_span() {
    const auto span = fields_.texts("span", Presence::optional);
    if (span.empty()) return;
    if (span.size() != 2) {
      fields_.fault("span",
                    "it is two date columns: the first day, and the day on which it no longer "
                    "holds.");
      return;
    }
    for (const auto& column : span) check_date("span", column);
    fact_.schema.span_from = span[0];
    fact_.schema.span_until = span[1];
  }

  void read_locality() {
    fact_.schema.locality = fields_.choice("locality", kLocalities, LocalityRule::home);
    fact_.area = fields_.text("area", Presence::optional);
    const bool own = fact_.schema.locality == LocalityRule::own;
    if (own == fact_.area.empty()) {
      fields_.fault("area",
                    "the column with the locality's id belongs to locality = \"own\", and to it "
                    "alone.");
    }
    if (!own && fact_.child.empty()) {
      fields_.fault("locality",
                    "a row without child has no home and no worker; its locality is \"own\".");
    }
  }

  FieldReader fields_;
  FileFaults& faults_;
  SqlFact fact_;
};

}  // namespace

SqlFact read_fact(const toml::table& file, const std::string& name, FileFaults& faults) {
  return FactReader(file, faults).read(name);
}

}  // namespace waymark
