// Brings the log beside a store (.wal) into its file, in a way that may be cut off at any byte.
//
// The database writes a checkpoint beside what the file holds and then switches its header, with
// one exception: blocks of metadata that are only partly in use are written again in place. A
// process that is killed in the midst of such a write leaves a file that cannot be read. So these
// blocks are saved first, to <file>.blocks; where that file is found and the header was not
// switched, they are put back.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "store/database.h"

namespace waymark {

// To be called before the file is opened. Does nothing where another process works on the store.
Status undo_unfinished_checkpoint(const std::filesystem::path& file);

// Leaves checkpoints to checkpoint(): the database makes none of its own accord.
Status take_over_checkpoints(sql::Connection& connection);

// The headers, length and time of writing of the file: what stands for all that it holds, as every
// checkpoint writes another header. Empty while a log or unfinished checkpoint lies beside it.
std::string stamp_of(const std::filesystem::path& file);

// The connection must be to `file`, opened for writing, and no transaction under way.
Status checkpoint(sql::Connection& connection, const std::filesystem::path& file);

}  // namespace waymark
