// The tree of tags as a browser writes it, made one that every reader can use and half as large.
#pragma once

class QPDF;

namespace waymark {

// Roles of a later standard than the file's are given those of its own, items of lists a body, and
// elements that stand for a piece of text and say nothing else give it to the element above.
void tidy_structure(QPDF& pdf);

}  // namespace waymark
