#include "report/svg/area_chart.h"

#include <algorithm>

#include "report/svg/drawing.h"
#include "report/svg/palette.h"
#include "report/svg/scale.h"
#include "report/svg/shapes.h"

namespace waymark {
namespace {

constexpr double kWidth = 420;
constexpr double kNames = 92;    // room for the names of areas
constexpr double kNumbers = 62;  // room for the value behind the longest bar
constexpr double kTop = 18;
constexpr double kRow = 24;
constexpr double kBar = 15;

double greatest_of(const LocalityChart& chart) {
  double greatest = chart.target.has_value() ? chart.target.value->as_double() : 0;
  for (const auto& bar : chart.bars) {
    if (bar.value.has_value()) greatest = std::max(greatest, bar.value.value->as_double());
  }
  return greatest > 0 ? greatest : 1;
}

double width_of(const LocalityChart::Bar& bar, double per_unit) {
  if (!bar.value.has_value()) return 0;
  return std::max(0.0, bar.value.value->as_double() * per_unit);
}

// Hollow where the value was published before; the county's in a colour of its own.
void draw_bars(Markup& out, const LocalityChart& chart, double per_unit) {
  std::vector<Box> boxes[2][2];  // [county][published]
  double top = kTop - kRow;
  for (const auto& bar : chart.bars) {
    top += kRow;
    if (!bar.value.has_value()) continue;
    boxes[bar.area == kCounty][bar.value.origin == Origin::published].push_back(
        {kNames, top, width_of(bar, per_unit), kBar});
  }
  for (const bool whole : {false, true}) {
    const std::string_view colour = whole ? palette::kGrey : palette::kAccent;
    draw_boxes(out, boxes[whole][false],
               {.css = whole ? "column whole" : "column", .fill = colour, .stroke = colour});
    draw_boxes(out, boxes[whole][true],
               {.css = "column before", .fill = palette::kPaper, .stroke = colour});
  }
}

// The name before the bar, and the value or its reason behind it: inside its end where the line of
// the target would cross the number.
void draw_words(Markup& out, const LocalityChart::Bar& bar, double top, double per_unit,
                double target_at) {
  const double line = top + kBar - 3.5;
  draw_label(out, {kNames - 8, line}, "end", "name", bar.name);
  const double end = kNames + width_of(bar, per_unit);
  const double length = 7.0 * static_cast<double>(bar.value.text.size());
  const bool crossed = target_at > end && target_at < end + length + 8;
  const bool hollow = bar.value.origin == Origin::published;
  if (bar.value.has_value() && crossed && end - kNames > length + 10) {
    draw_label(out, {end - 5, line}, "end", hollow ? "latest" : "inside", bar.value.text);
    return;
  }
  draw_label(out, {end + 5, line}, "start", bar.value.has_value() ? "latest" : "tick over",
             bar.value.text);
}

void draw_target(Markup& out, const CellView& target, double height, double at) {
  if (!target.has_value()) return;
  draw_segment(out, {at, kTop - 4}, {at, height - 4},
               {.css = "target", .colour = palette::kPink, .width = "1.50", .dashes = "6 3"});
  draw_label(out, {at, kTop - 7}, "middle", "target", "Target " + target.text);
}

}  // namespace

void draw_area_chart(Markup& out, const LocalityChart& chart, const std::string& id) {
  const double height = kTop + kRow * static_cast<double>(chart.bars.size()) + 4;
  const double per_unit = (kWidth - kNames - kNumbers) / greatest_of(chart);
  const DrawingWords words{.id = id, .title = chart.title, .text = chart.text};
  draw_svg(out, kWidth, height, words, [&] {
    draw_bars(out, chart, per_unit);
    draw_segment(out, {kNames, kTop - 4}, {kNames, height - 4},
                 {.css = "axis", .colour = palette::kRule, .width = "1", .dashes = ""});
    const double target_at =
        chart.target.has_value() ? kNames + chart.target.value->as_double() * per_unit : 0;
    draw_target(out, chart.target, height, target_at);
    // Last, so that no line crosses a number.
    double top = kTop;
    for (const auto& bar : chart.bars) {
      draw_words(out, bar, top, per_unit, target_at);
      top += kRow;
    }
  });
}

}  // namespace waymark
