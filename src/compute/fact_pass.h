// One pass over a fact for all counts that are wanted of it. What comes of the rows is decided by
// a sink: counting adds them up, listing keeps them, so a list cannot disagree with its figure.
//
//   FactPass pass(table, counts, slots, parameters, working_days);
//   pass.run(sink);
//
// Rows are taken in batches by moment: those whose date lies in the months (one moment for each
// date counted), and those whose span holds a month end of the months (stock). Each distinct part
// of the conditions is tested once a batch. Where a dated parameter changes during the months, the
// parts that mention it are tested once for each value, each for its own months.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "compute/batch_conditions.h"
#include "compute/measure_plan.h"
#include "compute/month_end_bounds.h"
#include "compute/month_slots.h"
#include "model/parameters.h"

namespace waymark {

// The rows of one batch with their months.
struct FactBatch {
  int month_of = -1;                    // -1 = stock
  std::span<const std::uint32_t> rows;  // of the fact
  const std::int32_t* from = nullptr;   // flow: the month counted; stock: first month open
  const std::int32_t* until = nullptr;  // stock only: first month no longer open
};

// A row of the batch that counts at every month end of `months`.
struct BatchRun {
  std::uint32_t at = 0;  // position in the batch
  SlotRange months;
};

class CountSink {
 public:
  virtual ~CountSink() = default;
  virtual void begin(const FactBatch& batch) = 0;
  // Rows of the batch that count in their month (flow). `count`: position in the counts given.
  virtual void add_flow(std::size_t count, const FactBatch& batch, const BatchMask& mask) = 0;
  // Rows of the batch with the months at whose ends they count (stock).
  virtual void add_stock(std::size_t count, const FactBatch& batch,
                         std::span<const BatchRun> runs) = 0;
};

class FactPass {
 public:
  // `counts` are counts of this fact. Everything must outlive the pass.
  FactPass(const FactTable& table, std::span<const BaseCount* const> counts,
           const MonthSlots& slots, const Parameters& parameters, const WorkingDays& working_days);
  void run(CountSink& sink);

 private:
  // A count for the months in which its parameters have one value: positions in the moment's
  // conditions and bounds.
  struct Era {
    SlotRange months;
    std::vector<std::size_t> conditions;
    std::vector<std::size_t> bounds;
  };
  struct CompiledCount {
    std::size_t position;
    std::vector<Era> eras;
  };
  struct Moment {
    int month_of = -1;
    std::vector<Expression> conditions;  // without month_end
    std::vector<Expression> bounds;      // with month_end
    std::map<std::string, std::size_t> known;
    std::vector<CompiledCount> counts;
  };
  struct Workspace;

  void compile(std::size_t position, const Parameters& parameters);
  std::size_t compile_part(Moment& moment, Expression part) const;
  std::vector<SlotRange> eras_of(const BaseCount& count, const Parameters& parameters) const;
  void run_moment(const Moment& moment, CountSink& sink);
  void run_batch(const Moment& moment, const FactBatch& batch, Workspace& work, CountSink& sink);
  void add_flow(const Moment& moment, const FactBatch& batch, Workspace& work, CountSink& sink);
  void add_stock(const Moment& moment, const FactBatch& batch, Workspace& work, CountSink& sink);
  void collect_runs(const BaseCount& count, const Era& era, const FactBatch& batch,
                    Workspace& work) const;
  void split_runs(const BaseCount& count, const Era& era, const FactBatch& batch, std::size_t first,
                  Workspace& work) const;

  const FactTable& table_;
  std::span<const BaseCount* const> counts_;
  const MonthSlots& slots_;
  const WorkingDays& working_days_;
  std::vector<Moment> moments_;
};

}  // namespace waymark
