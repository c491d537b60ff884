#include "disclosure/solver_library.h"

namespace waymark {

LateLibrary& clp::library() {
  static LateLibrary library("libClp.so.1", "The solver's library", "Install coinor-libclp1.");
  return library;
}

}  // namespace waymark
