// What a rule makes of the rows of its sources: one figure a place.
#include <algorithm>
#include <set>

#include "judge/national_benchmarks.h"

namespace waymark {
namespace {

// The cells of a part in one row, added up; one without a value leaves the sum without one.
class PartReader {
 public:
  PartReader(const NationalTable& table, const NationalPart& part) {
    for (const auto& column : part.values) places_.push_back(table.place(column));
    for (const auto& [column, text] : part.filters)
      filters_.emplace_back(table.place(column), text);
  }
  bool passes(const NationalRow& row) const {
    return std::all_of(filters_.begin(), filters_.end(), [&](const auto& filter) {
      return filter.first < row.texts.size() && row.texts[filter.first] == filter.second;
    });
  }
  PublishedCell cell(const NationalRow& row) const {
    Fraction sum;
    for (const std::size_t place : places_) {
      if (place >= row.texts.size()) return {std::nullopt, NoValue::not_available};
      const PublishedCell cell = read_published_cell(row.texts[place]);
      if (!cell.value) return cell;
      sum = added(sum, *cell.value);
    }
    return {sum, NoValue::blank};
  }

 private:
  // Denominators are powers of ten up to a million.
  static Fraction added(const Fraction& a, const Fraction& b) {
    const std::int64_t common = std::max(a.denominator, b.denominator);
    return {a.numerator * (common / a.denominator) + b.numerator * (common / b.denominator),
            common};
  }
  std::vector<std::size_t> places_;
  std::vector<std::pair<std::size_t, std::string>> filters_;
};

// Same country, region, or authority; a recoded authority keeps its number.
bool same_place(const NationalRow& a, const NationalRow& b) {
  if (a.level != b.level) return false;
  if (a.level == NationalLevel::national) return true;
  return a.level == NationalLevel::regional ? a.region == b.region : a.number == b.number;
}

// value x times / whole, rounded half up as the publisher prints its own rates.
PublishedCell divided(const PublishedCell& value, const PublishedCell& whole,
                      const NationalRule& rule) {
  if (!value.value) return value;
  if (!whole.value) return whole;
  if (whole.value->numerator <= 0) return {std::nullopt, NoValue::not_applicable};
  Wide scale = 1;
  for (int i = 0; i < rule.decimals; ++i) scale *= 10;
  const Wide top =
      static_cast<Wide>(value.value->numerator) * rule.times * scale * whole.value->denominator;
  const Wide bottom = static_cast<Wide>(value.value->denominator) * whole.value->numerator;
  const Wide size = top < 0 ? -top : top;
  const auto rounded = static_cast<std::int64_t>((2 * size + bottom) / (2 * bottom));
  return {Fraction{top < 0 ? -rounded : rounded, static_cast<std::int64_t>(scale)}, NoValue::blank};
}

class WholeReader {
 public:
  WholeReader(const NationalTable& table, const NationalPart& part, int year)
      : part_(table, part), rows_(rows_of(table, part_, year + part.year_shift)) {}
  PublishedCell cell_for(const NationalRow& row) const {
    const auto found = std::find_if(rows_.begin(), rows_.end(), [&](const NationalRow* each) {
      return same_place(*each, row);
    });
    return found == rows_.end() ? PublishedCell{std::nullopt, NoValue::not_available}
                                : part_.cell(**found);
  }

 private:
  static std::vector<const NationalRow*> rows_of(const NationalTable& table, const PartReader& part,
                                                 int year) {
    std::vector<const NationalRow*> rows;
    for (const auto& row : table.rows) {
      if (row.year == year && part.passes(row)) rows.push_back(&row);
    }
    return rows;
  }
  PartReader part_;
  std::vector<const NationalRow*> rows_;
};

bool holds(const NationalRule& rule, int year) {
  return (rule.from == 0 || year >= rule.from) && (rule.to == 0 || year <= rule.to);
}

}  // namespace

std::vector<NationalFigure> national_figures(const NationalData& data, const NationalRule& rule,
                                             int year) {
  const auto series = data.series.find(rule.value.source);
  if (series == data.series.end() || !holds(rule, year)) return {};
  std::optional<WholeReader> whole;
  if (rule.whole) {
    const auto other = data.series.find(rule.whole->source);
    if (other == data.series.end()) return {};
    whole.emplace(other->second.table, *rule.whole, year);
  }
  const NationalTable& table = series->second.table;
  const PartReader part(table, rule.value);
  std::vector<NationalFigure> figures;
  for (const auto& row : table.rows) {
    if (row.year != year || !part.passes(row)) continue;
    PublishedCell cell = part.cell(row);
    if (whole) cell = divided(cell, whole->cell_for(row), rule);
    figures.push_back({.level = row.level,
                       .number = row.number,
                       .code = row.code,
                       .name = row.name,
                       .region = row.region,
                       .cell = cell});
  }
  return figures;
}

std::vector<int> national_years(const NationalCatalogue& catalogue, const NationalData& data,
                                const std::string& measure) {
  std::set<int> years;
  for (const auto& rule : catalogue.rules) {
    if (rule.measure != measure) continue;
    const auto series = data.series.find(rule.value.source);
    if (series == data.series.end()) continue;
    std::set<int> asked;
    for (const auto& row : series->second.table.rows) asked.insert(row.year);
    for (const int year : asked) {
      const auto figures = national_figures(data, rule, year);
      const bool any = std::any_of(figures.begin(), figures.end(), [](const auto& figure) {
        return figure.cell.value.has_value();
      });
      if (any) years.insert(year);
    }
  }
  return {years.begin(), years.end()};
}

}  // namespace waymark
