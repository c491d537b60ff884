#include "report/svg/benchmark_strip.h"

#include <algorithm>
#include <vector>

#include "report/svg/drawing.h"
#include "report/svg/palette.h"
#include "report/svg/scale.h"
#include "report/svg/shapes.h"

namespace waymark {
namespace {

constexpr double kWidth = 240;
constexpr double kHeight = 26;
constexpr double kMargin = 10;
constexpr double kMiddle = 13;

struct Mark {
  std::string_view comparator;
  std::string label;
  const CellView* cell;
};

std::vector<Mark> marks_of(const MeasureView& measure) {
  std::vector<Mark> marks = {{kOwnValue, "own value", &measure.months.back()}};
  for (const auto& benchmark : measure.benchmarks) {
    if (!benchmark.value.has_value()) continue;
    marks.push_back({benchmark.comparator, benchmark.label, &benchmark.value});
  }
  std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
    return compare(*a.cell->value, *b.cell->value) < 0;
  });
  return marks;
}

}  // namespace

std::string benchmark_strip_text(const MeasureView& measure) {
  std::string text;
  for (const auto& mark : marks_of(measure)) {
    text += text.empty() ? "Lowest to highest: " : ", ";
    text += mark.label + " " + mark.cell->text;
  }
  return text + ".";
}

void draw_benchmark_strip(Markup& out, const MeasureView& measure, const std::string& id) {
  if (!measure.months.back().has_value()) return;
  const auto marks = marks_of(measure);
  const double ceiling = measure.kind == Format::percent ? 100 : 1e300;
  const Scale scale = scale_around(marks.front().cell->value->as_double(),
                                   marks.back().cell->value->as_double(), ceiling);
  const DrawingWords words{.id = id,
                           .title = measure.title + ", where the value stands",
                           .text = benchmark_strip_text(measure)};
  draw_svg(out, kWidth, kHeight, words, [&] {
    draw_segment(out, {kMargin, kMiddle}, {kWidth - kMargin, kMiddle},
                 {.css = "axis", .colour = palette::kRule, .width = "1", .dashes = ""});
    const auto draw_mark = [&](const Mark& mark) {
      const double x = kMargin + (kWidth - 2 * kMargin) * scale.at(mark.cell->value->as_double());
      draw_comparator_at(out, mark.comparator, x, kMiddle);
    };
    for (const auto& mark : marks) {
      if (mark.comparator != kOwnValue) draw_mark(mark);
    }
    for (const auto& mark : marks) {
      if (mark.comparator == kOwnValue) draw_mark(mark);  // last, so that nothing covers it
    }
  });
}

}  // namespace waymark
