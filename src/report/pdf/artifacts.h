// What is drawn on a page and is no content.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace waymark {

// A content stream in which everything outside marked content is marked as an artifact. Drawings
// named in `holding` ("/X5") hold marked content of their own, so they stay outside artifacts.
std::string with_artifacts(std::string_view content, const std::set<std::string>& holding = {});

}  // namespace waymark
