// Writes a publication of made-up figures: write_made_up DATA FOLDER [AREA].
#include <cstdio>
#include <exception>
#include <fstream>

#include "made_up.h"
#include "report/writers.h"

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: write_made_up DATA FOLDER [AREA]\n", stderr);
    return 2;
  }
  try {
    auto inputs = waymark::made_up_inputs(argv[1]);
    if (argc > 3) inputs.area = argv[3];
    const auto publication = waymark::build_publication(inputs);
    const std::filesystem::path folder = argv[2];
    std::filesystem::create_directories(folder);
    for (const auto& writer : waymark::writers()) {
      std::ofstream(folder / writer.file, std::ios::binary) << writer.write(publication);
    }
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "write_made_up: %s\n", fault.what());
    return 1;
  }
  return 0;
}
