"""The 171 figures of the definitions, in order, in terms of the counts of the sections."""
from collections import namedtuple

from .front_door import GROUPS
from .looked_after import RESIDENTIAL

# kind: "flow", "stock", "rolling" or "annualised"; shape: "count", "percent", "rate", "mean", "max";
# months: how many months' counts are summed; window: how many months back its figure begins;
# recorded: the count above 0 that turns an empty denominator into "not recorded".
Measure = namedtuple("Measure", "ref polarity shape kind needs n d months window pooled recorded")

POPULATION = "population"
HIGH, LOW, INFO = "High", "Low", "Info"


def measure(ref, polarity, shape, kind, needs, n, d=None, months=1, window=None, pooled=False,
            recorded=None):
    if shape == "rate":
        d = POPULATION
        needs = needs + " loc_population"
    return Measure(ref, polarity, shape, kind, needs.split(), n, d, months, window or months,
                   pooled, recorded)


def flow(ref, polarity, needs, n):
    return measure(ref, polarity, "count", "flow", needs, n)


def stock(ref, polarity, needs, n):
    return measure(ref, polarity, "count", "stock", needs, n)


def year(ref, polarity, needs, n):
    return measure(ref, polarity, "count", "rolling", needs, n, months=12)


def share(ref, polarity, needs, n, d, **more):
    return measure(ref, polarity, "percent", "flow", needs, n, d, **more)


def stock_share(ref, polarity, needs, n, d, **more):
    return measure(ref, polarity, "percent", "stock", needs, n, d, **more)


def year_share(ref, polarity, needs, n, d):
    return measure(ref, polarity, "percent", "rolling", needs, n, d, months=12)


def rate(ref, polarity, kind, needs, n, months=1):
    return measure(ref, polarity, "rate", kind, needs, n, months=months)


def mean_days(ref, polarity, needs, n, d):
    return measure(ref, polarity, "mean", "rolling", needs, n, d, months=12,
                   recorded="care_end_adopted")


def three_months(ref, polarity, shape, needs, n, d=None):
    """The count itself looks at three months."""
    return measure(ref, polarity, shape, "rolling", needs, n, d, window=3)


REQUESTS, CASES = "loc_eh_request", "loc_eh_case"
CONTACTS, REFERRALS = "ssd_contacts ssd_person", "ssd_cin_episodes ssd_person"
BOTH = "ssd_contacts ssd_cin_episodes ssd_person"
ASSESSMENTS = "ssd_cin_assessments ssd_person"
TIMED_ASSESSMENTS = ASSESSMENTS + " ssd_cin_episodes loc_bank_holiday"
S47 = "ssd_s47_enquiry ssd_person"
CARE = "ssd_cla_episodes ssd_legal_status ssd_person"
NEED = CARE + " ssd_cin_episodes ssd_cp_plans"
PLANS = "ssd_cp_plans ssd_person"
CONFERENCES = "ssd_initial_cp_conference ssd_person"
TIMED_CONFERENCES = CONFERENCES + " ssd_s47_enquiry loc_bank_holiday"
VISITS = PLANS + " ssd_cp_visits loc_bank_holiday"
PLACED = CARE + " ssd_cla_placement"
HEALTH = CARE + " ssd_cla_health"
REVIEWS = CARE + " ssd_cla_reviews"
LEAVERS = "loc_care_leaver_status ssd_person"
PERMANENCE = CARE + " ssd_permanence"
WORKERS = "ssd_involvements loc_team loc_worker ssd_person"
APPROVALS = "loc_foster_approval"
CLASSES = "assessment:ONGOING+assessment:CLOSE+assessment:STEPDOWN"
S47_CLASSES = "enquiry:SUBST_CONTINUING+enquiry:SUBST_NOT_CONTINUING+enquiry:NOT_SUBST"

EARLY_HELP = [
    flow("1.1", HIGH, REQUESTS, "eh_request"),
    flow("1.1a", HIGH, CASES, "eh_opened"),
    flow("1.2", HIGH, CASES, "eh_closed"),
    stock("1.3", HIGH, CASES, "eh_open"),
    stock("1.4", HIGH, CASES + " loc_eh_case_child ssd_person", "eh_child"),
    stock("1.5", HIGH, "loc_targeted_support ssd_family ssd_cin_episodes ssd_person", "targeted"),
    share("1.6", HIGH, REQUESTS + " " + CASES, "eh_opened", "eh_request"),
    share("1.7", HIGH, S47 + " loc_eh_case loc_eh_case_child", "s47_child_known", "s47_child"),
    share("1.8", LOW, CASES, "eh_opened_again", "eh_opened"),
    share("1.9", HIGH, CASES, "eh_stepped_down", "eh_opened"),
]
FRONT_DOOR = [
    flow("2.1", INFO, CONTACTS, "contact"),
    flow("2.2", INFO, REFERRALS, "referral"),
    share("2.3", HIGH, BOTH, "referral", "contact"),
    rate("2.4", LOW, "annualised", REFERRALS, "referral"),
    flow("2.5", HIGH, REFERRALS, "to_assessment"),
    share("2.7", LOW, REFERRALS, "re_referral", "referral"),
    year_share("2.8", LOW, REFERRALS, "re_referral", "referral"),
    three_months("2.9", LOW, "count", CONTACTS, "repeat_contact"),
    three_months("2.10", LOW, "percent", CONTACTS, "repeat_contact", "contact_not_led"),
]
BY_SOURCE = \
    [flow("2.1." + g, INFO, CONTACTS, "contact:" + g) for g in GROUPS] + \
    [flow("2.2." + g, INFO, REFERRALS, "referral:" + g) for g in GROUPS] + \
    [share("2.3." + g, HIGH, BOTH, "referral:" + g, "contact:" + g) for g in GROUPS] + \
    [share("2.1p." + g, INFO, CONTACTS, "contact:" + g, "contact") for g in GROUPS] + \
    [share("2.2p." + g, INFO, REFERRALS, "referral:" + g, "referral") for g in GROUPS]
ASSESSED = [
    flow("3.1", INFO, ASSESSMENTS, "assessment"),
    rate("3.2", LOW, "rolling", ASSESSMENTS, "assessment", months=12),
    share("3.3", HIGH, TIMED_ASSESSMENTS, "in_45_days", "assessment"),
    stock("3.4", LOW, TIMED_ASSESSMENTS, "past_45_days"),
    flow("3.5", HIGH, ASSESSMENTS, "assessment:ONGOING"),
    share("3.5p", HIGH, ASSESSMENTS, "assessment:ONGOING", CLASSES, recorded="assessment"),
    flow("3.6", LOW, ASSESSMENTS, "assessment:CLOSE"),
    share("3.6p", LOW, ASSESSMENTS, "assessment:CLOSE", CLASSES, recorded="assessment"),
    flow("3.7", LOW, ASSESSMENTS, "assessment:STEPDOWN"),
    share("3.7p", LOW, ASSESSMENTS, "assessment:STEPDOWN", CLASSES, recorded="assessment"),
    rate("4.3", LOW, "rolling", S47, "enquiry", months=12),
    flow("4.4", INFO, S47, "enquiry"),
    flow("4.5n", HIGH, S47, "enquiry:SUBST_CONTINUING"),
    share("4.5", HIGH, S47, "enquiry:SUBST_CONTINUING", S47_CLASSES, recorded="enquiry"),
    flow("4.6n", HIGH, S47, "enquiry:SUBST_NOT_CONTINUING"),
    share("4.6", HIGH, S47, "enquiry:SUBST_NOT_CONTINUING", S47_CLASSES, recorded="enquiry"),
    flow("4.7n", LOW, S47, "enquiry:NOT_SUBST"),
    share("4.7", LOW, S47, "enquiry:NOT_SUBST", S47_CLASSES, recorded="enquiry"),
    stock("5.1", LOW, NEED, "in_need"),
    stock("5.2", LOW, NEED, "in_need+plan"),
    rate("5.3", LOW, "stock", NEED, "in_need"),
    stock_share("5.5", HIGH, NEED + " ssd_cin_plans loc_bank_holiday", "cin_plan_in_date",
                "cin_plan_due"),
]
PROTECTED = [
    stock("6.1", LOW, PLANS, "plan"),
    year("6.2a", LOW, CONFERENCES, "conference"),
    rate("6.2b", LOW, "rolling", CONFERENCES, "conference", months=12),
    flow("6.3", INFO, CONFERENCES, "conference"),
    flow("6.4n", HIGH, TIMED_CONFERENCES, "conference_in_time"),
    share("6.4", HIGH, TIMED_CONFERENCES, "conference_in_time", "conference"),
    rate("6.5", LOW, "stock", PLANS, "plan"),
    rate("6.6", LOW, "flow", PLANS, "plan_start"),
    rate("6.7", HIGH, "flow", PLANS, "plan_end"),
    year_share("6.8", LOW, PLANS, "plan_start_2_years", "plan_start"),
    flow("6.9a", LOW, PLANS, "plan_start_again"),
    year_share("6.9b", LOW, PLANS, "plan_start_again", "plan_start"),
    stock("6.10a", LOW, PLANS, "plan_months:18"),
    stock("6.10n", LOW, PLANS, "plan_months:24"),
    stock_share("6.10b", LOW, PLANS, "plan_months:24", "plan"),
    flow("6.11a", HIGH, PLANS, "plan_end"),
    flow("6.11n", INFO, PLANS, "plan_end_2_years"),
    share("6.11b", LOW, PLANS, "plan_end_2_years", "plan_end"),
    share("6.12", HIGH, PLANS + " ssd_cp_reviews", "review_in_time", "review"),
    stock_share("6.14", HIGH, VISITS, "plan_visited", "plan_visit_due", pooled=True),
]
LOOKED_AFTER = [
    stock("7.1", LOW, CARE, "care"),
    rate("7.2", LOW, "stock", CARE, "care"),
    flow("7.3", LOW, CARE, "care_start"),
    flow("7.4", HIGH, CARE, "care_end"),
    share("7.5", HIGH, CARE, "care_end_permanence", "care_end"),
    stock("7.6", LOW, PLACED, "residential"),
] + [
    stock("7.6." + t.lower(), LOW, PLACED, "residential_type:" + t) for t in RESIDENTIAL
] + [
    stock(f"7.6.age.{age}", LOW, PLACED, f"residential_age:{age}") for age in range(18)
] + [
    stock_share("7.6a", LOW, PLACED, "residential", "care"),
    stock_share("7.7", HIGH, REVIEWS + " loc_bank_holiday", "care_reviewed", "care_review_due"),
    share("7.8", HIGH, CARE, "care_end_adopted", "care_end"),
    flow("7.9n", INFO, HEALTH + " loc_bank_holiday", "day_20_health"),
    share("7.9", HIGH, HEALTH + " loc_bank_holiday", "day_20_health", "day_20"),
    stock("7.10", HIGH, HEALTH, "care_health"),
    stock_share("7.10p", HIGH, HEALTH, "care_health", "care_year"),
    stock("7.11", HIGH, HEALTH, "care_dental"),
    stock_share("7.11p", HIGH, HEALTH, "care_dental", "care_year"),
    stock_share("7.13", HIGH, CARE + " loc_pep loc_school_term loc_bank_holiday", "school_plan",
                "school_age"),
    stock_share("7.14", HIGH, CARE + " ssd_cla_care_plan loc_bank_holiday", "care_plan_in_date",
                "care_plan_due"),
    stock_share("7.15", HIGH, PLACED + " ssd_cla_visits", "care_visited", "care_visit_due"),
    share("7.17", HIGH, REVIEWS, "attended", "participation_known", recorded="participation"),
    share("7.18", HIGH, REVIEWS, "participated", "participation_known", recorded="participation"),
]
AFTERWARDS = [
    stock("8.1", HIGH, LEAVERS, "leaver"),
    stock_share("8.2", HIGH, LEAVERS + " loc_pathway_plan", "leaver_planned", "leaver"),
    stock_share("8.3", HIGH, LEAVERS, "leaver_suitable", "leaver"),
    stock_share("8.4", HIGH, LEAVERS, "leaver_active", "leaver"),
    stock_share("9.1", HIGH, PLACED, "long_term_stable", "long_term"),
    stock("9.2n", LOW, PLACED, "three_placements"),
    stock_share("9.2", LOW, PLACED, "three_placements", "care"),
    year("10.1a", INFO, PERMANENCE, "adoption_in_year"),
    year_share("10.1b", HIGH, PERMANENCE, "adoption_in_year", "care_end_adopted"),
    mean_days("10.2", LOW, PERMANENCE, "adoption_placed_days", "adoption_placed"),
    mean_days("10.3", LOW, PERMANENCE, "adoption_matched_days", "adoption_matched"),
]


def largest(ref, types):
    return measure(ref, LOW, "max", "stock", WORKERS, "largest:" + types)


def average(ref, types):
    return measure(ref, LOW, "mean", "stock", WORKERS, "cases:" + types, "workers:" + types)


def average_fte(ref, types):
    return measure(ref, LOW, "mean of hundredths", "stock", WORKERS, "cases:" + types,
                   "worker_hundredths:" + types)


CASELOADS = [
    largest("11.1", "ASSESSMENT/FIT"), largest("11.2", "LAC"), average("11.2a", "LAC"),
    largest("11.3", "ASSESSMENT"), average("11.3a", "ASSESSMENT"), largest("11.4", "FIT"),
    average("11.4a", "FIT"), largest("11.5", "CWD"), average("11.5a", "CWD"),
    largest("11.6", "NIPE"), average("11.6a", "NIPE"),
]
HOUSEHOLDS = [
    year("12.1a", HIGH, APPROVALS, "approved:TASK_CENTRED"),
    year("12.1b", HIGH, APPROVALS, "approved:KINSHIP"),
    year("12.1c", HIGH, APPROVALS, "approved:SHORT_BREAK_OTHER"),
    year("12.1t", HIGH, APPROVALS, "approved"),
    year("12.2a", LOW, APPROVALS, "ceased:TASK_CENTRED"),
    year("12.2b", LOW, APPROVALS, "ceased:KINSHIP"),
    year("12.2s", LOW, APPROVALS, "ceased:SHORT_BREAK_OTHER"),
    year("12.2c", LOW, APPROVALS, "ceased"),
]
MEASURES = EARLY_HELP + FRONT_DOOR + BY_SOURCE + ASSESSED + PROTECTED + LOOKED_AFTER + \
    AFTERWARDS + CASELOADS + HOUSEHOLDS

# The optional extra measures: polarity, tables and shape as the measure before the letter.
EXTRAS = [
    share("1.6c", HIGH, REQUESTS + " " + CASES + " loc_bank_holiday", "eh_quick", "eh_request"),
    share("2.3c", HIGH, BOTH, "contact_led", "contact"),
    share("3.3s", HIGH, TIMED_ASSESSMENTS, "in_45_days_from_start", "assessment"),
    rate("4.3a", LOW, "annualised", S47, "enquiry"),
    stock("5.2d", LOW, NEED, "census"),
    flow("6.9o", LOW, PLANS, "plan_start_again_anywhere"),
    stock("6.12o", LOW, PLANS + " ssd_cp_reviews", "review_overdue"),
    stock("8.1x", HIGH, LEAVERS, "leaver_over_21"),
    stock_share("8.2a", HIGH, LEAVERS + " loc_pathway_plan", "leaver_any_plan", "leaver"),
    mean_days("10.2a", LOW, PERMANENCE, "adoption_with_days", "adoption_with"),
    average_fte("11.2f", "LAC"), average_fte("11.3f", "ASSESSMENT"), average_fte("11.4f", "FIT"),
    average_fte("11.5f", "CWD"), average_fte("11.6f", "NIPE"),
]
