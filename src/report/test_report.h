// A tiny authority with two measures, for tests of the report: "90.1" is a count with a sum over
// the year, "90.2" a percentage with tolerances. Months are of 2017.
#pragma once

#include <string>

#include "report/inputs.h"

namespace waymark {

inline Month test_month(int month) { return make_month(2017, month); }

inline Measure test_count() {
  Measure measure;
  measure.ref = "90.1";
  measure.title = "Children in placements";
  measure.section = "9 Placements";
  measure.polarity = Polarity::low;
  measure.format = Format::count;
  measure.ytd = Ytd::sum;
  measure.definition = "Each child once.";
  measure.needs = {"ssd_cla_episodes"};
  return measure;
}

inline Measure test_percent() {
  Measure measure;
  measure.ref = "90.2";
  measure.title = "% placed nearby";
  measure.section = "9 Placements";
  measure.polarity = Polarity::high;
  measure.format = Format::percent;
  measure.decimals = 1;
  measure.ytd = Ytd::ratio;
  measure.footnotes = {"nearby"};
  return measure;
}

inline Figure test_figure(const Measure& measure, std::string area, Month month, std::int64_t n,
                          std::int64_t d = 0) {
  Figure figure{.measure = measure.ref, .area = std::move(area), .month = month};
  figure.amount.numerator = n;
  if (measure.format == Format::percent) {
    figure.amount.denominator = d;
    figure.amount.value = Fraction{100 * n, d};
  } else {
    figure.amount.value = Fraction{n, 1};
  }
  return figure;
}

// November 2017: "90.1" computed for county and north from April; "90.2" published for the county.
inline PublicationInputs test_inputs() {
  PublicationInputs inputs;
  inputs.authority_name = "Exampleshire";
  inputs.area = kCounty;
  inputs.areas.localities = {{"north", "North"}, {"south", "South"}};
  inputs.month = test_month(11);
  inputs.digests.program_version = "1";
  inputs.measures = {test_count(), test_percent()};
  inputs.summary = {"90.1", "90.2"};
  inputs.pages = {{.id = "placements",
                   .title = "Placements",
                   .section = "9 Placements",
                   .measures = {"90.1", "90.2"},
                   .locality_chart = "90.1"}};
  inputs.footnotes = {{"unused", "Nobody calls this."}, {"nearby", "Within 20 miles."}};
  for (int month = 4; month <= 11; ++month) {
    Figure county = test_figure(inputs.measures[0], "county", test_month(month), 100 + month);
    county.ytd.value = Fraction{500 + month, 1};
    inputs.figures.push_back(county);
    inputs.figures.push_back(
        test_figure(inputs.measures[0], "north", test_month(month), 10 + month));
  }
  for (int month = 8; month <= 11; ++month) {
    inputs.published.push_back({.measure = "90.2",
                                .area = "county",
                                .month = test_month(month),
                                .value = "6" + std::to_string(month % 10) + ".5",
                                .numerator = "",
                                .denominator = "",
                                .ytd_value = "66.6",
                                .source = "Annual report"});
  }
  inputs.targets = {{.measure = "90.2",
                     .area = "county",
                     .from = {},
                     .to = {},
                     .target = Fraction{80},
                     .red = Fraction{60},
                     .green = Fraction{75}}};
  return inputs;
}

}  // namespace waymark
