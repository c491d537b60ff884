"""Every figure of publication.json stands in the workbook beside it, and the workbook keeps to the
Government Analysis Function's checklist as far as a program can tell.

    workbook_test.py FOLDER...    (each holds summary.xlsx and publication.json)
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ET
import zipfile
from fractions import Fraction

FOLDERS = sys.argv[1:]
del sys.argv[1:]

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class Workbook:
    """Sheets by name: (row, column) -> text or float, beside the raw XML."""

    def __init__(self, file):
        self.zip = zipfile.ZipFile(file)
        self.strings = ["".join(part.itertext()) for part in self.xml("xl/sharedStrings.xml")]
        links = {link.get("Id"): link.get("Target") for link in self.xml("xl/_rels/workbook.xml.rels")}
        self.parts = {sheet.get("name"): "xl/" + links[sheet.get(LINK + "id")]
                      for sheet in self.xml("xl/workbook.xml").find(MAIN + "sheets")}
        self.formats = {int(f.get("numFmtId")): f.get("formatCode")
                        for f in self.xml("xl/styles.xml").iter(MAIN + "numFmt")}
        self.styles = [int(xf.get("numFmtId"))
                       for xf in self.xml("xl/styles.xml").find(MAIN + "cellXfs")]
        self.cells = {name: self.read(part) for name, part in self.parts.items()}

    def xml(self, part):
        return ET.fromstring(self.zip.read(part))

    def read(self, part):
        cells = {}
        for cell in self.xml(part).iter(MAIN + "c"):
            letters, row = re.match(r"([A-Z]+)(\d+)", cell.get("r")).groups()
            column = 0
            for letter in letters:
                column = column * 26 + ord(letter) - 64
            value = cell.find(MAIN + "v")
            if value is None:
                continue
            text = cell.get("t") == "s"
            cells[int(row), column] = self.strings[int(value.text)] if text else float(value.text)
        return cells

    def tables(self, name):
        folder, file = os.path.split(self.parts[name])
        try:
            links = self.xml(folder + "/_rels/" + file + ".rels")
        except KeyError:
            return []
        return [self.xml(os.path.normpath(folder + "/" + link.get("Target")))
                for link in links if link.get("Type").endswith("/table")]

    def rows(self, name):
        """Rows of the sheet's table as lists of (heading -> cell)."""
        (table,) = self.tables(name)
        first, last = [int(row) for row in re.findall(r"\d+", table.get("ref"))]
        headings = [column.get("name") for column in table.iter(MAIN + "tableColumn")]
        cells = self.cells[name]
        for at, heading in enumerate(headings, 1):
            assert cells[first, at] == heading, (name, heading)
        return [{heading: cells[row, at] for at, heading in enumerate(headings, 1)}
                for row in range(first + 1, last + 1)]


def kept(value):
    """What every office program keeps of a cell: text, or 12 significant digits."""
    return float(f"{value:.12g}") if isinstance(value, float) else value


def short(month):
    year, number = month.split("-")
    return MONTHS[int(number) - 1] + " " + year


class Workbooks(unittest.TestCase):
    def each(self):
        self.assertTrue(FOLDERS)
        for folder in FOLDERS:
            with open(os.path.join(folder, "publication.json"), encoding="utf-8") as file:
                yield Workbook(os.path.join(folder, "summary.xlsx")), json.load(file)

    def same(self, cell, held, *where):
        self.assertEqual(held, cell["text"] or "none" if cell["value"] is None else cell["value"], where)
        self.compared += 1

    def test_summary_has_every_figure(self):
        self.compared = 0
        for book, data in self.each():
            rows = book.rows("Summary")
            wanted = [row for group in data["summary"] for row in group["rows"]]
            self.assertEqual([row["Ref"] for row in rows], [row["measure"] for row in wanted])
            for held, row in zip(rows, wanted):
                labels = [short(month) for month in data["months"][-len(row["months"]):]]
                for label, cell in zip(labels, row["months"]):
                    self.same(cell, held[label], row["measure"], label)
                for heading, cell in [("Year to date", row["ytd"]), ("Target", row["target"]),
                                      ("Red bound", row["tolerance_red"]),
                                      ("Green bound", row["tolerance_green"]),
                                      ("Same period last year", row["same_period_last_year"])]:
                    self.same(cell, held[heading], row["measure"], heading)
                for benchmark in row["benchmarks"]:
                    self.same(benchmark["value"], held[benchmark["label"]], row["measure"])
                if row["county"]:
                    count = len(row["county"]["months"])
                    for month, cell in zip(data["months"][-count:], row["county"]["months"]):
                        self.same(cell, held["County, " + short(month)], row["measure"])
                    self.same(row["county"]["ytd"], held["County, year to date"], row["measure"])
                self.assertEqual(held["Direction"], row["direction"]["text"] or "none")
        self.assertGreater(self.compared, 1000)

    def test_topic_sheets_have_every_figure(self):
        self.compared = 0
        for book, data in self.each():
            sheets = {row["What it holds"]: row["Sheet"] for row in book.rows("Contents")}
            place = ", {}, ".format(data["area"]["name"])
            for page in data["pages"]:
                names = [name for title, name in sheets.items() if title.startswith(page["title"] + place)]
                self.assertEqual(len(names), 1, page["title"])
                rows = book.rows(names[0])
                self.assertEqual([row["Ref"] for row in rows], [m["measure"] for m in page["measures"]])
                for held, measure in zip(rows, page["measures"]):
                    for month, cell in zip(data["months"], measure["months"]):
                        self.same(cell, held[short(month)], measure["measure"], month)
                    self.same(measure["ytd"], held["Year to date"], measure["measure"])
                    self.same(measure["target"], held["Target"], measure["measure"])
                    if measure["county"]:
                        for month, cell in zip(data["months"], measure["county"]["months"]):
                            self.same(cell, held["County, " + short(month)], measure["measure"])
                        self.same(measure["county"]["ytd"], held["County, year to date"])
                        self.same(measure["county"]["target"], held["County, target"])
                numbers = {value for row in rows for value in row.values()}
                for parts in page["parts"]:
                    for row in parts["rows"]:
                        for cell in row["cells"] + row["county"]:
                            if cell["value"] is not None:
                                self.assertIn(cell["value"], numbers, (page["id"], row["heading"]))
                                self.compared += 1
        self.assertGreater(self.compared, 1000)

    def test_grids_and_moves(self):
        self.compared = 0
        for book, data in self.each():
            sheets = {row["What it holds"]: row["Sheet"] for row in book.rows("Contents")}
            for grid in [grid for page in data["pages"] for grid in page["grids"] if grid["rows"]]:
                rows = book.rows(sheets[grid["caption"]])
                self.assertEqual(len(rows), len(grid["rows"]))
                for held, row in zip(rows, grid["rows"]):
                    self.assertEqual(held[grid["heading"]], row["heading"])
                    for column, cell in zip(grid["columns"], row["cells"]):
                        self.same(cell, held[column], grid["caption"], row["heading"])
            moves = {(move["measure"], move["against"]): move
                     for page in data["pages"] for move in page["moves"]}
            if moves:
                parts = [part for move in moves.values() for split in move["splits"]
                         for part in split["parts"]]
                rows = book.rows("Why it moved")
                self.assertEqual(len(rows), len(parts))
                for held, part in zip(rows, parts):
                    change = float(Fraction(part["change"]))
                    self.assertAlmostEqual(held["Change"], change, delta=abs(change) * 1e-12)
                    self.compared += 1
        self.assertGreater(self.compared, 50)

    def test_localities_and_benchmarks(self):
        self.compared = 0
        for book, data in self.each():
            charts = [(chart, bar) for page in data["pages"] for chart in page["localities"]
                      for bar in chart["areas"]]
            if charts:
                rows = book.rows("Localities")
                self.assertEqual(len(rows), len(charts))
                for held, (chart, bar) in zip(rows, charts):
                    self.assertEqual((held["Ref"], held["Area"]), (chart["measure"], bar["name"]))
                    self.same(bar["value"], held[short(data["month"])], chart["measure"])
                    self.same(chart["target"], held["Target"], chart["measure"])
            held = {(row["Ref"], row["Compared with"]): row["Value"] for row in book.rows("Benchmarks")}
            for page in data["pages"]:
                for measure in page["measures"]:
                    for view in measure["benchmarks"]:
                        self.same(view["value"], held[measure["measure"], view["label"]])
        self.assertGreater(self.compared, 50)

    def test_libreoffice_reads_the_same_cells(self):
        with tempfile.TemporaryDirectory() as work:
            for number, folder in enumerate(FOLDERS):
                for name in ("summary.xlsx", "analyst.xlsx"):
                    file, out = os.path.join(folder, name), os.path.join(work, str(number))
                    done = subprocess.run(
                        ["soffice", "-env:UserInstallation=file://" + os.path.join(work, "profile"),
                         "--headless", "--convert-to", "xlsx", "--outdir", out, file],
                        capture_output=True, text=True)
                    self.assertEqual(done.returncode, 0, done.stderr)
                    own, read = Workbook(file), Workbook(os.path.join(out, name))
                    self.assertEqual(list(read.parts), list(own.parts))
                    for sheet, cells in own.cells.items():
                        self.assertEqual({at: kept(value) for at, value in read.cells[sheet].items()},
                                         {at: kept(value) for at, value in cells.items()},
                                         (name, sheet))

    def test_analysts_have_every_month_filters_and_frozen_heads(self):
        self.compared = 0
        for folder in FOLDERS:
            book = Workbook(os.path.join(folder, "analyst.xlsx"))
            with open(os.path.join(folder, "publication.json"), encoding="utf-8") as file:
                data = json.load(file)
            self.assertEqual(list(book.parts), ["Figures", "Months", "Charts"])
            for name in ("Figures", "Months"):
                xml = book.xml(book.parts[name])
                self.assertIsNotNone(xml.find(MAIN + "autoFilter"), name)
                self.assertEqual(next(xml.iter(MAIN + "pane")).get("state"), "frozen", name)
            cells = book.cells["Months"]
            area = {"county": "County"}.get(data["area"]["id"], data["area"]["name"])
            rows = {(cells[row, 1], cells[row, 3]): row for row, column in cells if column == 1 and row > 1}
            seen = set()
            for page in data["pages"]:
                for measure in page["measures"]:
                    sides = [(area, measure)] + ([("County", measure["county"])] if measure["county"] else [])
                    for place, side in sides:
                        for i, cell in enumerate(side["months"]):
                            held = cells.get((rows[measure["measure"], place], 6 + i))
                            self.assertEqual(held, cell["value"], (measure["measure"], place, i))
                            self.compared += cell["value"] is not None
                    seen.add(measure["measure"])
            charts = [name for name in book.zip.namelist() if name.startswith("xl/charts/chart")]
            self.assertEqual(len(charts), len(seen))
        self.assertGreater(self.compared, 1000)

    def test_keeps_to_the_checklist(self):
        for book, data in self.each():
            names = list(book.parts)
            self.assertEqual(names[:4], ["Cover", "Contents", "Notes", "Summary"])
            tables = set()
            for name in names:
                xml = book.xml(book.parts[name])
                self.assertIsNone(xml.find(MAIN + "mergeCells"), name)
                self.assertIsInstance(book.cells[name][1, 1], str)
                found = book.tables(name)
                self.assertEqual(len(found), 0 if name == "Cover" else 1, name)
                for table in found:
                    self.assertNotIn(table.get("name"), tables)
                    tables.add(table.get("name"))
                    for row in book.rows(name):  # a missing cell is a KeyError
                        for value in row.values():
                            self.assertNotEqual(value, "")
                rows = sorted({row for row, _ in book.cells[name]})
                self.assertEqual(rows, list(range(1, len(rows) + 1)), name + ": a blank row")
            core = book.zip.read("docProps/core.xml").decode()
            self.assertIn(data["area"]["name"], core)
            self.assertIn("<dc:title>", core)
            day = data["load_as_at"] or data["extract_date"]
            if day:
                self.assertIn(day + "T12:00:00Z</dcterms:created>", core)

    def test_numbers_are_shown_as_readers_see_them(self):
        for book, data in self.each():
            seen = 0
            for name in book.parts:
                for cell in book.xml(book.parts[name]).iter(MAIN + "c"):
                    if cell.get("t") == "s" or cell.find(MAIN + "v") is None:
                        continue
                    style = book.styles[int(cell.get("s", "0"))]
                    self.assertTrue(style in (3,) or style in book.formats, (name, cell.get("r"), style))
                    seen += 1
            self.assertGreater(seen, 300)
            self.assertTrue(any("%" in code for code in book.formats.values()))


if __name__ == "__main__":
    unittest.main()
