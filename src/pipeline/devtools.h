// A browser without a window that is told what to do in messages: the DevTools protocol, JSON texts
// that a zero byte ends, over a socket that the browser finds as its files 3 and 4.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/result.h"

namespace waymark {

class Devtools {
 public:
  // Starts `program` with the arguments; every answer must come within `limit`.
  static Result<Devtools> start(const std::filesystem::path& program,
                                const std::vector<std::string>& arguments,
                                std::chrono::milliseconds limit);
  Devtools(Devtools&& other) noexcept;
  Devtools& operator=(Devtools&&) = delete;
  ~Devtools();  // ends the browser and all it started

  // Asks for something and waits for the answer; `session` names a page, or nothing for the
  // browser.
  Result<nlohmann::json> call(const std::string& method, const nlohmann::json& parameters,
                              const std::string& session);
  // Waits until the page tells of the event, if it has not yet.
  Status wait_for(const std::string& event, const std::string& session);

 private:
  Devtools(std::string program, pid_t child, int socket, std::chrono::milliseconds limit)
      : program_(std::move(program)), child_(child), socket_(socket), limit_(limit) {}
  Status send(const std::string& message);
  Result<nlohmann::json> receive(std::chrono::steady_clock::time_point until);
  Error gone(const char* what) const;

  std::string program_;
  pid_t child_ = -1;
  int socket_ = -1;
  std::chrono::milliseconds limit_;
  int last_id_ = 0;
  std::string received_;
  std::vector<std::pair<std::string, std::string>> events_;  // session, name
};

}  // namespace waymark
