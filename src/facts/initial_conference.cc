#include "facts/builders.h"
#include "facts/conference_status.h"
#include "facts/first_in_month.h"
#include "facts/people.h"
#include "facts/record_keys.h"

namespace waymark {

FactTable build_initial_conference(const FactContext& context, const Notes& notes) {
  const Extract& extract = context.extract;
  const auto column = [&](std::string_view field) {
    return extract.column("ssd_initial_cp_conference", field);
  };
  const auto child = context.people->rows_of(column("icpc_person_id"));
  const auto id = column("icpc_icpc_id");
  const auto day = column("icpc_icpc_date");
  const auto enquiry = column("icpc_s47_enquiry_id");
  const auto transfer_in = column("icpc_icpc_transfer_in");
  const ConferenceStatus status(extract, "ICPC");
  const RowOfKey enquiries(
      extract, "ssd_s47_enquiry", "s47e_s47_enquiry_id",
      context.people->rows_of(extract.column("ssd_s47_enquiry", "s47e_person_id")));
  const auto enquiry_start = extract.column("ssd_s47_enquiry", "s47e_s47_start_date");

  std::vector<std::int32_t> child_if_held = child;
  for (std::size_t at = 0; at < child.size(); ++at) {
    if (!status.held(id[at])) child_if_held[at] = kMissing;
  }
  const auto first = first_in_month(child_if_held, day, context.people->count(),
                                    KeyOrder(extract, "ssd_initial_cp_conference", "icpc_icpc_id"));
  FactRows rows("initial_conference", child.size());
  for (std::size_t at = 0; at < child.size(); ++at) {
    if (child[at] == kMissing) continue;
    const auto row = static_cast<std::int32_t>(at);
    const bool held = child_if_held[at] != kMissing;
    if (day[at] == kMissing) {
      if (held) {
        notes.add("date-missing", "ssd_initial_cp_conference", row,
                  "The conference has no date: it is in no month.");
      }
      continue;
    }
    Date clock;
    if (transfer_in[at] == 1) {
      clock = status.notified_on(id[at]);
    } else if (const std::int32_t found = enquiries.find(enquiry[at]); found != kMissing) {
      clock = {enquiry_start[static_cast<std::size_t>(found)]};
    }
    if (first[at] && clock.missing()) {
      notes.add("clock-start-missing", "ssd_initial_cp_conference", row,
                "Nothing says when the 15 working days to the conference started (the strategy "
                "discussion, or the notification of a transfer in): it counts as not in time.");
    } else if (first[at] && clock.days > day[at]) {
      notes.add("clock-backwards", "ssd_initial_cp_conference", row,
                "The conference is before the strategy discussion, or before the notification of "
                "the transfer in: it counts as not in time.");
    }
    rows.add(child[at], row,
             {day[at], held ? 1 : 0, first[at] ? 1 : 0, transfer_in[at] == 1 ? 1 : 0, clock.days});
  }
  return std::move(rows).take();
}

}  // namespace waymark
