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
    if (text_[at_] == '\n') {
      ++at_, ++line_;
    } else if (text_.substr(at_, 2) == "\r\n") {
      at_ += 2, ++line_;
    } else {
      row.row = rows_++;
      return read_row(row);
    }
  }
  return false;
}

bool CsvReader::read_row(CsvRow& row) {
  row.fields.clear();
  unquoted_.clear();
  row.line = line_;
  const std::size_t begin = at_;
  while (true) {
    if (at_ < text_.size() && text_[at_] == '"') {
      row.fields.push_back(read_quoted(row));
    } else {
      const std::size_t end = std::min(text_.find_first_of(",\n", at_), text_.size());
      std::string_view field = text_.substr(at_, end - at_);
      at_ = end;
      if (field.ends_with('\r') && (end == text_.size() || text_[end] == '\n')) {
        field.remove_suffix(1);
      }
      row.fields.push_back(field);
    }
    if (at_ >= text_.size() || text_[at_] != ',') break;
    ++at_;
  }
  row.text = text_.substr(begin, at_ - begin);
  if (row.text.ends_with('\r')) row.text.remove_suffix(1);
  if (at_ < text_.size()) ++at_, ++line_;  // the line feed
  return true;
}

// At the opening quote; leaves `at_` at the comma, line feed or end behind the field. Text between
// the closing quote and the next comma (not RFC 4180, but seen) is kept as part of the field.
std::string_view CsvReader::read_quoted(CsvRow& row) {
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
      row.text = text_.substr(begin - 1);
      if (joined == nullptr) return text_.substr(begin);
      joined->append(text_.substr(piece));
      return *joined;
    }
    if (quote + 1 < text_.size() && text_[quote + 1] == '"') {
      if (joined == nullptr) joined = &unquoted_.emplace_back();
      joined->append(text_.substr(piece, quote + 1 - piece));
      at_ = piece = quote + 2;
      continue;
    }
    at_ = quote + 1;
    std::size_t after = std::min(text_.find_first_of(",\n", at_), text_.size());
    std::string_view tail = text_.substr(at_, after - at_);
    if (tail.ends_with('\r')) tail.remove_suffix(1);
    at_ = after;
    if (joined == nullptr && tail.empty()) return text_.substr(begin, quote - begin);
    if (joined == nullptr) joined = &unquoted_.emplace_back();
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
