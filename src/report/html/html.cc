#include "report/html/html.h"

#include <fmt/format.h>

#include "report/html/attention_section.h"
#include "report/html/cover_section.h"
#include "report/html/page_head.h"
#include "report/html/summary_table.h"
#include "report/html/topic_section.h"
#include "report/markup.h"

namespace waymark {

namespace {

constexpr std::string_view kPublicEdition =
    "Public edition. Counts of 1 to 5, and figures that would give one away, are shown as "
    "suppressed "
    "in this and every other pack of the month. A suppressed figure may be small or large.";

void write_fact(Markup& out, std::string_view name, const std::string& value) {
  if (value.empty()) return;
  out.element("div", {}, [&] {
    out.element("dt", {}, name);
    out.element("dd", {}, value);
  });
}

void write_banner(Markup& out, const Publication& publication) {
  out.element("header", {{"class", "banner"}}, [&] {
    if (!publication.authority_name.empty()) {
      out.element("p", {{"class", "authority"}}, publication.authority_name);
    }
    out.element("h1", {}, "Children’s services performance summary");
    out.element("p", {{"class", "place"}},
                fmt::format("{}, {}", publication.area_name, long_name(publication.month)));
    if (publication.is_public) out.element("p", {}, kPublicEdition);
    out.element("dl", {{"class", "facts"}}, [&] {
      write_fact(out, "Records taken on", long_name(publication.extract_date));
      write_fact(out, "Filed as at", long_name(publication.load_as_at));
      if (!publication.known_at.missing()) {
        write_fact(out, "As known at", long_name(publication.known_at));
      }
    });
  });
}

// The pages under the headings of their sections.
void write_contents(Markup& out, const Publication& publication) {
  out.element("nav", {{"class", "contents"}, {"aria-labelledby", "contents-heading"}}, [&] {
    out.element("h2", {{"id", "contents-heading"}}, "Contents");
    out.element("ul", {}, [&] {
      const auto entry = [&](const std::string& id, const std::string& title) {
        out.element("li", {}, [&] { out.element("a", {{"href", "#" + id}}, title); });
      };
      entry("summary", "Performance summary");
      entry("attention", "What to look at");
      if (!publication.not_shown.empty()) entry("not-shown", "What cannot be shown");
      for (const auto& page : publication.pages) entry(page.id, page.title);
      entry("made-from", "What this was made from");
    });
  });
}

// What the summary has no value for, by reason; nothing where it has all.
void write_not_shown(Markup& out, const Publication& publication) {
  if (publication.not_shown.empty()) return;
  out.element(
      "section",
      {{"id", "not-shown"}, {"class", "topic"}, {"aria-labelledby", "not-shown-heading"}}, [&] {
        out.element("h2", {{"id", "not-shown-heading"}}, "What cannot be shown, and why");
        out.element("p", {{"class", "place"}},
                    fmt::format("{}, {}", publication.area_name, long_name(publication.month)));
        for (const auto& group : publication.not_shown) {
          out.element("h3", {}, group.reason);
          out.element("ul", {{"class", "measures"}}, [&] {
            for (const auto& measure : group.measures) {
              out.element("li", {}, [&] {
                if (measure.page.empty()) return out.text(measure.ref + " " + measure.title);
                out.element("a", {{"href", "#" + measure.page}}, measure.ref);
                out.text(" " + measure.title);
              });
            }
          });
        }
      });
}

void write_made_from(Markup& out, const Publication& publication) {
  const Digests& digests = publication.digests;
  out.element("section", {{"id", "made-from"}, {"aria-labelledby", "made-from-heading"}}, [&] {
    out.element("h2", {{"id", "made-from-heading"}}, "What this was made from");
    out.element("p", {},
                "Equal inputs give this same page, byte for byte. publication.json beside it holds "
                "every figure with its numerator and denominator.");
    out.element("dl", {{"class", "facts"}}, [&] {
      write_fact(out, "Records", digests.load);
      write_fact(out, "Definitions", digests.definitions);
      write_fact(out, "Targets and benchmarks", digests.targets);
      write_fact(out, "Analysis texts", digests.commentary);
      write_fact(out, "Program", "waymark " + digests.program_version);
    });
  });
}

}  // namespace

std::string write_html(const Publication& publication) {
  Markup out;
  out.trusted("<!DOCTYPE html>\n");
  out.element("html", {{"lang", "en-GB"}}, [&] {
    write_page_head(out, publication_title(publication), publication.digests.program_version,
                    fmt::format("Children’s services performance summary, {}, {}",
                                publication.area_name, long_name(publication.month)));
    out.element("body", {}, [&] {
      out.element("a", {{"class", "skip"}, {"href", "#main"}}, "Skip to the summary");
      write_banner(out, publication);
      out.element("main", {{"id", "main"}}, [&] {
        write_cover(out, publication);
        write_contents(out, publication);
        write_summary(out, publication);
        write_attention(out, publication);
        write_not_shown(out, publication);
        for (const auto& page : publication.pages) write_topic(out, publication, page);
        write_made_from(out, publication);
      });
    });
  });
  return std::move(out).take();
}

}  // namespace waymark
