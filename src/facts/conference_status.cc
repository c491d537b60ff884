#include "facts/conference_status.h"

#include "facts/record_keys.h"

namespace waymark {

ConferenceStatus::ConferenceStatus(const Extract& extract, std::string_view kind)
    : row_(id_count(extract, "conference_id"), kMissing),
      status_(extract.column("loc_conference", "status")),
      notified_(extract.column("loc_conference", "notified_date")),
      held_(extract.code("HELD")) {
  const auto kinds = extract.column("loc_conference", "kind");
  const auto ids = extract.column("loc_conference", "conference_id");
  const std::int32_t wanted = extract.code(kind);
  for (std::size_t row = 0; row < ids.size(); ++row) {
    if (ids[row] != kMissing && holds(kinds[row], wanted)) {
      row_[static_cast<std::size_t>(ids[row])] = static_cast<std::int32_t>(row);
    }
  }
}

std::int32_t ConferenceStatus::row(std::int32_t conference_id) const {
  return conference_id == kMissing ? kMissing : row_[static_cast<std::size_t>(conference_id)];
}

bool ConferenceStatus::held(std::int32_t conference_id) const {
  const std::int32_t at = row(conference_id);
  if (at == kMissing) return true;
  const std::int32_t status = status_[static_cast<std::size_t>(at)];
  return status == kMissing || status == held_;
}

Date ConferenceStatus::notified_on(std::int32_t conference_id) const {
  const std::int32_t at = row(conference_id);
  return at == kMissing ? Date{} : Date{notified_[static_cast<std::size_t>(at)]};
}

}  // namespace waymark
