#include "pipeline/printing.h"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

#include "base/parallel.h"
#include "pipeline/browser.h"
#include "pipeline/files.h"

namespace waymark {
namespace {

constexpr int kMostBrowsers = 4;

// Letters that stand for a word are hidden from readers of the page, who hear the word; a PDF has
// the letters alone, so there they are content.
std::string page_to_print(std::string_view page) {
  constexpr std::string_view kHidden = "<span aria-hidden=\"true\">";
  std::string copy(page);
  for (auto at = copy.find(kHidden); at != copy.npos; at = copy.find(kHidden, at)) {
    copy.replace(at, kHidden.size(), "<span>");
  }
  return copy;
}

// Printing goes before finishing what was printed, so that at the end, when there are fewer pages
// than threads, no thread waits for another's long step.
class Printer {
 public:
  Printer(const std::filesystem::path& program, const std::vector<PrintJob>& jobs,
          const std::function<void(std::size_t)>& progress)
      : program_(program), jobs_(jobs), progress_(progress) {}

  void work() {
    std::optional<Browser> browser;
    while (auto step = next_step()) {
      const PrintJob& job = jobs_[step->job];
      if (step->printed.empty()) {
        const AtThePrinter at_the_printer(*this);
        printed(step->job, print(job, browser));
      } else {
        browser.reset();  // no page is left to print
        finished(finish(job, step->printed));
      }
    }
  }
  std::vector<Error> faults() && { return std::move(faults_); }

 private:
  struct Step {
    std::size_t job = 0;
    std::string printed;  // empty: the page is still to be printed
  };

  // No thread waits for a page whose printing threw.
  class AtThePrinter {
   public:
    explicit AtThePrinter(Printer& printer) : printer_(printer) {}
    ~AtThePrinter() {
      {
        const std::lock_guard lock(printer_.mutex_);
        --printer_.at_the_printer_;
      }
      printer_.changed_.notify_all();
    }
    AtThePrinter(const AtThePrinter&) = delete;
    AtThePrinter& operator=(const AtThePrinter&) = delete;

   private:
    Printer& printer_;
  };

  // Nothing when there will be no step any more.
  std::optional<Step> next_step() {
    std::unique_lock lock(mutex_);
    changed_.wait(
        lock, [&] { return next_ < jobs_.size() || !unfinished_.empty() || at_the_printer_ == 0; });
    if (next_ < jobs_.size()) {
      ++at_the_printer_;
      return Step{next_++, {}};
    }
    if (unfinished_.empty()) return std::nullopt;
    Step step = std::move(unfinished_.front());
    unfinished_.pop_front();
    return step;
  }

  Result<std::string> print(const PrintJob& job, std::optional<Browser>& browser) {
    if (!browser) {
      auto started = Browser::start(program_);
      if (!started) return not_printed(job, started.error());
      browser.emplace(*std::move(started));
    }
    auto pdf = browser->print(page_to_print(job.page));
    if (pdf) return pdf;
    browser.reset();  // the fault may be the page's or the browser's
    return not_printed(job, pdf.error());
  }

  static Error not_printed(const PrintJob& job, const Error& fault) {
    return {fault.code,
            fmt::format("The PDF of {} was not written. {} Name another browser in authority.toml, "
                        "or print the page by hand.",
                        job.area, fault.message)};
  }

  static Status finish(const PrintJob& job, const std::string& printed) {
    PdfFacts facts = job.facts;
    facts.link_words = link_words(job.page);
    auto pdf = finish_pdf(printed, facts);
    if (!pdf) {
      return Error{pdf.error().code,
                   fmt::format("The PDF of {} was not written. {}", job.area, pdf.error().message)};
    }
    return write_file(job.file, *pdf);
  }

  void printed(std::size_t job, Result<std::string> pdf) {
    if (!pdf) return finished(pdf.error());
    const std::lock_guard lock(mutex_);
    unfinished_.push_back({job, *std::move(pdf)});
  }

  void finished(Status status) {
    const std::lock_guard lock(mutex_);
    if (!status) faults_.push_back(std::move(status).error());
    ++done_;
    if (progress_) progress_(done_);
  }

  std::filesystem::path program_;
  const std::vector<PrintJob>& jobs_;
  const std::function<void(std::size_t)>& progress_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t next_ = 0;
  std::size_t at_the_printer_ = 0;
  std::deque<Step> unfinished_;
  std::size_t done_ = 0;
  std::vector<Error> faults_;
};

}  // namespace

std::vector<Error> print_pages(const std::filesystem::path& program,
                               const std::vector<PrintJob>& jobs, int threads,
                               const std::function<void(std::size_t done)>& progress) {
  Printer printer(program, jobs, progress);
  const int workers = std::min({threads, kMostBrowsers, static_cast<int>(jobs.size())});
  run_parallel(static_cast<std::size_t>(std::max(workers, 1)), workers,
               [&](std::size_t) { printer.work(); });
  return std::move(printer).faults();
}

}  // namespace waymark
