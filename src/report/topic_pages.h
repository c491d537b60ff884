// The topic pages: thirteen months of each measure, with what it is compared with and what is known
// of its records.
#pragma once

#include <vector>

#include "report/context.h"

namespace waymark {

inline constexpr int kMonthsOnAPage = 13;

// Thirteen months, oldest first.
std::vector<Month> months_shown(Month last);

std::vector<TopicPage> topic_pages_of(const ReportContext& context);

}  // namespace waymark
