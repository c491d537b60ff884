// A workbook on its way to bytes: the library writes to a file alone, so it lives in a folder of
// its own for a moment.
#pragma once

#include <xlsxwriter.h>

#include <filesystem>
#include <string>

#include "report/publication.h"

namespace waymark {

class WorkbookFile {
 public:
  WorkbookFile();
  ~WorkbookFile();
  WorkbookFile(const WorkbookFile&) = delete;
  WorkbookFile& operator=(const WorkbookFile&) = delete;

  // Nothing if there is no place for it.
  lxw_workbook* book() { return book_; }
  // Title, author and a moment of making that the records settle: equal content, equal file.
  void describe(const Publication& publication, const std::string& title);
  // The file's bytes; empty if it could not be written.
  std::string close();

 private:
  std::filesystem::path folder_;
  std::string temporary_;  // the library keeps the address of this text
  std::string file_;
  lxw_workbook* book_ = nullptr;
};

}  // namespace waymark
