// The workbook to work with rather than to read: figures as one long table to filter and to pivot,
// the months of every measure side by side, and a chart a measure drawn from them. It keeps cells
// without a figure empty, since a chart would draw a word as zero; the long table says why.
#include <fmt/format.h>

#include <map>
#include <set>

#include "report/excel/excel.h"
#include "report/excel/sheets.h"
#include "report/excel/workbook_file.h"

namespace waymark {
namespace {

constexpr const char* kMonths = "Months";
constexpr lxw_col_t kFirstMonth = 5;  // column of the sheet Months
constexpr int kChartsAcross = 3, kChartRows = 15, kChartColumns = 8;

// Every measure once, in the order of the pages.
std::vector<const MeasureView*> measures_of(const Publication& publication) {
  std::vector<const MeasureView*> measures;
  std::set<std::string> seen;
  for (const auto& page : publication.pages) {
    for (const auto& measure : page.measures) {
      if (seen.insert(measure.ref).second) measures.push_back(&measure);
    }
  }
  return measures;
}

std::string section_of(const Publication& publication, const std::string& ref) {
  for (const auto& page : publication.pages) {
    for (const auto& measure : page.measures) {
      if (measure.ref == ref) return page.title;
    }
  }
  return {};
}

class AnalystWorkbook {
 public:
  AnalystWorkbook(lxw_workbook* book, const Publication& publication)
      : book_(book), publication_(publication), measures_(measures_of(publication)) {
    bold_ = workbook_add_format(book);
    format_set_bold(bold_);
    format_set_text_wrap(bold_);
    month_ = workbook_add_format(book);
    format_set_num_format(month_, "mmm yyyy");
    bold_month_ = workbook_add_format(book);
    format_set_bold(bold_month_);
    format_set_num_format(bold_month_, "mmm yyyy");
  }

  void write() {
    write_figures();
    write_months();
    write_charts();
  }

 private:
  bool county_beside() const { return publication_.area != kCounty; }

  lxw_worksheet* sheet(const char* name,
                       const std::vector<std::pair<const char*, double>>& columns) {
    lxw_worksheet* page = workbook_add_worksheet(book_, name);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto at = static_cast<lxw_col_t>(i);
      worksheet_set_column(page, at, at, columns[i].second, nullptr);
      worksheet_write_string(page, 0, at, columns[i].first, bold_);
    }
    return page;
  }

  void write_month(lxw_worksheet* page, lxw_row_t row, lxw_col_t column, Month month,
                   lxw_format* style) {
    const YearMonthDay parts = split(first_day(month));
    lxw_datetime moment{};
    moment.year = parts.year;
    moment.month = static_cast<int>(parts.month);
    moment.day = 1;
    worksheet_write_datetime(page, row, column, &moment, style);
  }

  void write_number(lxw_worksheet* page, lxw_row_t row, lxw_col_t column, const CellView& cell) {
    if (!cell.value) return;
    lxw_format*& style = numbers_[number_format(cell.text)];
    if (style == nullptr) {
      style = workbook_add_format(book_);
      format_set_num_format(style, number_format(cell.text).c_str());
    }
    worksheet_write_number(page, row, column, sheet_number(*cell.value), style);
  }

  // A row a measure, month and area.
  void write_figures() {
    lxw_worksheet* page = sheet("Figures", {{"Ref", 8},
                                            {"Indicator", 50},
                                            {"Page", 24},
                                            {"Area", 16},
                                            {"Month", 12},
                                            {"Value", 12},
                                            {"Numerator", 12},
                                            {"Denominator", 12},
                                            {"Why no value", 30},
                                            {"Origin", 12}});
    lxw_row_t row = 1;
    for (const auto* measure : measures_) {
      add_figures(page, row, *measure, publication_.area_name, measure->months);
      if (measure->county) add_figures(page, row, *measure, "County", measure->county->months);
    }
    worksheet_autofilter(page, 0, 0, row - 1, 9);
    worksheet_freeze_panes(page, 1, 2);
  }

  void add_figures(lxw_worksheet* page, lxw_row_t& row, const MeasureView& measure,
                   const std::string& area, const std::vector<CellView>& cells) {
    const std::string section = section_of(publication_, measure.ref);
    for (std::size_t i = 0; i < cells.size(); ++i, ++row) {
      const CellView& cell = cells[i];
      lxw_col_t column = 0;
      for (const auto& text : {measure.ref, measure.title, section, area}) {
        worksheet_write_string(page, row, column++, text.c_str(), nullptr);
      }
      write_month(page, row, 4, publication_.months[i], month_);
      write_number(page, row, 5, cell);
      if (cell.numerator)
        worksheet_write_number(page, row, 6, static_cast<double>(*cell.numerator), nullptr);
      if (cell.denominator) {
        worksheet_write_number(page, row, 7, static_cast<double>(*cell.denominator), nullptr);
      }
      if (!cell.value) worksheet_write_string(page, row, 8, cell.text.c_str(), nullptr);
      worksheet_write_string(page, row, 9, to_string(cell.origin), nullptr);
    }
  }

  // A row a measure and area, the months across: what the charts are drawn from.
  void write_months() {
    lxw_worksheet* page = sheet(
        kMonths,
        {{"Ref", 8}, {"Indicator", 50}, {"Area", 16}, {"Good performance is", 12}, {"Target", 14}});
    const auto months = static_cast<lxw_col_t>(publication_.months.size());
    for (lxw_col_t i = 0; i < months; ++i) {
      write_month(page, 0, static_cast<lxw_col_t>(kFirstMonth + i), publication_.months[i],
                  bold_month_);
    }
    worksheet_set_column(page, kFirstMonth, static_cast<lxw_col_t>(kFirstMonth + months - 1), 10,
                         nullptr);
    lxw_row_t row = 1;
    for (const auto* measure : measures_) {
      add_months(page, row++, *measure, publication_.area_name, measure->months, measure->target);
      if (!county_beside()) continue;
      add_months(page, row++, *measure, "County",
                 measure->county ? measure->county->months : std::vector<CellView>{},
                 measure->county ? measure->county->target : CellView{});
    }
    worksheet_autofilter(page, 0, 0, row - 1, static_cast<lxw_col_t>(kFirstMonth + months - 1));
    worksheet_freeze_panes(page, 1, 2);
  }

  void add_months(lxw_worksheet* page, lxw_row_t row, const MeasureView& measure,
                  const std::string& area, const std::vector<CellView>& cells,
                  const CellView& target) {
    lxw_col_t column = 0;
    for (const auto& text : {measure.ref, measure.title, area, measure.polarity}) {
      worksheet_write_string(page, row, column++, text.c_str(), nullptr);
    }
    write_number(page, row, 4, target);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      write_number(page, row, static_cast<lxw_col_t>(kFirstMonth + i), cells[i]);
    }
  }

  void write_charts() {
    lxw_worksheet* page = workbook_add_worksheet(book_, "Charts");
    worksheet_write_string(page, 0, 0, "A line a measure, drawn from the sheet Months", bold_);
    worksheet_freeze_panes(page, 1, 0);
    const lxw_row_t lines = county_beside() ? 2 : 1;
    for (std::size_t i = 0; i < measures_.size(); ++i) {
      const auto row = static_cast<lxw_row_t>(1 + i * lines);
      lxw_chart* chart = workbook_add_chart(book_, LXW_CHART_LINE);
      for (lxw_row_t line = 0; line < lines; ++line) add_line(chart, row + line);
      const std::string title = measures_[i]->ref + " " + measures_[i]->title;
      chart_title_set_name(chart, title.c_str());
      lxw_chart_font small{};
      small.size = 9;
      chart_title_set_name_font(chart, &small);
      if (lines == 1) chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
      chart_axis_set_num_format(chart->x_axis, "mmm yy");
      std::string alternative = measures_[i]->chart_text;
      lxw_chart_options options{};
      options.description = alternative.data();
      const auto at = static_cast<int>(i);
      worksheet_insert_chart_opt(page, static_cast<lxw_row_t>(1 + at / kChartsAcross * kChartRows),
                                 static_cast<lxw_col_t>(at % kChartsAcross * kChartColumns), chart,
                                 &options);
    }
  }

  void add_line(lxw_chart* chart, lxw_row_t row) {
    const auto last = static_cast<lxw_col_t>(kFirstMonth + publication_.months.size() - 1);
    lxw_chart_series* series = chart_add_series(chart, nullptr, nullptr);
    chart_series_set_categories(series, kMonths, 0, kFirstMonth, 0, last);
    chart_series_set_values(series, kMonths, row, kFirstMonth, row, last);
    chart_series_set_name_range(series, kMonths, row, 2);
  }

  lxw_workbook* book_;
  const Publication& publication_;
  std::vector<const MeasureView*> measures_;
  lxw_format* bold_ = nullptr;
  lxw_format* month_ = nullptr;
  lxw_format* bold_month_ = nullptr;
  std::map<std::string, lxw_format*> numbers_;
};

}  // namespace

std::string write_analyst_workbook(const Publication& publication) {
  WorkbookFile file;
  if (file.book() == nullptr) return {};
  file.describe(publication, fmt::format("Figures to work with, {}, {}", publication.area_name,
                                         long_name(publication.month)));
  AnalystWorkbook(file.book(), publication).write();
  return file.close();
}

}  // namespace waymark
