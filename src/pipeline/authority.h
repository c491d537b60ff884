// An authority's folder: its settings, its own tables, its commentary and its store.
//
//   DIR/authority.toml     name, parameters that differ from the catalogue, the warehouse
//   DIR/tables/*.csv       loc_ tables, used only where the extract brings none
//   DIR/measures/*.toml    measures of the authority's own
//   DIR/facts/*.toml,*.sql facts of the authority's own, for its measures; docs/guides/own-facts.md
//   DIR/commentary/        analysis texts, <month>/<area>/<page>.md
//                          public/<month>/<area>/<page>.md for the public edition
//   DIR/store.duckdb       the records and the history of loads
//   DIR/kept/              loads, and facts of the latest, for speed alone; kept_facts.h, kept_loads.h
//   DIR/benchmarks/        published national series, as they came; pipeline/benchmarks.h
//   DIR/publications/      what was published inside
//   DIR/public/            what was published for everybody
//   DIR/lists-asked.csv    who asked for which list of children; list_log.h
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "base/result.h"
#include "catalogue/catalogue.h"
#include "disclosure/audit.h"
#include "ingest/odbc/warehouse.h"
#include "store/store.h"

namespace waymark {

struct Authority {
  std::filesystem::path folder;
  std::string name;                    // as shown on pages; may be empty
  std::filesystem::path browser = {};  // to print with; empty = the first one found
  // Public editions: no hidden count may be told more closely than this (highest less lowest).
  std::int64_t least_width = kLeastWidth;
  int memory_mib = 0;  // of `figures --land`, where the command line says nothing; 0 = the usual

  std::filesystem::path store_file() const { return folder / "store.duckdb"; }
  std::filesystem::path tables() const { return folder / "tables"; }
  std::filesystem::path commentary() const { return folder / "commentary"; }
  std::filesystem::path benchmarks() const { return folder / "benchmarks"; }
  std::filesystem::path kept() const { return folder / "kept"; }
  std::filesystem::path publications() const { return folder / "publications"; }
  std::filesystem::path public_editions() const { return folder / "public"; }
  // Analysis texts that were written for the public; the others are for inside.
  std::filesystem::path public_commentary() const { return commentary() / "public"; }
};

// Makes a new authority folder; an error if the folder already holds one.
Status init_authority(const std::filesystem::path& folder, const std::string& name);

// Opens an authority folder; an error says how to make one.
Result<Authority> open_authority(const std::filesystem::path& folder);

// The [warehouse] of authority.toml, for `load --from odbc:CONNECTION`; `connection` as given there
// replaces the one of the settings, if it is not empty. The password comes from the environment
// variable that `password_variable` names, looked up by `environment`.
Result<WarehouseSettings> warehouse_settings(
    const Authority& authority, const std::string& connection,
    const std::function<std::string(const std::string&)>& environment);

Result<Store> open_store(const Authority& authority, Store::Mode mode, int memory_mib = 0);

}  // namespace waymark
