#include "compute/month_slots.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

const MonthSlots kAutumn(make_month(2017, 9), 3);
std::int32_t d(const char* text) { return parse_date(text)->days; }

TEST(MonthSlots, ADayBelongsToItsMonthOrToNone) {
  EXPECT_EQ(kAutumn.of(d("2017-08-31")), -1);
  EXPECT_EQ(kAutumn.of(d("2017-09-01")), 0);
  EXPECT_EQ(kAutumn.of(d("2017-10-31")), 1);
  EXPECT_EQ(kAutumn.of(d("2017-11-30")), 2);
  EXPECT_EQ(kAutumn.of(d("2017-12-01")), -1);
  EXPECT_EQ(kAutumn.of(kMissing), -1);
}

TEST(MonthSlots, TheFirstMonthEndOnOrAfterADayIsThatOfItsMonth) {
  EXPECT_EQ(kAutumn.from_day(d("1990-01-01")), 0);
  EXPECT_EQ(kAutumn.from_day(d("2017-09-30")), 0);
  EXPECT_EQ(kAutumn.from_day(d("2017-10-01")), 1);
  EXPECT_EQ(kAutumn.from_day(d("2017-11-30")), 2);
  EXPECT_EQ(kAutumn.from_day(d("2017-12-01")), 3);
  EXPECT_EQ(kAutumn.from_day(kMissing), 3);
}

}  // namespace
}  // namespace waymark
