// The words of the report: one word or sentence for each thing that can be said of a value, the
// same in every output.
#pragma once

#include <string>
#include <string_view>

#include "model/figure.h"
#include "model/measure.h"

namespace waymark {

// Reasons of the page model beside those of figures.csv.
inline constexpr std::string_view kNotComputed = "not_computed";  // the measure, so far
inline constexpr std::string_view kNoTotal = "no_total";          // a year to date has no meaning
inline constexpr std::string_view kNoneSet = "none_set";          // target or tolerance
inline constexpr std::string_view kNoneGiven = "none_given";      // benchmark
inline constexpr std::string_view kCountsNotGiven = "counts_not_given";  // published without counts
inline constexpr std::string_view kForInformation = "for_information";   // no direction, no colour
inline constexpr std::string_view kNoValue = "no_value";      // of one of two months compared
inline constexpr std::string_view kOtherKind = "other_kind";  // one month computed, one published

// Why nothing is said of chance.
inline constexpr std::string_view kRollingSeries = "rolling_series";
inline constexpr std::string_view kNoChart = "no_chart";  // neither a count nor a percentage
inline constexpr std::string_view kTooFewMonths = "too_few_months";
inline constexpr std::string_view kNewRule = "new_rule";
inline constexpr std::string_view kRareEvents = "rare_events";
inline constexpr std::string_view kNoLimits = "no_limits";
inline constexpr std::string_view kNoLatestValue = "no_latest_value";

// "not supplied"; short enough for a table cell.
std::string_view reason_word(std::string_view reason);
// The same in at most four letters, for the narrow columns of the summary: "n/s". A key tells them.
std::string_view reason_letters(std::string_view reason);
// The same as a sentence. `table` names what is not supplied, where known.
std::string reason_sentence(std::string_view reason, std::string_view table = {});

std::string_view polarity_word(Polarity polarity);      // "High", "Low", "Info"
std::string_view polarity_sentence(Polarity polarity);  // "Good performance is high."
std::string format_word(const Measure& measure);        // "rolling rate"
// "Statistical neighbours, average"; unknown codes are shown as they are.
std::string comparator_label(std::string_view comparator);
std::string comparator_short_label(std::string_view comparator);  // "Neighbours’ average"

}  // namespace waymark
