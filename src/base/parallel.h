// Runs independent pieces of work on a fixed number of threads. The results never depend on the
// number of threads: every piece writes only what is its own.
#pragma once

#include <cstddef>
#include <functional>

namespace waymark {

// Calls work(0) ... work(count - 1), each once, on at most `threads` threads (at least one). What
// one of them throws is thrown to the caller once all threads have ended; pieces that were not
// begun are left out.
void run_parallel(std::size_t count, int threads, const std::function<void(std::size_t)>& work);

}  // namespace waymark
