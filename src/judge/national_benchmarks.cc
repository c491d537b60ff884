#include "judge/national_benchmarks.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "judge/benchmark_rules.h"

namespace waymark {
namespace {

constexpr std::size_t kNamedAtMost = 4;

// The three-digit number behind any code of an authority: a number itself, a dated code, or a code
// of the series. Empty if nothing knows it.
std::string number_of(const NationalCatalogue& catalogue, const NationalData& data,
                      const std::string& code) {
  if (code.empty()) return {};
  for (const auto& authority : catalogue.authorities) {
    if (authority.number == code || equal_codes(authority.code, code)) return authority.number;
  }
  for (const auto& [id, model] : data.models) {
    if (model.contains(code)) return code;
  }
  for (const auto& [id, series] : data.series) {
    for (const auto& row : series.table.rows) {
      if (row.level != NationalLevel::authority) continue;
      if (row.number == code || (!row.code.empty() && equal_codes(row.code, code))) {
        return row.number;
      }
    }
  }
  return {};
}

// The model for a month: the latest in use by its end that was loaded, else the first loaded.
const NeighbourModelInfo* model_of_month(const NationalCatalogue& catalogue,
                                         const NationalData& data, Month month) {
  const NeighbourModelInfo* chosen = nullptr;
  for (const auto& model : catalogue.models) {
    if (!data.models.contains(model.id)) continue;
    const bool in_use = model.from <= last_day(month);
    const auto better = [&] {
      const bool chosen_in_use = chosen->from <= last_day(month);
      if (in_use != chosen_in_use) return in_use;
      return in_use ? chosen->from < model.from : model.from < chosen->from;
    };
    if (chosen == nullptr || better()) chosen = &model;
  }
  return chosen;
}

// A rule and the year of it that a month is compared with.
struct Chosen {
  const NationalRule* rule = nullptr;
  const NationalSource* source = nullptr;
  int year = 0;
  std::vector<NationalFigure> figures;
};

bool any_value(const std::vector<NationalFigure>& figures) {
  return std::any_of(figures.begin(), figures.end(),
                     [](const auto& figure) { return figure.cell.value.has_value(); });
}

Chosen choose(const BenchmarkBasis& basis, const std::string& measure, Month month, int only_year) {
  Chosen chosen;
  for (const auto& rule : basis.catalogue.rules) {
    const NationalSource* source = basis.catalogue.source(rule.value.source);
    const auto series = basis.data.series.find(rule.value.source);
    if (rule.measure != measure || source == nullptr || series == basis.data.series.end()) continue;
    std::vector<int> years;
    for (const auto& row : series->second.table.rows) {
      const bool asked =
          only_year == 0 ? year_end(*source, row.year) <= last_day(month) : row.year == only_year;
      if (asked && row.year > chosen.year) years.push_back(row.year);
    }
    std::sort(years.rbegin(), years.rend());
    years.erase(std::unique(years.begin(), years.end()), years.end());
    for (const int year : years) {
      auto figures = national_figures(basis.data, rule, year);
      if (!any_value(figures)) continue;
      chosen = {&rule, source, year, std::move(figures)};
      break;
    }
  }
  return chosen;
}

// Works out the five comparators of one measure.
class Comparison {
 public:
  Comparison(const BenchmarkBasis& basis, const Measure& measure, Chosen chosen)
      : basis_(basis), measure_(measure), chosen_(std::move(chosen)) {
    for (const auto& number : basis_.neighbours.numbers) {
      neighbours_.push_back(figure_of(number));
      values_.push_back(neighbours_.back() == nullptr ? std::nullopt
                                                      : neighbours_.back()->cell.value);
    }
  }

  std::vector<Benchmark> rows() const {
    return {neighbours_average(), best_neighbour(), england(), top_quartile(), region()};
  }

 private:
  Benchmark row(std::string_view comparator) const {
    const NationalSource& source = *chosen_.source;
    return {.measure = measure_.ref,
            .comparator = std::string(comparator),
            .year = year_name(source, chosen_.year),
            .value = {},
            .source = fmt::format("{}, {}", source.publisher, source.title),
            .release = file_of_year(),
            .computed = true,
            .year_end = year_end(source, chosen_.year),
            .reason = {},
            .basis = {},
            .differs = chosen_.rule->differs};
  }

  std::string file_of_year() const {
    const auto& files = basis_.data.series.at(chosen_.source->id).files;
    const auto file = files.find(chosen_.year);
    return file == files.end() ? std::string() : file->second;
  }

  const NationalFigure* figure_of(const std::string& number) const {
    const auto found = std::find_if(
        chosen_.figures.begin(), chosen_.figures.end(), [&](const NationalFigure& figure) {
          return figure.level == NationalLevel::authority && figure.number == number;
        });
    return found == chosen_.figures.end() ? nullptr : &*found;
  }

  // "Cumbria (no authority since 31 March 2023)".
  std::string why_without(std::size_t i) const {
    const std::string& number = basis_.neighbours.numbers[i];
    const Date day = year_end(*chosen_.source, chosen_.year);
    if (neighbours_[i] != nullptr) {
      return fmt::format("{} ({})", neighbours_[i]->name, to_string(neighbours_[i]->cell.reason));
    }
    for (const auto& authority : basis_.catalogue.authorities) {
      if (authority.number != number) continue;
      if (!authority.to.missing() && authority.to < day && !authority.successors.empty()) {
        return fmt::format("{} (no authority after {})", authority.name, long_name(authority.to));
      }
      if (!authority.from.missing() && day < authority.from && is_new(number)) {
        return fmt::format("{} (no authority before {})", authority.name,
                           long_name(authority.from));
      }
    }
    return fmt::format("{} (not in the series)", number);
  }

  bool is_new(const std::string& number) const {
    return std::none_of(basis_.catalogue.authorities.begin(), basis_.catalogue.authorities.end(),
                        [&](const auto& a) { return a.number == number && a.from.missing(); });
  }

  // "9 of the 10 neighbours of the 2021 model"; who is left out, and why.
  std::string of_neighbours(int used) const {
    return used == static_cast<int>(values_.size())
               ? fmt::format("the {} neighbours of {}", used, basis_.neighbours.name)
               : fmt::format("{} of the {} neighbours of {}", used, values_.size(),
                             basis_.neighbours.name);
  }
  std::string left_out() const {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (!values_[i]) names.push_back(why_without(i));
    }
    if (names.empty()) return {};
    const std::size_t more = names.size() > kNamedAtMost ? names.size() - kNamedAtMost : 0;
    names.resize(names.size() - more);
    if (more > 0) names.push_back(fmt::format("{} more", more));
    return fmt::format(" Without a value: {}.", list_in_words(names));
  }

  // Why there is nothing about neighbours; false if there is something.
  bool without_neighbours(Benchmark& row) const {
    if (!basis_.neighbours.problem.empty()) {
      row.reason = "no_neighbours";
      row.basis = basis_.neighbours.problem;
      return true;
    }
    const bool none =
        std::none_of(values_.begin(), values_.end(), [](const auto& v) { return v.has_value(); });
    if (!none) return false;
    row.reason = "no_published_value";
    row.basis = fmt::format("None of the {} neighbours of {} has a value.{}", values_.size(),
                            basis_.neighbours.name, left_out());
    return true;
  }

  Benchmark neighbours_average() const {
    Benchmark made = row("SN_AVG");
    if (without_neighbours(made)) return made;
    const AverageRule rule = basis_.catalogue.settings.average;
    const auto average = average_of(values_, rule);
    made.value = average->value;
    made.basis = fmt::format("{} of {}.{}", rule == AverageRule::mean ? "Mean" : "Median",
                             of_neighbours(average->used), left_out());
    return made;
  }

  Benchmark best_neighbour() const {
    Benchmark made = row("SN_BEST");
    if (without_polarity(made) || without_neighbours(made)) return made;
    const auto best = best_of(values_, measure_.polarity);
    made.value = best->value;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (values_[i] && *values_[i] == best->value) names.push_back(neighbours_[i]->name);
    }
    made.basis = fmt::format("{} of {}: {}.",
                             measure_.polarity == Polarity::high ? "The highest" : "The lowest",
                             of_neighbours(best->used), list_in_words(names));
    return made;
  }

  bool without_polarity(Benchmark& row) const {
    if (measure_.polarity != Polarity::info) return false;
    row.reason = "for_information";
    row.basis = "Neither high nor low is good, so none is best.";
    return true;
  }

  Benchmark as_published(Benchmark made, const NationalFigure* figure,
                         const std::string& name) const {
    if (figure == nullptr) {
      made.reason = "no_published_value";
      made.basis = fmt::format("The series has no figure of {}.", name);
    } else if (!figure->cell.value) {
      made.reason = code_of(figure->cell.reason);
      made.basis = fmt::format("{}: {}.", name, to_string(figure->cell.reason));
    } else {
      made.value = figure->cell.value;
      made.basis = fmt::format(
          "{}, {}.", name, chosen_.rule->whole ? "divided from published counts" : "as published");
    }
    return made;
  }

  Benchmark england() const {
    const auto found =
        std::find_if(chosen_.figures.begin(), chosen_.figures.end(),
                     [](const auto& figure) { return figure.level == NationalLevel::national; });
    return as_published(row("NAT_AVG"), found == chosen_.figures.end() ? nullptr : &*found,
                        "England");
  }

  Benchmark top_quartile() const {
    Benchmark made = row("NAT_TOPQ");
    if (without_polarity(made)) return made;
    std::vector<std::optional<Fraction>> all;
    for (const auto& figure : chosen_.figures) {
      if (figure.level == NationalLevel::authority) all.push_back(figure.cell.value);
    }
    const auto quartile = top_quartile_of(all, measure_.polarity);
    if (!quartile) {
      made.reason = "too_few_values";
      made.basis = "Fewer than four authorities have a value.";
      return made;
    }
    made.value = quartile->value;
    made.basis =
        fmt::format("{} quartile of {} authorities in England",
                    measure_.polarity == Polarity::high ? "Upper" : "Lower", quartile->used);
    made.basis += quartile->without == 0 ? std::string(".")
                                         : fmt::format("; {} without a value.", quartile->without);
    return made;
  }

  Benchmark region() const {
    Benchmark made = row("REGION");
    const NationalFigure* own = figure_of(basis_.own.number);
    if (basis_.own.number.empty() || own == nullptr || own->region.empty()) {
      made.reason = "no_region";
      made.basis = basis_.own.problem.empty()
                       ? fmt::format(
                             "The series has no row of authority {} in this year, so its "
                             "region is not known.",
                             basis_.own.number)
                       : basis_.own.problem;
      return made;
    }
    std::string name = own->region;
    for (const auto& region : basis_.catalogue.regions) {
      if (region.code == own->region) name = region.name;
    }
    const auto found =
        std::find_if(chosen_.figures.begin(), chosen_.figures.end(), [&](const auto& figure) {
          return figure.level == NationalLevel::regional && figure.region == own->region;
        });
    return as_published(std::move(made), found == chosen_.figures.end() ? nullptr : &*found, name);
  }

  const BenchmarkBasis& basis_;
  const Measure& measure_;
  Chosen chosen_;
  std::vector<const NationalFigure*> neighbours_;
  std::vector<std::optional<Fraction>> values_;
};

}  // namespace

OwnAuthority find_own_authority(const NationalCatalogue& catalogue, const NationalData& data,
                                const std::string& code) {
  const std::string& asked =
      catalogue.settings.authority.empty() ? code : catalogue.settings.authority;
  OwnAuthority own{.number = number_of(catalogue, data, asked), .problem = {}};
  if (!own.number.empty()) return own;
  own.problem = asked.empty()
                    ? std::string("No records are loaded, so nothing says which authority this is.")
                    : fmt::format("The published series do not know the authority {}.", asked);
  return own;
}

NeighbourChoice choose_neighbours(const NationalCatalogue& catalogue, const NationalData& data,
                                  const OwnAuthority& own, Month month,
                                  const std::vector<std::string>& typed) {
  const std::string& asked = catalogue.settings.neighbour_model;
  const NeighbourModelInfo* model =
      asked.empty() ? model_of_month(catalogue, data, month) : catalogue.model(asked);
  NeighbourChoice choice;
  if (!own.number.empty() && model != nullptr && data.models.contains(model->id)) {
    const auto& all = data.models.at(model->id);
    if (const auto found = all.find(own.number); found != all.end()) {
      choice.numbers = found->second;
      choice.name = fmt::format("the {} model", model->id);
      if (!choice.numbers.empty()) return choice;
    }
    choice.problem =
        fmt::format("The {} model of statistical neighbours does not have authority {}.", model->id,
                    own.number);
  } else if (!own.number.empty()) {
    choice.problem =
        asked.empty()
            ? "No model of statistical neighbours was loaded."
            : fmt::format("The {} model of statistical neighbours was not loaded.", asked);
  } else {
    choice.problem = own.problem;
  }
  std::vector<std::string> numbers;
  bool any_known = false;
  for (const auto& code : typed) {
    const std::string number = number_of(catalogue, data, code);
    any_known = any_known || !number.empty();
    numbers.push_back(number.empty() ? code : number);
  }
  if (!any_known) return choice;
  return {.numbers = std::move(numbers), .name = "loc_stat_neighbour", .problem = {}};
}

std::vector<Benchmark> national_benchmarks(const BenchmarkBasis& basis, const Measure& measure,
                                           Month month, int year) {
  Chosen chosen = choose(basis, measure.ref, month, year);
  if (chosen.rule == nullptr) return {};
  return Comparison(basis, measure, std::move(chosen)).rows();
}

}  // namespace waymark
