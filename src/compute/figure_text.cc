// Figures as text: figures.csv, JSON, and reasons in words.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <vector>

#include "base/csv.h"
#include "base/fraction.h"
#include "compute/figures.h"

namespace waymark {
namespace {

std::string number_text(const std::optional<std::int64_t>& number) {
  return number ? fmt::format("{}", *number) : std::string();
}

std::string value_text(const std::optional<Fraction>& value) {
  return value ? to_figure_text(*value) : std::string();
}

char* write_word(char* at, const char* word) {
  while (*word != '\0') *at++ = *word++;
  *at++ = ',';
  return at;
}

constexpr std::size_t kRoomForNumber = 20;

char* write_number(char* at, const std::optional<std::int64_t>& number) {
  if (number) at = std::to_chars(at, at + kRoomForNumber, *number).ptr;
  *at++ = ',';
  return at;
}

char* write_month(char* at, Month month) {
  const int year = year_of(month), number = month_number(month);
  for (const int part : {year / 1000, year / 100, year / 10, year}) {
    *at++ = static_cast<char>('0' + part % 10);
  }
  *at++ = '-';
  *at++ = static_cast<char>('0' + number / 10);
  *at++ = static_cast<char>('0' + number % 10);
  *at++ = ',';
  return at;
}

char* write_amount(char* at, const Amount& amount) {
  at = write_number(write_number(at, amount.numerator), amount.denominator);
  if (amount.value) at = write_figure_text(at, *amount.value);
  *at++ = ',';
  return at;
}

// A row of figures.csv from its month on: of numbers of at most twenty letters and short words.
constexpr std::size_t kRoomForRow = 512;

char* write_rest_of_row(char* at, const Figure& figure) {
  at = write_amount(write_month(at, figure.month), figure.amount);
  at = write_amount(write_word(at, to_string(figure.reason)), figure.ytd);
  at = write_word(write_word(at, to_string(figure.direction)), to_string(figure.rag));
  at[-1] = '\n';
  return at;
}

std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += fmt::format("\\u{:04x}", byte);
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string json_number(const std::string& text) { return text.empty() ? "null" : text; }
std::string json_word(std::string_view text) { return text.empty() ? "null" : json_string(text); }

std::string json_amount(std::string_view prefix, const Amount& amount) {
  return fmt::format(R"("{0}numerator": {1}, "{0}denominator": {2}, "{0}value": {3})", prefix,
                     json_number(number_text(amount.numerator)),
                     json_number(number_text(amount.denominator)),
                     json_number(value_text(amount.value)));
}

}  // namespace

std::string figures_csv(const std::vector<Figure>& figures,
                        const std::optional<CsvOfMany>& of_many) {
  std::string text;
  text.reserve(256 + figures.size() * 96);
  if (!of_many || of_many->header) {
    text += of_many ? "authority," : "";
    text +=
        "measure,area,month,numerator,denominator,value,missing_reason,ytd_numerator,"
        "ytd_denominator,ytd_value,direction,rag\n";
  }
  const std::string before = of_many ? csv_field(of_many->authority) + ',' : std::string();
  Name measure, area;
  std::string series;  // what the rows of one measure and area begin with
  // Rows are gathered near the processor before they go where all are.
  std::vector<char> gathered(64 << 10);
  char* at = gathered.data();
  for (const auto& f : figures) {
    if (series.empty() || f.measure != measure || f.area != area) {
      measure = f.measure;
      area = f.area;
      series = before + csv_field(measure) + ',' + csv_field(area) + ',';
    }
    const auto room = static_cast<std::size_t>(gathered.data() + gathered.size() - at);
    if (room < series.size() + kRoomForRow) {
      text.append(gathered.data(), at);
      gathered.resize(std::max(gathered.size(), series.size() + kRoomForRow));
      at = gathered.data();
    }
    at = std::copy(series.begin(), series.end(), at);
    at = write_rest_of_row(at, f);
  }
  return text.append(gathered.data(), at);
}

std::string figures_json(const std::vector<Figure>& figures) {
  std::string text = "[";
  for (const auto& f : figures) {
    text += text.size() == 1 ? "\n" : ",\n";
    text += fmt::format(
        R"( {{"measure": {}, "area": {}, "month": {}, {}, "missing_reason": {}, )"
        R"("missing_table": {}, {}, "direction": {}, "rag": {}}})",
        json_string(f.measure), json_string(f.area), json_string(to_string(f.month)),
        json_amount("", f.amount), json_word(to_string(f.reason)), json_word(f.missing_table),
        json_amount("ytd_", f.ytd), json_word(to_string(f.direction)), json_word(to_string(f.rag)));
  }
  return text + "\n]\n";
}

std::string cut_csv(const Cut& cut) {
  std::string text = "measure,area,month";
  for (const auto& column : cut.columns)
    text += "," + csv_field(column == "area" ? "part_area" : column);
  text += ",numerator,denominator,value,missing_reason\n";
  for (const auto& row : cut.rows) {
    text +=
        fmt::format("{},{},{}", csv_field(cut.measure), csv_field(row.area), to_string(row.month));
    for (const auto& part : row.parts) text += "," + csv_field(part);
    text += fmt::format(",{},{},{},{}\n", number_text(row.amount.numerator),
                        number_text(row.amount.denominator), value_text(row.amount.value),
                        to_string(row.reason));
  }
  return text;
}

std::string cut_json(const Cut& cut) {
  std::string text = "[";
  for (const auto& row : cut.rows) {
    text += text.size() == 1 ? "\n" : ",\n";
    text += fmt::format(R"( {{"measure": {}, "area": {}, "month": {}, "parts": {{)",
                        json_string(cut.measure), json_string(row.area),
                        json_string(to_string(row.month)));
    for (std::size_t i = 0; i < cut.columns.size(); ++i) {
      text += fmt::format("{}{}: {}", i == 0 ? "" : ", ", json_string(cut.columns[i]),
                          json_word(row.parts[i]));
    }
    text += fmt::format(R"(}}, {}, "missing_reason": {}}})", json_amount("", row.amount),
                        json_word(to_string(row.reason)));
  }
  return text + "\n]\n";
}

std::string reason_in_words(const Figure& figure, const FigureLimits& limits) {
  switch (figure.reason) {
    case MissingReason::none:
      return {};
    case MissingReason::not_applicable:
      return "A rate has no meaning for unallocated children: there is no population for them.";
    case MissingReason::not_supplied:
      return fmt::format("The records hold no {}, which the figure needs.", figure.missing_table);
    case MissingReason::not_yet:
      return fmt::format("The month ends after {}, the day of the extract.",
                         long_name(limits.extract_date));
    case MissingReason::too_early:
      return fmt::format(
          "The months counted begin before {}, the first day from which the records are complete.",
          long_name(limits.history_from));
    case MissingReason::not_recorded:
      return "None of the events carries the entry that the figure needs.";
    case MissingReason::no_denominator:
      return "There is nothing to count among: nobody was in the group.";
    case MissingReason::suppressed:
      return "The figure is small enough to point at a child.";
  }
  return {};
}

}  // namespace waymark
