// Every answer is found together with the first day on which another could be given (the end of an
// involvement, the next address, a change of the team's locality ...), so that a stretch of days is
// walked by changes and not day by day.
#include "facts/localities.h"

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

class SteppedLocalities : public Localities {
 public:
  explicit SteppedLocalities(const FactContext& context)
      : unallocated_(context.areas.unallocated()),
        worker_(context),
        address_(context),
        periods_(context.care_periods) {}

  LocalityAnswer at(std::int32_t child, Date day, LocalityRule rule, Date entry) const override {
    return find(child, day, rule, entry).answer;
  }

  void over_days(std::int32_t child, Date first, Date until, LocalityRule rule, Date entry,
                 std::vector<AreaRun>& runs) const override {
    std::int32_t before = kMissing;
    for (Date day = first; until.missing() || day < until;) {
      const Found found = find(child, day, rule, entry);
      if (found.answer.area != before) runs.push_back({day, found.answer.area});
      before = found.answer.area;
      if (found.until.missing()) return;
      CHECK_THAT(found.until > day, "answers change on later days");
      day = found.until;
    }
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
      const DatedArea by_worker = worker_.on(child, day);
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
    if (!entry.missing()) return {address_.on(child, entry).area, {}};
    if (const CarePeriod* care = periods_->open_on(child, day)) {
      return {address_.on(child, care->start).area, care->end};
    }
    // A period of care that begins later changes nothing by itself: it keeps the address of the day
    // before any change after it.
    return address_.on(child, day);
  }

  std::int32_t unallocated_;
  WorkerStep worker_;
  AddressStep address_;
  std::shared_ptr<const CarePeriods> periods_;
};

}  // namespace

std::shared_ptr<const Localities> make_localities(const FactContext& context) {
  return std::make_shared<SteppedLocalities>(context);
}

}  // namespace waymark
