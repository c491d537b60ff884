#include "catalogue/field_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace waymark {
namespace {

constexpr std::size_t kMaxFileBytes = 1 << 20;
constexpr std::size_t kUsualKeys = 32;  // of a table that is asked for most

std::string_view type_name(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::string:
      return "a text";
    case toml::node_type::integer:
      return "a whole number";
    case toml::node_type::floating_point:
      return "a number with decimals";
    case toml::node_type::boolean:
      return "true or false";
    case toml::node_type::date:
      return "a date";
    case toml::node_type::time:
      return "a time";
    case toml::node_type::date_time:
      return "a date with a time";
    default:
      return "nothing";
  }
}

}  // namespace

int line_of(const toml::node& node) { return static_cast<int>(node.source().begin.line); }

int line_of(const toml::table& table, std::string_view key) {
  for (const auto& [name, value] : table) {
    if (name.str() == key) return static_cast<int>(name.source().begin.line);
  }
  return std::max(1, line_of(table));
}

int line_within(const toml::table& file, std::string_view key) {
  const std::size_t dot = key.find('.');
  const auto* inner = dot == std::string_view::npos ? nullptr : file[key.substr(0, dot)].as_table();
  return inner == nullptr ? line_of(file, key) : line_of(*inner, key.substr(dot + 1));
}

int line_in_text(const toml::node& node, std::string_view text, std::size_t position) {
  const auto newlines = [](std::string_view part) {
    return static_cast<int>(std::count(part.begin(), part.end(), '\n'));
  };
  const int height = static_cast<int>(node.source().end.line) - line_of(node);
  // TOML drops a line end straight behind the opening quotes.
  const int dropped = height > newlines(text) ? 1 : 0;
  return line_of(node) + dropped + newlines(text.substr(0, position));
}

std::optional<toml::table> parse_toml(std::string_view text, FileFaults& faults) {
  return parse_toml(text, outline(text), faults);
}

std::optional<toml::table> parse_toml(std::string_view text, const TomlOutline& shape,
                                      FileFaults& faults) {
  if (text.size() > kMaxFileBytes) {
    faults.add(1, "The file is larger than a megabyte; no definition is.");
    return std::nullopt;
  }
  if (shape.bare_letter_at < text.size()) {
    faults.add(line_at(text, shape.bare_letter_at),
               "A letter or sign beyond ASCII may only stand between quotes or in a comment.");
    return std::nullopt;
  }
  if (shape.deep_key_at < text.size()) {
    faults.add(line_at(text, shape.deep_key_at),
               "A key has too many parts joined by dots; no definition needs so many.");
    return std::nullopt;
  }
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    faults.add(static_cast<int>(error.source().begin.line),
               fmt::format("This is not TOML: {}.", error.description()));
    return std::nullopt;
  }
}

FieldReader::FieldReader(const toml::table& table, std::string what, FileFaults& faults)
    : table_(&table), what_(std::move(what)), faults_(&faults), line_(std::max(1, line_of(table))) {
  asked_.reserve(kUsualKeys);
}

int FieldReader::line(std::string_view key) const { return line_of(*table_, key); }

void FieldReader::fault(std::string_view key, const std::string& message) {
  fault_on(line(key), key, message);
}

void FieldReader::fault_on(int line, std::string_view key, const std::string& message) {
  const std::string_view dot = what_.empty() || key.empty() ? "" : ".";
  faults_->add(line, fmt::format("{}{}{}: {}", what_, dot, key, message));
}

void FieldReader::wrong_type(std::string_view key, std::string_view expected,
                             const toml::node& found) {
  fault(key, fmt::format("expected {}, found {}.", expected, type_name(found)));
}

const toml::node* FieldReader::node(std::string_view key, Presence presence) {
  asked_.emplace_back(key);
  const toml::node* found = table_->get(key);
  if (found == nullptr && presence == Presence::required) {
    faults_->add(line_, what_.empty() ? fmt::format("The key {} is missing.", key)
                                      : fmt::format("{}: the key {} is missing.", what_, key));
  }
  return found;
}

bool FieldReader::has(std::string_view key) { return node(key) != nullptr; }

std::string FieldReader::text(std::string_view key, Presence presence) {
  const toml::node* found = node(key, presence);
  if (found == nullptr) return {};
  const auto* value = found->as_string();
  if (value == nullptr) return wrong_type(key, "a text", *found), std::string();
  std::string text(trim(value->get()));
  if (text.empty()) fault(key, "the text is empty.");
  return text;
}

std::optional<std::int64_t> FieldReader::number(std::string_view key, std::int64_t least,
                                                std::int64_t most, Presence presence) {
  const toml::node* found = node(key, presence);
  if (found == nullptr) return std::nullopt;
  const auto* value = found->as_integer();
  if (value == nullptr) return wrong_type(key, "a whole number", *found), std::nullopt;
  if (value->get() < least || value->get() > most) {
    fault(key, fmt::format("{} is out of range; it must be {} to {}.", value->get(), least, most));
    return std::nullopt;
  }
  return value->get();
}

bool FieldReader::flag(std::string_view key) {
  const toml::node* found = node(key);
  if (found == nullptr) return false;
  const auto* value = found->as_boolean();
  if (value == nullptr) return wrong_type(key, "true or false", *found), false;
  return value->get();
}

Date FieldReader::date(std::string_view key, Presence presence) {
  const toml::node* found = node(key, presence);
  if (found == nullptr) return {};
  const auto* value = found->as_date();
  if (value == nullptr) {
    return wrong_type(key, "a date such as 2017-07-01 without quotes", *found), Date{};
  }
  return make_date(value->get().year, value->get().month, value->get().day);
}

std::vector<std::string> FieldReader::texts(std::string_view key, Presence presence) {
  std::vector<std::string> texts;
  const toml::node* found = node(key, presence);
  if (found == nullptr) return texts;
  const auto* list = found->as_array();
  if (list == nullptr) return wrong_type(key, "a list of texts", *found), texts;
  for (const auto& element : *list) {
    if (const auto* value = element.as_string()) {
      texts.emplace_back(trim(value->get()));
      if (texts.back().empty()) fault(key, "a text of the list is empty.");
    } else {
      wrong_type(key, "a list of texts", element);
    }
  }
  return texts;
}

const toml::table* FieldReader::table(std::string_view key, Presence presence) {
  const toml::node* found = node(key, presence);
  if (found == nullptr) return nullptr;
  if (!found->is_table()) wrong_type(key, "a table", *found);
  return found->as_table();
}

std::vector<const toml::table*> FieldReader::tables(std::string_view key, Presence presence) {
  std::vector<const toml::table*> tables;
  const toml::node* found = node(key, presence);
  if (found == nullptr) return tables;
  const auto* list = found->as_array();
  if (list == nullptr) return wrong_type(key, "a list of tables", *found), tables;
  for (const auto& element : *list) {
    if (element.is_table()) {
      tables.push_back(element.as_table());
    } else {
      wrong_type(key, "a list of tables", element);
    }
  }
  if (list->empty()) fault(key, "the list is empty.");
  return tables;
}

void FieldReader::finish() {
  for (const auto& [key, value] : *table_) {
    if (std::find(asked_.begin(), asked_.end(), key.str()) != asked_.end()) continue;
    std::vector<std::string> known = asked_;
    fault(key.str(), "unknown key" + suggestion(key.str(), known));
  }
}

}  // namespace waymark
