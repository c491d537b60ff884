// Builds facts from one authority's records. Definitions: docs/generated/measures (from
// catalogue/); the rules common to all are section 0 of the measure definitions.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "model/areas.h"
#include "model/fact.h"
#include "model/parameters.h"
#include "model/records.h"
#include "model/settings.h"
#include "model/working_days.h"

namespace waymark {

class People;       // facts/people.h
class CarePeriods;  // facts/care_periods.h
class Localities;   // facts/localities.h
class HeldCases;    // facts/held_cases.h

// What records say of the authority itself: the frame in which facts are built and counted.
struct FactFrame {
  const Extract& extract;
  const Parameters& parameters;
  const DefaultCodes& default_codes;
  WorkingDays working_days;  // loc_bank_holiday of england-and-wales
  Areas areas;
  Date extract_date;  // loc_extract.extract_date; missing if not supplied
  Date history_from;  // loc_extract.history_from; missing = no limit
};

FactFrame make_frame(const Extract& extract, const Parameters& parameters,
                     const DefaultCodes& default_codes);

// Everything the builders read. Made once per authority and load; safe to share between threads.
struct FactContext : FactFrame {
  std::shared_ptr<const People> people = nullptr;
  std::shared_ptr<const CarePeriods> care_periods = nullptr;
  std::shared_ptr<const Localities> localities = nullptr;
  std::shared_ptr<const HeldCases> held_cases = nullptr;
};

FactContext make_context(const Extract& extract, const Parameters& parameters,
                         const DefaultCodes& default_codes);

// People and periods of care that are left out or in doubt, whatever is counted.
std::vector<FactNote> context_notes(const FactContext& context);

// Builds one fact by name (see fact_schemas()); several may be built at once. Tables that are not
// supplied are read as empty; whether a figure may be given is decided by the measure's tables.
// Records whose person is missing or unknown are held out. `notes` takes the rows that are left out
// or in doubt. Rows are in the order of the record table, or by child where a row is a child's.
FactTable build_fact(std::string_view name, const FactContext& context,
                     std::vector<FactNote>* notes = nullptr);

}  // namespace waymark
