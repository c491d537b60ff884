#include "random_extract.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <set>

#include "base/csv.h"
#include "base/date.h"
#include "model/schema.h"

namespace waymark {
namespace {

using Cells = std::vector<std::pair<std::string, std::string>>;

class ExtractMaker {
 public:
  explicit ExtractMaker(std::uint32_t seed) : random_(seed) {}

  TextTables make() {
    places();
    people();
    front_door();
    assessments();
    enquiries();
    plans();
    care();
    reference();
    return std::move(tables_);
  }

 private:
  // --- chance
  int below(int count) { return static_cast<int>(random_() % static_cast<std::uint32_t>(count)); }
  bool chance(int percent) { return below(100) < percent; }
  template <typename T>
  T pick(const std::vector<T>& values) {
    return values[static_cast<std::size_t>(below(static_cast<int>(values.size())))];
  }

  // A day of 2015 to early 2018, often one that borders on something.
  Date day() {
    if (chance(60)) return {make_date(2015, 9, 1).days + below(900)};
    const Month month = make_month(2016, 1) + below(25);
    return {first_day(month).days + pick<int>({-2, -1, 0, 0, 1, 13, 14, 27, 28})};
  }
  Date after(Date day) {
    return {day.days + pick<int>({-3, 0,  0,  1,  5,  7,   10,  14,  15,  20,  21,  22, 28,
                                  61, 63, 64, 89, 92, 180, 183, 365, 366, 548, 730, 731})};
  }
  std::string text(Date day) {
    if (day.missing() || chance(2)) return "";
    if (chance(2)) return pick<std::string>({"31/12/2016", "2017-02-30", "unknown"});
    return to_string(day) + (chance(3) ? " 00:00:00" : "");
  }
  std::string yes(int percent) {
    if (chance(4)) return pick<std::string>({"", "y", "n", "X"});
    return chance(percent) ? "Y" : "N";
  }
  std::string flags(const std::vector<std::string>& keys, int percent) {
    if (chance(3)) return pick<std::string>({"", "[]", "{", "{}"});
    std::string object;
    for (const auto& key : keys) {
      if (!chance(percent)) continue;
      object += fmt::format("{}\"{}\": {}", object.empty() ? "" : ", ", key,
                            pick<std::string>({"\"Y\"", "\"y\"", "true", "\"N\"", "false"}));
    }
    return "{" + object + "}";
  }

  // --- rows
  void add(const std::string& table, const Cells& cells) {
    TextTable& rows = tables_[table];
    if (rows.fields.empty()) {
      for (const auto& [field, value] : cells) rows.fields.push_back(field);
    }
    std::vector<std::string> row;
    for (const auto& [field, value] : cells) row.push_back(value);
    rows.rows.push_back(std::move(row));
  }
  std::string next_id(const std::string& prefix) { return fmt::format("{}{}", prefix, ++ids_); }
  std::string person() { return chance(3) ? pick<std::string>({"", "nobody"}) : pick(people_); }

  void places() {
    const int count = below(4);
    for (int i = 0; i < count; ++i) {
      localities_.push_back(fmt::format("area {}", i));
      add("loc_locality", {{"locality_id", localities_.back()},
                           {"name", ""},
                           {"sort_order", pick<std::string>({"1", "2", ""})}});
    }
    localities_.push_back("elsewhere");  // no area of the county
    for (const char* postcode : {"ZZ1 1AA", "ZZ1 1AB", "ZZ2 2BB"}) {
      add("loc_postcode_locality", {{"postcode", postcode}, {"locality_id", pick(localities_)}});
    }
    for (const char* team : {"T1", "T2", "T3"}) {
      const bool moves = chance(50);
      team_row(team, "", moves ? "2017-03-31" : "");
      if (moves) team_row(team, "2017-04-01", "");
    }
    for (const char* worker : {"W1", "W2"}) {
      add("loc_worker", {{"professional_id", worker},
                         {"team_id", pick<std::string>({"T1", "T2", "T3", ""})},
                         {"from_date", pick<std::string>({"", "2016-06-01"})},
                         {"to_date", pick<std::string>({"", "2017-08-31"})}});
    }
  }
  void team_row(const std::string& team, const std::string& from, const std::string& to) {
    add("loc_team", {{"team_id", team},
                     {"locality_id", chance(15) ? "" : pick(localities_)},
                     {"from_date", from},
                     {"to_date", to}});
  }

  void people() {
    for (int i = 0; i < 25; ++i) {
      people_.push_back(fmt::format("P{:02}", i));
      const Date today = day();
      Date born{make_date(2000, 1, 1).days + below(6500)};
      if (chance(20)) born = add_months(today, -18 * 12);
      if (chance(8)) born = make_date(2000, 2, 29);
      Date expected;
      if (chance(15)) {
        expected = today;
        if (chance(70)) born = Date{};
      } else if (chance(6)) {
        born = Date{};
      }
      add("ssd_person", {{"pers_person_id", people_.back()},
                         {"pers_dob", text(born)},
                         {"pers_expected_dob", text(expected)},
                         {"pers_death_date", chance(6) ? text(day()) : ""}});
    }
    for (int i = 0; i < 40; ++i) {
      const Date start = day();
      add("ssd_involvements",
          {{"invo_involvements_id", next_id("I")},
           {"invo_person_id", person()},
           {"invo_professional_id", pick<std::string>({"W1", "W2", "W9", ""})},
           {"invo_professional_role_id",
            pick<std::string>({"ALLOCATED CASE WORKER", "Allocated case worker", "OTHER"})},
           {"invo_professional_team", pick<std::string>({"T1", "T2", "T3", "T9", ""})},
           {"invo_involvement_start_date", text(start)},
           {"invo_involvement_end_date", chance(50) ? text(after(start)) : ""}});
      const Date moved = day();
      add("ssd_address",
          {{"addr_table_id", next_id("A")},
           {"addr_person_id", person()},
           {"addr_address_type", pick<std::string>({"HOME", "HOME", "home", "OTHER"})},
           {"addr_address_start_date", text(moved)},
           {"addr_address_end_date", chance(40) ? text(after(moved)) : ""},
           {"addr_address_postcode",
            pick<std::string>({"ZZ1 1AA", "zz11ab", "ZZ2  2BB", "ZZ9 9ZZ", ""})}});
    }
  }

  void front_door() {
    const std::vector<std::string> sources = {"6",  "2A", "2b", "3C", "5C",
                                              "5D", "1A", "10", "XX", ""};
    for (int i = 0; i < 150; ++i) {
      const std::string contact = next_id("N");
      add("ssd_contacts",
          {{"cont_contact_id", contact},
           {"cont_person_id", person()},
           {"cont_contact_date", text(day())},
           {"cont_contact_source_code", pick(sources)},
           {"cont_contact_outcome_json", flags({"NEW_REFERRAL_FLAG", "NFA_FLAG"}, 25)}});
      if (chance(40)) {
        add("loc_contact_referral",
            {{"cont_contact_id", contact}, {"cine_referral_id", chance(40) ? "R1" : ""}});
      }
    }
    for (int i = 0; i < 100; ++i) {
      Referral referral{next_id("R"), person(), day()};
      add("ssd_cin_episodes",
          {{"cine_referral_id", referral.id},
           {"cine_person_id", referral.person},
           {"cine_referral_date", text(referral.on)},
           {"cine_referral_source_code", pick(sources)},
           {"cine_referral_outcome_json", flags({"SINGLE_ASSESSMENT_FLAG", "NFA_FLAG"}, 40)},
           {"cine_referral_nfa", yes(20)},
           {"cine_close_date", chance(60) ? text(after(referral.on)) : ""},
           {"cine_close_reason", pick<std::string>({"RC8", "RC9", "rc9", ""})}});
      referrals_.push_back(std::move(referral));
    }
    add("loc_source_group",
        {{"code", "6"}, {"group_id", "ola"}, {"from_date", ""}, {"to_date", "2017-02-28"}});
    add("loc_source_group",
        {{"code", "XX"}, {"group_id", "pub"}, {"from_date", "2017-07-01"}, {"to_date", ""}});
  }

  void assessments() {
    const std::vector<std::string> keys = {"NFA_FLAG", "LEGAL_ACTION_FLAG", "PROV_OF_SERVICES_FLAG",
                                           "LOCAL_STEP", "COMMENTS"};
    for (int i = 0; i < 110; ++i) {
      const Referral& referral = pick(referrals_);
      const Date start = after(referral.on);
      add("ssd_cin_assessments",
          {{"cina_assessment_id", next_id("S")},
           {"cina_person_id", chance(95) ? referral.person : person()},
           {"cina_referral_id", chance(5) ? pick<std::string>({"", "R999999"}) : referral.id},
           {"cina_assessment_start_date", text(start)},
           {"cina_assessment_auth_date", chance(75) ? text(after(start)) : ""},
           {"cina_assessment_outcome_json", flags(keys, 25)},
           {"cina_assessment_outcome_nfa", yes(20)}});
    }
    add("loc_assessment_outcome", {{"code", "LOCAL_STEP"},
                                   {"class", "STEPDOWN"},
                                   {"from_date", "2016-10-01"},
                                   {"to_date", "2017-09-30"}});
  }

  void enquiries() {
    for (int i = 0; i < 70; ++i) {
      const Date start = day();
      const std::string enquiry = next_id("K");
      const std::string child = person();
      add("ssd_s47_enquiry",
          {{"s47e_s47_enquiry_id", enquiry},
           {"s47e_person_id", child},
           {"s47e_s47_start_date", text(start)},
           {"s47e_s47_end_date", chance(85) ? text(after(start)) : ""},
           {"s47e_s47_nfa", yes(20)},
           {"s47e_s47_outcome_json", flags({"NFA_FLAG", "CP_CONFERENCE_FLAG", "LOCAL_OUT"}, 30)}});
      if (!chance(70)) continue;
      const std::string conference = next_id("B");
      add("ssd_initial_cp_conference",
          {{"icpc_icpc_id", conference},
           {"icpc_person_id", child},
           {"icpc_s47_enquiry_id", chance(85) ? enquiry : pick<std::string>({"", "K999999"})},
           {"icpc_icpc_transfer_in", yes(15)},
           {"icpc_icpc_date", text(after(start))}});
      if (chance(40)) {
        add("loc_conference", {{"kind", pick<std::string>({"ICPC", "icpc"})},
                               {"conference_id", conference},
                               {"status", pick<std::string>({"HELD", "held", "STOODDOWN", ""})},
                               {"notified_date", text(start)}});
      }
    }
    add("loc_s47_outcome", {{"code", "LOCAL_OUT"},
                            {"class", "NOT_SUBST"},
                            {"from_date", "2017-04-01"},
                            {"to_date", ""}});
  }

  void plans() {
    for (int i = 0; i < 25; ++i) {
      const std::string child = person();
      Date start = chance(30) ? add_months(day(), -24) : day();
      for (int n = below(3); n >= 0; --n) {
        const Date end = chance(70) ? after(start) : Date{};
        const std::string plan = next_id("G");
        add("ssd_cp_plans", {{"cppl_cp_plan_id", plan},
                             {"cppl_person_id", child},
                             {"cppl_cp_plan_start_date", text(start)},
                             {"cppl_cp_plan_end_date", text(end)},
                             {"cppl_cp_plan_ola", yes(10)}});
        visits_and_reviews(child, plan, start);
        start = {(end.missing() ? start : end).days + pick<int>({-20, -1, 0, 1, 2, 100, 400, 731})};
      }
    }
    for (int i = 0; i < 4; ++i) {
      const Date from{make_date(2012, 1, 1).days + below(1900)};
      add("loc_previous_cp_plan", {{"previous_plan_id", next_id("H")},
                                   {"person_id", pick(people_)},
                                   {"own_authority", yes(60)},
                                   {"from_date", text(from)},
                                   {"to_date", chance(20) ? "" : text(after(from))}});
    }
    if (!chance(50)) return;
    add("loc_visit_standard", {{"kind", "CP"},
                               {"condition", "ANY"},
                               {"interval", pick<std::string>({"1", "2", "15", "20"})},
                               {"unit", pick<std::string>({"WD", "DAY", "WEEK", "MONTH", "YEAR"})},
                               {"from_date", "2017-03-01"},
                               {"to_date", pick<std::string>({"", "2017-09-30"})}});
  }

  void visits_and_reviews(const std::string& child, const std::string& plan, Date start) {
    for (int n = below(6); n > 0; --n) {
      add("ssd_cp_visits", {{"cppv_cp_visit_id", next_id("V")},
                            {"cppv_person_id", child},
                            {"cppv_cp_plan_id", plan},
                            {"cppv_cp_visit_date", text(chance(50) ? day() : after(start))},
                            {"cppv_cp_visit_seen", yes(80)}});
    }
    Date held = start;
    for (int n = below(4); n > 0; --n) {
      held = after(held);
      const std::string review = next_id("J");
      add("ssd_cp_reviews", {{"cppr_cp_review_id", review},
                             {"cppr_person_id", child},
                             {"cppr_cp_plan_id", chance(85) ? plan : pick<std::string>({"", "G1"})},
                             {"cppr_cp_review_date", text(held)},
                             {"cppr_cp_review_quorate", yes(90)}});
      if (chance(10)) {
        add("loc_conference", {{"kind", "RCPC"},
                               {"conference_id", review},
                               {"status", pick<std::string>({"HELD", "STOODDOWN"})},
                               {"notified_date", ""}});
      }
    }
  }

  void care() {
    for (int i = 0; i < 6; ++i) {
      const Date start = day();
      const std::string child = person();
      add("ssd_cla_episodes",
          {{"clae_cla_episode_id", next_id("E")},
           {"clae_person_id", child},
           {"clae_cla_episode_start_date", text(start)},
           {"clae_cla_episode_ceased_date", chance(70) ? text(after(start)) : ""},
           {"clae_cla_id", next_id("C")},
           {"clae_entered_care_date", text(start)}});
      add("ssd_legal_status", {{"lega_legal_status_id", next_id("L")},
                               {"lega_person_id", child},
                               {"lega_legal_status", pick<std::string>({"C2", "V2", "V3", "V4"})},
                               {"lega_legal_status_start_date", text(start)},
                               {"lega_legal_status_end_date", ""}});
    }
  }

  void reference() {
    if (chance(80)) {
      add("loc_extract",
          {{"authority_code", "E99"},
           {"extract_date", pick<std::string>({"2017-11-30", "2017-10-31", "2018-06-30"})},
           {"history_from", pick<std::string>({"", "2015-01-01", "2016-12-01", "2017-01-15"})}});
    }
    std::vector<std::string> areas = localities_;
    areas.back() = "county";
    for (const auto& area : areas) {
      if (chance(90)) population(area, "", pick<std::string>({"0", "7", "1234"}));
      if (chance(30)) population(area, "2017-04-01", "999");
      if (chance(50)) {
        add("loc_target", {{"measure", pick<std::string>({"2.3", "2.7", "3.3", "6.5", "6.14"})},
                           {"area", area},
                           {"from_date", ""},
                           {"to_date", pick<std::string>({"", "2017-08-31"})},
                           {"red", pick<std::string>({"10", "33.3", ""})},
                           {"green", pick<std::string>({"5", "50", "90.5"})}});
      }
    }
    for (const char* holiday : {"2016-12-26", "2016-12-27", "2017-01-02", "2017-04-14",
                                "2017-04-17", "2017-05-01", "2017-05-29", "2017-08-28"}) {
      add("loc_bank_holiday", {{"division", "england-and-wales"}, {"date", holiday}, {"name", ""}});
    }
  }
  void population(const std::string& area, const std::string& from, const std::string& people) {
    add("loc_population", {{"area", area},
                           {"age_from", "0"},
                           {"age_to", "17"},
                           {"estimate_year", "2016"},
                           {"release", ""},
                           {"value", people},
                           {"valid_from", from}});
  }

  struct Referral {
    std::string id;
    std::string person;
    Date on;
  };
  std::mt19937 random_;
  int ids_ = 0;
  TextTables tables_;
  std::vector<std::string> localities_, people_;
  std::vector<Referral> referrals_;
};

// Ids of children and of what is recorded about them; others stay what they are.
bool is_about_children(const Field& field) {
  static const std::set<std::string> shared = {"locality_id", "team_id", "professional_id"};
  return field.type == FieldType::id && !shared.contains(field.id_space);
}

}  // namespace

TextTables random_extract(std::uint32_t seed) { return ExtractMaker(seed).make(); }

std::vector<std::pair<std::string, std::string>> as_csv(const TextTables& tables) {
  std::vector<std::pair<std::string, std::string>> texts;
  for (const auto& [name, table] : tables) {
    std::string text;
    const auto add_line = [&](const std::vector<std::string>& cells) {
      for (std::size_t i = 0; i < cells.size(); ++i)
        text += (i > 0 ? "," : "") + csv_field(cells[i]);
      text += "\n";
    };
    add_line(table.fields);
    for (const auto& row : table.rows) add_line(row);
    texts.emplace_back(name, std::move(text));
  }
  return texts;
}

TextTables shuffled(TextTables tables, std::uint32_t seed) {
  std::mt19937 random(seed);
  for (auto& [name, table] : tables) {
    for (std::size_t i = table.rows.size(); i > 1; --i) {
      std::swap(table.rows[i - 1], table.rows[random() % i]);
    }
  }
  return tables;
}

TextTables doubled(TextTables tables) {
  for (auto& [name, table] : tables) {
    const bool of_children = name.starts_with("ssd_") || name == "loc_contact_referral" ||
                             name == "loc_conference" || name == "loc_previous_cp_plan";
    if (!of_children) continue;
    const Table& schema = *record_schema().find(name);
    auto copies = table.rows;
    for (auto& row : copies) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        const Field& field = schema.fields[*schema.find(table.fields[i])];
        if (is_about_children(field) && !row[i].empty()) row[i] += "-again";
      }
    }
    table.rows.insert(table.rows.end(), copies.begin(), copies.end());
  }
  return tables;
}

}  // namespace waymark
