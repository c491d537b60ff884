// What must hold for any records: lists and figures agree, parts make up the whole, months leave
// nothing out, and neither threads nor the order of rows change anything.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>

#include "compute/figures.h"
#include "compute/measure_plan.h"
#include "compute/row_areas.h"
#include "facts/facts.h"
#include "facts/kept_facts.h"
#include "facts/localities.h"
#include "ingest/intake.h"
#include "random_extract.h"

namespace waymark {
namespace {

const Month kLast = make_month(2017, 11);

const Catalogue& catalogue() {
  static const Catalogue read = [] {
    auto loaded = load_catalogue();
    EXPECT_TRUE(loaded) << loaded.error().message;
    return loaded ? *std::move(loaded) : Catalogue{};
  }();
  return read;
}

std::uint32_t setting(const char* name, std::uint32_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10));
}

std::vector<std::uint32_t> seeds() {
  std::vector<std::uint32_t> seeds;
  const std::uint32_t first = setting("WAYMARK_FIRST_SEED", 1);
  for (std::uint32_t i = 0; i < setting("WAYMARK_SEEDS", 6); ++i) seeds.push_back(first + i);
  return seeds;
}

// An engine over the records of an extract.
class Records {
 public:
  explicit Records(const TextTables& tables, int threads = 1)
      : intake_(read_extract_texts(as_csv(tables))) {
    EXPECT_TRUE(intake_) << intake_.error().message;
    engine_ =
        std::make_unique<Engine>(intake_->extract, catalogue(), EngineOptions{.threads = threads});
  }
  const Engine& engine() const { return *engine_; }
  const Extract& extract() const { return intake_->extract; }
  std::vector<Figure> figures(int months) const {
    return engine_->figures({.last = kLast, .months = months});
  }

 private:
  Result<Intake> intake_;
  std::unique_ptr<Engine> engine_;
};

class AnyRecords : public ::testing::TestWithParam<std::uint32_t> {
 protected:
  AnyRecords() : tables_(random_extract(GetParam())) {}
  TextTables tables_;
};

using FigureKey = std::tuple<std::string, std::string, Month>;
std::map<FigureKey, Figure> by_key(const std::vector<Figure>& figures) {
  std::map<FigureKey, Figure> keyed;
  for (const auto& f : figures) keyed.emplace(FigureKey(f.measure, f.area, f.month), f);
  return keyed;
}

std::string name_of(const Figure& f) {
  return fmt::format("{} {} {}", f.measure, f.area, to_string(f.month));
}

std::int64_t sum_of(const CellList& list) {
  std::int64_t sum = 0;
  for (const auto& row : list.rows) sum += row.amount;
  return sum;
}

TEST_P(AnyRecords, ListsHoldExactlyWhatFiguresCount) {
  const Records records(tables_);
  for (const auto& f : records.figures(3)) {
    const auto listed = [&](ListSide side) {
      const auto list = records.engine().list(f.measure, f.area, f.month, side);
      EXPECT_TRUE(list) << name_of(f) << ": " << list.error().message;
      return list ? sum_of(*list) : -1;
    };
    if (f.amount.numerator) {
      ASSERT_EQ(listed(ListSide::numerator), *f.amount.numerator) << name_of(f);
    }
    if (f.amount.denominator) {
      ASSERT_EQ(listed(ListSide::denominator), *f.amount.denominator) << name_of(f);
    }
    if (f.amount.denominator && f.amount.numerator && records.engine().has_missed(f.measure)) {
      ASSERT_EQ(listed(ListSide::missed), *f.amount.denominator - *f.amount.numerator)
          << name_of(f);
    }
  }
}

// The sums of a cell's parts; of a maximum the largest.
std::pair<std::int64_t, std::int64_t> whole_of(const std::vector<CutRow>& parts, bool maximum) {
  std::pair<std::int64_t, std::int64_t> whole = {0, 0};
  for (const auto& part : parts) {
    const std::int64_t numerator = part.amount.numerator.value_or(0);
    whole.first = maximum ? std::max(whole.first, numerator) : whole.first + numerator;
    whole.second += part.amount.denominator.value_or(0);
  }
  return whole;
}

TEST_P(AnyRecords, PartsOfEveryCutMakeUpTheFigure) {
  const Records records(tables_);
  const auto figures = by_key(records.figures(3));
  int cells = 0, several = 0;
  for (const auto& measure : catalogue().measures) {
    if (!measure.computed() || measure.optional) continue;
    const bool rate = measure.format == Format::rate;
    for (const std::vector<std::string>& columns :
         {std::vector<std::string>{"age"}, {"area"}, {"age", "area"}}) {
      const auto cut = records.engine().cut(
          {.measure = measure.ref, .last = kLast, .months = 3, .columns = columns});
      ASSERT_TRUE(cut) << measure.ref << ": " << cut.error().message;
      std::map<FigureKey, std::vector<CutRow>> parts;
      for (const auto& row : cut->rows) parts[{cut->measure, row.area, row.month}].push_back(row);
      for (const auto& [key, rows] : parts) {
        const Figure& f = figures.at(key);
        const auto whole = whole_of(rows, measure.format == Format::maximum);
        ASSERT_EQ(whole.first, f.amount.numerator.value_or(0)) << name_of(f);
        if (!rate) {
          ASSERT_EQ(whole.second, f.amount.denominator.value_or(0)) << name_of(f);
        }
        ++cells;
        several += rows.size() > 1;
      }
    }
  }
  EXPECT_GT(several, 0) << "of " << cells << " cells none has parts";
}

TEST_P(AnyRecords, EffectsOfPartsSumToTheChange) {
  const Records records(tables_);
  int split = 0;
  // October: some extracts are dated at its end, and November is not over for them.
  for (const auto& f : records.engine().figures({.last = kLast - 1})) {
    if (f.area != kCounty || !f.amount.value) continue;
    const auto why = records.engine().why(
        {.measure = f.measure, .month = f.month, .against = kLast - 6, .column = "age"});
    if (!why) continue;  // a maximum, or no figure half a year ago
    // Exact sums over many parts need more digits than there are: the rule's own test is exact.
    double sum = 0;
    for (const auto& part : why->parts) sum += part.effect.all().as_double();
    EXPECT_NEAR(sum, why->change.as_double(), 1e-6) << name_of(f);
    ++split;
  }
  EXPECT_GT(split, 10);
}

// Several areas and months from one pass say what each says by itself.
TEST_P(AnyRecords, ManyChangesAtOnceAreEachByItself) {
  const Records records(tables_);
  int compared = 0;
  for (const auto& measure : catalogue().measures) {
    if (!measure.computed() || measure.optional || measure.format == Format::maximum) continue;
    const auto whys = records.engine().whys({.measure = measure.ref,
                                             .month = kLast - 1,
                                             .against = {kLast - 2, kLast - 13},
                                             .column = "age_band"});
    ASSERT_TRUE(whys) << measure.ref << ": " << whys.error().message;
    for (const auto& why : *whys) {
      if (why.request.area != kCounty && ++compared % 7 != 0) continue;  // a sample of localities
      const auto alone = records.engine().why(why.request);
      ASSERT_TRUE(alone) << measure.ref << ": " << alone.error().message;
      ASSERT_EQ(why_json(why), why_json(*alone)) << measure.ref;
    }
    compared += static_cast<int>(whys->size());
  }
  EXPECT_GT(compared, 50);
}

TEST_P(AnyRecords, BreakNoInvariant) {
  const Records records(tables_);
  for (const auto& breach : records.engine().check_invariants(records.figures(26))) {
    ADD_FAILURE() << breach.message;
  }
}

TEST_P(AnyRecords, GiveTheSameFiguresForAnyNumberOfThreads) {
  EXPECT_EQ(figures_csv(Records(tables_, 1).figures(13)),
            figures_csv(Records(tables_, 4).figures(13)));
}

TEST_P(AnyRecords, GiveTheSameFiguresInAnyOrderOfRows) {
  EXPECT_EQ(figures_csv(Records(tables_).figures(13)),
            figures_csv(Records(shuffled(tables_, GetParam() + 1)).figures(13)));
}

TEST_P(AnyRecords, GiveTheSameFiguresMonthByMonth) {
  const Records records(tables_);
  std::map<std::string, std::string> all, single;
  for (const auto& f : records.figures(5)) all[name_of(f)] = figures_csv({f});
  for (int i = 0; i < 5; ++i) {
    for (const auto& f : records.engine().figures({.last = kLast - i})) {
      single[name_of(f)] = figures_csv({f});
    }
  }
  EXPECT_EQ(all, single);
}

TEST_P(AnyRecords, CountTwiceAsMuchWhenEveryChildIsThereTwice) {
  const auto once = by_key(Records(tables_).figures(3));
  const auto twice = by_key(Records(doubled(tables_)).figures(3));
  for (const auto& [key, f] : once) {
    const Measure& measure = *catalogue().find(f.measure);
    if (!measure.adds || !f.amount.numerator) continue;
    ASSERT_EQ(twice.at(key).amount.numerator, 2 * *f.amount.numerator) << name_of(f);
  }
}

TEST_P(AnyRecords, YearToDateIsTheSumOfItsMonths) {
  const auto figures = Records(tables_).figures(20);
  const auto keyed = by_key(figures);
  for (const auto& f : figures) {
    if (!f.ytd.numerator || f.month < make_month(2016, 11)) continue;
    std::int64_t numerator = 0, denominator = 0;
    for (Month m = financial_year_start(f.month); m <= f.month; ++m) {
      const Figure& each = keyed.at({f.measure, f.area, m});
      numerator += each.amount.numerator.value_or(0);
      denominator += each.amount.denominator.value_or(0);
    }
    ASSERT_EQ(f.ytd.numerator, numerator) << name_of(f);
    const bool rate = catalogue().find(f.measure)->format == Format::rate;
    if (f.ytd.denominator) {
      ASSERT_EQ(f.ytd.denominator, rate ? f.amount.denominator : denominator) << name_of(f);
    }
  }
}

// Adjoining months leave no event out: all months together hold every dated row of the fact (a plan
// may end on an 18th birthday that is still to come).
TEST_P(AnyRecords, MonthsTogetherHoldEveryEvent) {
  tables_.erase("loc_extract");  // no limit on either side
  const Records records(tables_);
  const MeasurePlan plan = plan_measures(catalogue());
  const FactContext context =
      make_context(records.extract(), catalogue().parameters, catalogue().default_codes);
  int tested = 0;
  for (const auto& planned : plan.measures) {
    if (planned.measure->kind != Kind::flow || planned.numerator.counts.size() != 1) continue;
    const BaseCount& count = plan.counts[planned.numerator.counts.front()];
    if (!count.parts.empty() || planned.denominator) continue;
    const FactTable fact = build_fact(count.fact->name, context);
    std::int64_t events = 0;
    for (const std::int32_t day : fact.columns[static_cast<std::size_t>(count.month_of)]) {
      events += day != kMissing;
    }
    std::int64_t counted = 0;
    for (const auto& f : records.engine().figures({.last = make_month(2044, 12),
                                                   .months = 35 * 12,
                                                   .measures = {planned.measure->ref},
                                                   .areas = {"county"}})) {
      counted += f.amount.numerator.value_or(0);
    }
    EXPECT_EQ(counted, events) << planned.measure->ref;
    ++tested;
  }
  EXPECT_GT(tested, 3);
}

// The facts of some records, written down and read again.
std::shared_ptr<const KeptFacts> kept_of(const Engine& engine) {
  const auto bytes = std::make_shared<const std::string>(engine.facts_to_keep("key"));
  return KeptFacts::read(std::as_bytes(std::span(*bytes)), "key", bytes);
}

TEST_P(AnyRecords, FactsThatWereKeptGiveTheSameFiguresAndLists) {
  const Records records(tables_);
  const auto kept = kept_of(records.engine());
  ASSERT_TRUE(kept);
  const Engine from_kept(records.extract(), catalogue(), EngineOptions{.threads = 2, .kept = kept});
  const FigureRequest request{
      .last = kLast, .months = 20, .extra = {"1.6c", "2.3c", "4.3a", "5.2d", "6.12o", "8.1x"}};
  const auto figures = records.engine().figures(request);
  EXPECT_EQ(figures_csv(from_kept.figures(request)), figures_csv(figures));
  for (const auto& f : figures) {
    if (f.month != kLast || !f.amount.numerator) continue;
    const auto ask = [&](const Engine& engine) {
      return engine.list(f.measure, f.area, f.month, ListSide::numerator);
    };
    const auto wanted = ask(records.engine());
    const auto got = ask(from_kept);
    ASSERT_EQ(static_cast<bool>(got), static_cast<bool>(wanted)) << name_of(f);
    if (!got) continue;
    ASSERT_EQ(got->rows.size(), wanted->rows.size()) << name_of(f);
    for (std::size_t i = 0; i < got->rows.size(); ++i) {
      ASSERT_EQ(got->rows[i].cells, wanted->rows[i].cells) << name_of(f);
      ASSERT_EQ(got->rows[i].step, wanted->rows[i].step) << name_of(f);
    }
  }
}

// Every row of every fact, on all days on which it could be counted.
TEST_P(AnyRecords, AreasThatWereKeptAreThoseOfTheRecords) {
  const Records records(tables_);
  const FactContext context =
      make_context(records.extract(), catalogue().parameters, catalogue().default_codes);
  const auto kept = kept_of(records.engine());
  std::map<std::int32_t, int> found;
  for (const auto& schema : fact_schemas()) {
    const FactTable table = *kept->table(schema);
    ASSERT_TRUE(table.has_areas());
    if (schema.locality == LocalityRule::own) continue;
    const RowLocality from_kept(table, nullptr, {.localities = context.areas.unallocated()});
    for (std::uint32_t row = 0; row < table.rows; ++row) {
      std::set<std::int32_t> days;
      for (std::size_t c = 0; c < schema.columns.size(); ++c) {
        if (schema.columns[c].type == ColumnType::date) days.insert(table.columns[c][row]);
      }
      if (!schema.span_from.empty()) {
        const std::int32_t until = table.column(schema.span_until)[row];
        const std::int32_t last = until == kMissing ? make_date(2018, 3, 1).days : until;
        const std::int32_t from = table.column(schema.span_from)[row];
        for (std::int32_t day = from; from != kMissing && day < last; day += 5) days.insert(day);
      }
      days.erase(kMissing);
      const Date entry{table.entry.empty() ? kMissing : table.entry[row]};
      for (const std::int32_t day : days) {
        const auto wanted =
            context.localities->at(table.child[row], {day}, schema.locality, entry).area;
        ASSERT_EQ(from_kept.area_on(row, day), wanted)
            << schema.name << " " << row << " " << to_string(Date{day});
        ++found[wanted];
      }
    }
  }
  EXPECT_FALSE(found.empty());
}

INSTANTIATE_TEST_SUITE_P(Seed, AnyRecords, ::testing::ValuesIn(seeds()),
                         [](const auto& each) { return std::to_string(each.param); });

}  // namespace
}  // namespace waymark
