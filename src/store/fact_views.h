// The records of one authority as at one load, as a query of the authority's own sees them:
// temporary views of a connection, named as the tables of the records, with their fields.
//   id, code, postcode   the text (codes in upper case, postcodes without blanks)
//   date                 DATE        boolean   BOOLEAN      integer   INTEGER
//   decimal              DECIMAL     json      the object's text
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/records.h"
#include "store/database.h"
#include "store/store.h"

namespace waymark {

// Makes the views of the named tables. A table that the load did not supply holds the rows of
// `beside` (the authority's own small tables), or none.
Status make_fact_views(sql::Connection& connection, std::int32_t authority, const LoadInfo& load,
                       const std::vector<std::string>& tables, const Extract& beside);

}  // namespace waymark
