// The bytes, all numbers little-endian:
//   magic (16), checksum of what follows up to the first part (8), length of that (8),
//   key, then by part: name, rows, checksum, its place and length, its columns' places and lengths;
//   the parts, each column on a multiple of eight.
#include "facts/kept_facts.h"

#include <xxhash.h>

#include <bit>
#include <cstring>
#include <type_traits>

#include "base/bytes.h"
#include "base/check.h"
#include "base/parallel.h"
#include "facts/row_areas.h"

namespace waymark {
namespace {

static_assert(std::endian::native == std::endian::little, "columns are written as they lie");

constexpr std::string_view kMagic = "waymark facts 2\n";
constexpr std::string_view kBeside = "beside the facts";
constexpr std::size_t kAlignment = 8;
constexpr std::size_t kNumber = sizeof(std::int32_t);

std::uint64_t checksum_of(std::span<const std::byte> bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

// Calls visit(column) for every column of a fact, in the order in which they are written. `Table`:
// a FactTable, const or not.
template <typename Table, typename Visit>
void each_column(Table& table, Visit visit) {
  for (auto& column : table.columns) visit(column);
  visit(table.child);
  visit(table.record);
  for (auto& cover : table.covers) {
    visit(cover.first);
    visit(cover.from);
    visit(cover.until);
  }
  visit(table.area);
  visit(table.area_changes.first);
  visit(table.area_changes.from);
  visit(table.area_changes.area);
  visit(table.entry);
}

// One part as it will be written.
struct PartBytes {
  std::string name;
  std::uint64_t rows = 0;
  std::string bytes;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> columns;  // place in `bytes`, count

  template <typename Number>
  void add(const NumberColumn<Number>& column) {
    static_assert(sizeof(Number) == kNumber);
    columns.emplace_back(bytes.size(), column.size());
    if (!column.empty()) {
      bytes.append(reinterpret_cast<const char*>(column.data()), column.size() * kNumber);
    }
    bytes.resize((bytes.size() + kAlignment - 1) / kAlignment * kAlignment);
  }
};

PartBytes part_of(const FactTable& table) {
  PartBytes part{.name = table.schema->name, .rows = table.rows, .bytes = {}, .columns = {}};
  each_column(table, [&](const auto& column) { part.add(column); });
  return part;
}

// Lays views of the columns of a part into a table; false where they are not as many.
class Filler {
 public:
  explicit Filler(const std::vector<std::span<const std::int32_t>>& columns) : columns_(columns) {}

  template <typename Number>
  void operator()(NumberColumn<Number>& column) {
    if (next_ < columns_.size() && !columns_[next_].empty()) {
      const auto numbers = columns_[next_];
      column = NumberColumn<Number>::view(
          {reinterpret_cast<const Number*>(numbers.data()), numbers.size()});
    }
    ++next_;
  }
  bool fits() const { return next_ == columns_.size(); }

 private:
  const std::vector<std::span<const std::int32_t>>& columns_;
  std::size_t next_ = 0;
};

}  // namespace

std::string kept_facts(const FactContext& context, std::string_view key, int threads,
                       std::string_view beside) {
  const auto& schemas = fact_schemas();
  std::vector<PartBytes> parts(schemas.size());
  run_parallel(parts.size(), threads, [&](std::size_t i) {
    FactTable table = build_fact(schemas[i].name, context);
    write_areas(table, *context.localities);
    parts[i] = part_of(table);
  });
  parts.push_back(
      {.name = std::string(kBeside), .rows = 0, .bytes = std::string(beside), .columns = {}});
  std::string head;
  put(head, key);
  put(head, parts.size());
  std::uint64_t place = 0;  // behind the head
  for (const auto& part : parts) {
    put(head, part.name);
    put(head, part.rows);
    put(head, checksum_of(std::as_bytes(std::span(part.bytes))));
    put(head, place);
    put(head, part.bytes.size());
    put(head, part.columns.size());
    for (const auto& [at, count] : part.columns) {
      put(head, at);
      put(head, count);
    }
    place += part.bytes.size();
  }
  head.resize((head.size() + kAlignment - 1) / kAlignment * kAlignment);
  std::string bytes(kMagic);
  bytes.reserve(kMagic.size() + 2 * sizeof place + head.size() + place);
  put(bytes, checksum_of(std::as_bytes(std::span(head))));
  put(bytes, head.size());
  bytes += head;
  for (const auto& part : parts) bytes += part.bytes;
  return bytes;
}

std::shared_ptr<const KeptFacts> KeptFacts::read(std::span<const std::byte> bytes,
                                                 std::string_view key,
                                                 std::shared_ptr<const void> owner) {
  CHECK_THAT(std::bit_cast<std::uintptr_t>(bytes.data()) % kAlignment == 0, "bytes are aligned");
  ByteReader whole(bytes);
  const auto magic = whole.take(kMagic.size());
  if (whole.failed() || std::memcmp(magic.data(), kMagic.data(), kMagic.size()) != 0)
    return nullptr;
  const std::uint64_t checksum = whole.number();
  const std::uint64_t length = whole.number();
  const auto head_bytes = whole.take(length);
  if (whole.failed() || checksum_of(head_bytes) != checksum) return nullptr;
  const auto body = bytes.subspan(kMagic.size() + 2 * sizeof checksum + length);
  ByteReader head(head_bytes);
  if (head.text() != key) return nullptr;
  std::shared_ptr<KeptFacts> kept(new KeptFacts());
  kept->owner_ = std::move(owner);
  const std::uint64_t count = head.number();
  for (std::uint64_t i = 0; i < count && !head.failed(); ++i) {
    Part part;
    part.name = head.text();
    part.rows = head.number();
    part.checksum = head.number();
    const std::uint64_t place = head.number();
    const std::uint64_t size = head.number();
    if (head.failed() || place > body.size() || size > body.size() - place) return nullptr;
    part.bytes = body.subspan(place, size);
    const std::uint64_t columns = head.number();
    for (std::uint64_t c = 0; c < columns && !head.failed(); ++c) {
      const std::uint64_t at = head.number();
      const std::uint64_t numbers = head.number();
      if (head.failed() || at > size || numbers > (size - at) / kNumber) return nullptr;
      part.columns.emplace_back(reinterpret_cast<const std::int32_t*>(part.bytes.data() + at),
                                numbers);
    }
    kept->parts_.push_back(std::move(part));
  }
  return head.failed() ? nullptr : kept;
}

std::shared_ptr<const KeptFacts> KeptFacts::none() {
  std::shared_ptr<KeptFacts> kept(new KeptFacts());
  kept->empty_ = true;
  return kept;
}

bool KeptFacts::Part::undamaged() const { return checksum_of(bytes) == checksum; }

const KeptFacts::Part* KeptFacts::find(std::string_view name) const {
  for (const auto& part : parts_) {
    if (part.name == name) return &part;
  }
  return nullptr;
}

std::optional<FactTable> KeptFacts::table(const FactSchema& schema) const {
  FactTable table;
  table.schema = &schema;
  table.columns.resize(schema.columns.size());
  table.covers.resize(schema.covers.size());
  if (empty_) return table;
  const Part* part = find(schema.name);
  if (part == nullptr || !part->undamaged()) return std::nullopt;
  table.rows = part->rows;
  Filler fill(part->columns);
  each_column(table, [&](auto& column) { fill(column); });
  const bool whole = fill.fits() &&
                     std::all_of(table.columns.begin(), table.columns.end(),
                                 [&](const auto& column) { return column.size() == table.rows; }) &&
                     table.area.size() == table.rows;
  if (!whole) return std::nullopt;
  return table;
}

std::span<const std::byte> KeptFacts::beside() const {
  const Part* part = find(kBeside);
  return part != nullptr && part->undamaged() ? part->bytes : std::span<const std::byte>();
}

}  // namespace waymark
