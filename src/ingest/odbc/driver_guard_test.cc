#include "ingest/odbc/driver_guard.h"

#include <gtest/gtest.h>

#include <csignal>

namespace waymark::odbc {
namespace {

TEST(DriverGuard, AFaultOfADriverIsASentence) {
  EXPECT_EXIT(
      {
        DriverGuard guard;
        guard.reading("ssd_person");
        raise(SIGSEGV);
      },
      testing::ExitedWithCode(1), "ssd_person: the warehouse's ODBC driver failed .* try again");
}

TEST(DriverGuard, ItEndsWithTheReading) {
  struct sigaction before = {};
  sigaction(SIGSEGV, nullptr, &before);
  {
    DriverGuard guard;
    struct sigaction during = {};
    sigaction(SIGSEGV, nullptr, &during);
    EXPECT_NE(during.sa_handler, before.sa_handler);
  }
  struct sigaction after = {};
  sigaction(SIGSEGV, nullptr, &after);
  EXPECT_EQ(after.sa_handler, before.sa_handler);
}

}  // namespace
}  // namespace waymark::odbc
