// waymark: the monthly performance summary of children's services, from case records.
#include "cli/app.h"

int main(int argc, char** argv) {
  return waymark::cli::run_command_line(argc, argv, WAYMARK_VERSION);
}
