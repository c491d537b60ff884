// The county itself: its localities, postcodes and population, and the tables that do not depend on
// any child (standards, terms, targets, benchmarks, bank holidays).
#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/date.h"
#include "simulate/random.h"
#include "simulate/simulate.h"
#include "simulate/view.h"
#include "simulate/writer.h"

namespace waymark::simulation {

inline constexpr int kLocalities = 6;
inline constexpr int kPostcodesPerLocality = 240;
// Postcodes outside the county, which no locality has.
inline constexpr int kPostcodesOutside = 12;
inline constexpr int kNoPostcode = -1;

struct CountyLocality {
  std::string id;
  std::string name;
  int population_share;  // per mille of the county's under-18s
  int demand;            // contacts per child against the county, per cent
  int severity;          // how often a case turns serious against the county, per cent
  int care;              // admissions to care per child against the county, per cent
  int lateness;          // working days an assessment takes longer than elsewhere
};

struct County {
  std::string authority_code;
  std::string name;
  std::vector<CountyLocality> localities;
  std::vector<std::string> postcodes;  // by locality, then those outside; without blank
  int population = 0;                  // under-18s in the middle of 2016

  // The locality of a postcode number; -1 outside or without one.
  int locality_of(int postcode) const {
    return postcode == kNoPostcode || postcode >= kLocalities * kPostcodesPerLocality
               ? -1
               : postcode / kPostcodesPerLocality;
  }
  int pick_postcode(Random& random, int locality) const {
    return locality * kPostcodesPerLocality + random.below(kPostcodesPerLocality);
  }
  // The postcode where loc_postcode_locality has it, else empty.
  std::string_view postcode_inside(int number) const {
    return locality_of(number) < 0 ? std::string_view() : postcode(number);
  }
  std::string_view postcode(int number) const {
    return number == kNoPostcode ? std::string_view()
                                 : std::string_view(postcodes[static_cast<std::size_t>(number)]);
  }
};

County make_county(const Random& random, std::string authority_code, int population);

// Everything that is about the county and not about people.
void write_county(const County& county, const View& view,
                  const std::vector<BankHoliday>& bank_holidays, Tables& tables);

// Under-18s of the localities in a year, summing to the county's; the last entry is the county.
std::array<int, kLocalities + 1> population_in(const County& county, int estimate_year);

}  // namespace waymark::simulation
