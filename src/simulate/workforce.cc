#include "simulate/workforce.h"

#include <fmt/format.h>

#include <algorithm>

#include "simulate/names.h"

namespace waymark::simulation {
namespace {

constexpr int kFirstYear = 1988;  // posts exist from here: before the longest periods of care
// Months in a post.
constexpr Spread kTenureDays = {90, 200, 320, 430, 560, 700, 880, 1100, 1400, 1900, 3600};

struct KindOfTeam {
  const char* type;   // loc_team.team_type
  const char* title;  // of its workers
  const char* name;
  int posts;  // in a full county, over all teams of the kind
  int teams;  // in each locality, or countywide
  bool by_locality;
  bool social_workers;
};
constexpr std::array<KindOfTeam, kTeamKinds> kKinds = {{
    {"OTHER", "Social Worker", "Front Door", 20, 1, false, true},
    {"ASSESSMENT", "Social Worker", "Assessment", 50, 1, true, true},
    {"FIT", "Social Worker", "Family Intervention", 98, 2, true, true},
    {"LAC", "Social Worker", "Looked After Children", 94, 1, true, true},
    {"CWD", "Social Worker", "Children with Disabilities", 14, 2, false, true},
    {"NIPE", "Newly Qualified Social Worker", "Newly Qualified", 8, 1, false, true},
    {"OTHER", "Personal Adviser", "Leaving Care", 22, 1, false, false},
    {"EH", "Family Support Practitioner", "Early Help", 66, 1, true, false},
    {"OTHER", "Supervising Social Worker", "Fostering", 24, 1, false, true},
}};

std::size_t place(TeamKind kind) { return static_cast<std::size_t>(kind); }
std::size_t slot(TeamKind kind, int locality) {
  return place(kind) * (kLocalities + 1) + static_cast<std::size_t>(locality + 1);
}

// Share of the county's work that falls to a locality, per mille.
int work_share(const County& county, TeamKind kind, int locality) {
  const auto weight = [&](const CountyLocality& area) {
    switch (kind) {
      case TeamKind::looked_after:
        return area.population_share * area.care;
      case TeamKind::family_intervention:
        return area.population_share * area.demand * (area.severity + 100) / 200;
      default:
        return area.population_share * area.demand;
    }
  };
  int sum = 0;
  for (const auto& area : county.localities) sum += weight(area);
  return static_cast<int>(1000LL * weight(county.localities[static_cast<std::size_t>(locality)]) /
                          sum);
}

}  // namespace

Workforce::Workforce(const Random& random, const County& county, const View& view,
                     int size_per_mille) {
  for (int k = 0; k < kTeamKinds; ++k) {
    const auto kind = static_cast<TeamKind>(k);
    const KindOfTeam& about = kKinds[place(kind)];
    const int posts = about.posts * size_per_mille / 1000;
    if (!about.by_locality) {
      add_teams(county, kind, -1, posts);
      continue;
    }
    for (int locality = 0; locality < kLocalities; ++locality) {
      add_teams(county, kind, locality, posts * work_share(county, kind, locality) / 1000);
    }
  }
  for (std::size_t team = 0; team < teams_.size(); ++team) {
    hire(random, static_cast<int>(team), later(view.extract_date, 1));
  }
  post_workers_.push_back(workers_.size());
}

void Workforce::add_teams(const County& county, TeamKind kind, int locality, int posts) {
  const KindOfTeam& about = kKinds[place(kind)];
  for (int t = 0; t < about.teams; ++t) {
    Team team{.kind = kind, .locality = locality, .locality_id = {}, .name = about.name};
    if (locality >= 0) {
      const CountyLocality& area = county.localities[static_cast<std::size_t>(locality)];
      team.locality_id = area.id;
      team.name = area.name + " " + team.name;
    }
    if (about.teams > 1) team.name += fmt::format(" {}", t + 1);
    team.first_post = teams_.empty() ? 0 : teams_.back().first_post + teams_.back().posts;
    team.posts = std::max(1, posts / about.teams);
    teams_of_[slot(kind, locality)].push_back(static_cast<int>(teams_.size()));
    teams_.push_back(std::move(team));
  }
}

void Workforce::hire(const Random& random, int team, Date horizon) {
  const Team& about = teams_[static_cast<std::size_t>(team)];
  const KindOfTeam& kind = kKinds[place(about.kind)];
  for (int post = about.first_post; post < about.first_post + about.posts; ++post) {
    post_workers_.push_back(workers_.size());
    Random chain = random.fork(static_cast<std::uint64_t>(post) + 1);
    Date from = later(make_date(kFirstYear, 1, 1), -chain.below(700));
    for (std::uint64_t k = 1; from <= horizon; ++k) {
      Worker worker;
      worker.number = (static_cast<std::uint64_t>(post) + 100) * 100 + k;
      worker.team = team;
      worker.from = from;
      worker.until = later(from, chain.draw(kTenureDays));
      worker.qualified = kind.social_workers && !chain.chance(25);
      worker.agency = kind.social_workers && chain.chance(120);
      worker.full_time_hundredths = chain.chance(780) ? 100 : 50 + chain.below(5) * 10;
      from = worker.until;
      workers_.push_back(worker);
    }
  }
}

int Workforce::pick_post(Random& random, TeamKind kind, int locality) const {
  const bool by_locality = kKinds[place(kind)].by_locality;
  const int where = !by_locality ? -1 : (locality < 0 ? random.below(kLocalities) : locality);
  const auto& teams = teams_of_[slot(kind, where)];
  const Team& team = teams_[static_cast<std::size_t>(
      teams[static_cast<std::size_t>(random.below(static_cast<int>(teams.size())))])];
  return team.first_post + random.below(team.posts);
}

std::size_t Workforce::holder(int post, Date day) const {
  const auto first =
      workers_.begin() + static_cast<std::ptrdiff_t>(post_workers_[static_cast<std::size_t>(post)]);
  const auto end = workers_.begin() +
                   static_cast<std::ptrdiff_t>(post_workers_[static_cast<std::size_t>(post) + 1]);
  const auto after = std::upper_bound(first, end, day,
                                      [](Date d, const Worker& worker) { return d < worker.from; });
  return static_cast<std::size_t>((after == first ? first : after - 1) - workers_.begin());
}

void Workforce::write(const View& view, const Random& random, Tables& tables) const {
  // Department 0 is the service; the teams are its parts.
  tables.department.key('T', 0).text("Children's Services").blank(2).end();
  std::uint64_t number = 0;
  for (const Team& team : teams_) {
    ++number;
    tables.department.key('T', number)
        .text(team.name)
        .key('T', 0)
        .text("Children's Services")
        .end();
    tables.team.key('T', number).code(kKinds[place(team.kind)].type);
    tables.team.code(team.locality_id).blank(2).end();
  }
  write_workers(view, random, tables);
}

void Workforce::write_workers(const View& view, const Random& random, Tables& tables) const {
  for (const Worker& worker : workers_) {
    const bool in_window = worker.from <= view.extract_date && worker.until > view.window_from;
    if (!in_window && !worker.named) continue;
    const Team& team = teams_[static_cast<std::size_t>(worker.team)];
    const KindOfTeam& kind = kKinds[place(team.kind)];
    Random person = random.fork(worker.number, 7);
    const bool woman = person.chance(780);
    const std::string forename = invented_forename(person, woman);
    const bool here = worker.until > view.extract_date;
    const Key id{'W', worker.number};
    const Key team_key{'T', static_cast<std::uint64_t>(worker.team) + 1};
    tables.professionals.key(id)
        .key('S', 40000 + worker.number)
        .text(forename + " " + invented_surname(person));
    worker.qualified ? tables.professionals.key('R', 700000 + worker.number)
                     : tables.professionals.blank();
    tables.professionals.text(kind.title).number(here ? worker.open_cases : 0).text(team.name);
    tables.professionals.hundredths(worker.full_time_hundredths).yes_no(worker.agency).end();
    tables.worker.key(id)
        .key(team_key)
        .yes_no(worker.qualified)
        .hundredths(worker.full_time_hundredths);
    tables.worker.date(worker.from).date(view.date(later(worker.until, -1))).end();
  }
}

}  // namespace waymark::simulation
