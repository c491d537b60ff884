// `waymark records ddl | dictionary | findings`: the shape of an extract, for those who make one.
#include <memory>

#include "cli/command.h"
#include "model/finding_rules.h"
#include "model/schema_pages.h"

namespace waymark::cli {

void add_records(CLI::App& app, int& exit_code) {
  auto output = std::make_shared<std::string>();
  auto* command = app.add_subcommand("records", "Print what an extract looks like");
  command->require_subcommand(1);
  const auto add = [&](const char* name, const char* what, std::string (*text)()) {
    auto* part = command->add_subcommand(name, what);
    part->footer(std::string("Example: waymark records ") + name);
    part->add_option("--output", *output, "Write to this file")->type_name("FILE");
    part->callback([output, text, &exit_code] { exit_code = write_output(*output, text()); });
  };
  add("ddl", "The tables as CREATE TABLE statements for a warehouse",
      [] { return schema_ddl(record_schema()); });
  add("dictionary", "The data dictionary: every table, field, type, key and code",
      [] { return schema_dictionary(record_schema()); });
  add("findings", "Every rule that a record can break, and what to do",
      [] { return finding_rules_page(); });
}

}  // namespace waymark::cli
