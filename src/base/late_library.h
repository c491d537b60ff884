// A shared library that is loaded when it is first called. Linking what only publishing or only
// loading needs would take most of the time of a program that answers in hundredths of a second.
//
//   LateLibrary& solver() {
//     static LateLibrary library("libClp.so.1", "The solver's library", "Install coinor-libclp1.");
//     return library;
//   }
//   inline constinit const LateFunction<decltype(Clp_newModel), solver> new_model{"Clp_newModel"};
//
//   if (auto loaded = solver().load(); !loaded) return std::move(loaded).error();
//   auto* model = new_model();
#pragma once

#include <atomic>
#include <mutex>
#include <string>

#include "base/result.h"

namespace waymark {

class LateLibrary {
 public:
  // `file` is looked for beside the program, where it was told at its building, and where the
  // system keeps its libraries. `name` and `advice` are words of the sentence that says it cannot
  // be loaded.
  LateLibrary(std::string file, std::string name, std::string advice);
  LateLibrary(const LateLibrary&) = delete;
  LateLibrary& operator=(const LateLibrary&) = delete;

  // Loads it once for the process; it stays to the end, since threads of its own may run. Fails
  // with ErrorCode::unavailable.
  Status load();
  // The address of a function. Throws std::runtime_error where there is none.
  void* address_of(const char* function);

 private:
  std::string file_, name_, advice_;
  std::once_flag loading_;
  void* handle_ = nullptr;
  std::string fault_;
};

template <typename Signature, LateLibrary& (*library)()>
class LateFunction;

// One function of a library. To be called only after the library's load() has succeeded. Safe to
// call from several threads.
template <typename Answer, typename... Arguments, LateLibrary& (*library)()>
class LateFunction<Answer(Arguments...), library> {
 public:
  constexpr explicit LateFunction(const char* name) : name_(name) {}
  LateFunction(const LateFunction&) = delete;
  LateFunction& operator=(const LateFunction&) = delete;

  Answer operator()(Arguments... arguments) const {
    auto* function = found_.load(std::memory_order_acquire);
    if (function == nullptr) {
      function = reinterpret_cast<Answer (*)(Arguments...)>(library().address_of(name_));
      found_.store(function, std::memory_order_release);
    }
    return function(arguments...);
  }

 private:
  const char* name_;
  mutable std::atomic<Answer (*)(Arguments...)> found_ = nullptr;
};

}  // namespace waymark
