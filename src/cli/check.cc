// `waymark check`: the data-quality findings of a load.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/csv.h"
#include "base/text.h"
#include "cli/command.h"
#include "model/finding_rules.h"
#include "model/schema.h"
#include "pipeline/own_tables.h"

namespace waymark::cli {
namespace {

struct Options {
  CommonOptions common;
  std::string format = "table";
  std::string rule;
  std::string table;
  std::string output;
  bool rows = false;
  bool loads = false;
  bool strict = false;
};

Findings chosen(Findings findings, const Options& options) {
  std::erase_if(findings, [&](const Finding& finding) {
    return (!options.rule.empty() && finding.rule != options.rule) ||
           (!options.table.empty() && finding.table != options.table);
  });
  return findings;
}

std::string counts_table(const Findings& findings) {
  std::map<std::tuple<std::string, std::string, std::string>, int> counts;
  for (const auto& finding : findings) {
    ++counts[{finding.table, to_string(finding.effect), finding.rule}];
  }
  std::string text = fmt::format("{:<30}{:<11}{:<36}{:>8}\n", "table", "effect", "rule", "count");
  for (const auto& [key, count] : counts) {
    text += fmt::format("{:<30}{:<11}{:<36}{:>8}\n", std::get<0>(key), std::get<1>(key),
                        std::get<2>(key), count);
  }
  return text + fmt::format("{} findings\n", findings.size());
}

std::string rows_table(const Findings& findings) {
  std::string text;
  for (const auto& finding : findings) {
    text += fmt::format("{}: {} [{}, {}]\n", finding.file, finding.message, finding.rule,
                        to_string(finding.effect));
  }
  return text + fmt::format("{} findings\n", findings.size());
}

std::string csv_text(const Findings& findings) {
  std::string text = "rule,effect,table,file,row,column,key,value,message,row_text\n";
  for (const auto& f : findings) {
    text += fmt::format("{},{},{},{},{},{},{},{},{},{}\n", f.rule, to_string(f.effect), f.table,
                        csv_field(f.file), f.row == 0 ? "" : std::to_string(f.row), f.column,
                        csv_field(shown_as_utf8(f.key)), csv_field(shown_as_utf8(f.value)),
                        csv_field(f.message), csv_field(shown_as_utf8(f.row_text)));
  }
  return text;
}

std::string json_text(const Findings& findings) {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const auto& f : findings) {
    all.push_back({{"rule", f.rule},
                   {"effect", to_string(f.effect)},
                   {"table", f.table},
                   {"file", f.file},
                   {"row", f.row},
                   {"column", f.column},
                   {"key", shown_as_utf8(f.key)},
                   {"value", shown_as_utf8(f.value)},
                   {"message", f.message},
                   {"row_text", shown_as_utf8(f.row_text)}});
  }
  return all.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

int print_loads(const Store& store, const std::string& authority) {
  const auto loads = store.loads(authority);
  if (!loads) return tell(loads.error());
  std::cout << fmt::format("{:>5}  {:<12}{:<12}{:<14}{:>10}{:>10}\n", "load", "authority", "as at",
                           "extract date", "opened", "closed");
  for (const auto& load : *loads) {
    std::cout << fmt::format("{:>5}  {:<12}{:<12}{:<14}{:>10}{:>10}\n", load.id, load.authority,
                             to_string(load.as_at), to_string(load.extract_date), load.opened,
                             load.closed);
  }
  return kDone;
}

Result<LoadInfo> load_asked_for(const Store& store, const CommonOptions& common) {
  Date known_at;
  if (!common.known_at.empty()) {
    auto day = date_option("--known-at", common.known_at);
    if (!day) return std::move(day).error();
    known_at = *day;
  }
  std::string code = common.authority_code;
  if (code.empty()) {
    const auto codes = store.authorities();
    if (!codes) return codes.error();
    if (codes->size() > 1) {
      return Error{ErrorCode::invalid_input,
                   fmt::format("The store holds {} authorities. Say which one with `--authority "
                               "CODE`.",
                               codes->size())};
    }
    if (!codes->empty()) code = codes->front();
  }
  auto load = store.load_known_at(code, known_at);
  if (!load) return std::move(load).error();
  if (!*load) {
    return Error{ErrorCode::not_found,
                 "Nothing was loaded yet, or not by that day. `waymark check --loads` lists the "
                 "loads."};
  }
  return **load;
}

// A rule or table that does not exist has no findings, which must not read as "all is well".
Status check_names(const Options& options) {
  std::vector<std::string> rules, tables;
  for (const auto& rule : finding_rules()) rules.emplace_back(rule.id);
  for (const auto& table : record_schema().tables) tables.push_back(table.name);
  const auto check = [](const char* what, const std::string& name,
                        const std::vector<std::string>& known, const char* where) -> Status {
    if (name.empty() || std::find(known.begin(), known.end(), name) != known.end()) return {};
    return Error{ErrorCode::not_found,
                 fmt::format("There is no {} {}; the nearest are {}. {}", what, name,
                             list_in_words(nearest_words(name, known, 3)), where)};
  };
  auto known = check("rule", options.rule, rules, "`waymark records findings` lists them.");
  return known ? check("table", options.table, tables, "`waymark records dictionary` lists them.")
               : known;
}

Status check_authority(const Store& store, const std::string& code) {
  const auto codes = store.authorities();
  if (!codes) return codes.error();
  if (code.empty() || std::find(codes->begin(), codes->end(), code) != codes->end()) return {};
  return Error{ErrorCode::not_found,
               codes->empty()
                   ? fmt::format("The store holds no load of authority {}: nothing was loaded "
                                 "yet. Load an extract with `waymark load DIR`.",
                                 code)
                   : fmt::format("The store holds no load of authority {}; it holds {}.", code,
                                 list_in_words(*codes))};
}

int run(const Options& options) {
  if (const auto known = check_names(options); !known) return tell(known.error());
  const auto authority = open_authority(options.common.folder);
  if (!authority) return tell(authority.error());
  const auto store = open_store(*authority, Store::Mode::read);
  if (!store) return tell(store.error());
  if (const auto known = check_authority(*store, options.common.authority_code); !known) {
    return tell(known.error());
  }
  if (options.loads) return print_loads(*store, options.common.authority_code);
  const auto load = load_asked_for(*store, options.common);
  if (!load) return tell(load.error());
  auto all = store->findings(load->authority, load->id);
  if (!all) return tell(all.error());
  const auto catalogue = load_catalogue(authority->folder);
  if (!catalogue) return tell(catalogue.error());
  auto own = findings_of_own_tables(*authority, *store, *catalogue, *load);
  if (!own) return tell(own.error());
  all->insert(all->end(), std::make_move_iterator(own->begin()),
              std::make_move_iterator(own->end()));
  const Findings findings = chosen(*std::move(all), options);
  std::string text;
  if (options.format == "csv") {
    text = csv_text(findings);
  } else if (options.format == "json") {
    text = json_text(findings);
  } else {
    text = options.rows ? rows_table(findings) : counts_table(findings);
  }
  const int written = write_output(options.output, text);
  if (written != kDone) return written;
  return options.strict && !findings.empty() ? kFindings : kDone;
}

}  // namespace

void add_check(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "check", "List and count the findings of a load and of the folder's own tables");
  command->footer("Example: waymark check --rule unreadable-date --rows");
  command->add_option("--format", options->format, "table, csv or json")
      ->check(CLI::IsMember({"table", "csv", "json"}));
  command->add_option("--rule", options->rule, "Only this rule");
  command->add_option("--table", options->table, "Only this table");
  command->add_flag("--rows", options->rows, "A sentence a finding instead of counts");
  command->add_flag("--loads", options->loads, "List the loads instead");
  command->add_flag("--strict", options->strict, "Exit code 5 if there are findings");
  command->add_option("--output", options->output, "Write to this file")->type_name("FILE");
  options->common.add_view(*command);
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace waymark::cli
