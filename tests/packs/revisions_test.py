"""Publishing again: equal content is told and left alone, other content stands beside the old, and
without a browser everything but the PDF is there.

    revisions_test.py WAYMARK COUNTY    (published once, with every format)
"""
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

from pdf_file import Pdf

WAYMARK, COUNTY = map(os.path.abspath, sys.argv[1:])
del sys.argv[1:]
FILES = {"index.html", "summary.pdf", "summary.xlsx", "analyst.xlsx", "figures.csv", "figures.parquet",
         "open-data.csv", "open-data.meta.csv", "publication.json"}


def digests(folder):
    found = {}
    for name in sorted(os.listdir(folder)):
        file = os.path.join(folder, name)
        if os.path.isfile(file):
            with open(file, "rb") as content:
                found[name] = hashlib.sha256(content.read()).hexdigest()
    return found


class Revisions(unittest.TestCase):
    def setUp(self):
        self.root = tempfile.mkdtemp(prefix="waymark-revisions-")
        self.county = os.path.join(self.root, "county")
        shutil.copytree(COUNTY, self.county)
        self.month = os.path.join(self.county, "publications", "2017-11")
        self.pack = os.path.join(self.month, "county")

    def tearDown(self):
        shutil.rmtree(self.root, ignore_errors=True)

    def publish(self, formats, code=0, **environment):
        done = subprocess.run([WAYMARK, "publish", "--in", self.county, "--month", "2017-11",
                               "--formats", formats], capture_output=True, text=True,
                              env={**os.environ, **environment})
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def test_every_area_has_every_file_and_a_line_on_the_contents_page(self):
        with open(os.path.join(self.month, "index.html"), encoding="utf-8") as file:
            contents = file.read()
        areas = [area for area in os.listdir(self.month) if area != "index.html"]
        self.assertEqual(len(areas), 7)
        for area in areas:
            self.assertEqual(set(digests(os.path.join(self.month, area))) - {"revision.json"}, FILES)
            for name in FILES:
                self.assertIn('href="{}/{}"'.format(area, name), contents)
        self.assertIn("Counted for the county and in no locality", contents)

    def test_equal_content_is_told_and_left_alone(self):
        before = digests(self.pack)
        done = self.publish("html,json,csv,xlsx,pdf")
        self.assertIn("unchanged", done.stderr)
        self.assertEqual(digests(self.pack), before)
        self.assertFalse(os.path.exists(os.path.join(self.pack, "revision-2")))

    def test_equal_inputs_give_equal_files_elsewhere(self):
        """Of the PDF its content: a browser numbers the same objects now so, now otherwise."""
        pdf = os.path.join(self.pack, "summary.pdf")
        before, content = digests(self.pack), Pdf(pdf)
        shutil.rmtree(self.month)
        self.publish("html,json,csv,xlsx,pdf")
        after, again = digests(self.pack), Pdf(pdf)
        del before["summary.pdf"], after["summary.pdf"]
        self.assertEqual(after, before)
        self.assertEqual(len(again.pages), len(content.pages))
        self.assertEqual(again.tree.text(), content.tree.text())
        self.assertEqual(again.info, content.info)

    def test_other_content_stands_beside_the_old(self):
        before = digests(os.path.join(self.pack, "revision-1"))
        place = os.path.join(self.county, "commentary", "2017-11", "county")
        os.makedirs(place, exist_ok=True)
        with open(os.path.join(place, "contacts.md"), "w", encoding="utf-8") as file:
            file.write("Contacts **rose**.\n")
        done = self.publish("html,json")
        self.assertIn("revision 2", done.stderr)
        self.assertEqual(digests(os.path.join(self.pack, "revision-1")), before)
        held = digests(self.pack)
        self.assertEqual(set(held) - {"revision.json"}, {"index.html", "publication.json"})
        self.assertEqual(held["index.html"], digests(os.path.join(self.pack, "revision-2"))["index.html"])
        self.assertNotEqual(held["index.html"], before["index.html"])
        with open(os.path.join(self.month, "index.html"), encoding="utf-8") as file:
            self.assertIn("county/revision-1/", file.read())

    def test_without_a_browser_the_rest_is_written(self):
        shutil.rmtree(self.month)
        done = self.publish("html,pdf,xlsx,csv,json", code=6, PATH="/nowhere")
        self.assertIn("No browser was found", done.stderr)
        self.assertIn("authority.toml", done.stderr)
        self.assertEqual(set(digests(self.pack)) - {"revision.json"}, FILES - {"summary.pdf"})

    def test_a_pdf_that_cannot_be_finished_blames_no_browser(self):
        shutil.rmtree(self.month)
        broken = os.path.join(self.root, "broken")
        os.makedirs(broken)
        with open(os.path.join(broken, "libwaymark_pdf.so"), "w", encoding="utf-8") as file:
            file.write("no library, though longer than the head that one would begin with")
        done = self.publish("html,pdf", code=6, LD_LIBRARY_PATH=broken)
        self.assertIn("The PDF of county was not written. The part of waymark that finishes PDFs cannot be loaded",
                      done.stderr)
        self.assertNotIn("another browser", done.stderr)
        self.assertEqual(set(digests(self.pack)) - {"revision.json"}, {"index.html"})


if __name__ == "__main__":
    unittest.main()
