"""The county's and a locality's PDF before veraPDF's rules for PDF/UA-1, the machine's part of the
standard. One rule is left out knowingly: the file does not say of itself that it conforms, since
nobody has looked at it as the standard's other part asks.

    pdf_ua_test.py JAVA FOLDER_OF_JARS MONTH_FOLDER
"""
import os
import subprocess
import sys
import unittest
import xml.etree.ElementTree as ET

JAVA, JARS, MONTH_FOLDER = sys.argv[1:]
del sys.argv[1:]
IDENTIFIER = ("5", "1")  # clause and test


class PdfUa(unittest.TestCase):
    def test_no_rule_fails_but_that_of_the_identifier(self):
        areas = sorted(entry for entry in os.listdir(MONTH_FOLDER)
                       if os.path.isdir(os.path.join(MONTH_FOLDER, entry)))
        areas.remove("county")
        files = [os.path.join(MONTH_FOLDER, area, "summary.pdf") for area in ("county", areas[0])]
        done = subprocess.run([JAVA, "-cp", os.path.join(JARS, "*"),
                               "org.verapdf.apps.GreenfieldCliWrapper", "--flavour", "ua1", "--format",
                               "xml", "--maxfailuresdisplayed", "3", *files],
                              capture_output=True, text=True)
        report = ET.fromstring(done.stdout)
        details = list(report.iter("details"))
        self.assertEqual(len(details), len(files), done.stderr)
        for file, detail in zip(files, details):
            self.assertGreater(int(detail.get("passedRules")), 100)
            failed = [(rule.get("clause"), rule.get("testNumber"),
                       [message.text for message in rule.iter("errorMessage")])
                      for rule in detail.iter("rule") if rule.get("status") == "failed"]
            self.assertEqual([f for f in failed if f[:2] != IDENTIFIER], [], file)


if __name__ == "__main__":
    unittest.main()
