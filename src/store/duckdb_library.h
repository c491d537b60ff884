// DuckDB's C interface, loaded when it is first called: most runs of `figures` never open the
// database.
//
//   if (auto found = duck::library(); !found) return std::move(found).error();
//   duck::connect(database, &connection);      // what duckdb_connect does
#pragma once

#include <duckdb.h>

#include "base/late_library.h"
#include "base/result.h"

namespace waymark::duck {

// Loads the library. Fails when it is not there, or is too old to have every function below. To be
// asked before any of them is called.
Status library();

namespace internal {
LateLibrary& file();
}

// NOLINTBEGIN(readability-identifier-naming,bugprone-macro-parentheses): named as the library does.
#define WAYMARK_DUCKDB(name)                                                            \
  inline constinit const LateFunction<decltype(::duckdb_##name), internal::file> name { \
    "duckdb_" #name                                                                     \
  }

WAYMARK_DUCKDB(append_data_chunk);
WAYMARK_DUCKDB(appender_close);
WAYMARK_DUCKDB(appender_create);
WAYMARK_DUCKDB(appender_destroy);
WAYMARK_DUCKDB(appender_error_data);
WAYMARK_DUCKDB(bind_date);
WAYMARK_DUCKDB(bind_int64);
WAYMARK_DUCKDB(bind_null);
WAYMARK_DUCKDB(bind_varchar_length);
WAYMARK_DUCKDB(close);
WAYMARK_DUCKDB(column_count);
WAYMARK_DUCKDB(column_name);
WAYMARK_DUCKDB(column_type);
WAYMARK_DUCKDB(connect);
WAYMARK_DUCKDB(create_config);
WAYMARK_DUCKDB(create_data_chunk);
WAYMARK_DUCKDB(create_date);
WAYMARK_DUCKDB(create_instance_cache);
WAYMARK_DUCKDB(create_logical_type);
WAYMARK_DUCKDB(create_timestamp);
WAYMARK_DUCKDB(data_chunk_get_size);
WAYMARK_DUCKDB(data_chunk_get_vector);
WAYMARK_DUCKDB(data_chunk_reset);
WAYMARK_DUCKDB(data_chunk_set_size);
WAYMARK_DUCKDB(destroy_config);
WAYMARK_DUCKDB(destroy_data_chunk);
WAYMARK_DUCKDB(destroy_error_data);
WAYMARK_DUCKDB(destroy_extracted);
WAYMARK_DUCKDB(destroy_logical_type);
WAYMARK_DUCKDB(destroy_prepare);
WAYMARK_DUCKDB(destroy_result);
WAYMARK_DUCKDB(destroy_value);
WAYMARK_DUCKDB(disconnect);
WAYMARK_DUCKDB(error_data_message);
WAYMARK_DUCKDB(execute_prepared_streaming);
WAYMARK_DUCKDB(extract_statements);
WAYMARK_DUCKDB(extract_statements_error);
WAYMARK_DUCKDB(fetch_chunk);
WAYMARK_DUCKDB(free);
WAYMARK_DUCKDB(get_or_create_from_cache);
WAYMARK_DUCKDB(get_varchar);
WAYMARK_DUCKDB(nparams);
WAYMARK_DUCKDB(open_ext);
WAYMARK_DUCKDB(prepare);
WAYMARK_DUCKDB(prepare_error);
WAYMARK_DUCKDB(prepare_extracted_statement);
WAYMARK_DUCKDB(prepared_statement_type);
WAYMARK_DUCKDB(query);
WAYMARK_DUCKDB(result_error);
WAYMARK_DUCKDB(set_config);
WAYMARK_DUCKDB(vector_assign_string_element_len);
WAYMARK_DUCKDB(vector_ensure_validity_writable);
WAYMARK_DUCKDB(vector_get_data);
WAYMARK_DUCKDB(vector_get_validity);
// NOLINTEND(readability-identifier-naming,bugprone-macro-parentheses)

}  // namespace waymark::duck
