// What the commands share: exit codes, how errors are told, the options every command has.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>

#include "base/date.h"
#include "base/result.h"
#include "pipeline/authority.h"
#include "pipeline/records_view.h"

namespace waymark::cli {

// Exit codes that scripts can use; listed in `waymark --help`.
enum Exit : int {
  kDone = 0,
  kRefused = 1,     // the request cannot be met; the sentence on standard error says why
  kUsage = 2,       // the command line is wrong
  kInUse = 3,       // another waymark is writing the store; try again
  kDefinition = 4,  // a faulty definition or setting
  kFindings = 5,    // `check --strict`: there are findings
  kIncomplete = 6,  // done but for the PDF: there is no browser to print with
};

// A command adds itself to the application; what it does runs as a callback and sets `exit_code`.
using AddCommand = void (*)(CLI::App& app, int& exit_code);

// A check for options: a text that is empty or blank names nothing.
std::string some_text(const std::string& text);

// Tells an error on standard error, each detail on a line of its own; returns the exit code for it.
int tell(const Error& error);

// Writes to a file, or to standard output where `file` is empty.
int write_output(const std::string& file, const std::string& text);

// The options that most commands have, with texts that are read when the command runs.
struct CommonOptions {
  std::string folder = ".";
  std::string authority_code;
  std::string known_at;

  void add_folder(CLI::App& command);
  void add_view(CLI::App& command);  // folder, --authority, --known-at
};

// Dates and months of the command line, with a sentence where they cannot be read.
Result<Month> month_option(const std::string& name, const std::string& text);
Result<Date> date_option(const std::string& name, const std::string& text);

// An opened authority with its catalogue and records as asked for.
struct Opened {
  Authority authority;
  std::shared_ptr<const Catalogue> catalogue;
  Store store;
  RecordsView view;
  std::shared_ptr<const MeasurePlan> plan;
};
// With the texts of lists, or with what figures may read.
Result<Opened> open_view(const CommonOptions& options, bool with_texts);
// For figures alone: tables are read when asked for, with several threads also ahead. Whoever uses
// the records has to ask `Extract::reading()` before anything is told of them. `facts`: whether
// facts that are kept may stand for records.
enum class Facts { from_records, kept };
Result<Opened> open_view(const CommonOptions& options, const FigureRequest& request, int threads,
                         Facts facts = Facts::from_records);

// Says on standard error which parameters differ from the catalogue (settled: printed when
// changed).
void tell_changed_parameters(const Catalogue& catalogue);

// Says on standard error which of the authority folder's own tables are odd.
void tell_own_findings(const Findings& findings);

// Says on standard error what makes figures empty: nothing loaded, or a month after the extract.
void tell_empty_months(const RecordsView& view, Month last);

// Progress on a terminal, nothing elsewhere.
void show_progress(std::string_view what, double share);
void end_progress();

int thread_count(int asked);

void add_init(CLI::App& app, int& exit_code);
void add_simulate(CLI::App& app, int& exit_code);
void add_load(CLI::App& app, int& exit_code);
void add_benchmarks(CLI::App& app, int& exit_code);
void add_check(CLI::App& app, int& exit_code);
void add_figures(CLI::App& app, int& exit_code);
void add_explain(CLI::App& app, int& exit_code);
void add_list(CLI::App& app, int& exit_code);
void add_publish(CLI::App& app, int& exit_code);
void add_measures(CLI::App& app, int& exit_code);
void add_records(CLI::App& app, int& exit_code);

}  // namespace waymark::cli
