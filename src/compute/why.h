// Why a figure moved between two months, part by part. The effects of all parts sum exactly to the
// change (judge/change_parts.h says how they are told apart).
#pragma once

#include <string>
#include <vector>

#include "judge/change_parts.h"
#include "model/figure.h"
#include "model/measure.h"

namespace waymark {

struct WhyRequest {
  std::string measure;
  std::string area = "county";
  Month month;
  Month against;
  std::string column = "area";  // as for a cut
};

struct WhyPart {
  std::string name;
  PartChange change;
  PartEffect effect;
};

struct Why {
  WhyRequest request;
  Format format = Format::count;
  int decimals = 0;
  bool over_population = false;  // a rate: effects of cases and of people, else of mix and rate
  Figure before;
  Figure now;
  WideFraction change;
  std::vector<WhyPart> parts;  // the largest effect first
};

// The same for several areas and earlier months at once, from one pass over the records. Cells
// where one of the two months has no figure are left out.
struct WhysRequest {
  std::string measure;
  Month month;
  std::vector<Month> against;           // all before `month`
  std::vector<std::string> areas = {};  // empty = county, localities, unallocated
  std::string column = "area";
};

std::string why_text(const Why& why);
std::string why_json(const Why& why);

}  // namespace waymark
