#include "report/svg/sparkline.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "report/svg/drawing.h"
#include "report/svg/palette.h"
#include "report/svg/shapes.h"

namespace waymark {
namespace {

constexpr double kWidth = 68;
constexpr double kHeight = 20;
constexpr double kMargin = 3;
constexpr double kDot = 5;  // across

class Sparkline {
 public:
  explicit Sparkline(const std::vector<CellView>& months) : months_(months) {
    for (const auto& cell : months_) {
      if (!cell.has_value()) continue;
      least_ = std::min(least_, cell.value->as_double());
      greatest_ = std::max(greatest_, cell.value->as_double());
    }
  }

  double x(std::size_t i) const {
    const auto steps = static_cast<double>(std::max<std::size_t>(months_.size(), 2) - 1);
    return kMargin + (kWidth - 2 * kMargin) * static_cast<double>(i) / steps;
  }
  // A series that never changes runs through the middle.
  double y(std::size_t i) const {
    if (greatest_ <= least_) return kHeight / 2;
    const double share = (months_[i].value->as_double() - least_) / (greatest_ - least_);
    return kHeight - kMargin - (kHeight - 2 * kMargin) * share;
  }

  // Broken where a month has no value, or where computed and published months meet.
  std::string path() const {
    std::string path;
    for (std::size_t i = 0; i < months_.size(); ++i) {
      if (!months_[i].has_value()) continue;
      const bool joins =
          i > 0 && months_[i - 1].has_value() &&
          (months_[i].origin == Origin::published) == (months_[i - 1].origin == Origin::published);
      path += fmt::format("{}{} {}", joins ? "L" : "M", coordinate(x(i)), coordinate(y(i)));
    }
    return path;
  }

 private:
  const std::vector<CellView>& months_;
  double least_ = std::numeric_limits<double>::infinity();
  double greatest_ = -std::numeric_limits<double>::infinity();
};

}  // namespace

void draw_sparkline(Markup& out, const std::vector<CellView>& months, const std::string& words) {
  const Sparkline line(months);
  out.element("svg",
              {{"class", "spark"},
               {"role", "img"},
               {"width", coordinate(kWidth)},
               {"height", coordinate(kHeight)},
               {"viewBox", fmt::format("0 0 {} {}", coordinate(kWidth), coordinate(kHeight))}},
              [&] {
                out.element("title", {}, words);
                out.element("path",
                            {{"d", line.path()},
                             {"fill", "none"},
                             {"stroke", std::string(palette::kAccent)},
                             {"stroke-width", "1.50"},
                             {"stroke-linejoin", "round"},
                             {"stroke-linecap", "round"}},
                            "");
                if (months.empty() || !months.back().has_value()) return;
                const std::size_t last = months.size() - 1;
                draw_discs(out, {{line.x(last), line.y(last)}}, "dots", palette::kAccent, kDot);
              });
}

}  // namespace waymark
