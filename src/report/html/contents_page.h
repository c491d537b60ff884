// The page over all packs of a month: where each is, and what cannot be shown for an area and why.
#pragma once

#include <string>
#include <vector>

#include "report/publication.h"

namespace waymark {

struct PackEntry {
  std::string name;    // "County", "Breckland"
  std::string folder;  // of the area, as an address beside the page; empty: not published
  std::vector<std::string> files;  // names in it
  std::vector<int> revisions;      // their numbers, in order; the last is the latest
  int shown = 0;                   // measures of the summary with a value
  std::vector<NotShown> not_shown;
};

// A count that belongs to no locality.
struct Unplaced {
  std::string measure;
  std::string value;
};

struct MonthContents {
  std::string authority_name;
  std::string program_version;
  Month month;
  std::vector<PackEntry> packs;  // the county, then the localities
  std::vector<Unplaced> unplaced;
};

std::string write_contents_page(const MonthContents& contents);

}  // namespace waymark
