// The tables of tests/data/stats, for the tests beside the rules.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "base/csv.h"

namespace waymark {

using KnownRow = std::map<std::string, std::string>;

inline std::vector<KnownRow> known_answers(const std::string& name) {
  const std::ifstream file(std::string(WAYMARK_SOURCE) + "/tests/data/stats/" + name + ".csv");
  std::stringstream text;
  text << file.rdbuf();
  const std::string content = text.str();
  CsvReader reader(content);
  CsvRow row;
  std::vector<std::string> names;
  if (reader.next(row)) names.assign(row.fields.begin(), row.fields.end());
  std::vector<KnownRow> rows;
  while (reader.next(row)) {
    KnownRow known;
    for (std::size_t i = 0; i < names.size(); ++i) known[names[i]] = std::string(row.fields[i]);
    rows.push_back(std::move(known));
  }
  EXPECT_FALSE(rows.empty()) << name << " holds no rows";
  return rows;
}

inline double number(const std::string& text) { return std::strtod(text.c_str(), nullptr); }

// Equal to a relative 1e-9; an empty text stands for "not defined".
inline void expect_equal(const std::optional<double>& got, const std::string& expected,
                         const std::string& what) {
  ASSERT_EQ(got.has_value(), !expected.empty()) << what;
  if (!got) return;
  const double wanted = number(expected);
  EXPECT_NEAR(*got, wanted, 1e-9 * std::max(1e-3, std::abs(wanted))) << what;
}

}  // namespace waymark
