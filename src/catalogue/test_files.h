// Catalogue files written out in a test, and their faults as text.
#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "catalogue/catalogue.h"

namespace waymark {

// A measure of two sides, a condition and a parameter; line numbers matter to the tests.
inline const std::string kRereferrals = R"toml(ref        = "2.7"
title      = "Re-referrals - % (in-month)"
section    = "2 Contacts and referrals"
page       = "Referrals"
sort       = 270
polarity   = "low"
format     = "percent"
decimals   = 1
unit       = "referral"
kind       = "flow"
ytd        = "ratio"
adds       = false
needs      = ["ssd_cin_episodes", "ssd_person"]
valid_from = 2010-01-01
definition = "Of the referrals of the month, the share that follow another."
source     = "Settled for this product."

[denominator]
of         = "referral"
month_of   = "referred_on"

[numerator]
part_of_denominator = true
where      = "add_months(previous_on, $window) >= referred_on"
)toml";

// A stock of plans with a condition on the month end.
inline const std::string kLongPlans = R"toml(ref        = "6.10n"
title      = "No. children subject to child protection plan for > 2 years"
section    = "6 Child protection"
page       = "Child Protection Time Periods"
sort       = 690
polarity   = "low"
format     = "count"
decimals   = 0
unit       = "child"
kind       = "stock"
ytd        = "none"
adds       = true
needs      = ["ssd_cp_plans", "ssd_person"]
valid_from = 2010-01-01
definition = "Children who have been on a plan for two years or longer."
source     = "Settled for this product."

[numerator]
of         = "cp_plan"
at         = "month end"
where      = '''
add_months(started_on, 24) <= month_end
'''
)toml";

inline const std::string kWindow = R"toml([[parameter]]
name    = "window"
unit    = "months"
meaning = "How long a referral is looked back for."
source  = "Settled for this product."
values  = [{number = 6}, {from = 2017-04-01, number = 12}]

[[parameter]]
name    = "clock"
unit    = "texts"
meaning = "Where the clock starts."
source  = "Settled for this product."
texts   = ["referral"]
choices = ["referral", "start"]

[[parameter]]
name    = "home_types"
unit    = "texts"
meaning = "Types of address that are the home."
source  = "Settled for this product."
texts   = ["HOME"]
)toml";

inline CatalogueFile window_file() { return {"parameters/a.toml", kWindow, false}; }

// The text with the first `from` replaced.
inline std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) return "the text to replace is not there";
  return text.replace(at, from.size(), to);
}

// "file:line: message" each, by line.
inline std::string as_text(const std::vector<DefinitionFault>& faults) {
  std::string text;
  for (const auto& fault : faults) {
    text += fmt::format("{}:{}: {}\n", fault.file, fault.line, fault.message);
  }
  return text;
}

inline std::string faults_of(const std::vector<CatalogueFile>& files) {
  return as_text(read_catalogue(files).faults);
}

// The faults of one measure file beside the parameters.
inline std::string faults_of_measure(const std::string& text) {
  return faults_of({window_file(), {"measures/m.toml", text, false}});
}

}  // namespace waymark
