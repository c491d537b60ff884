#include "facts/contacts_led.h"

#include "facts/record_keys.h"

namespace waymark {

ContactsLed::ContactsLed(const Extract& extract)
    : extract_(extract),
      decision_(id_count(extract, "contact_id"), Decision::none),
      contact_id_(extract.column("ssd_contacts", "cont_contact_id")),
      outcome_(extract.column("ssd_contacts", "cont_contact_outcome_json")),
      new_referral_(extract.code("NEW_REFERRAL_FLAG")) {
  const auto contacts = extract.column("loc_contact_referral", "cont_contact_id");
  const auto referrals = extract.column("loc_contact_referral", "cine_referral_id");
  for (std::size_t row = 0; row < contacts.size(); ++row) {
    if (contacts[row] == kMissing) continue;
    decision_[static_cast<std::size_t>(contacts[row])] =
        referrals[row] == kMissing ? Decision::no : Decision::yes;
  }
}

bool ContactsLed::to_referral(std::size_t contact_row) const {
  const std::int32_t id = contact_id_[contact_row];
  const Decision decision =
      id == kMissing ? Decision::none : decision_[static_cast<std::size_t>(id)];
  if (decision != Decision::none) return decision == Decision::yes;
  return extract_.has_key(outcome_[contact_row], new_referral_);
}

}  // namespace waymark
