// The records that a command works on: one authority as at one load, with the authority folder's
// own tables where the extract lacks them.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "catalogue/catalogue.h"
#include "compute/figures.h"
#include "compute/own_facts.h"
#include "pipeline/authority.h"

namespace waymark {

struct RecordsView {
  std::optional<LoadInfo> load;  // nothing was loaded yet: every table is "not supplied"
  Extract extract;
  Findings own_findings;  // what is odd in the authority folder's own tables that are used
  std::shared_ptr<const OwnFacts> own_facts;  // facts of the authority's own, run on these records
  std::shared_ptr<const KeptFacts> kept;      // the program's own, if they are kept and asked for
  std::string facts_key;  // under which they may be kept; empty: not those of the latest load
};

// What figures read of the records: tables in the order in which they are asked for, with columns.
struct Reading {
  std::vector<std::string> tables;
  std::vector<std::pair<std::string, std::vector<std::string>>> columns;
};

// What the figures of some measures read (none named: of all), found out when it is first needed.
// It decides about speed alone: what it should miss is read when it is asked for. The catalogue
// must outlive it; safe to share between threads.
class Readings {
 public:
  Readings(const Catalogue& catalogue, FigureRequest request,
           std::shared_ptr<const MeasurePlan> plan = {});

  const Reading& from_records() const;
  const Reading& beside_facts() const;  // where facts are kept

 private:
  Reading find(std::shared_ptr<const KeptFacts> kept) const;

  const Catalogue& catalogue_;
  FigureRequest request_;
  std::shared_ptr<const MeasurePlan> plan_;
  mutable std::once_flag records_found_, beside_found_;
  mutable Reading records_, beside_;
};

struct ViewRequest {
  std::string authority_code;  // empty: the only one in the store
  Date known_at;               // missing: the latest load
  bool with_texts = false;     // lists need texts, figures do not
  // Given: tables are read when they are asked for, and faults are told by `Extract::reading()`;
  // `ahead`: on a thread of their own, in the order of the reading. Else all are read at once.
  std::shared_ptr<const Readings> later = {};
  bool ahead = false;
  bool use_kept = false;  // with `later`: facts that are kept are used
  std::shared_ptr<const std::vector<LoadInfo>> loads = {};  // of the store; null: they are read
};

// Reads the tables that the catalogue's measures need, and runs the facts of the authority's own.
Result<RecordsView> read_records(const Authority& authority, const Store& store,
                                 const Catalogue& catalogue, const ViewRequest& request);

}  // namespace waymark
