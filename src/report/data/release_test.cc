#include "report/data/release.h"

#include <gtest/gtest.h>

#include "base/csv.h"
#include "report/test_report.h"

namespace waymark {
namespace {

PublicationInputs inputs_of(const std::string& area) {
  PublicationInputs inputs = test_inputs();
  inputs.authority_code = "E10000099";
  inputs.area = area;
  return inputs;
}

TEST(Release, HasARowForEachMeasureAndMonth) {
  const std::string text = write_release(build_publication(inputs_of("county")));
  CsvReader reader(text);
  CsvRow row;
  std::size_t rows = 0;
  while (reader.next(row)) {
    EXPECT_EQ(row.fields.size(), 15u) << row.text;
    ++rows;
  }
  EXPECT_EQ(rows, 1u + 2u * 13u);
  EXPECT_NE(
      text.find("\n2017,November,Local authority,E92000001,England,,E10000099,Exampleshire,Total,"
                "90.1,Children in placements,computed,111,111,z\n"),
      text.npos)
      << text;
  EXPECT_NE(text.find(",90.2,% placed nearby,published,61.5,x,x\n"), text.npos) << text;
}

TEST(Release, ALocalityIsAFilterOfTheAuthority) {
  const std::string text = write_release(build_publication(inputs_of("north")));
  EXPECT_NE(text.find(",Exampleshire,North,90.1,Children in placements,computed,21,21,z\n"),
            text.npos)
      << text;
}

TEST(Release, DescribesItsFiltersAndIndicators) {
  const Publication publication = build_publication(inputs_of("county"));
  const std::string release = write_release(publication);
  const std::string columns = write_release_columns(publication);
  CsvReader reader(columns);
  CsvRow row;
  while (reader.next(row)) {
    ASSERT_EQ(row.fields.size(), 8u) << row.text;
    if (row.row == 0) continue;
    EXPECT_NE(release.substr(0, release.find('\n')).find(row.fields[0]), std::string::npos)
        << row.text;
  }
}

}  // namespace
}  // namespace waymark
