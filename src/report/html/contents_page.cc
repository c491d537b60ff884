#include "report/html/contents_page.h"

#include <fmt/format.h>

#include "report/html/page_head.h"

namespace waymark {
namespace {

std::string_view format_name(std::string_view file) {
  struct Name {
    std::string_view file, name;
  };
  constexpr Name kNames[] = {
      {"index.html", "Page"},
      {"summary.pdf", "PDF"},
      {"summary.xlsx", "Workbook"},
      {"analyst.xlsx", "Workbook for analysts"},
      {"figures.csv", "Figures, CSV"},
      {"figures.parquet", "Figures, Parquet"},
      {"open-data.csv", "Open data, CSV"},
      {"open-data.meta.csv", "Columns of the open data"},
      {"publication.json", "Publication, JSON"},
  };
  for (const auto& name : kNames) {
    if (name.file == file) return name.name;
  }
  return file;
}

void write_link(Markup& out, const std::string& address, std::string_view words,
                const std::string& whose) {
  out.element("a", {{"href", address}}, [&] {
    out.text(words);
    out.element("span", {{"class", "vh"}}, ", " + whose);
  });
}

void write_files(Markup& out, const PackEntry& pack) {
  if (pack.files.empty()) {
    out.element("span", {{"class", "reason"}}, "not published");
    return;
  }
  for (std::size_t i = 0; i < pack.files.size(); ++i) {
    if (i > 0) out.text(" · ");
    write_link(out, pack.folder + "/" + pack.files[i], format_name(pack.files[i]), pack.name);
  }
}

void write_revisions(Markup& out, const PackEntry& pack) {
  if (pack.revisions.size() < 2) {
    out.text(pack.revisions.empty() ? "none" : "first");
    return;
  }
  out.text(fmt::format("{}, the latest; before: ", pack.revisions.back()));
  for (std::size_t i = 0; i + 1 < pack.revisions.size(); ++i) {
    if (i > 0) out.text(", ");
    const int number = pack.revisions[i];
    write_link(out, fmt::format("{}/revision-{}/", pack.folder, number), fmt::format("{}", number),
               pack.name);
  }
}

void write_packs(Markup& out, const MonthContents& contents) {
  out.element("section", {{"id", "packs"}, {"aria-labelledby", "packs-heading"}}, [&] {
    out.element("h2", {{"id", "packs-heading"}}, "Packs");
    out.element("div",
                {{"class", "scroll"},
                 {"tabindex", "0"},
                 {"role", "region"},
                 {"aria-labelledby", "packs-heading"}},
                [&] {
                  out.element("table", {}, [&] {
                    out.element("thead", {}, [&] {
                      out.element("tr", {}, [&] {
                        for (const char* heading :
                             {"Area", "Files", "Revision", "Measures shown", "Not shown"}) {
                          out.element("th", {{"scope", "col"}}, heading);
                        }
                      });
                    });
                    out.element("tbody", {}, [&] {
                      for (const auto& pack : contents.packs) {
                        std::size_t missing = 0;
                        for (const auto& group : pack.not_shown) missing += group.measures.size();
                        out.element("tr", {}, [&] {
                          out.element("th", {{"scope", "row"}}, pack.name);
                          out.element("td", {}, [&] { write_files(out, pack); });
                          out.element("td", {}, [&] { write_revisions(out, pack); });
                          out.element("td", {{"class", "number"}}, fmt::format("{}", pack.shown));
                          out.element("td", {{"class", "number"}}, fmt::format("{}", missing));
                        });
                      }
                    });
                  });
                });
  });
}

void write_not_shown(Markup& out, const MonthContents& contents) {
  out.element("section", {{"id", "not-shown"}, {"aria-labelledby", "not-shown-heading"}}, [&] {
    out.element("h2", {{"id", "not-shown-heading"}}, "What cannot be shown, and why");
    for (const auto& pack : contents.packs) {
      out.element("h3", {}, pack.name);
      if (pack.not_shown.empty()) {
        out.element("p", {}, "Every measure of the summary has a value.");
        continue;
      }
      out.element("ul", {}, [&] {
        for (const auto& group : pack.not_shown) {
          out.element("li", {}, [&] {
            out.text(group.reason + " ");
            for (std::size_t i = 0; i < group.measures.size(); ++i) {
              const NotShown::Measure& measure = group.measures[i];
              out.text((i > 0 ? "; " : "") + measure.ref + " " + measure.title);
            }
          });
        }
      });
    }
  });
}

void write_unplaced(Markup& out, const MonthContents& contents) {
  out.element("section", {{"id", "unplaced"}, {"aria-labelledby", "unplaced-heading"}}, [&] {
    out.element("h2", {{"id", "unplaced-heading"}}, "Counted for the county and in no locality");
    if (contents.unplaced.empty()) {
      out.element("p", {}, "Nothing this month.");
      return;
    }
    out.element("ul", {}, [&] {
      for (const auto& entry : contents.unplaced) {
        out.element("li", {}, entry.measure + ": " + entry.value);
      }
    });
  });
}

}  // namespace

std::string write_contents_page(const MonthContents& contents) {
  const std::string month = long_name(contents.month);
  std::string title = "Performance summaries, " + month;
  if (!contents.authority_name.empty()) title += " - " + contents.authority_name;
  Markup out;
  out.trusted("<!DOCTYPE html>\n");
  out.element("html", {{"lang", "en-GB"}}, [&] {
    write_page_head(out, title, contents.program_version, title);
    out.element("body", {}, [&] {
      out.element("header", {{"class", "banner"}}, [&] {
        if (!contents.authority_name.empty()) {
          out.element("p", {{"class", "authority"}}, contents.authority_name);
        }
        out.element("h1", {}, "Children’s services performance summaries");
        out.element("p", {{"class", "place"}}, month);
      });
      out.element("main", {}, [&] {
        write_packs(out, contents);
        write_not_shown(out, contents);
        write_unplaced(out, contents);
      });
    });
  });
  return std::move(out).take();
}

}  // namespace waymark
