#include "report/html/topic_section.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "report/html/markdown.h"
#include "report/html/month_tables.h"
#include "report/html/moves_section.h"
#include "report/html/parts.h"
#include "report/svg/area_chart.h"
#include "report/svg/month_chart.h"

namespace waymark {
namespace {

constexpr std::size_t kNamedAtMost = 8;
constexpr std::size_t kBesideCharts = 4;  // a table of more columns takes the whole width

bool has_any_value(const MeasureView& measure) {
  return std::any_of(measure.months.begin(), measure.months.end(),
                     [](const CellView& cell) { return cell.has_value(); });
}

class TopicSection {
 public:
  TopicSection(Markup& out, const Publication& publication, const TopicPage& page)
      : out_(out), publication_(publication), page_(page) {}

  void write() {
    const std::string heading = page_.id + "-heading";
    const std::string kind = needs_landscape() ? "topic broad" : "topic";
    out_.element("section", {{"id", page_.id}, {"class", kind}, {"aria-labelledby", heading}}, [&] {
      out_.element("h2", {{"id", heading}}, page_.title);
      out_.element("p", {{"class", "place"}},
                   fmt::format("{}, {}", publication_.area_name, long_name(publication_.month)));
      write_state();
      for (const auto& parts : page_.parts) write_parts_table(out_, parts, publication_);
      for (const auto& table : page_.tables) write_figures(table);
      for (const auto& grid : page_.grids) write_grid_table(out_, grid);
      write_benchmark_table(out_, page_, publication_);
      write_moves(out_, page_, publication_);
      for (const auto& chart : page_.localities) write_localities(chart);
      write_definitions();
      write_analysis();
      write_notes();
      write_findings();
    });
  }

 private:
  void write_state() {
    if (page_.computed) return;
    const bool any = std::any_of(page_.measures.begin(), page_.measures.end(), has_any_value);
    out_.element(
        "p", {{"class", "notice"}},
        any ? "Not computed yet: the figures below were published before."
            : "Not computed yet: no figure of this page is worked out from the records so far.");
  }

  bool is_empty(const MonthTable& table) const {
    return std::none_of(table.columns.begin(), table.columns.end(), [&](const auto& column) {
      const MeasureView& measure = page_.measures[column.measure];
      return measure.computed || has_any_value(measure);
    });
  }

  // A table with the charts of its measures beside it, or below where it is wide.
  void write_figures(const MonthTable& table) {
    if (is_empty(table)) return;
    const bool wide = table.family || table.columns.size() > kBesideCharts;
    out_.element("div", {{"class", wide ? "figures wide" : "figures"}}, [&] {
      out_.element("div", {{"class", "table"}},
                   [&] { write_month_table(out_, table, page_, publication_); });
      out_.element("div", {{"class", table.family ? "charts small" : "charts"}}, [&] {
        for (const auto& column : table.columns) {
          if (!column.whole) write_chart(column, table.family);  // it has a chart of its own
        }
      });
    });
  }

  void write_chart(const MonthTable::Column& column, bool small) {
    const MeasureView& measure = page_.measures[column.measure];
    if (measure.total_only || !has_any_value(measure)) return;
    out_.element("div", {{"class", "figure"}}, [&] {
      out_.element("p", {{"class", "chart-title"}}, [&] {
        if (!small) out_.element("span", {{"class", "ref"}}, measure.ref + " ");
        out_.text(column.heading);
      });
      if (!small && !measure.chart_finding.empty()) {
        out_.element("p", {{"class", "finding"}}, measure.chart_finding);
      }
      draw_month_chart(out_, measure, publication_.months,
                       fmt::format("chart-{}-{}", page_.id, measure.ref),
                       small ? ChartSize::small : ChartSize::full);
      if (!small && !measure.signals.limits.empty()) {
        out_.element("p", {{"class", "change"}},
                     "Band: limits of chance, " + measure.signals.limits.back().text +
                         (measure.signals.points.empty() ? "." : "; triangles: beyond chance."));
      }
      for (const auto& change : measure.breaks) {
        out_.element(
            "p", {{"class", "change"}},
            fmt::format("Rule change in {}: {}",
                        long_name(publication_.months[static_cast<std::size_t>(change.month)]),
                        change.text));
      }
    });
  }

  void write_localities(const LocalityChart& chart) {
    out_.element("div", {{"class", "figures"}}, [&] {
      out_.element("div", {{"class", "table"}}, [&] { write_locality_table(out_, chart); });
      out_.element("div", {{"class", "charts one"}}, [&] {
        out_.element("div", {{"class", "figure"}}, [&] {
          out_.element("p", {{"class", "chart-title"}}, chart.title);
          draw_area_chart(out_, chart, fmt::format("areas-{}-{}", page_.id, chart.ref));
        });
      });
    });
  }

  // Closed on a screen, open in print. Neighbours with the same definition stand together.
  void write_definitions() {
    out_.element("details", {{"class", "definitions"}}, [&] {
      out_.element("summary", {}, "Definitions of these measures");
      out_.element("dl", {}, [&] {
        for (std::size_t i = 0; i < page_.measures.size();) {
          const MeasureView& measure = page_.measures[i];
          for (; i < page_.measures.size() && same_definition(measure, page_.measures[i]); ++i) {
            if (page_.measures[i].total_only) continue;
            out_.element("dt", {}, page_.measures[i].ref + " " + page_.measures[i].title);
          }
          if (!measure.total_only) write_definition(measure);
        }
      });
    });
  }

  static bool same_definition(const MeasureView& a, const MeasureView& b) {
    return &a == &b || (!a.definition.empty() && a.definition == b.definition &&
                        a.source == b.source && a.note == b.note && a.total_only == b.total_only);
  }

  void write_definition(const MeasureView& measure) {
    out_.element("dd", {}, [&] {
      out_.element("p", {},
                   measure.definition.empty() ? "No definition given" : measure.definition);
      if (!measure.note.empty()) out_.element("p", {}, measure.note);
      if (!measure.source.empty()) {
        out_.element("p", {{"class", "source"}}, "Source: " + measure.source);
      }
    });
  }

  void write_analysis() {
    out_.element("div", {{"class", "analysis"}}, [&] {
      out_.element("h3", {}, "Performance analysis");
      if (page_.commentary.empty()) {
        out_.element("p", {{"class", "reason"}}, "No analysis written");
      } else {
        write_markdown(out_, page_.commentary, 4);
      }
    });
  }

  void write_notes() {
    if (page_.notes.empty()) return;
    out_.element("div", {{"class", "notes"}}, [&] {
      out_.element("h3", {}, "Notes");
      for (const auto& call : page_.notes) {
        const Note& note = publication_.notes[static_cast<std::size_t>(call.number) - 1];
        out_.element("p", {}, [&] {
          out_.element("a", {{"href", "#note-" + call.id}}, fmt::format("Note {}", call.number));
          out_.text(": " + note.text);
        });
      }
    });
  }

  void write_findings() {
    if (!page_.breaches.empty()) {
      out_.element("div", {{"class", "notice"}}, [&] {
        out_.element("h3", {}, "Checks that do not hold");
        out_.element("ul", {}, [&] {
          for (const auto& breach : page_.breaches) {
            out_.element("li", {}, fmt::format("{}: {}", breach.measure, breach.text));
          }
        });
      });
    }
    if (page_.findings.empty()) return;
    out_.element("div", {{"class", "findings"}}, [&] {
      out_.element("h3", {}, "Records in doubt behind these figures");
      out_.element("ul", {}, [&] {
        for (const auto& finding : page_.findings) {
          out_.element("li", {}, [&] {
            out_.text(finding.text);
            out_.element("span", {{"class", "touches"}}, touched_by(finding));
          });
        }
      });
    });
  }

  // On paper, whether a table has more columns of numbers than an upright sheet holds.
  bool needs_landscape() const {
    constexpr std::size_t kUprightHolds = 10;
    const std::size_t areas = publication_.area == kCounty ? 1 : 2;
    const auto is_broad = [&](const auto& table) {
      return table.columns.size() * areas > kUprightHolds;
    };
    return std::any_of(page_.tables.begin(), page_.tables.end(), is_broad) ||
           std::any_of(page_.parts.begin(), page_.parts.end(), is_broad);
  }

  // " Touches X and Y."; long lists are told by their number.
  std::string touched_by(const FindingView& finding) const {
    const auto own = static_cast<std::size_t>(
        std::count_if(page_.measures.begin(), page_.measures.end(),
                      [](const MeasureView& measure) { return !measure.total_only; }));
    if (finding.measures.size() == own && own > 1) return " Touches every measure of this page.";
    if (finding.measures.size() > kNamedAtMost) {
      return fmt::format(" Touches {} of the {} measures of this page.", finding.measures.size(),
                         own);
    }
    return fmt::format(" Touches {}.", list_in_words(finding.measures));
  }

  Markup& out_;
  const Publication& publication_;
  const TopicPage& page_;
};

}  // namespace

void write_topic(Markup& out, const Publication& publication, const TopicPage& page) {
  TopicSection(out, publication, page).write();
}

}  // namespace waymark
