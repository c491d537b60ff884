// The readers of the catalogue's files, one kind of file each. Each reports every fault it finds
// and puts what could be read into the catalogue.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "catalogue/catalogue.h"
#include "catalogue/faults.h"
#include "catalogue/field_reader.h"

namespace waymark {

void read_calendar(const toml::table& file, FileFaults& faults, Catalogue& catalogue);

// For parameters that are one of a few words: the words, by parameter.
using ParameterChoices = std::map<std::string, std::vector<std::string>, std::less<>>;

// catalogue/parameters/*.toml.
void read_parameters(const toml::table& file, FileFaults& faults, Parameters& parameters,
                     ParameterChoices& choices);
// authority.toml: values in place of the catalogue's.
void read_settings(const toml::table& file, FileFaults& faults, Parameters& parameters,
                   const ParameterChoices& choices);

// catalogue/codes/<name>.toml; `name` is one of code_maps().
void read_codes(const toml::table& file, const std::string& name, FileFaults& faults,
                DefaultCodes& codes);
const std::vector<std::string>& code_maps();

// facts/<name>.toml of an authority; the query stands in a file of its own.
SqlFact read_fact(const toml::table& file, const std::string& name, FileFaults& faults);

void read_footnotes(const toml::table& file, FileFaults& faults, Catalogue& catalogue);

// The files that name measures; read when all measures are known.
void read_pages(const toml::table& file, FileFaults& faults, Catalogue& catalogue);
void read_summary(const toml::table& file, FileFaults& faults, Catalogue& catalogue);
void read_breaks(const toml::table& file, FileFaults& faults, Catalogue& catalogue);
// catalogue/benchmarks/*.toml, in any order of the files but sources before what names them.
void read_national(const toml::table& file, FileFaults& faults, Catalogue& catalogue);
// authority.toml: [benchmarks]; read when the models of neighbours are known.
void read_benchmark_settings(const toml::table& file, FileFaults& faults, Catalogue& catalogue);
void read_invariants(const toml::table& file, FileFaults& faults, Catalogue& catalogue);

// A list of references under a key, each a measure of the catalogue and named once.
std::vector<std::string> read_refs(FieldReader& fields, std::string_view key, Presence presence,
                                   const Catalogue& catalogue);
void check_ref(FieldReader& fields, std::string_view key, const std::string& ref,
               const Catalogue& catalogue);

}  // namespace waymark
