"""All counts of one extract, by name."""
from .assessments import Assessments
from .care_periods import CarePeriods
from .care_reviews import CareReviews
from .conference_reviews import ConferenceReviews
from .early_help import EarlyHelp
from .extract import Extract
from .front_door import FrontDoor
from .in_need import InNeed
from .leaving_and_staying import Adoption, CareLeavers, Stability
from .localities import Localities
from .looked_after import LookedAfter
from .protection import Protection
from .records import Records
from .staff_and_carers import Caseloads, Fostering


class Book:
    def __init__(self, folder, beside=None):
        self.extract = Extract(folder, beside)
        self.records = Records(self.extract)
        self.care = CarePeriods(self.records)
        self.places = Localities(self.records, self.care)
        self.in_need = InNeed(self)
        self.assessments = Assessments(self)
        self.protection = Protection(self)
        self.looked_after = LookedAfter(self)
        self.early_help = EarlyHelp(self)
        sections = [self.in_need, self.assessments, self.protection, self.looked_after,
                    self.early_help, FrontDoor(self), ConferenceReviews(self), CareReviews(self),
                    CareLeavers(self), Stability(self), Adoption(self), Caseloads(self),
                    Fostering(self)]
        self._functions = {name: function for section in sections
                           for name, function in section.counts().items()}
        self._tallies = {}

    def tally(self, name, month):
        """The count `name`, or `name:argument`, of a month."""
        if (name, month) not in self._tallies:
            function, *arguments = name.split(":")
            self._tallies[(name, month)] = self._functions[function](month, *arguments)
        return self._tallies[(name, month)]

    def number(self, names, area, month):
        """The sum of counts named `one+other`."""
        return sum(self.tally(name, month).of(area) for name in names.split("+"))

    def largest(self, name, area, month):
        return self.tally(name, month).get(area)
