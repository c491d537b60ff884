#include "report/merge_published.h"

#include <algorithm>
#include <vector>

#include "report/words.h"

namespace waymark {
namespace {

std::optional<std::int64_t> whole_number(const std::string& text) {
  const auto value = parse_decimal(text);
  if (!value || value->numerator % value->denominator != 0) return std::nullopt;
  return value->numerator / value->denominator;
}

int decimals_of(std::string_view text) {
  const auto point = text.find('.');
  return point == text.npos ? 0 : static_cast<int>(text.size() - point - 1);
}

bool is_counted(Format format) { return format == Format::count || format == Format::maximum; }

// The counts of a published figure, and the exact value: that of the counts where they give the
// printed one, since a printed value is rounded, or where counts alone were published.
Amount published_amount(const Measure& measure, const PublishedFigure& published) {
  Amount amount{.numerator = whole_number(published.numerator),
                .denominator = whole_number(published.denominator),
                .value = parse_decimal(published.value)};
  if (is_counted(measure.format)) {
    if (!amount.numerator) amount.numerator = whole_number(published.value);
    if (published.value.empty() && amount.numerator) amount.value = Fraction{*amount.numerator, 1};
    amount.denominator.reset();
    return amount;
  }
  if (!amount.numerator || !amount.denominator) return amount;
  const auto exact = value_of_counts(measure, *amount.numerator, amount.denominator);
  if (published.value.empty()) {
    amount.value = exact;
    return amount;
  }
  if (!amount.value) return amount;
  const int decimals = decimals_of(published.value);
  if (exact && to_display(*exact, decimals) == to_display(*amount.value, decimals)) {
    amount.value = exact;
  }
  return amount;
}

bool is_gap(const MonthValue& value) {
  return !value.is_settled() && value.reason != "not_applicable";
}

// What the months of a year so far add up to.
struct Sums {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
};

// The counts of all months, if every month's are given; a month without cases counts as 0.
std::optional<Sums> sums_of(const Measure& measure, const std::vector<MonthValue>& months) {
  Sums sums;
  for (const auto& month : months) {
    if (!month.is_settled()) return std::nullopt;
    const bool has_value = month.amount.value.has_value();
    if (has_value && !month.amount.numerator) return std::nullopt;
    if (has_value && !is_counted(measure.format) && !month.amount.denominator) return std::nullopt;
    sums.numerator += month.amount.numerator.value_or(0);
    sums.denominator += month.amount.denominator.value_or(0);
  }
  // Rates are per the population of the latest month, not of all months together.
  if (measure.format == Format::rate) {
    if (!months.back().amount.denominator) return std::nullopt;
    sums.denominator = *months.back().amount.denominator;
  }
  return sums;
}

Origin origin_of(const std::vector<MonthValue>& months) {
  const auto is_published = [](const MonthValue& m) { return m.origin == Origin::published; };
  return std::any_of(months.begin(), months.end(), is_published) ? Origin::mixed : Origin::computed;
}

// Why the months have no total: the first month that is missing says so.
YearToDate missing_total(const std::vector<MonthValue>& months) {
  for (const auto& month : months) {
    if (month.is_settled()) continue;
    return {.reason = month.reason, .missing_table = month.missing_table};
  }
  return {.reason = std::string(kCountsNotGiven)};
}

YearToDate total_of(const Measure& measure, const std::vector<MonthValue>& months) {
  const auto sums = sums_of(measure, months);
  if (!sums) return missing_total(months);
  Amount amount{.numerator = sums->numerator, .denominator = std::nullopt, .value = std::nullopt};
  if (!is_counted(measure.format)) amount.denominator = sums->denominator;
  amount.value = value_of_counts(measure, sums->numerator, amount.denominator,
                                 static_cast<int>(months.size()));
  YearToDate total{.origin = origin_of(months), .amount = amount};
  if (!amount.value) {
    total.origin = Origin::none;
    total.reason = "no_denominator";
  }
  return total;
}

}  // namespace

MonthValue month_value(const Measure& measure, const Figure* computed,
                       const PublishedFigure* published) {
  MonthValue value;
  if (computed == nullptr) {
    value.reason = std::string(kNotComputed);
  } else {
    value.amount = computed->amount;
    value.reason = to_string(computed->reason);
    value.missing_table = computed->missing_table;
    value.ytd = computed->ytd;
    value.ytd_suppressed = computed->ytd_suppressed;
    value.rag = computed->rag;
    if (computed->amount.value) value.origin = Origin::computed;
  }
  if (published == nullptr || !is_gap(value)) return value;
  value.published_ytd = parse_decimal(published->ytd_value);
  value.source = published->source;
  const Amount amount = published_amount(measure, *published);
  if (!amount.value) return value;
  value.origin = Origin::published;
  value.amount = amount;
  value.reason.clear();
  return value;
}

std::optional<Fraction> value_of_counts(const Measure& measure, std::int64_t numerator,
                                        std::optional<std::int64_t> denominator, int months) {
  if (is_counted(measure.format)) return Fraction{numerator, 1};
  if (!denominator || *denominator <= 0) return std::nullopt;
  switch (measure.format) {
    case Format::percent:
      return Fraction{100 * numerator, *denominator};
    case Format::rate:
      if (measure.kind != Kind::annualised) return Fraction{10000 * numerator, *denominator};
      return Fraction{12 * 10000 * numerator, months * *denominator};
    default:
      return Fraction{numerator, *denominator};
  }
}

YearToDate year_to_date(const Measure& measure, Month month,
                        const std::function<MonthValue(Month)>& value_in) {
  if (measure.ytd == Ytd::none) return {.reason = std::string(kNoTotal)};
  const MonthValue now = value_in(month);
  if (now.ytd_suppressed) return {.reason = to_string(MissingReason::suppressed)};
  if (now.ytd.value) return {.origin = Origin::computed, .amount = now.ytd};
  if (now.reason == "not_applicable" || now.reason == kNotComputed) {
    if (!now.published_ytd) return {.reason = now.reason};
  }
  std::vector<MonthValue> months;
  for (Month at = financial_year_start(month); at <= month; ++at) months.push_back(value_in(at));
  YearToDate total = total_of(measure, months);
  if (total.amount.value || !now.published_ytd) return total;
  return {.origin = Origin::published,
          .amount = {.numerator = std::nullopt,
                     .denominator = std::nullopt,
                     .value = now.published_ytd},
          .source = now.source};
}

MergedDirection merged_direction(const Measure& measure, const MonthValue& before,
                                 const MonthValue& now) {
  if (!now.amount.value) return {.reason = std::string(kNoValue)};
  if (measure.polarity == Polarity::info) return {.direction = Direction::info};
  if (!before.amount.value) return {.reason = std::string(kNoValue)};
  if (before.origin != now.origin) return {.reason = std::string(kOtherKind)};
  return {.direction = judge_direction(before.amount.value, now.amount.value, measure.polarity)};
}

Rag merged_rag(const Measure& measure, const MonthValue& value, const Bounds& bounds) {
  if (value.origin == Origin::computed) return value.rag;
  return judge_rag(value.amount.value, bounds, measure.polarity);
}

}  // namespace waymark
