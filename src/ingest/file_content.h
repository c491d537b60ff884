// Tells what a file holds, whatever its name says.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace waymark {

// What a file that was said to be CSV is instead ("a Parquet file"); empty if it may be CSV.
std::string_view what_instead_of_csv(std::string_view text);
// Whether the bytes are those of a Parquet file.
bool is_parquet(std::string_view bytes);

Result<std::string> file_bytes(const std::filesystem::path& file);
// 32 hexadecimal digits that differ when the bytes differ.
std::string digest_of(std::string_view bytes);

// The same digest of bytes that come piece by piece.
class Digest {
 public:
  Digest();
  ~Digest();
  Digest(const Digest&) = delete;
  Digest& operator=(const Digest&) = delete;
  void add(std::string_view bytes);
  std::string text() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waymark
