#include "model/working_days.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

Date d(const char* text) { return *parse_date(text); }

TEST(WorkingDays, SameDayIsZeroAndSaturdayToMondayIsOne) {
  const WorkingDays days;
  EXPECT_EQ(days.between(d("2017-11-15"), d("2017-11-15")), 0);
  EXPECT_EQ(days.between(d("2017-11-18"), d("2017-11-20")), 1);
  EXPECT_EQ(days.between(d("2017-11-18"), d("2017-11-19")), 0);
}

TEST(WorkingDays, BackwardsHasNoValue) {
  EXPECT_EQ(WorkingDays().between(d("2017-11-16"), d("2017-11-15")), kMissing);
}

TEST(WorkingDays, HolidaysDoNotCount) {
  const std::vector<Date> holidays = {d("2017-12-25"), d("2017-12-26"), d("2018-01-01")};
  EXPECT_EQ(WorkingDays(holidays).between(d("2017-12-22"), d("2018-01-02")), 4);
}

TEST(WorkingDays, NthIsTheFirstDayWithThatCount) {
  const std::vector<Date> holidays = {d("2017-12-25"), d("2017-12-26"), d("2018-01-01")};
  const WorkingDays days(holidays);
  for (int start = d("2017-11-01").days; start < d("2018-02-01").days; ++start) {
    for (int count = 1; count <= 46; ++count) {
      const Date nth = days.nth({start}, count);
      ASSERT_EQ(days.between({start}, nth), count);
      ASSERT_EQ(days.between({start}, {nth.days - 1}), count - 1);
    }
  }
}

TEST(WorkingDays, OutsideTheTableWeekdaysCount) {
  const WorkingDays days;
  EXPECT_EQ(days.between(d("1960-01-01"), d("1960-01-08")), 5);
  EXPECT_EQ(days.between(d("1969-12-26"), d("1970-01-02")), 5);
  EXPECT_EQ(days.between(d("2070-12-26"), d("2071-01-02")), 5);
}

}  // namespace
}  // namespace waymark
