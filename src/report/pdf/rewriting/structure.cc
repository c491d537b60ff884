#include "report/pdf/rewriting/structure.h"

#include <map>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFNumberTreeObjectHelper.hh>
#include <set>
#include <string>
#include <vector>

namespace waymark {
namespace {

using Object = QPDFObjectHandle;

// Roles of a later standard than the file's are given those of its own.
void map_roles(Object root) {
  Object roles = root.getKey("/RoleMap");
  if (!roles.isDictionary()) roles = Object::newDictionary();
  for (const char* role : {"/Strong", "/Em"}) {
    if (!roles.hasKey(role)) roles.replaceKey(role, Object::newName("/Span"));
  }
  root.replaceKey("/RoleMap", roles);
}

bool is_part(Object element, const char* role) {
  return element.isDictionary() && element.getKey("/S").isNameAndEquals(role);
}

std::vector<Object> kids_of(Object element) {
  Object kids = element.getKey("/K");
  return kids.isArray() ? kids.getArrayAsVector() : std::vector<Object>{kids};
}

// An item of a list may hold a label and a body alone; without a marker a browser leaves the body
// out.
void give_body(QPDF& pdf, Object item) {
  const std::vector<Object> held = kids_of(item);
  Object kept = Object::newArray();
  Object loose = Object::newArray();
  for (const auto& kid : held)
    (is_part(kid, "/Lbl") || is_part(kid, "/LBody") ? kept : loose).appendItem(kid);
  if (loose.getArrayNItems() == 0) return;
  Object body = pdf.makeIndirectObject(Object::newDictionary());
  body.replaceKey("/Type", Object::newName("/StructElem"));
  body.replaceKey("/S", Object::newName("/LBody"));
  body.replaceKey("/P", item);
  body.replaceKey("/K", loose);
  for (auto& kid : loose.getArrayAsVector()) {
    if (kid.isDictionary() && kid.hasKey("/S")) kid.replaceKey("/P", body);
  }
  kept.appendItem(body);
  item.replaceKey("/K", kept);
}

// An element without meaning that holds one piece of marked content: a browser makes one of every
// text.
bool is_bare(Object element) {
  static const std::set<std::string> kSaysNothing = {"/K", "/P", "/Pg", "/S", "/Type"};
  return is_part(element, "/NonStruct") && element.getKey("/K").isInteger() &&
         element.getKeys() == kSaysNothing;
}

class Tidier {
 public:
  explicit Tidier(QPDF& pdf) : pdf_(pdf) {}

  void tidy(Object root) {
    for (auto& kid : kids_of(root)) {
      if (kid.isDictionary()) walk(kid);
    }
    if (root.getKey("/ParentTree").isDictionary()) name_owners(root.getKey("/ParentTree"));
  }

 private:
  void walk(Object element) {
    std::vector<Object> kids = kids_of(element);
    const bool is_item =
        is_part(element, "/LI");  // of a list: its content goes into a body of its own
    bool changed = false;
    for (auto& kid : kids) {
      if (!kid.isDictionary() || !kid.hasKey("/S")) continue;
      walk(kid);
      if (is_item || !is_bare(kid)) continue;
      kid = content_of(kid, element);
      changed = true;
    }
    if (changed) element.replaceKey("/K", kids.size() == 1 ? kids.front() : Object::newArray(kids));
    if (is_item) give_body(pdf_, element);
  }

  // What a bare element holds, as its parent holds it.
  Object content_of(Object bare, Object parent) {
    owners_.emplace(bare.getObjGen(), parent);
    Object page = bare.getKey("/Pg");
    if (!parent.hasKey("/Pg")) parent.replaceKey("/Pg", page);
    if (parent.getKey("/Pg").getObjGen() == page.getObjGen()) return bare.getKey("/K");
    Object content = Object::newDictionary();
    content.replaceKey("/Type", Object::newName("/MCR"));
    content.replaceKey("/Pg", page);
    content.replaceKey("/MCID", bare.getKey("/K"));
    return content;
  }

  // The other way round: the tree that leads from a page's content to its element.
  void name_owners(Object tree) {
    for (auto& [number, owners] : QPDFNumberTreeObjectHelper(tree, pdf_)) {
      if (!owners.isArray()) continue;
      for (int i = 0; i < owners.getArrayNItems(); ++i) {
        Object owner = owners.getArrayItem(i);
        auto at = owners_.find(owner.getObjGen());
        if (at == owners_.end()) continue;
        for (; at != owners_.end(); at = owners_.find(owner.getObjGen())) owner = at->second;
        owners.setArrayItem(i, owner);
      }
    }
  }

  QPDF& pdf_;
  std::map<QPDFObjGen, Object> owners_;  // of what bare elements held
};

}  // namespace

void tidy_structure(QPDF& pdf) {
  Object root = pdf.getRoot().getKey("/StructTreeRoot");
  if (!root.isDictionary()) return;
  map_roles(root);
  Tidier(pdf).tidy(root);
}

}  // namespace waymark
