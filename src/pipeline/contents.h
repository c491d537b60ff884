// The contents page over the packs of a month: publications/<month>/index.html.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "report/html/contents_page.h"
#include "report/inputs.h"

namespace waymark {

// What the page says; `month_folder` is looked through for packs and their revisions. `inputs` is
// that of the run; the summary of every area is made from it.
MonthContents contents_of_month(const std::filesystem::path& month_folder,
                                PublicationInputs inputs);

}  // namespace waymark
