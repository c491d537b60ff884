#include "base/late_library.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <stdexcept>
#include <utility>

namespace waymark {

LateLibrary::LateLibrary(std::string file, std::string name, std::string advice)
    : file_(std::move(file)), name_(std::move(name)), advice_(std::move(advice)) {}

Status LateLibrary::load() {
  std::call_once(loading_, [this] {
    handle_ = dlopen(file_.c_str(), RTLD_LAZY | RTLD_LOCAL);
    if (handle_ != nullptr) return;
    const char* const why = dlerror();
    fault_ = fmt::format("{} cannot be loaded: {}. {}", name_,
                         why == nullptr ? "no reason was given" : why, advice_);
  });
  if (handle_ != nullptr) return {};
  return Error{ErrorCode::unavailable, fault_};
}

void* LateLibrary::address_of(const char* function) {
  void* const address = load() ? dlsym(handle_, function) : nullptr;
  if (address != nullptr) return address;
  throw std::runtime_error(
      handle_ == nullptr ? fault_
                         : fmt::format("{} has no function {}. {}", name_, function, advice_));
}

}  // namespace waymark
