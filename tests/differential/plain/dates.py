"""Section 0 of the definitions: days, months, ages and working days."""
import calendar
import datetime as dt
from functools import lru_cache

ONE_DAY = dt.timedelta(days=1)


@lru_cache(maxsize=None)
def read_date(text):
    """`YYYY-MM-DD`, alone or followed by a blank or T and HH:MM:SS; anything else is missing."""
    if text is None:
        return None
    day, time = text[:10], text[10:]
    if time and not (time[0] in " T" and is_time(time[1:])):
        return None
    if len(day) != 10 or day[4] != "-" or day[7] != "-":
        return None
    parts = (day[:4], day[5:7], day[8:])
    if not all(part.isascii() and part.isdigit() for part in parts):
        return None
    try:
        return dt.date(*map(int, parts))
    except ValueError:
        return None


def is_time(text):
    if len(text) != 8 or text[2] != ":" or text[5] != ":":
        return False
    parts = (text[:2], text[3:5], text[6:])
    if not all(part.isascii() and part.isdigit() for part in parts):
        return False
    return int(parts[0]) < 24 and int(parts[1]) < 60 and int(parts[2]) < 60


# A month is a number: years times twelve, plus 0 for January.

def month_of(day):
    return day.year * 12 + day.month - 1


def month_start(month):
    return dt.date(month // 12, month % 12 + 1, 1)


def month_end(month):
    return month_start(month + 1) - ONE_DAY


def month_name(month):
    return f"{month // 12}-{month % 12 + 1:02}"


def financial_year_start(month):
    """The April on or before the month."""
    return month - (month % 12 - 3) % 12


def add_months(day, count):
    """The same day of the month, but not beyond the last day of the month arrived at."""
    year, month = divmod(month_of(day) + count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def within(earlier, later, months):
    """So many months before the later day at most, counted forward from the earlier."""
    if earlier is None or later is None:
        return False
    return earlier <= later <= add_months(earlier, months)


def birthday(born, years):
    """The day somebody turns so old; 1 March for 29 February where the year has none."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return dt.date(born.year + years, 3, 1)


def earliest(*days):
    return min((day for day in days if day is not None), default=None)


def faulty(start, end):
    """A span without a start, or that ends before it starts."""
    return start is None or (end is not None and end < start)


def open_on(start, end, day):
    """Begun, and not ended on or before the day."""
    return not faulty(start, end) and start <= day and (end is None or end > day)


def in_force_on(start, end, day):
    """As open, but the last day counts."""
    return start is not None and start <= day and (end is None or end >= day)


class WorkingDays:
    def __init__(self, holidays):
        self.holidays = holidays
        self._between = {}
        self._nth = {}

    def is_working(self, day):
        return day.weekday() < 5 and day not in self.holidays

    def between(self, start, end):
        """Working days after the start up to and with the end; no value if it runs backwards."""
        if start is None or end is None or end < start:
            return None
        if (start, end) not in self._between:
            count, day = 0, start
            while day < end:
                day += ONE_DAY
                count += self.is_working(day)
            self._between[(start, end)] = count
        return self._between[(start, end)]

    def nth_after(self, start, count):
        """The first day that is so many working days after the start."""
        if (start, count) not in self._nth:
            day, left = start, count
            while left > 0:
                day += ONE_DAY
                left -= self.is_working(day)
            self._nth[(start, count)] = day
        return self._nth[(start, count)]
