#include "facts/kept_facts.h"

#include <gtest/gtest.h>

#include <memory>

#include "facts/localities.h"
#include "facts/row_areas.h"
#include "facts/test_extract.h"

namespace waymark {
namespace {

const TestExtract& records() {
  static const TestExtract made(
      {{"ssd_person", "pers_person_id,pers_dob\nA,2010-01-01\nB,2001-05-05"},
       {"loc_locality", "locality_id,name,sort_order\nN,North,1"},
       {"loc_postcode_locality", "postcode,locality_id\nNR1 1AA,N"},
       {"ssd_address",
        "addr_table_id,addr_person_id,addr_address_type,addr_address_postcode,"
        "addr_address_start_date,addr_address_end_date\n1,A,HOME,NR1 1AA,2016-01-01,2017-06-30"},
       {"ssd_cla_episodes",
        "clae_cla_episode_id,clae_person_id,clae_cla_id,clae_cla_episode_start_date,"
        "clae_cla_episode_ceased_date,clae_cla_episode_ceased_reason\n1,A,L1,2017-02-01,,"},
       {"ssd_contacts",
        "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code\n"
        "1,A,2017-11-01,6\n2,B,2017-11-02,2A"}});
  return made;
}

// A file's bytes where a mapped file's would be: at a multiple of eight.
struct Bytes {
  explicit Bytes(std::string_view text) : words(text.size() / 8 + 1), size(text.size()) {
    std::memcpy(words.data(), text.data(), text.size());
  }
  std::span<const std::byte> all() const { return std::as_bytes(std::span(words)).first(size); }
  std::vector<std::uint64_t> words;
  std::size_t size;
};

std::shared_ptr<const KeptFacts> read(std::string_view text, std::string_view key) {
  auto bytes = std::make_shared<const Bytes>(text);
  return KeptFacts::read(bytes->all(), key, bytes);
}

template <typename Number>
std::vector<Number> numbers(const NumberColumn<Number>& column) {
  return {column.begin(), column.end()};
}

// Everything in a fact, to compare.
std::vector<std::vector<std::int32_t>> contents(const FactTable& table) {
  std::vector<std::vector<std::int32_t>> all;
  for (const auto& column : table.columns) all.push_back(numbers(column));
  for (const auto* column : {&table.child, &table.record, &table.area, &table.entry,
                             &table.area_changes.from, &table.area_changes.area}) {
    all.push_back(numbers(*column));
  }
  const auto add_places = [&](const NumberColumn<std::uint32_t>& first) {
    all.emplace_back(first.begin(), first.end());
  };
  add_places(table.area_changes.first);
  for (const auto& cover : table.covers) {
    add_places(cover.first);
    all.push_back(numbers(cover.from));
    all.push_back(numbers(cover.until));
  }
  return all;
}

FactTable fact_to_keep(const FactSchema& schema, const FactContext& context) {
  FactTable table = build_fact(schema.name, context);
  write_areas(table, *context.localities);
  return table;
}

std::string kept(int threads = 1) { return kept_facts(records().context(), "key", threads); }

TEST(KeptFacts, GiveEveryFactAsTheBuildersDid) {
  const FactContext context = records().context();
  const auto facts = read(kept(), "key");
  ASSERT_TRUE(facts);
  std::size_t rows = 0;
  for (const auto& schema : fact_schemas()) {
    const auto table = facts->table(schema);
    ASSERT_TRUE(table) << schema.name;
    const FactTable built = fact_to_keep(schema, context);
    EXPECT_EQ(table->rows, built.rows) << schema.name;
    EXPECT_EQ(contents(*table), contents(built)) << schema.name;
    rows += table->rows;
  }
  EXPECT_GE(rows, 4U);  // contacts, the period of care ...
}

// The area of a row on a day, as written down with it.
std::int32_t area_of(const FactTable& table, std::size_t row, Date day) {
  std::int32_t area = table.area[row];
  const AreaChanges& changes = table.area_changes;
  if (changes.first.empty()) return area;
  for (std::uint32_t i = changes.first[row]; i < changes.first[row + 1]; ++i) {
    if (changes.from[i] <= day.days) area = changes.area[i];
  }
  return area;
}

TEST(KeptFacts, CarryTheAreasOfTheRecords) {
  const FactContext context = records().context();
  const auto facts = read(kept(), "key");
  const FactTable care = *facts->table(*find_fact_schema("care_period"));
  ASSERT_EQ(care.rows, 1U);
  // In care since February 2017: the address of that day for ever, though it ended.
  EXPECT_EQ(area_of(care, 0, make_date(2017, 2, 1)), context.areas.find("N"));
  EXPECT_EQ(area_of(care, 0, make_date(2037, 2, 1)), context.areas.find("N"));
  const FactTable contacts = *facts->table(*find_fact_schema("contact"));
  ASSERT_EQ(contacts.rows, 2U);
  for (const auto& schema : fact_schemas()) {
    const FactTable table = *facts->table(schema);
    EXPECT_TRUE(table.has_areas()) << schema.name;
    if (schema.locality == LocalityRule::own) continue;
    for (std::size_t c = 0; c < schema.columns.size(); ++c) {
      if (schema.columns[c].type != ColumnType::date) continue;
      for (std::size_t row = 0; row < table.rows; ++row) {
        const Date day{table.columns[c][row]};
        if (day.missing()) continue;
        const Date entry{table.entry.empty() ? kMissing : table.entry[row]};
        EXPECT_EQ(area_of(table, row, day),
                  context.localities->at(table.child[row], day, schema.locality, entry).area)
            << schema.name << " " << row << " " << to_string(day);
      }
    }
  }
}

TEST(KeptFacts, AreTheSameBytesForAnyNumberOfThreads) { EXPECT_EQ(kept(1), kept(4)); }

TEST(KeptFacts, OfAnotherKeyAreNone) {
  EXPECT_FALSE(read(kept(), "yek"));
  EXPECT_FALSE(read(kept(), ""));
}

TEST(KeptFacts, ThatAreCutShortAreNoneOrLackAFact) {
  const std::string whole = kept();
  for (std::size_t size = 0; size < whole.size(); size += 5) {
    EXPECT_FALSE(read(whole.substr(0, size), "key")) << size;
  }
}

TEST(KeptFacts, ThatAreDamagedAreNoneOrLackTheFact) {
  const FactContext context = records().context();
  const std::string whole = kept();
  int none = 0, lacking = 0;
  for (std::size_t at = 0; at < whole.size(); at += 3) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    const auto facts = read(damaged, "key");
    none += facts == nullptr;
    if (!facts) continue;
    for (const auto& schema : fact_schemas()) {
      const auto table = facts->table(schema);
      lacking += !table;
      if (table) {
        EXPECT_EQ(contents(*table), contents(fact_to_keep(schema, context))) << at;
      }
    }
  }
  EXPECT_GT(none, 0);
  EXPECT_GT(lacking, 0);
}

TEST(NoKeptFacts, HaveNoRows) {
  for (const auto& schema : fact_schemas()) {
    const auto table = KeptFacts::none()->table(schema);
    ASSERT_TRUE(table);
    EXPECT_EQ(table->rows, 0U);
  }
}

}  // namespace
}  // namespace waymark
