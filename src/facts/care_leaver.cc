#include <algorithm>

#include "facts/builders.h"
#include "facts/by_child.h"
#include "facts/people.h"
#include "facts/plans_in_date.h"
#include "facts/record_keys.h"
#include "facts/spans.h"

namespace waymark {
namespace {

// A status row and the days on which it is the person's latest.
struct StatusRun {
  Span span;
  std::int32_t row = kMissing;
};

// The status rows of each person as runs that follow each other.
class StatusRuns {
 public:
  StatusRuns(const FactContext& context, const Notes& notes)
      : people_(*context.people),
        from_(context.extract.column("loc_care_leaver_status", "from_date")),
        to_(context.extract.column("loc_care_leaver_status", "to_date")),
        order_(context.extract, "loc_care_leaver_status", "status_id"),
        rows_(usable_rows(context, notes), people_.count()) {}

  // Up to the death of the person.
  std::vector<StatusRun> of(std::int32_t person) const {
    std::vector<std::int32_t> rows(rows_.of(person).begin(), rows_.of(person).end());
    std::sort(rows.begin(), rows.end(),
              [this](std::int32_t a, std::int32_t b) { return is_later(a, b); });
    std::vector<StatusRun> runs;
    const Span alive{{}, people_.died(person)};
    for (const Date day : change_days(rows)) {
      close(runs, day);
      const auto latest = std::find_if(rows.begin(), rows.end(),
                                       [&](std::int32_t row) { return is_open(row, day); });
      if (latest != rows.end()) runs.push_back({{day, {}}, *latest});
    }
    for (StatusRun& run : runs) run.span = intersect(run.span, alive);
    std::erase_if(runs, [](const StatusRun& run) { return run.span.empty(); });
    return runs;
  }

 private:
  static std::vector<std::int32_t> usable_rows(const FactContext& context, const Notes& notes) {
    const Extract& extract = context.extract;
    auto person = context.people->rows_of(extract.column("loc_care_leaver_status", "person_id"));
    const auto from = extract.column("loc_care_leaver_status", "from_date");
    const auto to = extract.column("loc_care_leaver_status", "to_date");
    for (std::size_t row = 0; row < person.size(); ++row) {
      if (from[row] != kMissing && (to[row] == kMissing || to[row] >= from[row])) continue;
      if (person[row] != kMissing) {
        notes.add("span-faulty", "loc_care_leaver_status", static_cast<std::int32_t>(row),
                  "The status has no first day, or ended before it began: it is left out.");
      }
      person[row] = kMissing;
    }
    return person;
  }

  Date from(std::int32_t row) const { return {from_[static_cast<std::size_t>(row)]}; }
  Date to(std::int32_t row) const { return {to_[static_cast<std::size_t>(row)]}; }

  bool is_open(std::int32_t row, Date day) const {
    return from(row) <= day && (to(row).missing() || day < to(row));
  }
  bool is_later(std::int32_t a, std::int32_t b) const {
    return from(a) != from(b) ? from(a) > from(b) : order_.before(b, a);
  }

  // Every day on which a row begins or is no longer in force, ascending.
  std::vector<Date> change_days(const std::vector<std::int32_t>& rows) const {
    std::vector<Date> days;
    for (std::int32_t row : rows) {
      days.push_back(from(row));
      if (!to(row).missing()) days.push_back(to(row));
    }
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
  }

  static void close(std::vector<StatusRun>& runs, Date day) {
    if (!runs.empty() && runs.back().span.open()) runs.back().span.until = day;
  }

  const People& people_;
  std::span<const std::int32_t> from_, to_;
  KeyOrder order_;
  ByChild rows_;
};

// The place of each code of a field among the words of a column; any other code, or none, is the
// column's last word.
class CodeWords {
 public:
  CodeWords(const Extract& extract, std::string_view field,
            const std::vector<std::string_view>& codes)
      : cells_(extract.column("loc_care_leaver_status", field)) {
    for (std::string_view code : codes) codes_.push_back(extract.code(code));
  }
  std::int32_t of(std::int32_t row) const {
    const std::int32_t cell = cells_[static_cast<std::size_t>(row)];
    const auto found = std::find_if(codes_.begin(), codes_.end(),
                                    [&](std::int32_t code) { return holds(cell, code); });
    return static_cast<std::int32_t>(found - codes_.begin());
  }

 private:
  std::span<const std::int32_t> cells_;
  std::vector<std::int32_t> codes_;
};

void add_cover(const Span& run, const std::vector<Span>& spans, CoverBuilder& cover) {
  for (const Span& span : spans) cover.add(intersect(run, span));
  cover.end_row();
}

}  // namespace

FactTable build_care_leaver(const FactContext& context, const Notes& notes) {
  const Extract& extract = context.extract;
  const StatusRuns statuses(context, notes);
  const PlansInDate plans(context,
                          {.table = "loc_pathway_plan",
                           .key = "pathway_plan_id",
                           .person = "person_id",
                           .from = "start_date",
                           .to = "end_date",
                           .kind = "PATHWAY"},
                          notes);
  // In the order of the words in model/fact_schemas.cc.
  const CodeWords eligibility(
      extract, "eligibility",
      {"Relevant", "Former Relevant", "Eligible", "Qualifying", "No Current Eligibility"});
  const CodeWords in_touch(extract, "in_touch", {"YES", "NO", "DIED", "REFU", "NREQ", "RHOM"});
  const CodeWords accommodation(extract, "suitable", {"1", "2"});
  const CodeWords activity(
      extract, "activity",
      {"F1", "F2", "F3", "F4", "F5", "P1", "P2", "P3", "P4", "P5", "G4", "G5", "G6"});
  FactRows rows("care_leaver", extract.rows("loc_care_leaver_status"));
  CoverBuilder plan_open, plan_in_date;
  for (std::int32_t person = 0; person < static_cast<std::int32_t>(context.people->count());
       ++person) {
    const std::vector<StatusRun> runs = statuses.of(person);
    if (runs.empty()) continue;
    const std::vector<Span> open = plans.open(person);
    const std::vector<Span> in_date = plans.in_date(person);
    for (const StatusRun& run : runs) {
      rows.add(person, run.row,
               {run.span.from.days, run.span.until.days, context.people->born(person).days,
                eligibility.of(run.row), in_touch.of(run.row), accommodation.of(run.row),
                activity.of(run.row)});
      add_cover(run.span, open, plan_open);
      add_cover(run.span, in_date, plan_in_date);
    }
  }
  rows.table().covers.push_back(std::move(plan_open).take());
  rows.table().covers.push_back(std::move(plan_in_date).take());
  return std::move(rows).take();
}

}  // namespace waymark
