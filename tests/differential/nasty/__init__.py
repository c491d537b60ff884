"""Small random extracts that hold the edge cases of the definitions on purpose."""
from .faults import spoil
from .maker import Maker


def write_extract(seed, folder):
    """Writes the extract of a seed; returns the last month to ask for, as YYYY-MM."""
    maker = Maker(seed)
    maker.make()
    spoil(maker)
    maker.write(folder)
    return maker.last_month
