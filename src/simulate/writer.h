// Writes the tables of an extract as CSV, field by field in the order of schema/records/. Buffered;
// every row is checked to have as many fields as its table.
//
//   tables.legal_status.key('L', 17).key('P', 3).code("C2").date(from).date(until).end();
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "model/schema.h"

namespace waymark::simulation {

// The id of a row or a person: a letter for its kind and a number.
struct Key {
  char letter = 0;  // 0 = no id
  std::uint64_t number = 0;
};

class TableWriter {
 public:
  explicit TableWriter(const Table& schema);
  TableWriter(const TableWriter&) = delete;
  TableWriter& operator=(const TableWriter&) = delete;
  ~TableWriter();

  Status open(const std::filesystem::path& folder);
  Status close();

  // The fields of a row, in order; then end(). A missing value is an empty field.
  TableWriter& key(Key value);
  TableWriter& key(char letter, std::uint64_t number) { return key(Key{letter, number}); }
  TableWriter& date(Date value);
  TableWriter& number(std::int64_t value);
  TableWriter& hundredths(int value);  // 75 is written as 0.75
  TableWriter& yes_no(bool value) { return code(value ? "Y" : "N"); }
  // Text without commas, quotes and line ends.
  TableWriter& code(std::string_view value);
  // Any text, quoted where needed.
  TableWriter& text(std::string_view value);
  // A JSON object whose keys are the flags named, each "Y".
  TableWriter& flags(std::initializer_list<std::string_view> keys);
  // The same with TOTAL_NO_OF_OUTCOMES, as outcome objects have it.
  TableWriter& outcomes(std::initializer_list<std::string_view> keys);
  TableWriter& blank(int fields = 1);
  void end();
  // A line as it stands, for rows that are no proper rows.
  void raw_line(std::string_view line);

  const Table& schema() const { return schema_; }
  const std::filesystem::path& file() const { return path_; }
  std::int64_t rows() const { return rows_; }

 private:
  void separate();
  void append_flags(std::initializer_list<std::string_view> keys);
  void flush();

  const Table& schema_;
  std::filesystem::path path_;
  std::FILE* file_ = nullptr;
  std::string buffer_;
  std::size_t fields_ = 0;
  std::int64_t rows_ = 0;
  bool failed_ = false;
};

// All tables of an extract, those the simulation fills by name. The others get their header only.
class Tables {
 public:
  Tables();
  // Removes the table files of an earlier run and opens new ones.
  Status open(const std::filesystem::path& folder);
  Status close();
  std::int64_t rows() const;
  TableWriter& at(std::string_view table);
  const std::vector<std::unique_ptr<TableWriter>>& all() const { return writers_; }

 private:
  std::vector<std::unique_ptr<TableWriter>> writers_;

 public:
  TableWriter &person, &family, &address, &disability, &immigration_status, &mother, &legal_status,
      &contacts, &early_help_episodes, &cin_episodes, &cin_assessments, &assessment_factors,
      &cin_plans, &cin_visits, &s47_enquiry, &initial_cp_conference, &cp_plans, &cp_visits,
      &cp_reviews, &cla_episodes, &cla_convictions, &cla_health, &cla_immunisations,
      &cla_substance_misuse, &cla_placement, &cla_reviews, &cla_visits, &cla_previous_permanence,
      &cla_care_plan, &sdq_scores, &missing, &care_leavers, &permanence, &involvements,
      &professionals, &department, &send, &ehcp_requests, &ehcp_assessment, &ehcp_named_plan,
      &ehcp_active_plans, &sen_need, &pre_proceedings, &voice_of_child, &linked_identifiers,
      &version_log;
  TableWriter &extract, &eh_request, &eh_case, &eh_case_child, &targeted_support, &contact_referral,
      &conference, &previous_cp_plan, &plan_review, &visit_standard, &placement_carer, &pep,
      &school_term, &pathway_plan, &care_leaver_status, &team, &worker, &foster_household,
      &foster_approval, &locality, &postcode_locality, &population, &bank_holiday, &target,
      &benchmark, &stat_neighbour, &source_group, &assessment_outcome, &s47_outcome;
};

}  // namespace waymark::simulation
