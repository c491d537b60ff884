// The parts that every drawing is made of.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "report/markup.h"

namespace waymark {

struct Point {
  double x = 0;
  double y = 0;
};

struct Stroke {
  std::string css;
  std::string_view colour;
  std::string width;
  std::string dashes;  // empty = a whole line
};

// What a drawing says to those who do not see it.
struct DrawingWords {
  std::string id;  // unique on the page
  std::string title;
  std::string text;
};

// A drawing with title and description; it takes the width of its place and keeps its shape.
void draw_svg(Markup& out, double width, double height, const DrawingWords& words,
              const std::function<void()>& content);
void draw_segment(Markup& out, Point from, Point to, const Stroke& stroke);
// Boxes of one kind as one shape: a browser takes as long over a shape as over a box.
struct Box {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};
struct Paint {
  std::string css;
  std::string_view fill;
  std::string_view stroke;
};
void draw_boxes(Markup& out, const std::vector<Box>& boxes, const Paint& paint);
// Discs of one kind: the round ends of lines without length, which paper and screen draw as what
// they are; a circle is a curve of sixteen pieces in a PDF.
void draw_discs(Markup& out, const std::vector<Point>& middles, std::string_view css,
                std::string_view colour, double diameter);
// `anchor`: start, middle or end.
void draw_label(Markup& out, Point at, std::string_view anchor, std::string_view css,
                std::string_view text);
// Moves heights apart so that labels of the given height do not overlap, keeping their order and
// staying between the bounds where there is room.
std::vector<double> spread_apart(const std::vector<double>& heights, double least, double top,
                                 double bottom);

}  // namespace waymark
