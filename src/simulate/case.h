// A case of a family: from the referral that opens it to its close, with everything social workers
// do in between. First the whole course is drawn (pure, whatever the extract can see of it), then
// the rows are written that the extract sees.
//
//   contact -> referral -> assessment -> enquiry -> conference -> protection plan -> close
//                              \-> plan for a child in need -------------------/
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "simulate/people.h"
#include "simulate/world.h"

namespace waymark::simulation {

struct Contact {
  int ordinal = 0;  // of the family
  Event received;
  std::string_view source;  // code
  ChildSet children = 0;
  int severity = 100;  // how often it turns serious, per cent of a family's first
};

enum class ReferralOutcome : std::uint8_t { no_action, other, assessed };
enum class AssessmentOutcome : std::uint8_t { ongoing, step_down, closed, not_recorded };
enum class EnquiryOutcome : std::uint8_t {
  continuing,
  not_continuing,
  not_substantiated,
  not_recorded
};

struct Assessment {
  Event start;
  Event authorised;  // never, if it was abandoned
  AssessmentOutcome outcome = AssessmentOutcome::closed;
  bool enquiry = false;  // an enquiry came out of it
  bool care = false;     // it led to care
};

struct Conference {
  Event held;
  Event first_date;               // an earlier date that came to nothing; mostly never
  std::string_view first_status;  // why: stood down, or without a quorum
  Date target;
  Date notified;  // moved here with a plan of another authority: no enquiry of ours
};

struct Enquiry {
  Event start;
  Event end;
  EnquiryOutcome outcome = EnquiryOutcome::not_substantiated;
  bool transfer_in = false;  // the enquiry was another authority's: only the conference is ours
  std::optional<Conference> conference;
};

struct ProtectionPlan {
  std::size_t enquiry = 0;  // the one it came from
  ChildSet children = 0;
  Event start;
  Event end;
  std::string_view category;
  std::string_view latest_category;
  bool restarted = false;  // ended and begun again on the same day: two rows, one plan
  struct Review {
    Date due;
    Event stood_down;  // an earlier date that was called off; mostly never
    Event held;
    bool continues = true;
  };
  std::vector<Review> reviews;
};

// Who holds the case from a day on.
struct Allocation {
  Date from;
  TeamKind kind;
  int post;
};

struct Case {
  int ordinal = 0;  // of the family, from 1
  ChildSet children = 0;
  Contact contact;
  Event referral;
  Date referral_mended_on;  // until then its date was a day off; missing = never wrong
  std::string_view need;
  ReferralOutcome outcome = ReferralOutcome::assessed;
  std::vector<Assessment> assessments;
  std::vector<Enquiry> enquiries;
  std::vector<ProtectionPlan> plans;
  Event plan_start;  // plan for a child in need
  Event plan_end;
  bool disability = false;
  std::vector<Allocation> allocations;
  Event close;
  std::string_view close_reason;
  // Children whose part ends apart from the others' (care): by child, no day = with the others.
  std::vector<Event> child_close;
  std::vector<std::string_view> child_close_reason;
  std::vector<Date> care_from;  // by child: looked after from then on; empty or no day = never

  // Days of the case that are not before the referral was recorded.
  Event event(Random& random, Date on, const Spread& lag = kRecordingLag) const {
    return recorded(random, on, lag, referral.known);
  }
  Event close_of(const Family& family, std::size_t child) const;
  std::string_view close_reason_of(std::size_t child) const {
    return child < child_close_reason.size() && !child_close_reason[child].empty()
               ? child_close_reason[child]
               : close_reason;
  }
};

// Draws the case that a contact opens.
Case draw_case(const World& world, const Family& family, const Contact& contact, int ordinal);
// Draws the beginnings of a case: the referral of the contact.
Case begin_case(const World& world, const Family& family, const Contact& contact, int ordinal);
// Draws the first assessment of a case.
Assessment draw_assessment(const World& world, const Family& family, Random& random,
                           const Case& opened);

// What an enquiry may lead to: on a plan already, no second conference is held.
enum class EnquiryCourse : std::uint8_t { open, no_conference, certain_plan, transfer_in };

// Draws an enquiry, its conference and its plan from a day on, and adds them to the case. Returns
// where the plan stands in opened.plans, if there is one.
std::optional<std::size_t> add_enquiry(const World& world, const Family& family, Random& random,
                                       Case& opened, Date start, EnquiryCourse course);
// Hands the case over on a day.
void allocate(const World& world, const Family& family, Random& random, Case& opened, TeamKind kind,
              Date from);

// One child of a case, as the writers see it.
struct CaseOfChild {
  World& world;
  Family& family;
  const Case& written;
  std::size_t place;  // of the child in the family

  Child& child() const { return family.children[place]; }
  std::uint64_t row(int number) const { return row_number(child(), written.ordinal, number); }
  Key referral() const { return {'R', row(0)}; }
  Event close() const { return written.close_of(family, place); }
  // An event of the case as far as it is the child's: not beyond adulthood or death.
  Event limited(Event event) const;
};

struct Holder {
  Key team;
  Key worker;
};
// Who held the case on a day; a row names them.
Holder holder_on(World& world, const Case& written, Date day);

// Writes the rows of a case that the extract sees, and marks its children.
void write_case(World& world, Family& family, const Case& written);
// The parts of it about protection: enquiries, conferences, plans, their reviews and visits.
void write_protection(const CaseOfChild& of);
// The rows of ssd_involvements for one holder of a child's case; `part` tells the holders of a
// child apart, the workers who follow each other in the post are told apart here.
void write_involvements(const CaseOfChild& of, const Allocation& held, const Event& until,
                        int part);
// Writes loc_previous_cp_plan for the children who are shown: plans from before the extract reaches
// back, of this authority and of others. After all cases of the family are written.
void write_previous_plans(World& world, const Family& family, const std::vector<Case>& cases);

// Whether the extract reaches back to something that ended on a day: what is open, what ended in
// the window, and as many months before it as later records look back.
bool within_reach(const View& view, Date ended_on, int months_before);
// Whether the rows of a case are in the extract.
bool within_reach(const View& view, const Family& family, const Case& written);

inline constexpr int kReferralReach = 12;
inline constexpr int kPlanReach = 24;
inline constexpr int kVisitReach = 3;

}  // namespace waymark::simulation
