// What a measure is compared with outside the authority, worked out from the published series: the
// neighbours' average and best, England, the top quartile, the region. Of the latest year that has
// ended by the month's end and holds values; five rows a measure, each with a value or a reason.
//
//   const OwnAuthority own = find_own_authority(catalogue, data, "E10000020");
//   const NeighbourChoice neighbours = choose_neighbours(catalogue, data, own, month, typed);
//   for (const auto& row : national_benchmarks({catalogue, data, own, neighbours}, measure, month))
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "model/measure.h"
#include "model/national.h"
#include "model/reference.h"

namespace waymark {

struct OwnAuthority {
  std::string number;   // three digits; empty if the series do not know the code
  std::string problem;  // then a sentence
};

// The authority as the series know it. `code`: of the records; the settings may name another.
OwnAuthority find_own_authority(const NationalCatalogue& catalogue, const NationalData& data,
                                const std::string& code);

struct NeighbourChoice {
  std::vector<std::string> numbers;  // nearest first
  std::string name;                  // "the 2021 model", "loc_stat_neighbour"
  std::string problem;               // a sentence where there are none
};

// The neighbours of the model that the settings name, or of the one in use at the month's end, or
// of the first. Where no model was loaded, or the model lacks the authority: `typed`, the codes of
// loc_stat_neighbour.
NeighbourChoice choose_neighbours(const NationalCatalogue& catalogue, const NationalData& data,
                                  const OwnAuthority& own, Month month,
                                  const std::vector<std::string>& typed);

struct BenchmarkBasis {
  const NationalCatalogue& catalogue;
  const NationalData& data;
  const OwnAuthority& own;
  const NeighbourChoice& neighbours;
};

// Nothing for a measure that no loaded series answers. With `year`, of that year alone.
std::vector<Benchmark> national_benchmarks(const BenchmarkBasis& basis, const Measure& measure,
                                           Month month, int year = 0);

// The years for which a loaded series holds a value of the measure, ascending.
std::vector<int> national_years(const NationalCatalogue& catalogue, const NationalData& data,
                                const std::string& measure);

// One place's published figure.
struct NationalFigure {
  NationalLevel level = NationalLevel::authority;
  std::string number;
  std::string code;
  std::string name;
  std::string region;
  PublishedCell cell;
};

// All places of a rule's year, in the order of the file.
std::vector<NationalFigure> national_figures(const NationalData& data, const NationalRule& rule,
                                             int year);

}  // namespace waymark
