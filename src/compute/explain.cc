// How a cell came about, as a page of plain text.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "compute/engine_state.h"

namespace waymark {
namespace {

const char* unit_sign(Format format) { return format == Format::percent ? "%" : ""; }

const char* change_in_words(Direction direction) {
  switch (direction) {
    case Direction::none:
      return "";
    case Direction::better:
      return "better than the month before";
    case Direction::worse:
      return "worse than the month before";
    case Direction::same:
      return "the same as the month before";
    case Direction::info:
      return "for information: neither high nor low is better";
  }
  return "";
}

class ExplanationText {
 public:
  ExplanationText(const Engine::State& state, const CellPlace& place, const Figure& figure)
      : state_(state),
        place_(place),
        planned_(*place.measure),
        measure_(*planned_.measure),
        figure_(figure) {}

  std::string write() && {
    line("{} {}", measure_.ref, measure_.title);
    line("{}, {}, {}", measure_.section, figure_.area, long_name(place_.month));
    definition();
    amounts();
    if (figure_.amount.numerator) {
      counts();
      localities();
    }
    parameters();
    tables();
    return std::move(text_);
  }

 private:
  template <typename... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    text_ += fmt::format(format, std::forward<Args>(args)...) + "\n";
  }
  void heading(std::string_view title) { line("\n{}", title); }

  void definition() {
    heading("Definition");
    line("  {}", trim(measure_.definition));
    if (!measure_.note.empty()) line("  Note: {}", trim(measure_.note));
    if (!measure_.source.empty()) line("  Source: {}", trim(measure_.source));
  }

  std::string shown(const std::optional<Fraction>& value) const {
    return value ? to_display(*value, measure_.decimals, true) + unit_sign(measure_.format)
                 : "none";
  }

  void amount(std::string_view name, const Amount& amount) {
    std::string parts = amount.numerator ? fmt::format("{}", *amount.numerator) : "";
    if (amount.denominator) parts += fmt::format(" of {}", *amount.denominator);
    line("  {:<14}{}{}", name, shown(amount.value), parts.empty() ? "" : "  (" + parts + ")");
  }

  void amounts() {
    heading("Figure");
    amount("Value", figure_.amount);
    const std::string reason =
        reason_in_words(figure_, {state_.frame.extract_date, state_.frame.history_from});
    if (!reason.empty()) line("  {}", reason);
    if (figure_.ytd.numerator) amount("Year to date", figure_.ytd);
    if (figure_.direction != Direction::none) {
      line("  {:<14}{}", "Direction", change_in_words(figure_.direction));
    }
    const Bounds bounds = bounds_in_force(state_.reference.targets(measure_.ref), measure_.ref,
                                          figure_.area, place_.month);
    if (figure_.rag != Rag::none) {
      line("  {:<14}{} (red bound {}, green bound {})", "Colour", to_string(figure_.rag),
           to_figure_text(*bounds.red), to_figure_text(*bounds.green));
    }
  }

  void counts() {
    heading("How it is counted, and where the rest went");
    line(
        "  (left out: by the first condition not fulfilled; alone: rows that fulfil this one "
        "condition)");
    side("Numerator", planned_.numerator);
    if (!planned_.denominator) return;
    if (planned_.denominator->population) {
      line("  Denominator: people aged 0 to 17 in loc_population");
    } else {
      side("Denominator", *planned_.denominator);
    }
  }

  void side(std::string_view name, const PlannedSide& side) {
    for (const std::size_t position : side.counts) {
      const BaseCount& count = state_.plan.counts[position];
      line("  {}: {}", name, moment_in_words(count));
      funnel(count);
    }
  }

  // Conditions one after the other, as written. A row is left out at the first that it does not
  // fulfil, so that what is left out and what is left sum to the rows in all.
  void funnel(const BaseCount& count) {
    BaseCount so_far = without_conditions(count);
    const std::size_t all = in_cell(so_far);
    std::size_t left = all;
    if (!count.parts.empty() || !count.covers.empty()) {
      line("    {:>8}  {:>8}  {:>8}", "left", "left out", "alone");
    }
    line("    {:>8}  {:>8}  {:>8}  rows in all", all, "", "");
    const auto step = [&](const BaseCount& alone, std::string_view condition) {
      const std::size_t next = in_cell(so_far);
      line("    {:>8}  {:>8}  {:>8}  {}", next, left - next, in_cell(alone), condition);
      left = next;
    };
    for (const auto& part : count.parts) {
      so_far.parts.push_back(part);
      BaseCount alone = without_conditions(count);
      alone.parts = {part};
      step(alone, to_text(part, count.fact->columns));
    }
    for (const int cover : count.covers) {
      so_far.covers.push_back(cover);
      BaseCount alone = without_conditions(count);
      alone.covers = {cover};
      step(alone, count.fact->covers[static_cast<std::size_t>(cover)]);
    }
    line("    {:>8}  {:>8}  {:>8}  fulfil all", left, all - left, "");
  }

  static BaseCount without_conditions(const BaseCount& count) {
    return make_base_count(*count.fact, count.month_of, {});
  }

  // Rows of the count in the area, over the months of the window.
  std::size_t in_cell(BaseCount count) const {
    count.aggregate = Aggregate::count;
    return state_.hits(count, place_).size();
  }

  std::string moment_in_words(const BaseCount& count) const {
    const std::string fact = fmt::format("{} (fact {})", count.fact->unit, count.fact->name);
    if (count.is_stock()) return fact + " at the month end";
    const auto& column = count.fact->columns[static_cast<std::size_t>(count.month_of)];
    return planned_.window() == 1
               ? fmt::format("{} by {}", fact, column.name)
               : fmt::format("{} by {}, {} months", fact, column.name, planned_.window());
  }

  void localities() {
    std::size_t by_worker = 0, by_home = 0, by_record = 0, unallocated = 0;
    std::set<std::size_t> positions(planned_.numerator.counts.begin(),
                                    planned_.numerator.counts.end());
    for (const std::size_t position : positions) {
      for (const Hit& hit : state_.hits(state_.plan.counts[position], place_)) {
        by_worker += hit.locality.step == LocalityStep::worker;
        by_home += hit.locality.step == LocalityStep::home;
        by_record += hit.locality.step == LocalityStep::record;
        unallocated += hit.locality.step == LocalityStep::unallocated;
      }
    }
    heading("Localities of the numerator");
    if (by_record > 0) {
      line("    {:>8}  by the record's own team or postcode", by_record);
    } else {
      line("    {:>8}  by the allocated worker's team", by_worker);
      line("    {:>8}  by the home address", by_home);
    }
    line("    {:>8}  unallocated", unallocated);
  }

  std::set<std::string> parameter_names() const {
    std::set<std::string> names;
    const auto add = [&](const PlannedSide& side) {
      for (const std::size_t position : side.counts) {
        const BaseCount& count = state_.plan.counts[position];
        for (const auto& part : count.parts) collect_parameters(part, names);
        names.insert(count.fact->parameters.begin(), count.fact->parameters.end());
        if (count.fact->locality == LocalityRule::own) continue;
        names.insert("home_address_types");
        if (count.fact->locality != LocalityRule::home) names.insert("allocated_case_worker_roles");
      }
    };
    add(planned_.numerator);
    if (planned_.denominator) add(*planned_.denominator);
    return names;
  }

  void parameters() {
    const Date day = last_day(place_.month);
    heading(fmt::format("Parameters in force on {}", long_name(day)));
    for (const auto& name : parameter_names()) {
      const Parameter* parameter = state_.catalogue.parameters.find(name);
      if (parameter == nullptr) continue;
      const auto& texts = state_.catalogue.parameters.texts(name, day);
      const std::string value =
          texts.empty()
              ? fmt::format("{} {}", state_.catalogue.parameters.number(name, day), parameter->unit)
              : join_text(texts, ", ");
      line("  {} = {}{}", name, value, parameter->changed ? " (changed by the authority)" : "");
    }
  }

  void tables() {
    heading("Tables");
    for (const auto& table : measure_.needs) line("  {}", table_line(table, "needed"));
    for (const auto& table : measure_.uses) line("  {}", table_line(table, "used if supplied"));
  }

  std::string table_line(const std::string& table, std::string_view role) const {
    return state_.extract.supplied(table)
               ? fmt::format("{}: {} rows, {}", table, state_.extract.rows(table), role)
               : fmt::format("{}: not supplied, {}", table, role);
  }

  const Engine::State& state_;
  CellPlace place_;
  const PlannedMeasure& planned_;
  const Measure& measure_;
  const Figure& figure_;
  std::string text_;
};

}  // namespace

Explanation Engine::State::explain(const CellPlace& place) const {
  Explanation explanation{.figure = figure(place), .text = {}};
  explanation.text = ExplanationText(*this, place, explanation.figure).write();
  return explanation;
}

}  // namespace waymark
