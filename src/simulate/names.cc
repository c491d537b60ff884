#include "simulate/names.h"

#include <array>
#include <string_view>

namespace waymark::simulation {
namespace {

using Syllables = std::array<std::string_view, 16>;

constexpr Syllables kForenameStart = {"Ze", "Vo", "Mi",  "Ta",  "Qui", "Ra", "Lo", "Fe",
                                      "Xa", "Ju", "Bri", "Ore", "Pa",  "Ky", "Du", "Ska"};
constexpr Syllables kForenameMiddle = {"va", "li", "no", "rre", "zu", "mi", "xo",  "ta",
                                       "ki", "vo", "pe", "lu",  "do", "ri", "sha", "qui"};
constexpr Syllables kForenameEndBoy = {"n",   "rt",  "x",   "rik", "lo", "dor", "mun", "zel",
                                       "bro", "tan", "vik", "ron", "go", "sto", "k",   "mar"};
constexpr Syllables kForenameEndGirl = {"na",   "lle", "ssi", "ra",  "vina", "tte", "mia", "zie",
                                        "lara", "xa",  "nni", "dya", "sa",   "lin", "wen", "ria"};
constexpr Syllables kSurnameStart = {"Vek", "Thro", "Plin", "Gor",  "Zan", "Mur", "Brax", "Ul",
                                     "Fen", "Krel", "Sto",  "Drum", "Yar", "Nib", "Quil", "Osk"};
constexpr Syllables kSurnameMiddle = {"a",  "o",  "i",   "en", "al", "ur",  "os", "ev",
                                      "ib", "ud", "orr", "em", "ax", "ill", "an", "oo"};
constexpr Syllables kSurnameEnd = {"vane",   "dimmer", "quist",  "tabble", "zoth",   "mundel",
                                   "kettle", "brask",  "pellow", "dorff",  "wimble", "grane",
                                   "stott",  "fold",   "lick",   "nard"};
constexpr Syllables kPlaceStart = {"Brask", "Ulver", "Quill", "Thorn", "Zell", "Mirk",
                                   "Ostr",  "Fend",  "Garr",  "Hesk",  "Pell", "Drax",
                                   "Vorn",  "Skel",  "Wend",  "Yarl"};
constexpr Syllables kPlaceEnd = {"abourne", "imoor",  "omere",  "enfold", "ustow", "agarth",
                                 "ivale",   "owick",  "enshaw", "umouth", "adale", "ipool",
                                 "oreach",  "ehaven", "umarsh", "across"};
constexpr Syllables kStreetEnd = {"Street", "Road",  "Lane",  "Close", "Avenue", "Way",
                                  "Row",    "Drive", "Court", "Green", "Rise",   "Walk",
                                  "Mews",   "Gate",  "End",   "Hill"};

std::string_view any_of(Random& random, const Syllables& syllables) {
  return syllables[static_cast<std::size_t>(random.below(static_cast<int>(syllables.size())))];
}

std::string joined(std::string_view a, std::string_view b, std::string_view c = {}) {
  std::string text(a);
  text += b;
  text += c;
  return text;
}

}  // namespace

std::string invented_forename(Random& random, bool girl) {
  const auto start = any_of(random, kForenameStart);
  const auto middle = any_of(random, kForenameMiddle);
  return joined(start, middle, any_of(random, girl ? kForenameEndGirl : kForenameEndBoy));
}

std::string invented_surname(Random& random) {
  const auto start = any_of(random, kSurnameStart);
  const auto middle = any_of(random, kSurnameMiddle);
  return joined(start, middle, any_of(random, kSurnameEnd));
}

std::string invented_place(Random& random) {
  const auto start = any_of(random, kPlaceStart);
  return joined(start, any_of(random, kPlaceEnd));
}

std::string invented_street(Random& random) {
  const std::string place = invented_place(random);
  return joined(place, " ", any_of(random, kStreetEnd));
}

}  // namespace waymark::simulation
