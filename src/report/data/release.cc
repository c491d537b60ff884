#include "report/data/release.h"

#include <fmt/format.h>

#include <set>

#include "base/csv.h"

namespace waymark {
namespace {

constexpr std::string_view kHeader =
    "time_period,time_identifier,geographic_level,country_code,country_name,old_la_code,new_la_"
    "code,"
    "la_name,locality,measure,measure_title,origin,value,numerator,denominator\n";

// As official statistics mark what has no number: z does not apply, c is suppressed, x is not
// available.
std::string_view symbol(const CellView& cell) {
  if (cell.reason == "suppressed") return "c";
  const bool has_no_meaning = cell.reason == "not_applicable" || cell.reason == "no_denominator";
  return has_no_meaning ? "z" : "x";
}

// The decimals of the measure, as its value is shown.
int decimals_of(const std::string& text) {
  const auto point = text.find('.');
  if (point == text.npos) return 0;
  const auto end = text.find_first_not_of("0123456789", point + 1);
  return static_cast<int>((end == text.npos ? text.size() : end) - point - 1);
}

std::string value_of(const CellView& cell) {
  return cell.value ? to_display(*cell.value, decimals_of(cell.text)) : std::string(symbol(cell));
}

// A count that a computed value does not have (an average's, say) does not apply; one of a
// published value was not given.
std::string count_of(const CellView& cell, const std::optional<std::int64_t>& count) {
  if (count) return std::to_string(*count);
  return std::string(cell.origin == Origin::computed ? "z" : symbol(cell));
}

std::string month_name(Month month) {
  const std::string name = long_name(month);
  return name.substr(0, name.find(' '));
}

// The columns that say where: localities of an authority are no level of official statistics, so
// they are a filter on the authority.
std::string place_of(const Publication& publication) {
  const std::string& code = publication.authority_code;
  const bool is_new = code.size() == 9 && code.front() == 'E';
  const std::string& name = publication.authority_name;
  return fmt::format("Local authority,E92000001,England,{},{},{},{}", csv_field(is_new ? "" : code),
                     csv_field(is_new ? code : ""), csv_field(name.empty() ? code : name),
                     csv_field(publication.area == kCounty ? "Total" : publication.area_name));
}

class Release {
 public:
  explicit Release(const Publication& publication)
      : publication_(publication), place_(place_of(publication)), text_(kHeader) {}

  // The latest `cells.size()` months; a measure that stands on two pages counts once.
  void add(const std::string& ref, const std::string& title, const std::vector<CellView>& cells) {
    if (!added_.insert(ref).second) return;
    const std::size_t first = publication_.months.size() - cells.size();
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const Month month = publication_.months[first + i];
      const CellView& cell = cells[i];
      const std::string origin = cell.origin == Origin::none ? "none" : to_string(cell.origin);
      text_ += fmt::format("{},{},{},{},{},{},{},{},{}\n", year_of(month), month_name(month),
                           place_, csv_field(ref), csv_field(title), origin, value_of(cell),
                           count_of(cell, cell.numerator), count_of(cell, cell.denominator));
    }
  }
  std::string take() && { return std::move(text_); }

 private:
  const Publication& publication_;
  std::string place_;
  std::string text_;
  std::set<std::string> added_;
};

}  // namespace

std::string write_release(const Publication& publication) {
  Release release(publication);
  for (const auto& page : publication.pages) {
    for (const auto& measure : page.measures)
      release.add(measure.ref, measure.title, measure.months);
  }
  for (const auto& group : publication.summary) {
    for (const auto& row : group.rows) release.add(row.ref, row.title, row.months);
  }
  return std::move(release).take();
}

std::string write_release_columns(const Publication&) {
  return "col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,"
         "filter_grouping_column\n"
         "locality,Filter,Locality,,,,\"Total is the whole authority; localities need not add up "
         "to it\",\n"
         "measure,Filter,Reference of the measure,,,,,\n"
         "measure_title,Filter,Measure,,,,,\n"
         "origin,Filter,Where the value comes from,,,,"
         "\"computed from the records, published before, or none\",\n"
         "value,Indicator,Value,Figures,,,,\n"
         "numerator,Indicator,Numerator,Figures,,0,,\n"
         "denominator,Indicator,Denominator,Figures,,0,,\n";
}

}  // namespace waymark
