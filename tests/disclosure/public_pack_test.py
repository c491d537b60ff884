"""Every file of a public pack says no more than the figures that are left: what publication.json has as
suppressed stands nowhere, in no format, and no chart draws it.

    public_pack_test.py WAYMARK FOLDER

A small simulated county is published inside and for the public. The public publication.json is held
against open-data.csv and the inside edition; then page, workbooks, open data and PDF against it, cell by
cell and mark by mark. Last, leaks are planted in each format, and have to be found.
"""
import csv
import datetime
import glob
import html.parser
import io
import json
import math
import os
import re
import shutil
import subprocess
import sys
import unittest
import xml.etree.ElementTree as ET
import zipfile

WAYMARK, FOLDER = map(os.path.abspath, sys.argv[1:])
del sys.argv[1:]
COUNTY = os.path.join(FOLDER, "county")
MONTH = "2017-11"
TABLES = ("ssd_person ssd_family ssd_address ssd_contacts ssd_cin_episodes ssd_s47_enquiry ssd_department "
          "loc_extract loc_locality loc_postcode_locality loc_population loc_target loc_benchmark loc_team "
          "loc_contact_referral loc_bank_holiday loc_source_group loc_s47_outcome").split()
LAST_YEAR = "32109.7"  # the authority's own figure, given among the benchmarks
INSIDE_WORDS = "Xylophones are for the inside"
FILES = {"index.html", "summary.pdf", "summary.xlsx", "analyst.xlsx", "open-data.csv",
         "open-data.meta.csv", "publication.json", "revision.json"}
NAMES = "January February March April May June July August September October November December".split()
SUPPRESSED = "suppressed"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def waymark(*arguments):
    done = subprocess.run([WAYMARK, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, (arguments, done.stderr)


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def read(*parts):
    with open(os.path.join(*parts), encoding="utf-8", newline="") as text:
        return text.read()


def month_of(words):
    """2017-11 of "November 2017"."""
    name, year = words.split()
    return "%s-%02d" % (year, NAMES.index(name) + 1)


def short(month):
    """Nov 2017."""
    return NAMES[int(month[5:]) - 1][:3] + " " + month[:4]


def numbers_in(text):
    return re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?%?", text)


def near(found, wanted):
    return abs(float(found) - wanted) <= 0.06


class Element:
    def __init__(self, tag, attributes):
        self.tag, self.attributes, self.kids = tag, attributes, []

    def get(self, name):
        return self.attributes.get(name) or ""

    def text(self):
        return "".join(k if isinstance(k, str) else k.text() for k in self.kids)

    def all(self, tag, css=None):
        for kid in self.kids:
            if isinstance(kid, str):
                continue
            if kid.tag == tag and (css is None or css in kid.get("class").split()):
                yield kid
            yield from kid.all(tag, css)

    def one(self, tag, css=None):
        return next(self.all(tag, css), None)

    def strings(self):
        """Every text and every attribute that is read or heard."""
        for name in ("title", "value", "aria-label", "alt", "content", "summary"):
            if name in self.attributes:
                yield self.get(name)
        for kid in self.kids:
            if isinstance(kid, str):
                yield kid
            elif kid.tag != "style":
                yield from kid.strings()


class Page(html.parser.HTMLParser):
    VOID = {"meta", "link", "br", "img", "hr", "col"}

    def __init__(self, text):
        super().__init__()
        self.root = Element("root", {})
        self.open = [self.root]
        self.feed(text)
        self.by_id = {e.get("id"): e for e in self.everything(self.root) if e.get("id")}

    def everything(self, at):
        for kid in at.kids:
            if not isinstance(kid, str):
                yield kid
                yield from self.everything(kid)

    def handle_starttag(self, tag, attributes):
        element = Element(tag, dict(attributes))
        self.open[-1].kids.append(element)
        if tag not in self.VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        while self.open.pop().tag != tag:
            pass

    def handle_data(self, data):
        self.open[-1].kids.append(data)

    def handle_comment(self, data):
        raise AssertionError("a comment in the page: " + data)


class Pack:
    """publication.json with an index of what it hides."""

    def __init__(self, text):
        self.json = json.loads(text)
        self.area, self.months = self.json["area"]["id"], self.json["months"]
        self.measures = {m["measure"]: m for p in self.json["pages"] for m in p["measures"]}
        self.rows = {r["measure"]: r for g in self.json["summary"] for r in g["rows"]}

    def cells(self):
        """(measure, area, month or what it is, cell)."""
        for measure in self.measures.values():
            for area, held in ((self.area, measure), ("county", measure["county"])):
                if held is None:
                    continue
                for month, cell in zip(self.months, held["months"]):
                    yield measure["measure"], area, month, cell
                yield measure["measure"], area, "ytd", held["ytd"]
        for row in self.rows.values():
            for area, held in ((self.area, row), ("county", row["county"])):
                if held is None:
                    continue
                shown = held["months"]
                for month, cell in zip(self.months[-len(shown):], shown):
                    yield row["measure"], area, month, cell
                yield row["measure"], area, "ytd", held["ytd"]
            yield row["measure"], self.area, "last year", row["same_period_last_year"]

    def hidden(self):
        return {(m, a, t) for m, a, t, cell in self.cells() if cell["missing_reason"] == SUPPRESSED}

    def strings(self, *where):
        (at,) = where or (self.json,)
        if isinstance(at, str):
            yield at
        elif isinstance(at, (list, dict)):
            for part in at.values() if isinstance(at, dict) else at:
                yield from self.strings(part)


def check_json(pack):
    """A hidden cell is empty, and no sentence or judgement says anything of it."""
    hidden = pack.hidden()
    for measure, area, month, cell in pack.cells():
        if (measure, area, month) in hidden:
            empty = (cell["text"], cell["value"], cell["numerator"], cell["denominator"], cell["origin"],
                     numbers_in(cell["title"])) == (SUPPRESSED, None, None, None, "", [])
            assert empty, (measure, area, month, cell)
    latest, before = pack.months[-1], pack.months[-2]
    for held in list(pack.measures.values()) + list(pack.rows.values()):
        measure = held["measure"]
        for area, view in ((pack.area, held), ("county", held["county"])):
            if view is None:
                continue
            now = (measure, area, latest) in hidden
            if now or (measure, area, before) in hidden:
                assert view["direction"]["direction"] in ("", "info"), (measure, area, view["direction"])
            if now and area == pack.area:
                assert held["signal"]["missing_reason"], (measure, held["signal"])
                check_no_colour(measure, next((r for r in as_list(held["rag"]) if r["area"] == area), None))
            if now and area == "county":
                check_no_colour(measure, view.get("rag") if area != pack.area else None)
        for point in held["signal"].get("beyond_chance", []):
            assert (measure, pack.area, point["month"]) not in hidden, (measure, point)
        check_sentences(pack, measure, held, hidden)
    for page in pack.json["pages"]:
        assert not (page["moves"] or page["grids"] or page["findings"] or page["breaches"]), page["id"]
    check_cover(pack, hidden)


def as_list(rag):
    return rag if isinstance(rag, list) else [rag]


def check_no_colour(measure, rag):
    assert rag is None or (rag["rag"] == "" and not numbers_in(rag["title"])), (measure, rag)


SENTENCE = re.compile(r"(County )?([\d,.]+%?) in ((?:" + "|".join(NAMES) + r") \d{4})")


def check_sentences(pack, measure, at, hidden):
    """ "12 in November 2017" of a hidden month."""
    for text in pack.strings(at):
        for beside, number, month in SENTENCE.findall(text):
            area = "county" if beside else pack.area
            assert (measure, area, month_of(month)) not in hidden, (measure, text)


def check_cover(pack, hidden):
    changed = pack.json["what_changed"]
    for headline in changed["headlines"]:
        check_sentences(pack, headline["measure"], headline, hidden)
    for held in [h["since"] for h in changed["headlines"]] + changed["sentences"]:
        for number in held["numbers"]:
            if "month" in number:
                (measure,) = number["measures"]
                assert (measure, pack.area, number["month"]) not in hidden, number
    for group in pack.json["what_to_look_at"]:
        for item in group["items"]:
            assert (item["measure"], pack.area, pack.months[-1]) not in hidden, item
            check_sentences(pack, item["measure"], item, hidden)


def check_localities(pack, open_data):
    """Bars and the colours of other areas, of which open-data.csv alone says what is hidden."""
    def is_hidden(measure, area):
        row = open_data.get((measure, area, MONTH, "Month"))
        return row is not None and row["missing_reason"] == SUPPRESSED
    for row in pack.rows.values():
        for rag in row["rag"]:
            if is_hidden(row["measure"], rag["area"]):
                check_no_colour(row["measure"], rag)
    for page in pack.json["pages"]:
        for chart in page["localities"]:
            for bar in chart["areas"]:
                if is_hidden(chart["measure"], bar["area"]):
                    assert bar["value"]["value"] is None and bar["value"]["numerator"] is None, bar
                    assert bar["against_county"] == "", bar
                    check_no_colour(chart["measure"], bar["rag"])
                    assert bar["name"] + ": suppressed." in chart["text"], chart["text"]


def check_open_data(pack, open_data):
    """The same cells are hidden in publication.json as in open-data.csv, the others are the same."""
    for measure, area, month, cell in pack.cells():
        last = "%d-%s" % (int(MONTH[:4]) - 1, MONTH[5:])
        at = {"ytd": (MONTH, "Year to date"), "last year": (last, "Year to date")}.get(month, (month, "Month"))
        row = open_data.get((measure, area, *at))
        if row is None:
            assert cell["numerator"] is None or at[1] == "Year to date", (measure, area, month, cell)
            continue
        if row["missing_reason"] == SUPPRESSED:
            assert not (row["value"] or row["numerator"] or row["denominator"]), row
            assert cell["missing_reason"] == SUPPRESSED, (row, cell)
        elif cell["missing_reason"] != SUPPRESSED:
            for column in ("numerator", "denominator"):
                told = "" if cell[column] is None else str(cell[column])
                assert told == row[column], (row, cell)
        else:
            raise AssertionError((row, cell))


def check_against_inside(pack, inside):
    """What is shown is true, and what is hidden was there to hide."""
    truth = {(m, a, t): cell for m, a, t, cell in inside.cells()}
    for measure, area, month, cell in pack.cells():
        true = truth[measure, area, month]
        if cell["missing_reason"] == SUPPRESSED or cell["text"] == true["text"]:
            continue
        # A total of months that are not shown is not worked out.
        assert cell["value"] is None and month in ("ytd", "last year"), (measure, area, month, cell, true)


def check_release(pack, text):
    hidden = pack.hidden()
    for row in rows(text):
        month = month_of(row["time_identifier"] + " " + row["time_period"])
        told = {row["value"], row["numerator"], row["denominator"]}
        if (row["measure"], pack.area, month) in hidden:
            assert told == {"c"}, row
        else:
            assert "c" not in told, row


# --- the page

def cell_is(td, cell, where):
    assert td.text() == cell["text"], (where, td.text(), cell["text"])
    assert td.get("title") == cell["title"], (where, td.get("title"), cell["title"])


def check_page(pack, text):
    page = Page(text)
    for element in page.everything(page.root):
        assert not any(name.startswith("data-") for name in element.attributes), element.attributes
        assert element.tag not in ("script", "input", "template"), element.tag
    for held in pack.json["pages"]:
        section = page.by_id[held["id"]]
        for table in section.all("table"):
            caption = table.one("caption").text()
            kind = table.get("class").split()[0]
            if kind == "months":
                check_months(pack, held, table, caption)
            elif kind == "parts":
                check_parts(pack, held, table, caption)
            elif kind == "areas":
                check_areas(held, table, caption)
            elif kind == "benchmarks":
                check_benchmarks(pack, table)
            else:
                raise AssertionError("a table that this test does not know: " + kind)
        for svg in section.all("svg", "chart"):
            check_drawing(pack, held, svg)
    for row in pack.rows.values():
        check_row(pack, row, page.by_id["m-" + row["measure"]])
    for held, drawn in zip(pack.json["what_changed"]["headlines"], page.by_id["cover"].all("div", "headline")):
        months = pack.measures[held["measure"]]["months"]
        check_spark(drawn.one("svg"), months, held["trend"])
        assert drawn.one("span", "big").text() == held["now"]["text"]
        assert drawn.one("span", "since").text() == held["since"]["text"]
    check_words(pack, page)


def check_months(pack, held, table, caption):
    (told,) = [t for t in held["tables"] if caption.startswith(t["caption"] + ": 13 months to ")]
    measures = [pack.measures[c["measure"]] for c in told["columns"]]
    columns = [v for m in measures for v in ([m] if m["county"] is None else [m, m["county"]])]
    lines = list(table.one("tbody").all("tr"))
    assert len(lines) == len(pack.months), caption
    for i, line in enumerate(lines):
        assert line.one("th").text() == short(pack.months[i])
        cells = list(line.all("td"))
        assert len(cells) == len(columns), (caption, i)
        for td, column in zip(cells, columns):
            cell_is(td, column["months"][i], (caption, pack.months[i]))
    for line in table.one("tfoot").all("tr"):
        name, cells = line.one("th").text(), list(line.all("td"))
        assert len(cells) == len(columns), (caption, name)
        for td, column in zip(cells, columns):
            if name in ("Year to date", "Target"):
                cell_is(td, column["ytd" if name == "Year to date" else "target"], (caption, name))
            else:
                told = " ".join(pack.strings({k: column.get(k) for k in ("direction", "signal", "rag")}))
                for number in numbers_in(td.text() + " " + td.get("title")):
                    assert number in numbers_in(told) or name == "Beyond chance", (caption, name, td.text())
                if name == "Beyond chance" and numbers_in(td.text()):
                    assert column["signal"]["beyond_chance"], (caption, td.text())


def check_parts(pack, held, table, caption):
    (told,) = [t for t in held["parts"] if t["caption"] == caption]
    for line, row in zip(table.one("tbody").all("tr"), told["rows"]):
        cells = [c for i, cell in enumerate(row["cells"]) for c in [cell] + row["county"][i:i + 1]]
        shown = list(line.all("td"))
        assert len(shown) == len(cells), (caption, row["heading"])
        for td, cell in zip(shown, cells):
            cell_is(td, cell, (caption, row["heading"]))
    # The parts themselves are figures of measures.
    for number, column in enumerate(told["columns"]):
        for row in told["rows"]:
            if row["cells"][number]["missing_reason"] == SUPPRESSED:
                assert row["cells"][number]["numerator"] is None, (caption, column)


def check_areas(held, table, caption):
    (told,) = [c for c in held["localities"] if caption == c["measure"] + " by locality"]
    for line, bar in zip(table.one("tbody").all("tr"), told["areas"]):
        cells = list(line.all("td"))
        cell_is(cells[0], bar["value"], (caption, bar["name"]))
        for td in cells[1:]:
            text = td.text().strip().lower()
            assert text in (bar["rag"]["text"], bar["against_county"], "not compared"), (caption, text)


def check_benchmarks(pack, table):
    for line in table.one("tbody").all("tr"):
        ref = line.one("th").text().split()[0]
        measure = pack.measures[ref]
        cells = list(line.all("td"))
        cell_is(cells[0], measure["months"][-1], ("benchmarks", ref))
        told = [b["value"]["text"] for b in measure["benchmarks"]] + ["none given"]
        for td in cells[1:-1]:
            assert td.text().split(" ")[0] in [t.split(" ")[0] for t in told], (ref, td.text())


def check_row(pack, row, line):
    """A row of the summary: no cell has a number that its row of publication.json does not have."""
    beside = row["county"]
    cells = row["months"] + [row["ytd"], row["target"], row["tolerance_red"], row["tolerance_green"],
                             row["same_period_last_year"]] + [b["value"] for b in row["benchmarks"]]
    if beside:
        cells += [beside["months"][-1], beside["ytd"]]
    for td in line.all("td"):
        if {"ref", "trend"} & set(td.get("class").split()):
            continue
        words = [td.text().strip().lower(), td.get("title")]
        if numbers_in(td.text()):
            same = [c for c in cells if (c["text"], c["title"]) == (td.text(), td.get("title"))]
            assert same, (row["measure"], words)
            cells.remove(same[0])
        elif numbers_in(td.get("title")):
            told = [row["signal"]["title"], row["direction"]["title"]] + [r["title"] for r in row["rag"]]
            assert td.get("title") in told, (row["measure"], words)
    spark = line.one("svg", "spark")
    if spark:
        check_spark(spark, pack.measures[row["measure"]]["months"] if row["measure"] in pack.measures
                    else None, row["trend"])


def points_of(path):
    return [(float(x), float(y)) for x, y in re.findall(r"[ML]([-\d.]+) ([-\d.]+)", path)]


def values_of(cells):
    return [cell["value"] for cell in cells]


def shapes_of(svg, css):
    """What the shapes of a class draw, those that are hollow included."""
    return [p.get("d") for p in svg.all("path") if css in p.get("class").split()]


def boxes_of(svg):
    """Left, top, width and height of every column or bar, from left to right."""
    part = re.compile(r"M([-\d.]+) ([-\d.]+)h([-\d.]+)v([-\d.]+)h-([-\d.]+)z")
    boxes = []
    for shape in shapes_of(svg, "column"):
        assert part.sub("", shape) == "", shape
        boxes += [tuple(float(n) for n in box[:4]) for box in part.findall(shape)]
    return sorted(boxes)


def discs_of(svg):
    """The middle of every dot, from left to right; those of hollow dots stand on others."""
    part = re.compile(r"M([-\d.]+) ([-\d.]+)h0")
    middles = set()
    for shape in shapes_of(svg, "dots"):
        assert part.sub("", shape) == "", shape
        middles.update((float(x), float(y)) for x, y in part.findall(shape))
    return sorted(middles)


def check_spark(svg, cells, trend):
    assert svg.one("title").text() == trend, (svg.one("title").text(), trend)
    values = values_of(cells)
    shown = [(i, v) for i, v in enumerate(values) if v is not None]
    least, greatest = min(v for _, v in shown), max(v for _, v in shown)
    points = points_of(svg.one("path").get("d"))
    assert len(points) == len(shown), (trend, points)
    for (x, y), (i, v) in zip(points, shown):
        share = 0.5 if greatest <= least else (v - least) / (greatest - least)
        assert near(x, 3 + 62 * i / (len(values) - 1)) and near(y, 17 - 14 * share), (trend, x, y)
    latest = discs_of(svg)
    assert len(latest) == (values[-1] is not None), (trend, latest)
    assert not latest or latest == points[-1:], (trend, latest, points)


def round_step(rough):
    power = 10.0 ** math.floor(math.log10(rough))
    return next(f * power for f in (1, 2, 2.5, 5, 10) if f * power >= rough * (1 - 1e-9))


def scale_of(measure, full):
    """Lowest and highest of the axis, from what publication.json shows and nothing else."""
    values = [v for v in values_of(measure["months"]) if v is not None]
    columns = measure["format"] in ("count", "rolling count")
    if full:
        values += [measure["target"]["value"]] if measure["target"]["value"] is not None else []
        values += [b["value"]["value"] for b in measure["benchmarks"]
                   if b["comparator"] in ("SN_AVG", "NAT_AVG") and b["value"]["value"] is not None]
        for limits in measure["signal"]["limits"]:
            values += [limits["lower"], limits["upper"]]
        if measure["county"] and not columns:
            values += [v for v in values_of(measure["county"]["months"]) if v is not None]
    least, greatest = min(values), max(values)
    if columns:
        high = greatest if greatest > 0 else 1
        step = math.ceil(round_step(high / 4))
        return 0, step * math.ceil(high / step - 1e-9)
    span = max(greatest - least, 0.25 * greatest, 1e-6)
    middle = (least + greatest) / 2
    low = max(0.0, min(least - 0.06 * span, middle - span / 2))
    high = max(greatest + 0.06 * span, middle + span / 2)
    step = round_step(max(high - low, 1e-6) / 4)
    low, high = step * math.floor(low / step + 1e-9), step * math.ceil(high / step - 1e-9)
    if measure["format"] == "percentage" and high > 100 and greatest <= 100:
        high = 100
    return low, high


def check_drawing(pack, held, svg):
    name = svg.get("aria-labelledby")[:-len("-title")]
    if name.startswith("areas-"):
        return check_bars(next(c for c in held["localities"] if name.endswith("-" + c["measure"])), svg)
    measure = pack.measures[name[len(name.split("-")[0]) + 1 + len(held["id"]) + 1:]]
    if name.startswith("strip-"):
        own = [p for p in svg.all("path", "own")]
        text = svg.one("desc").text()
        assert measure["months"][-1]["value"] is not None, name
        assert len(own) == 1 and "own value %s" % measure["months"][-1]["text"] in text, name
        told = [measure["months"][-1]["text"]] + [b["value"]["text"] for b in measure["benchmarks"]]
        assert set(numbers_in(text)) <= set(numbers_in(" ".join(told))), (name, text)
        return None
    assert name.startswith("chart-"), name
    return check_chart(measure, svg, name)


def check_chart(measure, svg, name):
    assert svg.one("title").text() == measure["chart"]["title"], name
    assert svg.one("desc").text() == measure["chart"]["text"], name
    width, height = float(svg.get("width")), float(svg.get("height"))
    full = width > 200
    left, top, bottom = (44, 24, 24) if full else (8, 20, 18)
    base = svg.one("line", "axis")
    right = width - float(base.get("x2"))
    values = values_of(measure["months"])
    low, high = scale_of(measure, full)

    def place(i, value):
        return (left + (width - left - right) / len(values) * (i + 0.5),
                top + (height - top - bottom) * (1 - (value - low) / (high - low)))

    def expected(series):
        return [place(i, v) for i, v in enumerate(series) if v is not None]

    def agree(found, wanted, what):
        assert len(found) == len(wanted), (name, what, found, wanted)
        for (x, y), (wx, wy) in zip(found, wanted):
            assert near(x, wx) and near(y, wy), (name, what, (x, y), (wx, wy))

    columns = [(x + width / 2, y) for x, y, width, _ in boxes_of(svg)]
    dots = discs_of(svg)
    lines = {p.get("class"): points_of(p.get("d")) for p in svg.all("path") if "line" in p.get("class").split()}
    if measure["format"] in ("count", "rolling count"):
        assert len(columns) == len(expected(values)) and not dots and not lines, name
        for (x, y), (wx, wy) in zip(columns, expected(values)):
            assert abs(x - wx) < 0.2 and near(y, wy), (name, (x, y), (wx, wy))
    else:
        agree(dots, expected(values), "dots")
        agree(lines.pop("line", []), expected(values), "line")
        beside = measure["county"]
        county = expected(values_of(beside["months"])) if beside and full else []
        agree(lines.pop("line county", []), county, "county")
        assert not columns and not lines, name
    special = [p for p in svg.all("path") if "special" in p.get("class").split()]
    assert len(special) == (len(measure["signal"]["beyond_chance"]) if full else 0), name
    latest = [t.text() for t in svg.all("text", "latest")]
    assert latest == ([measure["months"][-1]["text"]] if values[-1] is not None else []), (name, latest)
    if full:
        ticks = [t.text().replace(",", "").rstrip("%") for t in svg.all("text", "tick")
                 if t.get("text-anchor") == "end"]
        # A tick at the upper edge that stands below the hundred is left out.
        assert near(ticks[0], low) and float(ticks[-1]) <= high + 0.06, (name, ticks, low, high)
    known = {"grid", "tick", "limits", "limit", "mean", "break", "line", "county", "column", "dots", "special",
             "high", "low", "target", "benchmark", "axis", "latest", "before", ""}
    for tag in ("line", "path", "rect", "circle", "text"):
        for mark in svg.all(tag):
            assert set(mark.get("class").split()) <= known, (name, mark.get("class"))
    told = [t for t in svg.all("text") if set(t.get("class").split()) & {"target", "benchmark"}]
    words = " ".join(pack_words(measure))
    for text in told:
        assert set(numbers_in(text.text())) <= set(numbers_in(words)), (name, text.text())


def pack_words(measure):
    yield measure["target"]["text"]
    yield from (b["value"]["text"] for b in measure["benchmarks"])
    if measure["county"]:
        yield measure["county"]["months"][-1]["text"]


def check_bars(chart, svg):
    assert svg.one("desc").text() == chart["text"], chart["title"]
    bars = [(a, a["value"]["value"]) for a in chart["areas"]]
    shown = [(a, v) for a, v in bars if v is not None]
    target = chart["target"]["value"]
    greatest = max([v for _, v in shown] + [target or 0]) or 1
    drawn = sorted(boxes_of(svg), key=lambda box: box[1])
    assert len(drawn) == len(shown), (chart["title"], len(drawn), len(shown))
    for (_, y, width, _), (area, value) in zip(drawn, shown):
        assert near(width, max(0, value * 266 / greatest)), (chart["title"], area["name"])
        assert near(y, 18 + 24 * chart["areas"].index(area)), (chart["title"], area["name"])
    texts = [t.text() for t in svg.all("text") if t.get("class") in ("latest", "inside", "tick over")]
    assert sorted(texts) == sorted(a["value"]["text"] for a, _ in bars), (chart["title"], texts)


def check_words(pack, page):
    """No number stands anywhere on the page that publication.json does not have."""
    told = set()
    for text in pack.strings():
        told.update(numbers_in(text))
    allowed = told | {"13", "1", "5", "10", "0"} | {m[:4] for m in pack.months} | \
        {str(n["number"]) for n in pack.json["notes"]} | \
        {str(pack.json[k]) for k in ("measures_on_summary", "measures_computed")}
    ticks = {id(t) for svg in page.root.all("svg", "chart") for t in svg.all("text", "tick")}
    def texts(at):
        for kid in at.kids:
            if isinstance(kid, str):
                yield kid
            elif id(kid) not in ticks and kid.tag != "style":
                yield from (kid.get(n) for n in ("title", "aria-label", "value", "content") if kid.get(n))
                yield from texts(kid)
    for text in texts(page.root):
        for number in numbers_in(text):
            assert number in allowed, text


# --- workbooks

class Workbook:
    def __init__(self, content):
        self.zip = zipfile.ZipFile(io.BytesIO(content))
        self.strings = ["".join(part.itertext()) for part in self.xml("xl/sharedStrings.xml")]
        links = {link.get("Id"): link.get("Target") for link in self.xml("xl/_rels/workbook.xml.rels")}
        self.sheets = {sheet.get("name"): self.read("xl/" + links[sheet.get(LINK + "id")])
                       for sheet in self.xml("xl/workbook.xml").find(MAIN + "sheets")}

    def xml(self, part):
        return ET.fromstring(self.zip.read(part))

    def read(self, part):
        lines = {}
        for cell in self.xml(part).iter(MAIN + "c"):
            letters, row = re.match(r"([A-Z]+)(\d+)", cell.get("r")).groups()
            column = 0
            for letter in letters:
                column = column * 26 + ord(letter) - 64
            value = cell.find(MAIN + "v")
            if value is not None:
                text = cell.get("t") == "s"
                lines.setdefault(int(row), {})[column] = \
                    self.strings[int(value.text)] if text else float(value.text)
        return lines

    def table(self, name, first="Ref"):
        """Rows below the heading that holds `first`, by heading."""
        lines, head, found = self.sheets[name], None, []
        for number in sorted(lines):
            if head is None:
                head = lines[number] if first in lines[number].values() else None
            else:
                found.append({str(head[c]): v for c, v in lines[number].items() if c in head})
        return found


def check_cell(found, cell, where):
    wanted = cell["text"] if cell["value"] is None else cell["value"]
    if isinstance(found, float) and not isinstance(wanted, str):
        assert abs(found - wanted) < 1e-6, (where, found, wanted)
    else:
        assert found == wanted, (where, found, wanted)


def check_summary_workbook(pack, content):
    book = Workbook(content)
    last, topics = len(pack.months), 0
    for name in book.sheets:
        table = book.table(name)
        for row in table:
            if name in ("Benchmarks", "Not shown"):
                assert name == "Not shown" or row["Compared with"] != "This authority, previous year", row
                continue
            if name == "Localities":
                bar = next(a for p in pack.json["pages"] for c in p["localities"] for a in c["areas"]
                           if c["measure"] == row["Ref"] and a["name"] == row["Area"])
                check_cell(row[short(MONTH)], bar["value"], (name, row["Ref"], row["Area"]))
                assert row["Colour"] == (bar["rag"]["text"] or "none"), row
                continue
            held = pack.rows[row["Ref"]] if name == "Summary" else pack.measures[row["Ref"]]
            topics += name != "Summary"
            for beside, view in (("", held), ("County, ", held["county"])):
                if view is None:
                    continue
                for month, cell in zip(pack.months[last - len(view["months"]):], view["months"]):
                    check_cell(row[beside + short(month)], cell, (name, row["Ref"], beside, month))
                heading = beside + "year to date" if beside else "Year to date"
                check_cell(row[heading], view["ytd"], (name, row["Ref"], heading))
            assert row["Direction"] == held["direction"]["text"], (name, row["Ref"])
            if name == "Summary":
                check_cell(row["Same period last year"], held["same_period_last_year"], (name, row["Ref"]))
            elif "Colour" in row:
                assert row["Colour"] == (held["rag"]["text"] or "none"), (name, row["Ref"])
    assert topics >= len(pack.measures), "every measure has a row"
    assert "Why it moved" not in book.sheets
    told = {n for text in pack.strings() for n in numbers_in(text)}
    for text in book.strings:
        if not re.match(r"[A-Za-z ,]* ?\d{4}$", text):
            assert set(numbers_in(text)) <= told | {"1", "5", "12"} | set("0123456789") | \
                {str(n["number"]) for n in pack.json["notes"]} | {m[:4] for m in pack.months}, text


def check_analyst_workbook(pack, content):
    book = Workbook(content)
    hidden, truth = pack.hidden(), {(m, a, t): c for m, a, t, c in pack.cells()}
    area_of = {pack.json["area"]["name"]: pack.area, "County": "county"}
    seen = 0
    for row in book.table("Figures"):
        month = day_of(row["Month"])
        at = (row["Ref"], area_of[row["Area"]], month)
        cell = truth[at]
        seen += at in hidden
        for heading, part in (("Value", "value"), ("Numerator", "numerator"), ("Denominator", "denominator")):
            found = row.get(heading)
            assert (found is None) == (cell[part] is None), (at, heading, found)
            assert found is None or abs(found - cell[part]) < 1e-6, (at, heading, found)
        assert row.get("Why no value", "") == ("" if cell["value"] is not None else cell["text"]), row
    assert seen > 10, "hidden figures are among them"
    lines = book.sheets["Months"]
    head = {c: day_of(v) for c, v in lines[1].items() if isinstance(v, float)}
    for number, line in lines.items():
        for column, month in head.items():
            if number > 1:
                cell = truth[line[1], area_of[line[3]], month]
                assert (column in line) == (cell["value"] is not None), (line, month)
                assert column not in line or abs(line[column] - cell["value"]) < 1e-6, (line, month)
    check_caches(book, lines, head)
    for part in book.zip.namelist():
        if part.startswith("xl/drawings/drawing"):
            # What a chart is described by is the words of the page.
            words = {m["chart"]["text"] for m in pack.measures.values()}
            for element in book.xml(part).iter():
                assert "descr" not in element.attrib or element.get("descr") in words, element.attrib


def day_of(number):
    return (datetime.date(1899, 12, 30) + datetime.timedelta(int(number))).strftime("%Y-%m")


def check_caches(book, lines, head):
    """The copies of numbers that a chart keeps."""
    for part in book.zip.namelist():
        if not part.startswith("xl/charts/chart"):
            continue
        for values in book.xml(part).iter(CHART + "val"):
            row = int(re.search(r"\$(\d+)", values.find(".//" + CHART + "f").text).group(1))
            first = min(head)
            for point in values.iter(CHART + "pt"):
                text = point.find(CHART + "v").text
                column = first + int(point.get("idx"))
                if text:
                    assert column in lines[row] and abs(lines[row][column] - float(text)) < 1e-6, (part, row)


# --- PDF and files

def pdf_words(file):
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True, text=True)
    told = subprocess.run(["qpdf", "--json=2", "--json-key=qpdf", file], capture_output=True, check=True,
                          text=True)
    held = []
    def walk(at):
        if isinstance(at, str) and at.startswith("u:"):
            held.append(at[2:])
        elif isinstance(at, (list, dict)):
            for part in at.values() if isinstance(at, dict) else at:
                walk(part)
    walk(json.loads(told.stdout))
    return text.stdout, held


def check_pdf(pack, page, file):
    """A PDF is the printed page: it has no number that the page does not have."""
    printed, held = pdf_words(file)
    on_page = set()
    for text in Page(page).root.strings():
        on_page.update(numbers_in(text))
    for text in [printed] + held:
        for number in numbers_in(text):
            # Lines break within numbers of more than one part, and pages have numbers.
            parts = {n for t in on_page for n in (t, t.rstrip("%"), t.rstrip("%,."))}
            known = number in parts or number.rstrip("%,") in parts or not number.strip("0123456789")
            assert known or re.search(r"\d{6,}", text) or text.startswith(("D:", "Mozilla/")), (number, text[:80])
    hidden = pack.hidden()
    assert not hidden or SUPPRESSED in printed


def parts_of(file):
    """The bytes of a file as a reader can get at them."""
    with open(file, "rb") as content:
        raw = content.read()
    parts = [raw]
    if file.endswith(".xlsx"):
        book = zipfile.ZipFile(io.BytesIO(raw))
        parts += [book.read(name) for name in book.namelist()] + [" ".join(book.namelist()).encode()]
    if file.endswith(".pdf"):
        text, held = pdf_words(file)
        plain = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", file, "-"], capture_output=True)
        parts += [text.encode(), "\n".join(held).encode(), plain.stdout]
    return parts


def check_no_secrets(file, secrets, ids):
    for part in parts_of(file) + [os.path.basename(file).encode()]:
        for secret in secrets:
            assert secret.encode() not in part, (file, secret)
        words = set(re.findall(rb"[A-Z][A-Z0-9]{5,}", part))
        assert not words & ids, (file, sorted(words & ids)[:5])


def make_extract(folder):
    """Contacts, referrals and section 47 enquiries of three localities: what is published in seconds."""
    made = os.path.join(FOLDER, "made")
    waymark("simulate", made, "--seed", "11", "--scale", "300", "--months", "16", "--no-faults")
    os.makedirs(folder)
    localities = [r["locality_id"] for r in rows(read(made, "loc_locality.csv"))]
    for name in TABLES:
        table = rows(read(made, name + ".csv"))
        column = {"loc_locality": "locality_id", "loc_population": "area"}.get(name)
        if column:
            table = [r for r in table if r[column] not in localities[3:]]
        if name == "loc_postcode_locality":
            for row in table:
                row["locality_id"] = localities[localities.index(row["locality_id"]) % 3]
        if name == "loc_benchmark":
            table.append({"measure": "2.4", "comparator": "PREV_YEAR", "year": "2016-17", "value": LAST_YEAR,
                          "source": "own", "release": "2017"})
        with open(os.path.join(folder, name + ".csv"), "w", newline="", encoding="utf-8") as out:
            writer = csv.DictWriter(out, table[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(table)
    shutil.rmtree(made)
    return localities[0]


class PublicPack(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        shutil.rmtree(FOLDER, ignore_errors=True)
        os.makedirs(FOLDER)
        extract = os.path.join(FOLDER, "extract")
        locality = make_extract(extract)
        cls.areas = ["county", locality]
        waymark("init", COUNTY, "--name", "Testshire")
        waymark("load", extract, "--in", COUNTY)
        words = os.path.join(COUNTY, "commentary", MONTH, "county")
        os.makedirs(words)
        with open(os.path.join(words, "contacts.md"), "w", encoding="utf-8") as out:
            out.write(INSIDE_WORDS + ".\n")
        cls.with_pdf = all(map(shutil.which, ("pdftotext", "qpdf")))
        formats = "html,xlsx,csv,json"
        which = [o for area in cls.areas for o in ("--area", area)]
        waymark("publish", "--in", COUNTY, "--month", MONTH, *which, "--formats", formats)
        asked = formats + ",pdf" if cls.with_pdf else formats
        done = subprocess.run([WAYMARK, "publish", "--in", COUNTY, "--month", MONTH, *which, "--audience",
                               "public", "--formats", asked], capture_output=True, text=True)
        # Without a browser there is no PDF, and everything else.
        assert done.returncode in (0, 6), done.stderr
        cls.with_pdf = cls.with_pdf and done.returncode == 0
        cls.public = os.path.join(COUNTY, "public", MONTH)
        cls.inside = os.path.join(COUNTY, "publications", MONTH)
        cls.open_text = read(cls.public, "open-data", "open-data.csv")
        cls.open_data = {(r["measure"], r["area"], r["time_period"], r["time_identifier"]): r
                         for r in rows(cls.open_text)}
        cls.packs = {a: Pack(read(cls.public, a, "publication.json")) for a in cls.areas}
        cls.secrets, cls.ids = cls.what_is_secret(extract)

    @classmethod
    def what_is_secret(cls, extract):
        """Digests of the inside edition, its words and paths; ids of children, families and workers."""
        secrets = {INSIDE_WORDS, COUNTY, FOLDER, LAST_YEAR, "32,109.7"}
        for area in cls.areas:
            held = json.loads(read(cls.inside, area, "publication.json"))["digests"]
            secrets.update(re.findall(r"[0-9a-f]{32}", held["load"] + held["targets"] + held["commentary"]))
            secrets.update(re.findall(r"[0-9a-f]{32}", read(cls.inside, area, "revision.json")))
        ids = set()
        for file in glob.glob(os.path.join(extract, "ssd_*.csv")):
            with open(file, "rb") as table:
                ids.update(re.findall(rb"\b[A-Z]\d{5,}\b", table.read()))
        assert len(ids) > 1000 and len(secrets) > 20
        return secrets, ids

    def each(self, name):
        for area, pack in self.packs.items():
            with open(os.path.join(self.public, area, name), "rb") as content:
                yield pack, content.read()

    def test_there_is_enough_to_hide(self):
        for pack in self.packs.values():
            self.assertGreater(len(pack.hidden()), 50)

    def test_publication_json(self):
        for area, pack in self.packs.items():
            check_json(pack)
            check_open_data(pack, self.open_data)
            check_localities(pack, self.open_data)
            check_against_inside(pack, Pack(read(self.inside, area, "publication.json")))

    def test_page(self):
        for pack, content in self.each("index.html"):
            check_page(pack, content.decode("utf-8"))

    def test_workbooks(self):
        for pack, content in self.each("summary.xlsx"):
            check_summary_workbook(pack, content)
        for pack, content in self.each("analyst.xlsx"):
            check_analyst_workbook(pack, content)

    def test_open_data(self):
        for pack, content in self.each("open-data.csv"):
            check_release(pack, content.decode("utf-8"))

    def test_pdf(self):
        if not self.with_pdf:
            self.skipTest("no browser, or none of pdftotext and qpdf")
        for area, pack in self.packs.items():
            check_pdf(pack, read(self.public, area, "index.html"), os.path.join(self.public, area, "summary.pdf"))

    def test_files(self):
        for place, folders, files in os.walk(os.path.join(COUNTY, "public")):
            for name in files:
                self.assertIn(name, FILES, place)
                check_no_secrets(os.path.join(place, name), self.secrets, self.ids)
        contents = Page(read(self.public, "index.html")).root
        for item in contents.all("li"):
            ref = item.text().split()[0]
            row = self.open_data.get((ref, "unallocated", MONTH, "Month"))
            if ": " in item.text() and row is not None:
                self.assertNotEqual(row["missing_reason"], SUPPRESSED, item.text())

    # --- leaks planted

    def planted(self):
        """A hidden count of the latest month of a table of the page, and what it truly is."""
        pack = self.packs[self.areas[1]]
        truth = {(m, a, t): c for m, a, t, c in Pack(read(self.inside, pack.area, "publication.json")).cells()}
        for measure in pack.measures.values():
            at = (measure["measure"], pack.area, pack.months[-2])
            if at in pack.hidden() and not measure["total_only"] and truth[at]["value"]:
                if measure["format"] == "count" and measure["months"][-1]["value"] is not None:
                    return pack, measure, truth[at]
        raise AssertionError("nothing is hidden")

    def test_a_leak_in_publication_json_is_found(self):
        pack, measure, true = self.planted()
        text = json.dumps(pack.json)
        for change in (lambda m: m["months"][-2].update(numerator=true["numerator"]),
                       lambda m: m["direction"].update(direction="worse"),
                       lambda m: m["chart"].update(
                           text=m["chart"]["text"] + " Lowest %s in October 2017." % true["text"])):
            leaking = Pack(text)
            change(leaking.measures[measure["measure"]])
            self.assertRaises(AssertionError, check_json, leaking)

    def test_a_leak_in_the_page_is_found(self):
        pack, measure, true = self.planted()
        page = read(self.public, pack.area, "index.html")
        check_page(pack, page)
        at = page.index('<desc id="chart-', page.index('<svg class="chart"'))
        name = next(h["id"] for h in pack.json["pages"] if measure in h["measures"])
        chart = page.index('aria-labelledby="chart-%s-%s-title"' % (name, measure["measure"]))
        drawn = page.index('<path class="column" d="', chart)
        row = page.index('<tr id="m-')
        cell = page.index(">suppressed</td>", row)
        spark = page.index('<path d="M', row)
        for place, old, new in ((cell, ">suppressed", ">%s" % true["text"]),
                                (drawn, 'd="', 'd="M320 170h16.3v6h-16.3z'),
                                (spark, '<path d="M', '<path d="M3 5M'),
                                (at, "</desc>", " 3 in May 2017.</desc>")):
            found = page.index(old, place)
            leaking = page[:found] + new + page[found + len(old):]
            self.assertRaises(AssertionError, check_page, pack, leaking)
        body = page.index("</main>")
        self.assertRaises(AssertionError, check_page, pack, page[:body] + "<p>9,876.5</p>" + page[body:])

    def test_an_axis_that_reaches_to_a_hidden_value_is_found(self):
        pack, measure, _ = self.planted()
        page = read(self.public, pack.area, "index.html")
        held = json.loads(json.dumps(pack.json))
        wider = Pack(json.dumps(held))
        shown = wider.measures[measure["measure"]]
        greatest = max(v for v in values_of(shown["months"]) if v is not None)
        i = next(i for i, c in enumerate(shown["months"]) if c["value"] == greatest)
        shown["months"][i]["value"] = greatest * 3  # as if the axis had been made for less than is shown
        self.assertRaises(AssertionError, check_page, wider, page)

    def test_a_leak_in_a_workbook_is_found(self):
        pack, measure, true = self.planted()
        for name, check in (("summary.xlsx", check_summary_workbook), ("analyst.xlsx", check_analyst_workbook)):
            with open(os.path.join(self.public, pack.area, name), "rb") as content:
                whole = content.read()
            leaking = io.BytesIO()
            with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(leaking, "w") as new:
                for part in old.namelist():
                    data = old.read(part)
                    if part == "xl/sharedStrings.xml":
                        data = data.replace(b">suppressed<", b">3<")
                    new.writestr(part, data)
            check(pack, whole)
            self.assertRaises(AssertionError, check, pack, leaking.getvalue())

    def test_a_leak_in_open_data_is_found(self):
        pack, _, true = self.planted()
        text = read(self.public, pack.area, "open-data.csv")
        self.assertRaises(AssertionError, check_release, pack, text.replace(",c,c,c", ",c,3,c", 1))
        wrong = dict(self.open_data)
        at, row = next((k, r) for k, r in wrong.items()
                       if r["missing_reason"] == SUPPRESSED and k[0] in pack.measures and k[1] == pack.area
                       and k[3] == "Month")
        wrong[at] = dict(row, numerator="3")
        self.assertRaises(AssertionError, check_open_data, pack, wrong)

    def test_ids_and_digests_are_found(self):
        file = os.path.join(FOLDER, "leaking.html")
        for text in (sorted(self.ids)[0].decode(), sorted(self.secrets)[0]):
            with open(file, "w", encoding="utf-8") as out:
                out.write("<p>%s</p>" % text)
            self.assertRaises(AssertionError, check_no_secrets, file, self.secrets, self.ids)


if __name__ == "__main__":
    unittest.main()
