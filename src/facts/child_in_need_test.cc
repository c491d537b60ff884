#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "facts/test_extract.h"

namespace waymark {
namespace {

using Tables = std::vector<std::pair<std::string, std::string>>;

const std::pair<std::string, std::string> kPeople = {
    "ssd_person",
    "pers_person_id,pers_dob,pers_expected_dob,pers_death_date\n"
    "A,2010-01-01,,\nB,2000-02-29,,\nC,2010-01-01,,2017-05-05\nD,,2018-01-01,\nE,,,"};

std::pair<std::string, std::string> episodes(const std::string& rows) {
  return {"ssd_cin_episodes",
          "cine_referral_id,cine_person_id,cine_referral_date,cine_close_date,cine_referral_nfa,"
          "cine_referral_outcome_json\n" +
              rows};
}

std::pair<std::string, std::string> cp_plans(const std::string& rows) {
  return {"ssd_cp_plans",
          "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date,"
          "cppl_cp_plan_ola\n" +
              rows};
}

std::pair<std::string, std::string> care(const std::string& rows) {
  return {"ssd_cla_episodes",
          "clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,"
          "clae_cla_episode_ceased_date\n" +
              rows};
}

std::pair<std::string, std::string> cin_plans(const std::string& rows) {
  return {
      "ssd_cin_plans",
      "cinp_cin_plan_id,cinp_person_id,cinp_cin_plan_start_date,cinp_cin_plan_end_date\n" + rows};
}

std::pair<std::string, std::string> reviews(const std::string& rows) {
  return {"loc_plan_review", "plan_review_id,plan_kind,plan_id,review_date\n" + rows};
}

// The extract is taken before A is 18 and after B is.
std::pair<std::string, std::string> taken_on(const std::string& day) {
  return {"loc_extract", "authority_code,extract_date\nE1," + day};
}

// "person from until earliest-referral under-18 on-plan looked-after"
Lines runs(Tables tables, const std::string& extract_date = "2018-12-31") {
  tables.push_back(taken_on(extract_date));
  const TestExtract records(tables);
  return as_text(records, build_fact("child_in_need", records.context()),
                 {"from", "until", "referred_on", "under_18", "on_cp_plan", "looked_after"});
}

Lines in_date(const Tables& tables, std::vector<FactNote>* notes = nullptr) {
  const TestExtract records(tables);
  return cover_as_text(build_fact("child_in_need", records.context(), notes), "plan_in_date", 0);
}

TEST(ChildInNeed, LastsFromTheReferralUpToTheDayOfClosure) {
  EXPECT_EQ(runs({kPeople, episodes("1,A,2017-01-10,2017-03-01,,\n2,D,2017-01-10,,N,\n"
                                    "3,E,2017-01-10,,,")}),
            Lines({"A 2017-01-10 2017-03-01 2017-01-10 Y N N", "D 2017-01-10 - 2017-01-10 Y N N",
                   "E 2017-01-10 - 2017-01-10 Y N N"}));
}

TEST(ChildInNeed, LeavesOutNoFurtherActionFaultyEpisodesAndSingleDays) {
  EXPECT_EQ(runs({kPeople, episodes("1,A,2017-01-10,,Y,\n2,A,,2017-03-01,,\n"
                                    "3,A,2017-03-01,2017-02-28,,\n4,A,2017-03-01,2017-03-01,,\n"
                                    "5,Z,2017-01-10,,,")}),
            Lines({}));
}

TEST(ChildInNeed, OfSeveralOpenEpisodesTheEarliestReferralCounts) {
  EXPECT_EQ(runs({kPeople, episodes("1,A,2017-02-01,,,\n2,A,2017-01-10,2017-03-01,,\n"
                                    "3,A,2017-02-10,2017-02-20,,")}),
            Lines({"A 2017-01-10 2017-03-01 2017-01-10 Y N N", "A 2017-03-01 - 2017-02-01 Y N N"}));
}

TEST(ChildInNeed, AReferralOnTheDayOfAClosureBeginsAnotherRun) {
  EXPECT_EQ(runs({kPeople, episodes("1,A,2017-01-10,2017-03-01,,\n2,A,2017-03-01,,,")}),
            Lines({"A 2017-01-10 2017-03-01 2017-01-10 Y N N", "A 2017-03-01 - 2017-03-01 Y N N"}));
}

TEST(ChildInNeed, CareLeaversEpisodesGiveNoReferral) {
  EXPECT_EQ(runs({kPeople, episodes("1,A,2017-01-10,,,CARE_LEAVER_FLAG+NFA_FLAG\n"
                                    "2,A,2017-02-01,2017-03-01,,SINGLE_ASSESSMENT_FLAG")}),
            Lines({"A 2017-01-10 2017-02-01 - Y N N", "A 2017-02-01 2017-03-01 2017-02-01 Y N N",
                   "A 2017-03-01 - - Y N N"}));
}

TEST(ChildInNeed, EndsWithDeathAndKnowsThe18thBirthday) {
  EXPECT_EQ(runs({kPeople, episodes("1,B,2018-01-01,,,\n2,C,2017-05-01,,,\n3,C,2017-05-05,,,")}),
            Lines({"B 2018-01-01 2018-03-01 2018-01-01 Y N N", "B 2018-03-01 - 2018-01-01 N N N",
                   "C 2017-05-01 2017-05-05 2017-05-01 Y N N"}));
  EXPECT_EQ(runs({kPeople, episodes("1,B,2018-01-01,,,")}, "2018-02-28"),
            Lines({"B 2018-01-01 - 2018-01-01 Y N N"}));
}

TEST(ChildInNeed, KnowsThisAuthoritysProtectionPlansAndPeriodsOfCare) {
  EXPECT_EQ(
      runs({kPeople, episodes("1,A,2017-01-01,,,"),
            cp_plans("1,A,2016-12-01,2017-02-01,\n2,A,2017-05-01,,Y"),
            care("1,A,2017-01-20,2017-03-01")}),
      Lines({"A 2017-01-01 2017-01-20 2017-01-01 Y Y N", "A 2017-01-20 2017-02-01 2017-01-01 Y Y Y",
             "A 2017-02-01 2017-03-01 2017-01-01 Y N Y", "A 2017-03-01 - 2017-01-01 Y N N"}));
}

TEST(ChildInNeed, ShortBreaksAreNoPeriodOfCare) {
  EXPECT_EQ(runs({kPeople,
                  episodes("1,A,2017-01-01,,,"),
                  care("1,A,2017-01-20,"),
                  {"ssd_legal_status",
                   "lega_legal_status_id,lega_person_id,lega_legal_status,"
                   "lega_legal_status_start_date\n1,A,V4,2017-01-20"}}),
            Lines({"A 2017-01-01 - 2017-01-01 Y N N"}));
}

TEST(PlanInDate, LastsSixMonthsFromTheStartThatDayIncluded) {
  EXPECT_EQ(in_date({kPeople, episodes("1,A,2017-01-01,,,"), cin_plans("1,A,2017-02-28,")}),
            Lines({"2017-02-28..2017-08-29"}));
  EXPECT_EQ(in_date({kPeople, episodes("1,A,2017-01-01,,,"), cin_plans("1,A,2017-08-31,")}),
            Lines({"2017-08-31..2018-03-01"}));
}

TEST(PlanInDate, IsRenewedByReviewsOfThePlanWhileItIsOpen) {
  const Tables tables = {kPeople, episodes("1,A,2017-01-01,,,"),
                         cin_plans("1,A,2017-01-10,2018-02-01\n2,B,2017-01-10,"),
                         reviews("1,CIN,1,2017-08-01\n"   // too late to keep it in date in July
                                 "2,CARE,1,2017-07-10\n"  // another kind of plan
                                 "3,CIN,2,2017-07-10\n"   // another child's
                                 "4,CIN,1,2016-12-01\n"   // before the start
                                 "5,CIN,1,\n"
                                 "6,CIN,1,2017-12-01")};
  EXPECT_EQ(in_date(tables), Lines({"2017-01-10..2017-07-11", "2017-08-01..2018-02-01"}));
}

TEST(PlanInDate, OneOfSeveralOpenPlansIsEnough) {
  EXPECT_EQ(in_date({kPeople, episodes("1,A,2017-01-01,,,"),
                     cin_plans("1,A,2017-05-01,\n2,A,2016-09-01,\n3,A,2017-04-01,2017-04-02")}),
            Lines({"2017-01-01..2017-03-02", "2017-04-01..2017-04-02", "2017-05-01..2017-11-02"}));
}

TEST(PlanInDate, FaultyPlansAreLeftOutAndNoted) {
  std::vector<FactNote> notes;
  EXPECT_EQ(
      in_date({kPeople, episodes("1,A,2017-01-01,,,"),
               cin_plans("1,A,,2017-05-01\n2,A,2017-05-01,2017-04-30\n3,A,2017-05-01,2017-05-01")},
              &notes),
      Lines({}));
  EXPECT_EQ(as_text(notes), Lines({"span-faulty 0", "span-faulty 1"}));
}

TEST(PlanInDate, ValidityIsThatOfTheDay) {
  Parameters parameters = default_parameters();
  Parameter validity;
  validity.name = "plan_validity_months";
  validity.values = {{{}, 3, {}}, {make_date(2017, 6, 1), 6, {}}};
  parameters.set(validity);
  const TestExtract records({kPeople, episodes("1,A,2017-01-01,,,"), cin_plans("1,A,2017-01-15,")},
                            parameters);
  EXPECT_EQ(cover_as_text(build_fact("child_in_need", records.context()), "plan_in_date", 0),
            Lines({"2017-01-15..2017-04-16", "2017-06-01..2017-07-16"}));
}

TEST(PlanInDate, IsCutToTheDaysOfEachRun) {
  const TestExtract records({kPeople, episodes("1,A,2017-01-01,,,"), cin_plans("1,A,2017-01-01,"),
                             cp_plans("1,A,2017-03-01,2017-06-15,"), taken_on("2018-12-31")});
  const FactTable fact = build_fact("child_in_need", records.context());
  ASSERT_EQ(fact.rows, 3U);
  EXPECT_EQ(cover_as_text(fact, "plan_in_date", 1), Lines({"2017-03-01..2017-06-15"}));
  EXPECT_EQ(cover_as_text(fact, "plan_in_date", 2), Lines({"2017-06-15..2017-07-02"}));
}

// Records of one person, drawn at random, and what the definition says of a day, read from them
// word for word.
class RandomPerson {
 public:
  explicit RandomPerson(unsigned seed) : random_(seed) {
    // One period of care at most: which of two that overlap counts is another rule's business.
    for (auto* spans : {&episodes_, &cp_plans_, &care_, &cin_plans_}) {
      for (int i = number(spans == &care_ ? 2 : 4); i > 0; --i) spans->push_back(span());
    }
    for (std::size_t i = 0; i < episodes_.size(); ++i) care_leaver_.push_back(number(4) == 0);
    for (std::size_t i = 0; i < cin_plans_.size(); ++i) reviewed_.push_back(day());
    born_ = add_months(kFirst, -12 * 18 + number(30));
  }

  Tables tables() const {
    Tables tables = {{"ssd_person", "pers_person_id,pers_dob\nA," + to_string(born_)},
                     taken_on("2018-12-31"),
                     episodes(""),
                     cp_plans(""),
                     care(""),
                     cin_plans(""),
                     reviews("")};
    const auto row = [](std::size_t i, const Days& days) {
      return fmt::format("{},A,{},{}", i, to_string(days.from),
                         days.until.missing() ? "" : to_string(days.until));
    };
    for (std::size_t i = 0; i < episodes_.size(); ++i) {
      tables[2].second +=
          row(i, episodes_[i]) + (care_leaver_[i] ? ",,CARE_LEAVER_FLAG\n" : ",,\n");
    }
    for (std::size_t i = 0; i < cp_plans_.size(); ++i)
      tables[3].second += row(i, cp_plans_[i]) + ",\n";
    for (std::size_t i = 0; i < care_.size(); ++i) tables[4].second += row(i, care_[i]) + "\n";
    for (std::size_t i = 0; i < cin_plans_.size(); ++i) {
      tables[5].second += row(i, cin_plans_[i]) + "\n";
      tables[6].second += fmt::format("{},CIN,{},{}\n", i, i, to_string(reviewed_[i]));
    }
    return tables;
  }

  // "referral under-18 on-plan looked-after plan-in-date", empty without an open episode.
  std::string on(Date day) const {
    Date referral;
    for (std::size_t i = 0; i < episodes_.size(); ++i) {
      if (!is_open(episodes_[i], day) || care_leaver_[i]) continue;
      if (referral.missing() || episodes_[i].from < referral) referral = episodes_[i].from;
    }
    if (!any_open(episodes_, day)) return "";
    const Date adult = add_months(born_, 12 * 18);
    return fmt::format("{} {} {} {} {}", referral.missing() ? "-" : to_string(referral),
                       letter(day < adult), letter(any_open(cp_plans_, day) && day < adult),
                       letter(any_open(care_, day) && day < adult), letter(plan_in_date(day)));
  }

  static inline const Date kFirst = make_date(2017, 1, 1);
  static constexpr int kDays = 500;

 private:
  struct Days {
    Date from;
    Date until;
  };
  static bool is_open(const Days& days, Date day) {
    return days.from <= day && (days.until.missing() || day < days.until);
  }
  static bool any_open(const std::vector<Days>& all, Date day) {
    return std::any_of(all.begin(), all.end(),
                       [&](const Days& days) { return is_open(days, day); });
  }
  static const char* letter(bool value) { return value ? "Y" : "N"; }
  bool plan_in_date(Date day) const {
    for (std::size_t i = 0; i < cin_plans_.size(); ++i) {
      if (!is_open(cin_plans_[i], day)) continue;
      Date latest = cin_plans_[i].from;
      if (reviewed_[i] <= day) latest = std::max(latest, reviewed_[i]);
      if (add_months(latest, 6) >= day) return true;
    }
    return false;
  }
  int number(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }
  Date day() { return {kFirst.days + number(kDays)}; }
  Days span() {
    const Date from = day();
    return {from, number(3) == 0 ? Date{} : Date{from.days + number(250)}};
  }

  std::mt19937 random_;
  std::vector<Days> episodes_, cp_plans_, care_, cin_plans_;
  std::vector<bool> care_leaver_;
  std::vector<Date> reviewed_;
  Date born_;
};

// The same of the row of the fact that lies on the day.
std::string fact_on(const FactTable& fact, Date day) {
  std::string found;
  for (std::size_t row = 0; row < fact.rows; ++row) {
    const Date until{fact.column("until")[row]};
    if (day.days < fact.column("from")[row] || (!until.missing() && day >= until)) continue;
    if (!found.empty()) return "two rows on one day";
    const Cover& cover = fact.covers[0];
    bool in_date = false;
    for (std::uint32_t i = cover.first[row]; i < cover.first[row + 1]; ++i) {
      in_date |=
          cover.from[i] <= day.days && (cover.until[i] == kMissing || day.days < cover.until[i]);
    }
    for (const char* column : {"referred_on", "under_18", "on_cp_plan", "looked_after"}) {
      found += cell_as_text(fact, column, row) + " ";
    }
    found += in_date ? "Y" : "N";
  }
  return found;
}

TEST(ChildInNeed, AgreesWithTheDefinitionOnEveryDayOfRandomRecords) {
  int days_in_need = 0;
  for (unsigned seed = 0; seed < 300; ++seed) {
    const RandomPerson person(seed);
    const TestExtract records(person.tables());
    const FactTable fact = build_fact("child_in_need", records.context());
    for (int i = 0; i < RandomPerson::kDays; ++i) {
      const Date day{RandomPerson::kFirst.days + i};
      const std::string expected = person.on(day);
      days_in_need += expected.empty() ? 0 : 1;
      ASSERT_EQ(fact_on(fact, day), expected) << "seed " << seed << ", " << to_string(day);
    }
  }
  EXPECT_GT(days_in_need, 10'000);
}

}  // namespace
}  // namespace waymark
