// A record about a person whose id is missing, or not in ssd_person, is held out of every figure
// (records contract, Person), unless the definitions name another way to find the person.
#include <fmt/format.h>

#include "model/finding_rules.h"
#include "quality/checks.h"
#include "quality/held_numbers.h"

namespace waymark::quality {
namespace {

// Placements without a person belong to the child of an episode in that placement (measures,
// section 7, Placement at E).
HeldNumbers placements_with_a_child(const Extract& extract, const HeldNumbers& known) {
  HeldNumbers placements;
  const auto of_episode = extract.column("ssd_cla_episodes", "clae_cla_placement_id");
  const auto child = extract.column("ssd_cla_episodes", "clae_person_id");
  for (std::size_t row = 0; row < of_episode.size(); ++row) {
    if (known.holds(child[row])) placements.add(of_episode[row]);
  }
  return placements;
}

}  // namespace

void check_people(const Extract& extract, const RecordTable& table, Findings& findings) {
  const std::string& name = table.schema->name;
  const std::string& field = table.schema->person_field;
  // Without ssd_person no figure about people is available at all, which is told with the figures.
  if (field.empty() || name == "ssd_person" || !extract.supplied("ssd_person")) return;
  const HeldNumbers known(extract.column("ssd_person", "pers_person_id"));
  const bool is_placement = name == "ssd_cla_placement";
  const HeldNumbers found_otherwise =
      is_placement ? placements_with_a_child(extract, known) : HeldNumbers();
  const auto placements = is_placement ? extract.column(name, "clap_cla_placement_id")
                                       : std::span<const std::int32_t>();
  const auto person = extract.column(name, field);
  for (std::size_t row = 0; row < table.rows; ++row) {
    if (known.holds(person[row])) continue;
    if (person[row] == kMissing) {
      if (is_placement && found_otherwise.holds(placements[row])) continue;
      tell_row(extract, table, row, "held-out-person", field,
               fmt::format("{} has no {}.", row_name(table, row), field), findings);
    } else {
      tell_row(extract, table, row, "held-out-person", field,
               fmt::format("{}, {}: {} is not in ssd_person.", row_name(table, row), field,
                           in_quotes(extract.cell_text(name, field, row))),
               findings);
    }
  }
}

}  // namespace waymark::quality
