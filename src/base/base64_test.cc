#include "base/base64.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

TEST(Base64, GivesTheBytesOfTheStandard) {  // RFC 4648, section 10
  EXPECT_EQ(decode_base64(""), "");
  EXPECT_EQ(decode_base64("Zg=="), "f");
  EXPECT_EQ(decode_base64("Zm8="), "fo");
  EXPECT_EQ(decode_base64("Zm9v"), "foo");
  EXPECT_EQ(decode_base64("Zm9vYmFy"), "foobar");
  EXPECT_EQ(decode_base64("/+8A"), std::string("\xff\xef\x00", 3));
}

TEST(Base64, RefusesWhatIsNone) {
  for (const char* text : {"Zg", "Zg=", "Z===", "Zm9v\n", "Zm 9", "Zm9v====", "=m9v"}) {
    EXPECT_EQ(decode_base64(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace waymark
