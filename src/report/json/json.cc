#include "report/json/json.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace waymark {
namespace {

using Json = nlohmann::ordered_json;

Json date_or_null(Date day) { return day.missing() ? Json() : Json(to_string(day)); }

template <typename T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

// A value with the digits that figures.csv prints.
Json number_of(const std::optional<Fraction>& value) {
  return value ? Json::parse(to_figure_text(*value)) : Json();
}

template <typename T, typename Write>
Json list_of(const std::vector<T>& items, Write write) {
  Json list = Json::array();
  for (const auto& item : items) list.push_back(write(item));
  return list;
}

Json cell_json(const CellView& cell) {
  Json json;
  json["text"] = cell.text;
  json["value"] = number_of(cell.value);
  json["numerator"] = or_null(cell.numerator);
  json["denominator"] = or_null(cell.denominator);
  json["missing_reason"] = cell.reason;
  json["origin"] = to_string(cell.origin);
  json["title"] = cell.title;
  return json;
}

Json direction_json(const DirectionView& view) {
  return {{"direction", to_string(view.direction)},
          {"text", view.text},
          {"missing_reason", view.reason},
          {"title", view.title}};
}

Json signal_json(const SignalView& view) {
  return {{"variation", view.has_signal() ? to_string(view.variation) : ""},
          {"text", view.text},
          {"missing_reason", view.reason},
          {"assurance", view.assurance},
          {"title", view.title}};
}

// Limits are worked out in floating point; four decimals are more than they mean.
double rounded(double value) { return std::round(value * 10000) / 10000; }

Json signals_json(const ChartSignals& signals, const std::vector<Month>& months) {
  const auto month = [&](int at) { return to_string(months[static_cast<std::size_t>(at)]); };
  Json json = signal_json(signals.signal);
  json["months"] = signals.months;
  json["limits"] = list_of(signals.limits, [&](const LimitsView& view) {
    return Json{{"from", month(view.first)},    {"to", month(view.last)},
                {"mean", rounded(view.mean)},   {"lower", rounded(view.lower)},
                {"upper", rounded(view.upper)}, {"text", view.text}};
  });
  json["beyond_chance"] = list_of(signals.points, [&](const SpecialPoint& point) {
    return Json{{"month", month(point.month)},
                {"variation", to_string(point.variation)},
                {"text", point.text}};
  });
  return json;
}

Json pieces_json(const std::vector<CoverPiece>& pieces) {
  Json json;
  std::string text;
  Json numbers = Json::array();
  for (const auto& piece : pieces) {
    text += piece.text;
    if (!piece.is_number) continue;
    Json number = {{"text", piece.text}, {"measures", piece.measures}};
    if (piece.month) number["month"] = to_string(*piece.month);
    numbers.push_back(std::move(number));
  }
  json["text"] = text;
  json["numbers"] = std::move(numbers);
  return json;
}

Json cover_json(const CoverView& cover) {
  return {{"headlines", list_of(cover.headlines,
                                [](const Headline& headline) {
                                  return Json{{"measure", headline.ref},
                                              {"title", headline.title},
                                              {"now", cell_json(headline.now)},
                                              {"trend", headline.trend},
                                              {"since", pieces_json(headline.sentence)}};
                                })},
          {"sentences", list_of(cover.sentences, pieces_json)}};
}

Json attention_json(const AttentionGroup& group) {
  return {{"rule", group.rule},
          {"heading", group.heading},
          {"items", list_of(group.items, [](const AttentionItem& item) {
             return Json{{"measure", item.measure}, {"text", item.text}};
           })}};
}

Json rag_json(const RagView& view) {
  return {{"area", view.area},
          {"rag", to_string(view.rag)},
          {"text", view.text},
          {"missing_reason", view.reason},
          {"title", view.title}};
}

Json benchmark_json(const BenchmarkView& view) {
  Json json = {{"comparator", view.comparator},
               {"label", view.label},
               {"year", view.year},
               {"source", view.source},
               {"value", cell_json(view.value)}};
  if (view.worked_out()) {
    json["year_end"] = view.year_end;
    json["lag"] = view.lag;
    json["basis"] = view.basis;
    json["differs"] = view.differs;
    json["file"] = view.file;
  }
  return json;
}

// null in the county's own publication.
Json county_json(const std::optional<CountyBeside>& county) {
  if (!county) return Json();
  return {{"months", list_of(county->months, cell_json)},
          {"ytd", cell_json(county->ytd)},
          {"target", cell_json(county->target)},
          {"direction", direction_json(county->direction)},
          {"rag", rag_json(county->rag)}};
}

Json note_ids(const std::vector<NoteCall>& calls) {
  return list_of(calls, [](const NoteCall& call) { return Json(call.id); });
}

Json row_json(const SummaryRow& row) {
  Json json;
  json["measure"] = row.ref;
  json["title"] = row.title;
  json["polarity"] = row.polarity;
  json["format"] = row.format;
  json["page"] = row.page;
  json["computed"] = row.computed;
  json["months"] = list_of(row.months, cell_json);
  json["trend"] = row.trend_text;
  json["ytd"] = cell_json(row.ytd);
  json["county"] = county_json(row.county);
  json["target"] = cell_json(row.target);
  json["direction"] = direction_json(row.direction);
  json["signal"] = signal_json(row.signal);
  json["rag"] = list_of(row.rag, rag_json);
  json["tolerance_red"] = cell_json(row.red);
  json["tolerance_green"] = cell_json(row.green);
  json["same_period_last_year"] = cell_json(row.last_year);
  json["benchmarks"] = list_of(row.benchmarks, benchmark_json);
  json["notes"] = note_ids(row.notes);
  return json;
}

Json group_json(const SummaryGroup& group) {
  return {{"heading", group.heading}, {"rows", list_of(group.rows, row_json)}};
}

Json measure_json(const MeasureView& view, const std::vector<Month>& months) {
  Json json;
  json["measure"] = view.ref;
  json["title"] = view.title;
  json["polarity"] = view.polarity;
  json["format"] = view.format;
  json["unit"] = view.unit;
  json["decimals"] = view.decimals;
  json["computed"] = view.computed;
  json["total_only"] = view.total_only;
  json["definition"] = view.definition;
  json["source"] = view.source;
  json["note"] = view.note;
  json["months"] = list_of(view.months, cell_json);
  json["ytd"] = cell_json(view.ytd);
  json["target"] = cell_json(view.target);
  json["direction"] = direction_json(view.direction);
  json["signal"] = signals_json(view.signals, months);
  json["rag"] = rag_json(view.rag);
  json["county"] = county_json(view.county);
  json["benchmarks"] = list_of(view.benchmarks, benchmark_json);
  json["breaks"] = list_of(view.breaks, [&](const BreakView& change) {
    return Json{{"month", to_string(months[static_cast<std::size_t>(change.month)])},
                {"text", change.text}};
  });
  json["notes"] = note_ids(view.notes);
  json["chart"] = {
      {"title", view.chart_title}, {"finding", view.chart_finding}, {"text", view.chart_text}};
  return json;
}

Json table_json(const MonthTable& table, const std::vector<MeasureView>& measures) {
  return {{"caption", table.caption},
          {"columns", list_of(table.columns, [&](const MonthTable::Column& column) {
             return Json{{"measure", measures[column.measure].ref}, {"heading", column.heading}};
           })}};
}

Json parts_json(const PartsTable& table) {
  return {{"caption", table.caption},
          {"heading", table.heading},
          {"columns", table.columns},
          {"rows", list_of(table.rows, [](const PartsTable::Row& row) {
             return Json{{"heading", row.heading},
                         {"cells", list_of(row.cells, cell_json)},
                         {"county", list_of(row.county, cell_json)}};
           })}};
}

Json grid_json(const GridTable& table) {
  return {{"measure", table.ref},
          {"caption", table.caption},
          {"heading", table.row_heading},
          {"columns", table.columns},
          {"missing_reason", table.reason},
          {"rows", list_of(table.rows, [](const GridTable::Row& row) {
             return Json{{"heading", row.heading}, {"cells", list_of(row.cells, cell_json)}};
           })}};
}

// The effects of the parts of a split sum exactly to the change.
Json move_json(const MoveView& view) {
  const auto counts_json = [](const Counts& counts) {
    return Json{{"numerator", counts.numerator}, {"denominator", counts.denominator}};
  };
  const auto part_json = [&](const MoveView::Part& part) {
    Json json;
    json["part"] = part.name;
    json["before"] = counts_json(part.counts.before);
    json["now"] = counts_json(part.counts.now);
    for (std::size_t i = 0; i < view.effect_names.size(); ++i) {
      json[view.effect_names[i]] = to_string(part.effects[i]);
    }
    json["change"] = to_string(part.change);
    json["text"] = part.change_text;
    return json;
  };
  return {{"measure", view.ref},
          {"against", to_string(view.against)},
          {"trigger", view.trigger},
          {"text", view.text},
          {"change", view.change_exact},
          {"on_page", view.shown},
          {"splits", list_of(view.splits, [&](const MoveView::Split& split) {
             return Json{{"by", split.by},
                         {"name", split.name},
                         {"parts", list_of(split.parts, part_json)}};
           })}};
}

Json localities_json(const LocalityChart& chart) {
  return {{"measure", chart.ref},
          {"title", chart.title},
          {"text", chart.text},
          {"target", cell_json(chart.target)},
          {"areas", list_of(chart.bars, [](const LocalityChart::Bar& bar) {
             return Json{{"area", bar.area},
                         {"name", bar.name},
                         {"value", cell_json(bar.value)},
                         {"rag", rag_json(bar.rag)},
                         {"against_county", bar.against_county}};
           })}};
}

Json finding_json(const FindingView& view) {
  return {{"table", view.table},
          {"rule", view.rule},
          {"rows", view.rows},
          {"text", view.text},
          {"measures", view.measures}};
}

Json breach_json(const BreachView& view) {
  return {{"measure", view.measure}, {"month", view.month}, {"text", view.text}};
}

Json page_json(const TopicPage& page, const std::vector<Month>& months) {
  Json json;
  json["id"] = page.id;
  json["title"] = page.title;
  json["section"] = page.section;
  json["computed"] = page.computed;
  json["measures"] =
      list_of(page.measures, [&](const MeasureView& m) { return measure_json(m, months); });
  json["tables"] =
      list_of(page.tables, [&](const MonthTable& t) { return table_json(t, page.measures); });
  json["parts"] = list_of(page.parts, parts_json);
  json["moves"] = list_of(page.moves, move_json);
  json["grids"] = list_of(page.grids, grid_json);
  json["localities"] = list_of(page.localities, localities_json);
  json["analysis"] = page.commentary;
  json["notes"] = note_ids(page.notes);
  json["findings"] = list_of(page.findings, finding_json);
  json["breaches"] = list_of(page.breaches, breach_json);
  return json;
}

Json not_shown_json(const NotShown& group) {
  return {{"reason", group.reason},
          {"measures", list_of(group.measures, [](const NotShown::Measure& measure) {
             return Json(measure.ref);
           })}};
}

Json note_json(const Note& note) {
  return {
      {"id", note.id}, {"number", note.number}, {"text", note.text}, {"measures", note.measures}};
}

Json digests_json(const Digests& digests) {
  return {{"definitions", digests.definitions},
          {"targets", digests.targets},
          {"commentary", digests.commentary},
          {"load", digests.load},
          {"program_version", digests.program_version}};
}

Json head_json(const Publication& publication) {
  Json json;
  json["authority"] = {{"code", publication.authority_code}, {"name", publication.authority_name}};
  json["area"] = {{"id", publication.area}, {"name", publication.area_name}};
  json["audience"] = publication.is_public ? "public" : "inside";
  json["month"] = to_string(publication.month);
  json["extract_date"] = date_or_null(publication.extract_date);
  json["load_as_at"] = date_or_null(publication.load_as_at);
  json["known_at"] = date_or_null(publication.known_at);
  json["digests"] = digests_json(publication.digests);
  json["measures_on_summary"] = publication.measures_shown;
  json["measures_computed"] = publication.measures_computed;
  json["localities"] = list_of(publication.localities, [](const Locality& locality) {
    return Json{{"id", locality.id}, {"name", locality.name}};
  });
  json["months"] = list_of(publication.months, [](Month month) { return Json(to_string(month)); });
  return json;
}

}  // namespace

std::string write_json(const Publication& publication) {
  Json json = head_json(publication);
  json["what_changed"] = cover_json(publication.cover);
  json["summary"] = list_of(publication.summary, group_json);
  json["what_to_look_at"] = list_of(publication.attention, attention_json);
  json["not_shown"] = list_of(publication.not_shown, not_shown_json);
  json["pages"] = list_of(publication.pages, [&](const TopicPage& page) {
    return page_json(page, publication.months);
  });
  json["notes"] = list_of(publication.notes, note_json);
  // Texts come from files that were checked to be UTF-8; a stray byte must not stop the page.
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace waymark
