"""The PDF of a pack beside its page and publication.json: the same figures, cells, headings and
pictures in the same order, and a structure that a screen reader can follow.

    pdf_test.py MONTH_FOLDER    (publications/<month>, with a pack an area)
"""
import html.parser
import json
import os
import re
import subprocess
import sys
import unittest

from pdf_file import Pdf

MONTH_FOLDER = sys.argv.pop(1)
HEADINGS = ("h1", "h2", "h3", "h4")


def plain(text):
    """Text without spaces: a browser drops those at the ends of lines."""
    return re.sub(r"\s+", "", text).replace("\u00a0", "")


class Page(html.parser.HTMLParser):
    """Headings, captions, cells of tables and pictures of the written page, in order."""

    def __init__(self, text):
        super().__init__()
        self.found, self.inside, self.in_style, self.pictures = [], [], False, 0
        self.hidden = False  # in words for screen readers of the page; a link's own words have them
        self.links = set()
        # On paper the parts of a change are left out: the sentence above says which of them matters.
        self.feed(re.sub(r'<details class="parts-of-move">.*?</details>', "", text, flags=re.S))

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.in_style = self.in_style or tag in ("style", "svg")
        self.hidden = self.hidden or attributes.get("class") == "vh"
        self.pictures += tag == "svg" and attributes.get("role") == "img"
        if tag in HEADINGS + ("caption", "th", "td"):
            self.inside.append((tag, []))
        if tag == "a" and attributes.get("class") != "skip":
            self.links.add(attributes.get("href"))

    def handle_endtag(self, tag):
        if tag in ("style", "svg"):
            self.in_style = False
        if tag == "span":
            self.hidden = False
        if self.inside and self.inside[-1][0] == tag:
            tag, words = self.inside.pop()
            self.found.append((tag, plain("".join(words))))

    def handle_data(self, text):
        if self.inside and not self.in_style and not self.hidden:
            self.inside[-1][1].append(text)

    def of(self, *tags):
        return [text for tag, text in self.found if tag in tags]


class Pack:
    def __init__(self, folder):
        self.folder = folder
        self.file = os.path.join(folder, "summary.pdf")
        self.pdf = Pdf(self.file)
        self.document = self.pdf.tree.kids[0]
        with open(os.path.join(folder, "index.html"), encoding="utf-8") as file:
            self.page = Page(file.read())
        with open(os.path.join(folder, "publication.json"), encoding="utf-8") as file:
            self.data = json.load(file)

    def texts(self, *roles):
        return [plain(element.text()) for element in self.document.all(*roles)]


def figures_in(value):
    """Every figure below a value of publication.json, as its text."""
    if isinstance(value, dict):
        if "value" in value and "text" in value and value["value"] is not None:
            yield value["text"]
        for part in value.values():
            yield from figures_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from figures_in(part)


class Pdfs(unittest.TestCase):
    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        # The county, and one locality: the others are made alike.
        areas = sorted(entry for entry in os.listdir(MONTH_FOLDER)
                       if os.path.isdir(os.path.join(MONTH_FOLDER, entry)))
        areas.remove("county")
        cls.packs = [Pack(os.path.join(MONTH_FOLDER, area)) for area in ("county", areas[0])]

    def test_every_figure_of_the_data_stands_in_a_cell(self):
        for pack in self.packs:
            cells = set(pack.texts("TD"))
            figures = [plain(text) for key in ("summary", "pages") for text in figures_in(pack.data[key])]
            self.assertGreater(len(figures), 2000)
            for text in figures:
                # A cell may say more than its figure: a colour and its value, say.
                self.assertTrue(text in cells or any(text in cell for cell in cells), text)

    def test_tables_say_what_the_page_says_in_its_order(self):
        for pack in self.packs:
            self.assertEqual(pack.texts("Caption"), pack.page.of("caption"))
            said, wanted = pack.texts("TH", "TD"), pack.page.of("th", "td")
            self.assertEqual(len(said), len(wanted))
            for i, (here, there) in enumerate(zip(said, wanted)):
                # The head of a table that goes on over pages is printed on each, and said as often.
                times = max(1, len(here) // max(1, len(there)))
                if times > 1:
                    here, there = sorted(here), sorted(there * times)
                self.assertEqual(here, there, "cell {}, behind {}".format(i, wanted[i - 3:i]))

    def test_headings_and_outline_are_those_of_the_page(self):
        for pack in self.packs:
            wanted = pack.page.of(*HEADINGS)
            self.assertEqual(pack.texts("H1", "H2", "H3", "H4"), wanted)
            outline = list(pack.pdf.outline())
            self.assertEqual([plain(title) for _, title in outline], wanted)
            depths = [depth for depth, _ in outline]
            self.assertEqual(depths[0], 1)
            self.assertEqual(depths.count(1), 1)
            for before, behind in zip(depths, depths[1:]):
                self.assertLessEqual(behind, before + 1)

    def test_every_table_has_headers_and_whole_rows(self):
        for pack in self.packs:
            tables = list(pack.document.all("Table"))
            self.assertGreater(len(tables), 40)
            for table in tables:
                name = [plain(caption.text()) for caption in table.all("Caption")]
                headers = list(table.all("TH"))
                self.assertIn("/Column", {header.attributes.get("/Scope") for header in headers}, name)
                for header in headers:
                    self.assertIn(header.attributes.get("/Scope"), ("/Column", "/Row"), name)
                self.check_rows(table, name)

    def check_rows(self, table, name):
        rows = list(table.all("TR"))
        carried = [0] * len(rows)  # columns that cells of rows above reach down into
        widths = set()
        for i, row in enumerate(rows):
            width = carried[i]
            for cell in row.all("TH", "TD"):
                columns = int(cell.attributes.get("/ColSpan", 1))
                width += columns
                for below in range(i + 1, i + int(cell.attributes.get("/RowSpan", 1))):
                    carried[below] += columns
            widths.add(width)
            if list(row.all("TD")):
                self.assertLessEqual(len(row.pages()), 1, "a row is cut: {}".format(name))
        self.assertEqual(len(widths), 1, name)

    def test_pictures_have_words_and_are_whole(self):
        for pack in self.packs:
            pictures = list(pack.document.all("Figure"))
            self.assertEqual(len(pictures), pack.page.pictures)
            for picture in pictures:
                self.assertTrue((picture.alternative or "")[2:].strip())
                self.assertLessEqual(len(picture.pages()), 1, picture.alternative)

    def test_links_have_words_and_lead_somewhere(self):
        for pack in self.packs:
            places = pack.pdf.get(pack.pdf.catalog["/Dests"])
            count = 0
            for page in pack.pdf.pages:
                for link in pack.pdf.get(pack.pdf.get(page).get("/Annots", [])):
                    link = pack.pdf.get(link)
                    self.assertTrue(link["/Contents"][2:].strip())
                    self.assertIn(link["/Dest"], places)
                    count += 1
            self.assertGreater(count, len(pack.page.links) - 1)

    def test_lists_have_bodies(self):
        for pack in self.packs:
            items = list(pack.document.all("LI"))
            self.assertGreater(len(items), 20)
            for item in items:
                roles = [kid.role for kid in item.kids]
                self.assertIn(roles, (["Lbl", "LBody"], ["LBody"]))

    def test_text_belongs_to_the_element_that_holds_it(self):
        """From a page's text to its element and back; a browser's wrapper round every text is gone."""
        for pack in self.packs:
            pdf, count = pack.pdf, 0
            numbers = pdf.get(pdf.get(pdf.catalog["/StructTreeRoot"])["/ParentTree"])["/Nums"]
            owners = dict(zip(numbers[::2], numbers[1::2]))
            for page in pdf.pages:
                number = pdf.get(page)["/StructParents"]
                for mark, owner in enumerate(pdf.get(owners[number])):
                    held = [pdf.get(kid) for kid in pdf.kids_of(pdf.get(owner))]
                    marks = [kid["/MCID"] if isinstance(kid, dict) else kid for kid in held
                             if isinstance(kid, int) or kid.get("/Type") == "/MCR"]
                    self.assertIn(mark, marks)
                    count += 1
            self.assertGreater(count, 5000)
            for parent in pack.document.all("TD", "TH", "Caption", "P", "H2", "H3"):
                for kid in parent.all("NonStruct"):
                    self.assertNotEqual([type(part) for part in kid.kids], [str], kid.text())

    def test_document_is_described(self):
        for pack in self.packs:
            pdf, area = pack.pdf, pack.data["area"]["name"]
            title = "Performance summary, {}, November 2017 - Testshire".format(area)
            self.assertEqual(pdf.info["/Title"], "u:" + title)
            self.assertEqual(pdf.info["/Author"], "u:Testshire")
            self.assertEqual(pdf.info["/CreationDate"], "u:D:20171130120000Z")
            self.assertIn(title + "</rdf:li>", pdf.metadata())
            self.assertEqual(pdf.catalog["/Lang"], "u:en-GB")
            self.assertTrue(pdf.catalog["/MarkInfo"]["/Marked"])
            self.assertTrue(pdf.catalog["/ViewerPreferences"]["/DisplayDocTitle"])

    def test_every_page_has_its_number_and_the_running_head(self):
        for pack in self.packs:
            text = subprocess.run(["pdftotext", "-layout", pack.file, "-"], capture_output=True,
                                  check=True).stdout.decode("utf-8")
            pages = text.split("\f")[:-1]
            self.assertEqual(len(pages), len(pack.pdf.pages))
            head = "Children’s services performance summary, {}, November 2017".format(
                pack.data["area"]["name"])
            for number, page in enumerate(pages, 1):
                self.assertIn(head, page)
                self.assertIn("{} of {}".format(number, len(pages)), page)

    def test_the_summary_lies_across(self):
        for pack in self.packs:
            table = next(pack.document.all("Table"))
            for page in table.pages():
                left, bottom, right, top = pack.pdf.get(page)["/MediaBox"]
                self.assertGreater(right - left, top - bottom)


if __name__ == "__main__":
    unittest.main()
