// Facts written down beside the records, so that figures need not build them again. They are what
// the builders gave, byte for byte, and are used under the very key under which they were written:
// it stands for everything that facts are made from, the program included. A file that is damaged,
// cut short or of another key is as good as none.
//
//   const std::string bytes = kept_facts(context, key);            // written to a file
//   const auto kept = KeptFacts::read(mapped bytes, key, owner);   // null: build them from records
//   kept->table(schema)                                            // views of those bytes
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "facts/facts.h"
#include "model/fact.h"

namespace waymark {

// Builds every fact the program knows, on `threads` threads, and writes the areas of their rows
// down with them.
// `beside`: bytes of the caller's own, written behind them.
std::string kept_facts(const FactContext& context, std::string_view key, int threads,
                       std::string_view beside = {});

class KeptFacts {
 public:
  // `owner` keeps the bytes alive; they must lie at an address that is a multiple of eight. Null
  // where they do not hold facts of this key, whole and undamaged as far as was looked at.
  static std::shared_ptr<const KeptFacts> read(std::span<const std::byte> bytes,
                                               std::string_view key,
                                               std::shared_ptr<const void> owner);
  // No facts of no children, for finding out what is read beside them.
  static std::shared_ptr<const KeptFacts> none();

  // A fact as views of the bytes, which live as long as this; nothing where its part is damaged.
  std::optional<FactTable> table(const FactSchema& schema) const;
  // What was written behind the facts, which lives as long as this; empty where it is damaged.
  std::span<const std::byte> beside() const;

 private:
  struct Part {
    std::string name;
    std::uint64_t rows = 0;
    std::uint64_t checksum = 0;
    std::span<const std::byte> bytes;
    std::vector<std::span<const std::int32_t>> columns;
    bool undamaged() const;
  };
  KeptFacts() = default;
  const Part* find(std::string_view name) const;

  std::shared_ptr<const void> owner_;
  std::vector<Part> parts_;
  bool empty_ = false;
};

}  // namespace waymark
