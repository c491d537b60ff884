// The publication as an accessible workbook: cover, contents, notes, then one table a sheet.
#pragma once

#include <string>

#include "report/publication.h"

namespace waymark {

// The bytes of an .xlsx file; equal publications give equal bytes.
std::string write_excel(const Publication& publication);

// A second workbook for analysts, with filters, frozen panes and charts.
std::string write_analyst_workbook(const Publication& publication);

}  // namespace waymark
