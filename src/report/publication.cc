#include "report/publication.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/attention.h"
#include "report/context.h"
#include "report/cover.h"
#include "report/inputs.h"
#include "report/signals.h"
#include "report/summary.h"
#include "report/topic_pages.h"

namespace waymark {
namespace {

bool is_from_before(const CellView& cell) {
  return cell.origin == Origin::published || cell.origin == Origin::mixed;
}

bool any_from_before(const std::vector<CellView>& cells) {
  return std::any_of(cells.begin(), cells.end(), is_from_before);
}

bool shows_published(const Publication& publication) {
  for (const auto& group : publication.summary) {
    for (const auto& row : group.rows) {
      if (any_from_before(row.months) || is_from_before(row.ytd) || is_from_before(row.last_year)) {
        return true;
      }
    }
  }
  for (const auto& page : publication.pages) {
    for (const auto& measure : page.measures) {
      if (any_from_before(measure.months)) return true;
    }
  }
  return false;
}

// Groups stand in the order of their first measure.
std::vector<NotShown> not_shown_of(const std::vector<SummaryGroup>& summary) {
  std::vector<NotShown> groups;
  for (const auto& section : summary) {
    for (const auto& row : section.rows) {
      const CellView& latest = row.months.back();
      if (latest.has_value()) continue;
      const auto same = [&](const NotShown& group) { return group.reason == latest.title; };
      auto at = std::find_if(groups.begin(), groups.end(), same);
      if (at == groups.end()) at = groups.insert(at, {.reason = latest.title, .measures = {}});
      at->measures.push_back({.ref = row.ref, .title = row.title, .page = row.page});
    }
  }
  return groups;
}

void count_measures(Publication& publication) {
  for (const auto& group : publication.summary) {
    for (const auto& row : group.rows) {
      ++publication.measures_shown;
      if (row.computed) ++publication.measures_computed;
    }
  }
}

}  // namespace

const char* to_string(Origin origin) {
  switch (origin) {
    case Origin::none:
      return "";
    case Origin::computed:
      return "computed";
    case Origin::published:
      return "published";
    case Origin::mixed:
      return "mixed";
    case Origin::given:
      return "given";
    case Origin::national:
      return "national";
  }
  return "";
}

std::string publication_title(const Publication& publication) {
  const std::string title = fmt::format("Performance summary, {}, {}", publication.area_name,
                                        long_name(publication.month));
  return publication.authority_name.empty() ? title : title + " - " + publication.authority_name;
}

Month first_month_needed(Month month) {
  const Month last_year = financial_year_start(month - 12);
  return std::min(last_year, month - (kMonthsOfSignals - 1));
}

Publication build_publication(const PublicationInputs& inputs) {
  const ReportContext context(inputs);
  Publication publication;
  publication.authority_name = inputs.authority_name;
  publication.authority_code = inputs.authority_code;
  publication.is_public = inputs.is_public;
  publication.area = inputs.area;
  publication.area_name = context.name_of(inputs.area);
  publication.month = inputs.month;
  publication.extract_date = inputs.extract_date;
  publication.load_as_at = inputs.load_as_at;
  publication.known_at = inputs.known_at;
  publication.digests = inputs.digests;
  publication.localities = inputs.areas.localities;
  publication.months = months_shown(inputs.month);
  publication.summary = summary_of(context);
  publication.cover = cover_of(publication.summary, context);
  publication.attention = attention_of(context);
  publication.not_shown = not_shown_of(publication.summary);
  publication.pages = topic_pages_of(context);
  publication.notes = context.notes();
  publication.shows_published = shows_published(publication);
  count_measures(publication);
  return publication;
}

}  // namespace waymark
