// Early-help cases of families and the children who are members of them (measures, section 1). A
// case with a faulty span does not exist for anything here.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "facts/by_child.h"
#include "facts/facts.h"
#include "facts/places.h"
#include "facts/record_keys.h"
#include "facts/spans.h"

namespace waymark {

class EarlyHelpCases {
 public:
  explicit EarlyHelpCases(const FactContext& context);

  std::size_t rows() const { return opened_.size(); }
  // The row of a case id; kMissing if it is unknown or the case's span is faulty.
  std::int32_t find(std::int32_t case_id) const { return rows_.find(case_id); }
  Date opened_on(std::int32_t row) const { return {opened_[at(row)]}; }
  Date closed_on(std::int32_t row) const { return {closed_[at(row)]}; }
  // The start is missing, or the end is before it.
  bool is_faulty(std::int32_t row) const { return usable_[at(row)] == kMissing; }
  // Whether a was opened earlier than b; equal days: has the lower id.
  bool before(std::int32_t a, std::int32_t b) const;
  // Gives a fact's next row the locality of the case, from one day to another (that day included).
  void add_areas(std::int32_t row, Date from, Date last, OwnAreas& areas) const;

 private:
  static std::size_t at(std::int32_t row) { return static_cast<std::size_t>(row); }
  std::span<const std::int32_t> opened_, closed_, team_, postcode_;
  std::vector<std::int32_t> usable_;  // kMissing where the span is faulty
  RowOfKey rows_;
  KeyOrder order_;
  TeamAreas teams_;
  PostcodeAreas postcodes_;
};

// The time a child was a member of an open case.
struct EarlyHelpMembership {
  std::int32_t early_help_case = kMissing;  // row of loc_eh_case
  std::int32_t record = kMissing;           // row of loc_eh_case_child
  Span span;                                // never empty
};

class EarlyHelpMembers {
 public:
  EarlyHelpMembers(const FactContext& context, const EarlyHelpCases& cases);
  // The memberships of one child, in the order of the table.
  std::vector<EarlyHelpMembership> of(std::int32_t child) const;

 private:
  std::vector<EarlyHelpMembership> memberships_;  // by row of loc_eh_case_child
  ByChild by_child_;
};

}  // namespace waymark
