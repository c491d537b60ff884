#include "report/figure_index.h"

namespace waymark {

FigureIndex::FigureIndex(const std::vector<Figure>& figures,
                         const std::vector<PublishedFigure>& published) {
  for (const auto& figure : figures) {
    computed_[{figure.measure, figure.area, figure.month.index}] = &figure;
  }
  for (const auto& figure : published) {
    published_[{figure.measure, figure.area, figure.month.index}] = &figure;
  }
}

const Figure* FigureIndex::computed(std::string_view measure, std::string_view area,
                                    Month month) const {
  const auto found = computed_.find({measure, area, month.index});
  return found == computed_.end() ? nullptr : found->second;
}

const PublishedFigure* FigureIndex::published(std::string_view measure, std::string_view area,
                                              Month month) const {
  const auto found = published_.find({measure, area, month.index});
  return found == published_.end() ? nullptr : found->second;
}

bool FigureIndex::is_computed(std::string_view measure) const {
  const auto first = computed_.lower_bound({measure, std::string_view(), 0});
  return first != computed_.end() && std::get<0>(first->first) == measure;
}

}  // namespace waymark
