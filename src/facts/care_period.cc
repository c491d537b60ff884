// Periods of care with what has to be up to date in them: reviews, health, education and care plans
// (measures, section 7). Each rule becomes the days on which it is fulfilled.
#include <algorithm>

#include "facts/builders.h"
#include "facts/by_child.h"
#include "facts/care_checks.h"
#include "facts/care_periods.h"
#include "facts/care_reviews.h"
#include "facts/people.h"
#include "facts/plans_in_date.h"
#include "facts/record_keys.h"
#include "facts/spans.h"
#include "model/reference.h"

namespace waymark {
namespace {

// Ages of compulsory school: Reception to Year 11, by the age on 31 August before the school year.
constexpr int kFirstSchoolAge = 4;
constexpr int kAgeAfterSchool = 16;
// A health assessment every six months under 5, else every twelve; a dental check every twelve
// (Care Planning, Placement and Case Review (England) Regulations 2010, regulation 7; SSDA903).
constexpr int kMonthsUnderFive = 6;
constexpr int kMonthsFromFive = 12;
constexpr int kMonthsBetweenDentalChecks = 12;

Span days_of(const CarePeriod& period) { return {period.start, period.end}; }

class EndReasons {
 public:
  explicit EndReasons(const Extract& extract) {
    for (const char* code : {"E11", "E12"}) adopted_.push_back(extract.code(code));
    for (const char* code : {"E41", "E43", "E44", "E45", "E46", "E47", "E48"}) {
      permanent_order_.push_back(extract.code(code));
    }
  }
  // Place in the words of end_reason.
  std::int32_t word(std::int32_t code) const {
    if (code == kMissing) return kMissing;
    if (std::find(adopted_.begin(), adopted_.end(), code) != adopted_.end()) return 0;
    const bool order =
        std::find(permanent_order_.begin(), permanent_order_.end(), code) != permanent_order_.end();
    return order ? 1 : 2;
  }

 private:
  std::vector<std::int32_t> adopted_, permanent_order_;
};

// 1 September of the first school year before which the child was `age` or older on 31 August.
Date school_year_from(Date born, int age) {
  const Date reached = birthday(born, age);
  if (reached.missing()) return {};
  const int year = split(reached).year;
  const Date september = make_date(year, 9, 1);
  return reached < september ? september : make_date(year + 1, 9, 1);
}

// The days on which the review most recently due was held by its due date. Due dates never go back,
// so each review answers for the days from its own due date to the next one.
void add_days_reviewed_in_time(const CarePeriod& period, Date day_20, std::span<const Date> held,
                               CoverBuilder& cover) {
  Date due = day_20;
  for (std::size_t i = 0; i < held.size() && !due.missing(); ++i) {
    const Date next = next_care_review_due(held[i], i == 0);
    if (held[i] <= due) cover.add(intersect(days_of(period), {due, next}));
    due = next;
  }
}

// The days on which the latest check is recent enough. `from_longer`: first day on which the longer
// of the two intervals holds; missing = on every day.
void add_days_checked(const CarePeriod& period, std::span<const Date> checks, int months,
                      Date from_longer, int longer_months, CoverBuilder& cover) {
  for (std::size_t i = 0; i < checks.size(); ++i) {
    const Date check = checks[i];
    const Span latest =
        intersect(days_of(period), {check, i + 1 < checks.size() ? checks[i + 1] : Date{}});
    if (latest.empty()) continue;
    cover.add(intersect(latest, {check, {add_months(check, months).days + 1}}));
    cover.add(intersect(
        latest, {std::max(check, from_longer), {add_months(check, longer_months).days + 1}}));
  }
}

// The days on which a personal education plan of this or the last school term is there.
class EducationPlans {
 public:
  explicit EducationPlans(const FactContext& context)
      : terms_(school_term_starts(context.extract)),
        completed_(context.extract.column("loc_pep", "completed_date")),
        by_child_(context.people->rows_of(context.extract.column("loc_pep", "person_id")),
                  context.people->count()) {}

  void add(const CarePeriod& period, CoverBuilder& cover) {
    days_.clear();
    for (std::int32_t row : by_child_.of(period.child)) {
      const Date day{completed_[static_cast<std::size_t>(row)]};
      if (!day.missing()) days_.push_back(day);
    }
    std::sort(days_.begin(), days_.end());
    for (std::size_t i = 0; i < terms_.size(); ++i) {
      const auto first = std::lower_bound(days_.begin(), days_.end(), terms_[i == 0 ? 0 : i - 1]);
      if (first == days_.end()) return;
      const Span term{terms_[i], i + 1 < terms_.size() ? terms_[i + 1] : Date{}};
      cover.add(intersect(days_of(period), intersect(term, {*first, {}})));
    }
  }

 private:
  std::vector<Date> terms_;
  std::span<const std::int32_t> completed_;
  ByChild by_child_;
  std::vector<Date> days_;
};

bool any_within(std::span<const Date> days, Date first, Date last) {
  const auto found = std::lower_bound(days.begin(), days.end(), first);
  return found != days.end() && *found <= last;
}

class CarePeriodBuilder {
 public:
  CarePeriodBuilder(const FactContext& context, const Notes& notes)
      : context_(context),
        reasons_(context.extract),
        reviews_(context, Notes(nullptr)),
        assessments_(context, "health_assessment_types", notes),
        dental_checks_(context, "dental_check_types", notes),
        education_plans_(context),
        care_plans_(context,
                    {.table = "ssd_cla_care_plan",
                     .key = "lacp_table_id",
                     .person = "lacp_person_id",
                     .from = "lacp_cla_care_plan_start_date",
                     .to = "lacp_cla_care_plan_end_date",
                     .kind = "CARE"},
                    notes),
        rows_("care_period", context.care_periods->all().size()) {}

  FactTable build() && {
    for (const CarePeriod& period : context_.care_periods->all()) add(period);
    auto& covers = rows_.table().covers;
    for (CoverBuilder* cover : {&reviewed_, &assessed_, &dental_, &educated_, &planned_}) {
      covers.push_back(std::move(*cover).take());
    }
    return std::move(rows_).take();
  }

 private:
  void add(const CarePeriod& period) {
    const Date born = context_.people->born(period.child);
    const Date day_20 = context_.working_days.nth(period.start, kWorkingDaysToFirstReview);
    const auto assessments = assessments_.of(period.child);
    rows_.add(period.child, period.first_episode,
              {period.start.days, period.end.days, reasons_.word(period.end_reason), day_20.days,
               any_within(assessments, period.start, day_20) ? 1 : 0,
               school_year_from(born, kFirstSchoolAge).days,
               school_year_from(born, kAgeAfterSchool).days});
    rows_.table().entry.push_back(period.start.days);
    add_days_reviewed_in_time(period, day_20, reviews_.held_in(period), reviewed_);
    add_days_checked(period, assessments, kMonthsUnderFive, birthday(born, 5), kMonthsFromFive,
                     assessed_);
    add_days_checked(period, dental_checks_.of(period.child), kMonthsBetweenDentalChecks, {},
                     kMonthsBetweenDentalChecks, dental_);
    education_plans_.add(period, educated_);
    for (const Span& in_date : care_plans_.in_date(period.child)) {
      planned_.add(intersect(days_of(period), in_date));
    }
    for (CoverBuilder* cover : {&reviewed_, &assessed_, &dental_, &educated_, &planned_}) {
      cover->end_row();
    }
  }

  const FactContext& context_;
  EndReasons reasons_;
  CareReviews reviews_;
  CareChecks assessments_, dental_checks_;
  EducationPlans education_plans_;
  PlansInDate care_plans_;
  FactRows rows_;
  CoverBuilder reviewed_, assessed_, dental_, educated_, planned_;
};

}  // namespace

FactTable build_care_period(const FactContext& context, const Notes& notes) {
  return CarePeriodBuilder(context, notes).build();
}

}  // namespace waymark
