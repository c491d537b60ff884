// waymark: the monthly performance summary of children's services, from case records.
#include "cli/app.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

int main(int argc, char** argv) {
#ifdef __GLIBC__
  // Columns of one authority after another are large and short-lived: their pages are kept for the
  // next ones instead of being given back to the system and cleared again.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
  return waymark::cli::run_command_line(argc, argv, WAYMARK_VERSION);
}
