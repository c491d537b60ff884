#include "ingest/file_content.h"

#include <fmt/format.h>
#define XXH_INLINE_ALL  // no library to link for one function
#include <xxhash.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace waymark {
namespace {

using namespace std::string_view_literals;

struct Beginning {
  std::string_view bytes;
  std::string_view what;
};

// What people save under .csv by mistake, by the first bytes of the file.
constexpr Beginning kBeginnings[] = {
    {"PAR1"sv, "a Parquet file"},
    {"PK\x03\x04"sv, "an Excel workbook or another zip archive"},
    {"\xD0\xCF\x11\xE0"sv, "an old Excel workbook"},
    {"\x1F\x8B"sv, "compressed with gzip"},
    {"\x28\xB5\x2F\xFD"sv, "compressed with zstd"},
    {"\xFF\xFE"sv, "UTF-16 text"},
    {"\xFE\xFF"sv, "UTF-16 text"},
    {"%PDF"sv, "a PDF file"},
    {"SQLite format 3\0"sv, "an SQLite database"},
    {"<"sv, "an XML or HTML file"},
    {"{"sv, "a JSON file"},
    {"["sv, "a JSON file"},
};

constexpr std::size_t kLookedAt = 4096;
constexpr std::string_view kParquetMark = "PAR1";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

std::string_view what_instead_of_csv(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  for (const auto& beginning : kBeginnings) {
    if (text.starts_with(beginning.bytes)) return beginning.what;
  }
  const bool has_nul = text.substr(0, kLookedAt).find('\0') != text.npos;
  return has_nul ? "a binary file" : std::string_view();
}

bool is_parquet(std::string_view bytes) {
  // The mark stands at both ends, with the length of the footer before the last.
  constexpr std::size_t kShortest = 12;
  return bytes.size() >= kShortest && bytes.starts_with(kParquetMark) &&
         bytes.ends_with(kParquetMark);
}

Result<std::string> file_bytes(const std::filesystem::path& file) {
  const auto failure = [&] {
    return Error{ErrorCode::storage,
                 fmt::format("{} cannot be read ({}).", file.string(), std::strerror(errno))};
  };
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(file.c_str(), "rb"),
                                                               &std::fclose);
  if (stream == nullptr) return failure();
  std::error_code unknown_size;
  const auto size = std::filesystem::file_size(file, unknown_size);
  std::string bytes;
  bytes.resize(unknown_size ? 0 : static_cast<std::size_t>(size));
  std::size_t filled = std::fread(bytes.data(), 1, bytes.size(), stream.get());
  bytes.resize(filled);
  // More may stand there than the size said: a pipe, or a file that still grows.
  char more[1 << 16];
  while ((filled = std::fread(more, 1, sizeof more, stream.get())) > 0) bytes.append(more, filled);
  if (std::ferror(stream.get()) != 0) return failure();
  return bytes;
}

namespace {

std::string hexadecimal(XXH128_hash_t hash) {
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace

std::string digest_of(std::string_view bytes) {
  return hexadecimal(XXH3_128bits(bytes.data(), bytes.size()));
}

struct Digest::State {
  XXH3_state_t* hash = XXH3_createState();
};

Digest::Digest() : state_(std::make_unique<State>()) { XXH3_128bits_reset(state_->hash); }
Digest::~Digest() { XXH3_freeState(state_->hash); }
void Digest::add(std::string_view bytes) {
  XXH3_128bits_update(state_->hash, bytes.data(), bytes.size());
}
std::string Digest::text() const { return hexadecimal(XXH3_128bits_digest(state_->hash)); }

}  // namespace waymark
