# How every folder of the program is built: one library, its unit tests beside its sources.

add_library(waymark_warnings INTERFACE)
target_compile_options(waymark_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Woverloaded-virtual -Wnon-virtual-dtor)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Optimised, GCC 12 sees both faults inside its own library's strings and streams (its bug 105329
  # for the first); instrumented too. The debug build is where this project's code is held to them.
  if(CMAKE_BUILD_TYPE STREQUAL "Debug" AND NOT WAYMARK_SANITIZE)
    target_compile_options(waymark_warnings INTERFACE -Wnull-dereference)
  else()
    target_compile_options(waymark_warnings INTERFACE -Wno-restrict)
  endif()
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  # GCC's library calls in std::stable_sort what it calls deprecated elsewhere.
  target_compile_options(waymark_warnings INTERFACE -Wno-deprecated-declarations)
endif()
if(WAYMARK_WARNINGS_AS_ERRORS)
  target_compile_options(waymark_warnings INTERFACE -Werror)
endif()
if(WAYMARK_SANITIZE)
  add_compile_options(-fsanitize=${WAYMARK_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${WAYMARK_SANITIZE})
endif()
if(WAYMARK_FUZZ)
  # So that fuzzing sees which inputs reach new code.
  add_compile_options(-fsanitize=fuzzer-no-link)
  add_link_options(-fsanitize=fuzzer-no-link)
endif()

find_program(MOLD mold)
if(MOLD AND NOT WAYMARK_SANITIZE)
  add_link_options(-fuse-ld=mold)
endif()

# The standard headers that nearly every file includes, and those of the tests, compiled once a
# build: parsing them took half of every compilation.
set(waymark_headers <algorithm> <array> <cstdint> <filesystem> <functional> <map> <memory> <optional>
    <set> <span> <string> <string_view> <unordered_map> <utility> <variant> <vector> <fmt/format.h>)
function(waymark_precompile target)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -fpch-preprocess)
  endif()
  if(target STREQUAL "waymark_base" OR target STREQUAL "waymark_base_test")
    target_precompile_headers(${target} PRIVATE ${waymark_headers} ${ARGN})
  elseif(target MATCHES "test")
    target_precompile_headers(${target} REUSE_FROM waymark_base_test)
  else()
    target_precompile_headers(${target} REUSE_FROM waymark_base)
  endif()
endfunction()

# waymark_library(NAME DEPS...) makes library waymark_NAME of all sources in the folder but the
# tests, and waymark_NAME_test of the *_test.cc beside them.
function(waymark_library name)
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cc"
       "${CMAKE_CURRENT_SOURCE_DIR}/*/*.cc")
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "(_test|main)\\.cc$")
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  if(sources)
    add_library(waymark_${name} STATIC ${sources})
    set(scope PUBLIC)
    target_link_libraries(waymark_${name} PRIVATE waymark_warnings)
    set(compiled TRUE)
  else()
    add_library(waymark_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(waymark_${name} ${scope} "${CMAKE_SOURCE_DIR}/src")
  foreach(dependency ${ARGN})
    if(TARGET waymark_${dependency})
      target_link_libraries(waymark_${name} ${scope} waymark_${dependency})
    else()
      target_link_libraries(waymark_${name} ${scope} ${dependency})
    endif()
  endforeach()
  if(compiled)
    waymark_precompile(waymark_${name})
  endif()
  if(tests)
    add_executable(waymark_${name}_test ${tests})
    target_link_libraries(waymark_${name}_test PRIVATE waymark_${name} waymark_warnings
                          GTest::gtest_main)
    # The tests' own code is compiled once and run once: optimising it costs more than it saves.
    target_compile_options(waymark_${name}_test PRIVATE $<$<CONFIG:Release>:-O0>)
    waymark_precompile(waymark_${name}_test <gtest/gtest.h>)
    waymark_native_test(waymark_${name}_test)
    gtest_discover_tests(waymark_${name}_test DISCOVERY_MODE PRE_TEST TEST_PREFIX "${name}/"
                         PROPERTIES LABELS unit)
  endif()
endfunction()

# Libraries are looked for beside a program too, so that it can be copied with them.
set(CMAKE_BUILD_RPATH "$ORIGIN")

# waymark_late_library(TARGET LIBRARY) has programs with TARGET know where the shared LIBRARY stands,
# which they load when they first call it (base/late_library.h).
function(waymark_late_library target library)
  target_link_options(${target} INTERFACE "LINKER:-rpath,$<TARGET_FILE_DIR:${library}>")
  if(WAYMARK_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC's sanitizers open libraries in the program's place and do not look where it would.
    target_link_options(${target} INTERFACE "LINKER:--no-as-needed")
    target_link_libraries(${target} INTERFACE ${library})
  endif()
  get_target_property(imported ${library} IMPORTED)
  if(NOT imported)
    add_dependencies(${target} ${library})
  endif()
endfunction()

# waymark_native_test(TARGET) counts a test program among those that run under sanitizers too.
if(NOT TARGET native_tests)
  add_custom_target(native_tests)
endif()
function(waymark_native_test target)
  add_dependencies(native_tests ${target})
endfunction()

# waymark_embed(TARGET NAMESPACE ROOT FILES...) compiles the files into the program, so that an
# installed waymark needs nothing beside itself. Declared in base/embedded.h.
function(waymark_embed target namespace root)
  set(generated "${CMAKE_CURRENT_BINARY_DIR}/embedded_${namespace}.cc")
  set(list_file "${CMAKE_CURRENT_BINARY_DIR}/embedded_${namespace}.txt")
  list(JOIN ARGN "\n" lines)
  file(WRITE "${list_file}.new" "${lines}\n")
  file(COPY_FILE "${list_file}.new" "${list_file}" ONLY_IF_DIFFERENT)
  add_custom_command(
    OUTPUT "${generated}"
    COMMAND ${CMAKE_COMMAND} -DLIST=${list_file} -DROOT=${root} -DNAMESPACE=${namespace}
            -DOUTPUT=${generated} -P "${CMAKE_SOURCE_DIR}/cmake/embed.cmake"
    DEPENDS ${ARGN} "${list_file}" "${CMAKE_SOURCE_DIR}/cmake/embed.cmake"
    VERBATIM)
  target_sources(${target} PRIVATE "${generated}")
endfunction()
