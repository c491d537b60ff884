#include "compute/measure_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/check.h"

namespace waymark {
namespace {

std::set<std::string> part_texts(const BaseCount& count) {
  std::set<std::string> texts;
  for (const auto& part : count.parts) texts.insert(to_text(part, count.fact->columns));
  return texts;
}

std::string key_of(const BaseCount& count) {
  std::string key = fmt::format("{} by {} {} of {}", count.fact->name, count.month_of,
                                static_cast<int>(count.aggregate), count.amount);
  for (const auto& text : part_texts(count)) key += " | " + text;
  for (const int cover : count.covers) key += fmt::format(" @{}", cover);
  return key;
}

class Planner {
 public:
  explicit Planner(const Catalogue& catalogue) : catalogue_(catalogue) {}

  MeasurePlan plan() && {
    for (const auto& measure : catalogue_.measures) {
      if (!measure.computed()) continue;
      PlannedMeasure planned{.measure = &measure,
                             .name = measure.ref,
                             .numerator = side(measure, *measure.numerator),
                             .denominator = {},
                             .not_recorded_when = {}};
      if (measure.denominator) planned.denominator = side(measure, *measure.denominator);
      if (measure.not_recorded_when) {
        planned.not_recorded_when = side(measure, *measure.not_recorded_when);
      }
      if (planned.denominator) planned.denominator_scale = scale_of(*planned.denominator);
      planned.has_missed = has_missed(planned);
      planned.window_parameter = window_parameter(planned);
      plan_.measures.push_back(std::move(planned));
    }
    return std::move(plan_);
  }

 private:
  PlannedSide side(const Measure& measure, const Side& side) {
    PlannedSide planned{.counts = {}, .population = side.population};
    if (side.population) return planned;
    if (side.part_of_denominator) {
      planned.counts.push_back(add(part_of_denominator(measure, side)));
      return planned;
    }
    if (side.count) planned.counts.push_back(add(base_count(*side.count)));
    for (const auto& term : side.sum_of) {
      const Measure* other = catalogue_.find(term.measure);
      CHECK_THAT(other != nullptr, "sums name measures of the catalogue");
      const auto& summed = term.denominator ? other->denominator : other->numerator;
      CHECK_THAT(summed.has_value() && !summed->population, "sums name sides that are counted");
      CHECK_THAT(++depth_ < 100, "sums of measures do not lead back to themselves");
      const PlannedSide inner = this->side(*other, *summed);
      --depth_;
      planned.counts.insert(planned.counts.end(), inner.counts.begin(), inner.counts.end());
    }
    return planned;
  }

  static BaseCount base_count(const Count& count) {
    CHECK_THAT(count.fact != nullptr, "a count names a fact");
    return make_base_count(*count.fact, count.month_of, parts_of(count), covers_of(count),
                           count.aggregate, count.amount);
  }

  // The rows of the denominator that fulfil the numerator's condition and cover as well.
  static BaseCount part_of_denominator(const Measure& measure, const Side& side) {
    CHECK_THAT(measure.denominator && measure.denominator->count && side.count,
               "a part of the denominator is a part of counted rows");
    const Count& whole = *measure.denominator->count;
    std::vector<Expression> parts = parts_of(whole);
    for (auto& part : parts_of(*side.count)) parts.push_back(std::move(part));
    std::vector<int> covers = covers_of(whole);
    for (const int cover : covers_of(*side.count)) covers.push_back(cover);
    return make_base_count(*whole.fact, whole.month_of, std::move(parts), std::move(covers),
                           side.count->aggregate, side.count->amount);
  }

  static std::vector<Expression> parts_of(const Count& count) {
    std::vector<Expression> parts;
    if (count.where) {
      for (const Expression* part : and_parts(*count.where)) parts.push_back(*part);
    }
    return parts;
  }

  static std::vector<int> covers_of(const Count& count) {
    return count.cover >= 0 ? std::vector<int>{count.cover} : std::vector<int>{};
  }

  // Amounts that are added together are of one unit.
  int scale_of(const PlannedSide& side) const {
    int scale = 1;
    for (const std::size_t position : side.counts) {
      const BaseCount& count = plan_.counts[position];
      if (count.amount >= 0)
        scale = count.fact->columns[static_cast<std::size_t>(count.amount)].scale;
    }
    return scale;
  }

  const Parameter* window_parameter(const PlannedMeasure& planned) const {
    if (!planned.measure->window_in_fact) return nullptr;
    for (const std::size_t position : planned.numerator.counts) {
      const std::string& name = plan_.counts[position].fact->window_parameter;
      if (!name.empty()) return catalogue_.parameters.find(name);
    }
    return nullptr;
  }

  std::size_t add(BaseCount count) {
    const auto [found, is_new] = position_.try_emplace(count.key, plan_.counts.size());
    if (is_new) plan_.counts.push_back(std::move(count));
    return found->second;
  }

  bool has_missed(const PlannedMeasure& planned) const {
    if (planned.measure->format != Format::percent || !planned.denominator) return false;
    const auto& wholes = planned.denominator->counts;
    return std::all_of(planned.numerator.counts.begin(), planned.numerator.counts.end(),
                       [&](std::size_t part) {
                         return std::any_of(wholes.begin(), wholes.end(), [&](std::size_t whole) {
                           return is_subset(plan_.counts[part], plan_.counts[whole]);
                         });
                       });
  }

  const Catalogue& catalogue_;
  MeasurePlan plan_;
  std::map<std::string, std::size_t> position_;
  int depth_ = 0;
};

}  // namespace

BaseCount make_base_count(const FactSchema& fact, int month_of, std::vector<Expression> parts,
                          std::vector<int> covers, Aggregate aggregate, int amount) {
  std::sort(covers.begin(), covers.end());
  covers.erase(std::unique(covers.begin(), covers.end()), covers.end());
  BaseCount count{.fact = &fact,
                  .month_of = month_of,
                  .parts = std::move(parts),
                  .covers = std::move(covers),
                  .aggregate = aggregate,
                  .amount = amount,
                  .key = {}};
  count.key = key_of(count);
  return count;
}

bool is_subset(const BaseCount& part, const BaseCount& whole) {
  if (part.fact != whole.fact || part.month_of != whole.month_of ||
      part.aggregate != Aggregate::count || whole.aggregate != Aggregate::count) {
    return false;
  }
  const auto part_conditions = part_texts(part);
  const auto whole_conditions = part_texts(whole);
  return std::includes(part_conditions.begin(), part_conditions.end(), whole_conditions.begin(),
                       whole_conditions.end()) &&
         std::includes(part.covers.begin(), part.covers.end(), whole.covers.begin(),
                       whole.covers.end());
}

int PlannedMeasure::months_seen(Month month) const {
  if (measure->kind != Kind::rolling) return 1;
  if (window_parameter == nullptr) return measure->window_months;
  return std::max(1, static_cast<int>(value_on(*window_parameter, last_day(month)).number));
}

const PlannedMeasure* MeasurePlan::find(std::string_view ref) const {
  const auto found = std::find_if(measures.begin(), measures.end(),
                                  [&](const auto& planned) { return planned.measure->ref == ref; });
  return found == measures.end() ? nullptr : &*found;
}

MeasurePlan plan_measures(const Catalogue& catalogue) { return Planner(catalogue).plan(); }

}  // namespace waymark
