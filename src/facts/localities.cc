// Every answer is found together with the first day on which another could be given (the end of an
// involvement, the next address, a change of the team's locality ...), so that a run of months is
// walked by changes and not month by month.
#include "facts/localities.h"

#include <optional>
#include <utility>

#include "base/check.h"
#include "facts/accepted_codes.h"
#include "facts/care_periods.h"
#include "facts/dated_map.h"
#include "facts/facts.h"
#include "facts/in_force.h"
#include "facts/places.h"

namespace waymark {
namespace {

std::vector<bool> rows_with(const AcceptedCodes& accepted, std::span<const std::int32_t> codes) {
  std::vector<bool> usable(codes.size());
  for (std::size_t row = 0; row < codes.size(); ++row) usable[row] = accepted.ever(codes[row]);
  return usable;
}

// Step 1: the team of the allocated case worker.
class WorkerStep {
 public:
  explicit WorkerStep(const FactContext& context)
      : roles_(context.extract, context.parameters, "allocated_case_worker_roles"),
        role_(context.extract.column("ssd_involvements", "invo_professional_role_id")),
        professional_(context.extract.column("ssd_involvements", "invo_professional_id")),
        team_(context.extract.column("ssd_involvements", "invo_professional_team")),
        involvements_(context.extract, *context.people,
                      {.table = "ssd_involvements",
                       .key = "invo_involvements_id",
                       .person = "invo_person_id",
                       .from = "invo_involvement_start_date",
                       .to = "invo_involvement_end_date"},
                      rows_with(roles_, role_)),
        workers_(context.extract, "loc_worker", "professional_id"),
        team_of_worker_(context.extract.column("loc_worker", "team_id")),
        teams_(context.extract, context.areas) {}

  DatedArea on(std::int32_t child, Date day) const {
    const auto found = involvements_.latest(child, day, [&](std::int32_t row) {
      return roles_.on(role_[static_cast<std::size_t>(row)], day);
    });
    DatedArea answer{kMissing, earliest_of(found.until, roles_.changes_after(day))};
    if (found.row == kMissing) return answer;
    const auto at = static_cast<std::size_t>(found.row);
    std::int32_t team = team_[at];
    if (team == kMissing) {
      const auto worker = workers_.find(professional_[at], day);
      answer.until = earliest_of(answer.until, worker.until);
      if (worker.row != kMissing) team = team_of_worker_[static_cast<std::size_t>(worker.row)];
    }
    const DatedArea of_team = teams_.on(team, day);
    return {of_team.area, earliest_of(answer.until, of_team.until)};
  }

 private:
  AcceptedCodes roles_;
  std::span<const std::int32_t> role_, professional_, team_;
  InForceRows involvements_;
  DatedMap workers_;
  std::span<const std::int32_t> team_of_worker_;
  TeamAreas teams_;
};

// Step 2: the home postcode.
class AddressStep {
 public:
  explicit AddressStep(const FactContext& context)
      : types_(context.extract, context.parameters, "home_address_types"),
        type_(context.extract.column("ssd_address", "addr_address_type")),
        postcode_(context.extract.column("ssd_address", "addr_address_postcode")),
        addresses_(context.extract, *context.people,
                   {.table = "ssd_address",
                    .key = "addr_table_id",
                    .person = "addr_person_id",
                    .from = "addr_address_start_date",
                    .to = "addr_address_end_date"},
                   rows_with(types_, type_)),
        postcodes_(context.extract, context.areas) {}

  DatedArea on(std::int32_t child, Date day) const {
    const auto found = addresses_.latest(child, day, [&](std::int32_t row) {
      return types_.on(type_[static_cast<std::size_t>(row)], day);
    });
    DatedArea answer{kMissing, earliest_of(found.until, types_.changes_after(day))};
    if (found.row == kMissing) return answer;
    answer.area = postcodes_.of(postcode_[static_cast<std::size_t>(found.row)]);
    return answer;
  }

 private:
  AcceptedCodes types_;
  std::span<const std::int32_t> type_, postcode_;
  InForceRows addresses_;
  PostcodeAreas postcodes_;
};

struct CareDays {
  Date start;
  Date end;  // exclusive; missing = open
};

// What the steps of the rule ask, answered by records.
class RecordAnswers {
 public:
  explicit RecordAnswers(const FactContext& context)
      : worker_(context), address_(context), periods_(context.care_periods) {}

  DatedArea worker(std::int32_t child, Date day) const { return worker_.on(child, day); }
  DatedArea address(std::int32_t child, Date day) const { return address_.on(child, day); }
  std::optional<CareDays> care(std::int32_t child, Date day) const {
    const CarePeriod* period = periods_->open_on(child, day);
    if (period == nullptr) return std::nullopt;
    return CareDays{period->start, period->end};
  }

 private:
  WorkerStep worker_;
  AddressStep address_;
  std::shared_ptr<const CarePeriods> periods_;
};

// The same, answered by what was written down of the records before.
class RunAnswers {
 public:
  explicit RunAnswers(LocalityRuns runs) : runs_(std::move(runs)) {}

  DatedArea worker(std::int32_t child, Date day) const { return area_on(runs_.worker, child, day); }
  DatedArea address(std::int32_t child, Date day) const {
    return area_on(runs_.address, child, day);
  }
  std::optional<CareDays> care(std::int32_t child, Date day) const {
    const auto [first, last] = rows_of(runs_.care, child);
    for (std::uint32_t i = first; i < last; ++i) {
      const CareDays days{{runs_.care.from[i]}, {runs_.care.value[i]}};
      if (days.start <= day && (days.end.missing() || day < days.end)) return days;
    }
    return std::nullopt;
  }

 private:
  static std::pair<std::uint32_t, std::uint32_t> rows_of(const LocalityRuns::ByChild& runs,
                                                         std::int32_t child) {
    const auto at = static_cast<std::size_t>(child);
    CHECK_THAT(at + 1 < runs.first.size(), "the child is one of those written down");
    return {runs.first[at], runs.first[at + 1]};
  }

  static DatedArea area_on(const LocalityRuns::ByChild& runs, std::int32_t child, Date day) {
    const auto [first, last] = rows_of(runs, child);
    Date next;
    for (std::uint32_t i = last; i-- > first;) {
      if (runs.from[i] <= day.days) return {runs.value[i], next};
      next = {runs.from[i]};
    }
    return {kMissing, next};
  }

  LocalityRuns runs_;
};

template <typename Answers>
class SteppedLocalities : public Localities {
 public:
  SteppedLocalities(std::int32_t unallocated, Answers answers)
      : unallocated_(unallocated), answers_(std::move(answers)) {}

  LocalityAnswer at(std::int32_t child, Date day, LocalityRule rule, Date entry) const override {
    return find(child, day, rule, entry).answer;
  }

  void over_month_ends(
      std::int32_t child, Month first, Month last, LocalityRule rule,
      const std::function<void(Month, Month, std::int32_t)>& segment) const override {
    Month run_from = first;
    std::int32_t run_area = kMissing;
    for (Month month = first; month < last;) {
      const Found found = find(child, last_day(month), rule, {});
      if (found.answer.area != run_area) {
        if (run_from < month) segment(run_from, month, run_area);
        run_from = month;
        run_area = found.answer.area;
      }
      month = found.until.missing() ? last : month_of(found.until);
    }
    if (run_from < last) segment(run_from, last, run_area);
  }

 private:
  struct Found {
    LocalityAnswer answer;
    Date until;
  };

  Found find(std::int32_t child, Date day, LocalityRule rule, Date entry) const {
    const Found nothing{{unallocated_, LocalityStep::unallocated}, {}};
    if (child == kMissing || day.missing() || rule == LocalityRule::own) return nothing;
    Date until;
    if (rule != LocalityRule::home) {
      const DatedArea by_worker = answers_.worker(child, day);
      if (by_worker.area != kMissing) {
        return {{by_worker.area, LocalityStep::worker}, by_worker.until};
      }
      until = by_worker.until;
    }
    const bool at_entry = rule == LocalityRule::worker_then_home_at_entry;
    const DatedArea by_home = home(child, day, at_entry ? entry : Date{});
    until = earliest_of(until, by_home.until);
    if (by_home.area != kMissing) return {{by_home.area, LocalityStep::home}, until};
    return {nothing.answer, until};
  }

  // While the child is looked after the address of the day care began. `entry`: first day of the
  // period of care to use; missing = the period open on the day, if any.
  DatedArea home(std::int32_t child, Date day, Date entry) const {
    if (!entry.missing()) return {answers_.address(child, entry).area, {}};
    if (const auto care = answers_.care(child, day)) {
      return {answers_.address(child, care->start).area, care->end};
    }
    // A period of care that begins later changes nothing by itself: it keeps the address of the day
    // before any change after it.
    return answers_.address(child, day);
  }

  std::int32_t unallocated_;
  Answers answers_;
};

// Writes down when the answer becomes another, over all days.
template <typename On>
void add_runs(LocalityRuns::ByChild& runs, std::int32_t child, On on) {
  std::int32_t before = kMissing;
  Date day = make_date(1, 1, 1);
  while (!day.missing()) {
    const DatedArea answer = on(child, day);
    if (answer.area != before) {
      runs.from.push_back(day.days);
      runs.value.push_back(answer.area);
      before = answer.area;
    }
    CHECK_THAT(answer.until.missing() || answer.until > day, "answers change on later days");
    day = answer.until;
  }
  runs.first.push_back(static_cast<std::uint32_t>(runs.from.size()));
}

}  // namespace

std::shared_ptr<const Localities> make_localities(const FactContext& context) {
  return std::make_shared<SteppedLocalities<RecordAnswers>>(context.areas.unallocated(),
                                                            RecordAnswers(context));
}

std::shared_ptr<const Localities> make_localities(LocalityRuns runs, std::int32_t unallocated) {
  return std::make_shared<SteppedLocalities<RunAnswers>>(unallocated, RunAnswers(std::move(runs)));
}

LocalityRuns locality_runs(const FactContext& context) {
  const RecordAnswers answers(context);
  LocalityRuns runs;
  for (auto* part : {&runs.worker, &runs.address, &runs.care}) part->first.push_back(0);
  const auto children = static_cast<std::int32_t>(context.people->count());
  for (std::int32_t child = 0; child < children; ++child) {
    add_runs(runs.worker, child, [&](std::int32_t c, Date day) { return answers.worker(c, day); });
    add_runs(runs.address, child,
             [&](std::int32_t c, Date day) { return answers.address(c, day); });
    for (const CarePeriod& period : context.care_periods->of(child)) {
      runs.care.from.push_back(period.start.days);
      runs.care.value.push_back(period.end.days);
    }
    runs.care.first.push_back(static_cast<std::uint32_t>(runs.care.from.size()));
  }
  return runs;
}

}  // namespace waymark
