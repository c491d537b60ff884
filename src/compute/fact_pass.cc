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

// Keeps of each span what lies in `kept`, or what lies outside it.
void cut(std::vector<SlotRange>& spans, const SlotRange& kept, bool outside, SlotRange all) {
  std::vector<SlotRange> left;
  for (const auto& span : spans) {
    if (!outside) {
      left.push_back(overlap(span, kept));
    } else if (kept.empty()) {
      left.push_back(span);
    } else {
      left.push_back(overlap(span, {all.from, kept.from}));
      left.push_back(overlap(span, {kept.until, all.until}));
    }
  }
  std::erase_if(left, [](const SlotRange& span) { return span.empty(); });
  spans = std::move(left);
}

// Keeps of each span what lies in a sub-span of the cover's row.
void cut_to_cover(std::vector<SlotRange>& spans, const Cover& cover, std::uint32_t row,
                  const MonthSlots& slots) {
  std::vector<SlotRange> left;
  for (std::uint32_t i = cover.first[row]; i < cover.first[row + 1]; ++i) {
    const SlotRange covered{slots.from_day(cover.from[i]), slots.from_day(cover.until[i])};
    for (const auto& span : spans) {
      const SlotRange both = overlap(span, covered);
      if (!both.empty()) left.push_back(both);
    }
  }
  spans = std::move(left);
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
  std::vector<SlotRange> spans;
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
  const BatchMask& mask = work.mask_of(era, batch.rows.size());
  const bool plain = count.covers.empty() &&
                     std::none_of(era.bounds.begin(), era.bounds.end(),
                                  [&](std::size_t i) { return work.month_ends[i].negated; });
  const std::size_t rows = batch.rows.size();
  BatchValues from, until;
  for (std::size_t i = 0; i < rows; ++i) {
    from[i] = std::max(batch.from[i], era.months.from);
    until[i] = std::min(batch.until[i], era.months.until);
  }
  for (const std::size_t bound : era.bounds) {
    if (work.month_ends[bound].negated) continue;
    const BatchBounds& bounds = work.bounds[bound];
    for (std::size_t i = 0; i < rows; ++i) {
      from[i] = std::max(from[i], bounds.from[i]);
      until[i] = std::min(until[i], bounds.until[i]);
    }
  }
  if (plain) {
    std::size_t size = work.runs.size();
    work.runs.resize(size + rows);
    for (std::uint32_t i = 0; i < rows; ++i) {
      work.runs[size] = {i, {from[i], until[i]}};
      size += static_cast<std::size_t>(mask[i] & static_cast<int>(from[i] < until[i]));
    }
    work.runs.resize(size);
    return;
  }
  for (std::uint32_t i = 0; i < rows; ++i) {
    if (mask[i] == 0 || from[i] >= until[i]) continue;
    work.spans.assign(1, {from[i], until[i]});
    for (const std::size_t bound : era.bounds) {
      if (!work.month_ends[bound].negated) continue;
      cut(work.spans, {work.bounds[bound].from[i], work.bounds[bound].until[i]}, true,
          slots_.all());
    }
    for (const int cover : count.covers) {
      cut_to_cover(work.spans, table_.covers[static_cast<std::size_t>(cover)], batch.rows[i],
                   slots_);
    }
    for (const auto& span : work.spans) work.runs.push_back({i, span});
  }
}

}  // namespace waymark
