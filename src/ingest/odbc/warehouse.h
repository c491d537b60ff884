// Reads an extract's tables from where a council keeps them: a warehouse reached through ODBC.
// Reading only, in one snapshot, row by row; what a file would be told as findings is told here as
// well.
//
//   Result<Intake> intake = read_warehouse({.connection = "DSN=ssd", .schema = "ssd"});
//
// The differences between databases are smoothed in odbc/values.h.
#pragma once

#include <map>
#include <string>

#include "base/result.h"
#include "ingest/intake.h"

namespace waymark {

struct WarehouseSettings {
  std::string connection;  // ODBC connection string, without the password
  std::string password;    // added as PWD; never shown
  std::string schema;      // of the tables; empty = the one that the login sees
  // Names that differ: table of the records -> "table" or "schema.table" of the warehouse.
  std::map<std::string, std::string> tables;
};

// Reads every table of the records that the warehouse has under its name. An error (nothing read)
// if there is no connection, no such schema, a table that the settings name and nobody finds, or a
// fault while reading. No message holds the connection string or the password.
Result<Intake> read_warehouse(const WarehouseSettings& settings, const Progress& progress = {});

}  // namespace waymark
