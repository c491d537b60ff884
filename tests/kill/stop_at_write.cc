// Counts the calls by which a process changes files, and stops the process at one of them:
//   STOP_AT_WRITE=N     the number of the call; 0 or not set: only count
//   STOP_SIGNAL=9       SIGKILL, or SIGSTOP to hold it there
//   STOP_COUNT_FILE=F   written at the end: how many calls there were
// A killed call of more than a page may have been done in part: it is, up to a page border.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace {

constexpr std::size_t kPage = 4096;
std::atomic<long> calls{0};

long number_in(const char* name) {
  const char* text = std::getenv(name);
  return text == nullptr ? 0 : std::atol(text);
}

bool is_file(int descriptor) {
  struct stat about{};
  return fstat(descriptor, &about) == 0 && S_ISREG(about.st_mode);
}

// True if the process is to be killed at this call, so that the caller can do a part of it first.
bool ends_here() {
  static const long stop_at = number_in("STOP_AT_WRITE");
  static const long signal = number_in("STOP_SIGNAL");
  if (++calls != stop_at) return false;
  if (signal == SIGKILL) return true;
  std::raise(static_cast<int>(signal));
  return false;
}

[[noreturn]] void die() {
  kill(getpid(), SIGKILL);
  while (true) pause();
}

template <typename Function>
Function real(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

std::size_t part_of(std::size_t size) { return size / 2 / kPage * kPage; }

struct CountAtExit {
  ~CountAtExit() {
    const char* name = std::getenv("STOP_COUNT_FILE");
    const long made = calls;
    std::FILE* file = name == nullptr ? nullptr : std::fopen(name, "w");
    if (file == nullptr) return;
    std::fprintf(file, "%ld\n", made);
    std::fclose(file);
  }
} count_at_exit;

using Pwrite = ssize_t (*)(int, const void*, std::size_t, off_t);
using Write = ssize_t (*)(int, const void*, std::size_t);

ssize_t counted_pwrite(const char* name, int file, const void* data, std::size_t size, off_t at) {
  static const auto call = real<Pwrite>(name);
  if (ends_here()) {
    if (part_of(size) > 0) call(file, data, part_of(size), at);
    die();
  }
  return call(file, data, size, at);
}

}  // namespace

extern "C" {

ssize_t pwrite(int file, const void* data, std::size_t size, off_t at) {
  return counted_pwrite("pwrite", file, data, size, at);
}

ssize_t pwrite64(int file, const void* data, std::size_t size, off_t at) {
  return counted_pwrite("pwrite64", file, data, size, at);
}

ssize_t write(int file, const void* data, std::size_t size) {
  static const auto call = real<Write>("write");
  if (is_file(file) && ends_here()) {
    if (part_of(size) > 0) call(file, data, part_of(size));
    die();
  }
  return call(file, data, size);
}

int fsync(int file) {
  static const auto call = real<int (*)(int)>("fsync");
  if (ends_here()) die();
  return call(file);
}

int fdatasync(int file) {
  static const auto call = real<int (*)(int)>("fdatasync");
  if (ends_here()) die();
  return call(file);
}

int ftruncate(int file, off_t size) noexcept {
  static const auto call = real<int (*)(int, off_t)>("ftruncate");
  if (ends_here()) die();
  return call(file, size);
}

int ftruncate64(int file, off_t size) noexcept {
  static const auto call = real<int (*)(int, off_t)>("ftruncate64");
  if (ends_here()) die();
  return call(file, size);
}

int unlink(const char* path) noexcept {
  static const auto call = real<int (*)(const char*)>("unlink");
  if (ends_here()) die();
  return call(path);
}

int remove(const char* path) noexcept {
  static const auto call = real<int (*)(const char*)>("remove");
  if (ends_here()) die();
  return call(path);
}

int rename(const char* from, const char* to) noexcept {
  static const auto call = real<int (*)(const char*, const char*)>("rename");
  if (ends_here()) die();
  return call(from, to);
}

}  // extern "C"
