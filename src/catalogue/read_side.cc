// One side of a measure: what is counted, when, and which rows of it.
#include <fmt/format.h>

#include <algorithm>

#include "catalogue/condition.h"
#include "catalogue/measure_draft.h"
#include "catalogue/words.h"

namespace waymark {
namespace {

constexpr std::string_view kMonthEnd = "month end";

bool counted_at_month_end(const Measure& measure) {
  return measure.kind == Kind::stock || measure.window_in_fact;
}

// What may stand only in a stock is let pass while the kind is unknown.
bool may_be_stock(const MeasureDraft& draft) {
  return !draft.shape_known || counted_at_month_end(draft.measure);
}

void set_line(Expression& expression, int line) {
  expression.line = line;
  for (auto& part : expression.parts) set_line(part, line);
}

class SideReader {
 public:
  SideReader(FieldReader& fields, std::string role, const FamilyMember& member,
             const MeasureContext& context, MeasureDraft& draft)
      : fields_(fields),
        role_(std::move(role)),
        member_(member),
        context_(context),
        draft_(draft) {}

  Side read() {
    Side side;
    side.population = fields_.flag("population");
    side.part_of_denominator = fields_.flag("part_of_denominator");
    const bool counted = fields_.has("of");
    const bool summed = fields_.has("sum_of");
    const int ways = side.population + side.part_of_denominator + counted + summed;
    if (ways != 1) {
      fields_.fault("", ways == 0 ? "say what is counted: of, sum_of, part_of_denominator or "
                                    "population."
                                  : "what is counted is said in more than one way; keep one of of, "
                                    "sum_of, part_of_denominator and population.");
    }
    if (summed) side.sum_of = terms();
    if (counted) side.count = count_of(fact("of"));
    if (side.part_of_denominator && !counted) side.count = count_of_part();
    if (side.population && role_ != "denominator") {
      fields_.fault("population", "only a denominator can be the population.");
    }
    if (ways == 1 && !side.count) refuse_count_keys(summed ? "sum_of" : "population");
    for (const char* key : {"of", "month_of", "at", "where", "cover", "sum", "maximum", "sum_of",
                            "part_of_denominator", "population"}) {
      fields_.has(key);
    }
    fields_.finish();
    return side;
  }

 private:
  std::string text(std::string_view key) {
    std::string text = member_.text(fields_.text(key));
    const std::string name = left_name(text);
    if (!name.empty()) {
      fields_.fault(
          key, fmt::format("{} is replaced by no family; known are {{code}} and {{title}}.", name));
    }
    return text;
  }

  void refuse_count_keys(std::string_view beside) {
    for (const char* key : {"month_of", "at", "where", "cover", "sum", "maximum"}) {
      if (fields_.has(key)) fields_.fault(key, fmt::format("it has no meaning beside {}.", beside));
    }
  }

  std::vector<Side::Term> terms() {
    std::vector<Side::Term> terms;
    for (const auto& written : fields_.texts("sum_of")) {
      const std::string text = member_.text(written);
      const std::size_t colon = text.find(':');
      if (colon != std::string::npos && text.substr(colon) != ":d") {
        fields_.fault("sum_of", fmt::format("\"{}\": only :d may stand behind a reference, for the "
                                            "denominator.",
                                            text));
      }
      terms.push_back({text.substr(0, colon), colon != std::string::npos});
    }
    if (terms.empty()) fields_.fault("sum_of", "the list is empty.");
    return terms;
  }

  const FactSchema* fact(std::string_view key) {
    const std::string name = text(key);
    const FactSchema* schema = context_.fact(name);
    if (schema == nullptr && !name.empty()) {
      fields_.fault(
          key, fmt::format("unknown fact \"{}\"{}", name, suggestion(name, context_.fact_names())));
    }
    return schema;
  }

  std::optional<Count> count_of(const FactSchema* schema) {
    if (schema == nullptr) return accept_count_keys();
    Count count;
    count.fact = schema;
    read_moment(count);
    read_rows(count);
    return count;
  }

  // Nothing more can be checked without the fact.
  std::optional<Count> accept_count_keys() {
    for (const char* key : {"month_of", "at", "where", "cover", "sum", "maximum"}) fields_.has(key);
    return Count{};
  }

  std::optional<Count> count_of_part() {
    const auto& whole = draft_.measure.denominator;
    if (role_ != "numerator") {
      fields_.fault("part_of_denominator", "only a numerator can be a part of the denominator.");
      return accept_count_keys();
    }
    if (!whole || !whole->count) {
      fields_.fault(
          "part_of_denominator",
          "it needs a denominator that is counted by `of`; write the numerator's own `of`, "
          "or count the denominator.");
      return accept_count_keys();
    }
    for (const char* key : {"month_of", "at"}) {
      if (fields_.has(key)) fields_.fault(key, "it is taken from the denominator.");
    }
    if (whole->count->fact == nullptr) return accept_count_keys();
    Count count;
    count.fact = whole->count->fact;
    count.month_of = whole->count->month_of;
    read_rows(count);
    if (!fields_.has("where") && !fields_.has("cover") && count.aggregate == Aggregate::count) {
      fields_.fault("part_of_denominator", "say which part, by where or cover.");
    }
    return count;
  }

  void read_moment(Count& count) {
    if (!draft_.shape_known) return;
    const bool stock = counted_at_month_end(draft_.measure);
    if (!fields_.has("month_of") && !fields_.has("at")) {
      fields_.fault("", stock ? "say at = \"month end\", as a stock is counted."
                              : "say month_of = the date whose month counts.");
      return;
    }
    if (fields_.has("month_of")) {
      if (stock) {
        fields_.fault("month_of",
                      "a stock is counted at = \"month end\", not by the month of a date.");
      }
      count.month_of = column("month_of", *count.fact, ColumnType::date);
    }
    if (!fields_.has("at")) return;
    const std::string at = text("at");
    if (!stock) {
      fields_.fault("at", "only a stock is counted at month end; say month_of = a date.");
    } else if (at != kMonthEnd && !at.empty()) {
      fields_.fault("at", fmt::format("unknown moment \"{}\"; it is \"{}\".", at, kMonthEnd));
    } else if (count.fact->span_from.empty()) {
      fields_.fault("at",
                    fmt::format("the fact {} has no span of time, so nothing of it is open at a "
                                "month end; use month_of.",
                                count.fact->name));
    }
  }

  int column(std::string_view key, const FactSchema& schema, ColumnType type) {
    const std::string name = text(key);
    std::vector<std::string> known;
    for (const auto& candidate : schema.columns) {
      if (candidate.type == type) known.push_back(candidate.name);
    }
    if (name.empty() || std::find(known.begin(), known.end(), name) != known.end()) {
      return schema.find(name);
    }
    const char* kind = type == ColumnType::date ? "date" : "number";
    fields_.fault(key,
                  known.empty()
                      ? fmt::format("the fact {} has no {} column at all; leave {} out, or count "
                                    "another fact.",
                                    schema.name, kind, key)
                      : fmt::format("the fact {} has no {} column {}{}", schema.name, kind, name,
                                    suggestion(name, known)));
    return -1;
  }

  void read_rows(Count& count) {
    if (const toml::node* node = fields_.node("where")) read_where(*node, count);
    if (fields_.has("cover")) read_cover(count);
    if (fields_.has("sum") && fields_.has("maximum")) {
      fields_.fault("maximum", "an amount is either summed or the maximum is taken.");
    }
    if (fields_.has("sum")) {
      count.aggregate = Aggregate::sum;
      count.amount = column("sum", *count.fact, ColumnType::number);
    } else if (fields_.has("maximum")) {
      count.aggregate = Aggregate::maximum;
      count.amount = column("maximum", *count.fact, ColumnType::number);
    }
  }

  void read_cover(Count& count) {
    const std::string name = text("cover");
    count.cover = count.fact->find_cover(name);
    if (!may_be_stock(draft_)) {
      fields_.fault("cover", "only a stock can be covered.");
    } else if (count.cover < 0 && !name.empty()) {
      fields_.fault("cover", fmt::format("the fact {} has no cover {}{}", count.fact->name, name,
                                         suggestion(name, count.fact->covers)));
    }
  }

  void read_where(const toml::node& node, Count& count) {
    count.where_text = text("where");
    if (count.where_text.empty()) return;
    // With the blanks before it, so that positions lead to lines.
    const std::string written = member_.text(node.value_or(std::string_view()));
    const ConditionReading reading =
        read_condition(written, *count.fact, context_.parameters, may_be_stock(draft_));
    for (const auto& fault : reading.faults) {
      const auto position = static_cast<std::size_t>(fault.position);
      fields_.fault_on(line_in_text(node, written, position), "where", fault.message);
    }
    if (!reading.faults.empty()) return;
    count.where = reading.expression;
    set_line(*count.where, line_of(node));
  }

  FieldReader& fields_;
  std::string role_;
  const FamilyMember& member_;
  const MeasureContext& context_;
  MeasureDraft& draft_;
};

}  // namespace

Side read_side(const toml::table& table, const std::string& role, const FamilyMember& member,
               const MeasureContext& context, MeasureDraft& draft, FileFaults& faults) {
  FieldReader fields(table, role, faults);
  return SideReader(fields, role, member, context, draft).read();
}

}  // namespace waymark
