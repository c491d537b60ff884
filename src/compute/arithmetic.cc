#include "compute/arithmetic.h"

#include <fmt/format.h>

#include <algorithm>

#include "judge/judge.h"

namespace waymark {
namespace {

constexpr std::int64_t kPer = 10'000;  // rates are per 10,000 people
constexpr std::string_view kSchoolTerms = "loc_school_term";

// Months of the year so far may lack a value for want of events, and for no other reason.
bool allows_year_to_date(MissingReason reason) {
  return reason == MissingReason::none || reason == MissingReason::no_denominator ||
         reason == MissingReason::not_recorded;
}

bool is_rate(const PlannedMeasure& measure) {
  return measure.denominator && measure.denominator->population;
}

// A measure that needs the school terms asks in every month which term it is.
bool needs_school_terms(const Measure& measure) {
  return std::find(measure.needs.begin(), measure.needs.end(), kSchoolTerms) != measure.needs.end();
}

}  // namespace

// What a ratio is multiplied with. An annualised rate stands for a whole year: the counts of
// `elapsed` months times 12 / elapsed.
Fraction factor_of(const PlannedMeasure& planned, int elapsed) {
  const Measure& measure = *planned.measure;
  switch (measure.format) {
    case Format::percent:
      return {100, 1};
    case Format::rate:
      return measure.kind == Kind::annualised ? Fraction{12 * kPer, elapsed} : Fraction{kPer, 1};
    default:
      return {planned.denominator_scale, 1};
  }
}

std::optional<Fraction> value_of(const PlannedMeasure& planned, const Amount& amount, int elapsed) {
  if (!amount.numerator) return std::nullopt;
  const Fraction factor = factor_of(planned, elapsed);
  const std::int64_t denominator = amount.denominator.value_or(1);
  if (denominator == 0) return std::nullopt;
  return Fraction{*amount.numerator * factor.numerator, denominator * factor.denominator};
}

std::string area_name(const Areas& areas, std::int32_t area) {
  const CubeAreas cube{.localities = areas.unallocated()};
  if (area == cube.county()) return std::string(kCounty);
  if (area == cube.unallocated()) return std::string(kUnallocated);
  return areas.localities[static_cast<std::size_t>(area)].id;
}

MonthSpan months_needed(const PlannedMeasure& measure, MonthSpan asked) {
  Month first = asked.first - 1;
  if (measure.measure->ytd != Ytd::none) {
    first = std::min(first, financial_year_start(asked.first));
  }
  return {first - (measure.window() - 1), asked.last};
}

void Arithmetic::figures(const PlannedMeasure& planned, std::int32_t area, MonthSpan asked,
                         std::span<Figure> figures) const {
  const Measure& measure = *planned.measure;
  const Month first = months_needed(planned, asked).first + (planned.window() - 1);
  const auto missing =
      std::find_if(measure.needs.begin(), measure.needs.end(),
                   [&](const auto& table) { return !in_.extract.supplied(table); });
  const Standing standing{.missing_table = missing == measure.needs.end() ? nullptr : &*missing,
                          .needs_school_terms = needs_school_terms(measure)};
  const std::string name = area_name(in_.areas, area);
  const auto targets = in_.reference.targets(measure.ref);
  std::vector<MonthAmount> months;
  months.reserve(static_cast<std::size_t>(asked.last - first + 1));
  for (Month month = first; month <= asked.last; ++month) {
    months.push_back(month_amount(planned, area, month, standing));
  }
  for (Month month = asked.first; month <= asked.last; ++month) {
    const auto at = static_cast<std::size_t>(month - first);
    Figure& figure = figures[static_cast<std::size_t>(month - asked.first)];
    figure.measure = measure.ref;
    figure.area = name;
    figure.month = month;
    figure.amount = months[at].amount;
    figure.reason = months[at].reason;
    figure.missing_table = months[at].missing_table;
    if (measure.ytd != Ytd::none) {
      const int elapsed = month - financial_year_start(month) + 1;
      figure.ytd = year_to_date(planned, area, month, &months[at] - (elapsed - 1), elapsed);
    }
    figure.direction =
        judge_direction(months[at - 1].amount.value, figure.amount.value, measure.polarity);
    if (!targets.empty()) {
      figure.rag =
          judge_rag(figure.amount.value, bounds_in_force(targets, measure.ref, figure.area, month),
                    measure.polarity);
    }
  }
}

Arithmetic::MonthAmount Arithmetic::month_amount(const PlannedMeasure& planned, std::int32_t area,
                                                 Month month, const Standing& standing) const {
  MonthAmount result;
  result.reason = reason_beforehand(planned, area, month, standing, result.missing_table);
  if (result.reason != MissingReason::none) return result;
  const int window = planned.window();
  const std::int64_t numerator = counted(planned.numerator, window, area, month);
  if (numerator != kNothingCounted) result.amount.numerator = numerator;
  if (is_rate(planned)) {
    result.amount.denominator = in_.reference.population(area, month)->people;
  } else if (planned.denominator) {
    result.amount.denominator = counted(*planned.denominator, window, area, month);
  }
  result.amount.value = value_of(planned, result.amount, 1);
  if (!result.amount.value) {
    const bool unrecorded =
        planned.not_recorded_when && counted(*planned.not_recorded_when, window, area, month) > 0;
    result.reason = unrecorded ? MissingReason::not_recorded : MissingReason::no_denominator;
  }
  return result;
}

MissingReason Arithmetic::reason_beforehand(const PlannedMeasure& planned, std::int32_t area,
                                            Month month, const Standing& standing,
                                            std::string& missing_table) const {
  const CubeAreas& areas = in_.cube.areas;
  if (is_rate(planned) && area == areas.unallocated()) return MissingReason::not_applicable;
  if (standing.missing_table != nullptr) {
    missing_table = *standing.missing_table;
    return MissingReason::not_supplied;
  }
  if (is_rate(planned) && !in_.reference.population(area, month)) {
    missing_table = fmt::format("loc_population (ages 0 to 17 of {})", area_name(in_.areas, area));
    return MissingReason::not_supplied;
  }
  if (standing.needs_school_terms && !in_.reference.school_term_begun(month)) {
    missing_table =
        fmt::format("{} (a term begun by {})", kSchoolTerms, to_string(last_day(month)));
    return MissingReason::not_supplied;
  }
  if (!in_.extract_date.missing() && last_day(month) > in_.extract_date) {
    return MissingReason::not_yet;
  }
  return too_early(planned, month) ? MissingReason::too_early : MissingReason::none;
}

bool Arithmetic::too_early(const PlannedMeasure& planned, Month month) const {
  if (planned.measure->kind == Kind::stock || in_.history_from.missing()) return false;
  return first_day(month - (planned.months_seen(month) - 1)) < in_.history_from;
}

std::int64_t Arithmetic::counted(const PlannedSide& side, int window, std::int32_t area,
                                 Month month) const {
  const std::int32_t last = month - in_.cube.slots.first();
  std::int64_t sum = 0;
  for (const std::size_t count : side.counts) {
    const CountCells& cells = in_.cube.counts[count];
    for (std::int32_t slot = last - (window - 1); slot <= last; ++slot) {
      const std::int64_t cell = cells.at(area, slot);
      if (cell == kNothingCounted) return kNothingCounted;  // a maximum stands alone
      sum += cell;
    }
  }
  return sum;
}

// `year_so_far`: the amounts of the `elapsed` months from April to this one.
Amount Arithmetic::year_to_date(const PlannedMeasure& planned, std::int32_t area, Month month,
                                const MonthAmount* year_so_far, int elapsed) const {
  const auto* end = year_so_far + elapsed;
  if (!std::all_of(year_so_far, end,
                   [](const MonthAmount& each) { return allows_year_to_date(each.reason); })) {
    return {};
  }
  Amount total{.numerator = 0, .denominator = {}, .value = {}};
  if (is_rate(planned)) {
    total.denominator = in_.reference.population(area, month)->people;
  } else if (planned.denominator) {
    total.denominator = 0;
  }
  for (const auto* each = year_so_far; each != end; ++each) {
    *total.numerator += each->amount.numerator.value_or(0);
    if (planned.denominator && !is_rate(planned)) {
      *total.denominator += each->amount.denominator.value_or(0);
    }
  }
  total.value = value_of(planned, total, elapsed);
  return total;
}

}  // namespace waymark
