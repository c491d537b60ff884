#include "model/finding.h"

namespace waymark {

const char* to_string(FindingEffect effect) {
  switch (effect) {
    case FindingEffect::notice:
      return "notice";
    case FindingEffect::doubtful:
      return "doubtful";
    case FindingEffect::held_out:
      return "held out";
    case FindingEffect::rejected:
      return "rejected";
  }
  return "";
}

}  // namespace waymark
