// Children-in-need episodes: what a referral row says of its own span (measures, section 5).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "facts/facts.h"
#include "facts/record_keys.h"

namespace waymark {

class CinEpisodes {
 public:
  explicit CinEpisodes(const FactContext& context);

  // The row of a referral id; kMissing if it is unknown or its person is.
  std::int32_t find(std::int32_t referral_id) const { return rows_.find(referral_id); }
  // The child of each row; kMissing for rows that are held out.
  const std::vector<std::int32_t>& child() const { return child_; }
  Date referred_on(std::int32_t row) const { return {referred_[at(row)]}; }
  Date closed_on(std::int32_t row) const { return {closed_[at(row)]}; }
  std::int32_t close_reason(std::int32_t row) const { return reason_[at(row)]; }
  bool no_further_action(std::int32_t row) const { return nfa_[at(row)] == 1; }
  // A faulty span is never open: the start is missing, or the end is before it.
  bool is_faulty(std::int32_t row) const;

 private:
  static std::size_t at(std::int32_t row) { return static_cast<std::size_t>(row); }
  std::vector<std::int32_t> child_;
  RowOfKey rows_;
  std::span<const std::int32_t> referred_, closed_, reason_, nfa_;
};

}  // namespace waymark
