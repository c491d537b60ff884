#include "compute/why.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "compute/engine_state.h"

namespace waymark {
namespace {

Error no_split(const std::string& sentence) { return {ErrorCode::not_found, sentence}; }

Counts counts_of(const CutRow& row) {
  return {row.amount.numerator.value_or(0), row.amount.denominator.value_or(1)};
}

WideFraction wide(const Fraction& value) { return reduced(value.numerator, value.denominator); }

bool is_of(const CutRow& row, const Figure& figure) {
  return row.area == figure.area && row.month == figure.month;
}

// Parts of both months, those of the later month first.
std::vector<WhyPart> parts_of(const Cut& cut, const Figure& before, const Figure& now,
                              Counts absent_now, Counts absent_before) {
  std::vector<WhyPart> parts;
  for (const auto& row : cut.rows) {
    if (is_of(row, now) && !row.parts.front().empty()) {
      parts.push_back({row.parts.front(), {absent_before, counts_of(row)}, {}});
    }
  }
  for (const auto& row : cut.rows) {
    if (!is_of(row, before) || row.parts.front().empty()) continue;
    auto found = std::find_if(parts.begin(), parts.end(),
                              [&](const WhyPart& part) { return part.name == row.parts.front(); });
    if (found == parts.end()) {
      found = parts.insert(parts.end(), {row.parts.front(), {counts_of(row), absent_now}, {}});
    }
    found->change.before = counts_of(row);
  }
  return parts;
}

std::string signed_text(const WideFraction& value, int decimals) {
  const std::string text = fmt::format("{:+.{}f}", value.as_double(), decimals);
  return std::strtod(text.c_str(), nullptr) == 0 ? text.substr(1) : text;
}

std::string counts_text(const Why& why, const Counts& counts) {
  return why.now.amount.denominator && !why.over_population
             ? fmt::format("{} of {}", counts.numerator, counts.denominator)
             : fmt::format("{}", counts.numerator);
}

// The names and values of the effects that mean something for the figure.
std::vector<std::pair<std::string, WideFraction>> effects_of(const Why& why,
                                                             const PartEffect& effect) {
  if (why.over_population) return {{"cases", effect.volume}, {"people", effect.population}};
  if (why.now.amount.denominator) return {{"mix", effect.mix}, {"rate", effect.rate}};
  return {{"volume", effect.volume}};
}

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string json_counts(const Why& why, const Counts& counts) {
  return fmt::format(R"({{"numerator": {}, "denominator": {}}})", counts.numerator,
                     why.now.amount.denominator ? fmt::format("{}", counts.denominator) : "null");
}

}  // namespace

namespace {

// Both figures have a value.
Why split_change(const PlannedMeasure& planned, const WhyRequest& request, const Figure& before,
                 const Figure& now, const Cut& cut) {
  const Measure& measure = *planned.measure;
  Why why{.request = request,
          .format = measure.format,
          .decimals = measure.decimals,
          .over_population = planned.denominator && planned.denominator->population,
          .before = before,
          .now = now,
          .change = wide(*now.amount.value) - wide(*before.amount.value),
          .parts = {}};
  // A part that is not there has nobody; a rate's parts share the population all the same.
  const std::int64_t none = planned.denominator ? 0 : 1;
  const auto absent = [&](const Figure& whole) {
    return Counts{0, why.over_population ? *whole.amount.denominator : none};
  };
  why.parts = parts_of(cut, before, now, absent(now), absent(before));
  std::vector<PartChange> changes;
  for (const auto& part : why.parts) changes.push_back(part.change);
  const Fraction factor = factor_of(planned, 1);
  const auto effects = why.over_population   ? rate_effects(changes, factor)
                       : planned.denominator ? share_effects(changes, factor)
                                             : count_effects(changes);
  for (std::size_t i = 0; i < effects.size(); ++i) why.parts[i].effect = effects[i];
  std::stable_sort(why.parts.begin(), why.parts.end(), [](const WhyPart& a, const WhyPart& b) {
    return std::fabs(a.effect.all().as_double()) > std::fabs(b.effect.all().as_double());
  });
  return why;
}

Error maximum_has_none(const Measure& measure) {
  return no_split(fmt::format("Measure {} is a maximum: its change has no parts.", measure.ref));
}

}  // namespace

Result<Why> Engine::State::why(const WhyRequest& request) const {
  const auto place_now = place(request.measure, request.area, request.month);
  if (!place_now) return place_now.error();
  if (request.against == request.month) {
    return Error{
        ErrorCode::invalid_input,
        fmt::format("{} cannot be compared with itself; name another month with --against.",
                    long_name(request.month))};
  }
  const PlannedMeasure& planned = *place_now->measure;
  const Measure& measure = *planned.measure;
  if (measure.format == Format::maximum) return maximum_has_none(measure);
  CellPlace place_before = *place_now;
  place_before.month = request.against;
  const Figure before = figure(place_before);
  const Figure now = figure(*place_now);
  for (const Figure* each : {&before, &now}) {
    if (each->amount.value) continue;
    return no_split(fmt::format("Measure {} has no figure for {} in {}. {}", measure.ref,
                                each->area, long_name(each->month),
                                reason_in_words(*each, {frame.extract_date, frame.history_from})));
  }
  CutRequest wanted{.measure = request.measure,
                    .last = request.month,
                    .areas = {request.area},
                    .columns = {request.column}};
  auto both = cut(wanted);
  if (!both) return std::move(both).error();
  wanted.last = request.against;
  auto earlier = cut(wanted);
  if (!earlier) return std::move(earlier).error();
  both->rows.insert(both->rows.end(), earlier->rows.begin(), earlier->rows.end());
  return split_change(planned, request, before, now, *both);
}

Result<std::vector<Why>> Engine::State::whys(const WhysRequest& request) const {
  const auto known = place(request.measure, std::string(kCounty), request.month);
  if (!known) return known.error();
  const PlannedMeasure& planned = *known->measure;
  if (planned.measure->format == Format::maximum) return maximum_has_none(*planned.measure);
  std::vector<Why> whys;
  if (request.against.empty()) return whys;
  const Month first = *std::min_element(request.against.begin(), request.against.end());
  const int months = request.month - first + 1;
  const auto all = cut({.measure = request.measure,
                        .last = request.month,
                        .months = months,
                        .areas = request.areas,
                        .columns = {request.column}});
  if (!all) return all.error();
  const auto wholes = figures({.last = request.month,
                               .months = months,
                               .measures = {request.measure},
                               .extra = {request.measure},
                               .areas = request.areas});
  // By area, the months of each in order.
  for (std::size_t at = 0; at < wholes.size(); at += static_cast<std::size_t>(months)) {
    const Figure& now = wholes[at + static_cast<std::size_t>(months) - 1];
    for (const Month against : request.against) {
      const Figure& before = wholes[at + static_cast<std::size_t>(against - first)];
      if (!now.amount.value || !before.amount.value) continue;
      whys.push_back(split_change(planned,
                                  {.measure = request.measure,
                                   .area = now.area,
                                   .month = request.month,
                                   .against = against,
                                   .column = request.column},
                                  before, now, *all));
    }
  }
  return whys;
}

std::string why_text(const Why& why) {
  const int decimals = std::max(why.decimals, why.now.amount.denominator ? 1 : 0);
  std::string text = fmt::format(
      "{} {}: {} in {}, {} in {}; change {}, by {}\n", why.request.measure, why.request.area,
      to_display(*why.before.amount.value, why.decimals, true), long_name(why.before.month),
      to_display(*why.now.amount.value, why.decimals, true), long_name(why.now.month),
      signed_text(why.change, decimals), why.request.column);
  text += fmt::format("  {:<24}{:>14}{:>14}", "part", "before", "now");
  for (const auto& [name, value] : effects_of(why, {})) text += fmt::format("{:>10}", name);
  text += fmt::format("{:>10}\n", "change");
  for (const auto& part : why.parts) {
    text += fmt::format("  {:<24}{:>14}{:>14}", part.name, counts_text(why, part.change.before),
                        counts_text(why, part.change.now));
    for (const auto& [name, value] : effects_of(why, part.effect)) {
      text += fmt::format("{:>10}", signed_text(value, decimals));
    }
    text += fmt::format("{:>10}\n", signed_text(part.effect.all(), decimals));
  }
  return text;
}

std::string why_json(const Why& why) {
  std::string text = fmt::format(
      R"({{"measure": {}, "area": {}, "month": "{}", "against": "{}", "by": {}, "change": {:.10g}, )"
      R"("parts": [)",
      json_text(why.request.measure), json_text(why.request.area), to_string(why.request.month),
      to_string(why.request.against), json_text(why.request.column), why.change.as_double());
  for (const auto& part : why.parts) {
    text += fmt::format("{}\n {{\"part\": {}, \"before\": {}, \"now\": {}",
                        &part == &why.parts.front() ? "" : ",", json_text(part.name),
                        json_counts(why, part.change.before), json_counts(why, part.change.now));
    for (const auto& [name, value] : effects_of(why, part.effect)) {
      text += fmt::format(R"(, "{}": {:.10g})", name, value.as_double());
    }
    text += fmt::format(R"(, "change": {:.10g}}})", part.effect.all().as_double());
  }
  return text + "\n]}\n";
}

}  // namespace waymark
