// Where figures published before waymark came may stand beside computed ones. A published figure is
// shown only where none can be computed, and never mixes into a comparison unnoticed:
//
//   month          computed if the records give a value or say that there is none; else published
//   year to date   computed if the records give it; else worked out from the counts of every month,
//                  if every month's are given; else as it was published
//   direction      only between two months of one kind
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "judge/judge.h"
#include "model/figure.h"
#include "model/measure.h"
#include "model/published.h"
#include "report/publication.h"

namespace waymark {

// One measure, area and month after the merge: an amount, or the reason why there is none.
struct MonthValue {
  Origin origin = Origin::none;
  Amount amount;
  std::string reason;         // "" with a value
  std::string missing_table;  // not_supplied: what is missing
  std::string source;         // published: where
  // As computed; a published year to date is kept apart until it is known that none can be
  // computed.
  Amount ytd;
  bool ytd_suppressed = false;
  std::optional<Fraction> published_ytd;
  Rag rag = Rag::none;  // as computed

  // A value, or a result of the records that there is none (nobody was in the group): not a gap.
  bool is_settled() const {
    return origin != Origin::none || reason == "no_denominator" || reason == "not_recorded";
  }
};

// `computed` is nullptr if the measure is not computed yet, `published` if nothing was published.
MonthValue month_value(const Measure& measure, const Figure* computed,
                       const PublishedFigure* published);

// 100 N / D and its like, exactly, by the format of the measure; nothing if the denominator is 0.
// `months` is how many months an annualised rate's counts are of.
std::optional<Fraction> value_of_counts(const Measure& measure, std::int64_t numerator,
                                        std::optional<std::int64_t> denominator, int months = 1);

struct YearToDate {
  Origin origin = Origin::none;
  Amount amount = {};
  std::string reason = {};
  std::string missing_table = {};
  std::string source = {};
};

// April up to `month`; `value_in` gives the merged value of a month.
YearToDate year_to_date(const Measure& measure, Month month,
                        const std::function<MonthValue(Month)>& value_in);

struct MergedDirection {
  Direction direction = Direction::none;
  std::string reason = {};  // why there is none: a reason of words.h
};
MergedDirection merged_direction(const Measure& measure, const MonthValue& before,
                                 const MonthValue& now);

Rag merged_rag(const Measure& measure, const MonthValue& value, const Bounds& bounds);

}  // namespace waymark
