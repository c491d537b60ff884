#include "model/figure.h"

namespace waymark {

const char* to_string(MissingReason reason) {
  switch (reason) {
    case MissingReason::none:
      return "";
    case MissingReason::not_applicable:
      return "not_applicable";
    case MissingReason::not_supplied:
      return "not_supplied";
    case MissingReason::not_yet:
      return "not_yet";
    case MissingReason::too_early:
      return "too_early";
    case MissingReason::not_recorded:
      return "not_recorded";
    case MissingReason::no_denominator:
      return "no_denominator";
    case MissingReason::suppressed:
      return "suppressed";
  }
  return "";
}

const char* to_string(Direction direction) {
  switch (direction) {
    case Direction::none:
      return "";
    case Direction::better:
      return "better";
    case Direction::worse:
      return "worse";
    case Direction::same:
      return "same";
    case Direction::info:
      return "info";
  }
  return "";
}

const char* to_string(Rag rag) {
  switch (rag) {
    case Rag::none:
      return "";
    case Rag::green:
      return "green";
    case Rag::amber:
      return "amber";
    case Rag::red:
      return "red";
  }
  return "";
}

}  // namespace waymark
