// Colours of the Government Analysis Function's accessible palette; each has a contrast of at least
// 3:1 against white, and none carries a meaning alone.
#pragma once

#include <string_view>

namespace waymark::palette {

inline constexpr std::string_view kAccent = "#12436D";  // dark blue
inline constexpr std::string_view kTurquoise = "#28A197";
inline constexpr std::string_view kPink = "#801650";  // dark pink
inline constexpr std::string_view kOrange = "#F46A25";
inline constexpr std::string_view kGrey = "#3D3D3D";  // dark grey
inline constexpr std::string_view kRule = "#8C8C8C";  // axes and grid lines
inline constexpr std::string_view kText = "#0B0C0C";
inline constexpr std::string_view kPaper = "#FFFFFF";

}  // namespace waymark::palette
