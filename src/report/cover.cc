#include "report/cover.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/chart_words.h"
#include "report/moves.h"
#include "report/topic_pages.h"

namespace waymark {
namespace {

constexpr int kMonthsOfAYear = 12;
constexpr std::size_t kNamedAtMost = 5;

using Rows = std::vector<const SummaryRow*>;

CoverPiece words(std::string text) { return {.text = std::move(text)}; }

// "% seen in time (90.2)".
CoverPiece name_of(const SummaryRow& row) {
  return {.text = fmt::format("{} ({})", row.title, row.ref), .names = row.ref};
}

// A number of measures, bound to them.
CoverPiece number_of(const Rows& rows) {
  CoverPiece piece{.text = std::to_string(rows.size()), .is_number = true};
  for (const auto* row : rows) piece.measures.push_back(row->ref);
  return piece;
}

CoverPiece figure(const Measure& measure, Month month, const ReportContext& context) {
  CoverPiece piece{.text = context.month_cell_of(measure, context.area(), month).text,
                   .is_number = true};
  piece.measures = {measure.ref};
  piece.month = month;
  return piece;
}

class CoverBuilder {
 public:
  CoverBuilder(const std::vector<SummaryGroup>& summary, const ReportContext& context)
      : context_(context) {
    for (const auto& group : summary) {
      for (const auto& row : group.rows) rows_.push_back(&row);
    }
  }

  CoverView build() {
    for (const auto& ref : context_.inputs().headline) {
      const Measure* measure = context_.measure(ref);
      if (measure != nullptr) add_headline(*measure);
    }
    tell_figures();
    tell_direction();
    tell_colours();
    tell_crossings();
    tell_chance();
    tell_checks();
    return std::move(cover_);
  }

 private:
  template <typename Rule>
  Rows rows_where(Rule rule) const {
    Rows found;
    std::copy_if(rows_.begin(), rows_.end(), std::back_inserter(found),
                 [&](const SummaryRow* row) { return rule(*row); });
    return found;
  }

  const Measure& measure(const SummaryRow& row) const { return *context_.measure(row.ref); }
  std::string this_month() const { return long_name(context_.month()); }
  std::string last_month() const { return long_name(context_.month() - 1); }

  const RagView& own_rag(const SummaryRow& row) const {
    const auto found = std::find_if(row.rag.begin(), row.rag.end(), [&](const RagView& view) {
      return view.area == context_.area();
    });
    return found == row.rag.end() ? row.rag.front() : *found;
  }

  // "512, up from 430 in October 2017; 470 in November 2016. Highest of 13 months."
  void add_headline(const Measure& measure) {
    const auto months = months_shown(context_.month());
    Headline headline{.ref = measure.ref,
                      .title = measure.title,
                      .now = {},
                      .months = {},
                      .trend = {},
                      .sentence = {}};
    for (const Month month : months) {
      headline.months.push_back(context_.month_cell_of(measure, context_.area(), month));
    }
    headline.now = headline.months.back();
    headline.trend = trend_text(headline.months, months);
    if (!headline.now.has_value()) return;
    const CellView& before = headline.months[headline.months.size() - 2];
    if (before.has_value()) {
      const bool comparable = before.origin == headline.now.origin;
      const int order = compare(*headline.now.value, *before.value);
      headline.sentence.push_back(words(!comparable ? "Not compared with "
                                        : order > 0 ? "Up from "
                                        : order < 0 ? "Down from "
                                                    : "The same as "));
      headline.sentence.push_back(figure(measure, context_.month() - 1, context_));
      headline.sentence.push_back(
          words(" in " + last_month() + (comparable ? "" : ", as published before")));
    }
    const Month year_ago = context_.month() - kMonthsOfAYear;
    if (context_.month_cell_of(measure, context_.area(), year_ago).has_value()) {
      headline.sentence.push_back(words(headline.sentence.empty() ? "" : "; "));
      headline.sentence.push_back(figure(measure, year_ago, context_));
      headline.sentence.push_back(words(" in " + long_name(year_ago)));
    }
    if (!headline.sentence.empty()) headline.sentence.push_back(words("."));
    const std::string finding = chart_finding(headline.months);
    if (!finding.empty()) headline.sentence.push_back(words(" " + finding + "."));
    cover_.headlines.push_back(std::move(headline));
  }

  void tell(std::vector<CoverPiece> sentence) { cover_.sentences.push_back(std::move(sentence)); }

  void tell_figures() {
    const Rows with =
        rows_where([](const SummaryRow& row) { return row.months.back().has_value(); });
    tell({number_of(with), words(" of the "), number_of(rows_),
          words(" measures of the summary have a figure for " + this_month() + ".")});
  }

  Rows going(Direction direction) const {
    return rows_where([&](const SummaryRow& row) { return row.direction.direction == direction; });
  }

  void tell_direction() {
    const Rows better = going(Direction::better);
    const Rows worse = going(Direction::worse);
    const Rows same = going(Direction::same);
    if (better.empty() && worse.empty() && same.empty()) return;
    tell({words("Performance since " + last_month() + ": better on "), number_of(better),
          words(", worse on "), number_of(worse), words(", the same on "), number_of(same),
          words(".")});
  }

  Rows of_colour(Rag rag) const {
    return rows_where([&](const SummaryRow& row) { return own_rag(row).rag == rag; });
  }

  void tell_colours() {
    const Rows green = of_colour(Rag::green);
    const Rows amber = of_colour(Rag::amber);
    const Rows red = of_colour(Rag::red);
    if (green.empty() && amber.empty() && red.empty()) return;
    tell({words("Against their tolerances: "), number_of(green), words(" green, "),
          number_of(amber), words(" amber, "), number_of(red), words(" red.")});
  }

  // "2 became red: 6.14 Title, 66.1% after 71.0%; ...".
  void tell_crossing(const std::string& what, const Rows& rows) {
    if (rows.empty()) return;
    std::vector<CoverPiece> sentence = {number_of(rows), words(what)};
    for (std::size_t i = 0; i < rows.size() && i < kNamedAtMost; ++i) {
      sentence.push_back(words(i == 0 ? ": " : "; "));
      sentence.push_back(name_of(*rows[i]));
      sentence.push_back(words(", "));
      sentence.push_back(figure(measure(*rows[i]), context_.month(), context_));
      sentence.push_back(words(" after "));
      sentence.push_back(figure(measure(*rows[i]), context_.month() - 1, context_));
    }
    finish(sentence, rows);
  }

  void finish(std::vector<CoverPiece>& sentence, const Rows& rows) {
    if (rows.size() > kNamedAtMost) {
      const Rows others(rows.begin() + kNamedAtMost, rows.end());
      sentence.push_back(words("; and "));
      sentence.push_back(number_of(others));
      sentence.push_back(words(" more"));
    }
    sentence.push_back(words("."));
    tell(std::move(sentence));
  }

  void tell_crossings() {
    const auto crossed = [&](bool into_red) {
      return rows_where([&](const SummaryRow& row) {
        const Rag before = rag_before(measure(row), context_);
        const Rag now = own_rag(row).rag;
        if (before == Rag::none || now == Rag::none || before == now) return false;
        return into_red ? now == Rag::red : before == Rag::red;
      });
    };
    tell_crossing(" became red since " + last_month(), crossed(true));
    tell_crossing(" left red since " + last_month(), crossed(false));
  }

  Rows with_signal(Variation variation) const {
    return rows_where([&](const SummaryRow& row) {
      return row.signal.has_signal() && row.signal.variation == variation;
    });
  }

  // Only where something can be said of chance.
  void tell_chance() {
    const Rows judged = rows_where([](const SummaryRow& row) { return row.signal.has_signal(); });
    if (judged.empty()) return;
    const Rows concern = with_signal(Variation::concern);
    const Rows improvement = with_signal(Variation::improvement);
    tell({words("Of the "), number_of(judged), words(" that have limits of chance: "),
          number_of(improvement), words(" better than chance alone explains, "), number_of(concern),
          words(" worse.")});
    if (concern.empty()) return;
    std::vector<CoverPiece> sentence = {words("Worse than chance alone explains")};
    for (std::size_t i = 0; i < concern.size() && i < kNamedAtMost; ++i) {
      sentence.push_back(words(i == 0 ? ": " : "; "));
      sentence.push_back(name_of(*concern[i]));
      sentence.push_back(words(", "));
      sentence.push_back(figure(measure(*concern[i]), context_.month(), context_));
    }
    finish(sentence, concern);
  }

  void tell_checks() {
    CoverPiece failed{.text = {}, .is_number = true};
    int count = 0;
    for (const auto& breach : context_.inputs().breaches) {
      if (breach.area != context_.area() || breach.month != context_.month()) continue;
      ++count;
      failed.measures.push_back(breach.measure);
    }
    if (count == 0) return;
    failed.text = std::to_string(count);
    tell({failed, words(count == 1 ? " check of the figures does not hold."
                                   : " checks of the figures do not hold.")});
  }

  const ReportContext& context_;
  Rows rows_;
  CoverView cover_;
};

}  // namespace

CoverView cover_of(const std::vector<SummaryGroup>& summary, const ReportContext& context) {
  return CoverBuilder(summary, context).build();
}

}  // namespace waymark
