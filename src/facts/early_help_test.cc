#include <gtest/gtest.h>

#include "facts/test_extract.h"

namespace waymark {
namespace {

using Table = std::pair<std::string, std::string>;

const Table kPeople = {"ssd_person",
                       "pers_person_id,pers_dob,pers_expected_dob,pers_death_date\n"
                       "A,2010-01-01,,\nB,2012-01-01,,\nU,,2018-03-01,"};
const Table kAreas = {"loc_locality", "locality_id,sort_order\nN,1\nS,2\nW,3"};
const Table kPostcodes = {"loc_postcode_locality", "postcode,locality_id\nNR1 1AA,N\nNR2 2BB,S"};
const Table kTeams = {
    "loc_team",
    "team_id,locality_id,from_date,to_date\nT-N,N,,2017-10-31\nT-N,W,2017-11-01,\n"
    "T-ALL,,,"};

Table cases(const std::string& rows) {
  return {"loc_eh_case",
          "eh_case_id,family_id,team_id,postcode,opened_date,open_source,closed_date\n" + rows};
}
Table members(const std::string& rows) {
  return {"loc_eh_case_child", "eh_case_id,person_id,from_date,to_date\n" + rows};
}
Table requests(const std::string& rows) {
  return {"loc_eh_request",
          "eh_request_id,family_id,received_date,source,eh_case_id,postcode\n" + rows};
}
Table episodes(const std::string& rows) {
  return {"ssd_cin_episodes",
          "cine_referral_id,cine_person_id,cine_referral_date,cine_close_date,cine_close_reason,"
          "cine_referral_nfa\n" +
              rows};
}

std::string area_name(const FactContext& context, std::int32_t area) {
  return area == kMissing ? "-" : context.areas.localities[static_cast<std::size_t>(area)].id;
}

// The rows as "record cell cell ...", with the record numbered from 0.
Lines rows_of(const FactTable& fact, const std::vector<std::string>& columns) {
  Lines lines;
  for (std::size_t row = 0; row < fact.rows; ++row) {
    std::string line = std::to_string(fact.record[row]);
    for (const auto& column : columns) line += " " + cell_as_text(fact, column, row);
    lines.push_back(line);
  }
  return lines;
}

// The areas of a row as "N", or "N 2017-11-01 W" where they change.
std::string areas_of_row(const FactContext& context, const FactTable& fact, std::size_t row) {
  std::string text = area_name(context, fact.area[row]);
  const AreaChanges& changes = fact.area_changes;
  if (changes.first.empty()) return text;
  for (std::uint32_t i = changes.first[row]; i < changes.first[row + 1]; ++i) {
    text += " " + to_string(Date{changes.from[i]}) + " " + area_name(context, changes.area[i]);
  }
  return text;
}

TEST(EarlyHelpRequest, LeavesOutExactRepeatsAndRequestsWithoutADay) {
  const TestExtract records({kAreas, kPostcodes,
                             cases("C1,F1,,,2017-11-08,,\nC2,F1,,,2017-11-08,,2017-11-01"),
                             requests("1,F1,2017-11-02,SCHOOL,C1,NR1 1AA\n"
                                      "2,F1,2017-11-02,school,C1,NR1 1AA\n"  // repeats 1
                                      "3,F1,2017-11-02,,C2,NR9 9ZZ\n"        // a faulty case
                                      "4,F1,2017-11-02,,C3,\n"               // repeats 3
                                      "5,,2017-11-02,SCHOOL,,\n"
                                      "6,,2017-11-02,SCHOOL,,\n"  // no family: no repeat
                                      "7,F1,2017-11-03,SCHOOL,,\n"
                                      "8,F2,,SCHOOL,,")});
  std::vector<FactNote> notes;
  const FactContext context = records.context();
  const FactTable fact = build_fact("early_help_request", context, &notes);
  EXPECT_EQ(rows_of(fact, {"received_on", "case_opened_on"}),
            Lines({"0 2017-11-02 2017-11-08", "2 2017-11-02 -", "4 2017-11-02 -", "5 2017-11-02 -",
                   "6 2017-11-03 -"}));
  EXPECT_EQ(areas_of_row(context, fact, 0), "N");
  EXPECT_EQ(areas_of_row(context, fact, 1), "-");
  EXPECT_EQ(as_text(notes), Lines({"request-repeated 1", "request-repeated 3", "date-missing 7"}));
}

TEST(EarlyHelpCase, LeavesOutFaultySpansAndKeepsCasesOfOneDay) {
  const TestExtract records(
      {cases("C1,F,,,,,\nC2,F,,,2017-11-02,,2017-11-01\n"
             "C3,F,,,2017-11-02,other,2017-11-02\nC4,F,,,2017-11-02,Walk-in,")});
  std::vector<FactNote> notes;
  const FactTable fact = build_fact("early_help_case", records.context(), &notes);
  EXPECT_EQ(rows_of(fact, {"opened_on", "closed_on", "open_source"}),
            Lines({"2 2017-11-02 2017-11-02 other", "3 2017-11-02 - other"}));
  EXPECT_EQ(as_text(notes), Lines({"span-faulty 0", "span-faulty 1"}));
}

TEST(EarlyHelpCase, KnowsTheLatestEarlierCaseOfTheFamilyThatHadClosed) {
  const TestExtract records(
      {cases("C1,F,,,2016-01-01,,2016-11-30\n"
             "C2,F,,,2016-02-01,,2016-06-30\n"
             "C3,F,,,2017-11-30,,\n"            // after C1
             "C4,F,,,2017-11-30,,2017-11-30\n"  // opened with C3: not earlier
             "C5,,,,2017-11-30,,\n"             // no family
             "C6,G,,,2017-11-01,,2017-12-01\n"
             "C7,G,,,2017-11-20,,\n"    // C6 closes later
             "C8,G,,,2017-12-01,,")});  // on the day C6 closes
  const FactTable fact = build_fact("early_help_case", records.context());
  EXPECT_EQ(
      rows_of(fact, {"previous_closed_on"}),
      Lines({"0 -", "1 -", "2 2016-11-30", "3 2016-11-30", "4 -", "5 -", "6 -", "7 2017-12-01"}));
}

TEST(EarlyHelpCase, KnowsWhenSocialCareClosedAnEpisodeOfAChildOfTheCase) {
  const auto closed = [](const std::string& rows) {
    const TestExtract records({kPeople, cases("C1,F,,,2017-11-15,,"),
                               // Membership counts whatever its dates.
                               members("C1,A,2018-01-01,2017-01-01\nC1,X,,\nC9,B,,"),
                               episodes(rows)});
    return cell_as_text(build_fact("early_help_case", records.context()), "social_care_closed_on",
                        0);
  };
  EXPECT_EQ(closed("1,A,2017-01-01,2017-11-15,RC8,"), "2017-11-15");
  EXPECT_EQ(closed("1,A,2017-01-01,2017-11-16,RC8,"), "-");
  EXPECT_EQ(closed("1,A,2017-01-01,2017-10-01,rc7,\n2,A,2017-10-02,2017-10-20,RC9,"), "2017-10-20");
  EXPECT_EQ(closed("1,A,2017-01-01,2017-11-01,RC1,\n2,A,2017-01-01,2017-11-01,,"), "-");
  EXPECT_EQ(closed("1,B,2017-01-01,2017-11-01,RC8,"), "-");  // a child of another case
  EXPECT_EQ(closed("1,A,2017-11-05,2017-11-01,RC8,"), "-");  // closed before the referral
  EXPECT_EQ(closed("1,A,,2017-11-01,RC8,"), "-");
}

TEST(EarlyHelpCase, BelongsToTheLocalityOfItsTeamElseOfItsPostcode) {
  const TestExtract records({kAreas, kPostcodes, kTeams,
                             cases("C1,F,T-N,NR2 2BB,2017-10-01,,\n"
                                   "C2,F,T-N,NR2 2BB,2017-10-01,,2017-11-01\n"
                                   "C3,F,T-N,NR2 2BB,2017-10-01,,2017-10-31\n"
                                   "C4,F,T-ALL,NR2 2BB,2017-10-01,,\n"
                                   "C5,F,T-X,,2017-10-01,,\n"
                                   "C6,F,,NR1 1AA,2017-10-01,,\n"
                                   "C7,F,T-N,,2017-11-01,,")});
  const FactContext context = records.context();
  const FactTable fact = build_fact("early_help_case", context);
  const std::vector<std::string> expected = {
      "N 2017-11-01 W", "N 2017-11-01 W", "N", "S", "-", "N", "W"};
  ASSERT_EQ(fact.rows, expected.size());
  for (std::size_t row = 0; row < fact.rows; ++row) {
    EXPECT_EQ(areas_of_row(context, fact, row), expected[row]) << "case " << row + 1;
  }
}

TEST(EarlyHelpCase, WithoutChangesOfTeamNoAreaChanges) {
  const TestExtract records({kAreas, kPostcodes, cases("C1,F,,NR1 1AA,2017-10-01,,")});
  const FactContext context = records.context();
  const FactTable fact = build_fact("early_help_case", context);
  EXPECT_TRUE(fact.area_changes.first.empty());
  EXPECT_EQ(areas_of_row(context, fact, 0), "N");
}

TEST(EarlyHelpChild, IsAMemberOnlyWhileTheCaseIsOpen) {
  const TestExtract records({kPeople,
                             cases("C1,F,,,2017-03-01,,2017-09-01\nC2,F,,,2017-03-01,,2017-02-01"),
                             members("C1,A,,\n"                      // with the case
                                     "C1,U,2017-01-01,2018-01-01\n"  // clipped by it
                                     "C1,B,2017-04-01,2017-05-01\n"
                                     "C1,B,2017-06-01,2017-05-15\n"  // ends before it begins
                                     "C1,B,2017-09-01,\n"            // after the case
                                     "C2,A,,\nC3,A,,\nC1,X,,")});  // faulty, unknown, unknown child
  const FactTable fact = build_fact("early_help_child", records.context());
  EXPECT_EQ(as_text(records, fact, {"from", "until", "case_opened_on"}),
            Lines({"A 2017-03-01 2017-09-01 2017-03-01", "B 2017-04-01 2017-05-01 2017-03-01",
                   "U 2017-03-01 2017-09-01 2017-03-01"}));
  EXPECT_EQ(fact.record, (std::vector<std::int32_t>{0, 2, 1}));
}

TEST(EarlyHelpChild, CountsWithTheCaseOpenedFirst) {
  const TestExtract records({kPeople,
                             cases("C2,F,,,2017-03-01,,2017-06-01\nC1,F,,,2017-03-01,,2017-09-01\n"
                                   "C0,F,,,2017-08-01,,"),
                             members("C0,A,,\nC1,A,,\nC2,A,,")});
  const FactTable fact = build_fact("early_help_child", records.context());
  EXPECT_EQ(rows_of(fact, {"from", "until"}),
            Lines({"1 2017-03-01 2017-06-01", "1 2017-06-01 2017-08-01", "1 2017-08-01 2017-09-01",
                   "0 2017-09-01 2028-01-01"}));  // the 18th birthday
}

TEST(EarlyHelpChild, StopsAtTheEighteenthBirthdayOrDeath) {
  const TestExtract records(
      {Table{"ssd_person",
             "pers_person_id,pers_dob,pers_expected_dob,pers_death_date\n"
             "A,1999-11-30,,\nB,2012-01-01,,2017-11-30\nC,1990-01-01,,\nD,,,"},
       cases("C1,F,,,2017-03-01,,"), members("C1,A,,\nC1,B,,\nC1,C,,\nC1,D,,")});
  const FactTable fact = build_fact("early_help_child", records.context());
  EXPECT_EQ(as_text(records, fact, {"from", "until"}),
            Lines({"A 2017-03-01 2017-11-30", "B 2017-03-01 2017-11-30", "D 2017-03-01 -"}));
}

TEST(EarlyHelpChild, BelongsWhereItsCaseBelongs) {
  const TestExtract records(
      {kPeople, kAreas, kTeams, cases("C1,F,T-N,,2017-03-01,,"), members("C1,A,,")});
  const FactContext context = records.context();
  const FactTable fact = build_fact("early_help_child", context);
  EXPECT_EQ(areas_of_row(context, fact, 0), "N 2017-11-01 W");
}

TEST(S47Enquiry, KnowsTheLastDayOfEarlyHelpBeforeItsStart) {
  const auto last_day = [](const std::string& case_rows, const std::string& member_rows) {
    const TestExtract records({kPeople, cases(case_rows), members(member_rows),
                               Table{"ssd_s47_enquiry",
                                     "s47e_s47_enquiry_id,s47e_person_id,s47e_s47_start_date\n"
                                     "1,A,2017-11-15"}});
    return cell_as_text(build_fact("s47_enquiry", records.context()), "early_help_on", 0);
  };
  EXPECT_EQ(last_day("C1,F,,,2017-01-01,,", "C1,A,,"), "2017-11-14");
  EXPECT_EQ(last_day("C1,F,,,2017-01-01,,2017-11-15", "C1,A,,"), "2017-11-14");
  EXPECT_EQ(last_day("C1,F,,,2017-01-01,,2017-06-01", "C1,A,,"), "2017-05-31");
  EXPECT_EQ(last_day("C1,F,,,2017-01-01,,2017-06-01", "C1,A,,2017-03-01"), "2017-02-28");
  EXPECT_EQ(last_day("C1,F,,,2017-11-15,,", "C1,A,,"), "-");  // from the day itself
  EXPECT_EQ(last_day("C1,F,,,2017-11-14,,2017-11-14", "C1,A,,"), "-");
  EXPECT_EQ(last_day("C1,F,,,2017-01-01,,", "C1,B,,"), "-");
}

Lines families(const Table& support, const Table& family, const Table& cin) {
  const TestExtract records({kPeople, support, family, cin});
  const FactTable fact = build_fact("targeted_support_family", records.context());
  Lines lines;
  for (std::size_t row = 0; row < fact.rows; ++row) {
    lines.push_back(std::to_string(fact.record[row]) + " " + records.person_id(fact.child[row]) +
                    " " + cell_as_text(fact, "from", row) + ".." +
                    cell_as_text(fact, "until", row));
  }
  return lines;
}

Table support(const std::string& rows) {
  return {"loc_targeted_support", "support_id,family_id,from_date,to_date\n" + rows};
}
Table family(const std::string& rows) {
  return {"ssd_family", "fami_table_id,fami_family_id,fami_person_id\n" + rows};
}

TEST(TargetedSupportFamily, IsSupportedWhileAChildHasAnOpenEpisode) {
  EXPECT_EQ(families(support("1,F,2017-01-01,2017-12-01"), family("1,F,A\n2,F,B\n3,G,U"),
                     episodes("1,A,2017-06-01,2017-09-01,,\n2,B,2017-08-01,,,\n3,U,2017-01-01,,,")),
            Lines({"0 A 2017-06-01..2017-08-01", "0 A 2017-08-01..2017-09-01",
                   "0 B 2017-09-01..2017-12-01"}));
  // Equal referrals: the lowest person id.
  EXPECT_EQ(families(support("1,F,2017-01-01,2017-12-01"), family("1,F,B\n2,F,A"),
                     episodes("1,B,2017-06-01,,,\n2,A,2017-06-01,,,")),
            Lines({"0 A 2017-06-01..2017-12-01"}));
  // No further action, faulty, unknown people and episodes without days give none.
  EXPECT_EQ(families(support("1,F,2017-01-01,"), family("1,F,A\n2,F,B\n3,F,X\n4,F,"),
                     episodes("1,A,2017-06-01,,,Y\n2,A,2017-06-01,2017-05-01,,\n3,A,,,,\n"
                              "4,B,2017-06-01,2017-06-01,,\n5,X,2017-06-01,,,")),
            Lines({}));
}

TEST(TargetedSupportFamily, CountsAFamilyOnceWhateverItsRows) {
  EXPECT_EQ(
      families(
          support(
              "2,F,2017-01-01,2017-07-01\n1,F,2017-01-01,2017-06-01\n3,F,2017-09-01,2017-08-01"),
          family("1,F,A\n2,G,A"), episodes("1,A,2017-01-01,,,")),
      Lines({"1 A 2017-01-01..2017-06-01", "0 A 2017-06-01..2017-07-01"}));
}

}  // namespace
}  // namespace waymark
