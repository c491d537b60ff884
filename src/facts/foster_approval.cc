#include <algorithm>
#include <set>
#include <tuple>

#include "facts/builders.h"
#include "facts/places.h"
#include "facts/record_keys.h"

namespace waymark {
namespace {

enum CareType : std::int32_t { task_centred, kinship, short_break_other };

class FosterApprovalBuilder {
 public:
  FosterApprovalBuilder(const FactContext& context, const Notes& notes)
      : context_(context),
        notes_(notes),
        household_(column("household_id")),
        type_(column("care_type")),
        temporary_(column("temporary")),
        approved_(column("approved_date")),
        ceased_(column("ceased_date")),
        reason_(column("cease_reason")),
        task_centred_(context.extract.code("TASK_CENTRED")),
        kinship_(context.extract.code("KINSHIP")),
        type_change_(context.extract.code("TYPE_CHANGE")),
        area_of_household_(areas_of_households()) {}

  FactTable build() {
    find_type_changes();
    FactRows rows("foster_approval", household_.size());
    OwnAreas areas;
    for (const std::size_t at : in_order_of_id()) {
      if (temporary_[at] == 1) continue;
      const auto row = static_cast<std::int32_t>(at);
      note(at);
      const std::int32_t type = care_type(at);
      const Date approved = approved_on(at, type);
      const Date ceased = ceased_on(at, type);
      if (approved.missing() && ceased.missing()) continue;
      rows.add(kMissing, row, {type, approved.days, ceased.days});
      areas.add(area_of_household_[static_cast<std::size_t>(household_[at])]);
    }
    FactTable table = std::move(rows).take();
    std::move(areas).give_to(table);
    return table;
  }

 private:
  std::span<const std::int32_t> column(std::string_view field) const {
    return context_.extract.column("loc_foster_approval", field);
  }

  // By number of the household id.
  std::vector<std::int32_t> areas_of_households() const {
    const Extract& extract = context_.extract;
    const PostcodeAreas postcodes(extract, context_.areas);
    std::vector<std::int32_t> areas(id_count(extract, "household_id"), kMissing);
    const auto ids = extract.column("loc_foster_household", "household_id");
    const auto postcode = extract.column("loc_foster_household", "postcode");
    for (std::size_t row = 0; row < ids.size(); ++row) {
      if (ids[row] == kMissing) continue;
      areas[static_cast<std::size_t>(ids[row])] = postcodes.of(postcode[row]);
    }
    return areas;
  }

  // Of rows that are counted once it is the one with the lowest id that stays.
  std::vector<std::size_t> in_order_of_id() const {
    std::vector<std::size_t> order(household_.size());
    for (std::size_t at = 0; at < order.size(); ++at) order[at] = at;
    const KeyOrder by_id(context_.extract, "loc_foster_approval", "approval_id");
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return by_id.before(static_cast<std::int32_t>(a), static_cast<std::int32_t>(b));
    });
    return order;
  }

  // Households and days on which they went on under another type of care.
  void find_type_changes() {
    for (std::size_t at = 0; at < household_.size(); ++at) {
      if (temporary_[at] == 1 || ceased_[at] == kMissing) continue;
      if (holds(reason_[at], type_change_)) type_changes_.insert({household_[at], ceased_[at], at});
    }
  }

  // Whether another row of the household ended that day by a change of type.
  bool continues_another(std::size_t at) const {
    auto change = type_changes_.lower_bound({household_[at], approved_[at], 0});
    for (; change != type_changes_.end(); ++change) {
      const auto& [household, day, row] = *change;
      if (household != household_[at] || day != approved_[at]) return false;
      if (row != at) return true;
    }
    return false;
  }

  std::int32_t care_type(std::size_t at) const {
    if (holds(type_[at], task_centred_)) return task_centred;
    return holds(type_[at], kinship_) ? kinship : short_break_other;
  }

  Date approved_on(std::size_t at, std::int32_t type) {
    if (approved_[at] == kMissing || continues_another(at)) return {};
    const bool is_new = approvals_.insert({household_[at], type, approved_[at]}).second;
    return is_new ? Date{approved_[at]} : Date{};
  }

  Date ceased_on(std::size_t at, std::int32_t type) {
    if (ceased_[at] == kMissing || holds(reason_[at], type_change_)) return {};
    // A missing approval is before every day.
    if (ceased_[at] < approved_[at]) return {};
    const bool is_new = ceases_.insert({household_[at], type, ceased_[at]}).second;
    return is_new ? Date{ceased_[at]} : Date{};
  }

  void note(std::size_t at) const {
    const auto row = static_cast<std::int32_t>(at);
    if (approved_[at] == kMissing) {
      notes_.add("date-missing", "loc_foster_approval", row,
                 "The approval has no date: it counts as no approval.");
    } else if (ceased_[at] != kMissing && ceased_[at] < approved_[at]) {
      notes_.add(
          "span-faulty", "loc_foster_approval", row,
          "The approval ceased before it was given: it counts as an approval, not as a cease.");
    }
  }

  using Counted = std::set<std::tuple<std::int32_t, std::int32_t, std::int32_t>>;
  const FactContext& context_;
  const Notes& notes_;
  std::span<const std::int32_t> household_, type_, temporary_, approved_, ceased_, reason_;
  std::int32_t task_centred_, kinship_, type_change_;
  std::vector<std::int32_t> area_of_household_;
  std::set<std::tuple<std::int32_t, std::int32_t, std::size_t>> type_changes_;
  Counted approvals_, ceases_;  // household, type of care, day
};

}  // namespace

FactTable build_foster_approval(const FactContext& context, const Notes& notes) {
  return FosterApprovalBuilder(context, notes).build();
}

}  // namespace waymark
