#include "pipeline/authority.h"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

#include "base/csv.h"
#include "base/text.h"
#include "catalogue/field_reader.h"
#include "model/schema.h"
#include "pipeline/figures.h"
#include "pipeline/files.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kGreatestLeastWidth = 100;
constexpr std::int64_t kLeastMemory = 64;
constexpr std::int64_t kGreatestMemory = std::int64_t{1} << 20;

// The tables an authority may keep in its own folder: small reference tables, not records.
constexpr const char* kOwnTables[] = {
    "loc_locality",  "loc_postcode_locality",  "loc_population",     "loc_target",
    "loc_benchmark", "loc_stat_neighbour",     "loc_visit_standard", "loc_source_group",
    "loc_team",      "loc_assessment_outcome", "loc_s47_outcome",    "loc_school_term"};

std::string header_of(const Table& table) {
  std::string header;
  for (const auto& field : table.fields) {
    if (!header.empty()) header += ',';
    header += field.name;
  }
  return header + "\n";
}

std::string quoted_toml(const std::string& text) {
  std::string quoted = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) quoted += c;
  }
  return quoted + '"';
}

std::string settings_text(const std::string& name) {
  return fmt::format(
      "# Settings of this authority.\n"
      "{}\n"
      "# browser = \"/usr/bin/chromium\"  # prints PDFs; without it the first one on the path\n"
      "# memory_mib = 1024             # what `waymark figures --land` may hold at once; --memory "
      "wins\n\n"
      "# Parameters that differ from the catalogue; `waymark measures show` prints those in "
      "force.\n"
      "[parameters]\n"
      "# repeat_contact_months = 3\n"
      "# cp_visit_wd = [{{number = 20}}, {{from = 2017-07-01, number = 10}}]\n\n"
      "# How `waymark benchmarks` compares with other authorities.\n"
      "# [benchmarks]\n"
      "# average = \"mean\"         # or \"median\": of the statistical neighbours\n"
      "# authority = \"926\"        # where the published series know this authority by another "
      "code\n"
      "# neighbour_model = \"2025\" # default: the one in use in the month\n\n"
      "# Public editions: from all that is shown, a hidden count must remain possible over a range "
      "of\n"
      "# at least this width (highest less lowest); 1 to 100.\n"
      "# [public]\n"
      "# least_width = 5\n\n"
      "# Where `waymark load --from odbc:` reads the tables; see docs/warehouse.md.\n"
      "# [warehouse]\n"
      "# connection = \"Driver=PostgreSQL Unicode;Server=db;Database=ssd;UID=reader\"\n"
      "# password_variable = \"WAREHOUSE_PASSWORD\"\n"
      "# schema = \"ssd\"\n"
      "# [warehouse.tables]\n"
      "# ssd_person = \"dbo.ssd_person_current\"\n",
      name.empty() ? "# name = \"Shown on pages\"" : "name = " + quoted_toml(name));
}

std::string bank_holiday_table(const Catalogue& catalogue) {
  std::string text = header_of(*record_schema().find("loc_bank_holiday"));
  for (const auto& holiday : catalogue.bank_holidays) {
    text +=
        fmt::format("england-and-wales,{},{}\n", to_string(holiday.day), csv_field(holiday.name));
  }
  return text;
}

// A password in a connection string would stand in the process list, in a shell's history or in the
// backups of a file.
bool holds_password(std::string_view connection) {
  for (const std::string_view part : split_text(connection, ';')) {
    const std::string_view key = trim(part.substr(0, part.find('=')));
    if (part.find('=') != part.npos && (equal_codes(key, "pwd") || equal_codes(key, "password"))) {
      return true;
    }
  }
  return false;
}

Result<toml::table> read_settings_file(const fs::path& file) {
  auto text = read_file(file);
  if (!text) return text.error();
  std::vector<DefinitionFault> told;
  FileFaults faults(file.string(), told);
  auto parsed = parse_toml(*text, faults);
  if (parsed) return *std::move(parsed);
  return Error{ErrorCode::definition,
               fmt::format("{}:{}: {} Mend the line and run the command again.", file.string(),
                           told.front().line, told.front().message)};
}

}  // namespace

Status init_authority(const fs::path& folder, const std::string& name) {
  std::error_code fault;
  if (fs::exists(folder / "authority.toml", fault)) {
    return Error{
        ErrorCode::conflict,
        fmt::format("{} already is an authority folder; nothing was changed. Choose another "
                    "folder, or load records into this one.",
                    folder.string())};
  }
  const auto catalogue = load_catalogue();
  if (!catalogue) return catalogue.error();
  for (const char* part : {"tables", "facts", "measures", "commentary", "publications"}) {
    fs::create_directories(folder / part, fault);
    if (fault) {
      return Error{ErrorCode::storage, fmt::format("Cannot make the folder {}: {}.",
                                                   (folder / part).string(), fault.message())};
    }
  }
  for (const char* table : kOwnTables) {
    auto written = write_file(folder / "tables" / (std::string(table) + ".csv"),
                              header_of(*record_schema().find(table)));
    if (!written) return written;
  }
  auto written =
      write_file(folder / "tables" / "loc_bank_holiday.csv", bank_holiday_table(*catalogue));
  if (!written) return written;
  auto created = Store::create(folder / "store.duckdb");
  if (!created) return created;
  // Last, so that a folder with authority.toml is always complete.
  return write_file(folder / "authority.toml", settings_text(name));
}

Result<Authority> open_authority(const fs::path& folder) {
  const fs::path file = folder / "authority.toml";
  std::error_code fault;
  if (!fs::exists(file, fault)) {
    return Error{
        ErrorCode::not_found,
        fmt::format("{} is not an authority folder: there is no authority.toml in it. Make "
                    "one with `waymark init DIR`, or name one with `--in DIR`.",
                    folder.string())};
  }
  const auto settings = read_settings_file(file);
  if (!settings) return settings.error();
  Authority authority{.folder = folder, .name = {}};
  if (const auto name = (*settings)["name"].value<std::string>()) authority.name = *name;
  if (const auto browser = (*settings)["browser"].value<std::string>())
    authority.browser = *browser;
  if (const auto width = (*settings)["public"]["least_width"]) {
    const auto number = width.value_exact<std::int64_t>();
    if (!number || *number < 1 || *number > kGreatestLeastWidth) {
      return Error{
          ErrorCode::invalid_input,
          fmt::format("{}: least_width under [public] must be a whole number from 1 to {}; {} "
                      "is the default.",
                      file.string(), kGreatestLeastWidth, kLeastWidth)};
    }
    authority.least_width = *number;
  }
  if (const auto memory = (*settings)["memory_mib"]) {
    const auto number = memory.value_exact<std::int64_t>();
    if (!number || *number < kLeastMemory || *number > kGreatestMemory) {
      return Error{
          ErrorCode::definition,
          fmt::format("{}:{}: memory_mib must be a whole number of mebibytes from {} to {}; leave "
                      "it out for the usual {}.",
                      file.string(), line_of(*memory.node()), kLeastMemory, kGreatestMemory,
                      kUsualMemory)};
    }
    authority.memory_mib = static_cast<int>(*number);
  }
  return authority;
}

Result<WarehouseSettings> warehouse_settings(
    const Authority& authority, const std::string& connection,
    const std::function<std::string(const std::string&)>& environment) {
  const fs::path file = authority.folder / "authority.toml";
  const auto parsed = read_settings_file(file);
  if (!parsed) return parsed.error();
  const auto own = (*parsed)["warehouse"];
  WarehouseSettings settings{
      .connection = connection.empty() ? own["connection"].value_or(std::string()) : connection,
      .password = {},
      .schema = own["schema"].value_or(std::string()),
      .tables = {}};
  if (settings.connection.empty()) {
    return Error{
        ErrorCode::definition,
        fmt::format("{} says nothing of a warehouse. Write `connection = \"DSN=...\"` under "
                    "[warehouse], or give it as `--from odbc:DSN=...`.",
                    file.string())};
  }
  if (holds_password(settings.connection)) {
    return Error{
        ErrorCode::definition,
        fmt::format("The connection to the warehouse holds a password, which others can read "
                    "there. Leave it out, put it into an environment variable, and name "
                    "that under [warehouse] in {}: password_variable = \"NAME\".",
                    file.string())};
  }
  if (const auto variable = own["password_variable"].value<std::string>()) {
    settings.password = environment(*variable);
    if (settings.password.empty()) {
      return Error{
          ErrorCode::definition,
          fmt::format("The environment variable {} that {} names for the warehouse's password "
                      "is not set.",
                      *variable, file.string())};
    }
  }
  if (const auto* tables = own["tables"].as_table()) {
    for (const auto& [table, name] : *tables) {
      if (record_schema().find(table.str()) == nullptr) {
        return Error{
            ErrorCode::definition,
            fmt::format("{}:{}: {} is no table of the records; docs/generated/records.md lists "
                        "them.",
                        file.string(), name.source().begin.line, std::string(table.str()))};
      }
      settings.tables[std::string(table.str())] = name.value_or(std::string());
    }
  }
  return settings;
}

Result<Store> open_store(const Authority& authority, Store::Mode mode, int memory_mib) {
  return Store::open(authority.store_file(), mode, memory_mib);
}

}  // namespace waymark
