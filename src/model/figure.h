// A figure: a number with its numerator and denominator, or the reason why there is none.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/date.h"
#include "base/fraction.h"
#include "base/name.h"

namespace waymark {

// Why there is no value; tested in this order (contract, missing_reason). `suppressed` exists only
// in public publications.
enum class MissingReason : std::uint8_t {
  none,
  not_applicable,
  not_supplied,
  not_yet,
  too_early,
  not_recorded,
  no_denominator,
  suppressed,
};
const char* to_string(MissingReason reason);  // as in figures.csv; "" for none

enum class Direction : std::uint8_t { none, better, worse, same, info };
const char* to_string(Direction direction);  // "" for none

enum class Rag : std::uint8_t { none, green, amber, red };
const char* to_string(Rag rag);  // "" for none

// One number: numerator, denominator, and the exact value they give.
struct Amount {
  std::optional<std::int64_t> numerator = {};
  std::optional<std::int64_t> denominator = {};
  std::optional<Fraction> value = {};
};

// One measure, area and month: one row of figures.csv. There are many, so what they share is not
// copied.
struct Figure {
  Name measure;
  Name area;
  Month month;
  Amount amount = {};
  MissingReason reason = MissingReason::none;
  Name missing_table = {};  // not_supplied: the table (or reference row) that is not there
  Amount ytd = {};
  bool ytd_suppressed = false;  // public editions: there is one, and it is not shown
  Direction direction = Direction::none;
  Rag rag = Rag::none;
};

}  // namespace waymark
