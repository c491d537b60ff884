// Spells on a protection plan of this authority (measures, section 6): the plans of a child that
// touch or overlap are one spell. Plans of other authorities, faulty ones and those that start past
// childhood are left out. A child has at most one spell open on any day.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "facts/builders.h"

namespace waymark {

struct CpSpell {
  std::int32_t child = kMissing;
  Date start;
  Date end;                            // exclusive; missing = open
  std::int32_t first_plan = kMissing;  // row of ssd_cp_plans (earliest start, then lowest id)
};

class CpSpells {
 public:
  CpSpells(const FactContext& context, const Notes& notes);

  // By child, each child's by start.
  std::span<const CpSpell> all() const { return spells_; }
  std::span<const CpSpell> of(std::int32_t child) const;
  // The spell that contains a plan (row of ssd_cp_plans); null for a plan that was left out.
  const CpSpell* of_plan(std::int32_t plan) const;

 private:
  std::vector<CpSpell> spells_;
  std::vector<std::uint32_t> first_;         // by child; one more at the end
  std::vector<std::int32_t> spell_of_plan_;  // by row of ssd_cp_plans
};

}  // namespace waymark
