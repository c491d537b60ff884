#include "report/moves.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "report/families.h"
#include "report/signals.h"

namespace waymark {
namespace {

constexpr int kMonthsOfAYear = 12;
constexpr double kLeads = 1.0 / 3;  // of the change

Bounds bounds_of(const Measure& measure, Month month, const ReportContext& context) {
  const Target* target =
      target_in_force(context.inputs().targets, measure.ref, context.area(), last_day(month));
  return target == nullptr ? Bounds{} : Bounds{target->red, target->green};
}

Rag rag_now(const Measure& measure, const ReportContext& context) {
  return context.rag_of(measure, context.area()).rag;
}

bool changed_colour(const Measure& measure, const ReportContext& context) {
  const Rag before = rag_before(measure, context);
  const Rag now = rag_now(measure, context);
  return before != now && before != Rag::none && now != Rag::none;
}

// The signal of the latest month, where it is more than chance.
std::optional<ChartSignals> beyond_chance(const Measure& measure, const ReportContext& context) {
  ChartSignals signals = signals_of(measure, context.area(), context);
  if (!signals.signal.has_signal() || signals.signal.variation == Variation::common_cause) {
    return std::nullopt;
  }
  return signals;
}

bool on_summary(const Measure& measure, const ReportContext& context) {
  const auto& refs = context.inputs().summary;
  return std::find(refs.begin(), refs.end(), measure.ref) != refs.end();
}

// "+4.25", "-3", "0": rounded for show.
std::string signed_text(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  const double rounded = std::round(value * scale) / scale;
  if (rounded == 0) return "0";
  return fmt::format("{}{:.{}f}", rounded > 0 ? "+" : "\u2212", std::fabs(rounded), decimals);
}

std::string counts_text(const Counts& counts, bool of_a_whole) {
  const auto whole = [](std::int64_t n) { return to_display(Fraction{n, 1}, 0, true); };
  return of_a_whole ? whole(counts.numerator) + " of " + whole(counts.denominator)
                    : whole(counts.numerator);
}

class MoveBuilder {
 public:
  MoveBuilder(const Measure& measure, Month against, const ReportContext& context)
      : measure_(measure),
        against_(against),
        context_(context),
        now_(context.month_cell_of(measure, context.area(), context.month())),
        before_(context.month_cell_of(measure, context.area(), against)) {}

  std::optional<MoveView> build() {
    MoveView view;
    for (const auto& split : context_.inputs().moves) {
      if (split.measure == measure_.ref && split.area == context_.area() &&
          split.against == against_) {
        add_split(view, split);
      }
    }
    if (view.splits.empty()) return std::nullopt;
    view.ref = measure_.ref;
    view.title = measure_.title;
    view.against = against_;
    set_trigger(view);
    set_text(view);
    return view;
  }

 private:
  bool is_count() const { return measure_.format == Format::count; }
  // One more place than the figure has, so that small parts are seen.
  int decimals() const { return is_count() ? 0 : measure_.decimals + 1; }

  void add_split(MoveView& view, const MoveSplit& split) {
    view.effect_names = effect_names(split);
    view.change_exact = to_string(split.change);
    change_ = split.change.as_double();
    MoveView::Split shown{.by = split.by, .name = split.by_name, .parts = {}};
    for (const auto& part : split.parts) shown.parts.push_back(part_of(split, part));
    view.splits.push_back(std::move(shown));
  }

  std::vector<std::string> effect_names(const MoveSplit& split) const {
    if (split.over_population) return {"cases", "people"};
    return is_count() ? std::vector<std::string>{"volume"}
                      : std::vector<std::string>{"mix", "rate"};
  }

  // "pol" -> "Police", as the page by source names its parts; other names are words already.
  std::string name_of_source(const std::string& part) const {
    for (const auto& page : context_.inputs().pages) {
      if (!page.by_source) continue;
      std::vector<const Measure*> measures;
      for (const auto& ref : page.measures) {
        if (const Measure* measure = context_.measure(ref)) measures.push_back(measure);
      }
      for (const auto& family : families_of(measures, "each source")) {
        const auto found = std::find(family.parts.begin(), family.parts.end(), part);
        if (found == family.parts.end()) continue;
        return family.headings[static_cast<std::size_t>(found - family.parts.begin())];
      }
    }
    return part;
  }

  MoveView::Part part_of(const MoveSplit& split, const MoveSplit::Part& part) const {
    const bool of_a_whole = !is_count() && !split.over_population;
    MoveView::Part view;
    view.name = split.by == "area" ? context_.name_of(part.name) : name_of_source(part.name);
    view.before = counts_text(part.counts.before, of_a_whole);
    view.now = counts_text(part.counts.now, of_a_whole);
    view.counts = part.counts;
    if (split.over_population) {
      view.effects = {part.effect.volume, part.effect.population};
    } else if (is_count()) {
      view.effects = {part.effect.volume};
    } else {
      view.effects = {part.effect.mix, part.effect.rate};
    }
    for (const auto& effect : view.effects) {
      view.effect_texts.push_back(signed_text(effect.as_double(), decimals()));
    }
    view.change = part.effect.all();
    view.change_text = signed_text(view.change.as_double(), decimals());
    const double share = change_ == 0 ? 0 : view.change.as_double() / change_;
    view.leads = share >= kLeads && split.parts.size() > 1;
    return view;
  }

  void set_trigger(MoveView& view) {
    if (changed_colour(measure_, context_)) {
      view.trigger =
          fmt::format("Colour: from {} to {}.", to_string(rag_before(measure_, context_)),
                      to_string(rag_now(measure_, context_)));
    }
    if (const auto signals = beyond_chance(measure_, context_)) {
      view.trigger +=
          fmt::format("{}Signal: {}.", view.trigger.empty() ? "" : " ", signals->signal.text);
    }
    const bool leads = std::any_of(view.splits.begin(), view.splits.end(), [](const auto& split) {
      return std::any_of(split.parts.begin(), split.parts.end(),
                         [](const auto& part) { return part.leads; });
    });
    view.shown = on_summary(measure_, context_) && leads && is_to_be_told();
  }

  // A change of colour is told against last month. A signal is told against last month or a year
  // ago: where the figure moved the way the signal says, and further. What rounds to nothing is not
  // told.
  bool is_to_be_told() const {
    const double rounds_to_nothing = 0.5 * std::pow(0.1, is_count() ? 0 : measure_.decimals);
    if (std::fabs(change_) < rounds_to_nothing) return false;
    const bool last_month = against_ == context_.month() - 1;
    if (changed_colour(measure_, context_)) return last_month;
    const auto signals = beyond_chance(measure_, context_);
    if (!signals) return false;
    const bool high = signals->points.back().high;  // of the latest month
    const auto agrees = [&](double change) { return high ? change > 0 : change < 0; };
    if (!agrees(change_)) return false;
    const CellView other = context_.month_cell_of(
        measure_, context_.area(),
        last_month ? context_.month() - kMonthsOfAYear : context_.month() - 1);
    if (!other.has_value()) return true;
    const double moved = now_.value->as_double() - other.value->as_double();
    if (!agrees(moved)) return true;
    return last_month ? std::fabs(change_) >= std::fabs(moved)
                      : std::fabs(change_) > std::fabs(moved);
  }

  std::string moved_by(double by) const {
    const std::string number = to_display(Fraction{std::llround(std::fabs(by) * 100000), 100000},
                                          is_count() ? 0 : measure_.decimals, true);
    const std::string unit = measure_.format == Format::percent ? " points" : "";
    return fmt::format("{} {}{}", by < 0 ? "down" : "up", number, unit);
  }

  void set_text(MoveView& view) const {
    view.change = change_ == 0 ? "no change" : moved_by(change_);
    view.text = fmt::format("{} in {}, {} in {}: {}.", now_.text, long_name(context_.month()),
                            before_.text, long_name(against_), view.change);
    for (const auto& split : view.splits) {
      std::vector<std::string> leaders;
      for (const auto& part : split.parts) {
        if (part.leads) leaders.push_back(fmt::format("{} {}", part.name, part.change_text));
      }
      if (leaders.empty()) continue;
      view.text += fmt::format(" By {}: {}.", split.name, list_in_words(leaders));
    }
  }

  const Measure& measure_;
  Month against_;
  const ReportContext& context_;
  CellView now_;
  CellView before_;
  double change_ = 0;
};

}  // namespace

Rag rag_before(const Measure& measure, const ReportContext& context) {
  const Month month = context.month() - 1;
  const MonthValue before = context.value(measure, context.area(), month);
  const MonthValue now = context.value(measure, context.area(), context.month());
  if (before.origin != now.origin) return Rag::none;
  return merged_rag(measure, before, bounds_of(measure, month, context));
}

std::vector<Month> months_moved_from(Month month) { return {month - 1, month - kMonthsOfAYear}; }

std::vector<std::string> measures_that_moved(const PublicationInputs& inputs) {
  const ReportContext context(inputs);
  std::vector<std::string> moved;
  for (const auto& measure : inputs.measures) {
    if (!context.is_computed(measure)) continue;
    if (changed_colour(measure, context) || beyond_chance(measure, context)) {
      moved.push_back(measure.ref);
    }
  }
  return moved;
}

std::vector<MoveView> moves_of(const std::vector<const Measure*>& measures,
                               const ReportContext& context) {
  std::vector<MoveView> views;
  for (const Measure* measure : measures) {
    for (const Month against : months_moved_from(context.month())) {
      auto view = MoveBuilder(*measure, against, context).build();
      if (view) views.push_back(*std::move(view));
    }
  }
  return views;
}

}  // namespace waymark
