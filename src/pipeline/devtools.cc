#include "pipeline/devtools.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>

namespace waymark {
namespace {

using Clock = std::chrono::steady_clock;
using nlohmann::json;

// Starts a command in a process group of its own that hears and is heard on `socket` alone.
int spawn(const std::vector<std::string>& words, int socket, pid_t& child) {
  std::vector<std::string> copies = words;
  std::vector<char*> arguments;
  for (auto& word : copies) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  for (const int file : {3, 4}) posix_spawn_file_actions_adddup2(&actions, socket, file);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&attributes, 0);
  const int fault =
      posix_spawn(&child, arguments[0], &actions, &attributes, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return fault;
}

std::string text_of(const json& message, const char* key) {
  const auto at = message.find(key);
  return at != message.end() && at->is_string() ? at->get<std::string>() : std::string();
}

}  // namespace

Result<Devtools> Devtools::start(const std::filesystem::path& program,
                                 const std::vector<std::string>& arguments,
                                 std::chrono::milliseconds limit) {
  const auto cannot = [&](int fault) {
    return Error{ErrorCode::unavailable,
                 fmt::format("The browser {} cannot be started: {}.", program.string(),
                             std::generic_category().message(fault))};
  };
  int ends[2] = {-1, -1};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return cannot(errno);
  // Above the files 3 and 4, onto which the browser's end is copied.
  const int theirs = fcntl(ends[1], F_DUPFD_CLOEXEC, 10);
  close(ends[1]);
  std::vector<std::string> words = {program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  pid_t child = -1;
  const int fault = theirs < 0 ? errno : spawn(words, theirs, child);
  if (theirs >= 0) close(theirs);
  if (fault != 0) {
    close(ends[0]);
    return cannot(fault);
  }
  return Devtools(program.string(), child, ends[0], limit);
}

Devtools::Devtools(Devtools&& other) noexcept
    : program_(std::move(other.program_)),
      child_(std::exchange(other.child_, -1)),
      socket_(std::exchange(other.socket_, -1)),
      limit_(other.limit_),
      last_id_(other.last_id_),
      received_(std::move(other.received_)),
      events_(std::move(other.events_)) {}

Devtools::~Devtools() {
  if (socket_ >= 0) close(socket_);
  if (child_ < 0) return;
  kill(-child_, SIGKILL);
  waitpid(child_, nullptr, 0);
}

Error Devtools::gone(const char* what) const {
  return {ErrorCode::unavailable, fmt::format("The browser {} {}.", program_, what)};
}

Status Devtools::send(const std::string& message) {
  std::size_t sent = 0;
  while (sent <= message.size()) {  // the zero byte behind it ends the message
    const auto count =
        ::send(socket_, message.c_str() + sent, message.size() + 1 - sent, MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return gone("ended before it was told to");
    sent += static_cast<std::size_t>(count);
  }
  return {};
}

Result<json> Devtools::receive(Clock::time_point until) {
  std::size_t looked_at = 0;
  auto end = received_.find('\0');
  while (end == received_.npos) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
    pollfd waiting{.fd = socket_, .events = POLLIN, .revents = 0};
    const int ready = left.count() <= 0 ? 0 : poll(&waiting, 1, static_cast<int>(left.count()));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return gone("did not answer in time");
    looked_at = received_.size();
    received_.resize(looked_at + (1U << 18));
    const auto count = recv(socket_, received_.data() + looked_at, received_.size() - looked_at, 0);
    received_.resize(looked_at + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count == 0 || (count < 0 && errno != EINTR)) return gone("ended before it was told to");
    end = received_.find('\0', looked_at);
  }
  json message = json::parse(received_.begin(),
                             received_.begin() + static_cast<std::ptrdiff_t>(end), nullptr, false);
  received_.erase(0, end + 1);
  if (!message.is_object()) return gone("said something that cannot be read");
  return message;
}

Result<json> Devtools::call(const std::string& method, const json& parameters,
                            const std::string& session) {
  json message = {{"id", ++last_id_}, {"method", method}, {"params", parameters}};
  if (!session.empty()) message["sessionId"] = session;
  auto sent = send(message.dump());
  if (!sent) return std::move(sent).error();
  const auto until = Clock::now() + limit_;
  while (true) {
    auto heard = receive(until);
    if (!heard) return heard;
    const auto id = heard->find("id");
    if (id == heard->end()) {
      events_.emplace_back(text_of(*heard, "sessionId"), text_of(*heard, "method"));
    } else if (*id == last_id_) {
      const auto result = heard->find("result");
      if (result != heard->end() && result->is_object()) return std::move(*result);
      const auto error = heard->find("error");
      const std::string why = error == heard->end() ? "" : text_of(*error, "message");
      return gone(
          fmt::format("refused {}: {}", method, why.empty() ? "no reason given" : why).c_str());
    }
  }
}

Status Devtools::wait_for(const std::string& event, const std::string& session) {
  const auto until = Clock::now() + limit_;
  while (true) {
    const auto at = std::find(events_.begin(), events_.end(), std::pair(session, event));
    if (at != events_.end()) {
      events_.erase(at);
      return {};
    }
    auto heard = receive(until);
    if (!heard) return std::move(heard).error();
    if (!heard->contains("id")) {
      events_.emplace_back(text_of(*heard, "sessionId"), text_of(*heard, "method"));
    }
  }
}

}  // namespace waymark
