// Simulates a small county once and looks at its files.
#include "simulate/simulate.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/csv.h"
#include "model/schema.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

constexpr int kSmall = 60;  // per mille of a county

std::vector<BankHoliday> holidays() {
  std::vector<BankHoliday> days;
  for (int year = 2010; year <= 2018; ++year) {
    days.push_back({.day = make_date(year, 1, 1), .name = "New Year's Day", .source = {}});
    days.push_back({.day = make_date(year, 12, 25), .name = "Christmas Day", .source = {}});
  }
  return days;
}

SimulateOptions small_options(const std::string& name) {
  SimulateOptions options;
  // Tests run as processes of their own, several at once.
  options.folder =
      fs::path(testing::TempDir()) / "waymark_simulate" / std::to_string(getpid()) / name;
  options.seed = 7;
  options.months = 18;
  options.scale_per_mille = kSmall;
  options.bank_holidays = holidays();
  fs::remove_all(options.folder);
  return options;
}

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// The rows of a file as texts, those with the right number of fields.
struct Rows {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
  int other_lines = 0;
};

Rows rows_of(const fs::path& folder, const std::string& table) {
  const std::string text = text_of(folder / (table + ".csv"));
  Rows read;
  CsvReader reader(text);
  CsvRow row;
  while (reader.next(row)) {
    std::vector<std::string> fields(row.fields.begin(), row.fields.end());
    if (read.header.empty()) {
      read.header = std::move(fields);
    } else if (fields.size() == read.header.size()) {
      read.rows.push_back(std::move(fields));
    } else {
      ++read.other_lines;
    }
  }
  return read;
}

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

std::size_t column(const std::string& table, const std::string& field) {
  const auto found = record_schema().find(table)->find(field);
  EXPECT_TRUE(found.has_value()) << table << "." << field;
  return found.value_or(0);
}

// One county with faults and one without, made once.
class SimulatedExtract : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const auto options = small_options("county");
    folder_ = options.folder;
    auto made = simulate_county(options);
    ASSERT_TRUE(made.has_value());
    county_ = made->front();
    for (const Table& table : record_schema().tables)
      tables_[table.name] = rows_of(folder_, table.name);
  }
  static int planted(const std::string& rule, const std::string& table) {
    int count = 0;
    for (const auto& fault : county_.planted) {
      if (fault.rule == rule && fault.table == table) count += fault.count;
    }
    return count;
  }
  static const Rows& rows(const std::string& table) { return tables_.at(table); }
  static int count_in_year(const std::string& table, const std::string& field) {
    const std::size_t at = column(table, field);
    const auto& all = rows(table).rows;
    return static_cast<int>(std::count_if(all.begin(), all.end(), [&](const auto& row) {
      return row[at] >= "2016-12-01" && row[at] <= "2017-11-30";
    }));
  }
  // Rows whose span is open on the day of the extract.
  static int count_open(const std::string& table, const std::string& from,
                        const std::string& until) {
    const std::size_t start = column(table, from);
    const std::size_t end = column(table, until);
    const auto& all = rows(table).rows;
    return static_cast<int>(std::count_if(all.begin(), all.end(), [&](const auto& row) {
      return !row[start].empty() && row[end].empty();
    }));
  }
  // A count of the small county as it would be in a full one.
  static int scaled(int count) { return count * 1000 / kSmall; }

  static inline fs::path folder_;
  static inline SimulatedCounty county_;
  static inline std::map<std::string, Rows> tables_;
};

TEST_F(SimulatedExtract, has_every_table_with_its_header) {
  for (const Table& table : record_schema().tables) {
    ASSERT_TRUE(fs::exists(folder_ / (table.name + ".csv"))) << table.name;
    std::vector<std::string> expected;
    for (const Field& field : table.fields) expected.push_back(field.name);
    EXPECT_EQ(rows(table.name).header, expected) << table.name;
  }
}

TEST_F(SimulatedExtract, fills_every_table_but_those_nobody_can_fill) {
  // A small county may have none of these.
  const std::set<std::string> rare = {"ssd_cla_substance_misuse", "ssd_cla_convictions",
                                      "ssd_mother"};
  const std::set<std::string> empty = {"ssd_s251_finance", "ssd_api_data_staging"};
  for (const Table& table : record_schema().tables) {
    if (rare.contains(table.name)) continue;
    EXPECT_EQ(rows(table.name).rows.empty(), empty.contains(table.name)) << table.name;
  }
}

TEST_F(SimulatedExtract, says_when_it_was_taken) {
  const auto& row = rows("loc_extract").rows.at(0);
  EXPECT_EQ(row, (std::vector<std::string>{county_.authority_code, "2017-11-30", "2016-04-01"}));
  EXPECT_EQ(to_string(county_.extract_date), "2017-11-30");
  EXPECT_EQ(to_string(county_.history_from), "2016-04-01");
  EXPECT_EQ(rows("loc_locality").rows.size(), 6U);
  EXPECT_EQ(rows("loc_bank_holiday").rows.size(), holidays().size());
}

TEST_F(SimulatedExtract, holds_no_key_twice_but_the_planted_ones) {
  for (const Table& table : record_schema().tables) {
    std::vector<std::size_t> key;
    for (std::size_t i = 0; i < table.fields.size(); ++i) {
      if (table.fields[i].key) key.push_back(i);
    }
    if (key.empty()) continue;
    std::unordered_set<std::string> seen;
    int twice = 0;
    for (const auto& row : rows(table.name).rows) {
      std::string text;
      for (const std::size_t i : key) text += row[i] + "|";
      if (!seen.insert(text).second) ++twice;
    }
    EXPECT_EQ(twice, planted("duplicate-key", table.name)) << table.name;
  }
}

TEST_F(SimulatedExtract, refers_to_rows_that_are_there_but_the_planted_ones) {
  std::unordered_map<std::string, std::unordered_set<std::string>> keys;
  const auto known = [&](const std::string& reference) -> const std::unordered_set<std::string>& {
    auto [at, is_new] = keys.try_emplace(reference);
    if (is_new) {
      const std::size_t dot = reference.find('.');
      const std::string table = reference.substr(0, dot);
      const std::size_t field = column(table, reference.substr(dot + 1));
      for (const auto& row : rows(table).rows) at->second.insert(without_blanks(row[field]));
    }
    return at->second;
  };
  for (const Table& table : record_schema().tables) {
    int broken = 0;
    for (std::size_t i = 0; i < table.fields.size(); ++i) {
      const Field& field = table.fields[i];
      if (field.references.empty() || field.name == "area") continue;  // may be the county itself
      std::vector<std::string> targets;
      std::string rest = field.references + ",";
      if (const std::size_t at = rest.find(" or "); at != std::string::npos)
        rest.replace(at, 4, ", ");
      while (!rest.empty()) {
        targets.push_back(rest.substr(0, rest.find(',')));
        rest.erase(0, std::min(rest.size(), rest.find(',') + 2));
      }
      for (const auto& row : rows(table.name).rows) {
        const auto holds = [&](const std::string& target) {
          return known(target).contains(without_blanks(row[i]));
        };
        if (!row[i].empty() && std::none_of(targets.begin(), targets.end(), holds)) ++broken;
      }
    }
    // The contact about nobody names no person, so it refers to nothing.
    const int about_nobody = table.name == "ssd_contacts" ? 1 : 0;
    // The review without its kind of plan names a plan that is not there either.
    const int without_plan = planted("missing-required", table.name);
    // The line that is no text is about nobody either.
    const int no_text = planted("not-utf-8", table.name);
    EXPECT_EQ(broken, no_text + planted("orphan", table.name) +
                          planted("held-out-person", table.name) - about_nobody + without_plan)
        << table.name;
  }
}

TEST_F(SimulatedExtract, ends_nothing_before_it_starts_but_the_planted_ones) {
  const std::vector<std::array<std::string, 3>> spans = {
      {"ssd_cin_episodes", "cine_referral_date", "cine_close_date"},
      {"ssd_cin_plans", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date"},
      {"ssd_cp_plans", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date"},
      {"ssd_cla_episodes", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"},
      {"ssd_cla_placement", "clap_cla_placement_start_date", "clap_cla_placement_end_date"},
      {"ssd_legal_status", "lega_legal_status_start_date", "lega_legal_status_end_date"},
      {"ssd_involvements", "invo_involvement_start_date", "invo_involvement_end_date"},
      {"loc_eh_case", "opened_date", "closed_date"},
      {"loc_pathway_plan", "start_date", "end_date"},
      {"loc_care_leaver_status", "from_date", "to_date"}};
  for (const auto& [table, from, until] : spans) {
    const std::size_t start = column(table, from);
    const std::size_t end = column(table, until);
    int faulty = 0;
    for (const auto& row : rows(table).rows) {
      if (!row[start].empty() && !row[end].empty() && row[end] < row[start]) ++faulty;
    }
    EXPECT_EQ(faulty, planted("end-before-start", table)) << table;
  }
}

TEST_F(SimulatedExtract, keeps_to_the_lists_of_codes_but_where_planted) {
  for (const Table& table : record_schema().tables) {
    int unknown = 0;
    for (std::size_t i = 0; i < table.fields.size(); ++i) {
      const Field& field = table.fields[i];
      if (field.type != FieldType::code || field.allowed.empty()) continue;
      std::set<std::string> allowed = {""};
      for (const auto& value : field.allowed) allowed.insert(value.code);
      for (const auto& row : rows(table.name).rows) unknown += allowed.contains(row[i]) ? 0 : 1;
    }
    EXPECT_EQ(unknown, planted("unknown-code", table.name)) << table.name;
  }
}

TEST_F(SimulatedExtract, plants_the_faults_it_tells_of) {
  EXPECT_EQ(rows("ssd_address").other_lines, planted("wrong-field-count", "ssd_address"));
  EXPECT_EQ(planted("wrong-field-count", "ssd_address"), 1);
  EXPECT_EQ(planted("not-utf-8", "ssd_address"), 1);
  EXPECT_EQ(planted("held-out-person", "ssd_contacts"), 2);
  EXPECT_EQ(planted("duplicate-key", "ssd_contacts"), 1);
  const std::size_t kind = column("loc_plan_review", "plan_kind");
  const auto& reviews = rows("loc_plan_review").rows;
  EXPECT_EQ(std::count_if(reviews.begin(), reviews.end(),
                          [&](const auto& row) { return row[kind].empty(); }),
            planted("missing-required", "loc_plan_review"));
  const std::size_t on = column("ssd_contacts", "cont_contact_date");
  const auto& contacts = rows("ssd_contacts").rows;
  EXPECT_EQ(
      std::count_if(contacts.begin(), contacts.end(),
                    [&](const auto& row) { return row[on].size() != 10 || row[on][4] != '-'; }),
      planted("unreadable-date", "ssd_contacts"));
}

// Bands around the levels of the model report, as counts of a full county.
TEST_F(SimulatedExtract, has_the_volumes_of_a_county) {
  const auto within = [&](const char* what, int count, int least, int most) {
    EXPECT_GE(scaled(count), least) << what;
    EXPECT_LE(scaled(count), most) << what;
  };
  within("contacts in a year", count_in_year("ssd_contacts", "cont_contact_date"), 33'000, 48'000);
  within("referrals in a year", count_in_year("ssd_cin_episodes", "cine_referral_date"), 7'500,
         13'000);
  within("assessments in a year", count_in_year("ssd_cin_assessments", "cina_assessment_auth_date"),
         6'000, 11'000);
  within("enquiries in a year", count_in_year("ssd_s47_enquiry", "s47e_s47_end_date"), 1'500,
         3'400);
  within("protection plans",
         count_open("ssd_cp_plans", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date"), 350, 850);
  within(
      "looked-after children",
      count_open("ssd_cla_episodes", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"),
      850, 1'500);
  within("early-help cases", count_open("loc_eh_case", "opened_date", "closed_date"), 400, 950);
  within("foster approvals", count_in_year("loc_foster_approval", "approved_date"), 60, 260);
}

TEST(Simulate, gives_equal_bytes_for_equal_options_and_others_for_another_seed) {
  auto first = small_options("first");
  auto second = small_options("second");
  auto other = small_options("other");
  first.scale_per_mille = second.scale_per_mille = other.scale_per_mille = 10;
  other.seed = 8;
  ASSERT_TRUE(simulate_county(first).has_value());
  ASSERT_TRUE(simulate_county(second).has_value());
  ASSERT_TRUE(simulate_county(other).has_value());
  for (const Table& table : record_schema().tables) {
    const std::string file = table.name + ".csv";
    EXPECT_EQ(text_of(first.folder / file), text_of(second.folder / file)) << file;
  }
  for (const char* file :
       {"ssd_person.csv", "ssd_contacts.csv", "ssd_cla_episodes.csv", "loc_locality.csv"}) {
    EXPECT_NE(text_of(first.folder / file), text_of(other.folder / file)) << file;
  }
}

TEST(Simulate, writes_several_authorities_each_its_own_whatever_the_threads) {
  auto options = small_options("land");
  options.scale_per_mille = 10;
  options.authorities = 3;
  options.threads = 2;
  const auto counties = simulate_county(options);
  ASSERT_TRUE(counties.has_value());
  ASSERT_EQ(counties->size(), 3U);
  std::set<std::string> contents;
  for (const auto& county : *counties) {
    EXPECT_EQ(county.folder, options.folder / county.authority_code);
    contents.insert(text_of(county.folder / "ssd_person.csv"));
  }
  EXPECT_EQ(contents.size(), 3U);
  auto alone = small_options("alone");
  alone.scale_per_mille = 10;
  ASSERT_TRUE(simulate_county(alone).has_value());
  EXPECT_EQ(text_of(alone.folder / "ssd_person.csv"),
            text_of(counties->front().folder / "ssd_person.csv"));
}

TEST(Simulate, plants_nothing_when_asked_not_to) {
  auto options = small_options("clean");
  options.scale_per_mille = 10;
  options.faults = false;
  const auto counties = simulate_county(options);
  ASSERT_TRUE(counties.has_value());
  EXPECT_TRUE(counties->front().planted.empty());
  EXPECT_EQ(rows_of(options.folder, "ssd_address").other_lines, 0);
}

TEST(Simulate, hands_every_file_over_to_be_replaced) {
  auto options = small_options("replaced");
  options.scale_per_mille = 10;
  std::set<std::string> files;
  options.replace_file = [&](const fs::path& file) {
    files.insert(file.filename().string());
    return Status();
  };
  const auto counties = simulate_county(options);
  ASSERT_TRUE(counties.has_value());
  EXPECT_EQ(files.size(), record_schema().tables.size());
  const auto& planted = counties->front().planted;
  EXPECT_TRUE(std::none_of(planted.begin(), planted.end(),
                           [](const Planted& fault) { return fault.rule == "not-utf-8"; }));
}

// The same county seen a month later: what was there stays, but for the few rows that are mended.
TEST(Simulate, shows_one_county_at_two_times) {
  auto earlier = small_options("earlier");
  auto later = small_options("later");
  earlier.scale_per_mille = later.scale_per_mille = 20;
  earlier.faults = later.faults = false;
  earlier.until = make_month(2017, 10);
  earlier.from = later.from = make_month(2016, 4);
  ASSERT_TRUE(simulate_county(earlier).has_value());
  ASSERT_TRUE(simulate_county(later).has_value());
  const auto keys = [](const SimulateOptions& options) {
    std::set<std::string> found;
    for (const auto& row : rows_of(options.folder, "ssd_contacts").rows) found.insert(row[0]);
    return found;
  };
  const auto before = keys(earlier);
  const auto after = keys(later);
  EXPECT_TRUE(std::includes(after.begin(), after.end(), before.begin(), before.end()));
  EXPECT_GT(after.size(), before.size());
}

}  // namespace
}  // namespace waymark
