// Whether the sides of a measure fit its format, kind and tables.
#include <fmt/format.h>

#include <algorithm>

#include "catalogue/measure_draft.h"

namespace waymark {
namespace {

bool is_ratio(Format format) {
  return format == Format::percent || format == Format::days || format == Format::average;
}

bool mentions(const Expression& expression, Op op) {
  return expression.op == op || std::any_of(expression.parts.begin(), expression.parts.end(),
                                            [&](const auto& part) { return mentions(part, op); });
}

class Checker {
 public:
  Checker(const toml::table& file, const MeasureDraft& draft, FileFaults& faults)
      : file_(file), draft_(draft), measure_(draft.measure), faults_(faults) {}

  void check() {
    if (!draft_.shape_known) return check_tables();
    check_ytd();
    if (measure_.adds && measure_.format != Format::count) {
      fault("adds", "only counts of localities add up to the county's.");
    }
    if (measure_.kind == Kind::annualised && measure_.format != Format::rate) {
      fault("kind", "only a rate is annualised.");
    }
    if (!measure_.numerator) {
      if (measure_.denominator) fault("denominator", "there is a denominator but no numerator.");
      if (measure_.not_recorded_when) fault("not_recorded_when", "there is no numerator.");
      return;
    }
    check_denominator();
    check_not_recorded();
    check_maximum();
    check_tables();
  }

 private:
  void fault(std::string_view key, const std::string& message) {
    faults_.add(line_within(file_, key), fmt::format("{}: {}", key, message));
  }

  void check_ytd() {
    const bool flow = measure_.kind == Kind::flow || measure_.kind == Kind::annualised;
    switch (measure_.ytd) {
      case Ytd::none:
        return;
      case Ytd::sum:
        if (!flow || measure_.format != Format::count) {
          fault("ytd", "sum adds the months of a flow that is a count; this is none.");
        }
        return;
      case Ytd::ratio:
        if (!flow || measure_.format == Format::count || measure_.format == Format::maximum) {
          fault("ytd", "ratio divides the sums of a flow's months; this is no ratio of flows.");
        }
        return;
      case Ytd::pooled:
        if (measure_.kind != Kind::stock || measure_.format != Format::percent) {
          fault("ytd", "pooled adds the month ends of a stock that is a percentage; this is none.");
        }
        return;
    }
  }

  void check_denominator() {
    const auto& side = measure_.denominator;
    if (measure_.format == Format::rate) {
      if (!side) fault("format", "a rate needs [denominator] population = true.");
      if (side && !side->population)
        fault("denominator", "the denominator of a rate is population = true.");
    } else if (is_ratio(measure_.format)) {
      if (!side) fault("format", "this format needs a [denominator].");
      if (side && side->population) {
        fault("denominator", "only a rate has the population as its denominator.");
      }
    } else if (side) {
      fault("denominator", "a count or a maximum has no denominator.");
    }
  }

  void check_not_recorded() {
    if (!measure_.not_recorded_when) return;
    if (!is_ratio(measure_.format)) {
      fault("not_recorded_when", "only a measure with a counted denominator can be not recorded.");
    }
    if (measure_.not_recorded_when->population) {
      fault("not_recorded_when", "the population is always recorded.");
    }
  }

  void check_maximum() {
    const auto& count = measure_.numerator->count;
    const bool taken = count && count->aggregate == Aggregate::maximum;
    if (measure_.format == Format::maximum && !taken) {
      fault("numerator", "the format maximum needs maximum = an amount.");
    }
    if (measure_.format != Format::maximum && taken) {
      fault("numerator", "a maximum is taken only where the format is maximum.");
    }
  }

  void check_tables() {
    for (const auto* side :
         {&measure_.numerator, &measure_.denominator, &measure_.not_recorded_when}) {
      if (!*side) continue;
      if ((*side)->population) require("loc_population", "a rate reads the population from it");
      const auto& count = (*side)->count;
      if (!count || count->fact == nullptr) continue;
      require(count->fact->record_table,
              fmt::format("the fact {} is made of it", count->fact->name));
      if (count->where && mentions(*count->where, Op::working_days)) {
        require("loc_bank_holiday", "working_days reads it");
      }
    }
  }

  void require(const std::string& table, const std::string& why) {
    const auto names = [&](const std::vector<std::string>& list) {
      return std::find(list.begin(), list.end(), table) != list.end();
    };
    if (table.empty() || names(measure_.needs) || names(measure_.uses)) return;
    fault("needs", fmt::format("{} is missing: {}.", table, why));
  }

  const toml::table& file_;
  const MeasureDraft& draft_;
  const Measure& measure_;
  FileFaults& faults_;
};

}  // namespace

void check_measure(const toml::table& file, const MeasureDraft& draft, FileFaults& faults) {
  Checker(file, draft, faults).check();
}

}  // namespace waymark
