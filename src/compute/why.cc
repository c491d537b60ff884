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

// Parts of both months, those of the later month first.
std::vector<WhyPart> parts_of(const Cut& now, const Cut& before, Counts absent_now,
                              Counts absent_before) {
  std::vector<WhyPart> parts;
  for (const auto& row : now.rows) {
    if (!row.parts.front().empty()) {
      parts.push_back({row.parts.front(), {absent_before, counts_of(row)}, {}});
    }
  }
  for (const auto& row : before.rows) {
    if (row.parts.front().empty()) continue;
    auto found = std::find_if(parts.begin(), parts.end(), [&](const WhyPart& part) {
      return part.name == row.parts.front();
    });
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

Result<Why> Engine::State::why(const WhyRequest& request) const {
  const auto place_now = place(request.measure, request.area, request.month);
  if (!place_now) return place_now.error();
  const PlannedMeasure& planned = *place_now->measure;
  const Measure& measure = *planned.measure;
  if (measure.format == Format::maximum) {
    return no_split(fmt::format("Measure {} is a maximum: its change has no parts.", measure.ref));
  }
  CellPlace place_before = *place_now;
  place_before.month = request.against;
  Why why{.request = request,
          .format = measure.format,
          .decimals = measure.decimals,
          .over_population = planned.denominator && planned.denominator->population,
          .before = figure(place_before),
          .now = figure(*place_now),
          .change = {},
          .parts = {}};
  for (const Figure* each : {&why.before, &why.now}) {
    if (each->amount.value) continue;
    return no_split(fmt::format("Measure {} has no figure for {} in {}. {}", measure.ref, each->area,
                                long_name(each->month),
                                reason_in_words(*each, {context.extract_date, context.history_from})));
  }
  why.change = wide(*why.now.amount.value) - wide(*why.before.amount.value);
  CutRequest wanted{.measure = request.measure,
                    .last = request.month,
                    .areas = {request.area},
                    .columns = {request.column}};
  const auto now = cut(wanted);
  wanted.last = request.against;
  const auto before = cut(wanted);
  if (!now) return now.error();
  if (!before) return before.error();
  // A part that is not there has nobody; a rate's parts share the population all the same.
  const std::int64_t none = planned.denominator ? 0 : 1;
  const auto absent = [&](const Figure& whole) {
    return Counts{0, why.over_population ? *whole.amount.denominator : none};
  };
  why.parts = parts_of(*now, *before, absent(why.now), absent(why.before));
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
