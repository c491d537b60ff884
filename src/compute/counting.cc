#include "compute/counting.h"

#include <algorithm>

namespace waymark {
namespace {

class CountingSink : public CountSink {
 public:
  CountingSink(const FactTable& table, std::span<const BaseCount* const> counts,
               const CountingScope& scope)
      : table_(table),
        counts_(counts),
        scope_(scope),
        locality_(table, scope.localities, scope.areas),
        areas_(table, locality_, scope.slots) {
    for (const BaseCount* count : counts) {
      const bool maximum = count->aggregate == Aggregate::maximum;
      cells_.emplace_back(scope.areas, scope.slots.count(), maximum ? kNothingCounted : 0);
    }
  }

  void begin(const FactBatch& batch) override {
    if (!scope_.by_locality) return;
    areas_.begin(batch);
    if (batch.month_of < 0) return;
    // Where the cell of each row is, the same for all counts.
    const std::size_t stride = static_cast<std::size_t>(scope_.slots.count()) + 1;
    for (std::size_t i = 0; i < batch.rows.size(); ++i) {
      cell_[i] = static_cast<std::uint32_t>(static_cast<std::size_t>(areas_.area(i)) * stride +
                                            static_cast<std::size_t>(batch.from[i]));
    }
  }

  void add_flow(std::size_t count, const FactBatch& batch, const BatchMask& mask) override {
    CountCells& cells = cells_[count];
    std::int64_t* county = cells.row(scope_.areas.county());
    if (counts_[count]->aggregate != Aggregate::count) {
      add_amounts(count, batch, mask);
      return;
    }
    std::int64_t* all = cells.data();
    const bool by_locality = scope_.by_locality;
    for_each_marked(mask, batch.rows.size(), [&](std::size_t i) {
      ++county[batch.from[i]];
      if (by_locality) ++all[cell_[i]];
    });
  }

  void add_stock(std::size_t count, const FactBatch& batch,
                 std::span<const BatchRun> runs) override {
    CountCells& cells = cells_[count];
    for (const BatchRun& run : runs) {
      const std::int64_t amount = amount_of(*counts_[count], batch.rows[run.at]);
      add_months(count, cells.row(scope_.areas.county()), run.months, amount);
      if (!scope_.by_locality) continue;
      const std::int32_t area = areas_.area(run.at);
      if (area != kMissing) {
        add_months(count, cells.row(area), run.months, amount);
        continue;
      }
      for (const auto& segment : areas_.segments(run.at)) {
        const SlotRange months{std::max(run.months.from, segment.months.from),
                               std::min(run.months.until, segment.months.until)};
        if (!months.empty()) add_months(count, cells.row(segment.area), months, amount);
      }
    }
  }

  std::vector<CountCells> take() && {
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      if (!counts_[i]->is_stock() || counts_[i]->aggregate == Aggregate::maximum) continue;
      for (std::int32_t area = 0; area < scope_.areas.count(); ++area) {
        std::int64_t* row = cells_[i].row(area);
        for (std::int32_t slot = 1; slot < scope_.slots.count(); ++slot) row[slot] += row[slot - 1];
      }
    }
    return std::move(cells_);
  }

 private:
  // A missing amount adds nothing.
  std::int64_t amount_of(const BaseCount& count, std::uint32_t row) const {
    if (count.aggregate == Aggregate::count) return 1;
    const std::int32_t amount = table_.columns[static_cast<std::size_t>(count.amount)][row];
    if (amount != kMissing) return amount;
    return count.aggregate == Aggregate::maximum ? kNothingCounted : 0;
  }

  void add_amounts(std::size_t count, const FactBatch& batch, const BatchMask& mask) {
    const BaseCount& base = *counts_[count];
    const auto add = [&](std::int64_t& cell, std::int64_t amount) {
      cell = base.aggregate == Aggregate::sum ? cell + amount : std::max(cell, amount);
    };
    for_each_marked(mask, batch.rows.size(), [&](std::size_t i) {
      const std::int64_t amount = amount_of(base, batch.rows[i]);
      add(cells_[count].row(scope_.areas.county())[batch.from[i]], amount);
      if (scope_.by_locality) add(cells_[count].data()[cell_[i]], amount);
    });
  }

  void add_months(std::size_t count, std::int64_t* row, SlotRange months,
                  std::int64_t amount) const {
    if (counts_[count]->aggregate == Aggregate::maximum) {
      for (std::int32_t slot = months.from; slot < months.until; ++slot) {
        row[slot] = std::max(row[slot], amount);
      }
      return;
    }
    row[months.from] += amount;
    row[months.until] -= amount;
  }

  const FactTable& table_;
  std::span<const BaseCount* const> counts_;
  CountingScope scope_;
  RowLocality locality_;
  BatchAreas areas_;
  std::vector<CountCells> cells_;
  std::array<std::uint32_t, kBatchRows> cell_;
};

}  // namespace

std::vector<CountCells> count_fact(const FactTable& table, std::span<const BaseCount* const> counts,
                                   const CountingScope& scope) {
  CountingSink sink(table, counts, scope);
  FactPass(table, counts, scope.slots, scope.parameters, scope.working_days).run(sink);
  return std::move(sink).take();
}

}  // namespace waymark
