#include "model/national.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace waymark {
namespace {

constexpr std::array<std::pair<std::string_view, NoValue>, 7> kReasons = {{
    {"c", NoValue::suppressed},
    {"z", NoValue::not_applicable},
    {"x", NoValue::not_available},
    {"-", NoValue::not_available},
    {"u", NoValue::unreliable},
    {"k", NoValue::rounds_to_zero},
    {"low", NoValue::rounds_to_zero},
}};

constexpr std::size_t kMostDecimals = 6;
constexpr std::int64_t kMostWhole = 10'000'000'000;  // so that sums and quartiles stay exact

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The text with at most six decimals, rounded half up on its digits.
std::optional<Fraction> read_number(std::string_view text) {
  const auto point = text.find('.');
  if (point == text.npos || text.size() - point - 1 <= kMostDecimals) return parse_decimal(text);
  const std::string_view more = text.substr(point + 1 + kMostDecimals);
  const auto kept = parse_decimal(text.substr(0, point + 1 + kMostDecimals));
  if (!all_digits(more) || !kept) return std::nullopt;
  const int step = more.front() >= '5' ? (text.front() == '-' ? -1 : 1) : 0;
  return Fraction{kept->numerator + step, kept->denominator};
}

template <typename Named>
const Named* find_id(const std::vector<Named>& list, std::string_view id) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const auto& e) { return e.id == id; });
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

std::string_view to_string(NoValue reason) {
  switch (reason) {
    case NoValue::suppressed:
      return "suppressed by the publisher";
    case NoValue::not_applicable:
      return "not applicable";
    case NoValue::not_available:
      return "not available";
    case NoValue::unreliable:
      return "unreliable by the publisher's account";
    case NoValue::rounds_to_zero:
      return "rounds to zero";
    case NoValue::blank:
      return "left blank by the publisher";
    case NoValue::unknown:
      return "a code that is not known";
  }
  return {};
}

std::string_view code_of(NoValue reason) {
  switch (reason) {
    case NoValue::suppressed:
      return "suppressed_by_publisher";
    case NoValue::not_applicable:
      return "not_applicable_by_publisher";
    case NoValue::not_available:
      return "not_available";
    case NoValue::unreliable:
      return "unreliable";
    case NoValue::rounds_to_zero:
      return "rounds_to_zero";
    case NoValue::blank:
      return "left_blank";
    case NoValue::unknown:
      return "unknown_code";
  }
  return {};
}

PublishedCell read_published_cell(std::string_view text) {
  text = trim(text);
  if (text.empty()) return {std::nullopt, NoValue::blank};
  for (const auto& [code, reason] : kReasons) {
    if (text == code) return {std::nullopt, reason};
  }
  const auto number = read_number(text);
  const Fraction most{kMostWhole, 1};
  if (!number || most < *number || *number < Fraction{-kMostWhole, 1}) {
    return {std::nullopt, NoValue::unknown};
  }
  return {number, NoValue::blank};
}

std::size_t NationalTable::place(std::string_view column) const {
  return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), column) -
                                  columns.begin());
}

const NationalSource* NationalCatalogue::source(std::string_view id) const {
  return find_id(sources, id);
}

const NeighbourModelInfo* NationalCatalogue::model(std::string_view id) const {
  return find_id(models, id);
}

int published_year(std::string_view text) {
  const auto number = [](std::string_view digits) { return std::stoi(std::string(digits)); };
  if (text.size() == 4 && all_digits(text)) return number(text);
  std::string joined(text);
  if (text.size() == 7 && (text[4] == '-' || text[4] == '/')) joined.erase(4, 1);
  if (joined.size() != 6 || !all_digits(joined)) return 0;
  const int first = number(std::string_view(joined).substr(0, 4));
  const int second = number(std::string_view(joined).substr(4));
  return (first + 1) % 100 == second ? first + 1 : 0;
}

Date year_end(const NationalSource& source, int year) {
  return last_day(make_month(year, source.ends_month));
}

std::string year_name(const NationalSource& source, int year) {
  if (source.ends_month == 12) return fmt::format("{}", year);
  return fmt::format("{}-{:02}", year - 1, year % 100);
}

}  // namespace waymark
