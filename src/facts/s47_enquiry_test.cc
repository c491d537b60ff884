#include <gtest/gtest.h>

#include "facts/test_extract.h"

namespace waymark {
namespace {

const std::pair<std::string, std::string> kPeople = {"ssd_person",
                                                     "pers_person_id,pers_dob\nA,2010-01-01"};

std::pair<std::string, std::string> enquiries(const std::string& rows) {
  return {"ssd_s47_enquiry",
          "s47e_s47_enquiry_id,s47e_person_id,s47e_s47_start_date,s47e_s47_end_date,s47e_s47_nfa,"
          "s47e_s47_outcome_json\n" +
              rows};
}

TEST(S47Enquiry, HasTheClassOfTheDefaultMapInItsOrder) {
  const TestExtract records(
      {kPeople, enquiries("1,A,,2017-11-01,Y,CP_CONFERENCE_FLAG+NFA_FLAG\n"
                          "2,A,,2017-11-01,Y,OTHER_FLAG\n"
                          "3,A,,2017-11-01,,NFA_FLAG+OTHER_FLAG\n"
                          "4,A,,2017-11-01,N,OTHER_FLAG\n"
                          "5,A,,2017-11-01,,TOTAL_NO_OF_OUTCOMES+OUTCOME_COMMENTS\n"
                          "6,A,,2017-11-01,Y,\n"
                          "7,A,,,,OTHER_FLAG")});  // not completed
  std::vector<FactNote> notes;
  const FactTable fact = build_fact("s47_enquiry", records.context(), &notes);
  EXPECT_EQ(as_text(records, fact, {"outcome"}),
            Lines({"A subst_continuing", "A not_subst", "A not_subst", "A subst_not_continuing",
                   "A none", "A not_subst", "A none"}));
  EXPECT_EQ(as_text(notes), Lines({"outcome-without-class 4"}));
}

TEST(S47Enquiry, FollowsTheLocalMapAloneWhereAKeyHasARowInForce) {
  const TestExtract records(
      {kPeople,
       enquiries("1,A,,2017-11-01,,CP_CONFERENCE_FLAG+LOCAL_FLAG\n"  // the row decides alone
                 "2,A,,2017-11-01,,LOCAL_FLAG+WORSE_FLAG\n"          // the first class of the rows
                 "3,A,,2017-11-01,Y,NOTHING_FLAG+CP_CONFERENCE_FLAG\n"  // rows that all say NONE
                 "4,A,,2017-12-01,,LOCAL_FLAG"),                        // row no longer in force
       {"loc_s47_outcome",
        "code,class,from_date,to_date\nLOCAL_FLAG,NOT_SUBST,,2017-11-30\n"
        "WORSE_FLAG,SUBST_NOT_CONTINUING,,\nNOTHING_FLAG,NONE,,"}});
  EXPECT_EQ(as_text(records, build_fact("s47_enquiry", records.context()), {"outcome"}),
            Lines({"A not_subst", "A subst_not_continuing", "A none", "A subst_not_continuing"}));
}

TEST(S47Enquiry, CountsAlthoughItEndedBeforeItStarted) {
  const TestExtract records({kPeople, enquiries("1,A,2017-11-02,2017-11-01,,NFA_FLAG")});
  std::vector<FactNote> notes;
  EXPECT_EQ(build_fact("s47_enquiry", records.context(), &notes).rows, 1U);
  EXPECT_EQ(as_text(notes), Lines({"span-faulty 0"}));
}

TEST(S47Enquiry, FirstStartOfAMonthIsTheEarliestThenTheLowestId) {
  const TestExtract records({kPeople, enquiries("9,A,2017-11-05,,,\n"
                                                "10,A,2017-11-05,,,\n"  // "10" is before "9"
                                                "1,A,2017-11-06,,,\n"
                                                "2,A,2017-12-01,,,\n3,A,,,,")});
  EXPECT_EQ(
      as_text(records, build_fact("s47_enquiry", records.context()), {"first_start_in_month"}),
      Lines({"A N", "A Y", "A N", "A Y", "A N"}));
}

}  // namespace
}  // namespace waymark
