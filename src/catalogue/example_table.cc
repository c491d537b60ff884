#include "catalogue/example_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/csv.h"
#include "base/text.h"
#include "catalogue/faults.h"

namespace waymark {
namespace {

// One line cut into its values; nothing if a quote is never closed or text follows a closing one.
std::optional<std::vector<std::string>> values_of(std::string_view line) {
  std::vector<std::string> values;
  while (true) {
    line = line.substr(std::min(line.find_first_not_of(" \t"), line.size()));
    std::string value;
    if (line.starts_with('"')) {
      std::size_t at = 1;
      for (; at < line.size(); ++at) {
        if (line[at] != '"') {
          value += line[at];
        } else if (at + 1 < line.size() && line[at + 1] == '"') {
          value += line[at++];
        } else {
          break;
        }
      }
      if (at == line.size()) return std::nullopt;
      line = line.substr(at + 1);
      if (!trim(line.substr(0, line.find(','))).empty()) return std::nullopt;
    } else {
      value = trim(line.substr(0, line.find(',')));
    }
    values.push_back(std::move(value));
    const std::size_t comma = line.find(',');
    if (comma == std::string_view::npos) return values;
    line = line.substr(comma + 1);
  }
}

class TableReader {
 public:
  explicit TableReader(const Table& table) : table_(table) {}

  ExampleTable read(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      const std::string_view line = trim(text.substr(at, end - at));
      if (!line.empty()) read_line(line, at);
      at = end + 1;
    }
    if (columns_ == 0) fault(0, "the header with the column names is missing.");
    return std::move(read_);
  }

 private:
  void fault(std::size_t position, std::string message) {
    read_.faults.push_back({position, std::move(message)});
  }

  void read_line(std::string_view line, std::size_t position) {
    const auto values = values_of(line);
    if (!values) {
      fault(position, "a quote is never closed, or text follows it.");
      return;
    }
    if (columns_ == 0) {
      read_header(*values, position);
    } else if (values->size() != columns_) {
      fault(position,
            fmt::format("the row has {} values, the header {}.", values->size(), columns_));
    }
    std::string row;
    for (const auto& value : *values)
      row += (&value == values->data() ? "" : ",") + csv_field(value);
    // An empty line would be skipped, a row of one empty value is not.
    read_.csv += row.empty() ? "\"\"\n" : row + "\n";
  }

  void read_header(const std::vector<std::string>& names, std::size_t position) {
    columns_ = names.size();
    for (auto name = names.begin(); name != names.end(); ++name) {
      if (std::find(names.begin(), name, *name) != name) {
        fault(position, fmt::format("the column {} stands twice.", *name));
      } else if (!table_.find(*name)) {
        std::vector<std::string> known;
        for (const auto& field : table_.fields) known.push_back(field.name);
        fault(position,
              fmt::format("{} has no column {}{}", table_.name, *name, suggestion(*name, known)));
      }
    }
  }

  const Table& table_;
  std::size_t columns_ = 0;
  ExampleTable read_;
};

}  // namespace

ExampleTable read_example_table(std::string_view text, const Table& table) {
  return TableReader(table).read(text);
}

}  // namespace waymark
