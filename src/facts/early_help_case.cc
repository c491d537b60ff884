#include <algorithm>

#include "facts/builders.h"
#include "facts/cin_episodes.h"
#include "facts/early_help_cases.h"
#include "facts/people.h"

namespace waymark {
namespace {

enum OpenSource : std::int32_t { request, step_down, other };

// Rows of a table grouped by the number of an id of theirs.
ByChild by_id(const Extract& extract, std::string_view table, std::string_view field,
              std::string_view id_space) {
  return {extract.column(table, field), id_count(extract, id_space)};
}

class EarlyHelpCaseBuilder {
 public:
  EarlyHelpCaseBuilder(const FactContext& context, const Notes& notes)
      : notes_(notes),
        cases_(context),
        id_(context.extract.column("loc_eh_case", "eh_case_id")),
        family_(context.extract.column("loc_eh_case", "family_id")),
        source_(context.extract.column("loc_eh_case", "open_source")),
        by_family_(by_id(context.extract, "loc_eh_case", "family_id", "family_id")),
        children_(
            context.people->rows_of(context.extract.column("loc_eh_case_child", "person_id"))),
        children_by_case_(by_id(context.extract, "loc_eh_case_child", "eh_case_id", "eh_case_id")),
        episodes_(context),
        episodes_by_child_(episodes_.child(), context.people->count()),
        request_(context.extract.code("REQUEST")),
        step_down_(context.extract.code("STEPDOWN")) {
    for (const char* reason : {"RC7", "RC8", "RC9"}) {
      reasons_.push_back(context.extract.code(reason));
    }
  }

  FactTable build() {
    FactRows rows("early_help_case", cases_.rows());
    OwnAreas areas;
    for (std::int32_t row = 0; static_cast<std::size_t>(row) < cases_.rows(); ++row) {
      if (cases_.is_faulty(row)) {
        notes_.add("span-faulty", "loc_eh_case", row,
                   "The case has no opening date, or closed before it opened: it is left out.");
        continue;
      }
      rows.add(kMissing, row,
               {cases_.opened_on(row).days, cases_.closed_on(row).days, open_source(row),
                previous_closed_on(row).days, social_care_closed_on(row).days});
      cases_.add_areas(row, cases_.opened_on(row), cases_.closed_on(row), areas);
    }
    FactTable table = std::move(rows).take();
    std::move(areas).give_to(table);
    return table;
  }

 private:
  std::int32_t open_source(std::int32_t row) const {
    const std::int32_t code = source_[static_cast<std::size_t>(row)];
    if (code == kMissing) return kMissing;
    return holds(code, request_) ? request : holds(code, step_down_) ? step_down : other;
  }

  Date previous_closed_on(std::int32_t row) const {
    const std::int32_t family = family_[static_cast<std::size_t>(row)];
    Date latest;
    if (family == kMissing) return latest;
    const Date opened = cases_.opened_on(row);
    for (const std::int32_t earlier : by_family_.of(family)) {
      if (cases_.is_faulty(earlier) || cases_.opened_on(earlier) >= opened) continue;
      const Date closed = cases_.closed_on(earlier);
      if (!closed.missing() && closed <= opened) latest = std::max(latest, closed);
    }
    return latest;
  }

  // Whatever the dates of membership: a child of the case is a child of the family's story.
  Date social_care_closed_on(std::int32_t row) const {
    const Date opened = cases_.opened_on(row);
    Date latest;
    for (const std::int32_t member : children_by_case_.of(id_[static_cast<std::size_t>(row)])) {
      const std::int32_t child = children_[static_cast<std::size_t>(member)];
      if (child == kMissing) continue;
      for (const std::int32_t episode : episodes_by_child_.of(child)) {
        const Date closed = episodes_.closed_on(episode);
        if (closed.missing() || closed > opened || episodes_.is_faulty(episode)) continue;
        if (is_step_down(episodes_.close_reason(episode))) latest = std::max(latest, closed);
      }
    }
    return latest;
  }

  bool is_step_down(std::int32_t reason) const {
    return std::any_of(reasons_.begin(), reasons_.end(),
                       [&](std::int32_t each) { return holds(reason, each); });
  }

  const Notes& notes_;
  EarlyHelpCases cases_;
  std::span<const std::int32_t> id_, family_, source_;
  ByChild by_family_;
  std::vector<std::int32_t> children_;
  ByChild children_by_case_;
  CinEpisodes episodes_;
  ByChild episodes_by_child_;
  std::int32_t request_, step_down_;
  std::vector<std::int32_t> reasons_;
};

}  // namespace

FactTable build_early_help_case(const FactContext& context, const Notes& notes) {
  return EarlyHelpCaseBuilder(context, notes).build();
}

}  // namespace waymark
