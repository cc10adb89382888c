"""The kinds of cost line and what each charges to which month.

A charge is budget cost (money that leaves a budget) or people's time; ROI uses both, investors pay the first.
Costs of month t fall at index t, in advance.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from pitchdeck.features.projection.terms import (
    choice,
    flag,
    number,
    numbers,
    out_of_order,
    pairs,
    read_number,
    read_whole,
    span,
    surcharge,
    terms_as_data,
    text,
    whole,
)

CATEGORIES = (
    "needs_assessment",
    "design_development",
    "acquisition_licences",
    "delivery_facilitation",
    "participant_time",
    "travel_facilities",
    "technology",
    "msp",
    "maintenance_refresh",
    "evaluation",
    "overhead_admin",
)

MOST_OVERRUN = 100.0


@dataclass(frozen=True, slots=True)
class Charge:
    """What one line costs at one index: money of a budget, people's time in money, and that time in hours."""

    index: int
    budget: float = 0.0
    time: float = 0.0
    hours: float = 0.0


@dataclass(frozen=True, kw_only=True)
class CostLine:
    """One line of cost; `charges` says what falls when, in the major unit of the book currency.

    `overrun_range` is [bad, good], each one in ten, as factors of the whole line; `independent` says why it
    does not move with the other lines.
    """

    kind: ClassVar[str]
    team: ClassVar[str | None] = None

    label: str = text()
    category: str | None = choice(*CATEGORIES)
    source: str = text()
    overrun_range: tuple[float, float] | None = span(partial(read_number, high=MOST_OVERRUN))
    independent: str = text()

    def misplaced_ranges(self) -> dict[str, str]:
        """What is wrong with the order of bad, likely and good, by term; more cost is worse."""
        return out_of_order("overrun_range", self.overrun_range, 1.0, falling=True)

    def charges(self, horizon: int) -> Iterator[Charge]:
        """The line's charges in order; those after the horizon may be left out."""
        raise NotImplementedError

    def to_data(self) -> dict[str, Any]:
        """The line in the file format."""
        return {"kind": self.kind, **terms_as_data(self)}


def _charge(index: int, amount: float, *, cash: bool, hours: float = 0.0) -> Charge:
    return Charge(index, budget=amount, hours=hours) if cash else Charge(index, time=amount, hours=hours)


def _months(month: int, months: int | None, horizon: int) -> range:
    """The months a line covers; without a number it runs to the end of the horizon."""
    return range(month, horizon if months is None else month + months)


@dataclass(frozen=True, kw_only=True)
class OneOff(CostLine):
    """An amount in one month."""

    kind: ClassVar[str] = "one_off"
    amount: float = number()
    month: int = whole(default=0)
    cash: bool = flag(default=True)

    def charges(self, horizon: int) -> Iterator[Charge]:  # noqa: ARG002 -- the same question to every kind
        """The amount, in its month."""
        yield _charge(self.month, self.amount, cash=self.cash)


@dataclass(frozen=True, kw_only=True)
class Recurring(CostLine):
    """The same amount each month, such as a licence over the months it covers."""

    kind: ClassVar[str] = "recurring"
    amount: float = number()
    month: int = whole(default=0)
    months: int | None = whole(low=1, default=None)
    cash: bool = flag(default=True)

    def charges(self, horizon: int) -> Iterator[Charge]:
        """The amount, in every month covered."""
        for month in _months(self.month, self.months, horizon):
            yield _charge(month, self.amount, cash=self.cash)


@dataclass(frozen=True, kw_only=True)
class ParticipantTime(CostLine):
    """The time of those who learn: people · hours each · wage · (1 + burden); budget cost only if `cash`."""

    kind: ClassVar[str] = "participant_time"
    team: ClassVar[str | None] = "participants"
    category: str | None = choice(*CATEGORIES, default="participant_time")
    people: float = number()
    hours: float = number()
    wage: float = number()
    burden: float = surcharge()
    month: int = whole(default=0)
    cash: bool = flag(default=False)

    def charges(self, horizon: int) -> Iterator[Charge]:  # noqa: ARG002 -- the same question to every kind
        """All hours, in the month they are spent."""
        hours = self.people * self.hours
        yield _charge(self.month, hours * self.wage * (1 + self.burden), cash=self.cash, hours=hours)


@dataclass(frozen=True, kw_only=True)
class Development(CostLine):
    """Building it: finished hours · hours of work per finished hour · rate.

    With `cash` somebody outside is paid for it, and no hours of the own team are used.
    """

    kind: ClassVar[str] = "development"
    team: ClassVar[str | None] = "development"
    category: str | None = choice(*CATEGORIES, default="design_development")
    finished_hours: float = number()
    ratio: float = number()
    rate: float = number()
    month: int = whole(default=0)
    cash: bool = flag(default=False)

    def charges(self, horizon: int) -> Iterator[Charge]:  # noqa: ARG002 -- the same question to every kind
        """All work, in its month."""
        hours = self.finished_hours * self.ratio
        yield _charge(self.month, hours * self.rate, cash=self.cash, hours=0.0 if self.cash else hours)


@dataclass(frozen=True, kw_only=True)
class Prorated(CostLine):
    """The part of a larger cost that this use of it bears: amount · used / expected users."""

    kind: ClassVar[str] = "prorated"
    category: str | None = choice(*CATEGORIES, default="design_development")
    amount: float = number()
    expected_users: float = number(low=1.0)
    used: float = number()
    month: int = whole(default=0)
    cash: bool = flag(default=True)

    def charges(self, horizon: int) -> Iterator[Charge]:  # noqa: ARG002 -- the same question to every kind
        """The part borne, unrounded, in its month."""
        yield _charge(self.month, self.amount * self.used / self.expected_users, cash=self.cash)


@dataclass(frozen=True, kw_only=True)
class MspFixed(CostLine):
    """A provider's fixed price in milestones, each raised by the contingency."""

    kind: ClassVar[str] = "msp_fixed"
    category: str | None = choice(*CATEGORIES, default="msp")
    milestones: tuple[tuple[int, float], ...] = pairs(read_whole, read_number)
    contingency: float = surcharge()
    cash: bool = flag(default=True)

    def charges(self, horizon: int) -> Iterator[Charge]:  # noqa: ARG002 -- the same question to every kind
        """Each milestone, in its month."""
        for month, amount in self.milestones:
            yield _charge(month, amount * (1 + self.contingency), cash=self.cash)


@dataclass(frozen=True, kw_only=True)
class MspTimeAndMaterials(CostLine):
    """A provider's work by the hour: Σ rate · hours · (1 + expenses), never above the cap, spread evenly."""

    kind: ClassVar[str] = "msp_tm"
    category: str | None = choice(*CATEGORIES, default="msp")
    roles: tuple[tuple[float, float], ...] = pairs(read_number, read_number)
    expenses: float = surcharge()
    cap: float | None = number(default=None)
    month: int = whole(default=0)
    months: int | None = whole(low=1, default=None)
    cash: bool = flag(default=True)

    def charges(self, horizon: int) -> Iterator[Charge]:
        """An equal part of the price in every month covered."""
        work = math.fsum(rate * hours for rate, hours in self.roles) * (1 + self.expenses)
        price = work if self.cap is None else min(self.cap, work)
        covered = _months(self.month, self.months, horizon)
        for month in covered:
            yield _charge(month, price / len(covered), cash=self.cash)


@dataclass(frozen=True, kw_only=True)
class MspRetainer(CostLine):
    """A provider's monthly fee with hours included; hours beyond them are charged at the overage rate."""

    kind: ClassVar[str] = "msp_retainer"
    category: str | None = choice(*CATEGORIES, default="msp")
    fee: float = number()
    hours_included: float = number(default=0.0)
    hours_used: tuple[float, ...] = numbers()
    overage_rate: float = number(default=0.0)
    month: int = whole(default=0)
    months: int | None = whole(low=1, default=None)
    cash: bool = flag(default=True)

    def charges(self, horizon: int) -> Iterator[Charge]:
        """Fee and overage of each month; a month whose use is not stated costs the fee."""
        for place, month in enumerate(_months(self.month, self.months, horizon)):
            used = self.hours_used[place] if place < len(self.hours_used) else 0.0
            overage = max(0.0, used - self.hours_included) * self.overage_rate
            yield _charge(month, self.fee + overage, cash=self.cash)

    def unused_hours(self, horizon: int) -> float:
        """Hours paid and not used, over the months whose use is stated."""
        stated = self.hours_used[: len(_months(self.month, self.months, horizon))]
        return math.fsum(max(0.0, self.hours_included - used) for used in stated)


@dataclass(frozen=True, kw_only=True)
class StaffAug(CostLine):
    """People from outside in the own team: their days are budget cost, supervising them is people's time."""

    kind: ClassVar[str] = "staff_aug"
    team: ClassVar[str | None] = "supervision"
    category: str | None = choice(*CATEGORIES, default="msp")
    fte: float = number()
    day_rate: float = number()
    days_per_month: float = number(high=31.0)
    supervision_hours: float = number(default=0.0)
    supervisor_rate: float = number(default=0.0)
    month: int = whole(default=0)
    months: int | None = whole(low=1, default=None)

    def charges(self, horizon: int) -> Iterator[Charge]:
        """Both parts, in every month covered."""
        for month in _months(self.month, self.months, horizon):
            yield Charge(
                month,
                budget=self.fte * self.day_rate * self.days_per_month,
                time=self.supervision_hours * self.supervisor_rate,
                hours=self.supervision_hours,
            )


KINDS: dict[str, type[CostLine]] = {
    line.kind: line
    for line in (
        OneOff,
        Recurring,
        ParticipantTime,
        Development,
        Prorated,
        MspFixed,
        MspTimeAndMaterials,
        MspRetainer,
        StaffAug,
    )
}
TEAMS = ("participants", "development", "supervision")
