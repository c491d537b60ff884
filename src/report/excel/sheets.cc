#include "report/excel/sheets.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "report/words.h"

namespace waymark {
namespace {

constexpr std::string_view kReasonsLine =
    "A cell without a number says why there is none; the sheet Notes explains the words.";
constexpr const char* kContents = "Contents";

SheetCell words(std::string text) { return {.text = std::move(text), .value = {}, .link = {}}; }

SheetCell words_or(const std::string& text, std::string_view otherwise) {
  return words(text.empty() ? std::string(otherwise) : text);
}

SheetCell cell_of(const CellView& view) {
  SheetCell cell = words_or(view.text, "none");
  if (view.value) cell.value = sheet_number(*view.value);
  return cell;
}

std::string place_and_month(const Publication& publication) {
  return fmt::format("{}, {}", publication.area_name, long_name(publication.month));
}

// Excel's limit of 31 characters, and the characters that it refuses in a name of a sheet.
std::string sheet_name(const std::string& title, std::set<std::string>& taken) {
  std::string plain;
  for (const char c : title) {
    const bool refused = std::string_view("[]:*?/\\'").find(c) != std::string_view::npos;
    // Other bytes are part of letters that a cut could halve.
    plain += refused || static_cast<unsigned char>(c) >= 0x80 ? ' ' : c;
  }
  std::string name = plain.substr(0, 31);
  for (int again = 2; !taken.insert(name).second; ++again) {
    const std::string ending = fmt::format(" {}", again);
    name = plain.substr(0, 31 - ending.size()) + ending;
  }
  return name;
}

std::string table_name(std::string_view id) {
  std::string name = "table_";
  for (const char c : id) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    name += plain ? c : '_';
  }
  return name;
}

std::string notes_called(const std::vector<NoteCall>& calls) {
  std::string text;
  for (const auto& call : calls) {
    text += fmt::format("{}note {}", text.empty() ? "" : ", ", call.number);
  }
  return text.empty() ? "no note" : text;
}

std::vector<std::string> lines_of_table(std::string_view what) {
  return {fmt::format("This sheet holds one table. {}", what), std::string(kReasonsLine)};
}

Sheet cover_of(const Publication& publication) {
  Sheet sheet{.name = "Cover",
              .title = "Children’s services performance summary",
              .lines = {},
              .table = {},
              .columns = {},
              .rows = {}};
  auto& lines = sheet.lines;
  if (!publication.authority_name.empty()) lines.push_back(publication.authority_name);
  lines.push_back(place_and_month(publication));
  if (!publication.extract_date.missing()) {
    lines.push_back("Records taken on " + long_name(publication.extract_date));
  }
  if (!publication.load_as_at.missing()) {
    lines.push_back("Filed as at " + long_name(publication.load_as_at));
  }
  if (!publication.known_at.missing()) {
    lines.push_back("As known at " + long_name(publication.known_at));
  }
  for (const auto& sentence : publication.cover.sentences) {
    std::string text;
    for (const auto& piece : sentence) text += piece.text;
    lines.push_back(text);
  }
  lines.push_back(
      publication.is_public
          ? "Public edition: counts of 1 to 5, and figures that would give one away, are "
            "suppressed in this and every other pack of the month."
          : "For use inside the authority: small numbers are not suppressed.");
  lines.push_back("Numbers are shown rounded; the cells hold them with all their digits.");
  const Digests& digests = publication.digests;
  // That of the records is a line a table.
  const auto digest = [&](std::string_view what, std::string_view value) {
    while (!value.empty()) {
      const std::size_t end = std::min(value.find('\n'), value.size());
      lines.push_back(fmt::format("Digest of the {}: {}", what, value.substr(0, end)));
      value.remove_prefix(std::min(end + 1, value.size()));
    }
  };
  lines.push_back("Made by waymark " + digests.program_version);
  digest("definitions", digests.definitions);
  digest("targets and benchmarks", digests.targets);
  digest("analysis texts", digests.commentary);
  digest("records", digests.load);
  return sheet;
}

void add_reasons(Sheet& sheet, bool is_public) {
  const auto add = [&](std::string_view reason) {
    sheet.rows.push_back({words(std::string(reason_word(reason))), words(reason_sentence(reason)),
                          words("all measures")});
  };
  for (const auto reason :
       {MissingReason::not_applicable, MissingReason::not_supplied, MissingReason::not_yet,
        MissingReason::too_early, MissingReason::not_recorded, MissingReason::no_denominator}) {
    add(to_string(reason));
  }
  if (is_public) add(to_string(MissingReason::suppressed));
  for (const std::string_view reason : {kNotComputed, kNoTotal, kNoneSet, kNoneGiven,
                                        kCountsNotGiven, kForInformation, kNoValue, kOtherKind}) {
    add(reason);
  }
}

Sheet notes_of(const Publication& publication) {
  Sheet sheet{
      .name = "Notes",
      .title = "Notes and words in place of numbers",
      .lines = {"This sheet holds one table.",
                "It explains notes that measures call, and words that stand where there is no "
                "number."},
      .table = "table_notes",
      .columns = {{"Note or word", 20}, {"Meaning", 90}, {"Measures", 30}},
      .rows = {}};
  for (const auto& note : publication.notes) {
    std::string measures;
    for (const auto& ref : note.measures) measures += (measures.empty() ? "" : ", ") + ref;
    sheet.rows.push_back({words(fmt::format("note {}", note.number)), words(note.text),
                          words_or(measures, "all measures")});
  }
  add_reasons(sheet, publication.is_public);
  return sheet;
}

void add_summary_columns(Sheet& sheet, const Publication& publication, const SummaryRow& row) {
  auto& columns = sheet.columns;
  columns = {
      {"Section", 22}, {"Ref", 8}, {"Indicator", 50}, {"Good performance is", 12}, {"Format", 14}};
  const std::size_t first = publication.months.size() - row.months.size();
  for (std::size_t i = first; i < publication.months.size(); ++i) {
    columns.push_back({short_name(publication.months[i]), 12});
  }
  columns.push_back({"Year to date", 12});
  if (row.county) {
    for (std::size_t i = 0; i < row.county->months.size(); ++i) {
      const std::size_t at = publication.months.size() - row.county->months.size() + i;
      columns.push_back({"County, " + short_name(publication.months[at]), 12});
    }
    columns.push_back({"County, year to date", 12});
  }
  columns.push_back({"Target", 14});
  columns.push_back({"Direction", 14});
  for (const auto& rag : row.rag) {
    const auto known = [&](const Locality& locality) { return locality.id == rag.area; };
    const auto at =
        std::find_if(publication.localities.begin(), publication.localities.end(), known);
    const std::string name = at != publication.localities.end() ? at->name
                             : rag.area == kCounty              ? std::string("County")
                                                                : rag.area;
    columns.push_back({"Colour, " + name, 13});
  }
  columns.push_back({"Red bound", 12});
  columns.push_back({"Green bound", 12});
  columns.push_back({"Same period last year", 12});
  for (const auto& benchmark : row.benchmarks) columns.push_back({benchmark.label, 16});
  columns.push_back({"Notes", 16});
}

std::vector<SheetCell> summary_cells(const SummaryGroup& group, const SummaryRow& row) {
  std::vector<SheetCell> cells = {words(group.heading), words(row.ref), words(row.title),
                                  words(row.polarity), words(row.format)};
  for (const auto& month : row.months) cells.push_back(cell_of(month));
  cells.push_back(cell_of(row.ytd));
  if (row.county) {
    for (const auto& month : row.county->months) cells.push_back(cell_of(month));
    cells.push_back(cell_of(row.county->ytd));
  }
  cells.push_back(cell_of(row.target));
  cells.push_back(words_or(row.direction.text, "none"));
  for (const auto& rag : row.rag) cells.push_back(words_or(rag.text, "none"));
  cells.push_back(cell_of(row.red));
  cells.push_back(cell_of(row.green));
  cells.push_back(cell_of(row.last_year));
  for (const auto& benchmark : row.benchmarks) cells.push_back(cell_of(benchmark.value));
  cells.push_back(words(notes_called(row.notes)));
  return cells;
}

Sheet summary_of_sheet(const Publication& publication) {
  Sheet sheet{.name = "Summary",
              .title = "Performance summary, " + place_and_month(publication),
              .lines = lines_of_table("Each row is a measure."),
              .table = "table_summary",
              .columns = {},
              .rows = {}};
  for (const auto& group : publication.summary) {
    for (const auto& row : group.rows) {
      if (sheet.columns.empty()) add_summary_columns(sheet, publication, row);
      sheet.rows.push_back(summary_cells(group, row));
    }
  }
  return sheet;
}

std::vector<SheetColumn> topic_columns(const Publication& publication, const TopicPage& page) {
  std::vector<SheetColumn> columns = {
      {"Ref", 8}, {"Indicator", 50}, {"Good performance is", 12}, {"Format", 14}};
  for (const Month month : publication.months) columns.push_back({short_name(month), 12});
  columns.push_back({"Year to date", 12});
  const bool beside = std::any_of(page.measures.begin(), page.measures.end(),
                                  [](const MeasureView& m) { return m.county.has_value(); });
  if (beside) {
    for (const Month month : publication.months)
      columns.push_back({"County, " + short_name(month), 12});
    columns.push_back({"County, year to date", 12});
    columns.push_back({"County, target", 14});
  }
  for (const char* heading : {"Target", "Direction", "Colour"}) columns.push_back({heading, 14});
  columns.push_back({"Notes", 16});
  columns.push_back({"Definition", 90});
  return columns;
}

std::vector<SheetCell> topic_cells(const MeasureView& measure, bool beside) {
  std::vector<SheetCell> cells = {words(measure.ref), words(measure.title), words(measure.polarity),
                                  words(measure.format)};
  for (const auto& month : measure.months) cells.push_back(cell_of(month));
  cells.push_back(cell_of(measure.ytd));
  if (beside) {
    for (std::size_t i = 0; i < measure.months.size(); ++i) {
      cells.push_back(measure.county ? cell_of(measure.county->months[i]) : words("none"));
    }
    cells.push_back(measure.county ? cell_of(measure.county->ytd) : words("none"));
    cells.push_back(measure.county ? cell_of(measure.county->target) : words("none"));
  }
  cells.push_back(cell_of(measure.target));
  cells.push_back(words_or(measure.direction.text, "none"));
  cells.push_back(words_or(measure.rag.text, "none"));
  cells.push_back(words(notes_called(measure.notes)));
  cells.push_back(words_or(measure.definition, "no definition"));
  return cells;
}

Sheet topic_of(const Publication& publication, const TopicPage& page,
               std::set<std::string>& names) {
  Sheet sheet{.name = sheet_name(page.title, names),
              .title = fmt::format("{}, {}", page.title, place_and_month(publication)),
              .lines = lines_of_table("Each row is a measure over thirteen months."),
              .table = table_name(page.id),
              .columns = topic_columns(publication, page),
              .rows = {}};
  const bool beside = std::any_of(page.measures.begin(), page.measures.end(),
                                  [](const MeasureView& m) { return m.county.has_value(); });
  for (const auto& measure : page.measures) sheet.rows.push_back(topic_cells(measure, beside));
  return sheet;
}

// A grid over rows and columns of its own. In the pack of a locality the county's stands on a sheet
// of its own beside it.
Sheet grid_sheet(const GridTable& grid, std::string_view id, std::set<std::string>& names) {
  Sheet sheet{.name = sheet_name(grid.ref + " by " + grid.row_heading, names),
              .title = grid.caption,
              .lines = lines_of_table("Rows and columns each end with all of them."),
              .table = table_name(id),
              .columns = {{grid.row_heading, 12}},
              .rows = {}};
  for (const auto& column : grid.columns) sheet.columns.push_back({column, 20});
  for (const auto& row : grid.rows) {
    std::vector<SheetCell> cells = {words(row.heading)};
    for (const auto& cell : row.cells) cells.push_back(cell_of(cell));
    sheet.rows.push_back(std::move(cells));
  }
  return sheet;
}

// A number shown with as many decimals as the text; its sign is the number's own.
SheetCell number(double value, const std::string& text) {
  return {.text = text.substr(text.find_first_of("0123456789")), .value = value, .link = {}};
}

std::vector<SheetCell> part_cells(const MoveView& move, const MoveView::Split& split,
                                  const MoveView::Part& part,
                                  const std::vector<std::string>& effects) {
  std::vector<SheetCell> cells = {words(move.ref), words(move.title),
                                  words(short_name(move.against)), words(split.name),
                                  words(part.name)};
  for (const Counts& counts : {part.counts.before, part.counts.now}) {
    for (const std::int64_t count : {counts.numerator, counts.denominator}) {
      cells.push_back(number(static_cast<double>(count), "0"));
    }
  }
  for (const auto& effect : effects) {
    const auto found = std::find(move.effect_names.begin(), move.effect_names.end(), effect);
    const auto i = static_cast<std::size_t>(found - move.effect_names.begin());
    cells.push_back(found == move.effect_names.end()
                        ? words("none")
                        : number(part.effects[i].as_double(), part.effect_texts[i]));
  }
  cells.push_back(number(part.change.as_double(), part.change_text));
  return cells;
}

Sheet moves_of_sheet(const Publication& publication) {
  Sheet sheet{
      .name = "Why it moved",
      .title = "Why it moved, " + place_and_month(publication),
      .lines = lines_of_table("Each row is a part of a change between two months. The parts of "
                              "a split sum exactly to the change; shown numbers are rounded. A "
                              "count alone is out of 1."),
      .table = "table_moves",
      .columns = {{"Ref", 8},
                  {"Indicator", 50},
                  {"Since", 12},
                  {"Split by", 14},
                  {"Part", 24},
                  {"Before", 12},
                  {"Before, out of", 14},
                  {"Now", 12},
                  {"Now, out of", 14}},
      .rows = {}};
  std::vector<std::string> effects;
  for (const auto& page : publication.pages) {
    for (const auto& move : page.moves) {
      for (const auto& name : move.effect_names) {
        if (std::find(effects.begin(), effects.end(), name) == effects.end())
          effects.push_back(name);
      }
    }
  }
  for (const auto& name : effects) sheet.columns.push_back({"By " + name, 12});
  sheet.columns.push_back({"Change", 12});
  std::set<std::pair<std::string, Month>> listed;
  for (const auto& page : publication.pages) {
    for (const auto& move : page.moves) {
      if (!listed.insert({move.ref, move.against}).second) continue;
      for (const auto& split : move.splits) {
        for (const auto& part : split.parts)
          sheet.rows.push_back(part_cells(move, split, part, effects));
      }
    }
  }
  return sheet;
}

Sheet localities_of(const Publication& publication) {
  Sheet sheet{.name = "Localities",
              .title = "Localities, " + long_name(publication.month),
              .lines = lines_of_table("Each row is a measure in one area."),
              .table = "table_localities",
              .columns = {{"Ref", 8},
                          {"Indicator", 50},
                          {"Area", 20},
                          {short_name(publication.month), 14},
                          {"Target", 14},
                          {"Colour", 14}},
              .rows = {}};
  for (const auto& page : publication.pages) {
    for (const auto& chart : page.localities) {
      for (const auto& bar : chart.bars) {
        sheet.rows.push_back({words(chart.ref), words(chart.title), words(bar.name),
                              cell_of(bar.value), cell_of(chart.target),
                              words_or(bar.rag.text, "none")});
      }
    }
  }
  return sheet;
}

Sheet benchmarks_of_sheet(const Publication& publication) {
  Sheet sheet{.name = "Benchmarks",
              .title = "Benchmarks, " + place_and_month(publication),
              .lines = lines_of_table("Each row is a figure that a measure is compared with."),
              .table = "table_benchmarks",
              .columns = {{"Ref", 8},
                          {"Indicator", 50},
                          {"Compared with", 34},
                          {"Value", 12},
                          {"Year", 16},
                          {"Age", 30},
                          {"Source", 40},
                          {"How it came about", 60}},
              .rows = {}};
  std::set<std::pair<std::string, std::string>> listed;
  const auto add = [&](const std::string& ref, const std::string& title,
                       const BenchmarkView& view) {
    if (!view.value.has_value() && !view.worked_out()) return;
    if (!listed.insert({ref, view.comparator}).second) return;
    std::string how = view.worked_out() ? view.basis : "Typed by hand.";
    if (!view.differs.empty()) how += " " + view.differs;
    sheet.rows.push_back({words(ref), words(title), words(view.label), cell_of(view.value),
                          words_or(view.year, "not given"), words_or(view.lag, "not given"),
                          words_or(view.source, "not given"), words(how)});
  };
  for (const auto& group : publication.summary) {
    for (const auto& row : group.rows) {
      for (const auto& view : row.benchmarks) add(row.ref, row.title, view);
    }
  }
  for (const auto& page : publication.pages) {
    for (const auto& measure : page.measures) {
      for (const auto& view : measure.benchmarks) add(measure.ref, measure.title, view);
    }
  }
  return sheet;
}

Sheet not_shown_of_sheet(const Publication& publication) {
  Sheet sheet{
      .name = "Not shown",
      .title = "What cannot be shown, and why, " + place_and_month(publication),
      .lines = lines_of_table("Each row is a measure of the summary without a value this month."),
      .table = "table_not_shown",
      .columns = {{"Ref", 8}, {"Indicator", 50}, {"Reason", 90}},
      .rows = {}};
  for (const auto& group : publication.not_shown) {
    for (const auto& measure : group.measures) {
      sheet.rows.push_back({words(measure.ref), words(measure.title), words(group.reason)});
    }
  }
  return sheet;
}

Sheet contents_of(const std::vector<Sheet>& sheets) {
  Sheet contents{.name = kContents,
                 .title = "Contents",
                 .lines = {"This sheet holds one table."},
                 .table = "table_contents",
                 .columns = {{"Sheet", 34}, {"What it holds", 80}},
                 .rows = {}};
  for (const auto& sheet : sheets) {
    contents.rows.push_back(
        {{.text = sheet.name, .value = {}, .link = sheet.name}, words(sheet.title)});
  }
  return contents;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

double sheet_number(const Fraction& value) {
  return std::strtod(to_figure_text(value).c_str(), nullptr);
}

std::string number_format(const std::string& text) {
  const auto first = std::find_if(text.begin(), text.end(), is_digit);
  if (first == text.end()) return "General";
  auto last = first;
  std::size_t decimals = 0;
  bool after_point = false;
  for (; last != text.end(); ++last) {
    if (after_point && is_digit(*last)) {
      ++decimals;
    } else if (*last == '.' && last + 1 != text.end() && is_digit(*(last + 1)) && !after_point) {
      after_point = true;
    } else if (after_point || (!is_digit(*last) && *last != ',')) {
      break;
    }
  }
  // A sign belongs to the number; what stands around it is shown as it stands.
  const auto quoted = [](std::string part) {
    std::erase(part, '"');
    std::erase(part, '-');
    return part.empty() ? std::string() : "\"" + part + "\"";
  };
  return quoted({text.begin(), first}) + "#,##0" +
         (decimals > 0 ? "." + std::string(decimals, '0') : std::string()) +
         quoted({last, text.end()});
}

std::vector<Sheet> sheets_of(const Publication& publication) {
  std::set<std::string> names = {"Cover",        kContents,    "Notes",      "Summary",
                                 "Why it moved", "Localities", "Benchmarks", "Not shown"};
  std::vector<Sheet> sheets = {notes_of(publication), summary_of_sheet(publication)};
  for (const auto& page : publication.pages) {
    sheets.push_back(topic_of(publication, page, names));
    for (std::size_t i = 0; i < page.grids.size(); ++i) {
      sheets.push_back(grid_sheet(page.grids[i], fmt::format("grid-{}-{}", page.id, i), names));
    }
  }
  sheets.push_back(moves_of_sheet(publication));
  sheets.push_back(localities_of(publication));
  sheets.push_back(benchmarks_of_sheet(publication));
  sheets.push_back(not_shown_of_sheet(publication));
  std::erase_if(sheets, [](const Sheet& sheet) { return sheet.rows.empty(); });
  sheets.insert(sheets.begin(), contents_of(sheets));
  sheets.insert(sheets.begin(), cover_of(publication));
  return sheets;
}

}  // namespace waymark
