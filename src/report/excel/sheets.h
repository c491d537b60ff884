// What stands on each sheet of the workbook, before any of it is a file. The layout follows the
// Government Analysis Function's checklist for accessible spreadsheets: a cover, contents and notes
// first; a title in A1; one table a sheet with one row of headings; no blank or merged cells.
#pragma once

#include <string>
#include <vector>

#include "report/publication.h"

namespace waymark {

// A value as a cell holds it: with the digits that figures.csv prints.
double sheet_number(const Fraction& value);

struct SheetCell {
  std::string text;             // as readers see it
  std::optional<double> value;  // with it the cell is a number shown as `text`
  std::string link;             // sheet that the text leads to; empty = none
};

struct SheetColumn {
  std::string heading;  // no two alike in a table
  double width = 12;    // in characters
};

struct Sheet {
  std::string name;                // at most 31 characters, no two alike
  std::string title;               // of the sheet, in A1
  std::vector<std::string> lines;  // a sentence a row below the title
  std::string table;               // name of the table; empty = the sheet has none
  std::vector<SheetColumn> columns;
  std::vector<std::vector<SheetCell>> rows;  // each as long as `columns`
};

std::vector<Sheet> sheets_of(const Publication& publication);

// The number format that shows a value as its text does: "25.5% or more" -> #,##0.0"% or more".
std::string number_format(const std::string& text);

}  // namespace waymark
