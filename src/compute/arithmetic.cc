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

// The counts from April to a month.
struct YearSoFar {
  bool complete = true;  // no month lacks its counts
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;

  void add(MissingReason reason, const Amount& amount) {
    complete = complete && allows_year_to_date(reason);
    numerator += amount.numerator.value_or(0);
    denominator += amount.denominator.value_or(0);
  }
};

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

Arithmetic::Arithmetic(const Inputs& inputs) : in_(inputs) {
  for (std::int32_t area = 0; area < in_.cube.areas.count(); ++area) {
    area_names_.emplace_back(area_name(in_.areas, area));
  }
}

void Arithmetic::figures(const PlannedMeasure& planned, std::int32_t area, MonthSpan asked,
                         std::span<Figure> figures) const {
  const Measure& measure = *planned.measure;
  const Name name = area_names_[static_cast<std::size_t>(area)];
  const auto targets = in_.reference.targets(measure.ref);
  const Standing standing = standing_of(planned);
  const MonthSpan months{months_needed(planned, asked).first + (planned.window() - 1), asked.last};
  Counted counted{.numerator = sums_of(planned.numerator, planned.window(), area, months),
                  .denominator = {},
                  .not_recorded = {}};
  if (planned.denominator && !standing.is_rate) {
    counted.denominator = sums_of(*planned.denominator, planned.window(), area, months);
  }
  if (planned.not_recorded_when) {
    counted.not_recorded = sums_of(*planned.not_recorded_when, planned.window(), area, months);
  }
  std::optional<Fraction> before;
  YearSoFar year;
  int elapsed = months.first - financial_year_start(months.first);
  for (Month month = months.first; month <= asked.last; ++month) {
    if (++elapsed > 12) {
      elapsed = 1;
      year = {};
    }
    const MonthAmount now = month_amount(planned, area, month, standing, counted,
                                         static_cast<std::size_t>(month - months.first));
    year.add(now.reason, now.amount);
    if (month >= asked.first) {
      Figure& figure = figures[static_cast<std::size_t>(month - asked.first)];
      figure.measure = planned.name;
      figure.area = name;
      figure.month = month;
      figure.amount = now.amount;
      figure.reason = now.reason;
      figure.missing_table = now.missing_table;
      if (measure.ytd != Ytd::none && year.complete) {
        figure.ytd.numerator = year.numerator;
        // People are those of the month itself.
        if (planned.denominator) {
          figure.ytd.denominator = standing.is_rate ? now.amount.denominator : year.denominator;
        }
        figure.ytd.value = value_of(planned, figure.ytd, elapsed);
      }
      figure.direction = judge_direction(before, now.amount.value, measure.polarity);
      if (!targets.empty()) {
        figure.rag = judge_rag(now.amount.value, bounds_in_force(targets, measure.ref, name, month),
                               measure.polarity);
      }
    }
    before = now.amount.value;
  }
}

Arithmetic::Standing Arithmetic::standing_of(const PlannedMeasure& planned) const {
  const Measure& measure = *planned.measure;
  const auto missing =
      std::find_if(measure.needs.begin(), measure.needs.end(),
                   [&](const auto& table) { return !in_.extract.supplied(table); });
  return {.missing_table = missing == measure.needs.end() ? Name() : Name(*missing),
          .needs_school_terms = needs_school_terms(measure),
          .is_rate = is_rate(planned)};
}

Arithmetic::MonthAmount Arithmetic::month_amount(const PlannedMeasure& planned, std::int32_t area,
                                                 Month month, const Standing& standing,
                                                 const Counted& counted, std::size_t at) const {
  MonthAmount result;
  result.reason = reason_beforehand(planned, area, month, standing, result.missing_table);
  if (result.reason != MissingReason::none) return result;
  const std::int64_t numerator = counted.numerator[at];
  if (numerator != kNothingCounted) result.amount.numerator = numerator;
  if (standing.is_rate) {
    result.amount.denominator = in_.reference.population(area, month)->people;
  } else if (planned.denominator) {
    result.amount.denominator = counted.denominator[at];
  }
  result.amount.value = value_of(planned, result.amount, 1);
  if (!result.amount.value) {
    const bool unrecorded = !counted.not_recorded.empty() && counted.not_recorded[at] > 0;
    result.reason = unrecorded ? MissingReason::not_recorded : MissingReason::no_denominator;
  }
  return result;
}

MissingReason Arithmetic::reason_beforehand(const PlannedMeasure& planned, std::int32_t area,
                                            Month month, const Standing& standing,
                                            Name& missing_table) const {
  const CubeAreas& areas = in_.cube.areas;
  if (standing.is_rate && area == areas.unallocated()) return MissingReason::not_applicable;
  if (!standing.missing_table.empty()) {
    missing_table = standing.missing_table;
    return MissingReason::not_supplied;
  }
  if (standing.is_rate && !in_.reference.population(area, month)) {
    missing_table = fmt::format("loc_population (ages 0 to 17 of {})",
                                area_names_[static_cast<std::size_t>(area)]);
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

std::vector<std::int64_t> Arithmetic::sums_of(const PlannedSide& side, int window,
                                              std::int32_t area, MonthSpan months) const {
  std::vector<std::int64_t> sums(static_cast<std::size_t>(months.last - months.first + 1));
  const std::int32_t first = months.first - in_.cube.slots.first() - (window - 1);
  for (const std::size_t count : side.counts) {
    const std::int64_t* cells = in_.cube.counts[count].row(area) + first;
    for (std::size_t month = 0; month < sums.size(); ++month) {
      std::int64_t& sum = sums[month];
      for (int i = 0; i < window; ++i) {
        const std::int64_t cell = cells[month + static_cast<std::size_t>(i)];
        // A maximum stands alone.
        const bool nothing = sum == kNothingCounted || cell == kNothingCounted;
        sum = nothing ? kNothingCounted : sum + cell;
      }
    }
  }
  return sums;
}

}  // namespace waymark
