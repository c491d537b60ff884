// The random numbers of the simulated county. One fixed algorithm in whole numbers (SplitMix64,
// Steele, Lea and Flood 2014), so that a seed gives the same county with every compiler and
// library.
//
// Each part of the world draws from a generator of its own, forked by what the part is (stream,
// month, number of the family, ...) and never by how much was drawn before. So a county seen a
// month later is the same county: the later months only add draws, they move none.
//
//   Random family = county.fork(month.index, number);
//   if (family.chance(240)) ...              // 24.0 %
//   Date end = {start.days + family.draw(kPlanDays)};
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace waymark::simulation {

// The quantiles 0 %, 10 % ... 100 % of a whole number, straight lines between them: durations and
// gaps are written down as tables that can be read and tuned.
using Spread = std::array<int, 11>;

class Random {
 public:
  explicit constexpr Random(std::uint64_t key) : key_(key), state_(key) {}

  // A generator for a part of this one, independent of what was drawn from this one so far.
  constexpr Random fork(std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) const {
    return Random(mix(mix(mix(key_ ^ 0x5851f42d4c957f2dULL) + a) * 0x9e3779b97f4a7c15ULL + b) +
                  (c << 1 | 1) * 0xd1342543de82ef95ULL);
  }

  constexpr std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    return mix(state_);
  }
  // 0 ... count - 1, for count >= 1.
  constexpr int below(int count) {
    return static_cast<int>(((next() >> 32) * static_cast<std::uint64_t>(count)) >> 32);
  }
  // first ... last, both included.
  constexpr int between(int first, int last) { return first + below(last - first + 1); }
  constexpr bool chance(int per_mille) { return below(1000) < per_mille; }
  // The place of one of the weights, as likely as it is heavy; the weights sum to more than 0.
  template <typename Weights>
  constexpr std::size_t pick(const Weights& weights) {
    int sum = 0;
    for (const int weight : weights) sum += weight;
    int left = below(sum);
    std::size_t place = 0;
    for (const int weight : weights) {
      if (left < weight) break;
      left -= weight;
      ++place;
    }
    return place;
  }
  constexpr int draw(const Spread& spread) {
    const int at = below(10000);
    const auto tenth = static_cast<std::size_t>(at / 1000);
    return spread[tenth] + (spread[tenth + 1] - spread[tenth]) * (at % 1000) / 1000;
  }
  // A whole number whose average is thousandths / 1000.
  constexpr int round(std::int64_t thousandths) {
    return static_cast<int>(thousandths / 1000) + (below(1000) < thousandths % 1000 ? 1 : 0);
  }

 private:
  static constexpr std::uint64_t mix(std::uint64_t value) {
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
  }
  std::uint64_t key_;
  std::uint64_t state_;
};

}  // namespace waymark::simulation
