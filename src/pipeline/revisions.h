// Revisions of a published pack. Each stands whole in a folder of its own and is never changed
// again, except that formats which were not asked for at first may join it:
//
//   <area>/revision-1/, revision-2/ ...   what was published, and revision.json with its digest
//   <area>/index.html ...                 the latest revision's files again
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace waymark {

struct Revision {
  int number = 1;
  std::filesystem::path folder;
  bool is_new = false;  // its content was not published last
};

// The revision that content with this digest belongs to: the latest where that has the same
// content, else a new one. Files of a pack from before there were revisions become the first.
Result<Revision> revision_for(const std::filesystem::path& area_folder, const std::string& content);

// Says that the revision is complete. One without this is written anew by the next run.
Status seal_revision(const Revision& revision, const std::string& content);

// Shows the revision's files in the area's folder, in place of those of the one before.
Status show_revision(const std::filesystem::path& area_folder, const Revision& revision);

// The numbers of the complete revisions, in order.
std::vector<int> revisions_in(const std::filesystem::path& area_folder);

}  // namespace waymark
