#include "report/html/markdown.h"

#include <md4c.h>

#include <algorithm>

namespace waymark {
namespace {

constexpr unsigned kDialect = MD_FLAG_NOHTML | MD_FLAG_TABLES | MD_FLAG_COLLAPSEWHITESPACE;

std::string text_of(const MD_ATTRIBUTE& attribute) {
  return attribute.text == nullptr ? std::string() : std::string(attribute.text, attribute.size);
}

// A link leads to the web or into the page, never into a script.
bool is_safe(const std::string& address) {
  for (const std::string_view start : {"https://", "http://", "mailto:", "#"}) {
    if (address.starts_with(start)) return true;
  }
  return false;
}

// Takes the parser's events and writes them; one object a text.
class MarkdownWriter {
 public:
  MarkdownWriter(Markup& out, int heading_level) : out_(out), top_(heading_level) {}

  void enter(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_H:
        return out_.open(heading_of(detail), {});
      case MD_BLOCK_HR:
        return out_.void_element("hr");
      case MD_BLOCK_CODE:
        out_.open("pre", {});
        return out_.open("code", {});
      case MD_BLOCK_OL:
        return enter_ordered(static_cast<MD_BLOCK_OL_DETAIL*>(detail));
      case MD_BLOCK_TH:
        return out_.open("th", {{"scope", "col"}});
      default:
        break;
    }
    const std::string_view name = name_of(type);
    if (!name.empty()) out_.open(name, {});
  }

  void leave(MD_BLOCKTYPE type) {
    switch (type) {
      case MD_BLOCK_H:
        return out_.close(heading_);
      case MD_BLOCK_CODE:
        out_.close("code");
        return out_.close("pre");
      case MD_BLOCK_TH:
        return out_.close("th");
      case MD_BLOCK_OL:
        return out_.close("ol");
      default:
        break;
    }
    const std::string_view name = name_of(type);
    if (!name.empty()) out_.close(name);
  }

  void enter(MD_SPANTYPE type, void* detail) {
    switch (type) {
      case MD_SPAN_EM:
        return out_.open("em", {});
      case MD_SPAN_STRONG:
        return out_.open("strong", {});
      case MD_SPAN_CODE:
        return out_.open("code", {});
      case MD_SPAN_A: {
        const std::string address = text_of(static_cast<MD_SPAN_A_DETAIL*>(detail)->href);
        in_link_ = is_safe(address);
        if (in_link_) out_.open("a", {{"href", address}, {"rel", "noreferrer"}});
        return;
      }
      default:
        return;  // pictures: their words follow as text
    }
  }

  void leave(MD_SPANTYPE type) {
    switch (type) {
      case MD_SPAN_EM:
        return out_.close("em");
      case MD_SPAN_STRONG:
        return out_.close("strong");
      case MD_SPAN_CODE:
        return out_.close("code");
      case MD_SPAN_A:
        if (in_link_) out_.close("a");
        in_link_ = false;
        return;
      default:
        return;
    }
  }

  void text(MD_TEXTTYPE type, std::string_view words) {
    switch (type) {
      case MD_TEXT_NULLCHAR:
        return out_.text("\xEF\xBF\xBD");
      case MD_TEXT_BR:
        return out_.void_element("br");
      case MD_TEXT_SOFTBR:
        return out_.text("\n");
      // An entity is an ampersand, letters or digits, and a semicolon: harmless as it stands.
      case MD_TEXT_ENTITY:
        return out_.trusted(words);
      default:
        return out_.text(words);
    }
  }

 private:
  static std::string_view name_of(MD_BLOCKTYPE type) {
    switch (type) {
      case MD_BLOCK_P:
        return "p";
      case MD_BLOCK_QUOTE:
        return "blockquote";
      case MD_BLOCK_UL:
        return "ul";
      case MD_BLOCK_LI:
        return "li";
      case MD_BLOCK_TABLE:
        return "table";
      case MD_BLOCK_THEAD:
        return "thead";
      case MD_BLOCK_TBODY:
        return "tbody";
      case MD_BLOCK_TR:
        return "tr";
      case MD_BLOCK_TD:
        return "td";
      default:
        return "";
    }
  }

  // Headings go down one level at a time, whatever levels the author used.
  std::string heading_of(void* detail) {
    const int asked = top_ - 1 + static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
    level_ = std::min({asked, level_ == 0 ? top_ : level_ + 1, 6});
    heading_ = "h" + std::to_string(level_);
    return heading_;
  }

  void enter_ordered(const MD_BLOCK_OL_DETAIL* detail) {
    if (detail->start == 1) return out_.open("ol", {});
    out_.open("ol", {{"start", std::to_string(detail->start)}});
  }

  Markup& out_;
  int top_;
  int level_ = 0;
  std::string heading_;
  bool in_link_ = false;
};

MarkdownWriter& writer_of(void* data) { return *static_cast<MarkdownWriter*>(data); }

MD_PARSER parser_of_events() {
  MD_PARSER parser{};
  parser.flags = kDialect;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* data) {
    return writer_of(data).enter(type, detail), 0;
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* data) {
    return writer_of(data).leave(type), 0;
  };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* data) {
    return writer_of(data).enter(type, detail), 0;
  };
  parser.leave_span = [](MD_SPANTYPE type, void*, void* data) {
    return writer_of(data).leave(type), 0;
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* data) {
    return writer_of(data).text(type, std::string_view(text, size)), 0;
  };
  return parser;
}

}  // namespace

void write_markdown(Markup& out, std::string_view text, int heading_level) {
  MarkdownWriter writer(out, heading_level);
  const MD_PARSER parser = parser_of_events();
  md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &writer);
}

}  // namespace waymark
