// What others need to know of the shape of an extract, made from the schema that the program reads
// with: DDL for a warehouse, and the data dictionary. `waymark records ddl | dictionary` prints
// them.
#pragma once

#include <string>

#include "model/schema.h"

namespace waymark {

// CREATE TABLE statements in plain SQL, names as in the contract. Keys whose fields are all
// required are declared; other keys, references and lists of codes are comments, because odd rows
// are kept and told, never refused at the door.
std::string schema_ddl(const RecordSchema& schema);

// The data dictionary in Markdown: each table with its key and its fields.
std::string schema_dictionary(const RecordSchema& schema);

}  // namespace waymark
