#include "ingest/odbc/warehouse.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "ingest/file_content.h"
#include "ingest/intake_builder.h"
#include "ingest/odbc/driver_guard.h"
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

using Name = std::pair<std::string, std::string>;  // schema and name

// The warehouse's own spelling of a name; names are compared ignoring case, as most databases do,
// and only the exact ones are left where case alone tells several apart.
std::vector<Name> find_names(const Names& known, const std::string& schema,
                             const std::string& name) {
  std::vector<Name> alike, exact;
  for (const auto& each : known) {
    if (!equal_codes(each.second, name)) continue;
    if (!schema.empty() && !equal_codes(each.first, schema)) continue;
    alike.push_back(each);
    if (each.second == name && (schema.empty() || each.first == schema)) exact.push_back(each);
  }
  return alike.size() > 1 && !exact.empty() ? exact : alike;
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
    const auto found = find_names(known, schema, name);
    if (found.size() == 1) {
      places.push_back({&table, found.front().first, found.front().second});
    } else if (found.size() > 1) {
      std::vector<std::string> schemas;
      for (const auto& each : found) schemas.push_back(each.first + "." + each.second);
      lost.push_back(fmt::format("{} may be {}; say which.", table.name, list_in_words(schemas)));
    } else if (mapped != settings.tables.end()) {
      lost.push_back(fmt::format("{} is to be read from \"{}\", which is not there.", table.name,
                                 mapped->second));
    }
  }
  if (!lost.empty()) {
    return Error{ErrorCode::not_found,
                 "Tables of the warehouse cannot be told. Mend the names under [warehouse] in "
                 "authority.toml, or ask for the right to read the tables. Nothing was taken in.",
                 lost};
  }
  if (places.empty()) {
    return Error{
        ErrorCode::not_found,
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

// The columns of a table of the warehouse, and the field of the records that each of them is.
struct Shape {
  std::vector<odbc::ColumnShape> columns;
  std::vector<const Field*> fields;  // null: no field of the records, and not read
};

// Fields of the records are in lower case; databases may spell them otherwise.
Result<Shape> shape_of(const Session& session, const TablePlace& place, const std::string& from) {
  auto query = session.query("SELECT * " + from + " WHERE 1 = 0");
  if (!query) return std::move(query).error();
  Shape shape{.columns = query->columns(), .fields = {}};
  for (const auto& column : shape.columns) {
    const auto field =
        std::find_if(place.table->fields.begin(), place.table->fields.end(),
                     [&](const Field& each) { return equal_codes(each.name, column.name); });
    shape.fields.push_back(field == place.table->fields.end() ? nullptr : &*field);
  }
  return shape;
}

std::vector<std::string> header_of(const Shape& shape) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < shape.columns.size(); ++i) {
    names.push_back(shape.fields[i] == nullptr ? shape.columns[i].name : shape.fields[i]->name);
  }
  return names;
}

std::string select_clause(const Session& session, const Shape& shape) {
  std::string text;
  for (std::size_t i = 0; i < shape.columns.size(); ++i) {
    if (shape.fields[i] == nullptr) continue;
    text +=
        (text.empty() ? "SELECT " : ", ") + odbc::quoted(shape.columns[i].name, session.quote());
  }
  return text.empty() ? "" : text + " ";
}

// A database keeps no order of rows; the key gives one, so that equal records give equal loads.
std::string order_clause(const Session& session, const Table& table, const Shape& shape) {
  std::string text;
  for (const Field& field : table.fields) {
    if (!field.key) continue;
    for (std::size_t i = 0; i < shape.columns.size(); ++i) {
      if (shape.fields[i] != &field) continue;
      const auto& column = shape.columns[i];
      text += (text.empty() ? " ORDER BY " : ", ") +
              odbc::order_term(session.product(), odbc::quoted(column.name, session.quote()),
                               column.sql_type, column.type_name);
    }
  }
  return text;
}

// Hands the rows over. Columns that are no fields stay empty.
Result<std::string> read_fields(Query& query, const Shape& shape, TableReader& reader) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < shape.fields.size(); ++i) {
    if (shape.fields[i] == nullptr) continue;
    query.read_as(places.size(),
                  odbc::kind_for(shape.fields[i]->type, query.columns()[places.size()].kind));
    places.push_back(i);
  }
  Digest digest;
  for (const auto& name : header_of(shape)) digest.add(name + ",");
  TableReader::Fields fields(shape.columns.size());
  while (true) {
    auto more = query.next();
    if (!more) return std::move(more).error();
    if (!*more) return digest.text();
    bool is_text = true;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const std::string& cell = query.cells()[i];
      fields[places[i]] = cell;
      is_text = is_text && cell.find('\0') == cell.npos;
      digest.add(cell);
      digest.add("\x1f");
    }
    digest.add("\n");
    if (is_text) {
      reader.read_row(fields);
    } else {
      reader.reject_unreadable_row(fields, {});
    }
  }
}

Result<std::string> read_table(const Session& session, const TablePlace& place,
                               TableReader& reader) {
  const std::string from = from_clause(session, place);
  auto shape = shape_of(session, place, from);
  if (!shape) return std::move(shape).error();
  const auto names = header_of(*shape);
  reader.read_header({names.begin(), names.end()});
  const std::string select = select_clause(session, *shape);
  if (select.empty()) return Digest().text();
  auto query = session.query(select + from + order_clause(session, *place.table, *shape));
  if (!query) return std::move(query).error();
  return read_fields(*query, *shape, reader);
}

}  // namespace

Result<Intake> read_warehouse(const WarehouseSettings& settings, const Progress& progress) {
  odbc::DriverGuard guard;
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
    guard.reading(place.table->name);
    std::optional<Error> fault;
    intake.add(*place.table, place.name, [&](TableReader& reader) {
      auto digest = read_table(**session, place, reader);
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
