// A file's bytes as memory, read by the system when they are looked at.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

namespace waymark {

class MappedFile {
 public:
  // Null where there is no such file, where it is empty or cannot be read.
  static std::shared_ptr<const MappedFile> open(const std::filesystem::path& file);
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  // At an address that is a multiple of the page size. A file that is replaced by another stays
  // what it was; one that is cut short while it is in use ends the program.
  std::span<const std::byte> bytes() const { return {data_, size_}; }

 private:
  MappedFile(const std::byte* data, std::size_t size) : data_(data), size_(size) {}
  const std::byte* data_;
  std::size_t size_;
};

}  // namespace waymark
