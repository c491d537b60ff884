// What a measure is: the catalogue's TOML files, read and checked.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "model/expression.h"
#include "model/fact.h"

namespace waymark {

enum class Polarity { high, low, info };
enum class Format { count, percent, rate, days, average, maximum };
enum class Kind { flow, stock, rolling, annualised };
enum class Ytd { none, sum, ratio, pooled };  // ratio also stands for rates recomputed from counts

// How the amounts of the rows counted become one number.
enum class Aggregate { count, sum, maximum };

// One thing to count: which fact, when, where. Counting and listing both run this.
struct Count {
  const FactSchema* fact = nullptr;
  int month_of = -1;                // flow: the date column whose month counts; -1 = stock
  std::optional<Expression> where;  // condition on the row (and, for stocks, on month_end)
  int cover = -1;                   // stock: only while this cover of the fact holds
  Aggregate aggregate = Aggregate::count;
  int amount = -1;         // sum and maximum: the number column
  std::string where_text;  // as written, for people
};

// One side of a measure: a count of its own, or sides of other measures added together.
struct Side {
  std::optional<Count> count;
  struct Term {
    std::string measure;
    bool denominator = false;  // that measure's denominator instead of its numerator
  };
  std::vector<Term> sum_of;
  bool population = false;  // denominator of a rate: loc_population 0-17
  // Numerator only: rows of the denominator that fulfil `count` as well (so "missed" exists).
  bool part_of_denominator = false;
};

struct Measure {
  std::string ref;  // "6.14"
  std::string family =
      {};  // "7.6.age" of "7.6.age.0", by which all are asked for; empty if a measure is called so
  std::string title;
  std::string section;  // "6 Child protection"
  std::string page;     // the model's heading
  Polarity polarity = Polarity::info;
  Format format = Format::count;
  int decimals = 0;
  std::string unit;  // "child"
  Kind kind = Kind::flow;
  int window_months = 1;  // rolling: 12 or 3
  // A window that is counted inside the fact (2.9); the fact's parameter, or else `window_months`,
  // says how long it is, and so whether a month is too early.
  bool window_in_fact = false;
  Ytd ytd = Ytd::none;
  bool adds = false;               // localities + unallocated = county
  bool optional = false;           // an extra measure, written only when asked for
  int sort = 0;                    // place in the catalogue
  std::vector<std::string> needs;  // tables
  std::vector<std::string> uses;   // tables used if they are there
  Date valid_from;                 // of the definition; missing = since ever
  Date valid_until;                // exclusive; missing = without end
  std::string definition;          // in our words
  std::string source;
  std::string note;                    // for readers (polarity notes, footnotes by id)
  std::vector<std::string> footnotes;  // ids

  std::optional<Side> numerator;    // nothing = registered, not computed yet
  std::optional<Side> denominator;  // nothing for counts
  // A denominator of 0 is "not recorded" instead of "no denominator" when this side is above 0.
  std::optional<Side> not_recorded_when;
  std::string file;  // where it was read, for messages

  bool computed() const { return numerator.has_value(); }
  // Whether the numerator's rows are among the denominator's, so that `list --in missed` means
  // something.
  bool has_missed() const { return numerator && numerator->part_of_denominator; }
};

const char* to_string(Polarity polarity);
const char* to_string(Format format);
const char* to_string(Kind kind);

}  // namespace waymark
