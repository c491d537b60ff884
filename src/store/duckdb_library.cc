#include "store/duckdb_library.h"

#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <utility>

namespace waymark::duck {
namespace {

// Oldest library that has every function that the header declares.
constexpr int kOldestMajor = 1;
constexpr int kOldestMinor = 4;

WAYMARK_DUCKDB(library_version);

Status check_version() {
  const std::string version = library_version();
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

}  // namespace

LateLibrary& internal::file() {
  static LateLibrary library("libduckdb.so", "The DuckDB library",
                             "Put libduckdb.so where the system finds its libraries, or build "
                             "with -DDUCKDB_ROOT=<its folder>.");
  return library;
}

Status library() {
  auto loaded = internal::file().load();
  if (!loaded) return Error{ErrorCode::storage, std::move(loaded).error().message};
  return check_version();
}

}  // namespace waymark::duck
