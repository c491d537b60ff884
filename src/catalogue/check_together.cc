// What lies between measures: refs and places that stand twice, dates of validity, sections.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "catalogue/check_sums.h"
#include "catalogue/measure_draft.h"

namespace waymark {
namespace {

using Drafts = std::vector<const MeasureDraft*>;

class Together {
 public:
  Together(const std::vector<MeasureDraft>& drafts, std::vector<DefinitionFault>& faults)
      : drafts_(drafts), faults_(faults) {}

  void check() {
    check_refs();
    check_places();
    check_sections();
    check_sums(drafts_, faults_);
  }

 private:
  void fault(const MeasureDraft& draft, std::string_view key, const std::string& message) {
    faults_.push_back({draft.measure.file, draft.line(key), fmt::format("{}: {}", key, message)});
  }
  static std::string place(const MeasureDraft& draft, std::string_view key) {
    return fmt::format("{}:{}", draft.measure.file, draft.line(key));
  }

  void check_refs() {
    std::map<std::string_view, Drafts> by_ref;
    for (const auto& draft : drafts_) {
      if (!draft.measure.ref.empty()) by_ref[draft.measure.ref].push_back(&draft);
    }
    for (auto& [ref, same] : by_ref) {
      std::stable_sort(same.begin(), same.end(), [](const auto* a, const auto* b) {
        return a->measure.valid_from < b->measure.valid_from;
      });
      for (std::size_t i = 1; i < same.size(); ++i) check_pair(*same[i - 1], *same[i]);
    }
  }

  // Two definitions of one ref, the earlier first.
  void check_pair(const MeasureDraft& earlier, const MeasureDraft& later) {
    const Measure& a = earlier.measure;
    const Measure& b = later.measure;
    if (earlier.of_authority != later.of_authority) {
      const MeasureDraft& own = earlier.of_authority ? earlier : later;
      const MeasureDraft& other = earlier.of_authority ? later : earlier;
      fault(own, "ref",
            fmt::format("{} is a measure of the catalogue ({}) and cannot be replaced; "
                        "choose another reference.",
                        a.ref, place(other, "ref")));
    } else if (a.valid_until.missing() || a.valid_until > b.valid_from) {
      fault(later, "valid_from", overlap(earlier, later));
    } else if (a.valid_until < b.valid_from) {
      fault(later, "valid_from",
            fmt::format("{0} has no definition from {1}, where the one in {2} ends, "
                        "until {3}; set valid_from = {1} here, or valid_until = "
                        "{3} there.",
                        a.ref, to_string(a.valid_until), place(earlier, "valid_until"),
                        to_string(b.valid_from)));
    } else if (a.sort != b.sort) {
      fault(later, "sort",
            fmt::format("{} has another place in {}; its definitions share one.", a.ref,
                        place(earlier, "sort")));
    }
  }

  static std::string overlap(const MeasureDraft& earlier, const MeasureDraft& later) {
    const Measure& a = earlier.measure;
    const Measure& b = later.measure;
    if (a.valid_from == b.valid_from) {
      return fmt::format(
          "{} is defined from the same day in {}; delete one of the two, or give one a "
          "later valid_from and let the other end there.",
          a.ref, place(earlier, "valid_from"));
    }
    return fmt::format(
        "{} is defined already in {}, and the dates of validity overlap; set valid_until "
        "= {} there{}.",
        a.ref, place(earlier, a.valid_until.missing() ? "valid_from" : "valid_until"),
        to_string(b.valid_from),
        a.valid_until.missing()
            ? std::string()
            : fmt::format(", or valid_from = {} here", to_string(a.valid_until)));
  }

  void check_places() {
    std::map<int, const MeasureDraft*> by_place;
    for (const auto& draft : drafts_) {
      if (draft.measure.sort == 0) continue;
      const auto [found, is_new] = by_place.try_emplace(draft.measure.sort, &draft);
      if (is_new || found->second->measure.ref == draft.measure.ref) continue;
      fault(draft, "sort",
            fmt::format("the place {} is taken by {} in {}.", draft.measure.sort,
                        found->second->measure.ref, place(*found->second, "sort")));
    }
  }

  // One number, one section: "6 Child protecton" is a slip where others say "6 Child protection".
  void check_sections() {
    std::map<std::string_view, std::map<std::string_view, Drafts>> by_number;
    for (const auto& draft : drafts_) {
      const std::string_view section = draft.measure.section;
      const std::string_view number = section.substr(0, section.find(' '));
      if (!section.empty()) by_number[number][section].push_back(&draft);
    }
    for (const auto& [number, spellings] : by_number) {
      const auto usual = std::max_element(
          spellings.begin(), spellings.end(),
          [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
      for (const auto& [spelling, drafts] : spellings) {
        if (spelling == usual->first) continue;
        for (const auto* draft : drafts) {
          fault(*draft, "section",
                fmt::format("\"{}\" is called \"{}\" in {}; one number is one "
                            "section.",
                            spelling, usual->first, place(*usual->second.front(), "section")));
        }
      }
    }
  }

  const std::vector<MeasureDraft>& drafts_;
  std::vector<DefinitionFault>& faults_;
};

}  // namespace

void check_together(const std::vector<MeasureDraft>& drafts, std::vector<DefinitionFault>& faults) {
  Together(drafts, faults).check();
}

}  // namespace waymark
