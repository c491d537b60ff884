// The shape of an extract: every SSD and local table with its fields, as schema/records/ says.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace waymark {

// How a field is read (data/records contract): everything is text in the file.
enum class FieldType {
  id,        // text, compared exactly; numbered in the dictionary of its id space
  code,      // text, compared ignoring the case of A-Z; numbered in the code dictionary
  text,      // anything else that is text; never compared by a measure
  postcode,  // text compared without blanks and ignoring case
  date,      // YYYY-MM-DD, a time behind it is dropped
  boolean,   // Y or N
  integer,
  decimal,
  json,  // one object whose keys are codes; read as the set of keys that are Y or true
};

struct AllowedValue {
  std::string code;
  std::string label;
};

struct Field {
  std::string name;
  FieldType type = FieldType::text;
  bool key = false;       // part of the table's key
  bool required = false;  // a row without it is rejected (keys need not be required, see contract)
  std::string
      references;  // "table.field" of the key it points at; several joined by " or "; may be empty
  std::string id_space;  // for ids: name of the dictionary shared by key and references
  std::vector<AllowedValue> allowed;  // closed list of codes; empty = any
  std::string definition;
};

struct Table {
  std::string name;
  std::string description;
  std::string person_field;  // the field that names the person, empty if none
  // Rows that are equal in these fields are told apart by their order in the file (contract: "the
  // first in the file"); empty for tables where order has no meaning.
  std::vector<std::string> tie_fields;
  std::vector<Field> fields;

  // Position of a field, or nothing.
  std::optional<std::size_t> find(std::string_view field) const;
};

struct RecordSchema {
  std::vector<Table> tables;  // SSD tables first, then local ones, in the order of schema/records/

  const Table* find(std::string_view table) const;
};

// Reads the embedded schema/records/tables.csv, fields.csv and codes.csv. A fault in them is a
// fault of the program.
const RecordSchema& record_schema();

const char* to_string(FieldType type);

}  // namespace waymark
