#include "catalogue/docs_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"

namespace waymark {
namespace {

// Adds the columns of a fact that a condition names.
void collect_columns(const Expression& expression, std::set<int>& columns) {
  if (expression.op == Op::column) columns.insert(expression.index);
  for (const auto& part : expression.parts) collect_columns(part, columns);
}

// The columns that decide whether and when a row counts.
std::set<int> columns_of(const Count& count) {
  std::set<int> columns;
  if (count.month_of >= 0) columns.insert(count.month_of);
  if (count.amount >= 0) columns.insert(count.amount);
  if (count.where) collect_columns(*count.where, columns);
  return columns;
}

const FactColumn& column(const Count& count, int index) {
  return count.fact->columns[static_cast<std::size_t>(index)];
}

std::string moment_in_words(const Count& count) {
  if (count.month_of >= 0) {
    return fmt::format("counted in the month of `{}`", column(count, count.month_of).name);
  }
  return fmt::format("open at the month end (from `{}`, before `{}`)", count.fact->span_from,
                     count.fact->span_until);
}

std::string where_in_words(const Count& count, std::string_view before) {
  std::string text;
  if (!count.where_text.empty()) text += fmt::format("{} where `{}`", before, count.where_text);
  if (count.cover >= 0) {
    text += fmt::format("{} while `{}` holds", text.empty() ? before : " and",
                        count.fact->covers[static_cast<std::size_t>(count.cover)]);
  }
  return text;
}

std::string count_in_words(const Count& count) {
  std::string what = fmt::format("Rows of the fact `{}`", count.fact->name);
  if (count.aggregate == Aggregate::sum) {
    what = fmt::format("The sum of `{}` over rows of the fact `{}`",
                       column(count, count.amount).name, count.fact->name);
  } else if (count.aggregate == Aggregate::maximum) {
    what = fmt::format("The greatest `{}` among rows of the fact `{}`",
                       column(count, count.amount).name, count.fact->name);
  }
  return fmt::format("{}, {}{}. {}", what, moment_in_words(count), where_in_words(count, ","),
                     count.fact->meaning);
}

std::string term_in_words(const Side::Term& term, const Catalogue& catalogue) {
  const Measure* other = catalogue.find(term.measure);
  return fmt::format("the {} of [{}]({}.md){}", term.denominator ? "denominator" : "numerator",
                     term.measure, term.measure, other == nullptr ? "" : " " + other->title);
}

std::string sum_in_words(const Side& side, const Catalogue& catalogue) {
  std::vector<std::string> terms;
  for (const auto& term : side.sum_of) terms.push_back(term_in_words(term, catalogue));
  std::string text = terms.size() == 1 ? terms.front() : "the sum of " + list_in_words(terms);
  text.front() = 'T';
  return text + (text.ends_with('.') ? "" : ".");
}

std::string meanings(const Count& count) {
  std::string list;
  for (const int index : columns_of(count)) {
    const FactColumn& one = column(count, index);
    if (!one.meaning.empty()) list += fmt::format("- `{}`: {}\n", one.name, one.meaning);
  }
  return list.empty() ? "" : "\n" + list;
}

// Whether a text holds a name that is not a part of a longer one.
bool names(std::string_view text, std::string_view name) {
  const auto is_letter = [](char c) { return c == '_' || (c >= 'a' && c <= 'z'); };
  for (std::size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]))) {
      return true;
    }
  }
  return false;
}

// Every count a measure rests on, over sums of other measures.
void collect_counts(const Side& side, const Catalogue& catalogue, int steps,
                    std::vector<const Count*>& counts) {
  if (side.count && side.count->fact != nullptr) counts.push_back(&*side.count);
  if (steps == 0) return;
  for (const auto& term : side.sum_of) {
    const Measure* other = catalogue.find(term.measure);
    if (other == nullptr) continue;
    for (const auto* inner : {&other->numerator, &other->denominator}) {
      if (*inner) collect_counts(**inner, catalogue, steps - 1, counts);
    }
  }
}

std::vector<const Count*> counts_of(const Measure& measure, const Catalogue& catalogue) {
  constexpr int kMostSteps = 4;
  std::vector<const Count*> counts;
  for (const auto* side : {&measure.numerator, &measure.denominator, &measure.not_recorded_when}) {
    if (*side) collect_counts(**side, catalogue, kMostSteps, counts);
  }
  return counts;
}

bool uses_parameter(const Count& count, const std::string& name) {
  std::set<std::string> used;
  if (count.where) collect_parameters(*count.where, used);
  if (used.contains(name) || names(count.fact->meaning, name)) return true;
  const auto columns = columns_of(count);
  return std::any_of(columns.begin(), columns.end(),
                     [&](int index) { return names(column(count, index).meaning, name); });
}

std::string one_value(const Parameter& parameter, const ParameterValue& value) {
  if (value.number == kMissing) return list_in_words(value.texts);
  return fmt::format("{} {}", value.number, parameter.unit);
}

}  // namespace

std::string format_in_words(const Measure& measure) {
  if (measure.decimals == 0) return fmt::format("{}, no decimals", to_string(measure.format));
  return fmt::format("{}, {} decimal{}", to_string(measure.format), measure.decimals,
                     measure.decimals == 1 ? "" : "s");
}

std::string kind_in_words(const Measure& measure) {
  switch (measure.kind) {
    case Kind::flow:
      return "flow: what happens in the month";
    case Kind::stock:
      return "stock: what is open at the month end";
    case Kind::rolling:
      return fmt::format("rolling: the {} months that end with the month", measure.window_months);
    case Kind::annualised:
      return "annualised flow: the month times twelve";
  }
  return "";
}

std::string ytd_in_words(const Measure& measure) {
  switch (measure.ytd) {
    case Ytd::none:
      return "none: a total of months would have no meaning";
    case Ytd::sum:
      return "sum of the months since April";
    case Ytd::ratio:
      return measure.kind == Kind::annualised
                 ? "worked out again from the counts since April, times twelve over the months "
                   "elapsed"
                 : "worked out again from the sums of the months since April";
    case Ytd::pooled:
      return "pooled: the month ends since April added, numerators and denominators";
  }
  return "";
}

std::string locality_in_words(const Measure& measure, const Catalogue& catalogue) {
  const auto counts = counts_of(measure, catalogue);
  if (counts.empty()) return "";
  switch (counts.front()->fact->locality) {
    case LocalityRule::worker_then_home:
      return "team of the allocated case worker, else the home address, else unallocated";
    case LocalityRule::home:
      return "home address, else unallocated";
    case LocalityRule::own:
      return "as the record says, else unallocated";
    case LocalityRule::worker_then_home_at_entry:
      return "team of the allocated case worker, else the home address on the first day, else "
             "unallocated";
  }
  return "";
}

std::string validity_in_words(const Measure& measure) {
  std::string text = measure.valid_from.missing() ? "" : "from " + long_name(measure.valid_from);
  if (!measure.valid_until.missing()) {
    text += (text.empty() ? "until " : " until ") + long_name(Date{measure.valid_until.days - 1});
  }
  return text;
}

std::string side_in_words(const Side& side, const Measure& measure, const Catalogue& catalogue) {
  std::string text;
  if (side.population) {
    return "The population aged 0 to 17 of the area (`loc_population`), one estimate for the whole "
           "month.\n";
  }
  if (!side.sum_of.empty()) {
    text = sum_in_words(side, catalogue);
  } else if (side.count && side.count->fact != nullptr) {
    text = side.part_of_denominator
               ? "Rows of the denominator" + where_in_words(*side.count, "") + "."
               : count_in_words(*side.count);
  }
  if (measure.kind == Kind::rolling && !measure.window_in_fact) {
    text += fmt::format(" The {} months to the month end are added.", measure.window_months);
  }
  const bool counted = side.count && side.count->fact != nullptr;
  return text + "\n" + (counted ? meanings(*side.count) : "");
}

std::string values_in_words(const Parameter& parameter) {
  std::string text;
  for (std::size_t i = 0; i < parameter.values.size(); ++i) {
    const bool last = i + 1 == parameter.values.size();
    text += one_value(parameter, parameter.values[i]);
    if (last) break;
    text += fmt::format(" until {}, then ", long_name(Date{parameter.values[i + 1].from.days - 1}));
  }
  return text;
}

std::vector<const Parameter*> parameters_of(const Measure& measure, const Catalogue& catalogue) {
  std::vector<const Parameter*> used;
  const auto counts = counts_of(measure, catalogue);
  for (const auto& [name, parameter] : catalogue.parameters.all()) {
    const bool needed =
        std::any_of(counts.begin(), counts.end(),
                    [&, &key = name](const Count* count) { return uses_parameter(*count, key); });
    if (needed) used.push_back(&parameter);
  }
  return used;
}

}  // namespace waymark
