#include "compute/fact_pass.h"

#include <algorithm>
#include <set>

#include "base/check.h"

namespace waymark {
namespace {

// The condition with the values that its parameters have on a day.
Expression with_values(Expression expression, const Parameters& parameters, Date day) {
  if (expression.op == Op::parameter) {
    expression.op = Op::literal;
    expression.value = parameters.number(expression.text, day);
    expression.text.clear();
  }
  for (auto& part : expression.parts) part = with_values(std::move(part), parameters, day);
  return expression;
}

SlotRange overlap(const SlotRange& a, const SlotRange& b) {
  return {std::max(a.from, b.from), std::min(a.until, b.until)};
}

// Takes what lies in `gone` out of each span. `left`: room to work in.
void cut_out(std::vector<SlotRange>& spans, const SlotRange& gone, std::vector<SlotRange>& left) {
  if (gone.empty()) return;
  left.clear();
  for (const auto& span : spans) {
    const SlotRange before{span.from, std::min(span.until, gone.from)};
    const SlotRange after{std::max(span.from, gone.until), span.until};
    if (!before.empty()) left.push_back(before);
    if (!after.empty()) left.push_back(after);
  }
  spans.swap(left);
}

// Keeps of each span what lies in a sub-span of the cover's row.
void keep_covered(std::vector<SlotRange>& spans, const Cover& cover, std::uint32_t row,
                  const MonthSlots::Lookup& months, std::vector<SlotRange>& left) {
  left.clear();
  for (std::uint32_t i = cover.first[row]; i < cover.first[row + 1]; ++i) {
    const SlotRange covered{months.from_day(cover.from[i]), months.from_day(cover.until[i])};
    for (const auto& span : spans) {
      const SlotRange both = overlap(span, covered);
      if (!both.empty()) left.push_back(both);
    }
  }
  spans.swap(left);
}

}  // namespace

// What one batch needs, made once for a moment.
struct FactPass::Workspace {
  Workspace(const FactTable& table, const WorkingDays& working_days, const Moment& moment)
      : conditions(table, working_days),
        masks(moment.conditions.size()),
        bounds(moment.bounds.size()) {
    for (const auto& bound : moment.bounds) {
      month_ends.push_back(month_end_condition(bound).value());
    }
  }

  const BatchMask& mask_of(const Era& era, std::size_t rows) {
    if (era.conditions.size() == 1) return masks[era.conditions.front()];
    std::fill_n(joined.begin(), rows, std::uint8_t{1});
    for (const std::size_t condition : era.conditions) {
      for (std::size_t i = 0; i < rows; ++i) joined[i] &= masks[condition][i];
    }
    return joined;
  }

  BatchConditions conditions;
  std::vector<BatchMask> masks;
  std::vector<MonthEndCondition> month_ends;
  std::vector<BatchBounds> bounds;
  BatchMask joined;
  std::vector<BatchRun> runs;
  std::vector<BatchRun> whole;  // before they are split
  std::vector<SlotRange> spans, left;
};

FactPass::FactPass(const FactTable& table, std::span<const BaseCount* const> counts,
                   const MonthSlots& slots, const Parameters& parameters,
                   const WorkingDays& working_days)
    : table_(table), counts_(counts), slots_(slots), working_days_(working_days) {
  for (std::size_t i = 0; i < counts.size(); ++i) compile(i, parameters);
}

void FactPass::compile(std::size_t position, const Parameters& parameters) {
  const BaseCount& count = *counts_[position];
  CHECK_THAT(count.fact == table_.schema, "the counts are counts of this fact");
  auto moment = std::find_if(moments_.begin(), moments_.end(),
                             [&](const Moment& each) { return each.month_of == count.month_of; });
  if (moment == moments_.end()) {
    moments_.push_back(
        {.month_of = count.month_of, .conditions = {}, .bounds = {}, .known = {}, .counts = {}});
    moment = std::prev(moments_.end());
  }
  CompiledCount compiled{.position = position, .eras = {}};
  for (const SlotRange& months : eras_of(count, parameters)) {
    Era era{.months = months, .conditions = {}, .bounds = {}};
    const Date day = last_day(slots_.month(months.from));
    for (const auto& part : count.parts) {
      auto& side = mentions_month_end(part) ? era.bounds : era.conditions;
      side.push_back(compile_part(*moment, with_values(part, parameters, day)));
    }
    compiled.eras.push_back(std::move(era));
  }
  moment->counts.push_back(std::move(compiled));
}

std::size_t FactPass::compile_part(Moment& moment, Expression part) const {
  const bool at_month_end = mentions_month_end(part);
  CHECK_THAT(!at_month_end || (moment.month_of < 0 && month_end_condition(part)),
             "the catalogue accepts month_end only in stocks and in the forms allowed");
  auto& parts = at_month_end ? moment.bounds : moment.conditions;
  const auto [found, is_new] =
      moment.known.try_emplace(to_text(part, table_.schema->columns), parts.size());
  if (is_new) parts.push_back(std::move(part));
  return found->second;
}

std::vector<SlotRange> FactPass::eras_of(const BaseCount& count,
                                         const Parameters& parameters) const {
  std::set<std::string> names;
  for (const auto& part : count.parts) collect_parameters(part, names);
  std::set<std::int32_t> changes = {0};
  for (const auto& name : names) {
    const Parameter* parameter = parameters.find(name);
    CHECK_THAT(parameter != nullptr, "conditions name known parameters");
    for (const auto& value : parameter->values) {
      // The value in force at the month end counts for the month.
      const std::int32_t slot = value.from.missing() ? 0 : slots_.from_day(value.from.days);
      if (slot < slots_.count()) changes.insert(slot);
    }
  }
  std::vector<SlotRange> eras;
  for (auto at = changes.begin(); at != changes.end(); ++at) {
    const auto next = std::next(at);
    eras.push_back({*at, next == changes.end() ? slots_.count() : *next});
  }
  return eras;
}

void FactPass::run(CountSink& sink) {
  for (const auto& moment : moments_) run_moment(moment, sink);
}

// Gathers the rows that lie in the months, batch by batch.
void FactPass::run_moment(const Moment& moment, CountSink& sink) {
  const FactSchema& schema = *table_.schema;
  const bool stock = moment.month_of < 0;
  const std::int32_t* first = (stock ? table_.column(schema.span_from)
                                     : table_.columns[static_cast<std::size_t>(moment.month_of)])
                                  .data();
  const std::int32_t* last = stock ? table_.column(schema.span_until).data() : nullptr;
  const MonthSlots::Lookup months(slots_);
  Workspace work(table_, working_days_, moment);
  std::array<std::uint32_t, kBatchRows> rows;
  BatchValues from, until;
  std::size_t size = 0;
  const auto flush = [&] {
    run_batch(moment,
              {.month_of = moment.month_of,
               .rows = {rows.data(), size},
               .from = from.data(),
               .until = stock ? until.data() : nullptr},
              work, sink);
    size = 0;
  };
  // A batch has room for as many rows as are looked at before it is seen whether it is full.
  for (std::size_t row = 0; row < table_.rows;) {
    const std::size_t until_row = std::min(table_.rows, row + kBatchRows - size);
    if (stock) {
      for (; row < until_row; ++row) {
        rows[size] = static_cast<std::uint32_t>(row);
        const std::int32_t opens = months.from_day(first[row]);
        const std::int32_t closes = months.from_day(last[row]);
        from[size] = opens;
        until[size] = closes;
        size += opens < closes;
      }
    } else {
      for (; row < until_row; ++row) {
        rows[size] = static_cast<std::uint32_t>(row);
        const std::int32_t month = months.of(first[row]);
        from[size] = month;
        size += month >= 0;
      }
    }
    if (size == kBatchRows) flush();
  }
  if (size > 0) flush();
}

void FactPass::run_batch(const Moment& moment, const FactBatch& batch, Workspace& work,
                         CountSink& sink) {
  work.conditions.load(batch.rows);
  for (std::size_t i = 0; i < moment.conditions.size(); ++i) {
    work.conditions.test(moment.conditions[i], work.masks[i]);
  }
  for (std::size_t i = 0; i < moment.bounds.size(); ++i) {
    month_end_bounds(work.month_ends[i], slots_, working_days_, work.conditions, work.bounds[i]);
  }
  sink.begin(batch);
  batch.month_of < 0 ? add_stock(moment, batch, work, sink) : add_flow(moment, batch, work, sink);
}

void FactPass::add_flow(const Moment& moment, const FactBatch& batch, Workspace& work,
                        CountSink& sink) {
  const std::size_t rows = batch.rows.size();
  BatchMask in_era;
  for (const auto& count : moment.counts) {
    for (const auto& era : count.eras) {
      const BatchMask& mask = work.mask_of(era, rows);
      if (count.eras.size() == 1) {
        sink.add_flow(count.position, batch, mask);
        continue;
      }
      for (std::size_t i = 0; i < rows; ++i) {
        in_era[i] = static_cast<std::uint8_t>(mask[i] & (batch.from[i] >= era.months.from) &
                                              (batch.from[i] < era.months.until));
      }
      sink.add_flow(count.position, batch, in_era);
    }
  }
}

void FactPass::add_stock(const Moment& moment, const FactBatch& batch, Workspace& work,
                         CountSink& sink) {
  for (const auto& count : moment.counts) {
    work.runs.clear();
    for (const auto& era : count.eras) {
      collect_runs(*counts_[count.position], era, batch, work);
    }
    sink.add_stock(count.position, batch, work.runs);
  }
}

// The months of each row: its span, within the era, the bounds and the covers.
void FactPass::collect_runs(const BaseCount& count, const Era& era, const FactBatch& batch,
                            Workspace& work) const {
  const std::size_t before = work.runs.size();
  const std::size_t rows = batch.rows.size();
  work.runs.reserve(before + rows);
  for_each_marked(work.mask_of(era, rows), rows, [&](std::size_t i) {
    work.runs.push_back(
        {static_cast<std::uint32_t>(i),
         {std::max(batch.from[i], era.months.from), std::min(batch.until[i], era.months.until)}});
  });
  const std::span<BatchRun> runs = std::span(work.runs).subspan(before);
  bool plain = count.covers.empty();
  for (const std::size_t bound : era.bounds) {
    if (work.month_ends[bound].negated) {
      plain = false;
      continue;
    }
    const BatchBounds& bounds = work.bounds[bound];
    for (BatchRun& run : runs) {
      run.months = overlap(run.months, {bounds.from[run.at], bounds.until[run.at]});
    }
  }
  const auto left = std::remove_if(runs.begin(), runs.end(),
                                   [](const BatchRun& run) { return run.months.empty(); });
  work.runs.resize(before + static_cast<std::size_t>(left - runs.begin()));
  if (!plain) split_runs(count, era, batch, before, work);
}

// Takes away what negated bounds and covers leave out: a run may fall into several.
void FactPass::split_runs(const BaseCount& count, const Era& era, const FactBatch& batch,
                          std::size_t first, Workspace& work) const {
  work.whole.assign(work.runs.begin() + static_cast<std::ptrdiff_t>(first), work.runs.end());
  work.runs.resize(first);
  const MonthSlots::Lookup months(slots_);
  for (const BatchRun& run : work.whole) {
    work.spans.assign(1, run.months);
    for (const std::size_t bound : era.bounds) {
      if (!work.month_ends[bound].negated) continue;
      const BatchBounds& bounds = work.bounds[bound];
      cut_out(work.spans, {bounds.from[run.at], bounds.until[run.at]}, work.left);
    }
    for (const int cover : count.covers) {
      keep_covered(work.spans, table_.covers[static_cast<std::size_t>(cover)], batch.rows[run.at],
                   months, work.left);
    }
    for (const auto& span : work.spans) work.runs.push_back({run.at, span});
  }
}

}  // namespace waymark
