"""What is to be done, what vendors and the own team charge for it, and the conventions between the two."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

HOURS_PER_DAY = 8
DAYS_PER_MONTH = 20
RESERVES: Mapping[str, float] = {"high": 0.0, "medium": 0.10, "low": 0.25}
"""What is added to the work because the scope may grow, by how sure it is (decision 0176)."""
LEAST_RESERVE_BY_HOUR = 0.10
"""Work by the hour is planned with a tenth on top, whatever the scope (experience.md, step 3)."""


@dataclass(frozen=True, slots=True)
class Work:
    """A role and the hours of effort that are needed of it."""

    role: str
    hours: float


@dataclass(frozen=True, slots=True)
class Scope:
    """What is to be done: by whom, from which month, for how long; what kind of work it is, and how sure.

    `starts_on` decides which prices count; `month` and `months` place the lines in the projection.
    `free_hours` are the own team's over that time, None when nobody knows.
    """

    work: tuple[Work, ...]
    finished_hours: float | None
    starts_on: date
    month: int
    months: int
    nature: str = "one_off"
    involvement: str = "medium"
    surety: str = "medium"
    free_hours: float | None = None

    @property
    def hours(self) -> float:
        """The effort of all roles."""
        return math.fsum(one.hours for one in self.work)

    def reserved(self, engagement: str) -> float:
        """What the model adds to the work, as a fraction."""
        reserve = RESERVES[self.surety]
        return max(reserve, LEAST_RESERVE_BY_HOUR) if engagement == "time_and_materials" else reserve


@dataclass(frozen=True, slots=True)
class Card:
    """A vendor's price; `last_on` is its last day."""

    vendor: str
    engagement: str
    role: str
    unit: str
    amount: float
    valid_from: date
    last_on: date
    source: str
    hours_included: float = 0.0
    overage: float = 0.0
    expenses: float = 0.0


@dataclass(frozen=True, slots=True)
class Standard:
    """Finance's loaded rate of an hour of the own team, with its source."""

    rate: float
    source: str
