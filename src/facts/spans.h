// Spans of days, and the cover of a fact made of them.
#pragma once

#include <cstdint>
#include <vector>

#include "model/fact.h"

namespace waymark {

// Days from `from` up to, not including, `until`; `until` missing = open.
struct Span {
  Date from;
  Date until;

  bool open() const { return until.missing(); }
  bool empty() const { return !open() && until <= from; }
  bool holds(Date day) const { return from <= day && (open() || day < until); }
};

// The days that lie in both; empty (until == from) if there are none.
Span intersect(const Span& a, const Span& b);

// The stretches between the borders of spans (starts and ends in any order, missing = open end), in
// order: within one no span begins or ends. The last is open.
std::vector<Span> stretches_between(std::vector<Date> borders);

// Builds a cover row by row; drops empty spans, joins those that touch.
//
//   CoverBuilder seen;
//   for each row: seen.add({from, until}) ... ; seen.end_row();
//   table.covers[0] = std::move(seen).take();
class CoverBuilder {
 public:
  // Spans of one row come in order of `from`.
  void add(const Span& span);
  void end_row();
  Cover take() && { return std::move(cover_); }

 private:
  Cover cover_{{0}, {}, {}};
};

}  // namespace waymark
