// The rows behind a cell, as texts for people.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "compute/engine_state.h"
#include "compute/list_texts.h"

namespace waymark {
namespace {

// A row on its way into the list, with what decides its place.
struct Candidate {
  const FactSchema* fact = nullptr;
  std::int64_t amount = 1;
  Hit hit;
  Month month;
  // Where it is shown as a part of a row: the column that names that row, and its record.
  std::string key = {};
  std::string whole = {};
};

// Rows of the same fact and month are the same, whichever count they are in.
auto identity(const Candidate& c) { return std::tuple(c.fact->name, c.hit.row, c.month); }

bool shows_parts(const BaseCount& count) {
  return count.aggregate == Aggregate::maximum && !count.fact->parts_fact.empty();
}

// The fact whose rows a list of the count shows.
const FactSchema& shown_fact(const BaseCount& count) {
  return shows_parts(count) ? *find_fact_schema(count.fact->parts_fact) : *count.fact;
}

class CellListMaker {
 public:
  CellListMaker(const Engine::State& state, const CellPlace& place)
      : state_(state), place_(place), first_(place.month - (place.measure->window() - 1)) {}

  CellList of_counts(const PlannedSide& side) const { return of_rows(side, candidates(side)); }

  // The rows of the whole that are not in the part.
  CellList of_difference(const PlannedSide& whole, const PlannedSide& part) const {
    auto all = sorted(candidates(whole));
    const auto taken = sorted(candidates(part));
    std::vector<Candidate> left;
    std::set_difference(all.begin(), all.end(), taken.begin(), taken.end(),
                        std::back_inserter(left), before);
    return of_rows(whole, std::move(left));
  }

  CellList of_population() const {
    const auto used = state_.reference.population(place_.area, place_.month);
    CellList list{.unit = "person", .record_table = "loc_population", .columns = {}, .rows = {}};
    ListRow row{.record = used->row, .amount = used->people, .cells = {}};
    for (const char* field :
         {"area", "age_from", "age_to", "estimate_year", "release", "valid_from", "value"}) {
      list.columns.emplace_back(field);
      row.cells.push_back(
          state_.extract.cell_text("loc_population", field, static_cast<std::size_t>(used->row)));
    }
    list.rows.push_back(std::move(row));
    return list;
  }

 private:
  static bool before(const Candidate& a, const Candidate& b) { return identity(a) < identity(b); }

  static std::vector<Candidate> sorted(std::vector<Candidate> rows) {
    std::stable_sort(rows.begin(), rows.end(), before);
    return rows;
  }

  std::vector<Candidate> candidates(const PlannedSide& side) const {
    std::vector<Candidate> rows;
    for (const std::size_t position : side.counts) {
      const BaseCount& count = state_.plan.counts[position];
      auto hits = state_.hits(count, place_);
      if (count.aggregate == Aggregate::maximum) keep_largest(count, hits);
      for (const Hit& hit : hits) {
        if (shows_parts(count)) {
          add_parts(count, hit, rows);
        } else {
          rows.push_back({count.fact, amount(count, hit.row), hit, first_ + hit.slot});
        }
      }
    }
    return rows;
  }

  // The rows that the amount of a row counts: at the month end, of the same key. They stand where
  // that row stands.
  void add_parts(const BaseCount& count, const Hit& whole, std::vector<Candidate>& rows) const {
    const FactTable& wholes = state_.fact(*count.fact);
    const FactSchema& schema = shown_fact(count);
    const auto& key = state_.fact(schema).column(count.fact->parts_key);
    const std::int32_t wanted = wholes.column(count.fact->parts_key)[whole.row];
    const std::string record = ListTexts(state_.extract, wholes).record(whole.row);
    CellPlace county = place_;
    county.area = state_.cube_areas().county();
    for (Hit& hit : state_.hits(make_base_count(schema, -1, {}), county)) {
      if (key[hit.row] != wanted || hit.slot != whole.slot) continue;
      hit.locality = whole.locality;
      rows.push_back({&schema, 1, hit, first_ + hit.slot, count.fact->parts_key, record});
    }
  }

  std::int64_t amount(const BaseCount& count, std::uint32_t row) const {
    if (count.aggregate == Aggregate::count) return 1;
    const auto& amounts = state_.fact(*count.fact).columns[static_cast<std::size_t>(count.amount)];
    return amounts[row] == kMissing ? 0 : amounts[row];
  }

  // Of a maximum only the row that gives it, on a tie that with the lowest record id.
  void keep_largest(const BaseCount& count, std::vector<Hit>& hits) const {
    if (hits.empty()) return;
    const ListTexts texts(state_.extract, state_.fact(*count.fact));
    const auto rank = [&](const Hit& hit) {
      return std::pair(-amount(count, hit.row), texts.record(hit.row));
    };
    hits = {*std::min_element(hits.begin(), hits.end(),
                              [&](const Hit& a, const Hit& b) { return rank(a) < rank(b); })};
  }

  // The columns of all facts of the side, each once, in order.
  std::vector<std::string> columns_of(const PlannedSide& side) const {
    std::vector<std::string> columns = {"child", "record"};
    if (place_.measure->window() > 1) columns.emplace_back("month");
    for (const std::size_t position : side.counts) {
      const BaseCount& count = state_.plan.counts[position];
      if (shows_parts(count)) columns.push_back(count.fact->parts_key);
      for (const auto& column : shown_fact(count).list_columns) {
        if (std::find(columns.begin(), columns.end(), column) == columns.end()) {
          columns.push_back(column);
        }
      }
    }
    return columns;
  }

  CellList of_rows(const PlannedSide& side, std::vector<Candidate> candidates) const {
    const FactSchema& fact = shown_fact(state_.plan.counts[side.counts.front()]);
    CellList list{.unit = fact.unit,
                  .record_table = fact.record_table,
                  .columns = columns_of(side),
                  .rows = {}};
    struct Placed {
      std::tuple<std::string, std::string, Month, std::uint32_t> place;
      ListRow row;
    };
    std::vector<Placed> placed;
    for (const Candidate& candidate : candidates) {
      ListRow row = list_row(candidate, list.columns);
      placed.push_back(
          {{row.cells[0], row.cells[1], candidate.month, candidate.hit.row}, std::move(row)});
    }
    std::stable_sort(placed.begin(), placed.end(),
                     [](const Placed& a, const Placed& b) { return a.place < b.place; });
    for (auto& each : placed) list.rows.push_back(std::move(each.row));
    return list;
  }

  ListRow list_row(const Candidate& candidate, const std::vector<std::string>& columns) const {
    const FactTable& table = state_.fact(*candidate.fact);
    const std::uint32_t row = candidate.hit.row;
    const ListTexts texts(state_.extract, table);
    ListRow listed{.child = table.child[row],
                   .record = table.record[row],
                   .area = candidate.hit.locality.area,
                   .step = candidate.hit.locality.step,
                   .amount = candidate.amount,
                   .cells = {}};
    for (const auto& column : columns) {
      listed.cells.push_back(column == "child"         ? texts.child(row)
                             : column == "record"      ? texts.record(row)
                             : column == "month"       ? to_string(candidate.month)
                             : column == candidate.key ? candidate.whole
                                                       : texts.cell(column, row));
    }
    return listed;
  }

  const Engine::State& state_;
  CellPlace place_;
  Month first_;
};

Error no_list(const std::string& sentence) { return {ErrorCode::not_found, sentence}; }

}  // namespace

Result<CellList> Engine::State::list(const CellPlace& place, ListSide side) const {
  const PlannedMeasure& planned = *place.measure;
  const Measure& measure = *planned.measure;
  if (side != ListSide::numerator && !planned.denominator) {
    return no_list(
        fmt::format("Measure {} is a plain number: it has a numerator only.", measure.ref));
  }
  if (side == ListSide::missed && !planned.has_missed) {
    return no_list(fmt::format(
        "Measure {} has no list of what is missed: its numerator is not a part of its denominator.",
        measure.ref));
  }
  const Figure cell = figure(place);
  const bool given = side == ListSide::numerator ? cell.amount.numerator.has_value()
                                                 : cell.amount.denominator.has_value();
  if (!given && cell.reason != MissingReason::no_denominator) {
    return no_list(fmt::format("Measure {} has no figure for {} in {}. {}", measure.ref, cell.area,
                               long_name(place.month),
                               reason_in_words(cell, {frame.extract_date, frame.history_from})));
  }
  const CellListMaker maker(*this, place);
  switch (side) {
    case ListSide::numerator:
      return maker.of_counts(planned.numerator);
    case ListSide::denominator:
      return planned.denominator->population ? maker.of_population()
                                             : maker.of_counts(*planned.denominator);
    case ListSide::missed:
      return maker.of_difference(*planned.denominator, planned.numerator);
  }
  return no_list("");
}

}  // namespace waymark
