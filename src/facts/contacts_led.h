// Whether a contact led to a referral (measures, section 2).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/records.h"

namespace waymark {

// A loc_contact_referral row decides: yes if it names a referral, no if it names none. Without a
// row: yes if NEW_REFERRAL_FLAG is set in the outcome of the contact.
class ContactsLed {
 public:
  explicit ContactsLed(const Extract& extract);
  bool to_referral(std::size_t contact_row) const;

 private:
  enum class Decision : std::uint8_t { none, no, yes };
  const Extract& extract_;
  std::vector<Decision> decision_;  // by contact id
  std::span<const std::int32_t> contact_id_, outcome_;
  std::int32_t new_referral_;
};

}  // namespace waymark
