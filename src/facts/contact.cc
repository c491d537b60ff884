#include "facts/builders.h"
#include "facts/contacts_led.h"
#include "facts/people.h"
#include "facts/source_groups.h"

namespace waymark {

FactTable build_contact(const FactContext& context, const Notes& notes) {
  const Extract& extract = context.extract;
  const auto child = context.people->rows_of(extract.column("ssd_contacts", "cont_person_id"));
  const auto day = extract.column("ssd_contacts", "cont_contact_date");
  const auto source = extract.column("ssd_contacts", "cont_contact_source_code");
  const ContactsLed led(extract);
  const SourceGroups groups(extract, context.default_codes, "contact");
  FactRows rows("contact", child.size());
  for (std::size_t row = 0; row < child.size(); ++row) {
    if (child[row] == kMissing) continue;
    const auto record = static_cast<std::int32_t>(row);
    if (day[row] == kMissing) {
      notes.add("date-missing", "ssd_contacts", record,
                "The contact has no date: it is in no month.");
      continue;
    }
    const auto group = groups.of(source[row], {day[row]});
    if (!group.known) {
      notes.add("source-unknown", "ssd_contacts", record, kUnknownSource);
    }
    rows.add(child[row], record, {day[row], group.word, led.to_referral(row) ? 1 : 0});
  }
  return std::move(rows).take();
}

}  // namespace waymark
