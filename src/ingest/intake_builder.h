// Puts the tables of one extract together, whatever they are read from.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/intake.h"
#include "ingest/number_texts.h"
#include "ingest/table_reader.h"

namespace waymark {

// A file that stops the load does not keep the others from being looked at, so that all such files
// are told at once.
class IntakeBuilder {
 public:
  // Reads one table. `source` names it in findings; `read` hands the rows over and gives the digest
  // of what it read.
  void add(const Table& schema, const std::string& source,
           const std::function<Result<std::string>(TableReader&)>& read);
  void add_error(Error error) { errors_.push_back(std::move(error)); }
  void add_findings(Findings findings);
  Result<Intake> take();

 private:
  Intake intake_;
  ExtractTexts texts_{intake_.extract};
  std::vector<Error> errors_;
};

}  // namespace waymark
