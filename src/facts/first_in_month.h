// Which of a child's events is the first in its calendar month: the earliest, then the one with the
// lowest key ("several of a child in the month: the earliest, then lowest id").
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "facts/record_keys.h"

namespace waymark {

// `child`, `day`: of each row; rows without either are first in no month.
std::vector<bool> first_in_month(std::span<const std::int32_t> child,
                                 std::span<const std::int32_t> day, std::size_t children,
                                 const KeyOrder& order);

}  // namespace waymark
