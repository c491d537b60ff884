// The page model: one publication of one area and month, as an immutable value. Writers draw it and
// decide nothing; every text a reader sees is settled here, the same in every output.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/fraction.h"
#include "judge/change_parts.h"
#include "model/areas.h"
#include "model/figure.h"
#include "model/measure.h"
#include "report/signal_views.h"

namespace waymark {

// What the publication was made from, so that it can be made again.
struct Digests {
  std::string definitions;
  std::string targets;  // targets and benchmarks
  std::string commentary;
  std::string load;
  std::string program_version;
};

// Where a value comes from.
enum class Origin {
  none,       // there is no value; CellView::reason says why
  computed,   // worked out from the records
  published,  // as published before waymark came
  mixed,      // worked out from counts of which some were published before
  given,      // typed by the authority: targets, tolerances, benchmarks
  national,   // worked out from the published series of all authorities
};
const char* to_string(Origin origin);

// One value as readers see it, or the reason why there is none.
struct CellView {
  std::string text;    // "67.1%", or the reason in words: "not supplied"
  std::string reason;  // "" with a value; else a missing_reason of figures.csv or one of words.h
  Origin origin = Origin::none;
  std::string title;              // a sentence: how the value came about, or the reason in full
  std::optional<Fraction> value;  // exact
  std::optional<std::int64_t> numerator;
  std::optional<std::int64_t> denominator;

  bool has_value() const { return value.has_value(); }
};

struct DirectionView {
  Direction direction = Direction::none;
  std::string text;    // "better", or the reason in words: "not comparable"
  std::string reason;  // "" with a direction
  std::string title;   // a sentence
};

struct RagView {
  std::string area;  // id
  Rag rag = Rag::none;
  std::string text;     // "green", or the reason in words: "not supplied"
  std::string letters;  // the same for narrow columns: "G", "n/s"
  std::string reason;   // "" with a colour
  std::string title;    // a sentence: the value and the tolerances
};

// What a measure is compared with outside the authority.
struct BenchmarkView {
  std::string comparator;   // SN_AVG ...
  std::string label;        // "Statistical neighbours, average"
  std::string short_label;  // "Neighbours' average"
  CellView value;
  std::string year;
  std::string source;
  std::string year_end;  // "31 March 2017"; of one that was worked out
  std::string lag;       // "8 months before November 2017"; likewise
  std::string basis;     // of whom, by which rule, who is left out; or why there is no value
  std::string differs;   // where its definition is not quite the measure's
  std::string file;      // of the publisher

  bool worked_out() const { return !year_end.empty(); }
};

// A place on the page where a note is called; the same note may be called from many places.
struct NoteCall {
  int number = 0;  // 1, 2, 3 ... in the order of Publication::notes
  std::string id;
};

struct Note {
  int number = 0;
  std::string id;
  std::string text;
  std::vector<std::string> measures;  // that call it
};

// The county's figures of a measure, beside those of a locality.
struct CountyBeside {
  std::vector<CellView> months;  // as many as stand beside them
  CellView ytd;
  CellView target;
  DirectionView direction;
  RagView rag;
};

// One row of the front summary.
struct SummaryRow {
  std::string ref;
  std::string title;
  std::string polarity;          // good performance is: "High", "Low" or "Info"
  std::string format;            // "count", "percentage", "rate", "rolling count" ...
  std::string page;              // id of the topic page that shows the measure; empty if none does
  bool computed = false;         // false: not computed yet
  std::vector<CellView> months;  // the four latest, oldest first
  std::vector<CellView> trend;   // thirteen, oldest first
  std::string trend_text;        // their course in words
  CellView ytd;
  std::optional<CountyBeside> county;  // not in the county's own publication
  CellView target;                     // a bound: "25% or more", "3% or less"
  DirectionView direction;
  SignalView signal;
  std::vector<RagView> rag;  // the county, then the localities
  CellView red;
  CellView green;
  CellView last_year;                     // the year to date of the same period last year
  std::vector<BenchmarkView> benchmarks;  // as kComparators
  std::vector<NoteCall> notes;
};

// A part of a sentence. A number is bound: to one figure (its measure and month), or to the
// measures that it counts. The name of a measure leads to its row.
struct CoverPiece {
  std::string text;
  bool is_number = false;
  std::vector<std::string> measures = {};     // of a number; none where it counts none
  std::optional<Month> month = std::nullopt;  // of one figure
  std::string names = {};                     // the measure that is named
};

// A measure that stands in large figures on the cover.
struct Headline {
  std::string ref;
  std::string title;
  CellView now;
  std::vector<CellView> months;  // thirteen, oldest first
  std::string trend;             // their course in words
  std::vector<CoverPiece> sentence;
};

// What changed this month.
struct CoverView {
  std::vector<Headline> headlines;
  std::vector<std::vector<CoverPiece>> sentences;
};

struct SummaryGroup {
  std::string heading;  // "6 Child protection"
  std::vector<SummaryRow> rows;
};

// A dated rule change that a chart marks.
struct BreakView {
  int month = 0;  // index into MeasureView::months of the first month under the new rule
  std::string text;
};

// One measure over the months of a topic page.
struct MeasureView {
  std::string ref;
  std::string title;
  std::string polarity;
  std::string format;
  std::string unit;
  std::string definition;
  std::string source;
  std::string note;
  Format kind = Format::count;
  int decimals = 0;
  bool computed = false;
  // Here only as the total of a table of parts: chart and definition stand on a page of its own.
  bool total_only = false;
  std::vector<CellView> months;  // thirteen, oldest first
  CellView ytd;
  CellView target;
  DirectionView direction;
  RagView rag;
  std::optional<CountyBeside> county;     // not in the county's own publication
  std::vector<BenchmarkView> benchmarks;  // those given, and those worked out or why they are not
  std::vector<BreakView> breaks;
  ChartSignals signals;
  std::vector<NoteCall> notes;
  std::string chart_title;    // measure, place, period
  std::string chart_finding;  // what a rule can prove: "Highest of 13 months"; empty if nothing
  std::string chart_text;     // the chart in words
};

// A table of a topic page: months down, measures across.
struct MonthTable {
  std::string caption;
  bool family = false;  // columns are parts of one whole: small charts suffice
  struct Column {
    std::size_t measure;  // index into TopicPage::measures
    std::string heading;  // the title, or short where the caption says the rest
    bool whole = false;   // the total behind the parts of a family
  };
  std::vector<Column> columns;
};

// The latest month of families of measures with the same parts: parts down, families across.
struct PartsTable {
  std::string caption;
  std::string heading;  // of the first column: what the parts are
  std::vector<std::string> columns;
  struct Row {
    std::string heading;
    std::vector<CellView> cells;
    std::vector<CellView> county;  // beside each cell; empty in the county's own publication
  };
  std::vector<Row> rows;
};

// One measure in one month, cut twice: rows and columns each end with all of them, counted from
// records.
struct GridTable {
  std::string ref;
  std::string caption;
  std::string row_heading;
  std::vector<std::string> columns;  // the last is "All"
  struct Row {
    std::string heading;
    std::vector<CellView> cells;  // as columns
  };
  std::vector<Row> rows;  // the last is "All"; none where nothing is counted
  std::string reason;     // a sentence, where there are no rows
};

// Why a measure moved since an earlier month: each part's share of the change, split in several
// ways.
struct MoveView {
  std::string ref;
  std::string title;
  Month against;
  bool shown = false;        // on the page; publication.json has all
  std::string trigger;       // why it is asked: "Signal: concern", "Colour: from green to amber"
  std::string text;          // sentences: both figures, the change, the parts that lead
  std::string change;        // "up 4.2 points"
  std::string change_exact;  // "21/5"
  std::vector<std::string> effect_names;  // "mix", "rate"
  struct Part {
    std::string name;
    std::string before;  // "12 of 80"
    std::string now;
    PartChange counts;
    std::vector<WideFraction> effects;  // as effect_names
    std::vector<std::string> effect_texts;
    WideFraction change;
    std::string change_text;
    bool leads = false;  // makes up a third of the change or more
  };
  struct Split {
    std::string by;    // "area"
    std::string name;  // "locality"
    std::vector<Part> parts;
  };
  std::vector<Split> splits;
};

// One measure in one month by locality.
struct LocalityChart {
  std::string ref;
  std::string title;
  std::string text;  // the chart in words
  Format kind = Format::count;
  struct Bar {
    std::string area;
    std::string name;
    CellView value;
    RagView rag;
    std::string against_county;  // "within chance", "higher, beyond 95%"; empty: not compared
  };
  std::vector<Bar> bars;  // localities, then unallocated, then the county
  CellView target;
};

// Rows of the records in doubt or left out that a page's figures rest on.
struct FindingView {
  std::string table;
  std::string rule;
  std::string text;  // a sentence with the number of rows
  std::int64_t rows = 0;
  std::vector<std::string> measures;  // of this page that need or use the table
};

struct BreachView {
  std::string measure;
  std::string month;
  std::string text;
};

struct TopicPage {
  std::string id;
  std::string title;
  std::string section;
  bool computed = false;  // whether any measure of the page is computed
  std::vector<MeasureView> measures;
  std::vector<MonthTable> tables;
  std::vector<PartsTable> parts;
  std::vector<GridTable> grids;  // of the area; the county's as well, in the pack of another area
  std::vector<MoveView> moves;
  std::vector<LocalityChart> localities;
  std::string commentary;  // Markdown; empty = no analysis written
  std::vector<NoteCall> notes;
  std::vector<FindingView> findings;
  std::vector<BreachView> breaches;
};

// Measures of the summary without a value this month, for one reason.
struct NotShown {
  std::string reason;  // a sentence
  struct Measure {
    std::string ref;
    std::string title;
    std::string page;  // id of the topic page; empty if none shows it
  };
  std::vector<Measure> measures;
};

struct Publication {
  std::string authority_name;
  std::string authority_code;
  bool is_public = false;  // small numbers, and what would give them away, are suppressed
  std::string area;        // id
  std::string area_name;   // "County", "Breckland"
  Month month;
  Date extract_date;
  Date load_as_at;
  Date known_at;
  Digests digests;
  std::vector<Locality> localities;
  std::vector<Month> months;  // thirteen, oldest first
  CoverView cover;
  std::vector<SummaryGroup> summary;
  std::vector<AttentionGroup> attention;  // "What to look at", in the order of its rules
  std::vector<NotShown> not_shown;        // what the area's pack cannot show, and why
  std::vector<TopicPage> pages;
  std::vector<Note> notes;
  int measures_shown = 0;        // on the summary
  int measures_computed = 0;     // of them
  bool shows_published = false;  // any cell that is published or mixed
};

// "Performance summary, Breckland, November 2017 - Norfolk": what a window or a file is called.
std::string publication_title(const Publication& publication);

}  // namespace waymark
