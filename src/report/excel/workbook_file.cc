#include "report/excel/workbook_file.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <utility>

namespace waymark {
namespace {

std::time_t moment_of(const Publication& publication) {
  Date day = publication.load_as_at;
  if (day.missing()) day = publication.extract_date;
  if (day.missing()) day = last_day(publication.month);
  return static_cast<std::time_t>(day.days) * 86400 + 43200;
}

}  // namespace

WorkbookFile::WorkbookFile() {
  std::error_code fault;
  std::string pattern = (std::filesystem::temp_directory_path(fault) / "waymark-XXXXXX").string();
  if (fault || mkdtemp(pattern.data()) == nullptr) return;
  folder_ = pattern;
  temporary_ = pattern;
  file_ = (folder_ / "workbook.xlsx").string();
  lxw_workbook_options options{};
  options.tmpdir = temporary_.data();
  book_ = workbook_new_opt(file_.c_str(), &options);
}

WorkbookFile::~WorkbookFile() {
  if (book_ != nullptr) workbook_close(book_);
  std::error_code fault;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, fault);
}

void WorkbookFile::describe(const Publication& publication, const std::string& title) {
  std::string words = title;
  std::string author = publication.authority_name.empty() ? "waymark" : publication.authority_name;
  std::string subject = "Monthly performance of children’s services";
  std::string comments = "Made by waymark " + publication.digests.program_version + ".";
  lxw_doc_properties properties{};
  properties.title = words.data();
  properties.subject = subject.data();
  properties.author = author.data();
  properties.company = author.data();
  properties.comments = comments.data();
  properties.created = moment_of(publication);
  workbook_set_properties(book_, &properties);
}

std::string WorkbookFile::close() {
  if (book_ == nullptr || workbook_close(std::exchange(book_, nullptr)) != LXW_NO_ERROR) return {};
  std::ifstream in(file_, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace waymark
