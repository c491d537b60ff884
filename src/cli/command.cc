#include "cli/command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <iostream>
#include <map>
#include <thread>

#include "base/text.h"
#include "pipeline/files.h"
#include "pipeline/kept_loads.h"

namespace waymark::cli {

std::string some_text(const std::string& text) {
  return trim(text).empty() ? "is empty; give it a value or leave it out" : "";
}

int tell(const Error& error) {
  std::cerr << "waymark: " << error.message << '\n';
  for (const auto& detail : error.details) std::cerr << "  " << detail << '\n';
  switch (error.code) {
    case ErrorCode::in_use:
      return kInUse;
    case ErrorCode::definition:
      return kDefinition;
    default:
      return kRefused;
  }
}

int write_output(const std::string& file, const std::string& text) {
  if (file.empty()) {
    std::cout.write(text.data(), static_cast<std::streamsize>(text.size()));
    std::cout.flush();
    if (!std::cout) {
      return tell({ErrorCode::storage, "Standard output could not be written to the end."});
    }
    return kDone;
  }
  const auto written = write_file(file, text);
  return written ? kDone : tell(written.error());
}

void CommonOptions::add_folder(CLI::App& command) {
  command.add_option("--in", folder, "The authority folder (default: the current folder)")
      ->type_name("DIR");
}

void CommonOptions::add_view(CLI::App& command) {
  add_folder(command);
  command
      .add_option("--authority", authority_code, "Which authority, where the store holds several")
      ->type_name("CODE");
  command
      .add_option("--known-at", known_at, "As known at the last load filed on or before this day")
      ->type_name("DATE");
}

Result<Month> month_option(const std::string& name, const std::string& text) {
  if (const auto month = parse_month(text)) return *month;
  return Error{ErrorCode::invalid_input,
               fmt::format("{}: \"{}\" is not a month. Write it as 2017-11.", name, text)};
}

Result<Date> date_option(const std::string& name, const std::string& text) {
  if (const auto day = parse_date(text)) return *day;
  return Error{ErrorCode::invalid_input,
               fmt::format("{}: \"{}\" is not a day. Write it as 2017-11-30.", name, text)};
}

namespace {

Result<Opened> open_view(const CommonOptions& options, ViewRequest request,
                         const FigureRequest* figures, Facts facts) {
  request.authority_code = options.authority_code;
  if (!options.known_at.empty()) {
    auto day = date_option("--known-at", options.known_at);
    if (!day) return std::move(day).error();
    request.known_at = *day;
  }
  auto authority = open_authority(options.folder);
  if (!authority) return std::move(authority).error();
  auto catalogue = load_catalogue(authority->folder);
  if (!catalogue) return std::move(catalogue).error();
  auto store = figures == nullptr ? open_store(*authority, Store::Mode::read)
                                  : open_store_when_needed(*authority);
  if (!store) return std::move(store).error();
  auto held = std::make_shared<const Catalogue>(*std::move(catalogue));
  const auto plan = make_plan(*held);
  if (figures != nullptr) {
    request.later = std::make_shared<const Readings>(*held, *figures, plan);
    request.use_kept = facts == Facts::kept;
  }
  auto view = read_records(*authority, *store, *held, request);
  if (!view) return std::move(view).error();
  tell_changed_parameters(*held);
  tell_own_findings(view->own_findings);
  return Opened{*std::move(authority), held, *std::move(store), *std::move(view), plan};
}

}  // namespace

Result<Opened> open_view(const CommonOptions& options, bool with_texts) {
  ViewRequest request;
  request.with_texts = with_texts;
  return open_view(options, std::move(request), nullptr, Facts::from_records);
}

Result<Opened> open_view(const CommonOptions& options, const FigureRequest& request, int threads,
                         Facts facts) {
  ViewRequest view;
  view.ahead = threads > 1;
  return open_view(options, std::move(view), &request, facts);
}

void tell_changed_parameters(const Catalogue& catalogue) {
  const BenchmarkSettings& settings = catalogue.national.settings;
  if (settings.average == AverageRule::median) {
    std::cerr << "waymark: the neighbours' average is the median, set by this authority\n";
  }
  if (!settings.authority.empty()) {
    std::cerr << fmt::format(
        "waymark: compared as authority {} of the published series, set by this "
        "authority\n",
        settings.authority);
  }
  if (!settings.neighbour_model.empty()) {
    std::cerr << fmt::format(
        "waymark: the {} model of statistical neighbours is set by this authority\n",
        settings.neighbour_model);
  }
  for (const auto& [name, parameter] : catalogue.parameters.all()) {
    if (!parameter.changed) continue;
    std::string values;
    for (const auto& value : parameter.values) {
      if (!values.empty()) values += "; ";
      if (!value.from.missing()) values += "from " + to_string(value.from) + " ";
      if (value.number != kMissing) {
        values += std::to_string(value.number);
      } else {
        for (std::size_t i = 0; i < value.texts.size(); ++i) {
          values += (i > 0 ? ", " : "") + value.texts[i];
        }
      }
    }
    std::cerr << fmt::format("waymark: parameter {} is set by this authority: {}\n", name, values);
  }
}

void tell_own_findings(const Findings& findings) {
  std::map<std::string, int> counts;
  for (const auto& finding : findings) {
    if (finding.effect != FindingEffect::notice) ++counts[finding.file];
  }
  for (const auto& [file, count] : counts) {
    std::cerr << fmt::format("waymark: {} has {} findings; `waymark check --rows` lists them.\n",
                             file, count);
  }
}

namespace {

// The first day from which the records are complete; missing = no limit, or not said.
Date history_from(const Extract& extract) {
  if (extract.rows("loc_extract") == 0) return {};
  return Date{extract.column("loc_extract", "history_from").front()};
}

}  // namespace

void tell_empty_months(const RecordsView& view, Month last) {
  if (!view.load) {
    std::cerr
        << "waymark: nothing was loaded yet, so no figure can be computed. Load an extract with "
           "`waymark load DIR`.\n";
    return;
  }
  const Date complete = history_from(view.extract);
  if (!complete.missing() && last_day(last) < complete) {
    std::cerr << fmt::format(
        "waymark: {} lies before {}, from which the records are complete; its figures "
        "are too early to be known.\n",
        to_string(last), to_string(complete));
  }
  const Date taken = view.load->extract_date;
  if (taken.missing() || last_day(last) <= taken) return;
  std::cerr << fmt::format(
      "waymark: {} ends after {}, the day of the extract; its figures are not known "
      "yet.\n",
      to_string(last), to_string(taken));
}

void show_progress(std::string_view what, double share) {
  if (isatty(STDERR_FILENO) == 0) return;
  if (share > 0) {
    std::cerr << fmt::format("\r\033[K{} {:.0f}%", what, share * 100) << std::flush;
  } else {
    std::cerr << fmt::format("\r\033[K{} ...", what) << std::flush;
  }
}

void end_progress() {
  if (isatty(STDERR_FILENO) != 0) std::cerr << "\r\033[K" << std::flush;
}

int thread_count(int asked) {
  if (asked > 0) return asked;
  return static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

}  // namespace waymark::cli
