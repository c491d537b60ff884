#include "facts/spans.h"

#include <algorithm>

#include "facts/people.h"

namespace waymark {

Span intersect(const Span& a, const Span& b) {
  const Span both{std::max(a.from, b.from), earliest_of(a.until, b.until)};
  return both.until.missing() || both.from < both.until ? both : Span{both.from, both.from};
}

std::vector<Span> stretches_between(std::vector<Date> borders) {
  std::erase_if(borders, [](Date day) { return day.missing(); });
  std::sort(borders.begin(), borders.end());
  borders.erase(std::unique(borders.begin(), borders.end()), borders.end());
  std::vector<Span> stretches;
  for (std::size_t i = 0; i < borders.size(); ++i) {
    stretches.push_back({borders[i], i + 1 < borders.size() ? borders[i + 1] : Date{}});
  }
  return stretches;
}

void CoverBuilder::add(const Span& span) {
  if (span.empty()) return;
  const bool first_of_row = cover_.from.size() == cover_.first.back();
  if (!first_of_row) {
    std::int32_t& end = cover_.until[cover_.until.size() - 1];
    if (end == kMissing) return;
    if (span.from.days <= end) {
      end = span.open() ? kMissing : std::max(end, span.until.days);
      return;
    }
  }
  cover_.from.push_back(span.from.days);
  cover_.until.push_back(span.until.days);
}

void CoverBuilder::end_row() {
  cover_.first.push_back(static_cast<std::uint32_t>(cover_.from.size()));
}

}  // namespace waymark
