#include "simulate/writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "base/csv.h"

namespace waymark::simulation {
namespace {

constexpr std::size_t kBufferSize = std::size_t{1} << 18;

// Dates are most of what is written: their texts are made once.
constexpr int kFirstYear = 1960;
constexpr int kLastYear = 2060;

class DateTexts {
 public:
  DateTexts() : first_(make_date(kFirstYear, 1, 1).days) {
    const int last = make_date(kLastYear, 12, 31).days;
    texts_.resize(static_cast<std::size_t>(last - first_ + 1));
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      const std::string text = to_string(Date{first_ + static_cast<int>(i)});
      std::copy_n(text.begin(), texts_[i].size(), texts_[i].begin());
    }
  }
  void append(std::string& out, Date day) const {
    const auto at = static_cast<std::int64_t>(day.days) - first_;
    if (at >= 0 && at < static_cast<std::int64_t>(texts_.size())) {
      const auto& text = texts_[static_cast<std::size_t>(at)];
      out.append(text.data(), text.size());
    } else {
      out += to_string(day);
    }
  }

 private:
  int first_;
  std::vector<std::array<char, 10>> texts_;
};

const DateTexts& date_texts() {
  static const DateTexts texts;
  return texts;
}

Error storage_error(const std::filesystem::path& file, const char* what) {
  return {ErrorCode::storage,
          fmt::format("{}: cannot {} this file ({}).", file.string(), what, std::strerror(errno))};
}

}  // namespace

TableWriter::TableWriter(const Table& schema) : schema_(schema) {}

TableWriter::~TableWriter() {
  if (file_ != nullptr) std::fclose(file_);
}

Status TableWriter::open(const std::filesystem::path& folder) {
  path_ = folder / (schema_.name + ".csv");
  file_ = std::fopen(path_.c_str(), "wb");
  if (file_ == nullptr) return storage_error(path_, "write");
  for (const Field& field : schema_.fields) {
    if (!buffer_.empty()) buffer_ += ',';
    buffer_ += field.name;
  }
  buffer_ += '\n';
  return {};
}

Status TableWriter::close() {
  flush();
  if (std::fclose(std::exchange(file_, nullptr)) != 0) failed_ = true;
  buffer_.shrink_to_fit();
  return failed_ ? Status(storage_error(path_, "write")) : Status();
}

void TableWriter::flush() {
  if (std::fwrite(buffer_.data(), 1, buffer_.size(), file_) != buffer_.size()) failed_ = true;
  buffer_.clear();
}

void TableWriter::separate() {
  if (fields_++ != 0) buffer_ += ',';
}

TableWriter& TableWriter::key(Key value) {
  separate();
  if (value.letter == 0) return *this;
  buffer_ += value.letter;
  const fmt::format_int digits(value.number);
  buffer_.append(digits.data(), digits.size());
  return *this;
}

TableWriter& TableWriter::date(Date value) {
  separate();
  if (!value.missing()) date_texts().append(buffer_, value);
  return *this;
}

TableWriter& TableWriter::number(std::int64_t value) {
  separate();
  const fmt::format_int digits(value);
  buffer_.append(digits.data(), digits.size());
  return *this;
}

TableWriter& TableWriter::hundredths(int value) {
  return code(fmt::format("{}.{:02}", value / 100, value % 100));
}

TableWriter& TableWriter::code(std::string_view value) {
  separate();
  buffer_ += value;
  return *this;
}

TableWriter& TableWriter::text(std::string_view value) {
  separate();
  buffer_ += csv_field(value);
  return *this;
}

void TableWriter::append_flags(std::initializer_list<std::string_view> keys) {
  const char* separator = "";
  for (const std::string_view key : keys) {
    if (key.empty()) continue;
    buffer_ += separator;
    buffer_ += "\"\"";
    buffer_ += key;
    buffer_ += "\"\":\"\"Y\"\"";
    separator = ",";
  }
}

TableWriter& TableWriter::flags(std::initializer_list<std::string_view> keys) {
  separate();
  buffer_ += "\"{";
  append_flags(keys);
  buffer_ += "}\"";
  return *this;
}

TableWriter& TableWriter::outcomes(std::initializer_list<std::string_view> keys) {
  separate();
  buffer_ += "\"{";
  append_flags(keys);
  const auto count =
      std::count_if(keys.begin(), keys.end(), [](std::string_view key) { return !key.empty(); });
  if (count != 0) buffer_ += ',';
  buffer_ += fmt::format("\"\"TOTAL_NO_OF_OUTCOMES\"\":\"\"{}\"\"", count);
  buffer_ += "}\"";
  return *this;
}

TableWriter& TableWriter::blank(int fields) {
  for (int i = 0; i < fields; ++i) separate();
  return *this;
}

void TableWriter::end() {
  CHECK_THAT(fields_ == schema_.fields.size(), "a simulated row has every field of its table");
  fields_ = 0;
  ++rows_;
  buffer_ += '\n';
  if (buffer_.size() >= kBufferSize) flush();
}

void TableWriter::raw_line(std::string_view line) {
  buffer_ += line;
  buffer_ += '\n';
  ++rows_;
}

Tables::Tables()
    : writers_([] {
        std::vector<std::unique_ptr<TableWriter>> writers;
        for (const Table& table : record_schema().tables) {
          writers.push_back(std::make_unique<TableWriter>(table));
        }
        return writers;
      }()),
      person(at("ssd_person")),
      family(at("ssd_family")),
      address(at("ssd_address")),
      disability(at("ssd_disability")),
      immigration_status(at("ssd_immigration_status")),
      mother(at("ssd_mother")),
      legal_status(at("ssd_legal_status")),
      contacts(at("ssd_contacts")),
      early_help_episodes(at("ssd_early_help_episodes")),
      cin_episodes(at("ssd_cin_episodes")),
      cin_assessments(at("ssd_cin_assessments")),
      assessment_factors(at("ssd_assessment_factors")),
      cin_plans(at("ssd_cin_plans")),
      cin_visits(at("ssd_cin_visits")),
      s47_enquiry(at("ssd_s47_enquiry")),
      initial_cp_conference(at("ssd_initial_cp_conference")),
      cp_plans(at("ssd_cp_plans")),
      cp_visits(at("ssd_cp_visits")),
      cp_reviews(at("ssd_cp_reviews")),
      cla_episodes(at("ssd_cla_episodes")),
      cla_convictions(at("ssd_cla_convictions")),
      cla_health(at("ssd_cla_health")),
      cla_immunisations(at("ssd_cla_immunisations")),
      cla_substance_misuse(at("ssd_cla_substance_misuse")),
      cla_placement(at("ssd_cla_placement")),
      cla_reviews(at("ssd_cla_reviews")),
      cla_visits(at("ssd_cla_visits")),
      cla_previous_permanence(at("ssd_cla_previous_permanence")),
      cla_care_plan(at("ssd_cla_care_plan")),
      sdq_scores(at("ssd_sdq_scores")),
      missing(at("ssd_missing")),
      care_leavers(at("ssd_care_leavers")),
      permanence(at("ssd_permanence")),
      involvements(at("ssd_involvements")),
      professionals(at("ssd_professionals")),
      department(at("ssd_department")),
      send(at("ssd_send")),
      ehcp_requests(at("ssd_ehcp_requests")),
      ehcp_assessment(at("ssd_ehcp_assessment")),
      ehcp_named_plan(at("ssd_ehcp_named_plan")),
      ehcp_active_plans(at("ssd_ehcp_active_plans")),
      sen_need(at("ssd_sen_need")),
      pre_proceedings(at("ssd_pre_proceedings")),
      voice_of_child(at("ssd_voice_of_child")),
      linked_identifiers(at("ssd_linked_identifiers")),
      version_log(at("ssd_version_log")),
      extract(at("loc_extract")),
      eh_request(at("loc_eh_request")),
      eh_case(at("loc_eh_case")),
      eh_case_child(at("loc_eh_case_child")),
      targeted_support(at("loc_targeted_support")),
      contact_referral(at("loc_contact_referral")),
      conference(at("loc_conference")),
      previous_cp_plan(at("loc_previous_cp_plan")),
      plan_review(at("loc_plan_review")),
      visit_standard(at("loc_visit_standard")),
      placement_carer(at("loc_placement_carer")),
      pep(at("loc_pep")),
      school_term(at("loc_school_term")),
      pathway_plan(at("loc_pathway_plan")),
      care_leaver_status(at("loc_care_leaver_status")),
      team(at("loc_team")),
      worker(at("loc_worker")),
      foster_household(at("loc_foster_household")),
      foster_approval(at("loc_foster_approval")),
      locality(at("loc_locality")),
      postcode_locality(at("loc_postcode_locality")),
      population(at("loc_population")),
      bank_holiday(at("loc_bank_holiday")),
      target(at("loc_target")),
      benchmark(at("loc_benchmark")),
      stat_neighbour(at("loc_stat_neighbour")),
      source_group(at("loc_source_group")),
      assessment_outcome(at("loc_assessment_outcome")),
      s47_outcome(at("loc_s47_outcome")) {}

Status Tables::open(const std::filesystem::path& folder) {
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure) {
    return Error{ErrorCode::storage, fmt::format("{}: cannot make this folder ({}).",
                                                 folder.string(), failure.message())};
  }
  for (auto& writer : writers_) {
    std::filesystem::remove(folder / (writer->schema().name + ".parquet"), failure);
    if (auto done = writer->open(folder); !done) return done;
  }
  return {};
}

Status Tables::close() {
  Status first;
  for (auto& writer : writers_) {
    if (auto done = writer->close(); !done && first) first = std::move(done);
  }
  return first;
}

std::int64_t Tables::rows() const {
  std::int64_t sum = 0;
  for (const auto& writer : writers_) sum += writer->rows();
  return sum;
}

TableWriter& Tables::at(std::string_view table) {
  for (auto& writer : writers_) {
    if (writer->schema().name == table) return *writer;
  }
  CHECK_THAT(false, "the simulation names tables of schema/records");
}

}  // namespace waymark::simulation
