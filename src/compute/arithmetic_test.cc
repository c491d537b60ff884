#include "compute/arithmetic.h"

#include <gtest/gtest.h>

#include "compute/test_measures.h"

namespace waymark {
namespace {

// A cube with one county: numerators and denominators of a measure, month by month.
class ArithmeticTest : public ::testing::Test {
 protected:
  using Tables = std::vector<std::pair<std::string, std::string>>;
  using Numbers = std::vector<std::int64_t>;

  // Figures of the county for the last `months` of the months counted from `first`.
  std::vector<Figure> figures(const Measure& measure, Month first, const Numbers& numerators,
                              const Numbers& denominators, int months, const Tables& tables = {},
                              std::int32_t area = 1) {
    const TestExtract records(tables);
    const Areas areas = areas_of(records.extract());
    const ReferenceRows reference(records.extract(), areas);
    const int count = static_cast<int>(numerators.size());
    Cube cube{.slots = MonthSlots(first, count), .areas = {}, .counts = {}};
    for (const Numbers* numbers :
         std::vector<const Numbers*>{&numerators, &denominators, &recorded_}) {
      CountCells& cells = cube.counts.emplace_back(cube.areas, count, 0);
      for (std::size_t i = 0; i < numbers->size(); ++i) cells.row(area)[i] = (*numbers)[i];
    }
    PlannedMeasure planned{.measure = &measure,
                           .name = measure.ref,
                           .numerator = {.counts = {0}},
                           .denominator = {},
                           .not_recorded_when = {}};
    if (measure.denominator && measure.denominator->population) {
      planned.denominator = PlannedSide{.counts = {}, .population = true};
    } else if (measure.denominator) {
      planned.denominator = PlannedSide{.counts = {1}};
    }
    if (!recorded_.empty()) planned.not_recorded_when = PlannedSide{.counts = {2}};
    const Arithmetic arithmetic({.cube = cube,
                                 .extract = records.extract(),
                                 .reference = reference,
                                 .areas = areas,
                                 .extract_date = extract_date_,
                                 .history_from = history_from_});
    const Month last = first + (count - 1);
    std::vector<Figure> figures(static_cast<std::size_t>(months));
    arithmetic.figures(planned, area, {last - (months - 1), last}, figures);
    return figures;
  }

  static Measure share(Kind kind = Kind::flow, Ytd ytd = Ytd::ratio) {
    Measure measure = measure_of("s", Format::percent, kind, ytd, {});
    measure.denominator = Side{};
    return measure;
  }
  static Measure rate(Kind kind, Ytd ytd) {
    Measure measure = measure_of("r", Format::rate, kind, ytd, {"loc_population"});
    measure.denominator = population();
    return measure;
  }
  static Tables people(const std::string& rows) {
    return {
        {"loc_population", "area,age_from,age_to,estimate_year,release,value,valid_from\n" + rows}};
  }

  Numbers recorded_;
  Date extract_date_;
  Date history_from_;
};

const Month kMarch = make_month(2017, 3);

std::string value(const Amount& amount) {
  return amount.value ? to_figure_text(*amount.value) : std::string();
}

TEST_F(ArithmeticTest, ACountIsItsNumeratorAndItsYearBeginsInApril) {
  const Measure count = measure_of("c", Format::count, Kind::flow, Ytd::sum, {});
  const auto all =
      figures(count, make_month(2016, 4), {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 100, 50}, {}, 3);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(value(all[0].amount), "12");  // March
  EXPECT_EQ(value(all[0].ytd), "78");     // 1 + ... + 12
  EXPECT_EQ(value(all[1].ytd), "100");    // April
  EXPECT_EQ(value(all[2].ytd), "150");
  EXPECT_FALSE(all[2].ytd.denominator);
  EXPECT_FALSE(all[2].amount.denominator);
  EXPECT_EQ(all[1].direction, Direction::worse);  // low is good
  EXPECT_EQ(all[2].direction, Direction::better);
}

TEST_F(ArithmeticTest, WhereSchoolTermsAreNeededOneHasBegunByTheMonthEnd) {
  Measure terms = share(Kind::stock, Ytd::none);
  terms.needs = {"loc_school_term"};
  const auto with_terms = [](const std::string& rows) {
    return Tables{{"loc_school_term", "term_id,from_date,to_date\n" + rows}};
  };
  const Numbers one(3, 1);
  const auto all = figures(terms, kMarch, one, one, 2, with_terms("1,2017-05-31,2017-07-21"));
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].reason, MissingReason::not_supplied);
  EXPECT_EQ(all[0].missing_table, "loc_school_term (a term begun by 2017-04-30)");
  EXPECT_FALSE(all[0].amount.numerator);
  EXPECT_EQ(value(all[1].amount), "100");
  EXPECT_EQ(figures(terms, kMarch, one, one, 1, with_terms("")).front().reason,
            MissingReason::not_supplied);
  EXPECT_EQ(value(figures(share(Kind::stock, Ytd::none), kMarch, one, one, 1).front().amount),
            "100");
}

TEST_F(ArithmeticTest, AShareOfTheYearIsSumOverSum) {
  const auto all = figures(share(), kMarch, {9, 1, 0, 2}, {9, 2, 0, 4}, 3);
  EXPECT_EQ(value(all[0].amount), "50");
  EXPECT_EQ(all[1].reason, MissingReason::no_denominator);
  EXPECT_EQ(all[1].amount.numerator, 0);
  EXPECT_EQ(all[1].amount.denominator, 0);
  EXPECT_EQ(value(all[1].ytd), "50");  // an empty month does not end the year so far
  EXPECT_EQ(all[2].ytd.numerator, 3);
  EXPECT_EQ(all[2].ytd.denominator, 6);
  EXPECT_EQ(all[1].direction, Direction::none);
  EXPECT_EQ(all[2].direction, Direction::none);  // nothing to compare with
}

TEST_F(ArithmeticTest, AYearOfNothingHasNoValue) {
  const auto all = figures(share(), kMarch, {0, 0, 0}, {0, 0, 0}, 1);
  EXPECT_EQ(all[0].ytd.numerator, 0);
  EXPECT_EQ(all[0].ytd.denominator, 0);
  EXPECT_EQ(value(all[0].ytd), "");
}

TEST_F(ArithmeticTest, NotRecordedComesBeforeNoDenominator) {
  recorded_ = {0, 3, 0};
  const auto all = figures(share(), kMarch, {0, 0, 0}, {0, 0, 0}, 2);
  EXPECT_EQ(all[0].reason, MissingReason::not_recorded);
  EXPECT_EQ(all[1].reason, MissingReason::no_denominator);
  EXPECT_TRUE(all[1].ytd.numerator);
}

TEST_F(ArithmeticTest, ARollingYearAddsTwelveMonths) {
  std::vector<std::int64_t> ones(13, 1), twos(13, 2);
  ones[0] = 100;  // the thirteenth month before is only in the month before's window
  const auto all = figures(share(Kind::rolling, Ytd::none), make_month(2016, 12), ones, twos, 1);
  EXPECT_EQ(all[0].amount.numerator, 12);
  EXPECT_EQ(all[0].amount.denominator, 24);
  EXPECT_EQ(all[0].direction, Direction::better);  // 111 of 24 before
  EXPECT_FALSE(all[0].ytd.numerator);
}

TEST_F(ArithmeticTest, RatesAreOverThePopulationOfTheMonth) {
  // A rate of 2 in 500, for the year 5 in 500; annualised over two months 12/2 times as much.
  const auto tables = people(
      "county,0,17,2016,,400,\ncounty,0,17,2017,,500,2017-05-31\n"
      "county,0,4,2018,,9,2017-05-01\n");
  const auto plain = figures(rate(Kind::flow, Ytd::ratio), kMarch, {7, 3, 2}, {}, 2, tables);
  EXPECT_EQ(plain[0].amount.denominator, 400);
  EXPECT_EQ(plain[1].amount.denominator, 500);
  EXPECT_EQ(value(plain[1].amount), "40");
  EXPECT_EQ(plain[1].ytd.numerator, 5);
  EXPECT_EQ(plain[1].ytd.denominator, 500);
  EXPECT_EQ(value(plain[1].ytd), "100");
  const auto annual = figures(rate(Kind::annualised, Ytd::ratio), kMarch, {7, 3, 2}, {}, 1, tables);
  EXPECT_EQ(annual[0].amount.numerator, 2);
  EXPECT_EQ(value(annual[0].amount), "480");
  EXPECT_EQ(annual[0].ytd.numerator, 5);
  EXPECT_EQ(value(annual[0].ytd), "600");
}

TEST_F(ArithmeticTest, APopulationOfNoneIsNoDenominatorAndNoRowIsNotSupplied) {
  const auto none = figures(rate(Kind::stock, Ytd::none), kMarch, {7, 3}, {}, 1,
                            people("county,0,17,2016,,0,\n"));
  EXPECT_EQ(none[0].reason, MissingReason::no_denominator);
  EXPECT_EQ(none[0].amount.numerator, 3);
  EXPECT_EQ(none[0].amount.denominator, 0);
  const auto later = figures(rate(Kind::stock, Ytd::none), kMarch, {7, 3}, {}, 1,
                             people("county,0,17,2016,,5,2017-05-01\nnorth,0,17,2016,,5,\n"));
  EXPECT_EQ(later[0].reason, MissingReason::not_supplied);
  EXPECT_NE(later[0].missing_table.text().find("loc_population"), std::string::npos);
  EXPECT_FALSE(later[0].amount.numerator);
}

TEST_F(ArithmeticTest, TheYearIsEmptyWhereAMonthWasMissingForAnotherReason) {
  // No population before May: April is not supplied, so May has no year to date.
  const auto all = figures(rate(Kind::flow, Ytd::ratio), kMarch, {1, 1, 1}, {}, 1,
                           people("county,0,17,2016,,5,2017-05-01\n"));
  EXPECT_TRUE(all[0].amount.value);
  EXPECT_FALSE(all[0].ytd.numerator);
  EXPECT_FALSE(all[0].ytd.denominator);
  EXPECT_FALSE(all[0].ytd.value);
}

TEST_F(ArithmeticTest, TheReasonIsTheFirstThatApplies) {
  extract_date_ = make_date(2017, 4, 29);
  history_from_ = make_date(2017, 6, 1);
  Measure needy = share();
  needy.needs = {"ssd_person", "ssd_contacts"};
  const Tables both = {{"ssd_person", "pers_person_id\n"}, {"ssd_contacts", "cont_contact_id\n"}};
  EXPECT_EQ(figures(rate(Kind::flow, Ytd::ratio), kMarch, {1, 1}, {}, 1, {}, 0)[0].reason,
            MissingReason::not_applicable);  // a rate for unallocated
  const auto missing = figures(needy, kMarch, {1, 1}, {1, 1}, 1, {both[0]});
  EXPECT_EQ(missing[0].reason, MissingReason::not_supplied);
  EXPECT_EQ(missing[0].missing_table, "ssd_contacts");
  EXPECT_EQ(figures(needy, kMarch, {1, 1}, {1, 1}, 1, both)[0].reason, MissingReason::not_yet);
  extract_date_ = make_date(2017, 4, 30);
  EXPECT_EQ(figures(needy, kMarch, {1, 1}, {1, 1}, 1, both)[0].reason, MissingReason::too_early);
  history_from_ = make_date(2017, 4, 1);
  const auto given = figures(needy, kMarch, {1, 1}, {1, 1}, 1, both);
  EXPECT_EQ(given[0].reason, MissingReason::none);
  EXPECT_EQ(given[0].direction, Direction::none);  // March was too early
}

TEST_F(ArithmeticTest, StocksAreNeverTooEarlyAndWindowsWholly) {
  history_from_ = make_date(2016, 6, 1);
  const std::vector<std::int64_t> ones(14, 1);
  const Month first = make_month(2016, 5);
  EXPECT_EQ(
      figures(share(Kind::stock, Ytd::none), make_month(2015, 1), {1, 1}, {1, 1}, 1)[0].reason,
      MissingReason::none);
  // Thirteen months from May 2016: the window of May 2017 begins in June 2016, April's a month
  // earlier.
  const auto all = figures(share(Kind::rolling, Ytd::none), first - 1, ones, ones, 2);
  EXPECT_EQ(all[0].reason, MissingReason::too_early);
  EXPECT_EQ(all[1].reason, MissingReason::none);
  Measure inside = share(Kind::rolling, Ytd::none);
  inside.window_in_fact = true;
  inside.window_months = 3;
  history_from_ = make_date(2017, 3, 1);
  EXPECT_EQ(figures(inside, kMarch, {1, 1}, {1, 1}, 1)[0].reason, MissingReason::too_early);
  EXPECT_EQ(figures(inside, make_month(2017, 4), {1, 1}, {1, 1}, 1)[0].reason, MissingReason::none);
}

TEST_F(ArithmeticTest, AMaximumOfNobodyIsMissing) {
  const Measure most = measure_of("m", Format::maximum, Kind::stock, Ytd::none, {});
  const auto all = figures(most, kMarch, {5, kNothingCounted}, {}, 1);
  EXPECT_EQ(all[0].reason, MissingReason::no_denominator);
  EXPECT_FALSE(all[0].amount.numerator);
}

TEST_F(ArithmeticTest, PooledMonthEndsAreSumOverSum) {
  const auto all = figures(share(Kind::stock, Ytd::pooled), kMarch, {9, 1, 5}, {9, 2, 6}, 1);
  EXPECT_EQ(value(all[0].ytd), "75");
}

TEST_F(ArithmeticTest, TheColourIsThatOfTheBoundsInForce) {
  const Tables tables = {{"loc_target",
                          "measure,area,from_date,to_date,red,green\n"
                          "s,county,,2017-04-30,50,40\ns,county,2017-05-01,,20,10\n"}};
  const auto all = figures(share(), kMarch, {9, 1, 1}, {9, 2, 2}, 2, tables);
  EXPECT_EQ(all[0].rag, Rag::amber);  // exactly on the red bound
  EXPECT_EQ(all[1].rag, Rag::red);
}

TEST(Population, LatestDateThenLatestYearThenGreatestRelease) {
  const TestExtract records({{"loc_locality", "locality_id,name,sort_order\nnorth,,1"},
                             {"loc_population",
                              "area,age_from,age_to,estimate_year,release,value,valid_from\n"
                              "county,0,17,2020,z,1,\n"
                              "county,0,17,2015,,2,2017-04-01\n"
                              "county,0,17,,z,3,2017-04-01\n"
                              "county,0,17,2016,a,4,2017-04-01\n"
                              "county,0,17,2016,b,5,2017-04-01\n"
                              "county,0,17,2016,,6,2017-04-01\n"
                              "county,0,15,2019,b,7,2017-04-01\n"
                              "county,0,17,2019,b,8,2017-05-01\n"
                              "north,0,17,2016,,9,\n"}});
  const Areas areas = areas_of(records.extract());
  const ReferenceRows rows(records.extract(), areas);
  const CubeAreas cube{.localities = 1};
  EXPECT_EQ(rows.population(cube.county(), make_month(2017, 3))->people, 1);
  EXPECT_EQ(rows.population(cube.county(), make_month(2017, 4))->people, 5);
  EXPECT_EQ(rows.population(cube.county(), make_month(2017, 4))->row, 4);
  EXPECT_EQ(rows.population(cube.county(), make_month(2017, 5))->people, 8);
  EXPECT_EQ(rows.population(0, make_month(2017, 5))->people, 9);
  EXPECT_FALSE(rows.population(cube.unallocated(), make_month(2017, 5)));
}

}  // namespace
}  // namespace waymark
