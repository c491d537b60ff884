#include "report/html/attention_section.h"

#include <fmt/format.h>

namespace waymark {
namespace {

void write_item(Markup& out, const AttentionItem& item) {
  out.element("li", {}, [&] {
    out.element("a", {{"href", "#" + item.link}}, item.measure);
    out.text(" " + item.text);
  });
}

}  // namespace

void write_attention(Markup& out, const Publication& publication) {
  out.element(
      "section",
      {{"id", "attention"}, {"class", "topic"}, {"aria-labelledby", "attention-heading"}}, [&] {
        out.element("h2", {{"id", "attention-heading"}}, "What to look at");
        out.element("p", {{"class", "place"}},
                    fmt::format("{}, {}", publication.area_name, long_name(publication.month)));
        if (publication.attention.empty()) {
          out.element("p", {}, "No rule of this page finds anything this month.");
        }
        for (const auto& group : publication.attention) {
          out.element("h3", {}, group.heading);
          out.element("ul", {{"class", "attention"}}, [&] {
            for (const auto& item : group.items) write_item(out, item);
          });
        }
      });
}

}  // namespace waymark
