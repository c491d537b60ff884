#include "base/name.h"

#include <mutex>
#include <set>

namespace waymark {
namespace {

struct Names {
  std::mutex mutex;
  std::set<std::string, std::less<>> texts;  // which stay where they are
};

// Never taken down: names are used until the very end of the program.
Names& names() {
  static auto* const all = new Names;
  return *all;
}

}  // namespace

Name::Name(std::string_view text) {
  if (text.empty()) return;
  Names& all = names();
  const std::lock_guard lock(all.mutex);
  const auto found = all.texts.find(text);
  text_ = found != all.texts.end() ? &*found : &*all.texts.emplace(text).first;
}

const std::string& Name::empty_text() {
  static const std::string empty;
  return empty;
}

}  // namespace waymark
