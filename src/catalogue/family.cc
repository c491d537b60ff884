#include "catalogue/family.h"

#include <algorithm>

namespace waymark {
namespace {

constexpr std::string_view kCode = "{code}";
constexpr std::string_view kTitle = "{title}";

std::string replace_all(std::string text, std::string_view name, const std::string& value) {
  for (std::size_t at = text.find(name); at != std::string::npos;
       at = text.find(name, at + value.size())) {
    text.replace(at, name.size(), value);
  }
  return text;
}

}  // namespace

std::string FamilyMember::text(std::string_view written) const {
  if (code.empty()) return std::string(written);
  return replace_all(replace_all(std::string(written), kCode, code), kTitle, title);
}

std::vector<FamilyMember> read_family(FieldReader& file, FileFaults& faults) {
  const toml::table* table = file.table("family");
  if (table == nullptr)
    return file.has("family") ? std::vector<FamilyMember>{} : std::vector<FamilyMember>{{}};
  FieldReader family(*table, "family", faults);
  std::vector<FamilyMember> members;
  for (const auto* value : family.tables("values")) {
    FieldReader fields(*value, "family.values", faults);
    FamilyMember member{fields.text("code"), fields.text("title")};
    fields.finish();
    const bool twice = std::any_of(members.begin(), members.end(),
                                   [&](const auto& other) { return other.code == member.code; });
    if (twice) fields.fault("code", "the code \"" + member.code + "\" stands twice.");
    if (!member.code.empty() && !twice) members.push_back(std::move(member));
  }
  family.finish();
  return members;
}

std::string left_name(std::string_view text) {
  const auto is_name = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    std::size_t end = at + 1;
    while (end < text.size() && is_name(text[end])) ++end;
    if (end > at + 1 && end < text.size() && text[end] == '}') {
      return std::string(text.substr(at, end + 1 - at));
    }
  }
  return {};
}

}  // namespace waymark
