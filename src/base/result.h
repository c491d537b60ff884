// A value, or the error that stands in its place. The interface is that of C++23's std::expected,
// so that one line changes when the compilers do.
//
//   Result<Date> day = parse_date(text);
//   if (!day) return std::move(day).error();
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/check.h"

namespace waymark {

// What kind of thing stopped a request; decides the exit code of a command.
enum class ErrorCode {
  invalid_input,  // a file, folder or argument is not what it must be
  not_found,      // something asked for is not there
  in_use,         // another program holds the store; the same request works later
  conflict,       // the request contradicts what is stored or already there
  definition,     // a faulty definition in the catalogue or in authority.toml
  storage,        // the database or the file system failed
  unavailable,    // a helper program (a browser, say) is not there
};

// Why a request cannot be met: one sentence that says what was wrong, where, and what to do.
// `details` holds one sentence a fault where several were found at once.
struct Error {
  ErrorCode code = ErrorCode::invalid_input;
  std::string message;
  std::vector<std::string> details = {};
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: as expected
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: as expected

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  T& value() & { return checked(), std::get<0>(state_); }
  const T& value() const& { return checked(), std::get<0>(state_); }
  T&& value() && { return checked(), std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const& { return std::get<1>(state_); }
  Error&& error() && { return std::get<1>(std::move(state_)); }

 private:
  void checked() const {
    CHECK_THAT(has_value(), "a Result is looked at before its value is used");
  }
  std::variant<T, Error> state_;
};

// Done, or the error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT: as expected

  bool has_value() const { return !error_.has_value(); }
  explicit operator bool() const { return has_value(); }
  const Error& error() const& { return *error_; }
  Error&& error() && { return *std::move(error_); }

 private:
  std::optional<Error> error_;
};

using Status = Result<void>;

}  // namespace waymark
