# Finds DuckDB's C interface: a system or package-manager one first, then DUCKDB_ROOT, then the
# copy that scripts/setup puts into third_party/duckdb. Defines DuckDB::duckdb.
find_package(DuckDB CONFIG QUIET)
if(TARGET duckdb AND NOT TARGET DuckDB::duckdb)
  add_library(DuckDB::duckdb ALIAS duckdb)
endif()
if(NOT TARGET DuckDB::duckdb)
  find_path(DuckDB_INCLUDE_DIR duckdb.h
    HINTS ${DUCKDB_ROOT} "${CMAKE_SOURCE_DIR}/third_party/duckdb"
    PATH_SUFFIXES include)
  find_library(DuckDB_LIBRARY duckdb
    HINTS ${DUCKDB_ROOT} "${CMAKE_SOURCE_DIR}/third_party/duckdb"
    PATH_SUFFIXES lib)
  include(FindPackageHandleStandardArgs)
  find_package_handle_standard_args(DuckDB
    REQUIRED_VARS DuckDB_LIBRARY DuckDB_INCLUDE_DIR
    REASON_FAILURE_MESSAGE "Run scripts/setup, or give -DDUCKDB_ROOT=<folder with duckdb.h and libduckdb.so>.")
  add_library(DuckDB::duckdb SHARED IMPORTED)
  set_target_properties(DuckDB::duckdb PROPERTIES
    IMPORTED_LOCATION "${DuckDB_LIBRARY}"
    IMPORTED_NO_SONAME TRUE
    INTERFACE_INCLUDE_DIRECTORIES "${DuckDB_INCLUDE_DIR}")
endif()
