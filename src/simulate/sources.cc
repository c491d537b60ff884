#include "simulate/sources.h"

#include <algorithm>
#include <array>

namespace waymark::simulation {
namespace {

// The seven groups of sources, in this order: police, education, health, the council itself, the
// public, other authorities, others.
constexpr std::size_t kGroups = 7;
constexpr std::array<std::string_view, kGroups> kGroupIds = {"pol", "edu", "hea", "int",
                                                             "pub", "ola", "oth"};

// Children contacted about, by month of the year. Schools are shut in August; December is short.
constexpr std::array<std::array<int, kGroups>, 12> kByMonth = {
    {{1370, 480, 370, 80, 430, 120, 320},
     {1230, 450, 385, 88, 450, 122, 340},
     {1340, 670, 470, 80, 470, 140, 370},
     {1400, 320, 425, 62, 435, 126, 375},
     {1360, 560, 430, 72, 420, 124, 360},
     {1300, 500, 435, 80, 410, 118, 310},
     {1520, 610, 490, 68, 520, 120, 390},
     {1400, 22, 430, 68, 495, 126, 320},
     {1430, 530, 425, 82, 450, 144, 335},
     {1540, 570, 400, 70, 480, 125, 370},
     {1530, 640, 520, 82, 490, 152, 385},
     {1160, 420, 375, 84, 410, 96, 300}}};

struct Source {
  std::string_view code;
  std::size_t group;
  int weight;  // within its group
  std::string_view description;
};
constexpr std::array<Source, 20> kSources = {{
    {"6", 0, 100, "Police"},
    {"2A", 1, 88, "Schools"},
    {"2B", 1, 12, "Education services"},
    {"3A", 2, 22, "GP"},
    {"3B", 2, 20, "Health visitor"},
    {"3C", 2, 6, "School nurse"},
    {"3D", 2, 28, "Other primary health services"},
    {"3E", 2, 18, "Accident and emergency"},
    {"3F", 2, 6, "Other health services"},
    {"5A", 3, 60, "Social care within the authority"},
    {"5B", 3, 25, "Other services within the authority"},
    {"5D", 3, 15, "Early help within the authority"},
    {"1A", 4, 30, "Family member"},
    {"1B", 4, 14, "Acquaintance"},
    {"1D", 4, 14, "Other individual"},
    {"9", 4, 42, "Anonymous"},
    {"5C", 5, 100, "Other authority"},
    {"4", 6, 26, "Housing"},
    {"7", 6, 40, "Other legal agency"},
    {"8", 6, 34, "Other"},
}};

constexpr std::array<int, kGroups> kAccepted = {268, 470, 330, 760, 232, 500, 350};
// What schools would have sent in August reaches the front door by others, and is more serious.
constexpr int kAcceptedInAugust = 125;  // per cent

const Source* find(std::string_view code) {
  const auto* at = std::find_if(kSources.begin(), kSources.end(),
                                [&](const Source& source) { return source.code == code; });
  return at == kSources.end() ? nullptr : at;
}

const std::array<int, kGroups>& month_row(int month_number) {
  return kByMonth[static_cast<std::size_t>(month_number - 1)];
}

}  // namespace

int contacts_in(int month_number) {
  int sum = 0;
  for (const int count : month_row(month_number)) sum += count;
  return sum;
}

std::string_view pick_source(Random& random, int month_number) {
  const std::size_t group = random.pick(month_row(month_number));
  std::array<int, kSources.size()> weights{};
  for (std::size_t i = 0; i < kSources.size(); ++i) {
    weights[i] = kSources[i].group == group ? kSources[i].weight : 0;
  }
  return kSources[random.pick(weights)].code;
}

std::string_view source_description(std::string_view source) {
  const Source* known = find(source);
  return known == nullptr ? std::string_view() : known->description;
}

void write_source_groups(TableWriter& table) {
  for (const Source& source : kSources) {
    table.code(source.code).code(kGroupIds[source.group]).blank(2).end();
  }
}

int accepted_per_mille(std::string_view source, int month_number) {
  const Source* known = find(source);
  if (known == nullptr) return 0;
  const int usual = kAccepted[known->group];
  return month_number == 8 && known->group != 1 ? usual * kAcceptedInAugust / 100 : usual;
}

}  // namespace waymark::simulation
