#include "base/csv.h"

#include <algorithm>

namespace waymark {

CsvReader::CsvReader(std::string_view text) : text_(text) {
  if (text_.starts_with("\xEF\xBB\xBF")) {
    byte_order_mark_ = true;
    text_.remove_prefix(3);
  }
}

bool CsvReader::next(CsvRow& row) {
  while (at_ < text_.size()) {
    const std::string_view rest = text_.substr(at_, 2);
    if (rest.front() == '\n') {
      ++at_, ++line_;
    } else if (rest == "\r\n" || rest == "\r") {
      at_ += rest.size(), ++line_;
    } else {
      row.row = rows_++;
      read_row(row);
      return true;
    }
  }
  return false;
}

void CsvReader::read_row(CsvRow& row) {
  row.fields.clear();
  joined_used_ = 0;
  row.line = line_;
  const std::size_t begin = at_;
  while (true) {
    if (at_ < text_.size() && text_[at_] == '"') {
      row.fields.push_back(read_quoted());
    } else {
      const std::size_t end = end_of_field();
      row.fields.push_back(without_return(text_.substr(at_, end - at_), end));
      at_ = end;
    }
    if (at_ >= text_.size() || text_[at_] != ',') break;
    ++at_;
  }
  row.text = without_return(text_.substr(begin, at_ - begin), at_);
  if (at_ < text_.size()) ++at_, ++line_;  // the line feed
}

// Place of the next comma or line feed, or the end. Fields are short, so a plain loop is fastest.
std::size_t CsvReader::end_of_field() const {
  const char* const begin = text_.data();
  const char* const end = begin + text_.size();
  const char* p = begin + at_;
  while (p != end && *p != ',' && *p != '\n') ++p;
  return static_cast<std::size_t>(p - begin);
}

// A carriage return before the line feed, or before the end, belongs to the line end.
std::string_view CsvReader::without_return(std::string_view piece, std::size_t end) const {
  if (piece.ends_with('\r') && (end == text_.size() || text_[end] == '\n')) piece.remove_suffix(1);
  return piece;
}

std::string& CsvReader::fresh_joined() {
  if (joined_used_ == joined_.size()) joined_.emplace_back();
  std::string& joined = joined_[joined_used_++];
  joined.clear();
  return joined;
}

// At the opening quote; leaves `at_` at the comma, line feed or end behind the field. Text between
// the closing quote and the next comma (not RFC 4180, but seen) is kept as part of the field.
std::string_view CsvReader::read_quoted() {
  const std::int64_t opened_on = line_;
  const std::size_t begin = ++at_;
  std::string* joined = nullptr;
  std::size_t piece = begin;
  while (true) {
    const std::size_t quote = text_.find('"', at_);
    const std::size_t end = std::min(quote, text_.size());
    line_ += std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                        text_.begin() + static_cast<std::ptrdiff_t>(end), '\n');
    if (quote == text_.npos) {
      if (open_quote_line_ == 0) open_quote_line_ = opened_on;
      at_ = text_.size();
      if (joined == nullptr) return text_.substr(begin);
      joined->append(text_.substr(piece));
      return *joined;
    }
    if (quote + 1 < text_.size() && text_[quote + 1] == '"') {
      if (joined == nullptr) joined = &fresh_joined();
      joined->append(text_.substr(piece, quote + 1 - piece));
      at_ = piece = quote + 2;
      continue;
    }
    at_ = quote + 1;
    const std::size_t after = end_of_field();
    const std::string_view tail = without_return(text_.substr(at_, after - at_), after);
    at_ = after;
    if (joined == nullptr && tail.empty()) return text_.substr(begin, quote - begin);
    if (joined == nullptr) joined = &fresh_joined();
    joined->append(text_.substr(piece, quote - piece));
    joined->append(tail);
    return *joined;
  }
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == text.npos) return std::string(text);
  std::string quoted = "\"";
  for (char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace waymark
