#include "report/svg/drawing.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "report/svg/palette.h"
#include "report/svg/shapes.h"

namespace waymark {

void draw_svg(Markup& out, double width, double height, const DrawingWords& words,
              const std::function<void()>& content) {
  const std::string title_id = words.id + "-title";
  const std::string text_id = words.id + "-text";
  out.element("svg",
              {{"class", "chart"},
               {"role", "img"},
               {"width", coordinate(width)},
               {"height", coordinate(height)},
               {"viewBox", fmt::format("0 0 {} {}", coordinate(width), coordinate(height))},
               {"font-size", "11"},
               {"aria-labelledby", title_id},
               {"aria-describedby", text_id}},
              [&] {
                out.element("title", {{"id", title_id}}, words.title);
                out.element("desc", {{"id", text_id}}, words.text);
                content();
              });
}

void draw_segment(Markup& out, Point from, Point to, const Stroke& stroke) {
  Attributes attributes = {{"class", stroke.css},         {"x1", coordinate(from.x)},
                           {"y1", coordinate(from.y)},    {"x2", coordinate(to.x)},
                           {"y2", coordinate(to.y)},      {"stroke", std::string(stroke.colour)},
                           {"stroke-width", stroke.width}};
  if (!stroke.dashes.empty()) attributes.push_back({"stroke-dasharray", stroke.dashes});
  out.element("line", attributes, "");
}

void draw_boxes(Markup& out, const std::vector<Box>& boxes, const Paint& paint) {
  if (boxes.empty()) return;
  std::string path;
  for (const Box& box : boxes) {
    const std::string width = coordinate(box.width);
    path += fmt::format("M{} {}h{}v{}h-{}z", coordinate(box.x), coordinate(box.y), width,
                        coordinate(box.height), width);
  }
  out.element("path",
              {{"class", paint.css},
               {"d", path},
               {"fill", std::string(paint.fill)},
               {"stroke", std::string(paint.stroke)}},
              "");
}

void draw_discs(Markup& out, const std::vector<Point>& middles, std::string_view css,
                std::string_view colour, double diameter) {
  if (middles.empty()) return;
  std::string path;
  for (const Point& middle : middles) {
    path += fmt::format("M{} {}h0", coordinate(middle.x), coordinate(middle.y));
  }
  out.element("path",
              {{"class", std::string(css)},
               {"d", path},
               {"fill", "none"},
               {"stroke", std::string(colour)},
               {"stroke-width", coordinate(diameter)},
               {"stroke-linecap", "round"}},
              "");
}

void draw_label(Markup& out, Point at, std::string_view anchor, std::string_view css,
                std::string_view text) {
  out.element("text",
              {{"class", std::string(css)},
               {"x", coordinate(at.x)},
               {"y", coordinate(at.y)},
               {"text-anchor", std::string(anchor)}},
              text);
}

std::vector<double> spread_apart(const std::vector<double>& heights, double least, double top,
                                 double bottom) {
  std::vector<std::size_t> order(heights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return heights[a] < heights[b]; });
  std::vector<double> placed = heights;
  // Down the page, each at least `least` below the one before; then back up from the bottom.
  for (std::size_t i = 0; i < order.size(); ++i) {
    const double floor = i == 0 ? top : placed[order[i - 1]] + least;
    placed[order[i]] = std::max(placed[order[i]], floor);
  }
  for (std::size_t i = order.size(); i-- > 0;) {
    const double ceiling = i + 1 == order.size() ? bottom : placed[order[i + 1]] - least;
    placed[order[i]] = std::min(placed[order[i]], ceiling);
  }
  return placed;
}

}  // namespace waymark
