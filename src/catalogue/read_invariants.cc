// catalogue/invariants.toml: equations between figures, as model/invariant.h describes their terms.
//
//   [[equation]]
//   name    = "V1"
//   meaning = "The seven sources make up the whole"
//   each    = ["2.1", "2.2"]         one equation each, {each} replaced
//   left    = ["{each}"]
//   right   = ["{each}.pol", "{each}.edu"]
#include <fmt/format.h>

#include <algorithm>

#include "catalogue/read.h"

namespace waymark {
namespace {

constexpr std::string_view kEach = "{each}";

std::string with_each(std::string text, const std::string& each) {
  for (std::size_t at = text.find(kEach); at != std::string::npos; at = text.find(kEach, at)) {
    text.replace(at, kEach.size(), each);
    at += each.size();
  }
  return text;
}

// Reads what stands behind the colon of a term; false if it is unknown.
bool read_part(std::string_view part, InvariantTerm& term) {
  using Part = InvariantTerm::Part;
  if (part.empty()) return true;
  if (part == "previous") return term.previous_month = true;
  if (part == "d") return term.part = Part::denominator, true;
  if (part == "ytd") return term.part = Part::ytd_numerator, true;
  if (part == "ytd-d") return term.part = Part::ytd_denominator, true;
  return false;
}

class EquationReader {
 public:
  EquationReader(FieldReader& fields, const Catalogue& catalogue)
      : fields_(fields), catalogue_(catalogue) {}

  std::vector<Invariant> read() {
    Invariant shared;
    shared.name = fields_.text("name");
    shared.meaning = fields_.text("meaning");
    shared.at_most = fields_.flag("at_most");
    shared.county_only = fields_.flag("county_only");
    shared.calendar_month =
        static_cast<int>(fields_.number("calendar_month", 1, 12, Presence::optional).value_or(0));
    const auto left = fields_.texts("left");
    const auto right = fields_.texts("right");
    std::vector<std::string> each = fields_.texts("each", Presence::optional);
    if (each.empty()) each = {""};
    std::vector<Invariant> equations;
    for (const auto& value : each) {
      Invariant equation = shared;
      equation.left = terms("left", left, value);
      equation.right = terms("right", right, value);
      equations.push_back(std::move(equation));
    }
    return equations;
  }

 private:
  std::vector<InvariantTerm> terms(std::string_view key, const std::vector<std::string>& written,
                                   const std::string& each) {
    std::vector<InvariantTerm> terms;
    for (const auto& text : written) {
      terms.push_back(term(key, each.empty() ? text : with_each(text, each)));
    }
    return terms;
  }

  InvariantTerm term(std::string_view key, std::string text) {
    InvariantTerm term;
    term.taken_away = text.starts_with('-');
    if (term.taken_away) text.erase(0, 1);
    const std::size_t colon = std::min(text.find(':'), text.size());
    term.measure = text.substr(0, colon);
    if (!read_part(std::string_view(text).substr(std::min(colon + 1, text.size())), term)) {
      const std::string part = text.substr(colon + 1);
      fields_.fault(key, fmt::format("unknown part \"{}\"{}", part,
                                     suggestion(part, {"d", "ytd", "ytd-d", "previous"})));
    }
    check_ref(fields_, key, term.measure, catalogue_);
    return term;
  }

  FieldReader& fields_;
  const Catalogue& catalogue_;
};

}  // namespace

void read_invariants(const toml::table& file, FileFaults& faults, Catalogue& catalogue) {
  FieldReader all(file, "", faults);
  catalogue.invariants.may_exceed = read_refs(all, "may_exceed", Presence::optional, catalogue);
  for (const auto* table : all.tables("equation")) {
    FieldReader fields(*table, "equation", faults);
    for (auto& equation : EquationReader(fields, catalogue).read()) {
      catalogue.invariants.equations.push_back(std::move(equation));
    }
    fields.finish();
  }
  all.finish();
}

}  // namespace waymark
