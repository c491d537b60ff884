#include "model/schema_pages.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

RecordSchema small_schema() {
  Table visit{.name = "visit",
              .description = "Visits",
              .person_field = "child",
              .tie_fields = {},
              .fields = {}};
  visit.fields.push_back({.name = "visit_id",
                          .type = FieldType::id,
                          .key = true,
                          .required = true,
                          .references = {},
                          .id_space = {},
                          .allowed = {},
                          .definition = "Key"});
  visit.fields.push_back({.name = "seen",
                          .type = FieldType::code,
                          .key = false,
                          .required = false,
                          .references = "child.id",
                          .id_space = {},
                          .allowed = {{"A", "Alone | at home"}, {"B", "B"}},
                          .definition = "Seen"});
  return {{visit}};
}

TEST(SchemaDdl, DeclaresKeysAndCommentsReferencesAndCodes) {
  const std::string ddl = schema_ddl(small_schema());
  EXPECT_TRUE(
      ddl.ends_with("\n-- Visits\n"
                    "CREATE TABLE visit (\n"
                    "  visit_id VARCHAR(255) NOT NULL,\n"
                    "  -- references child.id\n"
                    "  -- codes: A Alone | at home; B\n"
                    "  seen VARCHAR(255),\n"
                    "  PRIMARY KEY (visit_id)\n"
                    ");\n"))
      << ddl;
}

TEST(SchemaDdl, AKeyThatMayHaveEmptyPartsIsAComment) {
  RecordSchema schema = small_schema();
  schema.tables[0].fields[0].required = false;
  const std::string ddl = schema_ddl(schema);
  EXPECT_TRUE(
      ddl.ends_with("-- Key (parts may be empty): visit_id\n"
                    "CREATE TABLE visit (\n"
                    "  visit_id VARCHAR(255),\n"
                    "  -- references child.id\n"
                    "  -- codes: A Alone | at home; B\n"
                    "  seen VARCHAR(255)\n"
                    ");\n"))
      << ddl;
}

TEST(SchemaDictionary, HasEveryFieldWithItsCodes) {
  const std::string page = schema_dictionary(small_schema());
  EXPECT_NE(page.find("| `seen` | code |  |  | `child.id` | `A` Alone \\| at home; `B` | Seen |\n"),
            std::string::npos)
      << page;
}

}  // namespace
}  // namespace waymark
