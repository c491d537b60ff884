// Who contacts the front door, how often in each month of the year, and what comes of it.
#pragma once

#include <string_view>

#include "base/date.h"
#include "simulate/random.h"
#include "simulate/writer.h"

namespace waymark::simulation {

// Children contacted about in an average month, over all sources.
inline constexpr int kContactsPerMonth = 3310;

// Children contacted about in a month of the year, over all sources, at the average level.
int contacts_in(int month_number);
// A source code, as likely as it is in the month.
std::string_view pick_source(Random& random, int month_number);
std::string_view source_description(std::string_view source);
// loc_source_group: every code with its group.
void write_source_groups(TableWriter& table);
// How many of a thousand contacts of the source become referrals, if no case is open.
int accepted_per_mille(std::string_view source, int month_number);

}  // namespace waymark::simulation
