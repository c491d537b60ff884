// Everything that a publication is made from, as plain values: no store, no catalogue, no clock.
// The pipeline gathers it once a month; only `area` changes between the packs of one run.
//
//   PublicationInputs inputs = ...;
//   inputs.area = "county";
//   Publication publication = build_publication(inputs);
//   for (const Writer& writer : writers()) write_file(folder / writer.file,
//   writer.write(publication));
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/date.h"
#include "judge/change_parts.h"
#include "model/areas.h"
#include "model/figure.h"
#include "model/measure.h"
#include "model/pages.h"
#include "model/published.h"
#include "model/reference.h"
#include "report/publication.h"

namespace waymark {

// How many rows of a table have a fault of one kind (findings of the load, notes of the facts).
struct FindingCount {
  std::string table;
  std::string rule;     // id, for example "unreadable-date"
  std::string meaning;  // one sentence: what is odd, and what becomes of the row
  std::int64_t rows = 0;
};

// A check of the figures that does not hold, as one sentence with its numbers.
struct CheckBreach {
  std::string rule;
  std::string measure;
  std::string area;
  Month month;
  std::string message;
};

// One count of a page's grid, from records. An empty row or column: all of them.
struct GridCount {
  std::string page;  // id
  std::string area;
  std::string row;
  std::string column;
  Amount amount;
};

// What a measure of an area changed by since an earlier month, split by one column; the effects of
// all parts sum exactly to the change.
struct MoveSplit {
  std::string measure;
  std::string area;
  Month against;
  std::string by;       // "area", "age_band" ...
  std::string by_name;  // "locality", "age band" ...
  bool over_population = false;
  WideFraction change;
  struct Part {
    std::string name;
    PartChange counts;
    PartEffect effect;
  };
  std::vector<Part> parts;  // the largest effect first
};

struct PublicationInputs {
  std::string authority_name;  // as shown; may be empty
  std::string authority_code;
  std::string area;  // "county", a locality or "unallocated"
  // What is given holds no number that the public must not see: the pack says so.
  bool is_public = false;
  Areas areas;
  Month month;
  Date extract_date;  // of loc_extract; missing if not supplied
  Date load_as_at;    // missing: nothing was loaded
  Date known_at;      // as asked for; missing: the latest load
  Digests digests;

  std::vector<Measure> measures;      // in catalogue order
  std::vector<std::string> summary;   // refs of the front page, in order
  std::vector<std::string> headline;  // refs in large figures on the cover
  std::vector<ReportPage> pages;
  std::vector<Footnote> footnotes;
  std::vector<SeriesBreak> breaks;

  // Computed figures of all areas, from `first_month_needed(month)` to `month`, in any order.
  // Measures without any are shown as not computed yet.
  std::vector<Figure> figures;
  std::vector<PublishedFigure> published;
  std::vector<Target> targets;
  std::vector<Benchmark> benchmarks;
  bool targets_supplied = true;     // whether loc_target is in the records or the authority folder
  bool benchmarks_supplied = true;  // likewise loc_benchmark
  std::map<std::string, std::string> commentary;  // page id -> Markdown of this month and area
  std::vector<FindingCount> findings;
  std::vector<CheckBreach> breaches;
  std::vector<GridCount> grids;  // of `month`, for every area, rows in the order of their values
  std::vector<MoveSplit> moves;  // of measures_that_moved(), in any order
};

// The earliest month a publication looks at: April of the financial year before (the year to date
// of last year needs it), or 23 months back (signals need them), whichever is earlier.
Month first_month_needed(Month month);

// The measures whose move asks for a reason, for `inputs.area` and before `inputs.moves` is filled:
// beyond chance in the latest month, or of another colour than the month before. In catalogue
// order.
std::vector<std::string> measures_that_moved(const PublicationInputs& inputs);

// The months that moves are measured against: the month before, and a year ago.
std::vector<Month> months_moved_from(Month month);

// Makes the page model. Equal inputs give equal publications.
Publication build_publication(const PublicationInputs& inputs);

}  // namespace waymark
