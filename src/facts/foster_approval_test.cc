#include <gtest/gtest.h>

#include "facts/test_extract.h"

namespace waymark {
namespace {

// The rows as "record type approved ceased".
Lines approvals(const std::string& rows, std::vector<FactNote>* notes = nullptr) {
  const TestExtract records({{"loc_foster_approval",
                              "approval_id,household_id,care_type,temporary,approved_date,"
                              "ceased_date,cease_reason\n" +
                                  rows}});
  const FactTable fact = build_fact("foster_approval", records.context(), notes);
  Lines lines;
  for (std::size_t row = 0; row < fact.rows; ++row) {
    lines.push_back(std::to_string(fact.record[row]) + " " + cell_as_text(fact, "care_type", row) +
                    " " + cell_as_text(fact, "approved_on", row) + " " +
                    cell_as_text(fact, "ceased_on", row));
  }
  return lines;
}

TEST(FosterApproval, CountsUnknownTypesAsOtherAndLeavesOutTemporaryOnes) {
  EXPECT_EQ(
      approvals("1,H1,task_centred,,2017-01-01,,\n2,H2,KINSHIP,N,2017-01-01,2017-06-01,RESIGNED\n"
                "3,H3,PARENT_CHILD,,2017-01-01,,\n4,H4,,,2017-01-01,,\n"
                "5,H5,KINSHIP,Y,2017-01-01,2017-06-01,"),
      Lines({"0 task_centred 2017-01-01 -", "1 kinship 2017-01-01 2017-06-01",
             "2 short_break_other 2017-01-01 -", "3 short_break_other 2017-01-01 -"}));
}

TEST(FosterApproval, AChangeOfTypeIsNeitherCeaseNorApproval) {
  EXPECT_EQ(approvals("1,H,TASK_CENTRED,,2015-01-01,2017-06-01,type_change\n"
                      "2,H,KINSHIP,,2017-06-01,2017-09-01,RESIGNED\n"
                      "3,H2,KINSHIP,,2017-06-01,,\n"                        // another household
                      "4,H3,KINSHIP,,2017-06-01,2017-06-01,TYPE_CHANGE\n"   // its own change
                      "5,H4,KINSHIP,Y,2017-01-01,2017-06-01,TYPE_CHANGE\n"  // a temporary row
                      "6,H4,KINSHIP,,2017-06-01,,"),
            Lines({"0 task_centred 2015-01-01 -", "1 kinship - 2017-09-01",
                   "2 kinship 2017-06-01 -", "3 kinship 2017-06-01 -", "5 kinship 2017-06-01 -"}));
}

TEST(FosterApproval, RowsOfOneHouseholdTypeAndDayCountOnce) {
  // Unknown and missing types are one; the lowest id stays.
  EXPECT_EQ(approvals("2,H,OTHER,,2017-01-01,2017-05-01,\n1,H,,,2017-01-01,2017-06-01,\n"
                      "3,H,KINSHIP,,2017-01-01,2017-06-01,\n4,H,X,,2016-01-01,2017-06-01,"),
            Lines({"1 short_break_other 2017-01-01 2017-06-01", "0 short_break_other - 2017-05-01",
                   "2 kinship 2017-01-01 2017-06-01", "3 short_break_other 2016-01-01 -"}));
}

TEST(FosterApproval, ACeaseBeforeTheApprovalIsNoCease) {
  std::vector<FactNote> notes;
  EXPECT_EQ(approvals("1,H1,KINSHIP,,2017-06-01,2017-05-31,\n2,H2,KINSHIP,,2017-06-01,2017-06-01,\n"
                      "3,H3,KINSHIP,,,2017-06-01,\n4,H4,KINSHIP,,,,",
                      &notes),
            Lines({"0 kinship 2017-06-01 -", "1 kinship 2017-06-01 2017-06-01",
                   "2 kinship - 2017-06-01"}));
  EXPECT_EQ(as_text(notes), Lines({"span-faulty 0", "date-missing 2", "date-missing 3"}));
}

TEST(FosterApproval, BelongsWhereTheHouseholdLives) {
  const TestExtract records(
      {{"loc_locality", "locality_id,sort_order\nN,1\nS,2"},
       {"loc_postcode_locality", "postcode,locality_id\nNR1 1AA,N\nNR2 2BB,S"},
       {"loc_foster_household", "household_id,postcode\nH1,NR2 2bb\nH2,NR9 9ZZ\nH3,"},
       {"loc_foster_approval",
        "approval_id,household_id,approved_date\n1,H1,2017-01-01\n2,H2,2017-01-01\n3,H3,2017-01-"
        "01\n"
        "4,H4,2017-01-01"}});
  const FactTable fact = build_fact("foster_approval", records.context());
  EXPECT_EQ(fact.area, (std::vector<std::int32_t>{1, kMissing, kMissing, kMissing}));
}

}  // namespace
}  // namespace waymark
