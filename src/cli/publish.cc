// `waymark publish`: the monthly summary of the county or a locality as pages and data.
#include "pipeline/publish.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <vector>

#include "cli/command.h"

namespace waymark::cli {
namespace {

struct Options {
  CommonOptions common;
  std::string month;
  std::vector<std::string> areas = {"county"};
  std::vector<std::string> formats;
  std::string audience = "inside";
  int threads = 0;
};

// How long each stage of a run took; a stage begins when the first word of it is heard.
class Stages {
 public:
  void hear(std::string_view what, double share) {
    if (stages_.empty() || stages_.back().name != what) begin(what);
    show_progress(what, share);
  }
  // "counting 1.2 s, writing 0.5 s, printing 9.8 s"
  std::string words() {
    begin({});
    std::string text;
    for (const auto& stage : stages_) {
      if (stage.name.empty()) continue;
      std::string name = stage.name;
      name.front() = static_cast<char>(name.front() - 'A' + 'a');
      text += fmt::format("{}{} {:.1f} s", text.empty() ? "" : ", ", name, stage.seconds);
    }
    return text;
  }

 private:
  using Clock = std::chrono::steady_clock;
  struct Stage {
    std::string name;
    double seconds = 0;
  };
  void begin(std::string_view what) {
    const auto now = Clock::now();
    if (!stages_.empty())
      stages_.back().seconds = std::chrono::duration<double>(now - began_).count();
    stages_.push_back({.name = std::string(what)});
    began_ = now;
  }
  std::vector<Stage> stages_;
  Clock::time_point began_;
};

void tell_revision(const PublishedPack& pack) {
  if (!pack.is_new) {
    std::cerr << fmt::format(
        "waymark: {} is unchanged; its files of revision {} were left as they are.\n", pack.area,
        pack.revision);
  } else if (pack.revision > 1) {
    std::cerr << fmt::format(
        "waymark: {} was published before with other content; this is revision "
        "{}, and the one before stays in revision-{}.\n",
        pack.area, pack.revision, pack.revision - 1);
  }
}

void tell_suppressed(const SuppressionCounts& counts) {
  std::cerr << fmt::format(
      "waymark: of {} figures, {} are suppressed for small counts or as before, and {} more so "
      "that "
      "no small count can be told from the rest; the ranges of {} hidden counts were "
      "audited.\n",
      counts.figures, counts.small, counts.secondary, counts.audited);
  if (counts.told_before == 0) return;
  std::cerr << fmt::format(
      "waymark: {} small count{} told by what earlier editions showed; no edition can "
      "take that back.\n",
      counts.told_before, counts.told_before == 1 ? " is" : "s are");
}

int run(const Options& options) {
  const auto month = month_option("--month", options.month);
  if (!month) return tell(month.error());
  PublishRequest request{
      .audience = options.audience == "public" ? Audience::everybody : Audience::inside,
      .month = *month,
      .areas = options.areas,
      .formats = options.formats,
      .known_at = {},
      .program_version = WAYMARK_VERSION,
      .threads = thread_count(options.threads)};
  if (!options.common.known_at.empty()) {
    const auto day = date_option("--known-at", options.common.known_at);
    if (!day) return tell(day.error());
    request.known_at = *day;
  }
  const auto opened = open_view(options.common, FigureRequest{}, request.threads);
  if (!opened) return tell(opened.error());
  tell_empty_months(opened->view, *month);
  if (!opened->view.load) {
    std::cerr << "waymark: pages show what was published before, targets and benchmarks alone.\n";
  }
  if (const char* path = std::getenv("PATH")) request.search_path = path;
  Stages stages;
  request.progress = [&](std::string_view what, double share) { stages.hear(what, share); };
  const auto month_published =
      publish(opened->authority, opened->store, *opened->catalogue, opened->view, request);
  const std::string words = stages.words();
  end_progress();
  if (!month_published) return tell(month_published.error());
  if (month_published->suppressed) tell_suppressed(*month_published->suppressed);
  if (!month_published->open_data.empty()) {
    std::cout << month_published->open_data.string() << '\n';
  }
  for (const auto& pack : month_published->packs) {
    tell_revision(pack);
    for (const auto& file : pack.files) std::cout << file.string() << '\n';
  }
  std::cout << month_published->contents.string() << '\n';
  std::cerr << fmt::format("waymark: {} {}: {}.\n", month_published->packs.size(),
                           month_published->packs.size() == 1 ? "pack" : "packs", words);
  for (const auto& error : month_published->not_written) tell(error);
  return month_published->not_written.empty() ? kDone : kIncomplete;
}

}  // namespace

void add_publish(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("publish", "Write the monthly summary as pages and data");
  command->footer("Example: waymark publish --month 2017-11 --area county");
  command->add_option("--month", options->month, "The month, for example 2017-11")->required();
  command
      ->add_option("--area", options->areas,
                   "county (default), a locality by id or name, unallocated, or all")
      ->delimiter(',');
  command
      ->add_option("--formats", options->formats, "html, pdf, xlsx, csv, json (default: html,json)")
      ->delimiter(',');
  command
      ->add_option(
          "--audience", options->audience,
          "inside (default), or public: counts of 1 to 5 are suppressed, and whatever would "
          "give one away; written below public/, apart from the inside packs")
      ->check(CLI::IsMember({"inside", "public"}));
  command->add_option("--threads", options->threads, "Threads to use (default: all cores)")
      ->check(CLI::Range(1, 1024));
  options->common.add_view(*command);
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace waymark::cli
