#include "pipeline/kept_loads.h"

#include <xxhash.h>

#include <optional>
#include <system_error>
#include <vector>

#include "base/bytes.h"
#include "base/mapped_file.h"
#include "pipeline/files.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "waymark loads 1\n";

fs::path file_of(const Authority& authority) { return authority.kept() / "loads"; }

std::uint64_t bits(std::int64_t number) { return static_cast<std::uint64_t>(number); }

std::string bytes_of(std::string_view stamp, const std::vector<LoadInfo>& loads) {
  std::string bytes;
  put(bytes, stamp);
  put(bytes, loads.size());
  for (const auto& load : loads) {
    put(bytes, bits(load.id));
    put(bytes, load.authority);
    put(bytes, bits(load.authority_number));
    put(bytes, bits(load.as_at.days));
    put(bytes, bits(load.extract_date.days));
    put(bytes, load.digest);
    put(bytes, bits(load.opened));
    put(bytes, bits(load.closed));
    put(bytes, load.tables.size());
    for (const auto& table : load.tables) put(bytes, table);
  }
  std::string all(kMagic);
  put(all, XXH3_64bits(bytes.data(), bytes.size()));
  return all + bytes;
}

LoadInfo read_load(ByteReader& bytes) {
  const auto small = [&] { return static_cast<std::int32_t>(bytes.number()); };
  LoadInfo load;
  load.id = small();
  load.authority = bytes.text();
  load.authority_number = small();
  load.as_at = {small()};
  load.extract_date = {small()};
  load.digest = bytes.text();
  load.opened = static_cast<std::int64_t>(bytes.number());
  load.closed = static_cast<std::int64_t>(bytes.number());
  const std::uint64_t tables = bytes.number();
  for (std::uint64_t i = 0; i < tables && !bytes.failed(); ++i) {
    load.tables.emplace_back(bytes.text());
  }
  return load;
}

// Those of this stamp; nothing where there are none, or they are damaged.
std::optional<std::vector<LoadInfo>> loads_of(std::span<const std::byte> all,
                                              std::string_view stamp) {
  ByteReader head(all);
  const auto magic = head.take(kMagic.size());
  const std::uint64_t checksum = head.number();
  if (head.failed() || std::memcmp(magic.data(), kMagic.data(), kMagic.size()) != 0) return {};
  const auto body = all.subspan(kMagic.size() + sizeof checksum);
  if (XXH3_64bits(body.data(), body.size()) != checksum) return {};
  ByteReader bytes(body);
  if (bytes.text() != stamp) return {};
  std::vector<LoadInfo> loads;
  const std::uint64_t count = bytes.number();
  for (std::uint64_t i = 0; i < count && !bytes.failed(); ++i) loads.push_back(read_load(bytes));
  if (!bytes.at_end()) return {};
  return loads;
}

}  // namespace

Result<Store> open_store_when_needed(const Authority& authority, int memory_mib) {
  const std::string stamp = Store::stamp(authority.store_file());
  if (!stamp.empty()) {
    if (const auto file = MappedFile::open(file_of(authority))) {
      if (auto loads = loads_of(file->bytes(), stamp)) {
        return Store::open_later(authority.store_file(), *std::move(loads), memory_mib);
      }
    }
  }
  auto store = open_store(authority, Store::Mode::read, memory_mib);
  // Where the folder cannot be written, figures are right all the same.
  if (store) static_cast<void>(keep_loads(authority, *store));
  return store;
}

Status keep_loads(const Authority& authority, const Store& store) {
  const std::string stamp = Store::stamp(authority.store_file());
  if (stamp.empty()) return {};
  const auto loads = store.loads();
  if (!loads) return loads.error();
  std::error_code fault;
  fs::create_directories(authority.kept(), fault);
  return write_file(file_of(authority), bytes_of(stamp, *loads));
}

}  // namespace waymark
