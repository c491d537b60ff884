#include <algorithm>
#include <array>
#include <optional>

#include "base/fraction.h"
#include "base/text.h"
#include "facts/builders.h"
#include "facts/dated_map.h"
#include "facts/held_cases.h"
#include "facts/people.h"
#include "facts/places.h"
#include "facts/record_keys.h"

namespace waymark {
namespace {

// In the order of the schema's words.
constexpr std::array<std::string_view, 7> kTeamTypes = {"ASSESSMENT", "FIT", "LAC",  "CWD",
                                                        "NIPE",       "EH",  "OTHER"};

// A worker holds this many cases.
struct Caseload {
  Span span;
  std::int32_t cases = 0;
};

// The runs of days on which the cases of one worker are as many, and any.
std::vector<Caseload> caseloads(std::span<const HeldCase> cases) {
  // A day and whether a case begins (1) or ends (0) on it, in one number that sorts by day.
  std::vector<std::int64_t> steps;
  steps.reserve(cases.size() * 2);
  for (const HeldCase& each : cases) {
    steps.push_back(std::int64_t{each.span.from.days} * 2 + 1);
    if (!each.span.open()) steps.push_back(std::int64_t{each.span.until.days} * 2);
  }
  std::sort(steps.begin(), steps.end());
  std::vector<Caseload> runs;
  std::int32_t held = 0;
  for (std::size_t i = 0; i < steps.size();) {
    const auto day = static_cast<std::int32_t>(steps[i] >> 1);
    const std::int32_t before = held;
    for (; i < steps.size() && steps[i] >> 1 == day; ++i) held += (steps[i] & 1) != 0 ? 1 : -1;
    if (held == before) continue;
    if (before > 0) runs.back().span.until = {day};
    if (held > 0) runs.push_back({{Date{day}, Date{}}, held});
  }
  return runs;
}

constexpr Fraction kMostFullTime{1000, 1};

// Full-time equivalent in hundredths, half up; missing if it is not given, or cannot be one.
std::int32_t hundredths(std::string_view text) {
  const auto full_time = parse_decimal(trim(text));
  if (!full_time || full_time->numerator < 0) return kMissing;
  if (kMostFullTime < *full_time) return kMissing;
  const Wide denominator = full_time->denominator;
  return static_cast<std::int32_t>((full_time->numerator * Wide{200} + denominator) /
                                   (denominator * 2));
}

class WorkerCaseloadBuilder {
 public:
  WorkerCaseloadBuilder(const FactContext& context, const Notes& notes)
      : notes_(notes),
        cases_(context.held_cases->of(context)),
        workers_(context.extract, "loc_worker", "professional_id"),
        team_(context.extract.column("loc_worker", "team_id")),
        qualified_(context.extract.column("loc_worker", "qualified")),
        teams_(context.extract, "loc_team", "team_id"),
        team_type_(context.extract.column("loc_team", "team_type")),
        areas_of_teams_(context.extract, context.areas) {
    for (const auto type : kTeamTypes) type_codes_.push_back(context.extract.code(type));
    const RecordTable* workers = context.extract.find("loc_worker");
    if (workers != nullptr) fte_ = &workers->texts[workers->field("fte")];
  }

  FactTable build() {
    FactRows rows("worker_caseload", cases_.size());
    for (auto first = cases_.begin(); first != cases_.end();) {
      const auto last = std::find_if(
          first, cases_.end(), [&](const HeldCase& each) { return each.worker != first->worker; });
      add_worker({first, last}, rows);
      first = last;
    }
    FactTable table = std::move(rows).take();
    std::move(areas_).give_to(table);
    return table;
  }

 private:
  void add_worker(std::span<const HeldCase> cases, FactRows& rows) {
    const std::int32_t worker = cases.front().worker;
    bool noted = false;
    for (const Caseload& load : caseloads(cases)) {
      for (Date day = load.span.from;
           !day.missing() && (load.span.open() || day < load.span.until);) {
        const auto employed = workers_.find(worker, day);
        const std::int32_t team =
            employed.row == kMissing ? kMissing : team_[static_cast<std::size_t>(employed.row)];
        const auto in_force = teams_.find(team, day);
        const Date until = earliest_of(employed.until, in_force.until);
        const bool counts =
            in_force.row != kMissing && qualified_[static_cast<std::size_t>(employed.row)] == 1;
        if (counts) {
          add_row(worker, employed.row, in_force.row, intersect(load.span, {day, until}),
                  load.cases, rows);
          areas_.add(areas_of_teams_.on(team, day).area);
        } else if (!noted) {
          note(cases.front(), employed.row, in_force.row);
          noted = true;
        }
        day = until;
      }
    }
  }

  void add_row(std::int32_t worker, std::int32_t worker_row, std::int32_t team_row,
               const Span& span, std::int32_t cases, FactRows& rows) const {
    rows.add(kMissing, worker_row,
             {span.from.days, span.until.days, worker, cases,
              team_type(team_type_[static_cast<std::size_t>(team_row)]), full_time(worker_row)});
  }

  std::int32_t team_type(std::int32_t code) const {
    const auto found = std::find_if(type_codes_.begin(), type_codes_.end(),
                                    [&](std::int32_t each) { return holds(code, each); });
    const auto type = found == type_codes_.end()
                          ? type_codes_.size() - 1
                          : static_cast<std::size_t>(found - type_codes_.begin());
    return static_cast<std::int32_t>(type);
  }

  std::int32_t full_time(std::int32_t row) const {
    if (fte_ == nullptr || fte_->empty()) return kMissing;
    return hundredths((*fte_)[static_cast<std::size_t>(row)]);
  }

  // One note a worker, about the first days on which their cases are in no caseload.
  void note(const HeldCase& held, std::int32_t worker_row, std::int32_t team_row) const {
    if (worker_row == kMissing) {
      notes_.add(
          "worker-unknown", "ssd_involvements", held.record,
          "The worker holds cases on days without a row of loc_worker in force: on those days "
          "they are in no caseload.");
    } else if (team_row == kMissing) {
      notes_.add("worker-without-team", "loc_worker", worker_row,
                 "The worker holds cases on days without a team that is in force in loc_team: on "
                 "those days they are in no caseload.");
    } else {
      notes_.add(
          "worker-unqualified", "loc_worker", worker_row,
          "The worker holds cases and is not recorded as qualified: they are in no caseload.");
    }
  }

  const Notes& notes_;
  const std::vector<HeldCase>& cases_;
  DatedMap workers_;
  std::span<const std::int32_t> team_, qualified_;
  DatedMap teams_;
  std::span<const std::int32_t> team_type_;
  TeamAreas areas_of_teams_;
  std::vector<std::int32_t> type_codes_;
  const std::vector<std::string>* fte_ = nullptr;
  OwnAreas areas_;
};

}  // namespace

FactTable build_worker_caseload(const FactContext& context, const Notes& notes) {
  return WorkerCaseloadBuilder(context, notes).build();
}

}  // namespace waymark
