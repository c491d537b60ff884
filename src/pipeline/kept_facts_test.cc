#include "pipeline/kept_facts.h"

#include <gtest/gtest.h>

#include "pipeline/test_authority.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

class KeptFactsTest : public LoadedAuthority {
 protected:
  // What a command that may use kept facts sees.
  RecordsView view(Date known_at = {}) const {
    const auto authority = open_authority(folder_ / "a");
    const auto catalogue = load_catalogue(authority->folder);
    const auto store = open_store(*authority, Store::Mode::read);
    auto view =
        read_records(*authority, *store, *catalogue,
                     {.authority_code = {},
                      .known_at = known_at,
                      .later = std::make_shared<const Readings>(*catalogue, FigureRequest()),
                      .use_kept = true});
    EXPECT_TRUE(view) << view.error().message;
    return view ? *std::move(view) : RecordsView();
  }
  std::size_t contacts() const {
    const auto kept = view().kept;
    return kept ? kept->table(*find_fact_schema("contact"))->rows : 0;
  }
  bool are_kept() const { return view().kept != nullptr; }
};

TEST_F(KeptFactsTest, ALoadKeepsItsFacts) {
  EXPECT_EQ(contacts(), 1U);
  load("2017-12-31", "1,A,2017-11-01,6\n2,A,2017-12-01,6\n");
  EXPECT_EQ(contacts(), 2U);
}

TEST_F(KeptFactsTest, AnEarlierLoadHasNone) {
  load("2017-12-31", "1,A,2017-11-01,6\n2,A,2017-12-01,6\n");
  const RecordsView earlier = view(make_date(2017, 11, 30));
  EXPECT_FALSE(earlier.kept);
  EXPECT_EQ(earlier.facts_key, "");
  EXPECT_TRUE(view(make_date(2018, 1, 1)).kept);
}

TEST_F(KeptFactsTest, AreOldWhereAParameterIsAnother) {
  put("a/authority.toml", "[parameters]\nrepeat_contact_months = 4\n");
  EXPECT_FALSE(are_kept());
  EXPECT_NE(view().facts_key, "");
  put("a/authority.toml", "name = \"South\"\n");
  EXPECT_TRUE(are_kept());
}

TEST_F(KeptFactsTest, AreOldWhereATableOfTheAuthorityIsAnother) {
  put("a/tables/loc_source_group.csv", "code,group_id,from_date,to_date\n6,edu,,\n");
  EXPECT_FALSE(are_kept());
}

TEST_F(KeptFactsTest, ThatAreNotThereOrDamagedAreBuiltAgain) {
  const fs::path file = folder_ / "a/kept/X1.facts";
  for (const std::string text : {"", "waymark facts 1\n", "something else that is long enough"}) {
    put("a/kept/X1.facts", text);
    EXPECT_FALSE(are_kept()) << text;
  }
  fs::remove(file);
  EXPECT_FALSE(are_kept());
  load("2017-11-30", "1,A,2017-11-01,6\n");  // the same files: nothing is written but this
  EXPECT_TRUE(are_kept());
}

TEST_F(KeptFactsTest, HoldTheSmallTablesToo) {
  put("extract/loc_locality.csv", "locality_id,name\nN,North\n");
  load("2017-12-31", "1,A,2017-11-01,6\n");
  const auto here = records_beside(*view().kept);
  ASSERT_TRUE(here);
  EXPECT_TRUE(here->tables.contains("loc_locality"));
  EXPECT_FALSE(here->tables.contains("ssd_contacts"));
  EXPECT_EQ(view().extract.cell_text("loc_locality", "locality_id", 0), "N");
}

TEST_F(KeptFactsTest, GiveNoSmallTablesWhereTheseAreDamaged) {
  put("extract/loc_locality.csv", "locality_id,name\nN,North\n");
  load("2017-12-31", "1,A,2017-11-01,6\n");
  std::string bytes = *read_file(folder_ / "a/kept/X1.facts");
  bytes.back() = static_cast<char>(bytes.back() ^ 1);  // they are the last part
  put("a/kept/X1.facts", bytes);
  ASSERT_TRUE(are_kept());
  EXPECT_FALSE(records_beside(*view().kept));
  EXPECT_EQ(view().extract.cell_text("loc_locality", "locality_id", 0), "N");
}

// A table of the authority's own stands beside those of the load, wherever these come from.
TEST_F(KeptFactsTest, LeaveTablesOfTheAuthorityToItsFolder) {
  put("a/tables/loc_target.csv",
      "measure,area,from_date,to_date,target,red,green\n2.4,county,,,20.0,,\n");
  load("2017-11-30", "1,A,2017-11-01,6\n");
  ASSERT_TRUE(are_kept());
  EXPECT_FALSE(records_beside(*view().kept)->tables.contains("loc_target"));
  EXPECT_EQ(view().extract.cell_text("loc_target", "area", 0), "county");
  EXPECT_EQ(view().extract.cell_text("loc_target", "target", 0), "20.0");
}

TEST_F(KeptFactsTest, OfAnotherStoreWithTheSameLastLoadAreOld) {
  // The same files as the second load of another store: rows may be numbered otherwise there.
  const auto kept = read_file(folder_ / "a/kept/X1.facts");
  ASSERT_TRUE(kept);
  fs::remove_all(folder_ / "a");
  ASSERT_TRUE(init_authority(folder_ / "a", "North"));
  load("2017-10-31", "9,A,2017-10-01,6\n");
  load("2017-11-30", "1,A,2017-11-01,6\n");
  put("a/kept/X1.facts", *kept);
  EXPECT_FALSE(are_kept());
}

}  // namespace
}  // namespace waymark
