#include "ingest/national/national_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"

namespace waymark {
namespace {

using Fields = std::vector<std::string_view>;
using enum FindingEffect;

constexpr int kNeighbours = 10;
constexpr std::size_t kDigitsOfNumber = 3;
constexpr std::string_view kEngland = "970";  // of the long table

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_authority_number(std::string_view text) {
  return text.size() == kDigitsOfNumber && all_digits(text);
}

std::optional<NationalLevel> level_of(std::string_view text) {
  if (text == "National") return NationalLevel::national;
  if (text == "Regional") return NationalLevel::regional;
  if (text == "Local authority") return NationalLevel::authority;
  return std::nullopt;
}

const char* name_column(NationalLevel level) {
  if (level == NationalLevel::national) return "country_name";
  return level == NationalLevel::regional ? "region_name" : "la_name";
}

// What the catalogue's rules take from a source: columns with values, and columns they filter by.
struct Wanted {
  std::vector<std::string> values;
  std::vector<std::string> filters;
};

void add_once(std::vector<std::string>& list, const std::string& text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
}

Wanted wanted_of(const NationalSource& source, const NationalCatalogue& catalogue) {
  Wanted wanted;
  const auto add = [&](const NationalPart& part) {
    if (part.source != source.id) return;
    for (const auto& column : part.values) add_once(wanted.values, column);
    for (const auto& [column, text] : part.filters) add_once(wanted.filters, column);
  };
  for (const auto& rule : catalogue.rules) {
    add(rule.value);
    if (rule.whole) add(*rule.whole);
  }
  return wanted;
}

// A row an authority, region or country and year; a column an indicator.
class SeriesReader : public NationalReader {
 public:
  SeriesReader(const NationalSource& source, const NationalHeader& header, const std::string& file,
               const NationalCatalogue& catalogue)
      : NationalReader(header, file), wanted_(wanted_of(source, catalogue)) {
    file_.kind = NationalFile::Kind::series;
    file_.id = source.id;
    for (const auto& column : wanted_.values) file_.table.columns.push_back(column);
    for (const auto& column : wanted_.filters) file_.table.columns.push_back(column);
    for (const auto& column : file_.table.columns) {
      if (header_.has(column)) continue;
      file_.findings.push_back(
          {.rule = "missing-published-column",
           .effect = doubtful,
           .table = {},
           .file = file,
           .row = 0,
           .column = column,
           .key = {},
           .value = {},
           .message = fmt::format("{}: there is no column {}, which a measure is compared with; it "
                                  "reads as not available.",
                                  file, column),
           .row_text = {}});
    }
  }

 protected:
  void take(const Fields& fields, std::string_view text) override {
    const std::string_view year_text = cell(fields, "time_period");
    NationalRow row{.year = published_year(year_text),
                    .level = {},
                    .number = std::string(cell(fields, "old_la_code")),
                    .code = std::string(cell(fields, "new_la_code")),
                    .name = {},
                    .region = std::string(cell(fields, "region_code")),
                    .texts = {}};
    if (row.year == 0) {
      tell("unreadable-year", rejected, "time_period", year_text,
           fmt::format("\"{}\" is no year", year_text), text);
      return;
    }
    const std::string_view level_text = cell(fields, "geographic_level");
    const auto level = level_of(level_text);
    if (!level) {
      tell("unknown-level", rejected, "geographic_level", level_text,
           fmt::format("the geographic level \"{}\" is not known", level_text), text);
      return;
    }
    row.level = *level;
    row.name = std::string(cell(fields, name_column(*level)));
    for (std::size_t i = 0; i < file_.table.columns.size(); ++i) {
      const std::string& column = file_.table.columns[i];
      const std::string_view value = header_.has(column) ? cell(fields, column) : "x";
      if (i < wanted_.values.size()) check_value(column, value, text);
      row.texts.emplace_back(value);
    }
    if (!keys_.insert(key_of(row)).second) {
      tell("duplicate-published-row", rejected, "", "",
           fmt::format("{} is there twice for {}; the first row counts", row.name, year_text),
           text);
      return;
    }
    seen(row.year);
    file_.table.rows.push_back(std::move(row));
  }

 private:
  void check_value(const std::string& column, std::string_view value, std::string_view text) {
    const PublishedCell read = read_published_cell(value);
    if (read.value || read.reason != NoValue::unknown) return;
    tell("unknown-published-code", doubtful, column, value,
         fmt::format("\"{}\" is neither a number nor a code that is known; it is no value", value),
         text);
  }

  // Place, year and the texts that tell rows apart.
  std::string key_of(const NationalRow& row) const {
    std::string key =
        fmt::format("{}|{}|{}|{}", row.year, static_cast<int>(row.level),
                    row.level == NationalLevel::regional ? row.region : row.number, row.code);
    for (std::size_t i = wanted_.values.size(); i < row.texts.size(); ++i)
      key += "|" + row.texts[i];
    // Sources that no rule takes from may break their rows down by columns that nothing names here.
    return wanted_.values.empty() ? fmt::format("{}|{}", key, file_.rows) : key;
  }

  Wanted wanted_;
  std::set<std::string> keys_;
};

// A row an authority, year and item; made into a row an authority and year, a column an item.
class ItemReader : public NationalReader {
 public:
  ItemReader(const NationalSource& source, const NationalHeader& header, const std::string& file,
             const NationalCatalogue& catalogue)
      : NationalReader(header, file), catalogue_(catalogue) {
    file_.kind = NationalFile::Kind::series;
    file_.id = source.id;
    file_.table.columns = wanted_of(source, catalogue).values;
    for (const auto& region : catalogue.regions) {
      by_name_[region.name] = region.code;
      for (const auto& name : region.names) by_name_[name] = region.code;
    }
  }

 protected:
  void take(const Fields& fields, std::string_view text) override {
    const std::size_t item = file_.table.place(cell(fields, "Short Desc"));
    if (item == file_.table.columns.size()) return;  // of no measure
    const std::string_view year_text = cell(fields, "Years");
    const int year = published_year(year_text);
    if (year == 0) {
      tell("unreadable-year", rejected, "Years", year_text,
           fmt::format("\"{}\" is no year", year_text), text);
      return;
    }
    const std::string_view number = cell(fields, "LA Number");
    if (!is_authority_number(number)) {
      tell("unknown-level", rejected, "LA Number", number,
           fmt::format("\"{}\" is no number of an authority or region", number), text);
      return;
    }
    const std::string_view value = cell(fields, "Values");
    const PublishedCell read = read_published_cell(value);
    if (!read.value && read.reason == NoValue::unknown) {
      tell(
          "unknown-published-code", doubtful, "Values", value,
          fmt::format("\"{}\" is neither a number nor a code that is known; it is no value", value),
          text);
    }
    std::string& place = row_of(year, number, fields).texts[item];
    if (place != kNothingYet) {
      tell("duplicate-published-row", rejected, "", "",
           fmt::format("{} is there twice for {}; the first row counts",
                       cell(fields, "LA and Regions"), year_text),
           text);
      return;
    }
    place = std::string(value);
    seen(year);
  }

 private:
  // An item that the file lacks for a year reads as not available.
  static constexpr std::string_view kNothingYet = "x";

  NationalRow& row_of(int year, std::string_view number, const Fields& fields) {
    const auto [found, fresh] =
        places_.try_emplace({year, std::string(number)}, file_.table.rows.size());
    if (!fresh) return file_.table.rows[found->second];
    NationalRow row{.year = year,
                    .level = NationalLevel::authority,
                    .number = std::string(number),
                    .code = {},
                    .name = std::string(cell(fields, "LA and Regions")),
                    .region = {},
                    .texts = {}};
    row.texts.assign(file_.table.columns.size(), std::string(kNothingYet));
    const auto region =
        std::find_if(catalogue_.regions.begin(), catalogue_.regions.end(),
                     [&](const NationalRegion& each) { return each.number == number; });
    if (number == kEngland) {
      row.level = NationalLevel::national;
    } else if (region != catalogue_.regions.end()) {
      row.level = NationalLevel::regional;
      row.region = region->code;
    } else if (const auto named = by_name_.find(cell(fields, "Region")); named != by_name_.end()) {
      row.region = named->second;
    }
    file_.table.rows.push_back(std::move(row));
    return file_.table.rows.back();
  }

  const NationalCatalogue& catalogue_;
  std::map<std::string, std::string, std::less<>> by_name_;
  std::map<std::pair<int, std::string>, std::size_t> places_;
};

class NeighbourReader : public NationalReader {
 public:
  NeighbourReader(const NeighbourModelInfo& model, const NationalHeader& header,
                  const std::string& file)
      : NationalReader(header, file), model_(model) {
    file_.kind = NationalFile::Kind::neighbours;
    file_.id = model.id;
  }

 protected:
  void take(const Fields& fields, std::string_view text) override {
    const std::string authority(cell(fields, model_.code_column));
    if (authority.empty()) return;  // the filled-up end of a sheet
    if (!is_authority_number(authority)) {
      tell("unknown-level", rejected, model_.code_column, authority,
           fmt::format("\"{}\" is no number of an authority", authority), text);
      return;
    }
    std::vector<std::string> neighbours;
    for (int i = 1; i <= kNeighbours; ++i) {
      const std::string column = model_.neighbour_column + std::to_string(i);
      const std::string_view neighbour = cell(fields, column);
      if (is_authority_number(neighbour)) {
        neighbours.emplace_back(neighbour);
      } else {
        tell("unknown-level", doubtful, column, neighbour,
             fmt::format("\"{}\" is no number of an authority; {} has a neighbour fewer", neighbour,
                         authority),
             text);
      }
    }
    if (!file_.model.emplace(authority, std::move(neighbours)).second) {
      tell("duplicate-published-row", rejected, model_.code_column, authority,
           fmt::format("authority {} is there twice; the first row counts", authority), text);
    }
  }

 private:
  NeighbourModelInfo model_;
};

}  // namespace

NationalHeader::NationalHeader(const std::vector<std::string_view>& names) {
  for (std::size_t i = 0; i < names.size(); ++i) places_.emplace(std::string(trim(names[i])), i);
}

bool NationalHeader::has_all(const std::vector<std::string>& names) const {
  return std::all_of(names.begin(), names.end(), [&](const auto& name) { return has(name); });
}

std::string_view NationalHeader::text(const std::vector<std::string_view>& fields,
                                      const std::string& name) const {
  const auto found = places_.find(name);
  if (found == places_.end() || found->second >= fields.size()) return {};
  return trim(fields[found->second]);
}

NationalReader::NationalReader(NationalHeader header, std::string file)
    : header_(std::move(header)), name_(std::move(file)) {}

void NationalReader::read_row(const std::vector<std::string_view>& fields, std::size_t width,
                              std::string_view text) {
  ++file_.rows;
  const auto unreadable = [](std::string_view field) { return !is_valid_utf8(field); };
  if (fields.size() != width) {
    tell("wrong-field-count", rejected, "", "",
         fmt::format("{} fields, but the header has {}", fields.size(), width), text);
  } else if (std::any_of(fields.begin(), fields.end(), unreadable)) {
    tell("not-utf-8", rejected, "", "", "bytes that are not UTF-8 text", text);
  } else {
    take(fields, text);
  }
}

void NationalReader::tell(const std::string& rule, FindingEffect effect, const std::string& column,
                          std::string_view value, const std::string& message,
                          std::string_view row_text) {
  const std::string where = column.empty() ? "" : ", column " + column;
  file_.findings.push_back(
      {.rule = rule,
       .effect = effect,
       .table = {},
       .file = name_,
       .row = file_.rows,
       .column = column,
       .key = {},
       .value = std::string(value),
       .message = fmt::format("{}, row {}{}: {}.", name_, file_.rows, where, message),
       .row_text = std::string(row_text)});
}

void NationalReader::seen(int year) {
  if (file_.first_year == 0 || year < file_.first_year) file_.first_year = year;
  file_.last_year = std::max(file_.last_year, year);
}

std::unique_ptr<NationalReader> make_series_reader(const NationalSource& source,
                                                   const NationalHeader& header,
                                                   const std::string& file,
                                                   const NationalCatalogue& catalogue) {
  return std::make_unique<SeriesReader>(source, header, file, catalogue);
}

std::unique_ptr<NationalReader> make_item_reader(const NationalSource& source,
                                                 const NationalHeader& header,
                                                 const std::string& file,
                                                 const NationalCatalogue& catalogue) {
  return std::make_unique<ItemReader>(source, header, file, catalogue);
}

std::unique_ptr<NationalReader> make_neighbour_reader(const NeighbourModelInfo& model,
                                                      const NationalHeader& header,
                                                      const std::string& file) {
  return std::make_unique<NeighbourReader>(model, header, file);
}

}  // namespace waymark
