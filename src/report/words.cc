#include "report/words.h"

#include <fmt/format.h>

namespace waymark {
namespace {

struct Reason {
  std::string_view code;
  std::string_view word;
  std::string_view sentence;
  std::string_view letters = {};
};

constexpr Reason kReasons[] = {
    {"not_applicable", "not applicable", "The measure has no meaning for this area.", "n/a"},
    {"not_supplied", "not supplied", "The records needed were not supplied.", "n/s"},
    {"not_yet", "not yet", "The month ends after the day the records were taken.", "n/y"},
    {"too_early", "too early", "The period begins before the records are complete.", "t/e"},
    {"not_recorded", "not recorded", "There were cases, but none carries the entry needed.", "n/r"},
    {"no_denominator", "none", "Nobody was in the group, so there is no value.", "none"},
    {"suppressed", "suppressed",
     "Not published: the number is small, or would give a small number away.", "supp"},
    {kNotComputed, "not computed yet", "This measure is not computed yet.", "n/c"},
    {kNoTotal, "no total", "A total over the year has no meaning for this measure."},
    {kNoneSet, "none set", "None is set for this measure.", "n/t"},
    {kNoneGiven, "none given", "No figure to compare with is given for this measure."},
    {"no_neighbours", "no neighbours", "No statistical neighbours are known."},
    {"no_published_value", "none published", "Nothing is published to compare with."},
    {"too_few_values", "too few", "Fewer than four authorities have a value."},
    {"no_region", "region not known", "The region of the authority is not known."},
    {"suppressed_by_publisher", "suppressed", "The publisher has suppressed the figure."},
    {"not_applicable_by_publisher", "not applicable",
     "By the publisher's account there can be no figure."},
    {"not_available", "not available", "The publisher has no figure."},
    {"unreliable", "unreliable", "The publisher holds the figure to be unreliable."},
    {"rounds_to_zero", "rounds to zero", "The figure is so small that the publisher prints none."},
    {"left_blank", "left blank", "The publisher has left the figure blank."},
    {"unknown_code", "unknown code", "The publisher's code for this figure is not known."},
    {kCountsNotGiven, "not known", "A month of the year was published without its counts."},
    {kForInformation, "information", "For information: neither high nor low is good.", "info"},
    {kNoValue, "no value", "This month or the month before has no value.", "n/v"},
    {kRollingSeries, "rolling",
     "Months of a rolling series share records, so limits of chance do not apply."},
    {kNoChart, "not charted", "Limits of chance are worked out for counts and percentages alone."},
    {kTooFewMonths, "too few months",
     "Fewer than 13 computed months without a gap up to this one."},
    {kNewRule, "new rule", "Fewer than 13 months since the rule changed."},
    {kRareEvents, "rare events", "Fewer than 5 a month on average: limits of chance mean nothing."},
    {kNoLimits, "no limits", "The months hardly differ, so there are no limits to be outside of."},
    {kNoLatestValue, "no value", "This month has no computed value."},
    {kOtherKind, "not comparable",
     "One of the two months is computed, the other as published before."},
};

const Reason* find_reason(std::string_view code) {
  for (const auto& reason : kReasons) {
    if (reason.code == code) return &reason;
  }
  return nullptr;
}

struct Comparator {
  std::string_view code, label, short_label;
};

constexpr Comparator kLabels[] = {
    {"SN_AVG", "Statistical neighbours, average", "Neighbours’ average"},
    {"SN_BEST", "Statistical neighbours, best", "Best neighbour"},
    {"NAT_AVG", "National average", "National average"},
    {"NAT_TOPQ", "National top quartile", "National top quartile"},
    {"REGION", "Region", "Region"},
    {"PREV_YEAR", "This authority, previous year", "Previous year"},
};

}  // namespace

std::string_view reason_word(std::string_view reason) {
  const Reason* found = find_reason(reason);
  return found == nullptr ? reason : found->word;
}

std::string_view reason_letters(std::string_view reason) {
  const Reason* found = find_reason(reason);
  return found == nullptr || found->letters.empty() ? reason_word(reason) : found->letters;
}

std::string reason_sentence(std::string_view reason, std::string_view table) {
  if (reason == "not_supplied" && !table.empty()) {
    return fmt::format("Not supplied: {}.", table);
  }
  const Reason* found = find_reason(reason);
  return std::string(found == nullptr ? reason : found->sentence);
}

std::string_view polarity_word(Polarity polarity) {
  switch (polarity) {
    case Polarity::high:
      return "High";
    case Polarity::low:
      return "Low";
    case Polarity::info:
      return "Info";
  }
  return "";
}

std::string_view polarity_sentence(Polarity polarity) {
  switch (polarity) {
    case Polarity::high:
      return "Good performance is high.";
    case Polarity::low:
      return "Good performance is low.";
    case Polarity::info:
      return "For information: neither high nor low is good.";
  }
  return "";
}

std::string format_word(const Measure& measure) {
  const bool rolling = measure.kind == Kind::rolling || measure.window_in_fact;
  switch (measure.format) {
    case Format::count:
      return rolling ? "rolling count" : "count";
    case Format::percent:
      return "percentage";
    case Format::rate:
      return rolling ? "rolling rate" : "rate";
    case Format::days:
    case Format::average:
      return "average";
    case Format::maximum:
      return "maximum";
  }
  return "";
}

std::string comparator_label(std::string_view comparator) {
  for (const auto& label : kLabels) {
    if (label.code == comparator) return std::string(label.label);
  }
  return std::string(comparator);
}

std::string comparator_short_label(std::string_view comparator) {
  for (const auto& label : kLabels) {
    if (label.code == comparator) return std::string(label.short_label);
  }
  return std::string(comparator);
}

}  // namespace waymark
