#include "compute/hits.h"

#include <algorithm>

namespace waymark {
namespace {

class ListingSink : public CountSink {
 public:
  void begin(const FactBatch&) override {}

  void add_flow(std::size_t count, const FactBatch& batch, const BatchMask& mask) override {
    for_each_marked(mask, batch.rows.size(), [&](std::size_t i) {
      hits_.push_back({count, batch.rows[i], batch.from[i], {}});
    });
  }

  void add_stock(std::size_t count, const FactBatch& batch,
                 std::span<const BatchRun> runs) override {
    for (const BatchRun& run : runs) {
      for (std::int32_t slot = run.months.from; slot < run.months.until; ++slot) {
        hits_.push_back({count, batch.rows[run.at], slot, {}});
      }
    }
  }

  std::vector<Hit> take() && { return std::move(hits_); }

 private:
  std::vector<Hit> hits_;
};

}  // namespace

std::vector<Hit> find_hits(const FactTable& table, std::span<const BaseCount* const> counts,
                           const CountingScope& scope, std::int32_t area) {
  ListingSink sink;
  FactPass(table, counts, scope.slots, scope.parameters, scope.working_days).run(sink);
  std::vector<Hit> hits = std::move(sink).take();
  const RowLocality locality(table, scope.localities, scope.areas);
  for (Hit& hit : hits) {
    const BaseCount& count = *counts[hit.count];
    const Date day = count.is_stock()
                         ? last_day(scope.slots.month(hit.slot))
                         : Date{table.columns[static_cast<std::size_t>(count.month_of)][hit.row]};
    hit.locality = locality.at(hit.row, day);
  }
  std::erase_if(hits, [&](const Hit& hit) {
    return area != scope.areas.county() && hit.locality.area != area;
  });
  std::sort(hits.begin(), hits.end());
  return hits;
}

}  // namespace waymark
