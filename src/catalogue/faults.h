// Collects the faults of one file; many files write into one list.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalogue/catalogue.h"

namespace waymark {

class FileFaults {
 public:
  FileFaults(std::string file, std::vector<DefinitionFault>& faults)
      : file_(std::move(file)), faults_(&faults) {}

  void add(int line, std::string message) { faults_->push_back({file_, line, std::move(message)}); }
  const std::string& file() const { return file_; }
  std::size_t count() const { return faults_->size(); }  // of the whole list so far

 private:
  std::string file_;
  std::vector<DefinitionFault>* faults_;
};

// The end of a message about an unknown name: "; did you mean X?" where one of the known words is
// near, "; known are a, b and c." where they are few, else the nearest three; a full stop if none
// is.
std::string suggestion(std::string_view word, const std::vector<std::string>& known);

// The same for references of measures, of which those of the same section are nearer.
std::string ref_suggestion(std::string_view ref, const std::vector<std::string>& known);

// By file, then line, each fault once.
void sort_faults(std::vector<DefinitionFault>& faults);

}  // namespace waymark
