// A fact made by hand for the tests of counting: rows are written out, no builder is involved.
//
//   ThingTable things;
//   things.add({.child = 0, .from = "2017-01-10", .on = "2017-02-01", .group = "red"});
//   things.count("group = \"red\"", "on")   // flow by `on`
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/check.h"
#include "catalogue/condition.h"
#include "compute/counting.h"
#include "compute/hits.h"

namespace waymark {

inline const FactSchema& thing_schema() {
  static const FactSchema schema = {
      .name = "thing",
      .unit = "thing",
      .columns = {{"from", ColumnType::date},
                  {"until", ColumnType::date},
                  {"on", ColumnType::date},
                  {"group", ColumnType::word, "", {"red", "green", "blue"}},
                  {"held", ColumnType::flag},
                  {"size", ColumnType::number}},
      .span_from = "from",
      .span_until = "until",
      .covers = {"seen", "fed"}};
  return schema;
}

inline std::int32_t day(const std::string& text) {
  return text.empty() ? kMissing : parse_date(text).value().days;
}
inline Month month(const char* text) { return parse_month(text).value(); }

// Parameters with the values of a test.
inline Parameters parameters_with(const std::string& name, std::vector<ParameterValue> values) {
  Parameters parameters;
  Parameter parameter;
  parameter.name = name;
  parameter.values = std::move(values);
  parameters.set(std::move(parameter));
  return parameters;
}

class ThingTable {
 public:
  struct Span {
    std::string from, until;
  };
  struct Row {
    std::int32_t child = 0;
    std::string from = {}, until = {}, on = {}, group = {};
    std::int32_t held = kMissing;
    std::int32_t size = kMissing;
    std::vector<Span> seen = {}, fed = {};
    std::int32_t own_area = kMissing;
    std::string entry = {};
  };

  explicit ThingTable(const FactSchema& schema = thing_schema(), Parameters parameters = {})
      : schema_(&schema), parameters_(std::move(parameters)) {
    table_.schema = schema_;
    table_.columns.resize(schema_->columns.size());
    table_.covers.assign(2, Cover{{0}, {}, {}});
  }

  void add(const Row& row) {
    const auto& words = schema_->columns[3].words;
    std::int32_t group = kMissing;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words[i] == row.group) group = static_cast<std::int32_t>(i);
    }
    const std::vector<std::int32_t> cells = {day(row.from), day(row.until), day(row.on),
                                             group,         row.held,       row.size};
    for (std::size_t i = 0; i < cells.size(); ++i) table_.columns[i].push_back(cells[i]);
    add_cover(table_.covers[0], row.seen);
    add_cover(table_.covers[1], row.fed);
    table_.child.push_back(row.child);
    table_.record.push_back(static_cast<std::int32_t>(table_.rows));
    if (schema_->locality == LocalityRule::own) table_.area.push_back(row.own_area);
    if (schema_->locality == LocalityRule::worker_then_home_at_entry) {
      table_.entry.push_back(day(row.entry));
    }
    ++table_.rows;
  }

  // A count of things: a flow by a date column, or a stock without one.
  BaseCount count(const std::string& where, const std::string& month_of = {},
                  std::vector<int> covers = {}) const {
    std::vector<Expression> parts;
    if (!where.empty()) {
      const auto reading = read_condition(where, *schema_, parameters_, month_of.empty());
      CHECK_THAT(reading.faults.empty(), "the test's condition is well formed");
      for (const Expression* part : and_parts(reading.expression)) parts.push_back(*part);
    }
    return make_base_count(*schema_, month_of.empty() ? -1 : schema_->find(month_of),
                           std::move(parts), std::move(covers));
  }

  const FactTable& table() const { return table_; }
  const Parameters& parameters() const { return parameters_; }

 private:
  static void add_cover(Cover& cover, const std::vector<Span>& spans) {
    for (const auto& span : spans) {
      cover.from.push_back(day(span.from));
      cover.until.push_back(day(span.until));
    }
    cover.first.push_back(static_cast<std::uint32_t>(cover.from.size()));
  }

  const FactSchema* schema_;
  Parameters parameters_;
  FactTable table_;
};

// Localities by a rule of the test.
class RuleLocalities : public Localities {
 public:
  using Rule = std::function<std::int32_t(std::int32_t child, Date day, Date entry)>;
  explicit RuleLocalities(Rule rule) : rule_(std::move(rule)) {}

  LocalityAnswer at(std::int32_t child, Date when, LocalityRule, Date entry) const override {
    return {rule_(child, when, entry), LocalityStep::home};
  }
  void over_days(std::int32_t child, Date first, Date until, LocalityRule, Date entry,
                 std::vector<AreaRun>& runs) const override {
    for (Date day = first; day < until; ++day.days) {
      runs.push_back({day, rule_(child, day, entry)});
    }
  }

 private:
  Rule rule_;
};

// Counts things over months, with localities by a rule (all unallocated without one).
class ThingCounter {
 public:
  ThingCounter(const ThingTable& things, const char* first, int months,
               std::vector<Date> holidays = {})
      : things_(things),
        slots_(month(first), months),
        working_days_(holidays),
        localities_([](std::int32_t, Date, Date) { return 0; }) {}

  void set_localities(int count, RuleLocalities::Rule rule) {
    areas_.localities = count;
    localities_ = RuleLocalities(std::move(rule));
  }

  CountingScope scope(bool by_locality = true) const {
    return {.slots = slots_,
            .areas = areas_,
            .localities = &localities_,
            .parameters = things_.parameters(),
            .working_days = working_days_,
            .by_locality = by_locality};
  }
  CubeAreas areas() const { return areas_; }
  const MonthSlots& slots() const { return slots_; }
  const WorkingDays& working_days() const { return working_days_; }

  CountCells cells(const BaseCount& count) const {
    const BaseCount* const wanted = &count;
    return count_fact(things_.table(), {&wanted, 1}, scope()).front();
  }
  // The county's numbers, month by month.
  std::vector<std::int64_t> county(const BaseCount& count) const {
    return area(cells(count), areas_.county());
  }
  std::vector<std::int64_t> area(const CountCells& cells, std::int32_t area) const {
    std::vector<std::int64_t> numbers;
    for (std::int32_t slot = 0; slot < slots_.count(); ++slot) {
      numbers.push_back(cells.at(area, slot));
    }
    return numbers;
  }
  std::vector<Hit> hits(const BaseCount& count, std::int32_t area) const {
    const BaseCount* const wanted = &count;
    return find_hits(things_.table(), {&wanted, 1}, scope(), area);
  }

 private:
  const ThingTable& things_;
  MonthSlots slots_;
  WorkingDays working_days_;
  CubeAreas areas_;
  RuleLocalities localities_;
};

}  // namespace waymark
