// Small marks that carry a meaning before colour does: each direction, colour and comparator has a
// shape of its own. They are ornaments beside a word and hidden from screen readers.
#pragma once

#include <string>
#include <string_view>

#include "judge/control_chart.h"
#include "model/figure.h"
#include "report/markup.h"

namespace waymark {

// Better: arrow up; worse: arrow down; same: two bars; information: ring.
void draw_direction(Markup& out, Direction direction);
// Concern: exclamation sign; improvement: tick; higher or lower than chance: triangle up or down;
// common cause: wave.
void draw_variation(Markup& out, Variation variation);
// A month beyond chance inside a drawing: a triangle that points up (high) or down (low).
void draw_special_point(Markup& out, bool high, Variation variation, double x, double y);
// Green: star; amber: square; red: cross.
void draw_rag(Markup& out, Rag rag);
// Own value: disc; neighbours' average: square; best neighbour: diamond; national average:
// triangle; top quartile: star; region: cross; previous year: ring.
inline constexpr std::string_view kOwnValue = "OWN";
void draw_comparator(Markup& out, std::string_view comparator);
// The same mark inside a drawing, in the middle of (x, y).
void draw_comparator_at(Markup& out, std::string_view comparator, double x, double y);

// A coordinate with one decimal: "12.5".
std::string coordinate(double value);

}  // namespace waymark
