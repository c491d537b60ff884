#include "ingest/odbc/driver_guard.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <string>

namespace waymark::odbc {
namespace {

// Put together beforehand: a handler may write bytes and end the process, and hardly anything else.
std::array<char, 512> sentence;
volatile std::sig_atomic_t sentence_length = 0;

void compose(std::string_view table) {
  std::string text = "waymark: ";
  if (!table.empty()) text += std::string(table) + ": ";
  text +=
      "the warehouse's ODBC driver failed while reading rows, as some do when the connection is "
      "lost. "
      "Nothing was taken in. Check server, port and network, and try again.\n";
  const std::size_t length = std::min(text.size(), sentence.size());
  std::copy_n(text.begin(), length, sentence.begin());
  sentence_length = static_cast<std::sig_atomic_t>(length);
}

extern "C" void tell_and_end(int) {
  [[maybe_unused]] const auto written =
      write(STDERR_FILENO, sentence.data(), static_cast<std::size_t>(sentence_length));
  _exit(1);
}

}  // namespace

DriverGuard::DriverGuard() {
  compose({});
  struct sigaction action = {};
  action.sa_handler = tell_and_end;
  sigemptyset(&action.sa_mask);
  sigaction(SIGSEGV, &action, &before_segment_);
  sigaction(SIGBUS, &action, &before_bus_);
}

DriverGuard::~DriverGuard() {
  sigaction(SIGSEGV, &before_segment_, nullptr);
  sigaction(SIGBUS, &before_bus_, nullptr);
}

void DriverGuard::reading(std::string_view table) { compose(table); }

}  // namespace waymark::odbc
