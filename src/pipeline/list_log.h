// The record of who asked for children by name: one line for each list that was given.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace waymark {

// One list as it was asked for. Texts, as they are written.
struct ListAsked {
  std::string at;         // UTC, 2017-12-04T09:15:00Z
  std::string user;       // the account that ran the program
  std::string authority;  // its code
  std::string measure;
  std::string month;
  std::string area;
  std::string side;      // numerator, denominator or missed
  std::string known_at;  // the --known-at date, or empty
  std::int64_t rows = 0;
};

// Appends the line to DIR/lists-asked.csv, with a header first where the file is new. Lines of
// programs that run at once do not mix. An error means that nothing was recorded, so the list must
// not be given.
Status record_list_asked(const std::filesystem::path& folder, const ListAsked& asked);

}  // namespace waymark
