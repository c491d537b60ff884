// The head of a written page: title, policy and style, nothing that is loaded from elsewhere.
#pragma once

#include <string>

#include "report/markup.h"

namespace waymark {

// `running` stands at the top of each printed page.
void write_page_head(Markup& out, const std::string& title, const std::string& program_version,
                     const std::string& running);

}  // namespace waymark
