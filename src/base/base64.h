// Bytes that came as text: base64 of RFC 4648, section 4.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace waymark {

// The bytes that `text` stands for; nothing if it is no base64.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace waymark
