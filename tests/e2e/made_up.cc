#include "made_up.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "base/csv.h"
#include "judge/judge.h"

namespace waymark {
namespace {

using Row = std::map<std::string, std::string>;

std::vector<Row> read_rows(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  std::stringstream text;
  text << in.rdbuf();
  const std::string whole = text.str();
  CsvReader reader(whole);
  CsvRow row;
  std::vector<std::string> names;
  std::vector<Row> rows;
  while (reader.next(row)) {
    if (row.row == 0) {
      names.assign(row.fields.begin(), row.fields.end());
      continue;
    }
    Row named;
    for (std::size_t i = 0; i < names.size(); ++i) named[names[i]] = row.fields[i];
    rows.push_back(std::move(named));
  }
  return rows;
}

const char* const kSections[] = {"1 Early help",
                                 "2 Contacts and referrals",
                                 "3 Assessments",
                                 "4 Section 47",
                                 "5 Children in need",
                                 "6 Child protection",
                                 "7 Looked-after children",
                                 "8 Care leavers",
                                 "9 Placements",
                                 "10 Adoption",
                                 "11 Caseloads",
                                 "12 Foster carers"};

const std::pair<const char*, const char*> kSources[] = {{"pol", "Police"},
                                                        {"edu", "Education services"},
                                                        {"hea", "Health services"},
                                                        {"int", "Internal council services"},
                                                        {"pub", "Members of the public"},
                                                        {"ola", "Other local authorities"},
                                                        {"oth", "Others"}};

struct Family {
  const char* root;
  const char* before;
  const char* after;
  Format format;
};
constexpr Family kFamilies[] = {
    {"2.1", "Contacts from ", " - No.", Format::count},
    {"2.2", "Contacts from ", " that progressed to referral - No.", Format::count},
    {"2.3", "% of contacts from ", " that progressed to referral", Format::percent},
    {"2.1p", "% of total contacts that came from ", "", Format::percent},
    {"2.2p", "% of total referred that came from ", "", Format::percent}};

struct Detail {
  const char* ref;
  const char* title;
  Format format;
  Polarity polarity;
};
constexpr Detail kDetails[] = {
    {"3.6p", "% of completed assessments ending in - Close with info and advice", Format::percent,
     Polarity::low},
    {"3.7p", "% of completed assessments ending in - Step down to FSP/TS", Format::percent,
     Polarity::low},
    {"4.5n", "No. of S47's with an outcome - Concerns are substantiated, continuing risk",
     Format::count, Polarity::high},
    {"4.6n", "No. of S47's with an outcome - Concerns are substantiated, no continuing risk",
     Format::count, Polarity::high},
    {"4.7n", "No. of S47's with an outcome - Concerns not substantiated", Format::count,
     Polarity::low},
    {"6.4n", "No. of ICPCs held within 15 days of strategy discussion", Format::count,
     Polarity::high},
    {"6.11n", "No. of CP plans lasting 2 years or more - ceased within period", Format::count,
     Polarity::info},
    {"9.2n", "LAC with 3 or more placements in any one year - No.", Format::count, Polarity::low}};

struct Page {
  const char* id;
  const char* title;
  std::vector<std::string> measures;
  const char* locality_chart = "";
};

std::vector<Page> pages() {
  Page by_source{"contacts-by-source", "Contacts by source", {}, ""};
  for (const auto& family : kFamilies) {
    for (const auto& source : kSources) {
      by_source.measures.push_back(fmt::format("{}.{}", family.root, source.first));
    }
  }
  return {
      {"early-help",
       "Early help",
       {"1.1", "1.1a", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9"}},
      {"contacts", "Contacts", {"2.1", "2.3", "2.9", "2.10"}},
      by_source,
      {"referrals", "Referrals", {"2.2", "2.4", "2.5", "2.7", "2.8"}, "2.7"},
      {"assessments-authorised", "Assessments authorised", {"3.1", "3.2"}},
      {"assessments-completed", "Assessments completed", {"3.3", "3.4"}, "3.3"},
      {"assessment-outcomes", "Assessment outcomes", {"3.6", "3.6p", "3.7", "3.7p", "3.5", "3.5p"}},
      {"section-47",
       "Section 47 investigations",
       {"4.3", "4.4", "4.5n", "4.5", "4.6n", "4.6", "4.7n", "4.7"}},
      {"children-in-need", "Children in need", {"5.1", "5.2", "5.3"}},
      {"plans-in-date-cin", "Plans in date (CIN)", {"5.5"}},
      {"child-protection", "Child protection", {"6.1", "6.5", "6.6", "6.7"}, "6.5"},
      {"initial-conferences",
       "Initial child protection conferences",
       {"6.2a", "6.2b", "6.3", "6.4n", "6.4"}},
      {"child-protection-time",
       "Child protection time periods",
       {"6.8", "6.9a", "6.9b", "6.10a", "6.10n", "6.10b", "6.11a", "6.11n", "6.11b"}},
      {"reviews-and-visits", "Child protection reviews and visits", {"6.12", "6.14"}, "6.14"},
      {"looked-after", "Looked-after children", {"7.1", "7.2", "7.3", "7.4", "7.5", "7.8"}, "7.2"},
      {"placements", "Placements", {"9.1", "9.2n", "9.2"}},
      {"care-leavers", "Care leavers", {"8.1", "8.3", "8.4"}},
      {"foster-carers",
       "Foster carers",
       {"12.1a", "12.1b", "12.1c", "12.1t", "12.2a", "12.2b", "12.2s", "12.2c"}}};
}

Format format_of(const std::string& word) {
  if (word == "Percentage") return Format::percent;
  if (word == "Rate" || word == "Rolling rate") return Format::rate;
  if (word == "Average") return Format::average;
  if (word == "Maximum") return Format::maximum;
  return Format::count;
}

int section_of(const std::string& ref) { return std::stoi(ref); }

Measure measure_of(const std::string& ref, const std::string& title, Format format) {
  Measure measure;
  measure.ref = ref;
  measure.title = title;
  measure.section = kSections[section_of(ref) - 1];
  measure.format = format;
  measure.decimals = format == Format::percent || format == Format::rate ? 1 : 0;
  measure.unit = "child";
  measure.definition = fmt::format(
      "A made-up definition of measure {}: what is counted, on which day, and what is left out, in "
      "a "
      "sentence or two of ordinary length.",
      ref);
  measure.source = "Working Together to Safeguard Children (made up)";
  measure.needs = {"ssd_cin_assessments"};
  return measure;
}

std::vector<Measure> measures(const std::vector<Row>& summary) {
  std::vector<Measure> list;
  for (const auto& row : summary) {
    Measure measure = measure_of(row.at("ref"), row.at("title"), format_of(row.at("format")));
    measure.polarity = row.at("good") == "High"  ? Polarity::high
                       : row.at("good") == "Low" ? Polarity::low
                                                 : Polarity::info;
    const bool rolling = row.at("format").starts_with("Rolling");
    if (rolling) measure.kind = Kind::rolling;
    if (measure.ref == "2.4") measure.kind = Kind::annualised;
    if (!row.at("ytd").empty()) {
      measure.ytd = measure.format == Format::count ? Ytd::sum : Ytd::ratio;
    } else if (!rolling) {
      measure.kind = Kind::stock;
    }
    if (measure.ref == "5.5") measure.footnotes = {"cin-plans"};
    if (measure.ref == "1.6" || measure.ref == "1.1") measure.footnotes = {"early-help"};
    if (measure.ref == "6.5" || measure.ref == "7.2" || measure.ref == "6.14") {
      measure.footnotes = {"localities"};
    }
    list.push_back(std::move(measure));
  }
  for (const auto& family : kFamilies) {
    for (const auto& [code, name] : kSources) {
      list.push_back(measure_of(fmt::format("{}.{}", family.root, code),
                                std::string(family.before) + name + family.after, family.format));
      list.back().ytd = family.format == Format::count ? Ytd::sum : Ytd::ratio;
      list.back().definition = "A made-up definition shared by every source.";
    }
  }
  for (const auto& detail : kDetails) {
    list.push_back(measure_of(detail.ref, detail.title, detail.format));
    list.back().polarity = detail.polarity;
    list.back().ytd = detail.format == Format::count ? Ytd::sum : Ytd::ratio;
  }
  return list;
}

// A number between 0 and 999 that depends on the texts alone.
int noise(const std::string& a, const std::string& b, int month) {
  std::uint32_t hash = 2166136261u;
  for (const char c : a + "|" + b + std::to_string(month)) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  }
  return static_cast<int>((hash >> 7) % 1000);
}

// About the value printed for the county, in any area and month.
Amount amount_of(const Measure& measure, double about, const std::string& area, Month month) {
  const bool county = area == kCounty;
  const double wobble = 0.85 + 0.3 * noise(measure.ref, area, month.index) / 1000.0;
  const int year = measure.kind == Kind::annualised ? 12 : 1;
  const double share = county ? 1.0 : 0.08 + 0.16 * noise(measure.ref, area, 0) / 1000.0;
  Amount amount;
  const auto whole = [](double value) { return static_cast<std::int64_t>(value + 0.5); };
  switch (measure.format) {
    case Format::percent:
      amount.denominator = whole((county ? 780 : 130) *
                                 (0.9 + 0.2 * noise(area, measure.ref, month.index) / 1000.0));
      amount.numerator =
          std::min(*amount.denominator, whole(static_cast<double>(*amount.denominator) * about /
                                              100 * wobble * (county ? 1 : 0.7 + 3.5 * share)));
      amount.value = Fraction{100 * *amount.numerator, *amount.denominator};
      break;
    case Format::rate:
      amount.denominator = county ? 167940 : 27990;
      amount.numerator = whole(about * wobble * (county ? 1 : 0.4 + 4 * share) / year *
                               static_cast<double>(*amount.denominator) / 10000);
      amount.value = Fraction{10000 * year * *amount.numerator, *amount.denominator};
      break;
    default:
      amount.numerator = whole(about * wobble * share);
      amount.value = Fraction{*amount.numerator, 1};
  }
  return amount;
}

bool is_computed(const Measure& measure) {
  const int section = section_of(measure.ref);
  return section == 2 || section == 3 || section == 4 || section == 6;
}

Figure figure_of(const Measure& measure, double about, const std::string& area, Month month) {
  Figure figure;
  figure.measure = measure.ref;
  figure.area = area;
  figure.month = month;
  if (area == kUnallocated && measure.format == Format::rate) {
    figure.reason = MissingReason::not_applicable;
  } else if (measure.kind == Kind::rolling && month < make_month(2017, 3)) {
    figure.reason = MissingReason::too_early;
  } else if (measure.ref == "4.6" && month == make_month(2017, 8)) {
    figure.reason = MissingReason::not_recorded;
    figure.amount.numerator = 0;
    figure.amount.denominator = 0;
  } else if (measure.ref == "6.12" && area == "north") {
    figure.reason = MissingReason::no_denominator;
    figure.amount.numerator = 0;
    figure.amount.denominator = 0;
  } else {
    figure.amount = amount_of(measure, about, area, month);
  }
  return figure;
}

void add_ytd(Figure& figure, const Measure& measure, const std::vector<Figure>& months) {
  if (measure.ytd == Ytd::none) return;
  std::int64_t n = 0;
  std::int64_t d = 0;
  int count = 0;
  for (const auto& month : months) {
    const bool in_year =
        month.month >= financial_year_start(figure.month) && month.month <= figure.month;
    if (!in_year) continue;
    ++count;
    n += month.amount.numerator.value_or(0);
    d += month.amount.denominator.value_or(0);
  }
  figure.ytd.numerator = n;
  if (measure.format == Format::count) {
    figure.ytd.value = Fraction{n, 1};
  } else if (measure.format == Format::percent && d > 0) {
    figure.ytd.denominator = d;
    figure.ytd.value = Fraction{100 * n, d};
  } else if (measure.format == Format::rate && count > 0) {
    figure.ytd.denominator = figure.amount.denominator;
    const bool annualised = measure.kind == Kind::annualised;
    if (figure.ytd.denominator) {
      figure.ytd.value = annualised ? Fraction{120000 * n, count * *figure.ytd.denominator}
                                    : Fraction{10000 * n, *figure.ytd.denominator};
    }
  }
}

struct MadeFigures {
  const std::vector<Target>& targets;
  std::vector<Figure> figures;

  void add(const Measure& measure, double about, const std::string& area, Month last) {
    std::vector<Figure> months;
    for (Month at = first_month_needed(last); at <= last; ++at) {
      Figure figure = figure_of(measure, about, area, at);
      months.push_back(figure);
      add_ytd(figure, measure, months);
      const Target* target = target_in_force(targets, measure.ref, area, last_day(at));
      if (target != nullptr) {
        figure.rag = judge_rag(figure.amount.value, {.red = target->red, .green = target->green},
                               measure.polarity);
      }
      figures.push_back(std::move(figure));
    }
  }
};

std::vector<Target> read_targets(const std::filesystem::path& file) {
  std::vector<Target> targets;
  for (const auto& row : read_rows(file)) {
    targets.push_back({.measure = row.at("measure"),
                       .area = row.at("area"),
                       .from = {},
                       .to = {},
                       .target = parse_decimal(row.at("target")),
                       .red = parse_decimal(row.at("red")),
                       .green = parse_decimal(row.at("green"))});
  }
  return targets;
}

std::vector<Benchmark> read_benchmarks(const std::filesystem::path& file) {
  std::vector<Benchmark> benchmarks;
  for (const auto& row : read_rows(file)) {
    benchmarks.push_back({.measure = row.at("measure"),
                          .comparator = row.at("comparator"),
                          .year = row.at("year"),
                          .value = parse_decimal(row.at("value")),
                          .source = row.at("source"),
                          .release = row.at("release")});
  }
  return benchmarks;
}

std::vector<PublishedFigure> read_published(const std::filesystem::path& file) {
  std::vector<PublishedFigure> figures;
  for (const auto& row : read_rows(file)) {
    figures.push_back({.measure = row.at("measure"),
                       .area = row.at("area"),
                       .month = *parse_month(row.at("month")),
                       .value = row.at("value"),
                       .numerator = row.at("numerator"),
                       .denominator = row.at("denominator"),
                       .ytd_value = row.at("ytd_value"),
                       .source = row.at("source")});
  }
  return figures;
}

void add_words(PublicationInputs& inputs) {
  inputs.commentary["assessments-completed"] =
      "Fewer than **seven in ten** assessments were completed in time, the same as last month.\n\n"
      "- Open assessments past 45 working days doubled.\n- Two teams hold most of them.\n\n"
      "Managers review each of them in December; see the [practice "
      "guide](https://example.org/guide).";
  inputs.footnotes = {
      {"cin-plans",
       "From January 2017 a plan is due 45 working days after referral; before that it "
       "was 20 working days."},
      {"localities", "Localities do not add up to the county, since some children have none."},
      {"early-help", "Allocations of a month may follow requests of the month before."}};
  inputs.breaks = {{.day = make_date(2017, 7, 1),
                    .text = "visits are due every 10 working days; before that every 20",
                    .measures = {"6.14"}}};
  inputs.findings = {
      {.table = "ssd_cin_assessments",
       .rule = "unreadable-date",
       .meaning = "A value is no date, or a day that does not exist; it is read as missing.",
       .rows = 12}};
  inputs.breaches = {{.rule = "roll-forward",
                      .measure = "6.1",
                      .area = "county",
                      .month = inputs.month,
                      .message =
                          "543 at the end of October, 66 started and 71 ended, which gives 538, "
                          "but 545 are open at the end of November."}};
}

const Figure* find_figure(const PublicationInputs& inputs, const std::string& measure,
                          const std::string& area, Month month) {
  for (const auto& figure : inputs.figures) {
    if (figure.measure == measure && figure.area == area && figure.month == month) return &figure;
  }
  return nullptr;
}

GridCount grid_count(const std::string& area, const std::string& row, const std::string& column,
                     std::int64_t n) {
  return {.page = "child-protection",
          .area = area,
          .row = row,
          .column = column,
          .amount = {.numerator = n, .denominator = {}, .value = Fraction{n, 1}}};
}

// Ages 6 to 17 in two columns, which add up.
void add_grid(PublicationInputs& inputs) {
  const auto page = std::find_if(inputs.pages.begin(), inputs.pages.end(),
                                 [](const auto& each) { return each.id == "child-protection"; });
  if (page == inputs.pages.end()) return;
  const std::string measure = page->measures.front();
  page->grid = {.measure = measure,
                .title = "Children on plans by age and placement",
                .rows = "age",
                .row_heading = "Age",
                .columns = "placement_type",
                .shown = {{"k1", "Secure children's home"},
                          {"k2", "Children's home"},
                          {"s1", "Residential school"}}};
  for (const std::string area : {"county", "north"}) {
    const Figure* whole = find_figure(inputs, measure, area, inputs.month);
    if (whole == nullptr || !whole->amount.numerator) continue;
    const std::int64_t all = *whole->amount.numerator;
    const std::int64_t young = all / 3;
    const auto add = [&](const std::string& row, const std::string& column, std::int64_t n) {
      if (n > 0) inputs.grids.push_back(grid_count(area, row, column, n));
    };
    add("6", "s1", young);
    add("6", "", young);
    add("17", "k2", all - young);
    add("17", "", all - young);
    add("", "s1", young);
    add("", "k2", all - young);
    add("", "", all);
  }
}

// Everything that a measure moved by is put on the first of two parts.
void add_moves(PublicationInputs inputs, std::vector<MoveSplit>& moves) {
  for (const std::string area : {"county", "north"}) {
    inputs.area = area;
    for (const auto& ref : measures_that_moved(inputs)) {
      for (const Month against : months_moved_from(inputs.month)) {
        const Figure* now = find_figure(inputs, ref, area, inputs.month);
        const Figure* before = find_figure(inputs, ref, area, against);
        if (now == nullptr || before == nullptr || !now->amount.value || !before->amount.value)
          continue;
        const auto counts = [](const Figure& figure) {
          return Counts{*figure.amount.numerator, figure.amount.denominator.value_or(1)};
        };
        const Fraction& to = *now->amount.value;
        const Fraction& from = *before->amount.value;
        const WideFraction change =
            reduced(to.numerator, to.denominator) - reduced(from.numerator, from.denominator);
        MoveSplit split{.measure = ref,
                        .area = area,
                        .against = against,
                        .by = "age_band",
                        .by_name = "age band",
                        .over_population = false,
                        .change = change,
                        .parts = {}};
        PartEffect all;
        (now->amount.denominator ? all.rate : all.volume) = change;
        split.parts = {{"5 to 9", {counts(*before), counts(*now)}, all},
                       {"not recorded", {{0, 0}, {0, 0}}, {}}};
        moves.push_back(std::move(split));
      }
    }
  }
}

}  // namespace

PublicationInputs made_up_inputs(const std::filesystem::path& data) {
  PublicationInputs inputs;
  inputs.authority_name = "Exampleshire County Council";
  inputs.authority_code = "E10000099";
  inputs.area = kCounty;
  inputs.month = make_month(2017, 11);
  inputs.extract_date = make_date(2017, 11, 30);
  inputs.load_as_at = make_date(2017, 11, 30);
  inputs.digests = {.definitions = "d1f0",
                    .targets = "7a2b",
                    .commentary = "c0de",
                    .load = "10ad",
                    .program_version = "0.1.0"};
  for (const auto& row : read_rows(data / "loc_locality.csv")) {
    inputs.areas.localities.push_back({row.at("locality_id"), row.at("name")});
  }
  const auto summary = read_rows(data / "summary.csv");
  inputs.measures = measures(summary);
  for (const auto& row : summary) inputs.summary.push_back(row.at("ref"));
  for (const auto& page : pages()) {
    inputs.pages.push_back({.id = page.id,
                            .title = page.title,
                            .section = kSections[section_of(page.measures.front()) - 1],
                            .measures = page.measures,
                            .by_source = std::string_view(page.id) == "contacts-by-source",
                            .locality_chart = page.locality_chart});
  }
  inputs.targets = read_targets(data / "loc_target.csv");
  inputs.benchmarks = read_benchmarks(data / "loc_benchmark.csv");
  inputs.published = read_published(data / "published.csv");
  add_words(inputs);

  std::map<std::string, double> printed;
  for (const auto& figure : inputs.published) {
    const auto value = parse_decimal(figure.value);
    if (figure.area == kCounty && value) printed[figure.measure] = value->as_double();
  }
  MadeFigures made{.targets = inputs.targets, .figures = {}};
  for (const auto& measure : inputs.measures) {
    if (!is_computed(measure)) continue;
    const double about = printed.count(measure.ref) > 0 ? printed[measure.ref] : 20;
    made.add(measure, about, std::string(kCounty), inputs.month);
    made.add(measure, about, std::string(kUnallocated), inputs.month);
    for (const auto& locality : inputs.areas.localities) {
      made.add(measure, about, locality.id, inputs.month);
    }
  }
  inputs.figures = std::move(made.figures);
  inputs.headline = {inputs.summary.begin(), inputs.summary.begin() + 4};
  add_grid(inputs);
  add_moves(inputs, inputs.moves);
  return inputs;
}

}  // namespace waymark
