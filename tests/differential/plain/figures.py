"""The second contract: figures.csv, from the counts."""
from collections import namedtuple
from decimal import Decimal
from fractions import Fraction

from .dates import financial_year_start, month_end, month_name, month_start
from .extract import NUMBER, whole_number
from .localities import UNALLOCATED
from .records import reference_row
from .register import HIGH, INFO, LOW, POPULATION

COLUMNS = ("measure,area,month,numerator,denominator,value,missing_reason,ytd_numerator,"
           "ytd_denominator,ytd_value,direction,rag").split(",")
Cell = namedtuple("Cell", "n d value reason")
STILL_COUNTED = ("", "no_denominator", "not_recorded")
FACTORS = {"percent": 100, "rate": 10000, "mean": 1, "mean of hundredths": 100}


class Figures:
    def __init__(self, book):
        self.book = book
        self.r = book.records
        self._cells = {}
        self._populations = {}

    def rows(self, measures, last, count):
        """One row a measure, area and month, in the order of the contract."""
        for measure in measures:
            for area in self.book.places.areas():
                for month in range(last - count + 1, last + 1):
                    yield self._row(measure, area, month)

    def _row(self, measure, area, month):
        cell = self.cell(measure, area, month)
        ytd = self._year_to_date(measure, area, month)
        return [measure.ref, area, month_name(month), whole(cell.n), whole(cell.d),
                decimal(cell.value), cell.reason, whole(ytd.n), whole(ytd.d), decimal(ytd.value),
                self._direction(measure, area, month), self._colour(measure, area, month)]

    # --- one month

    def cell(self, measure, area, month):
        memo = (measure.ref, area, month)
        if memo not in self._cells:
            self._cells[memo] = self._work_out(measure, area, month)
        return self._cells[memo]

    def _work_out(self, measure, area, month):
        reason = self._missing(measure, area, month)
        if reason:
            return Cell(None, None, None, reason)
        if measure.shape == "max":
            largest = self.book.largest(measure.n, area, month)
            if largest is None:
                return Cell(None, None, None, "no_denominator")
            return Cell(largest, None, Fraction(largest), "")
        n = self._sum(measure.n, area, month, measure.months)
        if measure.d is None:
            return Cell(n, None, Fraction(n), "")
        d = self._denominator(measure, area, month)
        if d == 0:
            return Cell(n, d, None, self._why_empty(measure, area, month))
        factor = FACTORS[measure.shape] * (12 if measure.kind == "annualised" else 1)
        return Cell(n, d, Fraction(factor * n, d), "")

    def _sum(self, names, area, month, months):
        return sum(self.book.number(names, area, month - back) for back in range(months))

    def _denominator(self, measure, area, month):
        if measure.d == POPULATION:
            return self.population(area, month)
        return self._sum(measure.d, area, month, measure.months)

    def _missing(self, measure, area, month):
        """The first reason that applies before anything is counted."""
        if measure.d == POPULATION and area == UNALLOCATED:
            return "not_applicable"
        if not all(self.book.extract.supplied(table) for table in measure.needs):
            return "not_supplied"
        if measure.d == POPULATION and self.population(area, month) is None:
            return "not_supplied"
        if measure.ref == "7.13" and not self.book.looked_after.terms_begun(month_end(month)):
            return "not_supplied"
        if self.r.extract_date is not None and month_end(month) > self.r.extract_date:
            return "not_yet"
        begins = month_start(month - measure.window + 1)
        if measure.kind != "stock" and self.r.history_from is not None and \
                begins < self.r.history_from:
            return "too_early"
        return ""

    def _why_empty(self, measure, area, month):
        """There were events, but none carries the entry; or there were none."""
        if measure.recorded and self._sum(measure.recorded, area, month, measure.months) > 0:
            return "not_recorded"
        return "no_denominator"

    def population(self, area, month):
        """Aged 0 to 17: latest valid_from by the month end, then latest estimate, then release."""
        if (area, month) not in self._populations:
            best = None
            for row in self.r.where("loc_population", "area", area):
                if (whole_number(row["age_from"]), whole_number(row["age_to"])) != (0, 17):
                    continue
                valid, estimate = row.date("valid_from"), whole_number(row["estimate_year"])
                if valid is not None and valid > month_end(month):
                    continue
                rank = (valid is not None, valid or month_start(12), estimate is not None,
                        estimate or 0, (row["release"] or "").encode())
                if best is None or rank > best[0]:
                    best = (rank, whole_number(row["value"]))
            self._populations[(area, month)] = best[1] if best else None
        return self._populations[(area, month)]

    # --- year to date

    def _year_to_date(self, measure, area, month):
        nothing = Cell(None, None, None, "")
        if measure.kind not in ("flow", "annualised") and not measure.pooled:
            return nothing
        cells = [self.cell(measure, area, m)
                 for m in range(financial_year_start(month), month + 1)]
        if any(cell.reason not in STILL_COUNTED for cell in cells):
            return nothing
        n = sum(cell.n for cell in cells)
        if measure.d is None:
            return Cell(n, None, Fraction(n), "")
        d = self.population(area, month) if measure.d == POPULATION else \
            sum(cell.d for cell in cells)
        factor = Fraction(FACTORS[measure.shape])
        if measure.kind == "annualised":
            factor *= Fraction(12, len(cells))
        return Cell(n, d, factor * n / d if d else None, "")

    # --- direction and colour

    def _direction(self, measure, area, month):
        now = self.cell(measure, area, month).value
        if measure.polarity == INFO:
            return "info" if now is not None else ""
        before = self.cell(measure, area, month - 1).value
        if now is None or before is None:
            return ""
        if now == before:
            return "same"
        return "better" if (now > before) == (measure.polarity == HIGH) else "worse"

    def _colour(self, measure, area, month):
        value = self.cell(measure, area, month).value
        if value is None or measure.polarity == INFO or area == UNALLOCATED:
            return ""
        targets = self.r.where("loc_target", "measure", measure.ref)
        row = None
        for wanted in (area, "county"):
            row = row or reference_row([t for t in targets if t["area"] == wanted],
                                       month_end(month))
        if row is None:
            return ""
        red, green = threshold(row["red"]), threshold(row["green"])
        if red is None or green is None:
            return ""
        if measure.polarity == LOW:
            value, red, green = -value, -red, -green
        if value >= green:
            return "green"
        return "red" if value < red else "amber"


def threshold(text):
    return Fraction(text) if text is not None and NUMBER.fullmatch(text) else None


def whole(value):
    return "" if value is None else str(value)


def decimal(value):
    """At most ten significant digits of the stored double, no zeros at the end, no exponent."""
    if value is None:
        return ""
    if value.denominator == 1:
        return str(value.numerator)
    stored = value.numerator / value.denominator  # the nearest double
    return format(Decimal("%.10g" % stored), "f")
