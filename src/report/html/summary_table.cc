#include "report/html/summary_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "report/html/parts.h"
#include "report/svg/shapes.h"
#include "report/svg/sparkline.h"

namespace waymark {
namespace {

class SummaryTable {
 public:
  SummaryTable(Markup& out, const Publication& publication)
      : out_(out),
        publication_(publication),
        months_(static_cast<int>(std::min<std::size_t>(4, publication.months.size()))),
        colours_(static_cast<int>(publication.localities.size()) + 1) {
    if (publication.summary.empty()) return;
    comparators_ = publication.summary.front().rows.front().benchmarks;
  }

  void write() {
    const std::string caption = fmt::format("{} measures, {}, {}", publication_.measures_shown,
                                            publication_.area_name, long_name(publication_.month));
    write_scroll_region(out_, "Performance summary table", "tall", [&] {
      out_.element("table", {{"class", county_beside() ? "summary with-county" : "summary"}}, [&] {
        out_.element("caption", {}, caption);
        out_.element("thead", {}, [&] { write_head(); });
        for (const auto& group : publication_.summary) write_group(group);
      });
    });
  }

 private:
  int columns() const {
    return 5 + months_ + (county_beside() ? 2 : 0) + 4 + colours_ + 2 + 1 +
           static_cast<int>(comparators_.size());
  }

  bool county_beside() const { return publication_.area != kCounty; }

  // A heading over both rows of the head.
  void write_tall(std::string_view css, std::string_view words) {
    out_.element("th", {{"scope", "col"}, {"rowspan", "2"}, {"class", std::string(css)}}, words);
  }
  // A heading over several columns.
  void write_wide(int columns, std::string_view words) {
    if (columns == 0) return;
    out_.element("th",
                 {{"scope", "colgroup"}, {"colspan", std::to_string(columns)}, {"class", "group"}},
                 words);
  }
  void write_narrow(std::string_view css, std::string_view words) {
    out_.element("th", {{"scope", "col"}, {"class", std::string(css)}}, words);
  }

  // A heading that stands on end, over a column of letters.
  void write_upright(std::string_view words) {
    out_.element("th", {{"scope", "col"}, {"class", "upright"}},
                 [&] { out_.element("span", {}, words); });
  }

  void write_head() {
    out_.element("tr", {}, [&] {
      write_tall("ref", "Ref");
      write_tall("title", "Indicator");
      write_tall("word", "Good is");
      write_tall("word", "Format");
      write_tall("trend", "13 months");
      write_wide(months_, "Latest months");
      write_tall("number", "Year to date");
      if (county_beside()) write_wide(2, "County");
      write_tall("number", "Target");
      write_tall("judged", "Direction");
      write_tall("judged", "Signal");
      write_wide(colours_, "Red, amber, green");
      write_wide(2, "Tolerances");
      write_tall("number", "Same period last year");
      write_wide(static_cast<int>(comparators_.size()), "Benchmarks");
    });
    out_.element("tr", {}, [&] { write_second_head(); });
  }

  void write_second_head() {
    for (int back = months_ - 1; back >= 0; --back) {
      write_narrow("number", short_name(publication_.month - back));
    }
    if (county_beside()) {
      write_narrow("number", short_name(publication_.month));
      write_narrow("number", "Year to date");
    }
    write_upright("County");
    for (const auto& locality : publication_.localities) write_upright(locality.name);
    write_narrow("number", "Red");
    write_narrow("number", "Green");
    for (const auto& comparator : comparators_) {
      write_narrow("number", comparator.short_label);
    }
  }

  void write_group(const SummaryGroup& group) {
    out_.element("tbody", {}, [&] {
      out_.element("tr", {{"class", "heading"}}, [&] {
        out_.element("th", {{"scope", "rowgroup"}, {"colspan", std::to_string(columns())}},
                     [&] { out_.element("span", {}, group.heading); });
      });
      for (const auto& row : group.rows) write_row(row);
    });
  }

  void write_row(const SummaryRow& row) {
    out_.element("tr", {{"id", measure_anchor(row.ref)}}, [&] {
      out_.element("td", {{"class", "ref"}}, row.ref);
      write_title(row);
      out_.element("td", {{"class", "word"}}, row.polarity);
      out_.element("td", {{"class", "word"}}, row.format);
      write_months(row);
      if (row.county) write_county(*row.county);
      write_target(row.target);
      write_direction_cell(out_, row.direction);
      write_signal_cell(out_, row.signal);
      write_colours(row);
      write_cell(out_, row.last_year);
      write_benchmarks(row);
    });
  }

  void write_title(const SummaryRow& row) {
    out_.element("th", {{"scope", "row"}, {"class", "title"}}, [&] {
      if (row.page.empty()) {
        out_.text(row.title);
      } else {
        out_.element("a", {{"href", "#" + row.page}}, row.title);
      }
      write_note_calls(out_, row.notes);
    });
  }

  // A measure without any figure says so once for its months and the year.
  void write_months(const SummaryRow& row) {
    const bool all_alike = std::all_of(row.months.begin(), row.months.end(), [&](const auto& cell) {
      return !cell.has_value() && cell.reason == row.months.front().reason;
    });
    const bool no_trend = std::none_of(row.trend.begin(), row.trend.end(),
                                       [](const auto& cell) { return cell.has_value(); });
    if (all_alike && no_trend && !row.ytd.has_value()) {
      write_cell(out_, row.months.front(), months_ + 2);
      return;
    }
    write_trend(row, no_trend);
    for (const auto& cell : row.months) write_cell(out_, cell);
    write_cell(out_, row.ytd);
  }

  void write_trend(const SummaryRow& row, bool none) {
    if (none) {
      out_.element("td", {{"class", "reason"}}, row.months.back().text);
      return;
    }
    out_.element("td", {{"class", "trend"}},
                 [&] { draw_sparkline(out_, row.trend, row.trend_text); });
  }

  // "25% or more" may take two lines.
  void write_target(const CellView& target) {
    if (!target.has_value()) return write_cell(out_, target);
    out_.element("td", {{"class", "number target"}}, target.text);
  }

  void write_county(const CountyBeside& county) {
    const CellView& month = county.months.back();
    if (!month.has_value() && !county.ytd.has_value()) {
      write_cell(out_, month, 2);
      return;
    }
    write_cell(out_, month);
    write_cell(out_, county.ytd);
  }

  // Without tolerances there are no colours: said once for all of them.
  void write_colours(const SummaryRow& row) {
    const bool none = std::all_of(row.rag.begin(), row.rag.end(),
                                  [](const auto& view) { return view.rag == Rag::none; });
    if (none && !row.red.has_value() && !row.green.has_value()) {
      write_cell(out_, row.red, colours_ + 2);
      return;
    }
    for (const auto& view : row.rag) write_rag_letters(out_, view);
    write_cell(out_, row.red);
    write_cell(out_, row.green);
  }

  void write_benchmarks(const SummaryRow& row) {
    const bool none = std::none_of(row.benchmarks.begin(), row.benchmarks.end(),
                                   [](const auto& view) { return view.value.has_value(); });
    if (none && !row.benchmarks.empty()) {
      write_cell(out_, row.benchmarks.front().value, static_cast<int>(row.benchmarks.size()));
      return;
    }
    for (const auto& view : row.benchmarks) write_cell(out_, view.value);
  }

  Markup& out_;
  const Publication& publication_;
  int months_;
  int colours_;
  std::vector<BenchmarkView> comparators_;
};

void write_key_entry(Markup& out, const std::function<void()>& mark, std::string_view words) {
  out.element("li", {}, [&] {
    mark();
    out.text(" ");
    out.text(words);
  });
}

// Reasons that stand as letters in the columns of colours, and their words.
std::map<std::string, std::string> letters_used(const Publication& publication) {
  std::map<std::string, std::string> used;
  for (const auto& group : publication.summary) {
    for (const auto& row : group.rows) {
      for (const auto& view : row.rag) {
        if (view.rag == Rag::none && view.letters != view.text) used[view.letters] = view.text;
      }
    }
  }
  return used;
}

// What the marks of the table mean.
void write_key(Markup& out, const Publication& publication) {
  out.element("ul", {{"class", "key"}, {"aria-label", "Key to the marks"}}, [&] {
    const auto direction = [&](Direction d, std::string_view words) {
      write_key_entry(out, [&] { draw_direction(out, d); }, words);
    };
    direction(Direction::better, "Better: performance since last month");
    direction(Direction::worse, "Worse");
    direction(Direction::same, "Same");
    direction(Direction::info, "Info: neither high nor low is good");
    const auto signal = [&](Variation v, std::string_view words) {
      write_key_entry(out, [&] { draw_variation(out, v); }, words);
    };
    signal(Variation::improvement, "Improvement: better than chance alone explains");
    signal(Variation::concern, "Concern: worse than chance alone explains");
    signal(Variation::neutral_high, "Higher than chance");
    signal(Variation::neutral_low, "Lower than chance");
    signal(Variation::common_cause, "Common cause: chance alone explains it");
    const auto colour = [&](Rag rag, std::string_view words) {
      write_key_entry(out, [&] { draw_rag(out, rag); }, words);
    };
    colour(Rag::green, "G, green: at or beyond the green tolerance");
    colour(Rag::amber, "A, amber: between the two");
    colour(Rag::red, "R, red: beyond the red tolerance");
    for (const auto& [letters, words] : letters_used(publication)) {
      write_key_entry(out, [&] { out.element("b", {}, letters); }, words);
    }
    if (!publication.shows_published) return;
    write_key_entry(
        out, [&] { out.element("sup", {{"class", "before"}}, "p"); },
        "As published before, where the records give no figure; never compared with a computed "
        "one");
  });
}

bool has_row(const Publication& publication, const std::string& ref) {
  return std::any_of(publication.summary.begin(), publication.summary.end(),
                     [&](const auto& group) {
                       return std::any_of(group.rows.begin(), group.rows.end(),
                                          [&](const SummaryRow& row) { return row.ref == ref; });
                     });
}

// The notes, each with the way back to the measures that call it.
void write_notes(Markup& out, const Publication& publication) {
  if (publication.notes.empty()) return;
  out.element("h3", {{"id", "notes"}}, "Notes");
  out.element("ol", {{"class", "notes"}}, [&] {
    for (const auto& note : publication.notes) {
      out.element("li", {{"id", "note-" + note.id}}, [&] {
        out.text(note.text);
        out.element("span", {{"class", "back"}}, [&] {
          out.text(note.measures.size() == 1 ? " Measure" : " Measures");
          for (const auto& ref : note.measures) {
            out.text(" ");
            if (has_row(publication, ref)) {
              out.element("a", {{"href", "#" + measure_anchor(ref)}}, ref);
            } else {
              out.text(ref);
            }
          }
        });
      });
    }
  });
}

}  // namespace

void write_summary(Markup& out, const Publication& publication) {
  out.element("section", {{"id", "summary"}, {"aria-labelledby", "summary-heading"}}, [&] {
    out.element("h2", {{"id", "summary-heading"}}, "Performance summary");
    if (publication.measures_computed < publication.measures_shown) {
      out.element(
          "p", {},
          fmt::format("{} of the {} measures can be worked out from records so far; the others "
                      "say “not computed yet”.",
                      publication.measures_computed, publication.measures_shown));
    }
    write_key(out, publication);
    SummaryTable(out, publication).write();
    write_notes(out, publication);
  });
}

}  // namespace waymark
