// A driver is somebody else's code inside this process, and some fall over when their connection
// dies (psqlodbc 13.2, in SQLFetch, up to every second time). While a guard lives, such a fault
// ends the program with a sentence and exit code 1, as any other request that cannot be met.
// Nothing is lost by it: records are read before the first byte is written to the store.
#pragma once

#include <csignal>
#include <string_view>

namespace waymark::odbc {

class DriverGuard {
 public:
  DriverGuard();
  ~DriverGuard();
  DriverGuard(const DriverGuard&) = delete;
  DriverGuard& operator=(const DriverGuard&) = delete;

  // The table whose reading the sentence names.
  void reading(std::string_view table);

 private:
  struct sigaction before_segment_ = {};
  struct sigaction before_bus_ = {};
};

}  // namespace waymark::odbc
