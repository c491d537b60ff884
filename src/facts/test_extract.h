// Records written out in a test, typed as intake would: the whole world of a test stands in its
// body.
//
//   const TestExtract records({{"ssd_person", "pers_person_id,pers_dob\nA,2010-01-01"},
//                              {"ssd_contacts", "cont_contact_id,...\n..."}});
//   const FactTable contacts = build_fact("contact", records.context());
//   EXPECT_EQ(as_text(records, contacts, {"contacted_on"}), Lines({"A 2017-11-01"}));
//
// Cells are well formed, so no contract rule is tested here; the keys of a JSON object are written
// joined by '+'.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/csv.h"
#include "base/text.h"
#include "facts/facts.h"

namespace waymark {

using Lines = std::vector<std::string>;

class LiteralIds : public IdTexts {
 public:
  std::int32_t number(std::string_view text) { return texts_.number(text); }
  std::int32_t size() const override { return texts_.size(); }
  std::string text(std::int32_t number) const override { return std::string(texts_.text(number)); }
  bool before(std::int32_t a, std::int32_t b) const override {
    return texts_.text(a) < texts_.text(b);
  }
  std::int32_t find(std::string_view text) const override { return texts_.find(text); }

 private:
  Dictionary texts_;
};

// The defaults of the catalogue, as the definitions state them.
inline Parameters default_parameters() {
  Parameters parameters;
  const auto number = [&](const char* name, std::vector<ParameterValue> values) {
    Parameter parameter;
    parameter.name = name;
    parameter.values = std::move(values);
    parameters.set(std::move(parameter));
  };
  number("allocated_case_worker_roles", {{{}, kMissing, {"ALLOCATED CASE WORKER"}}});
  number("home_address_types", {{{}, kMissing, {"HOME"}}});
  number("assessment_clock", {{{}, kMissing, {"referral"}}});
  number("repeat_contact_months", {{{}, 3, {}}});
  number("plan_validity_months", {{{}, 6, {}}});
  number("health_assessment_types", {{{}, kMissing, {"Health Assessment"}}});
  number("dental_check_types", {{{}, kMissing, {"Dental Check"}}});
  number("lac_visit_parent_first_days", {{{}, 7, {}}});
  number("lac_visit_parent_later_days", {{{}, 28, {}}});
  number("lac_visit_first_year_days", {{{}, 42, {}}});
  number("lac_visit_later_days", {{{}, 42, {}}});
  number("lac_visit_long_term_months", {{{}, 3, {}}});
  number("cp_visit_wd", {{{}, 20, {}}, {make_date(2017, 7, 1), 10, {}}});
  return parameters;
}

// A part of the default maps, enough for the tests of facts.
inline DefaultCodes default_codes() {
  DefaultCodes codes;
  codes.source_group = {{"6", "pol"}, {"2A", "edu"}, {"4", "oth"}, {"10", "oth"}};
  codes.assessment_outcome = {{"STRATEGY_DISCUSSION_FLAG", "ONGOING"}, {"NFA_FLAG", "CLOSE"}};
  codes.s47_outcome = {{"CP_CONFERENCE_FLAG", "SUBST_CONTINUING"},
                       {"NFA_FLAG", "NOT_SUBST"},
                       {"*", "SUBST_NOT_CONTINUING"}};
  return codes;
}

class TestExtract {
 public:
  // `tables`: name and CSV text, header first.
  explicit TestExtract(const std::vector<std::pair<std::string, std::string>>& tables,
                       Parameters parameters = default_parameters())
      : parameters_(std::move(parameters)), codes_(default_codes()) {
    for (const auto& [name, text] : tables) add_table(name, text);
  }

  FactContext context() const { return make_context(extract_, parameters_, codes_); }
  const Extract& extract() const { return extract_; }
  // Row of ssd_person of a person.
  std::int32_t person(std::string_view id) const {
    for (std::size_t row = 0; row < extract_.rows("ssd_person"); ++row) {
      if (person_id(static_cast<std::int32_t>(row)) == id) return static_cast<std::int32_t>(row);
    }
    return kMissing;
  }
  std::string person_id(std::int32_t row) const {
    return extract_.cell_text("ssd_person", "pers_person_id", static_cast<std::size_t>(row));
  }

 private:
  void add_table(const std::string& name, const std::string& text) {
    RecordTable& table = extract_.tables[name];
    table.schema = record_schema().find(name);
    CHECK_THAT(table.schema != nullptr, "the test names a table of the schema");
    table.values.resize(table.schema->fields.size());
    table.texts.resize(table.schema->fields.size());
    CsvReader reader(text);
    CsvRow row;
    CHECK_THAT(reader.next(row), "the test's table has a header");
    std::vector<std::size_t> fields;
    for (auto field : row.fields) fields.push_back(table.field(field));
    while (reader.next(row)) {
      CHECK_THAT(row.fields.size() == fields.size(), "the test's rows have all fields");
      for (std::size_t i = 0; i < fields.size(); ++i) add_cell(table, fields[i], row.fields[i]);
      ++table.rows;
      table.file_row.push_back(static_cast<std::int32_t>(table.rows));
    }
  }

  void add_cell(RecordTable& table, std::size_t field, std::string_view text) {
    const Field& shape = table.schema->fields[field];
    if (shape.type == FieldType::text || shape.type == FieldType::decimal) {
      table.texts[field].emplace_back(text);
      return;
    }
    table.values[field].push_back(
        text.empty() && shape.type != FieldType::json ? kMissing : value(shape, text));
  }

  std::int32_t value(const Field& shape, std::string_view text) {
    switch (shape.type) {
      case FieldType::date:
        return parse_date(text).value_or(Date{}).days;
      case FieldType::boolean:
        return equal_codes(text, "Y") ? 1 : 0;
      case FieldType::integer:
        return parse_integer(text).value_or(kMissing);
      case FieldType::code:
        return extract_.codes.number(fold_code(text));
      case FieldType::postcode:
        return extract_.codes.number(fold_postcode(text));
      case FieldType::json:
        return key_set(text);
      default:
        return ids(shape.id_space).number(text);
    }
  }

  std::int32_t key_set(std::string_view text) {
    if (text.empty()) return kMissing;
    std::vector<std::int32_t> keys;
    for (auto key : split_text(text, '+')) keys.push_back(extract_.codes.number(fold_code(key)));
    std::sort(keys.begin(), keys.end());
    extract_.key_sets.sets.push_back(std::move(keys));
    return static_cast<std::int32_t>(extract_.key_sets.sets.size()) - 1;
  }

  LiteralIds& ids(const std::string& space) {
    auto& numbers = ids_[space];
    if (numbers == nullptr) {
      numbers = std::make_shared<LiteralIds>();
      extract_.ids[space] = numbers;
    }
    return *numbers;
  }

  Extract extract_;
  Parameters parameters_;
  DefaultCodes codes_;
  std::map<std::string, std::shared_ptr<LiteralIds>> ids_;
};

// A cell of a fact for people: a date, Y or N, a word, a number; "-" if missing.
inline std::string cell_as_text(const FactTable& fact, std::string_view column, std::size_t row) {
  const std::int32_t value = fact.column(column)[row];
  if (value == kMissing) return "-";
  const FactColumn& shape =
      fact.schema->columns[static_cast<std::size_t>(fact.schema->find(column))];
  switch (shape.type) {
    case ColumnType::date:
      return to_string(Date{value});
    case ColumnType::flag:
      return value == 1 ? "Y" : "N";
    case ColumnType::word:
      return shape.words[static_cast<std::size_t>(value)];
    case ColumnType::number:
      return std::to_string(value);
  }
  return {};
}

// Each row as "child cell cell ...".
inline Lines as_text(const TestExtract& records, const FactTable& fact,
                     const std::vector<std::string>& columns) {
  Lines lines;
  for (std::size_t row = 0; row < fact.rows; ++row) {
    std::string line = records.person_id(fact.child[row]);
    for (const auto& column : columns) line += " " + cell_as_text(fact, column, row);
    lines.push_back(line);
  }
  return lines;
}

// The spans of a cover in one row, as "2017-01-01..2017-02-01"; an open one ends with "..".
inline Lines cover_as_text(const FactTable& fact, std::string_view cover, std::size_t row) {
  Lines lines;
  const Cover& spans = fact.covers[static_cast<std::size_t>(fact.schema->find_cover(cover))];
  for (std::uint32_t i = spans.first[row]; i < spans.first[row + 1]; ++i) {
    lines.push_back(to_string(Date{spans.from[i]}) + ".." + to_string(Date{spans.until[i]}));
  }
  return lines;
}

// The notes as "rule row", rows of their table numbered from 0.
inline Lines as_text(const std::vector<FactNote>& notes) {
  Lines lines;
  for (const auto& note : notes) lines.push_back(note.rule + " " + std::to_string(note.row));
  return lines;
}

}  // namespace waymark
