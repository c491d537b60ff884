// Teams, posts and the workers who hold them one after another. A child is allocated to a post;
// when its worker leaves, the next one takes the case over, which is how most changes of worker
// come about.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/date.h"
#include "simulate/county.h"
#include "simulate/random.h"
#include "simulate/view.h"
#include "simulate/writer.h"

namespace waymark::simulation {

enum class TeamKind : std::uint8_t {
  front_door,
  assessment,
  family_intervention,
  looked_after,
  disability,
  newly_qualified,
  leaving_care,
  early_help,
  fostering,
};
inline constexpr int kTeamKinds = 9;

struct Team {
  TeamKind kind;
  int locality;             // -1 = countywide
  std::string locality_id;  // empty = countywide
  std::string name;
  int first_post = 0;
  int posts = 0;
};

struct Worker {
  std::uint64_t number = 0;  // of the id
  int team = 0;
  Date from;
  Date until;  // the day after the last in the post
  bool qualified = true;
  bool agency = false;
  int full_time_hundredths = 100;
  int open_cases = 0;  // allocated in the extract, for ssd_professionals
  bool named = false;  // some row of the extract names the worker
};

class Workforce {
 public:
  // `size_per_mille`: 1000 = the county's full workforce.
  Workforce(const Random& random, const County& county, const View& view, int size_per_mille);

  // A post of a team of the kind that works for the locality (any locality if it has none).
  int pick_post(Random& random, TeamKind kind, int locality) const;
  // Position of the worker who holds the post on a day.
  std::size_t holder(int post, Date day) const;
  const Worker& worker(std::size_t at) const { return workers_[at]; }
  // Notes that a row names the worker.
  Key name(std::size_t at) {
    workers_[at].named = true;
    return {'W', workers_[at].number};
  }
  Key team_key(std::size_t worker) const {
    return {'T', static_cast<std::uint64_t>(workers_[worker].team) + 1};
  }
  void count_case(std::size_t worker) { ++workers_[worker].open_cases; }

  // ssd_department, ssd_professionals, loc_team, loc_worker: last, when it is known who is named.
  void write(const View& view, const Random& random, Tables& tables) const;

 private:
  void add_teams(const County& county, TeamKind kind, int locality, int posts);
  void hire(const Random& random, int team, Date horizon);
  void write_workers(const View& view, const Random& random, Tables& tables) const;

  std::vector<Team> teams_;
  std::vector<Worker> workers_;            // by post, then in time
  std::vector<std::size_t> post_workers_;  // first worker of each post, and the end
  std::array<std::vector<int>, kTeamKinds*(kLocalities + 1)> teams_of_;  // by kind and locality
};

}  // namespace waymark::simulation
