#include "model/measure.h"

namespace waymark {

const char* to_string(Polarity polarity) {
  switch (polarity) {
    case Polarity::high:
      return "High";
    case Polarity::low:
      return "Low";
    case Polarity::info:
      return "Info";
  }
  return "";
}

const char* to_string(Format format) {
  switch (format) {
    case Format::count:
      return "count";
    case Format::percent:
      return "percent";
    case Format::rate:
      return "rate per 10,000";
    case Format::days:
      return "days";
    case Format::average:
      return "average";
    case Format::maximum:
      return "maximum";
  }
  return "";
}

const char* to_string(Kind kind) {
  switch (kind) {
    case Kind::flow:
      return "flow";
    case Kind::stock:
      return "stock";
    case Kind::rolling:
      return "rolling";
    case Kind::annualised:
      return "annualised";
  }
  return "";
}

}  // namespace waymark
