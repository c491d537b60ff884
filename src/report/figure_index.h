// Computed and published figures by measure, area and month.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "model/figure.h"
#include "model/published.h"

namespace waymark {

// Points into the vectors it is made of, which must outlive it.
class FigureIndex {
 public:
  FigureIndex(const std::vector<Figure>& figures, const std::vector<PublishedFigure>& published);

  const Figure* computed(std::string_view measure, std::string_view area, Month month) const;
  // Of several rows for one cell the last one given is used: a later file corrects an earlier one.
  const PublishedFigure* published(std::string_view measure, std::string_view area,
                                   Month month) const;
  // Whether there is any computed figure of the measure: otherwise it is not computed yet.
  bool is_computed(std::string_view measure) const;

 private:
  using Key = std::tuple<std::string_view, std::string_view, std::int32_t>;
  std::map<Key, const Figure*> computed_;
  std::map<Key, const PublishedFigure*> published_;
};

}  // namespace waymark
