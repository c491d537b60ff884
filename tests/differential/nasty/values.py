"""Random values: days that border on something, cells that are written oddly."""
import datetime as dt
import json
import random

ONE_DAY = dt.timedelta(days=1)
# Months whose first and last days decide something: years, changes of rules, February.
BORDERS = [(2016, 2), (2016, 3), (2016, 9), (2016, 11), (2016, 12), (2017, 1), (2017, 2), (2017, 3),
           (2017, 4), (2017, 5), (2017, 6), (2017, 7), (2017, 8), (2017, 10), (2017, 11), (2017, 12)]
# Lengths at which a rule turns: working days, weeks, months, years, 28 days, two and a half years.
LENGTHS = (0, 1, 5, 7, 10, 13, 14, 15, 20, 21, 22, 28, 29, 42, 60, 63, 64, 65, 90, 91, 92, 181, 183,
           184, 365, 366, 547, 730, 731, 914)


class Values:
    def __init__(self, seed):
        self.r = random.Random(seed)

    def chance(self, share):
        return self.r.random() < share

    def pick(self, values, missing=0.04):
        return "" if self.chance(missing) else self.r.choice(values)

    def one(self, *values):
        return self.r.choice(values)

    def between(self, first, last):
        return first + dt.timedelta(days=self.r.randrange(max(1, (last - first).days + 1)))

    def day(self, first=dt.date(2016, 7, 1), last=dt.date(2018, 1, 10)):
        """A day from the first to the last, often on a border."""
        if self.chance(0.5):
            year, month = self.r.choice(BORDERS)
            day = dt.date(year, month, 1) + dt.timedelta(days=self.one(-2, -1, -1, 0, 0, 1, 14, 27))
            if first <= day <= last:
                return day
        return self.between(first, last)

    def after(self, day, lengths=LENGTHS):
        return day + dt.timedelta(days=self.r.choice(lengths) + self.one(0, 0, 0, 0, -1, 1))

    def months_after(self, day, months):
        """About so many months later: the day itself, or one beside it."""
        ahead = day.year * 12 + day.month - 1 + months
        year, month = divmod(ahead, 12)
        begin = dt.date(year, month + 1, 1)
        last = (begin + dt.timedelta(days=32)).replace(day=1) - ONE_DAY
        return begin.replace(day=min(day.day, last.day)) + \
            dt.timedelta(days=self.one(-1, 0, 0, 0, 1))

    def text(self, day, broken=0.015):
        """A date as it may stand in a cell; now and then none that can be read."""
        if day is None:
            return self.one("", "", "", "  ")
        if self.chance(broken):
            return self.one("", "31/12/2016", "2017-02-30", "unknown", "2017-13-01", "2017-1-5",
                            day.isoformat() + " 25:00:00", day.isoformat() + " 10:00")
        if self.chance(0.05):
            return day.isoformat() + self.one(" 00:00:00", "T23:59:59", "T00:00:00")
        return self.padded(day.isoformat())

    def padded(self, text):
        return self.one(" " + text, text + "  ") if self.chance(0.02) else text

    def mixed(self, code):
        """A code in another case, or with blanks around it."""
        if self.chance(0.08):
            code = self.one(code.lower(), code.upper(), code.title())
        return self.padded(code)

    def code(self, codes, missing=0.03, unknown=0.03):
        if self.chance(missing):
            return ""
        return "?X" if self.chance(unknown) else self.mixed(self.r.choice(codes))

    def yes(self, share):
        if self.chance(0.06):
            return self.one("", "y", "n", "X", "true", "1")
        return "Y" if self.chance(share) else "N"

    def flags(self, keys, share):
        """A JSON cell whose keys are flags, or something that is no object."""
        if self.chance(0.04):
            return self.one("", "[]", '["NFA_FLAG"]', "{", "text", "{}", '"Y"', "null", "7")
        return json.dumps({
            (name.lower() if self.chance(0.04) else name):
                self.one("Y", "Y", "y", True, "N", "", False, 1, None, "yes")
            for name in keys if self.chance(share)})
