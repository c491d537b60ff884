#include "report/cells.h"

#include <fmt/format.h>

#include "report/words.h"

namespace waymark {
namespace {

bool is_percent(const Measure& measure) { return measure.format == Format::percent; }

// A number that was typed: all its digits, in the unit of the measure.
std::string typed(const Measure& measure, const Fraction& value) {
  return to_figure_text(value) + (is_percent(measure) ? "%" : "");
}

std::string counts_in_words(const Measure& measure, const Amount& amount) {
  if (!amount.numerator || !amount.denominator) return {};
  const auto whole = [](std::int64_t count) { return to_display(Fraction{count, 1}, 0, true); };
  const std::string n = whole(*amount.numerator);
  const std::string d = whole(*amount.denominator);
  switch (measure.format) {
    case Format::percent:
      return fmt::format("{} of {}", n, d);
    case Format::rate:
      return fmt::format("{} in a population of {}", n, d);
    case Format::days:
    case Format::average:
      return fmt::format("{} over {}: {}", n, d, to_display(*amount.value, 1));
    default:
      return {};
  }
}

// How a value came about, for those who ask: its counts, and whether it was published before.
std::string value_title(const Measure& measure, const Amount& amount, Origin origin,
                        std::string_view source) {
  std::string title = counts_in_words(measure, amount);
  if (origin == Origin::published) {
    if (!title.empty()) title += "; ";
    title += "as published before";
    if (!source.empty()) title += fmt::format(": {}", source);
  } else if (origin == Origin::mixed) {
    if (!title.empty()) title += "; ";
    title += "worked out from counts, some of them as published before";
  }
  return title;
}

CellView amount_cell(const Measure& measure, const Amount& amount, Origin origin,
                     std::string_view source) {
  return {.text = display(measure, *amount.value),
          .reason = {},
          .origin = origin,
          .title = value_title(measure, amount, origin, source),
          .value = amount.value,
          .numerator = amount.numerator,
          .denominator = amount.denominator};
}

// "80% or more". A bound that nothing can pass is the whole or nothing of a group: plain "100%".
std::string bound_text(const Measure& measure, const Fraction& bound) {
  const std::string number = typed(measure, bound);
  const Fraction limit{is_percent(measure) && measure.polarity == Polarity::high ? 100 : 0, 1};
  if (measure.polarity == Polarity::info || (is_percent(measure) && bound == limit)) return number;
  return number + (measure.polarity == Polarity::high ? " or more" : " or less");
}

CellView missing_reference(std::string_view reason, bool table_supplied, std::string_view table) {
  return table_supplied ? reason_cell(reason) : reason_cell("not_supplied", table);
}

// How long before the month's end a benchmark's year ended.
std::string lag_in_words(Date year_end, Month month) {
  const int months = month - month_of(year_end);
  if (months == 0) return fmt::format("ends with {}", long_name(month));
  return fmt::format("{} {} before {}", months, months == 1 ? "month" : "months", long_name(month));
}

std::string rag_title(const Measure& measure, const MonthValue& value, const Target& target) {
  return fmt::format("{} against green {}, red {}", display(measure, *value.amount.value),
                     typed(measure, *target.green), typed(measure, *target.red));
}

// Why a cell has no colour.
std::string no_rag_reason(const Measure& measure, const MonthValue& value, const Target* target) {
  if (measure.polarity == Polarity::info) return std::string(kForInformation);
  if (target == nullptr || !target->red || !target->green) return std::string(kNoneSet);
  return value.reason;
}

}  // namespace

std::string display(const Measure& measure, const Fraction& value) {
  return to_display(value, measure.decimals, true) + (is_percent(measure) ? "%" : "");
}

CellView reason_cell(std::string_view reason, std::string_view missing_table) {
  return {.text = std::string(reason_word(reason)),
          .reason = std::string(reason),
          .origin = Origin::none,
          .title = reason_sentence(reason, missing_table),
          .value = std::nullopt,
          .numerator = std::nullopt,
          .denominator = std::nullopt};
}

CellView month_cell(const Measure& measure, const MonthValue& value) {
  if (value.amount.value) return amount_cell(measure, value.amount, value.origin, value.source);
  CellView cell = reason_cell(value.reason, value.missing_table);
  cell.numerator = value.amount.numerator;
  cell.denominator = value.amount.denominator;
  return cell;
}

CellView ytd_cell(const Measure& measure, const YearToDate& total) {
  if (total.amount.value) return amount_cell(measure, total.amount, total.origin, total.source);
  return reason_cell(total.reason, total.missing_table);
}

CellView target_cell(const Measure& measure, const std::optional<Fraction>& target,
                     bool table_supplied) {
  if (!target) return missing_reference(kNoneSet, table_supplied, "loc_target");
  CellView cell;
  cell.text = bound_text(measure, *target);
  cell.origin = Origin::given;
  cell.value = target;
  return cell;
}

CellView tolerance_cell(const Measure& measure, const std::optional<Fraction>& bound,
                        bool table_supplied) {
  if (!bound) return missing_reference(kNoneSet, table_supplied, "loc_target");
  CellView cell;
  cell.text = typed(measure, *bound);
  cell.origin = Origin::given;
  cell.value = bound;
  return cell;
}

BenchmarkView benchmark_view(const Measure& measure, std::string_view comparator,
                             const Benchmark* benchmark, bool table_supplied, Month month) {
  BenchmarkView view{.comparator = std::string(comparator),
                     .label = comparator_label(comparator),
                     .short_label = comparator_short_label(comparator),
                     .value = missing_reference(kNoneGiven, table_supplied, "loc_benchmark"),
                     .year = {},
                     .source = {},
                     .year_end = {},
                     .lag = {},
                     .basis = {},
                     .differs = {},
                     .file = {}};
  if (benchmark == nullptr || (!benchmark->value && !benchmark->computed)) return view;
  view.year = benchmark->year;
  view.source = benchmark->source;
  if (benchmark->computed) {
    view.year_end = long_name(benchmark->year_end);
    view.lag = lag_in_words(benchmark->year_end, month);
    view.basis = benchmark->basis;
    view.differs = benchmark->differs;
    view.file = benchmark->release;
  }
  if (!benchmark->value) {
    view.value = reason_cell(benchmark->reason);
    view.value.title = benchmark->basis;
    return view;
  }
  view.value = CellView{};
  view.value.text = display(measure, *benchmark->value);
  view.value.origin = benchmark->computed ? Origin::national : Origin::given;
  view.value.value = benchmark->value;
  view.value.title = fmt::format("{}, {}", view.label, view.year);
  if (!view.source.empty()) view.value.title += fmt::format(": {}", view.source);
  if (benchmark->computed) {
    view.value.title += fmt::format(". {}", view.basis);
  } else {
    view.value.title += "; typed by hand";
  }
  return view;
}

DirectionView direction_view(const MergedDirection& merged) {
  DirectionView view{.direction = merged.direction, .text = {}, .reason = {}, .title = {}};
  switch (merged.direction) {
    case Direction::better:
      view.title = "Performance is better than last month.";
      break;
    case Direction::worse:
      view.title = "Performance is worse than last month.";
      break;
    case Direction::same:
      view.title = "Performance is the same as last month.";
      break;
    case Direction::info:
      view.title = reason_sentence(kForInformation);
      break;
    case Direction::none:
      view.reason = merged.reason;
      view.text = reason_word(merged.reason);
      view.title = reason_sentence(merged.reason);
      return view;
  }
  view.text = to_string(merged.direction);
  return view;
}

RagView rag_view(const Measure& measure, std::string_view area, const MonthValue& value,
                 const Target* target, bool table_supplied) {
  RagView view{.area = std::string(area),
               .rag = Rag::none,
               .text = {},
               .letters = {},
               .reason = {},
               .title = {}};
  const Bounds bounds =
      target == nullptr ? Bounds{} : Bounds{.red = target->red, .green = target->green};
  view.rag = merged_rag(measure, value, bounds);
  if (view.rag != Rag::none) {
    view.text = to_string(view.rag);
    view.letters = view.rag == Rag::green ? "G" : view.rag == Rag::amber ? "A" : "R";
    if (bounds.red && bounds.green) view.title = rag_title(measure, value, *target);
    return view;
  }
  view.reason = area == kUnallocated ? "not_applicable" : no_rag_reason(measure, value, target);
  const bool no_table = view.reason == kNoneSet && !table_supplied;
  if (no_table) view.reason = "not_supplied";
  view.text = reason_word(view.reason);
  view.letters = reason_letters(view.reason);
  view.title = reason_sentence(view.reason, no_table ? "loc_target" : value.missing_table);
  return view;
}

}  // namespace waymark
