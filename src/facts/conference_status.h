// What loc_conference says of conferences of one kind: whether they were held, and when a transfer
// in was notified.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/records.h"

namespace waymark {

class ConferenceStatus {
 public:
  // `kind`: ICPC or RCPC.
  ConferenceStatus(const Extract& extract, std::string_view kind);
  // Held: no row, or status HELD or empty.
  bool held(std::int32_t conference_id) const;
  Date notified_on(std::int32_t conference_id) const;

 private:
  std::int32_t row(std::int32_t conference_id) const;
  std::vector<std::int32_t> row_;  // by conference id
  std::span<const std::int32_t> status_, notified_;
  std::int32_t held_;
};

}  // namespace waymark
