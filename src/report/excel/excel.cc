#include "report/excel/excel.h"

#include <fmt/format.h>

#include <map>

#include "report/excel/sheets.h"
#include "report/excel/workbook_file.h"

namespace waymark {
namespace {

const SheetColumn kWords = {.heading = {}, .width = 90};  // of a sheet without a table

// Lines of a text that breaks between words.
int lines_of(std::string_view text, double width) {
  const auto room = static_cast<std::size_t>(width);
  int lines = 1;
  std::size_t used = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    // Characters, not bytes.
    const auto letters = static_cast<std::size_t>(
        std::count_if(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end),
                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
    if (used > 0 && used + 1 + letters > room) {
      ++lines;
      used = 0;
    }
    used += (used > 0 ? 1 : 0) + letters;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

class Workbook {
 public:
  explicit Workbook(lxw_workbook* book) : book_(book) {
    title_ = workbook_add_format(book_);
    format_set_bold(title_);
    format_set_font_size(title_, 16);
    heading_ = workbook_add_format(book_);
    format_set_bold(heading_);
    format_set_text_wrap(heading_);
    format_set_align(heading_, LXW_ALIGN_VERTICAL_TOP);
    text_ = workbook_add_format(book_);
    format_set_text_wrap(text_);
    format_set_align(text_, LXW_ALIGN_VERTICAL_TOP);
    link_ = workbook_get_default_url_format(book_);
  }

  void add(const Sheet& sheet) {
    lxw_worksheet* page = workbook_add_worksheet(book_, sheet.name.c_str());
    lxw_row_t row = 0;
    worksheet_write_string(page, row++, 0, sheet.title.c_str(), title_);
    const bool is_words = sheet.table.empty();
    for (const auto& line : sheet.lines) {
      if (is_words) set_height(page, row, {line}, {kWords});
      worksheet_write_string(page, row++, 0, line.c_str(), is_words ? text_ : nullptr);
    }
    worksheet_set_landscape(page);
    worksheet_set_paper(page, 9);  // A4
    worksheet_fit_to_pages(page, 1, 0);
    if (is_words) {
      worksheet_set_column(page, 0, 0, kWords.width, nullptr);
      return;
    }
    if (sheet.name != "Contents")
      write(page, row++, 0, {.text = "Contents", .value = {}, .link = "Contents"});
    add_table(page, row, sheet);
  }

 private:
  void add_table(lxw_worksheet* page, lxw_row_t top, const Sheet& sheet) {
    std::vector<std::string> headings;
    for (const auto& column : sheet.columns) headings.push_back(column.heading);
    std::vector<lxw_table_column> columns(headings.size());
    std::vector<lxw_table_column*> pointers;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      columns[i].header = headings[i].data();
      columns[i].header_format = heading_;
      pointers.push_back(&columns[i]);
      const auto at = static_cast<lxw_col_t>(i);
      worksheet_set_column(page, at, at, sheet.columns[i].width, nullptr);
    }
    pointers.push_back(nullptr);
    std::string name = sheet.table;
    lxw_table_options options{};
    options.name = name.data();
    options.no_autofilter = LXW_TRUE;
    options.no_banded_rows = LXW_TRUE;
    options.style_type = LXW_TABLE_STYLE_TYPE_LIGHT;
    options.style_type_number = 1;
    options.columns = pointers.data();
    const auto last_column = static_cast<lxw_col_t>(columns.size() - 1);
    const auto rows = static_cast<lxw_row_t>(sheet.rows.size());
    worksheet_add_table(page, top, 0, top + rows, last_column, &options);
    worksheet_repeat_rows(page, top, top);
    set_height(page, top, headings, sheet.columns);
    for (lxw_row_t i = 0; i < rows; ++i) {
      const auto& cells = sheet.rows[i];
      std::vector<std::string> texts;
      for (const auto& cell : cells) texts.push_back(cell.value ? std::string() : cell.text);
      set_height(page, top + 1 + i, texts, sheet.columns);
      for (std::size_t j = 0; j < cells.size(); ++j) {
        write(page, top + 1 + i, static_cast<lxw_col_t>(j), cells[j]);
      }
    }
  }

  void write(lxw_worksheet* page, lxw_row_t row, lxw_col_t column, const SheetCell& cell) {
    if (cell.value) {
      worksheet_write_number(page, row, column, *cell.value,
                             number_style(number_format(cell.text)));
    } else if (!cell.link.empty()) {
      const std::string target = fmt::format("internal:'{}'!A1", cell.link);
      worksheet_write_url_opt(page, row, column, target.c_str(), link_, cell.text.c_str(), nullptr);
    } else {
      worksheet_write_string(page, row, column, cell.text.c_str(), text_);
    }
  }

  // As many lines as the longest of the texts takes in its column: not every reader of a workbook
  // works the height out.
  static void set_height(lxw_worksheet* page, lxw_row_t row, const std::vector<std::string>& texts,
                         const std::vector<SheetColumn>& columns) {
    int lines = 1;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      lines = std::max(lines, lines_of(texts[i], columns[i].width));
    }
    if (lines > 1) worksheet_set_row(page, row, lines * LXW_DEF_ROW_HEIGHT, nullptr);
  }

  lxw_format* number_style(const std::string& code) {
    auto& style = numbers_[code];
    if (style == nullptr) {
      style = workbook_add_format(book_);
      format_set_num_format(style, code.c_str());
      format_set_align(style, LXW_ALIGN_VERTICAL_TOP);
    }
    return style;
  }

  lxw_workbook* book_;
  lxw_format* title_ = nullptr;
  lxw_format* heading_ = nullptr;
  lxw_format* text_ = nullptr;
  lxw_format* link_ = nullptr;
  std::map<std::string, lxw_format*> numbers_;
};

}  // namespace

std::string write_excel(const Publication& publication) {
  WorkbookFile file;
  if (file.book() == nullptr) return {};
  file.describe(publication, fmt::format("Children’s services performance summary, {}, {}",
                                         publication.area_name, long_name(publication.month)));
  Workbook book(file.book());
  for (const auto& sheet : sheets_of(publication)) book.add(sheet);
  return file.close();
}

}  // namespace waymark
