#include "catalogue/invariants.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "catalogue/field_reader.h"

namespace waymark {
namespace {

using Part = InvariantTerm::Part;

std::string with_each(std::string text, std::string_view each) {
  constexpr std::string_view kPlace = "{each}";
  for (auto at = text.find(kPlace); at != text.npos; at = text.find(kPlace, at + each.size())) {
    text.replace(at, kPlace.size(), each);
  }
  return text;
}

class InvariantsReader {
 public:
  InvariantsReader(FileFaults& faults, Catalogue& catalogue)
      : faults_(faults), catalogue_(catalogue) {}

  void read(const toml::table& file) {
    FieldReader fields(file, "", faults_);
    for (const auto& ref : fields.texts("may_exceed", Presence::optional)) {
      if (known(ref, fields, "may_exceed")) catalogue_.invariants.may_exceed.push_back(ref);
    }
    for (const toml::table* table : fields.tables("equation", Presence::optional)) {
      equation(*table);
    }
    fields.finish();
  }

 private:
  void equation(const toml::table& table) {
    FieldReader fields(table, "equation", faults_);
    Invariant rule;
    rule.name = fields.text("name");
    rule.meaning = fields.text("meaning");
    rule.at_most = fields.flag("at_most");
    rule.county_only = fields.flag("county_only");
    rule.calendar_month =
        static_cast<int>(fields.number("calendar_month", 1, 12, Presence::optional).value_or(0));
    auto each = fields.texts("each", Presence::optional);
    const auto left = fields.texts("left");
    const auto right = fields.texts("right");
    fields.finish();
    if (each.empty()) each.emplace_back();
    for (const auto& one : each) {
      Invariant written = rule;
      written.left = terms(left, one, fields, "left");
      written.right = terms(right, one, fields, "right");
      if (written.left.empty() || written.right.empty()) continue;
      catalogue_.invariants.equations.push_back(std::move(written));
    }
  }

  std::vector<InvariantTerm> terms(const std::vector<std::string>& texts, std::string_view each,
                                   FieldReader& fields, std::string_view key) {
    std::vector<InvariantTerm> terms;
    for (const auto& text : texts) {
      const auto read = term(with_each(text, each), fields, key);
      if (!read) return {};
      terms.push_back(*read);
    }
    return terms;
  }

  std::optional<InvariantTerm> term(std::string text, FieldReader& fields, std::string_view key) {
    InvariantTerm term;
    if (text.starts_with('-')) {
      term.taken_away = true;
      text.erase(0, 1);
    }
    const auto colon = text.find(':');
    const std::string part = colon == text.npos ? "" : text.substr(colon + 1);
    term.measure = text.substr(0, colon);
    if (!known(term.measure, fields, key)) return std::nullopt;
    if (part == "previous") {
      term.previous_month = true;
      return term;
    }
    const std::vector<std::pair<std::string, Part>> parts = {{"", Part::numerator},
                                                             {"d", Part::denominator},
                                                             {"ytd", Part::ytd_numerator},
                                                             {"ytd-d", Part::ytd_denominator}};
    const auto found = std::find_if(parts.begin(), parts.end(),
                                    [&](const auto& each) { return each.first == part; });
    if (found == parts.end()) {
      fields.fault(key, fmt::format("\"{}\" names no part of a figure; parts are d, ytd, ytd-d and "
                                    "previous.", part));
      return std::nullopt;
    }
    term.part = found->second;
    return term;
  }

  bool known(const std::string& ref, FieldReader& fields, std::string_view key) {
    if (catalogue_.find(ref) != nullptr) return true;
    std::vector<std::string> refs;
    for (const auto& measure : catalogue_.measures) refs.push_back(measure.ref);
    fields.fault(key, fmt::format("there is no measure {}{}", ref, suggestion(ref, refs)));
    return false;
  }

  FileFaults& faults_;
  Catalogue& catalogue_;
};

}  // namespace

void read_invariants(std::string_view text, FileFaults& faults, Catalogue& catalogue) {
  if (const auto table = parse_toml(text, faults)) InvariantsReader(faults, catalogue).read(*table);
}

}  // namespace waymark
