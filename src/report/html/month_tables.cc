#include "report/html/month_tables.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "report/html/parts.h"
#include "report/svg/benchmark_strip.h"
#include "report/svg/shapes.h"

namespace waymark {
namespace {

// A table in a region of its own.
void write_table(Markup& out, std::string_view css, const std::string& caption,
                 const std::function<void()>& content) {
  write_scroll_region(out, caption, "", [&] {
    out.element("table", {{"class", std::string(css)}}, [&] {
      out.element("caption", {}, caption);
      content();
    });
  });
}

void write_column_heading(Markup& out, std::string_view css, std::string_view words) {
  out.element("th", {{"scope", "col"}, {"class", std::string(css)}}, words);
}

void write_row_heading(Markup& out, std::string_view words) {
  out.element("th", {{"scope", "row"}}, words);
}

// "Good is high".
std::string good_is(const MeasureView& measure) {
  if (measure.polarity == "High") return "Good is high";
  return measure.polarity == "Low" ? "Good is low" : "Information";
}

// Whether any column has more to say than that there is none.
template <typename Cell>
bool any_value(const MonthTable& table, const TopicPage& page, Cell cell) {
  return std::any_of(table.columns.begin(), table.columns.end(), [&](const auto& column) {
    return cell(page.measures[column.measure]).has_value();
  });
}

class MonthTableWriter {
 public:
  MonthTableWriter(Markup& out, const MonthTable& table, const TopicPage& page,
                   const Publication& publication)
      : out_(out), table_(table), page_(page), publication_(publication) {}

  void write() {
    std::string caption = fmt::format("{}: {} months to {}", table_.caption,
                                      publication_.months.size(), long_name(publication_.month));
    if (one_polarity()) caption += ". " + good_is(measure(table_.columns.front()));
    write_table(out_, table_.family ? "months parts" : "months", caption, [&] {
      out_.element("thead", {}, [&] { write_head(); });
      out_.element("tbody", {}, [&] {
        for (std::size_t i = 0; i < publication_.months.size(); ++i) write_month(i);
      });
      out_.element("tfoot", {}, [&] { write_foot(); });
    });
  }

 private:
  const MeasureView& measure(const MonthTable::Column& column) const {
    return page_.measures[column.measure];
  }

  // The parts of a whole mostly share what is good: said once, so that their columns stay narrow.
  bool one_polarity() const {
    return table_.family &&
           std::all_of(table_.columns.begin(), table_.columns.end(), [&](const auto& c) {
             return measure(c).polarity == measure(table_.columns.front()).polarity;
           });
  }

  void write_head() {
    if (!county_beside()) {
      out_.element("tr", {}, [&] {
        write_column_heading(out_, "", "Month");
        for (const auto& column : table_.columns) {
          write_heading(column, {{"scope", "col"}, {"class", "number"}});
        }
      });
      return;
    }
    out_.element("tr", {}, [&] {
      out_.element("th", {{"scope", "col"}, {"rowspan", "2"}}, "Month");
      for (const auto& column : table_.columns) {
        write_heading(column, {{"scope", "colgroup"}, {"colspan", "2"}, {"class", "number pair"}});
      }
    });
    out_.element("tr", {}, [&] {
      for (std::size_t i = 0; i < table_.columns.size(); ++i) {
        write_column_heading(out_, "number beside", publication_.area_name);
        write_column_heading(out_, "number beside", "County");
      }
    });
  }

  bool county_beside() const { return publication_.area != kCounty; }

  void write_heading(const MonthTable::Column& column, const Attributes& attributes) {
    const MeasureView& view = measure(column);
    out_.element("th", attributes, [&] {
      if (!table_.family) out_.element("span", {{"class", "ref"}}, view.ref);
      out_.text(table_.family ? column.heading : " " + column.heading);
      write_note_calls(out_, view.notes);
      if (!one_polarity()) out_.element("span", {{"class", "polarity"}}, " " + good_is(view));
    });
  }

  void write_month(std::size_t i) {
    const bool latest = i + 1 == publication_.months.size();
    out_.element("tr", latest ? Attributes{{"class", "latest"}} : Attributes{}, [&] {
      write_row_heading(out_, short_name(publication_.months[i]));
      for (const auto& column : table_.columns) {
        const MeasureView& view = measure(column);
        write_cell(out_, view.months[i]);
        if (view.county) write_cell(out_, view.county->months[i]);
      }
    });
  }

  void write_foot() {
    write_foot_row("Year to date", [](const auto& of) -> const CellView& { return of.ytd; });
    if (table_.family) return;
    write_foot_row("Target", [](const auto& of) -> const CellView& { return of.target; });
    out_.element("tr", {}, [&] {
      write_row_heading(out_, "Direction");
      for (const auto& column : table_.columns) {
        const MeasureView& view = measure(column);
        write_direction_cell(out_, view.direction);
        if (view.county) write_direction_cell(out_, view.county->direction);
      }
    });
    write_signals();
    if (!any_value(table_, page_, [](const MeasureView& m) { return m.target; })) return;
    out_.element("tr", {}, [&] {
      write_row_heading(out_, "Colour");
      for (const auto& column : table_.columns) {
        const MeasureView& view = measure(column);
        write_rag_cell(out_, view.rag);
        if (view.county) write_rag_cell(out_, view.county->rag);
      }
    });
  }

  // Signal, limits and the months beyond chance: what the charts draw.
  void write_signals() {
    const auto drawn = [&](const MonthTable::Column& column) {
      return !measure(column).signals.limits.empty();
    };
    if (std::none_of(table_.columns.begin(), table_.columns.end(), drawn)) return;
    out_.element("tr", {}, [&] {
      write_row_heading(out_, "Signal");
      for (const auto& column : table_.columns) {
        write_signal_cell(out_, measure(column).signals.signal);
        if (measure(column).county) out_.element("td", {{"class", "reason"}}, "in its own pack");
      }
    });
    write_signal_words("Limits of chance", [](const ChartSignals& signals) {
      return signals.limits.empty() ? std::string() : signals.limits.back().text;
    });
    write_signal_words("Beyond chance", [&](const ChartSignals& signals) {
      if (signals.limits.empty()) return std::string();
      std::string words;
      for (std::size_t first = 0; first < signals.points.size();) {
        const std::size_t last = end_of_run(signals.points, first);
        words +=
            (words.empty() ? "" : ", ") + run_words(signals.points[first], signals.points[last]);
        first = last + 1;
      }
      return words.empty() ? std::string("no month") : words;
    });
  }

  // The last of the points that follow each other month by month, all high or all low.
  static std::size_t end_of_run(const std::vector<SpecialPoint>& points, std::size_t first) {
    std::size_t last = first;
    while (last + 1 < points.size() && points[last + 1].month == points[last].month + 1 &&
           points[last + 1].high == points[first].high) {
      ++last;
    }
    return last;
  }

  // "Nov 2016 to Apr 2017 (high)".
  std::string run_words(const SpecialPoint& first, const SpecialPoint& last) const {
    const auto name = [&](const SpecialPoint& point) {
      return short_name(publication_.months[static_cast<std::size_t>(point.month)]);
    };
    const std::string months =
        first.month == last.month ? name(first) : name(first) + " to " + name(last);
    return months + (first.high ? " (high)" : " (low)");
  }

  template <typename Words>
  void write_signal_words(std::string_view heading, Words words) {
    out_.element("tr", {}, [&] {
      write_row_heading(out_, heading);
      for (const auto& column : table_.columns) {
        const ChartSignals& signals = measure(column).signals;
        const std::string text = words(signals);
        out_.element("td", {{"class", text.empty() ? "reason" : "limits"}},
                     text.empty() ? signals.signal.text : text);
        if (measure(column).county) out_.element("td", {{"class", "reason"}}, "in its own pack");
      }
    });
  }

  template <typename Cell>
  void write_foot_row(std::string_view heading, Cell cell) {
    if (!any_value(table_, page_, cell)) return;
    out_.element("tr", {}, [&] {
      write_row_heading(out_, heading);
      for (const auto& column : table_.columns) {
        const MeasureView& view = measure(column);
        write_cell(out_, cell(view));
        if (view.county) write_cell(out_, cell(*view.county));
      }
    });
  }

  Markup& out_;
  const MonthTable& table_;
  const TopicPage& page_;
  const Publication& publication_;
};

// The comparators that any measure of the page has, in the order of the strip.
std::vector<BenchmarkView> comparators_on(const TopicPage& page) {
  constexpr std::string_view kOrder[] = {"SN_AVG",   "SN_BEST", "NAT_AVG",
                                         "NAT_TOPQ", "REGION",  "PREV_YEAR"};
  std::vector<BenchmarkView> found;
  for (const auto comparator : kOrder) {
    for (const auto& measure : page.measures) {
      const auto view = std::find_if(
          measure.benchmarks.begin(), measure.benchmarks.end(),
          [&](const BenchmarkView& benchmark) { return benchmark.comparator == comparator; });
      if (measure.total_only || view == measure.benchmarks.end()) continue;
      found.push_back(*view);
      break;
    }
  }
  return found;
}

void write_comparator_heading(Markup& out, std::string_view comparator, std::string_view words) {
  out.element("th", {{"scope", "col"}, {"class", "number"}}, [&] {
    draw_comparator(out, comparator);
    out.text(" ");
    out.text(words);
  });
}

// The value with its year below, since years differ between measures, or the reason for none.
void write_benchmark(Markup& out, const MeasureView& measure, const std::string& comparator) {
  const auto found = std::find_if(
      measure.benchmarks.begin(), measure.benchmarks.end(),
      [&](const BenchmarkView& benchmark) { return benchmark.comparator == comparator; });
  if (found == measure.benchmarks.end()) {
    out.element("td", {{"class", "reason"}}, "none given");
    return;
  }
  if (!found->value.has_value()) {
    write_cell(out, found->value);
    return;
  }
  out.element("td", {{"class", "number"}, {"title", found->value.title}}, [&] {
    out.text(found->value.text);
    out.element("span", {{"class", "year"}},
                fmt::format(" {}{}", found->year, found->worked_out() ? "" : ", typed by hand"));
  });
}

void write_position(Markup& out, const MeasureView& measure, const std::string& id) {
  if (!measure.months.back().has_value()) {
    out.element("td", {{"class", "reason"}}, "no value to place");
    return;
  }
  out.element("td", {{"class", "position"}}, [&] { draw_benchmark_strip(out, measure, id); });
}

const BenchmarkView* worked_out_of(const MeasureView& measure) {
  const auto found = std::find_if(measure.benchmarks.begin(), measure.benchmarks.end(),
                                  [](const BenchmarkView& view) { return view.worked_out(); });
  return found == measure.benchmarks.end() ? nullptr : &*found;
}

// The measure with the day, lag and source of what it is compared with below.
void write_compared_measure(Markup& out, const MeasureView& measure) {
  out.element("th", {{"scope", "row"}}, [&] {
    out.text(measure.ref + " " + measure.title);
    const BenchmarkView* first = worked_out_of(measure);
    if (first == nullptr) return;
    out.element("span", {{"class", "year"}},
                fmt::format(" To {}, {}. {}", first->year_end, first->lag, first->source));
  });
}

// The sentences behind a measure's comparison, each once, with those that share it named before it.
std::string comparison_in_words(const MeasureView& measure, const BenchmarkView& first) {
  std::vector<std::pair<std::string, std::vector<std::string>>> sentences;
  for (const auto& view : measure.benchmarks) {
    if (!view.worked_out() || view.value.reason == "for_information") continue;
    if (view.comparator == "NAT_AVG" && view.value.has_value()) continue;  // as its heading says
    const auto same = std::find_if(sentences.begin(), sentences.end(),
                                   [&](const auto& each) { return each.first == view.basis; });
    if (same != sentences.end()) {
      same->second.push_back(view.short_label);
    } else {
      sentences.push_back({view.basis, {view.short_label}});
    }
  }
  std::string text = first.differs;
  for (const auto& [basis, labels] : sentences) {
    if (!text.empty()) text += ' ';
    text += fmt::format("{}: {}", list_in_words(labels), basis);
  }
  return text;
}

// What the comparisons of a page rest on, measure by measure.
void write_comparisons(Markup& out, const TopicPage& page) {
  const bool any = std::any_of(page.measures.begin(), page.measures.end(), [](const auto& measure) {
    return !measure.total_only && worked_out_of(measure) != nullptr;
  });
  if (!any) return;
  out.element("details", {{"class", "comparisons"}}, [&] {
    out.element("summary", {}, "Whom these comparisons rest on");
    out.element("dl", {}, [&] {
      for (const auto& measure : page.measures) {
        const BenchmarkView* first = worked_out_of(measure);
        if (measure.total_only || first == nullptr) continue;
        out.element("dt", {}, measure.ref + " " + measure.title);
        out.element("dd", {}, comparison_in_words(measure, *first));
      }
    });
  });
}

void write_parts_head(Markup& out, const PartsTable& table, const Publication& publication) {
  const bool county_beside = publication.area != kCounty;
  out.element("tr", {}, [&] {
    out.element("th", {{"scope", "col"}, {"rowspan", county_beside ? "2" : "1"}}, table.heading);
    for (const auto& column : table.columns) {
      out.element("th",
                  {{"scope", county_beside ? "colgroup" : "col"},
                   {"colspan", county_beside ? "2" : "1"},
                   {"class", county_beside ? "number pair" : "number"}},
                  column);
    }
  });
  if (!county_beside) return;
  out.element("tr", {}, [&] {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      write_column_heading(out, "number beside", publication.area_name);
      write_column_heading(out, "number beside", "County");
    }
  });
}

}  // namespace

void write_month_table(Markup& out, const MonthTable& table, const TopicPage& page,
                       const Publication& publication) {
  MonthTableWriter(out, table, page, publication).write();
}

void write_parts_table(Markup& out, const PartsTable& table, const Publication& publication) {
  write_table(out, "parts", table.caption, [&] {
    out.element("thead", {}, [&] { write_parts_head(out, table, publication); });
    out.element("tbody", {}, [&] {
      for (const auto& row : table.rows) {
        out.element("tr", {}, [&] {
          write_row_heading(out, row.heading);
          for (std::size_t i = 0; i < row.cells.size(); ++i) {
            write_cell(out, row.cells[i]);
            if (!row.county.empty()) write_cell(out, row.county[i]);
          }
        });
      }
    });
  });
}

void write_grid_table(Markup& out, const GridTable& table) {
  if (table.rows.empty()) {
    out.element("p", {}, fmt::format("{}: {}", table.caption, table.reason));
    return;
  }
  const auto write_row = [&](const GridTable::Row& row) {
    out.element("tr", {}, [&] {
      write_row_heading(out, row.heading);
      for (const auto& cell : row.cells) {
        const bool nothing = cell.has_value() && cell.value->numerator == 0;
        if (nothing) {
          out.element("td", {{"class", "number zero"}}, cell.text);
        } else {
          write_cell(out, cell);
        }
      }
    });
  };
  write_table(out, "grid", table.caption, [&] {
    out.element("thead", {}, [&] {
      out.element("tr", {}, [&] {
        write_column_heading(out, "", table.row_heading);
        for (const auto& column : table.columns) write_column_heading(out, "number", column);
      });
    });
    out.element("tbody", {}, [&] {
      for (std::size_t i = 0; i + 1 < table.rows.size(); ++i) write_row(table.rows[i]);
    });
    out.element("tfoot", {}, [&] { write_row(table.rows.back()); });
  });
}

void write_benchmark_table(Markup& out, const TopicPage& page, const Publication& publication) {
  const auto comparators = comparators_on(page);
  if (comparators.empty()) return;
  const std::string caption =
      fmt::format("{}: benchmarking, {}", page.title, long_name(publication.month));
  write_table(out, "benchmarks", caption, [&] {
    out.element("thead", {}, [&] {
      out.element("tr", {}, [&] {
        write_column_heading(out, "", "Measure");
        write_comparator_heading(out, kOwnValue, publication.area_name);
        for (const auto& view : comparators) {
          write_comparator_heading(out, view.comparator, view.label);
        }
        write_column_heading(out, "position", "Position, lowest on the left");
      });
    });
    out.element("tbody", {}, [&] {
      for (const auto& measure : page.measures) {
        if (measure.benchmarks.empty() || measure.total_only) continue;
        out.element("tr", {}, [&] {
          write_compared_measure(out, measure);
          write_cell(out, measure.months.back());
          for (const auto& view : comparators) write_benchmark(out, measure, view.comparator);
          write_position(out, measure, fmt::format("strip-{}-{}", page.id, measure.ref));
        });
      }
    });
  });
  write_comparisons(out, page);
}

void write_locality_table(Markup& out, const LocalityChart& chart) {
  const bool coloured = std::any_of(chart.bars.begin(), chart.bars.end(),
                                    [](const auto& bar) { return bar.rag.rag != Rag::none; });
  const bool compared = std::any_of(chart.bars.begin(), chart.bars.end(),
                                    [](const auto& bar) { return !bar.against_county.empty(); });
  write_table(out, "areas", chart.ref + " by locality", [&] {
    out.element("thead", {}, [&] {
      out.element("tr", {}, [&] {
        write_column_heading(out, "", "Area");
        write_column_heading(out, "number", "Value");
        if (coloured) write_column_heading(out, "", "Colour");
        if (compared) write_column_heading(out, "", "Against the county");
      });
    });
    out.element("tbody", {}, [&] {
      for (const auto& bar : chart.bars) {
        out.element("tr", {}, [&] {
          write_row_heading(out, bar.name);
          write_cell(out, bar.value);
          if (coloured) write_rag_cell(out, bar.rag);
          if (compared) {
            out.element("td", {{"class", bar.against_county.empty() ? "reason" : "word"}},
                        bar.against_county.empty() ? "not compared" : bar.against_county);
          }
        });
      }
    });
  });
}

}  // namespace waymark
