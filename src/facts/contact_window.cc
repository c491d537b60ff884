// A child's contacts seen through a window of months (measures, section 2, repeat contacts). A
// contact matters to the month ends from its own month to the last one whose window still reaches
// it, so only these months are looked at.
#include <algorithm>

#include "facts/builders.h"
#include "facts/by_child.h"
#include "facts/contacts_led.h"
#include "facts/dated_parameter.h"
#include "facts/people.h"

namespace waymark {
namespace {

struct Contact {
  std::int32_t day;
  Month month;
  bool led;
};

// What the window that ends with a month holds.
enum class Window { nothing, contacts, repeat_contacts };

// How many months the window has, by the parameter's value at the month end.
class WindowMonths {
 public:
  explicit WindowMonths(const Parameters& parameters)
      : parameter_(parameters, "repeat_contact_months") {}
  int at(Month month) const {
    return std::max(1, static_cast<int>(parameter_.on(last_day(month)).number));
  }
  bool always_the_same() const { return parameter_.values().size() == 1; }
  int longest() const {
    int longest = 1;
    for (const ParameterValue& value : parameter_.values())
      longest = std::max(longest, value.number);
    return longest;
  }

 private:
  DatedParameter parameter_;
};

class ChildWindows {
 public:
  ChildWindows(const WindowMonths& months, FactRows& rows)
      : months_(months),
        same_(months.always_the_same()),
        longest_(months.longest()),
        constant_(months.at({})),
        rows_(rows) {}

  // `contacts` by day.
  void add(std::int32_t child, const std::vector<Contact>& contacts) {
    if (contacts.empty()) return;
    const Month last = contacts.back().month + (longest_ - 1);
    std::size_t begin = 0;  // the window holds contacts [begin, end)
    std::size_t end = 0;
    Month run_from;
    Window run = Window::nothing;
    for (Month month = contacts.front().month; month <= last; ++month) {
      const Month first = month - ((same_ ? constant_ : months_.at(month)) - 1);
      while (end < contacts.size() && contacts[end].month <= month) ++end;
      while (begin > 0 && contacts[begin - 1].month >= first) --begin;  // the window grew
      while (begin < end && contacts[begin].month < first) ++begin;
      const Window window = seen(contacts, begin, end);
      if (window != run) {
        add_run(child, run, run_from, month);
        run = window;
        run_from = month;
      }
      if (same_ && begin == end && end < contacts.size()) month = contacts[end].month - 1;
    }
    add_run(child, run, run_from, last + 1);
  }

 private:
  static Window seen(const std::vector<Contact>& contacts, std::size_t begin, std::size_t end) {
    bool any_led = false;
    bool any_not_led = false;
    for (std::size_t i = begin; i < end; ++i) (contacts[i].led ? any_led : any_not_led) = true;
    if (!any_not_led) return Window::nothing;
    const bool two_days = contacts[begin].day != contacts[end - 1].day;
    return two_days && !any_led ? Window::repeat_contacts : Window::contacts;
  }

  void add_run(std::int32_t child, Window window, Month from, Month until) {
    if (window == Window::nothing) return;
    rows_.add(
        child, kMissing,
        {first_day(from).days, first_day(until).days, window == Window::repeat_contacts ? 1 : 0});
  }

  const WindowMonths& months_;
  bool same_;
  int longest_;
  int constant_;
  FactRows& rows_;
};

}  // namespace

FactTable build_contact_window(const FactContext& context, const Notes&) {
  const Extract& extract = context.extract;
  const auto day = extract.column("ssd_contacts", "cont_contact_date");
  const ByChild by_child(context.people->rows_of(extract.column("ssd_contacts", "cont_person_id")),
                         context.people->count());
  const ContactsLed led(extract);
  const WindowMonths months(context.parameters);
  FactRows rows("contact_window", day.size());
  ChildWindows windows(months, rows);
  std::vector<Contact> contacts;
  const auto earlier = [](const Contact& a, const Contact& b) { return a.day < b.day; };
  for (std::size_t i = 0; i < context.people->count(); ++i) {
    const auto child = static_cast<std::int32_t>(i);
    contacts.clear();
    for (std::int32_t row : by_child.of(child)) {
      const auto at = static_cast<std::size_t>(row);
      if (day[at] == kMissing) continue;
      contacts.push_back({day[at], month_of({day[at]}), led.to_referral(at)});
    }
    if (!std::is_sorted(contacts.begin(), contacts.end(), earlier)) {
      std::sort(contacts.begin(), contacts.end(), earlier);
    }
    windows.add(child, contacts);
  }
  return std::move(rows).take();
}

}  // namespace waymark
