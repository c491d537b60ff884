// The house keeps its order: includes go down only, and what is measured is data. The layers are
// read from the table in ARCHITECTURE.md, so that the document cannot lie.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>

#include "base/text.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = WAYMARK_SOURCE;

std::string read(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Rows such as "| 3 | `ingest`, `quality`, `compute` (on `facts`) |".
std::map<std::string, int> layers() {
  std::map<std::string, int> layer_of;
  const std::string text = read(kSource / "ARCHITECTURE.md");
  const std::regex row(R"(\n\| (\d) \| ([^|]*) \|)");
  const std::regex folder(R"(`([a-z]+)`)");
  for (std::sregex_iterator r(text.begin(), text.end(), row), none; r != none; ++r) {
    const std::string names = std::regex_replace((*r)[2].str(), std::regex(R"(\([^)]*\))"), "");
    for (std::sregex_iterator f(names.begin(), names.end(), folder), end; f != end; ++f) {
      layer_of[(*f)[1]] = std::stoi((*r)[1]);
    }
  }
  return layer_of;
}

std::vector<fs::path> sources(const fs::path& root) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const auto extension = entry.path().extension();
    if (extension == ".cc" || extension == ".h") files.push_back(entry.path());
  }
  return files;
}

TEST(Layers, EveryFolderHasOne) {
  const auto layer_of = layers();
  for (const auto& entry : fs::directory_iterator(kSource / "src")) {
    EXPECT_TRUE(layer_of.contains(entry.path().filename().string())) << entry.path();
  }
}

TEST(Layers, IncludesGoDownOnly) {
  const auto layer_of = layers();
  const std::regex include(R"re(#include "([a-z]+)/)re");
  for (const auto& file : sources(kSource / "src")) {
    if (file.filename().string().ends_with("_test.cc")) continue;
    const std::string folder = fs::relative(file, kSource / "src").begin()->string();
    const std::string text = read(file);
    for (std::sregex_iterator i(text.begin(), text.end(), include), none; i != none; ++i) {
      const std::string other = (*i)[1];
      if (other == folder) continue;
      ASSERT_TRUE(layer_of.contains(other)) << file << " includes " << other;
      EXPECT_LT(layer_of.at(other), layer_of.at(folder)) << file << " includes " << other << "/";
    }
  }
}

TEST(Layers, OnlyTheStoreKnowsDuckDb) {
  for (const auto& file : sources(kSource / "src")) {
    if (fs::relative(file, kSource / "src").begin()->string() == "store") continue;
    EXPECT_EQ(read(file).find("duckdb.h"), std::string::npos) << file;
  }
}

TEST(Layers, EveryFolderExplainsItself) {
  for (const auto& entry : fs::directory_iterator(kSource / "src")) {
    EXPECT_TRUE(fs::exists(entry.path() / "README.md")) << entry.path();
  }
}

// A measure is data, not a branch: no reference of a measure stands in the program. The simulator
// writes targets and benchmarks, which are records about measures.
TEST(Layers, NoMeasureStandsInTheProgram) {
  std::set<std::string> refs;
  const std::regex ref_line(R"re(\nref\s*=\s*"([0-9a-z.{}]+)")re");
  for (const auto& entry : fs::recursive_directory_iterator(kSource / "catalogue" / "measures")) {
    if (entry.path().extension() != ".toml") continue;
    const std::string text = "\n" + read(entry.path());
    std::smatch match;
    if (std::regex_search(text, match, ref_line)) refs.insert(match[1]);
  }
  ASSERT_GT(refs.size(), 100U);
  for (const auto& file : sources(kSource / "src")) {
    const std::string folder = fs::relative(file, kSource / "src").begin()->string();
    const std::string name = file.filename().string();
    const bool of_tests = name.ends_with("_test.cc") || name.starts_with("test_");
    if (of_tests || folder == "simulate") continue;
    // Help texts show commands as people type them.
    if (folder == "cli") continue;
    const std::string text = std::regex_replace(read(file), std::regex(R"(//[^\n]*)"), "");
    for (const auto& ref : refs) {
      EXPECT_EQ(text.find('"' + ref + '"'), std::string::npos) << file << " names measure " << ref;
    }
  }
}

// Every text that `pattern` finds between its brackets.
std::set<std::string> found(const std::string& text, const std::string& pattern) {
  const std::regex search(pattern);
  std::set<std::string> all;
  for (std::sregex_iterator m(text.begin(), text.end(), search), none; m != none; ++m) {
    all.insert((*m)[1]);
  }
  return all;
}

const fs::path kGenerated = kSource / "docs" / "generated";

TEST(Documents, HaveEveryCommand) {
  const auto commands =
      found(read(kSource / "src" / "cli" / "command.h"), R"(void add_([a-z]+)\(CLI::App& app)");
  const std::string page = read(kGenerated / "commands.md");
  EXPECT_GE(commands.size(), 10U);
  for (const auto& command : commands) {
    EXPECT_NE(page.find("## waymark " + command + "\n"), std::string::npos) << command;
  }
}

// Rules are those of the table, and those that facts note by name.
TEST(Documents, HaveEveryFindingRule) {
  const auto rules =
      found(read(kSource / "src" / "model" / "finding_rules.cc"), R"re(\{"([a-z0-9-]+)", )re");
  const std::string page = read(kGenerated / "findings.md");
  EXPECT_GE(rules.size(), 20U);
  for (const auto& rule : rules)
    EXPECT_NE(page.find("| `" + rule + "` |"), std::string::npos) << rule;
}

TEST(Documents, HaveEveryParameter) {
  std::set<std::string> parameters;
  for (const auto& entry : fs::directory_iterator(kSource / "catalogue" / "parameters")) {
    parameters.merge(found("\n" + read(entry.path()), R"re(\nname\s*=\s*"([a-z0-9_]+)")re"));
  }
  const std::string page = read(kGenerated / "measures" / "parameters.md");
  EXPECT_GE(parameters.size(), 5U);
  for (const auto& name : parameters)
    EXPECT_NE(page.find("| `" + name + "` |"), std::string::npos) << name;
}

TEST(Documents, LeadSomewhere) {
  for (const char* document :
       {"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/guides/first-month.md",
        "docs/guides/reading-the-report.md", "docs/guides/benchmarks.md"}) {
    const fs::path file = kSource / document;
    ASSERT_TRUE(fs::exists(file)) << file;
    for (const auto& link : found(read(file), R"(\]\(([^)#]+))")) {
      if (link.find("://") != std::string::npos || link.ends_with(".png")) continue;
      EXPECT_TRUE(fs::exists(file.parent_path() / link)) << file << " leads to " << link;
    }
  }
}

}  // namespace
}  // namespace waymark
