#include "store/duckdb_library.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <cstdio>
#include <stdexcept>
#include <string>

namespace waymark::duck {
namespace {

// Oldest library that has every function that the header declares.
constexpr int kOldestMajor = 1;
constexpr int kOldestMinor = 4;

struct Library {
  void* handle = nullptr;  // kept to the end of the process: threads of the library's own may run
  Status usable;
};

Status loading_failure() {
  const char* reason = dlerror();
  return Error{ErrorCode::storage,
               fmt::format("The DuckDB library cannot be loaded: {}. Put libduckdb.so where the "
                           "system finds its libraries, or build with -DDUCKDB_ROOT=<its folder>.",
                           reason == nullptr ? "no reason was given" : reason)};
}

Status check_version(void* handle) {
  const auto version_of = reinterpret_cast<decltype(&::duckdb_library_version)>(
      dlsym(handle, "duckdb_library_version"));
  const std::string version = version_of == nullptr ? "without a version" : version_of();
  int major = 0;
  int minor = 0;
  if (std::sscanf(version.c_str(), "v%d.%d", &major, &minor) == 2 &&
      (major > kOldestMajor || (major == kOldestMajor && minor >= kOldestMinor))) {
    return {};
  }
  return Error{
      ErrorCode::storage,
      fmt::format("The DuckDB library found is {}, and waymark needs {}.{} or later. Install "
                  "a later one, or build with -DDUCKDB_ROOT=<its folder>.",
                  version, kOldestMajor, kOldestMinor)};
}

const Library& loaded() {
  static const Library kLoaded = [] {
    Library library;
    library.handle = dlopen("libduckdb.so", RTLD_LAZY | RTLD_LOCAL);
    library.usable = library.handle == nullptr ? loading_failure() : check_version(library.handle);
    return library;
  }();
  return kLoaded;
}

}  // namespace

Status library() { return loaded().usable; }

void* internal::address_of(const char* name) {
  void* const address = loaded().handle == nullptr ? nullptr : dlsym(loaded().handle, name);
  if (address != nullptr) return address;
  throw std::runtime_error(
      fmt::format("The DuckDB library has no function {}. Install another one.", name));
}

}  // namespace waymark::duck
