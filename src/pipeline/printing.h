// Prints pages as PDFs with a few browsers at a time.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "report/pdf/finish.h"

namespace waymark {

struct PrintJob {
  std::string_view page;  // an HTML page of ours; outlives the printing
  std::string area;       // named when it cannot be printed
  PdfFacts facts;         // words of links excepted: they are taken from the page
  std::filesystem::path file;
};

// Prints every page with the browser at `program` and writes its file. At most one browser a
// thread, and never more than four, since each holds some 300 MB; a browser that failed is followed
// by a new one. `progress` hears how many are done, from any thread but one at a time. The errors
// are of the pages that have no file now.
std::vector<Error> print_pages(const std::filesystem::path& program,
                               const std::vector<PrintJob>& jobs, int threads,
                               const std::function<void(std::size_t done)>& progress);

}  // namespace waymark
