#include "catalogue/words.h"

#include "model/schema.h"

namespace waymark {

const std::vector<std::pair<std::string, Polarity>>& polarity_words() {
  static const std::vector<std::pair<std::string, Polarity>> words = {
      {"high", Polarity::high}, {"low", Polarity::low}, {"info", Polarity::info}};
  return words;
}

const std::vector<std::pair<std::string, Format>>& format_words() {
  static const std::vector<std::pair<std::string, Format>> words = {
      {"count", Format::count}, {"percent", Format::percent}, {"rate", Format::rate},
      {"days", Format::days},   {"average", Format::average}, {"maximum", Format::maximum}};
  return words;
}

const std::vector<std::pair<std::string, Kind>>& kind_words() {
  static const std::vector<std::pair<std::string, Kind>> words = {{"flow", Kind::flow},
                                                                  {"stock", Kind::stock},
                                                                  {"rolling", Kind::rolling},
                                                                  {"annualised", Kind::annualised}};
  return words;
}

const std::vector<std::pair<std::string, Ytd>>& ytd_words() {
  static const std::vector<std::pair<std::string, Ytd>> words = {
      {"none", Ytd::none}, {"sum", Ytd::sum}, {"ratio", Ytd::ratio}, {"pooled", Ytd::pooled}};
  return words;
}

const std::vector<std::string>& table_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const auto& table : record_schema().tables) all.push_back(table.name);
    return all;
  }();
  return names;
}

}  // namespace waymark
