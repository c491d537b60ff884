#include "report/svg/shapes.h"

#include <fmt/format.h>

#include <iterator>

#include "report/svg/palette.h"

namespace waymark {
namespace {

// Paths in a square of 12 by 12, middle (6, 6).
constexpr std::string_view kArrowUp = "M6 1 11 7H8v4H4V7H1z";
constexpr std::string_view kArrowDown = "M6 11 11 5H8V1H4v4H1z";
constexpr std::string_view kTwoBars = "M1 3h10v2H1zM1 7h10v2H1z";
constexpr std::string_view kRing =
    "M6 1C3.2 1 1 3.2 1 6s2.2 5 5 5 5-2.2 5-5-2.2-5-5-5zm0 2c1.7 0 3 1.3 3 3S7.7 9 6 9 3 7.7 3 "
    "6s1.3-3 3-3z";
constexpr std::string_view kStar = "M6 .6 7.6 4.3l4 .3-3 2.6.9 3.9L6 9 2.5 11.1l.9-3.9-3-2.6 4-.3z";
constexpr std::string_view kSquare = "M1.5 1.5h9v9h-9z";
constexpr std::string_view kCross =
    "M2.8 1 6 4.2 9.2 1 11 2.8 7.8 6 11 9.2 9.2 11 6 7.8 2.8 11 1 9.2 4.2 6 1 2.8z";
constexpr std::string_view kDisc = "M6 1C3.2 1 1 3.2 1 6s2.2 5 5 5 5-2.2 5-5-2.2-5-5-5z";
constexpr std::string_view kDiamond = "M6 .5 11.5 6 6 11.5.5 6z";
constexpr std::string_view kTriangleDown = "M6 11 11.5 1.5H.5z";
constexpr std::string_view kExclamation = "M4.5 .5h3L7 8H5zM4.7 9h2.6v2.5H4.7z";
constexpr std::string_view kTick = "M1 6.5 2.6 5 4.8 7.4 9.6 1.6 11.2 3 4.9 10.6z";
constexpr std::string_view kWave =
    "M.5 7C2.5 3 4.5 3 6 5.5S9.5 7 10.5 4.5l1 .8C10 9 7.500 9 5.500 6.500 4.500 5 3 5.500 1.500 8z";
constexpr std::string_view kTriangle = "M6 1 11.5 10.5H.5z";

void draw(Markup& out, std::string_view path, std::string_view mark, std::string_view colour) {
  out.element(
      "svg",
      {{"class", fmt::format("mark {}", mark)},
       {"width", "12"},
       {"height", "12"},
       {"viewBox", "0 0 12 12"},
       {"aria-hidden", "true"},
       {"focusable", "false"}},
      [&] { out.element("path", {{"d", std::string(path)}, {"fill", std::string(colour)}}, ""); });
}

struct ComparatorMark {
  std::string_view comparator, path;
};

constexpr ComparatorMark kMarks[] = {
    {kOwnValue, kDisc},  {"SN_AVG", kSquare}, {"SN_BEST", kDiamond}, {"NAT_AVG", kTriangle},
    {"NAT_TOPQ", kStar}, {"REGION", kCross},  {"PREV_YEAR", kRing}};

std::string_view path_of(std::string_view comparator) {
  for (const auto& mark : kMarks) {
    if (mark.comparator == comparator) return mark.path;
  }
  return kRing;
}

std::string_view colour_of(std::string_view comparator) {
  return comparator == kOwnValue ? palette::kAccent : palette::kGrey;
}

}  // namespace

void draw_direction(Markup& out, Direction direction) {
  switch (direction) {
    case Direction::better:
      return draw(out, kArrowUp, "better", palette::kAccent);
    case Direction::worse:
      return draw(out, kArrowDown, "worse", palette::kPink);
    case Direction::same:
      return draw(out, kTwoBars, "same", palette::kGrey);
    case Direction::info:
      return draw(out, kRing, "info", palette::kGrey);
    case Direction::none:
      return;
  }
}

void draw_variation(Markup& out, Variation variation) {
  switch (variation) {
    case Variation::common_cause:
      return draw(out, kWave, "chance", palette::kGrey);
    case Variation::improvement:
      return draw(out, kTick, "improvement", palette::kAccent);
    case Variation::concern:
      return draw(out, kExclamation, "concern", palette::kPink);
    case Variation::neutral_high:
      return draw(out, kTriangle, "high", palette::kGrey);
    case Variation::neutral_low:
      return draw(out, kTriangleDown, "low", palette::kGrey);
  }
}

void draw_special_point(Markup& out, bool high, Variation variation, double x, double y) {
  const std::string_view colour = variation == Variation::concern       ? palette::kPink
                                  : variation == Variation::improvement ? palette::kAccent
                                                                        : palette::kGrey;
  out.element(
      "path",
      {{"d", std::string(high ? kTriangle : kTriangleDown)},
       {"class", high ? "special high" : "special low"},
       {"fill", std::string(colour)},
       {"stroke", "#FFFFFF"},
       {"transform", fmt::format("translate({} {})", coordinate(x - 6), coordinate(y - 6))}},
      "");
}

void draw_rag(Markup& out, Rag rag) {
  switch (rag) {
    case Rag::green:
      return draw(out, kStar, "green", palette::kTurquoise);
    case Rag::amber:
      return draw(out, kSquare, "amber", palette::kOrange);
    case Rag::red:
      return draw(out, kCross, "red", palette::kPink);
    case Rag::none:
      return;
  }
}

void draw_comparator(Markup& out, std::string_view comparator) {
  draw(out, path_of(comparator), "comparator", colour_of(comparator));
}

void draw_comparator_at(Markup& out, std::string_view comparator, double x, double y) {
  out.element(
      "path",
      {{"d", std::string(path_of(comparator))},
       {"class", comparator == kOwnValue ? "own" : "other"},
       {"fill", std::string(colour_of(comparator))},
       {"transform", fmt::format("translate({} {})", coordinate(x - 6), coordinate(y - 6))}},
      "");
}

std::string coordinate(double value) {
  std::string text = fmt::format("{:.1f}", value);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text == "-0" ? "0" : text;
}

}  // namespace waymark
