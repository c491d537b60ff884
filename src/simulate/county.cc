#include "simulate/county.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/csv.h"
#include "base/embedded.h"
#include "simulate/names.h"
#include "simulate/sources.h"

namespace waymark::embedded {
std::span<const File> simulated();  // src/simulate/data/*.csv
}

namespace waymark::simulation {
namespace {

// What tells the six localities apart. Names and ids are invented for each county.
struct LocalityProfile {
  int population_share;
  int demand;
  int severity;
  int care;
  int lateness;
};
constexpr std::array<LocalityProfile, kLocalities> kProfiles = {{{156, 88, 85, 88, 1},
                                                                 {235, 72, 70, 62, 0},
                                                                 {154, 150, 130, 122, 2},
                                                                 {160, 90, 85, 115, -4},
                                                                 {170, 100, 105, 105, -3},
                                                                 {125, 130, 135, 132, 1}}};

// The area "ZZ" is used by no post office.
std::string make_postcode(Random& random, std::string_view district) {
  constexpr std::string_view kLetters = "ABDEFGHJLNPQRSTUWXYZ";
  const auto letter = [&] { return kLetters[static_cast<std::size_t>(random.below(20))]; };
  const char first = letter();
  return fmt::format("{}{}{}{}", district, random.below(10), first, letter());
}

std::vector<std::string> make_postcodes(Random random) {
  std::vector<std::string> postcodes;
  const auto add = [&](std::string_view district, int count) {
    for (int made = 0; made < count;) {
      std::string postcode = make_postcode(random, district);
      if (std::find(postcodes.begin(), postcodes.end(), postcode) != postcodes.end()) continue;
      postcodes.push_back(std::move(postcode));
      ++made;
    }
  };
  for (int locality = 0; locality < kLocalities; ++locality) {
    // Three districts each: ZZ1 to ZZ18.
    for (int district = 1; district <= 3; ++district) {
      add(fmt::format("ZZ{}", locality * 3 + district), kPostcodesPerLocality / 3);
    }
  }
  add("ZZ99", kPostcodesOutside);
  return postcodes;
}

void write_areas(const County& county, const View& view, Tables& tables) {
  int order = 0;
  for (const auto& locality : county.localities) {
    tables.locality.code(locality.id).text(locality.name).number(++order).end();
  }
  for (int i = 0; i < kLocalities * kPostcodesPerLocality; ++i) {
    const std::string& postcode = county.postcodes[static_cast<std::size_t>(i)];
    const std::size_t split = postcode.size() - 3;
    tables.postcode_locality.code(postcode.substr(0, split) + " " + postcode.substr(split))
        .code(county.localities[static_cast<std::size_t>(county.locality_of(i))].id)
        .end();
  }
  // A mid-year estimate comes out in the summer after and is used from the next 1 April.
  const int last_year = split(view.extract_date).year;
  for (int year = split(view.window_from).year - 1; year <= last_year; ++year) {
    const Date valid_from = make_date(year, 4, 1);
    if (!view.shows(valid_from)) continue;
    const auto people = population_in(county, year - 1);
    for (std::size_t area = 0; area <= kLocalities; ++area) {
      tables.population.code(area == kLocalities ? "county" : county.localities[area].id)
          .number(0)
          .number(17)
          .number(year - 1)
          .code(fmt::format("mid-{}", year - 1))
          .number(people[area])
          .date(valid_from)
          .end();
    }
  }
}

void write_standards(Tables& tables) {
  const Date change = make_date(2017, 7, 1);  // visits to children on a plan: from 20 days to 10
  auto& standard = tables.visit_standard;
  standard.code("CP").code("ANY").number(20).code("WD").blank().date(later(change, -1)).end();
  standard.code("CP").code("ANY").number(10).code("WD").date(change).blank().end();
  standard.code("LAC").code("FIRST_YEAR").number(6).code("WEEK").blank(2).end();
  standard.code("LAC").code("AFTER_YEAR").number(6).code("WEEK").blank(2).end();
  standard.code("LAC").code("LONG_TERM").number(3).code("MONTH").blank(2).end();
  standard.code("LAC").code("PARENT_FIRST").number(1).code("WEEK").blank(2).end();
  standard.code("LAC").code("PARENT_LATER").number(4).code("WEEK").blank(2).end();
}

void write_terms(const View& view, Tables& tables) {
  const int last_year = split(view.extract_date).year;
  for (int year = split(view.window_from).year - 2; year <= last_year; ++year) {
    tables.school_term.code(fmt::format("T{}1", year))
        .date(make_date(year, 1, 4))
        .date(make_date(year, 3, 29))
        .end();
    tables.school_term.code(fmt::format("T{}2", year))
        .date(make_date(year, 4, 16))
        .date(make_date(year, 7, 21))
        .end();
    tables.school_term.code(fmt::format("T{}3", year))
        .date(make_date(year, 9, 4))
        .date(make_date(year, 12, 20))
        .end();
  }
}

std::string_view embedded_data(std::string_view name) {
  for (const auto& file : embedded::simulated()) {
    if (file.name == name) return file.text;
  }
  CHECK_THAT(false, "the simulation's data files are embedded");
}

void write_targets(const County& county, const View& view, Tables& tables) {
  CsvReader targets(embedded_data("targets.csv"));
  CsvRow row;
  targets.next(row);
  while (targets.next(row)) {
    const std::string_view place = row.fields[1];
    const std::string_view area =
        place.empty()
            ? "county"
            : std::string_view(county.localities[static_cast<std::size_t>(place[0] - '1')].id);
    tables.target.code(row.fields[0]).code(area).blank(2);
    tables.target.code(row.fields[2]).code(row.fields[3]).code(row.fields[4]).end();
  }
  const int year = split(view.extract_date).year - 1;
  const std::string years = fmt::format("{}-{:02}", year - 1, year % 100);
  CsvReader benchmarks(embedded_data("benchmarks.csv"));
  benchmarks.next(row);
  while (benchmarks.next(row)) {
    tables.benchmark.code(row.fields[0]).code(row.fields[1]).code(years).code(row.fields[2]);
    tables.benchmark.text("Regional comparison tables").code(fmt::format("{}", year)).end();
  }
  for (int rank = 1; rank <= 10; ++rank) {
    Random random = Random(static_cast<std::uint64_t>(county.population))
                        .fork(99, static_cast<std::uint64_t>(rank));
    tables.stat_neighbour.code(county.authority_code)
        .code(fmt::format("X07{:06}", rank))
        .text(invented_place(random))
        .number(rank)
        .code("2014")
        .end();
  }
}

// The county's own reading of outcomes, which is the usual one.
void write_code_maps(Tables& tables) {
  using Map = std::pair<std::string_view, std::string_view>;
  constexpr std::array<Map, 9> kAssessments = {{{"STRATEGY_DISCUSSION_FLAG", "ONGOING"},
                                                {"CLA_REQUEST_FLAG", "ONGOING"},
                                                {"PRIVATE_FOSTERING_FLAG", "ONGOING"},
                                                {"LEGAL_ACTION_FLAG", "ONGOING"},
                                                {"PROV_OF_SERVICES_FLAG", "ONGOING"},
                                                {"PROV_OF_SB_CARE_FLAG", "ONGOING"},
                                                {"SPECIALIST_ASSESSMENT_FLAG", "ONGOING"},
                                                {"NFA_FLAG", "CLOSE"},
                                                {"REFERRAL_TO_OTHER_AGENCY_FLAG", "CLOSE"}}};
  constexpr std::array<Map, 4> kEnquiries = {{{"CP_CONFERENCE_FLAG", "SUBST_CONTINUING"},
                                              {"PROV_OF_SERVICES_FLAG", "SUBST_NOT_CONTINUING"},
                                              {"MONITOR_FLAG", "SUBST_NOT_CONTINUING"},
                                              {"NFA_FLAG", "NOT_SUBST"}}};
  for (const auto& [code, group] : kAssessments)
    tables.assessment_outcome.code(code).code(group).blank(2).end();
  for (const auto& [code, group] : kEnquiries)
    tables.s47_outcome.code(code).code(group).blank(2).end();
  write_source_groups(tables.source_group);
}

void write_versions(const View& view, Tables& tables) {
  const Date first = view.window_from;
  const Date second = later(view.window_from, 400);
  const auto row = [&](std::string_view version, Date on, bool current, std::string_view what) {
    tables.version_log.code(version)
        .date(on)
        .text(what)
        .yes_no(current)
        .date(on)
        .text("Data team")
        .blank()
        .end();
  };
  const bool renewed = view.shows(second);
  row("1.0.0", first, !renewed, "First release");
  if (renewed) row("1.1.0", second, true, "Care leavers added");
}

}  // namespace

County make_county(const Random& random, std::string authority_code, int population) {
  County county;
  county.authority_code = std::move(authority_code);
  county.population = population;
  Random naming = random.fork(1);
  county.name = invented_place(naming) + "shire";
  for (const auto& profile : kProfiles) {
    std::string name;
    const auto taken = [&](const CountyLocality& other) { return other.name == name; };
    do {
      name = invented_place(naming);
    } while (std::any_of(county.localities.begin(), county.localities.end(), taken));
    std::string id = name;
    id[0] = static_cast<char>(id[0] - 'A' + 'a');
    county.localities.push_back({.id = std::move(id),
                                 .name = std::move(name),
                                 .population_share = profile.population_share,
                                 .demand = profile.demand,
                                 .severity = profile.severity,
                                 .care = profile.care,
                                 .lateness = profile.lateness});
  }
  county.postcodes = make_postcodes(random.fork(2));
  return county;
}

std::array<int, kLocalities + 1> population_in(const County& county, int estimate_year) {
  // A quarter of a per cent more or fewer a year around mid-2016.
  const int total = county.population + county.population / 400 * (estimate_year - 2016);
  std::array<int, kLocalities + 1> people{};
  int left = total;
  for (std::size_t i = 1; i < kLocalities; ++i) {
    people[i] = static_cast<int>(static_cast<std::int64_t>(total) *
                                 county.localities[i].population_share / 1000);
    left -= people[i];
  }
  people[0] = left;
  people[kLocalities] = total;
  return people;
}

void write_county(const County& county, const View& view,
                  const std::vector<BankHoliday>& bank_holidays, Tables& tables) {
  tables.extract.code(county.authority_code).date(view.extract_date).date(view.window_from).end();
  write_areas(county, view, tables);
  write_standards(tables);
  write_terms(view, tables);
  write_targets(county, view, tables);
  write_code_maps(tables);
  write_versions(view, tables);
  for (const auto& holiday : bank_holidays) {
    tables.bank_holiday.code("england-and-wales").date(holiday.day).text(holiday.name).end();
  }
}

}  // namespace waymark::simulation
