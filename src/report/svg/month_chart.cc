#include "report/svg/month_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "report/svg/drawing.h"
#include "report/svg/palette.h"
#include "report/svg/scale.h"
#include "report/svg/shapes.h"

namespace waymark {
namespace {

struct Frame {
  double width, height, left, right, top, bottom;

  double plot_width() const { return width - left - right; }
  double plot_height() const { return height - top - bottom; }
};

constexpr Frame kFull{380, 200, 44, 14, 24, 24};
constexpr Frame kSmall{190, 92, 8, 8, 20, 18};
constexpr double kRoomForLabels = 98;       // right of the plot, where lines are named
constexpr double kColumnShare = 0.66;       // of the room a month has
constexpr double kDot = 6, kLatestDot = 8;  // across

// A straight line across the plot with its name at the right end.
struct Reference {
  std::string label;
  std::string css;
  std::string dashes;
  std::string_view colour;
  double value;
};

// "3% or less" -> "3%".
std::string number_in(const std::string& text) { return text.substr(0, text.find(' ')); }

std::vector<Reference> references_of(const MeasureView& measure) {
  std::vector<Reference> references;
  if (measure.target.has_value()) {
    references.push_back({"Target " + number_in(measure.target.text), "target", "6 3",
                          palette::kPink, measure.target.value->as_double()});
  }
  for (const auto& benchmark : measure.benchmarks) {
    const bool neighbours = benchmark.comparator == "SN_AVG";
    if (!neighbours && benchmark.comparator != "NAT_AVG") continue;
    if (!benchmark.value.has_value()) continue;
    references.push_back({(neighbours ? "Neighbours " : "National ") + benchmark.value.text,
                          "benchmark", neighbours ? "1.5 3" : "8 3 2 3", palette::kGrey,
                          benchmark.value.value->as_double()});
  }
  return references;
}

class MonthChart {
 public:
  MonthChart(Markup& out, const MeasureView& measure, const std::vector<Month>& months,
             ChartSize size)
      : out_(out),
        measure_(measure),
        months_(months),
        size_(size),
        frame_(size == ChartSize::full ? kFull : kSmall) {
    if (size == ChartSize::full) references_ = references_of(measure);
    county_beside_ = size == ChartSize::full && measure.county && !columns();
    if (!references_.empty() || county_beside_) frame_.right = kRoomForLabels;
    scale_ = fitting_scale();
  }

  void draw(const std::string& id) {
    const DrawingWords words{.id = id, .title = measure_.chart_title, .text = measure_.chart_text};
    draw_svg(out_, frame_.width, frame_.height, words, [&] {
      if (size_ == ChartSize::full) draw_grid();
      if (size_ == ChartSize::full) draw_limits();
      draw_breaks();
      if (county_beside_) draw_county();
      if (columns())
        draw_columns();
      else
        draw_line();
      if (size_ == ChartSize::full) draw_special_points();
      draw_references();
      draw_baseline();
      draw_months();
      draw_latest();
    });
  }

 private:
  bool columns() const { return measure_.kind == Format::count; }
  double x(std::size_t i) const {
    const double step = frame_.plot_width() / static_cast<double>(months_.size());
    return frame_.left + step * (static_cast<double>(i) + 0.5);
  }
  double y(double value) const {
    return frame_.top + frame_.plot_height() * (1 - scale_.at(value));
  }
  double value_at(std::size_t i) const { return measure_.months[i].value->as_double(); }
  bool from_before(std::size_t i) const { return measure_.months[i].origin == Origin::published; }

  Scale fitting_scale() const {
    double least = std::numeric_limits<double>::infinity();
    double greatest = -least;
    const auto take = [&](double value) {
      least = std::min(least, value);
      greatest = std::max(greatest, value);
    };
    for (const auto& cell : measure_.months) {
      if (cell.has_value()) take(cell.value->as_double());
    }
    for (const auto& reference : references_) take(reference.value);
    if (size_ == ChartSize::full) {
      for (const auto& limits : measure_.signals.limits) {
        take(limits.lower);
        take(limits.upper);
      }
    }
    if (county_beside_) {
      for (const auto& cell : measure_.county->months) {
        if (cell.has_value()) take(cell.value->as_double());
      }
    }
    if (greatest < least) return scale_from_zero(1);
    if (columns()) return scale_from_zero(greatest);
    const bool percent = measure_.kind == Format::percent;
    return scale_around(least, greatest, percent ? 100 : std::numeric_limits<double>::infinity());
  }

  std::string tick_text(double tick) const {
    const auto scaled = static_cast<std::int64_t>(tick * 10000 + 0.5);
    return to_display(Fraction{scaled, 10000}, scale_.decimals, true) +
           (measure_.kind == Format::percent ? "%" : "");
  }

  void draw_grid() {
    for (const double tick : scale_.ticks) {
      draw_segment(out_, {frame_.left, y(tick)}, {frame_.width - frame_.right, y(tick)},
                   {.css = "grid", .colour = "#D9D9D9", .width = "1", .dashes = ""});
      draw_label(out_, {frame_.left - 6, y(tick) + 3.5}, "end", "tick", tick_text(tick));
    }
  }

  // A pale band between the limits and a thin line at the mean, behind everything.
  void draw_limits() {
    const double half = frame_.plot_width() / static_cast<double>(months_.size()) / 2;
    for (const auto& limits : measure_.signals.limits) {
      const double left = x(static_cast<std::size_t>(limits.first)) - half;
      const double right = x(static_cast<std::size_t>(limits.last)) + half;
      draw_boxes(out_, {{left, y(limits.upper), right - left, y(limits.lower) - y(limits.upper)}},
                 {.css = "limits", .fill = "#EDF1F5", .stroke = "none"});
      for (const double edge : {limits.upper, limits.lower}) {
        draw_segment(out_, {left, y(edge)}, {right, y(edge)},
                     {.css = "limit", .colour = "#B5BEC8", .width = "0.75", .dashes = ""});
      }
      draw_segment(out_, {left, y(limits.mean)}, {right, y(limits.mean)},
                   {.css = "mean", .colour = palette::kRule, .width = "0.75", .dashes = ""});
    }
  }

  // Over a column, or in place of a dot: by shape, and by colour as well.
  void draw_special_points() {
    for (const auto& point : measure_.signals.points) {
      const auto i = static_cast<std::size_t>(point.month);
      const bool latest = i + 1 == months_.size();
      // Inside the head of a column where its figure stands above it.
      const double shift = columns() ? (latest ? -22 : -7) : 0;
      draw_special_point(out_, point.high, point.variation, x(i), y(value_at(i)) + shift);
    }
  }

  void draw_baseline() {
    const double bottom = frame_.height - frame_.bottom;
    draw_segment(out_, {frame_.left, bottom}, {frame_.width - frame_.right, bottom},
                 {.css = "axis", .colour = palette::kRule, .width = "1", .dashes = ""});
  }

  // Every third month from the latest backwards; small charts name the ends alone.
  void draw_months() {
    const std::size_t last = months_.size() - 1;
    const double at = frame_.height - frame_.bottom + 14;
    for (std::size_t i = 0; i <= last; ++i) {
      const bool named = size_ == ChartSize::full ? (last - i) % 3 == 0 : i == 0 || i == last;
      if (!named) continue;
      if (size_ == ChartSize::full) {
        draw_label(out_, {x(i), at}, "middle", "tick", short_name(months_[i]));
      } else {
        const Point end{i == 0 ? frame_.left : frame_.width - frame_.right, at};
        draw_label(out_, end, i == 0 ? "start" : "end", "tick", short_name(months_[i]));
      }
    }
  }

  void draw_columns() {
    const double width = frame_.plot_width() / static_cast<double>(months_.size()) * kColumnShare;
    std::vector<Box> computed, before;
    for (std::size_t i = 0; i < months_.size(); ++i) {
      if (!measure_.months[i].has_value()) continue;
      const double top = y(value_at(i));
      (from_before(i) ? before : computed)
          .push_back({x(i) - width / 2, top, width, std::max(0.0, y(0) - top)});
    }
    draw_boxes(out_, computed,
               {.css = "column", .fill = palette::kAccent, .stroke = palette::kAccent});
    draw_boxes(out_, before,
               {.css = "column before", .fill = palette::kPaper, .stroke = palette::kAccent});
  }

  // Months of one kind that follow each other are joined; a gap or a change of kind is not.
  std::string path_of(const std::vector<CellView>& cells) const {
    std::string path;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (!cells[i].has_value()) continue;
      const bool joins =
          i > 0 && cells[i - 1].has_value() &&
          (cells[i].origin == Origin::published) == (cells[i - 1].origin == Origin::published);
      path += fmt::format("{}{} {}", joins ? "L" : "M", coordinate(x(i)),
                          coordinate(y(cells[i].value->as_double())));
    }
    return path;
  }

  void draw_path(std::string_view css, const std::vector<CellView>& cells, std::string_view colour,
                 std::string_view width) {
    out_.element("path",
                 {{"class", std::string(css)},
                  {"d", path_of(cells)},
                  {"fill", "none"},
                  {"stroke", std::string(colour)},
                  {"stroke-width", std::string(width)},
                  {"stroke-linejoin", "round"}},
                 "");
  }

  // A thin line without dots; its name stands at its right end, among those of the references.
  void draw_county() { draw_path("line county", measure_.county->months, palette::kGrey, "1.25"); }

  void draw_line() {
    draw_path("line", measure_.months, palette::kAccent, "2");
    std::vector<Point> earlier, latest, earlier_before, latest_before;
    for (std::size_t i = 0; i < months_.size(); ++i) {
      if (!measure_.months[i].has_value()) continue;
      const bool is_latest = i + 1 == months_.size();
      const Point at{x(i), y(value_at(i))};
      (is_latest ? latest : earlier).push_back(at);
      if (from_before(i)) (is_latest ? latest_before : earlier_before).push_back(at);
    }
    draw_discs(out_, earlier, "dots", palette::kAccent, kDot);
    draw_discs(out_, latest, "dots", palette::kAccent, kLatestDot);
    // Hollow ones: the paper seen through them.
    draw_discs(out_, earlier_before, "dots before", palette::kPaper, kDot - 2);
    draw_discs(out_, latest_before, "dots before", palette::kPaper, kLatestDot - 2);
  }

  // The latest month in figures: above its mark, or below where a line comes down to it; at the top
  // of small charts. Kept inside the drawing.
  void draw_latest() {
    const std::size_t last = months_.size() - 1;
    if (!measure_.months[last].has_value()) return;
    const std::string& text = measure_.months[last].text;
    if (size_ == ChartSize::small) {
      return draw_label(out_, {frame_.width - frame_.right, 11}, "end", "latest", text);
    }
    const bool falls = !columns() && last > 0 && measure_.months[last - 1].has_value() &&
                       value_at(last - 1) > value_at(last);
    const double at = y(value_at(last)) + (falls ? 16 : -7);
    const double half = 3.4 * static_cast<double>(text.size());
    // Names of lines, if any, begin behind the plot.
    const bool lines_named = frame_.right >= kRoomForLabels;
    const double right = lines_named ? frame_.width - frame_.right : frame_.width - 2;
    const bool fits = x(last) + half <= right;
    draw_label(out_, {fits ? x(last) : right, std::max(11.0, at)}, fits ? "middle" : "end",
               "latest", text);
  }

  void draw_breaks() {
    for (const auto& change : measure_.breaks) {
      const auto i = static_cast<std::size_t>(change.month);
      const double at = (x(i) + x(i - 1)) / 2;
      draw_segment(out_, {at, frame_.top - 8}, {at, frame_.height - frame_.bottom},
                   {.css = "break", .colour = palette::kGrey, .width = "1", .dashes = "2 2"});
      if (size_ != ChartSize::full) continue;
      draw_label(out_, {at, frame_.top - 12}, "middle", "tick", "Rule change");
    }
  }

  void draw_references() {
    std::vector<double> heights;
    for (const auto& reference : references_) heights.push_back(y(reference.value));
    const bool named = county_beside_ && measure_.county->months.back().has_value();
    if (named) heights.push_back(y(measure_.county->months.back().value->as_double()));
    const std::vector<double> labels =
        spread_apart(heights, 13, frame_.top, frame_.height - frame_.bottom);
    const double right = frame_.width - frame_.right;
    for (std::size_t i = 0; i < references_.size(); ++i) {
      const auto& reference = references_[i];
      draw_segment(out_, {frame_.left, heights[i]}, {right, heights[i]},
                   {.css = reference.css,
                    .colour = reference.colour,
                    .width = "1.50",
                    .dashes = reference.dashes});
      draw_label(out_, {right + 4, labels[i] + 3.5}, "start", reference.css, reference.label);
    }
    if (!named) return;
    draw_label(out_, {right + 4, labels.back() + 3.5}, "start", "benchmark",
               "County " + measure_.county->months.back().text);
  }

  Markup& out_;
  const MeasureView& measure_;
  const std::vector<Month>& months_;
  ChartSize size_;
  Frame frame_;
  std::vector<Reference> references_;
  bool county_beside_ = false;
  Scale scale_;
};

}  // namespace

void draw_month_chart(Markup& out, const MeasureView& measure, const std::vector<Month>& months,
                      const std::string& id, ChartSize size) {
  MonthChart(out, measure, months, size).draw(id);
}

}  // namespace waymark
