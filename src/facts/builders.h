// The builders of facts, one a file. To add a fact: its schema in model/fact_schemas.cc, its
// builder here and in its own file, its line in facts.cc.
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "facts/facts.h"

namespace waymark {

// Where builders leave the rows they leave out or count in doubt; keeps nothing if nobody asked.
class Notes {
 public:
  explicit Notes(std::vector<FactNote>* notes) : notes_(notes) {}
  void add(std::string_view rule, std::string_view table, std::int32_t row,
           std::string_view message) const {
    if (notes_ == nullptr) return;
    notes_->push_back({std::string(rule), std::string(table), row, std::string(message)});
  }
  bool wanted() const { return notes_ != nullptr; }

 private:
  std::vector<FactNote>* notes_;
};

// A fact table that grows row by row.
class FactRows {
 public:
  FactRows(std::string_view fact, std::size_t expected_rows);
  // `cells` in the order of the schema's columns.
  void add(std::int32_t child, std::int32_t record, std::initializer_list<std::int32_t> cells);
  FactTable take() &&;
  FactTable& table() { return table_; }

 private:
  FactTable table_;
};

FactTable build_contact(const FactContext& context, const Notes& notes);
FactTable build_contact_window(const FactContext& context, const Notes& notes);
FactTable build_referral(const FactContext& context, const Notes& notes);
FactTable build_assessment(const FactContext& context, const Notes& notes);
FactTable build_s47_enquiry(const FactContext& context, const Notes& notes);
FactTable build_child_in_need(const FactContext& context, const Notes& notes);
FactTable build_initial_conference(const FactContext& context, const Notes& notes);
FactTable build_cp_plan(const FactContext& context, const Notes& notes);
FactTable build_cp_review(const FactContext& context, const Notes& notes);
FactTable build_care_period(const FactContext& context, const Notes& notes);
FactTable build_care_placement(const FactContext& context, const Notes& notes);
FactTable build_cla_review(const FactContext& context, const Notes& notes);
FactTable build_care_leaver(const FactContext& context, const Notes& notes);
FactTable build_placement_stability(const FactContext& context, const Notes& notes);
FactTable build_adoption(const FactContext& context, const Notes& notes);
FactTable build_early_help_request(const FactContext& context, const Notes& notes);
FactTable build_early_help_case(const FactContext& context, const Notes& notes);
FactTable build_early_help_child(const FactContext& context, const Notes& notes);
FactTable build_targeted_support_family(const FactContext& context, const Notes& notes);
FactTable build_held_case(const FactContext& context, const Notes& notes);
FactTable build_worker_caseload(const FactContext& context, const Notes& notes);
FactTable build_foster_approval(const FactContext& context, const Notes& notes);

}  // namespace waymark
