#include <gtest/gtest.h>

#include "facts/test_extract.h"

namespace waymark {
namespace {

const std::pair<std::string, std::string> kPeople = {
    "ssd_person", "pers_person_id,pers_dob\nA,2010-01-01\nB,2011-01-01"};

std::pair<std::string, std::string> conferences(const std::string& rows) {
  return {"ssd_initial_cp_conference",
          "icpc_icpc_id,icpc_person_id,icpc_icpc_date,icpc_s47_enquiry_id,icpc_icpc_transfer_in\n" +
              rows};
}

TEST(InitialConference, IsHeldWithoutAStatusOrWithStatusHeldOrEmpty) {
  const TestExtract records({kPeople,
                             conferences("1,A,2017-11-01,,\n2,A,2017-10-01,,\n3,A,2017-09-01,,\n"
                                         "4,A,2017-08-01,,\n5,A,2017-07-01,,\n6,A,2017-06-01,,"),
                             {"loc_conference",
                              "kind,conference_id,status\nICPC,2,held\nICPC,3,\nICPC,4,STOODDOWN\n"
                              "ICPC,5,INQUORATE\nRCPC,6,STOODDOWN"}});
  EXPECT_EQ(as_text(records, build_fact("initial_conference", records.context()),
                    {"held", "first_in_month"}),
            Lines({"A Y Y", "A Y Y", "A Y Y", "A N N", "A N N", "A Y Y"}));
}

TEST(InitialConference, FirstInMonthIsTheEarliestHeldThenTheLowestId) {
  const TestExtract records({kPeople,
                             conferences("5,A,2017-11-02,,\n3,A,2017-11-20,,\n"
                                         "2,A,2017-11-20,,\n1,B,2017-11-30,,\n4,B,2017-11-30,,"),
                             {"loc_conference", "kind,conference_id,status\nICPC,5,STOODDOWN"}});
  EXPECT_EQ(
      as_text(records, build_fact("initial_conference", records.context()), {"first_in_month"}),
      Lines({"A N", "A N", "A Y", "B Y", "B N"}));
}

TEST(InitialConference, ClockIsTheEnquiryOrForATransferInTheNotification) {
  const TestExtract records(
      {kPeople,
       conferences("1,A,2017-11-01,E1,\n2,A,2017-10-01,E1,Y\n3,A,2017-09-01,E1,Y\n"
                   "4,A,2017-08-01,,\n5,A,2017-07-01,E2,\n6,A,2017-06-01,E3,"),
       {"ssd_s47_enquiry",
        "s47e_s47_enquiry_id,s47e_person_id,s47e_s47_start_date\n"
        "E1,B,2017-10-16\nE2,Z,2017-06-16\nE3,A,2017-06-02"},  // E2 is held out
       {"loc_conference",
        "kind,conference_id,status,notified_date\nICPC,2,,2017-09-18\nICPC,1,,2017-01-01"}});
  std::vector<FactNote> notes;
  const FactTable fact = build_fact("initial_conference", records.context(), &notes);
  EXPECT_EQ(
      as_text(records, fact, {"transfer_in", "clock_from"}),
      Lines({"A N 2017-10-16", "A Y 2017-09-18", "A Y -", "A N -", "A N -", "A N 2017-06-02"}));
  EXPECT_EQ(as_text(notes), Lines({"clock-start-missing 2", "clock-start-missing 3",
                                   "clock-start-missing 4", "clock-backwards 5"}));
}

TEST(InitialConference, WithoutADateIsNotedUnlessItWasStoodDown) {
  const TestExtract records({kPeople,
                             conferences("1,A,,,\n2,A,,,"),
                             {"loc_conference", "kind,conference_id,status\nICPC,2,STOODDOWN"}});
  std::vector<FactNote> notes;
  EXPECT_EQ(build_fact("initial_conference", records.context(), &notes).rows, 0U);
  EXPECT_EQ(as_text(notes), Lines({"date-missing 0"}));
}

}  // namespace
}  // namespace waymark
