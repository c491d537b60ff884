#include "catalogue/docs.h"

#include <gtest/gtest.h>

#include "catalogue/test_files.h"

namespace waymark {
namespace {

const std::string kExample = R"toml(
[[example]]
name  = "an earlier referral counts"
month = "2017-11"
[example.records]
ssd_person = """
pers_person_id, pers_dob
A,              2010-05-01
"""
[[example.expect]]
numerator = 1
denominator = 2
)toml";

TEST(MeasurePage, SaysEverythingOfAMeasure) {
  const std::vector<CatalogueFile> files = {
      window_file(),
      {"footnotes.toml", "[[footnote]]\nid = \"sum\"\ntext = \"Does not add.\"\n", false},
      {"breaks.toml",
       "[[break]]\nday = 2017-04-01\ntext = \"Twelve months.\"\nmeasures = [\"2.7\"]\n", false},
      {"measures/m.toml",
       with(kRereferrals, "source ",
            "note = \"Two on one day count once.\"\nfootnotes = [\"sum\"]\nsource ") +
           kExample,
       false}};
  const CatalogueReading reading = read_catalogue(files);
  ASSERT_EQ(as_text(reading.faults), "");
  EXPECT_EQ(measure_page(*reading.catalogue.find("2.7"), reading.catalogue,
                         read_examples(files, nullptr)),
            R"md(# 2.7 Re-referrals - % (in-month)

Of the referrals of the month, the share that follow another.

|  |  |
| --- | --- |
| Reference | 2.7 |
| Section | 2 Contacts and referrals |
| Page | Referrals |
| Good performance is | Low |
| Shown as | percent, 1 decimal |
| Unit | referral |
| Kind | flow: what happens in the month |
| Year to date | worked out again from the sums of the months since April |
| Localities | they do not add up to the county |
| Locality of a row | home address, else unallocated |
| Tables needed | `ssd_cin_episodes`, `ssd_person` |
| Definition holds | from 1 January 2010 |

## What is counted

**Numerator.** Rows of the denominator where `add_months(previous_on, $window) >= referred_on`.

- `referred_on`: Day of the referral.
- `previous_on`: Latest referral of the same child on an earlier day.

**Denominator.** Rows of the fact `referral`, counted in the month of `referred_on`. A referral of one child, whatever its outcome.

- `referred_on`: Day of the referral.

## Parameters

| Parameter | Value | Meaning | Source |
| --- | --- | --- | --- |
| `window` | 6 months until 31 March 2017, then 12 months | How long a referral is looked back for. | Settled for this product. |

## Notes

Two on one day count once.

Does not add.

Break in the series on 1 April 2017: Twelve months.

## Source

Settled for this product.

## Examples

### an earlier referral counts

`ssd_person`

| pers_person_id | pers_dob |
| --- | --- |
| A | 2010-05-01 |

Expected for November 2017:

| Area | Numerator | Denominator |
| --- | --- | --- |
| county | 1 | 2 |
)md");
}

TEST(MeasurePage, SaysWhatSumsAndStocksCount) {
  const std::string sums = with(with(with(kLongPlans, "6.10n", "6.10x"), "690", "691"),
                                "of         = \"cp_plan\"\n", "sum_of = [\"6.10n\", \"6.10n\"]\n");
  const CatalogueReading reading = read_catalogue(
      {window_file(),
       {"measures/a.toml", with(kLongPlans, "where ", "cover = \"seen_in_time\"\nwhere "), false},
       {"measures/b.toml", sums.substr(0, sums.find("at         =")), false},
       {"measures/c.toml",
        with(with(kRereferrals.substr(0, kRereferrals.find("[denominator]")), "\"2.7\"", "\"2.9\""),
             "valid_from = 2010-01-01", "valid_from = 2010-01-01\nvalid_until = 2012-04-01"),
        false}});
  ASSERT_EQ(as_text(reading.faults), "");
  const auto page = [&](const char* ref) {
    return measure_page(*reading.catalogue.find(ref), reading.catalogue, {});
  };
  const auto holds = [](const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  };
  EXPECT_TRUE(holds(page("6.10n"),
                    "Rows of the fact `cp_plan`, open at the month end (from "
                    "`started_on`, before `ended_on`), where `add_months(started_on, "
                    "24) <= month_end` and while `seen_in_time` holds."))
      << page("6.10n");
  EXPECT_TRUE(holds(page("6.10x"),
                    "**Numerator.** The sum of the numerator of [6.10n](6.10n.md) No. "
                    "children subject to child protection plan for > 2 years and the "
                    "numerator of [6.10n](6.10n.md)"))
      << page("6.10x");
  EXPECT_TRUE(holds(page("2.9"), "Not computed yet.")) << page("2.9");
  EXPECT_TRUE(holds(page("2.9"), "| Definition holds | from 1 January 2010 until 31 March 2012 |"));
}

TEST(MeasurePage, EndsASumWithOneFullStop) {
  const std::string counted = with(kLongPlans, "for > 2 years", "for > 2 years - No.");
  const std::string sum = with(with(with(kLongPlans, "6.10n", "6.10x"), "690", "691"),
                               "of         = \"cp_plan\"\n", "sum_of = [\"6.10n\"]\n");
  const CatalogueReading reading =
      read_catalogue({{"measures/a.toml", counted, false},
                      {"measures/b.toml", sum.substr(0, sum.find("at         =")), false}});
  ASSERT_EQ(as_text(reading.faults), "");
  const std::string page = measure_page(*reading.catalogue.find("6.10x"), reading.catalogue, {});
  EXPECT_NE(
      page.find("The numerator of [6.10n](6.10n.md) No. children subject to child protection plan "
                "for > 2 years - No.\n"),
      std::string::npos)
      << page;
}

TEST(IndexPage, ListsMeasuresBySection) {
  const CatalogueReading reading = read_catalogue({window_file(),
                                                   {"measures/a.toml", kLongPlans, false},
                                                   {"measures/b.toml", kRereferrals, false}});
  const std::string page = index_page(reading.catalogue);
  const std::size_t contacts = page.find("## 2 Contacts and referrals");
  const std::size_t plans = page.find("## 6 Child protection");
  ASSERT_NE(contacts, std::string::npos);
  ASSERT_NE(plans, std::string::npos);
  EXPECT_LT(contacts, plans);
  EXPECT_NE(page.find("| [2.7](2.7.md) | Re-referrals - % (in-month) | Low | percent | flow |"),
            std::string::npos);
}

}  // namespace
}  // namespace waymark
