#include "facts/places.h"

#include "facts/record_keys.h"

namespace waymark {
namespace {

// The area of each row of a table that names a locality.
std::vector<std::int32_t> areas_of_rows(const Extract& extract, const Areas& areas,
                                        std::string_view table) {
  std::vector<std::int32_t> by_locality(id_count(extract, "locality_id"), kMissing);
  const auto known = extract.column("loc_locality", "locality_id");
  for (std::size_t row = 0; row < known.size(); ++row) {
    if (known[row] == kMissing) continue;
    by_locality[static_cast<std::size_t>(known[row])] =
        areas.find(extract.cell_text("loc_locality", "locality_id", row));
  }
  const auto ids = extract.column(table, "locality_id");
  std::vector<std::int32_t> found(ids.size(), kMissing);
  for (std::size_t row = 0; row < ids.size(); ++row) {
    if (ids[row] != kMissing) found[row] = by_locality[static_cast<std::size_t>(ids[row])];
  }
  return found;
}

}  // namespace

TeamAreas::TeamAreas(const Extract& extract, const Areas& areas)
    : teams_(extract, "loc_team", "team_id"),
      area_of_row_(areas_of_rows(extract, areas, "loc_team")) {}

DatedArea TeamAreas::on(std::int32_t team, Date day) const {
  const auto found = teams_.find(team, day);
  return {found.row == kMissing ? kMissing : area_of_row_[static_cast<std::size_t>(found.row)],
          found.until};
}

PostcodeAreas::PostcodeAreas(const Extract& extract, const Areas& areas)
    : area_of_code_(static_cast<std::size_t>(extract.codes.size()), kMissing) {
  const auto postcodes = extract.column("loc_postcode_locality", "postcode");
  const auto found = areas_of_rows(extract, areas, "loc_postcode_locality");
  for (std::size_t row = 0; row < postcodes.size(); ++row) {
    if (postcodes[row] != kMissing) {
      area_of_code_[static_cast<std::size_t>(postcodes[row])] = found[row];
    }
  }
}

void OwnAreas::add(std::int32_t area) {
  area_.push_back(area);
  changes_.first.push_back(static_cast<std::uint32_t>(changes_.from.size()));
}

void OwnAreas::add(const TeamAreas& teams, std::int32_t team, std::int32_t by_postcode, Date from,
                   Date last) {
  DatedArea now = teams.on(team, from);
  const auto area_now = [&] { return now.area == kMissing ? by_postcode : now.area; };
  std::int32_t area = area_now();
  area_.push_back(area);
  while (!now.until.missing() && (last.missing() || now.until <= last)) {
    const Date day = now.until;
    now = teams.on(team, day);
    if (area_now() == area) continue;
    area = area_now();
    changes_.from.push_back(day.days);
    changes_.area.push_back(area);
  }
  changes_.first.push_back(static_cast<std::uint32_t>(changes_.from.size()));
}

void OwnAreas::give_to(FactTable& table) && {
  table.area = std::move(area_);
  if (!changes_.from.empty()) table.area_changes = std::move(changes_);
}

}  // namespace waymark
