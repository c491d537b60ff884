#include "ingest/odbc/warehouse.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "ingest/file_content.h"
#include "ingest/intake_builder.h"
#include "ingest/odbc/session.h"

namespace waymark {
namespace {

using odbc::Query;
using odbc::Session;

// Where a table of the records stands in the warehouse.
struct TablePlace {
  const Table* table = nullptr;
  std::string schema;
  std::string name;
};

using Names = std::vector<std::pair<std::string, std::string>>;

std::string schema_in_words(const std::string& schema) {
  return schema.empty() ? "the schemas that the login sees" : "schema \"" + schema + "\"";
}

// The warehouse's own spelling of a name; names are compared ignoring case, as most databases do.
std::optional<std::pair<std::string, std::string>> find_name(const Names& known,
                                                             const std::string& schema,
                                                             const std::string& name) {
  for (const auto& each : known) {
    if (equal_codes(each.second, name) && (schema.empty() || equal_codes(each.first, schema))) {
      return each;
    }
  }
  return std::nullopt;
}

Result<std::vector<TablePlace>> places_of(const WarehouseSettings& settings, const Names& known) {
  std::vector<TablePlace> places;
  std::vector<std::string> lost;
  for (const Table& table : record_schema().tables) {
    const auto mapped = settings.tables.find(table.name);
    std::string schema = settings.schema;
    std::string name = mapped == settings.tables.end() ? table.name : mapped->second;
    if (const auto dot = name.rfind('.'); dot != name.npos && mapped != settings.tables.end()) {
      schema = name.substr(0, dot);
      name = name.substr(dot + 1);
    }
    if (const auto found = find_name(known, schema, name)) {
      places.push_back({&table, found->first, found->second});
    } else if (mapped != settings.tables.end()) {
      lost.push_back(fmt::format("{} is to be read from \"{}\", which is not there.", table.name,
                                 mapped->second));
    }
  }
  if (!lost.empty()) {
    return Error{ErrorCode::not_found,
                 "The warehouse lacks tables that [warehouse.tables] in authority.toml names. Mend the "
                 "names, or ask for the right to read the tables. Nothing was taken in.",
                 lost};
  }
  if (places.empty()) {
    return Error{ErrorCode::not_found,
                 fmt::format("No table of the records was found in {}. Name the right schema under "
                             "[warehouse] in authority.toml, or ask for the right to read it. Nothing "
                             "was taken in.",
                             schema_in_words(settings.schema))};
  }
  return places;
}

std::string from_clause(const Session& session, const TablePlace& place) {
  std::string text = "FROM ";
  if (!place.schema.empty()) text += odbc::quoted(place.schema, session.quote()) + ".";
  return text + odbc::quoted(place.name, session.quote());
}

// A database keeps no order of rows; the key gives one, so that equal records give equal loads.
std::string order_clause(const Session& session, const Table& table,
                         const std::vector<odbc::ColumnShape>& columns) {
  std::string text;
  for (const Field& field : table.fields) {
    if (!field.key) continue;
    for (const auto& column : columns) {
      if (!equal_codes(column.name, field.name)) continue;
      text += (text.empty() ? " ORDER BY " : ", ") + odbc::quoted(column.name, session.quote());
    }
  }
  return text;
}

// The fields of the contract are in lower case; databases may spell them otherwise.
std::string contract_name(const Table& table, const std::string& column) {
  for (const Field& field : table.fields) {
    if (equal_codes(field.name, column)) return field.name;
  }
  return column;
}

Result<std::string> read_rows(const Session& session, const TablePlace& place, TableReader& reader) {
  const std::string from = from_clause(session, place);
  std::string order;
  {
    auto shape = session.query("SELECT * " + from + " WHERE 1 = 0");
    if (!shape) return std::move(shape).error();
    order = order_clause(session, *place.table, shape->columns());
  }
  auto query = session.query("SELECT * " + from + order);
  if (!query) return std::move(query).error();
  std::vector<std::string> names;
  for (const auto& column : query->columns()) names.push_back(contract_name(*place.table, column.name));
  reader.read_header({names.begin(), names.end()});
  Digest digest;
  for (const auto& name : names) digest.add(name + ",");
  TableReader::Fields fields(names.size());
  while (true) {
    auto more = query->next();
    if (!more) return std::move(more).error();
    if (!*more) return digest.text();
    for (std::size_t i = 0; i < fields.size(); ++i) {
      fields[i] = query->cells()[i];
      digest.add(fields[i]);
      digest.add("\x1f");
    }
    digest.add("\n");
    reader.read_row(fields);
  }
}

}  // namespace

Result<Intake> read_warehouse(const WarehouseSettings& settings, const Progress& progress) {
  auto session = Session::connect(settings.connection, settings.password);
  if (!session) return std::move(session).error();
  if (auto begun = (*session)->begin_snapshot(); !begun) return std::move(begun).error();
  auto known = (*session)->tables({});
  if (!known) return std::move(known).error();
  auto places = places_of(settings, *known);
  if (!places) return std::move(places).error();
  IntakeBuilder intake;
  double done = 0;
  for (const TablePlace& place : *places) {
    if (progress) progress(place.table->name, done++ / static_cast<double>(places->size()));
    std::optional<Error> fault;
    intake.add(*place.table, place.name, [&](TableReader& reader) {
      auto digest = read_rows(**session, place, reader);
      if (!digest) {
        fault = Error{digest.error().code, place.table->name + ": " + digest.error().message,
                      digest.error().details};
      }
      return digest;
    });
    // One fault of the connection spoils all that follow.
    if (fault) return *std::move(fault);
  }
  return intake.take();
}

}  // namespace waymark
