"""A benefit line: one improvement, what it is worth, and how much of it may honestly be claimed.

Benefits of month t fall at index t + 1, in arrears.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from pitchdeck.features.projection.figure import MONTHS_PER_YEAR
from pitchdeck.features.projection.terms import (
    LARGEST,
    SHORTEST_FACTOR,
    choice,
    number,
    out_of_order,
    read_number,
    read_share,
    share,
    span,
    terms_as_data,
    text,
    whole,
)

REALISATIONS = ("cashable", "avoided", "capacity")

# Where the money is seen when nobody says otherwise. Raw and utility lines name no budget that falls,
# so the cautious reading is that no money leaves.
REALISATION_BY_KIND: Mapping[str, str] = {
    "time_saved": "capacity",
    "errors_avoided": "avoided",
    "turnover_avoided": "cashable",
    "sales_uplift": "cashable",
    "time_to_competence": "capacity",
    "incidents_avoided": "avoided",
    "cost_avoided": "avoided",
    "utility": "capacity",
    "direct": "capacity",
}
# Calendar weeks: holidays and absence belong into the estimate of what is saved per week.
PER_MONTH: Mapping[str, float] = {
    "week": 52 / MONTHS_PER_YEAR,
    "month": 1.0,
    "quarter": 1 / 3,
    "year": 1 / MONTHS_PER_YEAR,
    "once": 1.0,
}
METHODS = ("control_group", "trend_line", "model", "expert", "manager", "participant", "none")
BASES = (
    "own_measured_result",
    "published_study",
    "expert",
    "manager",
    "participant",
    "assumption",
)


@dataclass(frozen=True, kw_only=True)
class BenefitLine:
    """One benefit in the terms of the file format; `months` absent means to the end of the horizon.

    `margin` and `redeployed` absent mean that nobody stated them; they then count as 1. A range is
    [bad, good], each one in ten, around the term that it names; `independent` says why the line's drivers do
    not move with those of the others, `justification` why it may exceed what others of its kind obtained,
    `population` whom it counts where another line has the same measure.
    """

    name: str = text()
    kind: str = choice(*REALISATION_BY_KIND, default="direct")
    source: str = text()
    units: float = number(default=1.0)
    delta: float = number(low=-LARGEST, default=1.0)
    value: float = number(default=1.0)
    per: str = choice(*PER_MONTH, default="month")
    applies_to: str = choice("each", "average", default="each")
    adoption: float = share()
    isolation: float = share()
    confidence: float = share()
    margin: float | None = share(default=None)
    redeployed: float | None = share(default=None)
    start: int | None = whole(default=None)
    lag: int = whole(default=0)
    months: int | None = whole(low=1, default=None)
    ramp: float = number(high=1200.0, default=0.0)
    attrition: float = share(default=0.0)
    hold: float = number(high=1200.0, default=0.0)
    half_life: float | None = number(low=SHORTEST_FACTOR, default=None)
    realisation: str = choice(*REALISATIONS, default="")
    basis: str | None = choice(*BASES)
    isolation_method: str | None = choice(*METHODS)
    adoption_range: tuple[float, float] | None = span(read_share)
    delta_range: tuple[float, float] | None = span(partial(read_number, low=-LARGEST))
    isolation_range: tuple[float, float] | None = span(read_share)
    independent: str = text()
    justification: str = text()
    population: str = text()

    def __post_init__(self) -> None:
        if not self.realisation:
            object.__setattr__(self, "realisation", REALISATION_BY_KIND[self.kind])

    def misplaced_ranges(self) -> dict[str, str]:
        """What is wrong with the order of bad, likely and good, by term; more of a disbenefit is worse."""
        wrong = out_of_order("delta_range", self.delta_range, self.delta)
        if self.adoption_range is not None and self.applies_to == "average":
            wrong["adoption_range"] = "does not count for an average of all: leave it out"
        else:
            wrong |= out_of_order(
                "adoption_range", self.adoption_range, self.adoption, falling=self.delta < 0
            )
        return wrong | out_of_order(
            "isolation_range", self.isolation_range, self.isolation, falling=self.delta < 0
        )

    @property
    def applied(self) -> float:
        """The share of people who apply it; an average of all already contains those who do not."""
        return 1.0 if self.applies_to == "average" else self.adoption

    @property
    def steady(self) -> float:
        """Money per month once everyone applies it fully and nothing has faded."""
        return (
            self.units
            * self.applied
            * self.delta
            * PER_MONTH[self.per]
            * self.value
            * (1.0 if self.margin is None else self.margin)
            * self.isolation
            * self.confidence
            * (1.0 if self.redeployed is None else self.redeployed)
        )

    def first_month(self, launch: int) -> int:
        """The month of the first benefit: the line's own start, or launch + lag."""
        return launch + self.lag if self.start is None else self.start

    def presence(self, t: int) -> float:
        """How much of the steady benefit is there in the line's month t: survival · ramp · decay."""
        survival = (1 - self.attrition) ** (t / MONTHS_PER_YEAR)
        ramp = min(1.0, (t + 1) / self.ramp) if self.ramp > 0 else 1.0
        faded = max(0.0, t - self.hold)
        decay = 1.0 if self.half_life is None else 0.5 ** (faded / self.half_life)
        return float(survival * ramp * decay)

    def amounts(self, launch: int, horizon: int) -> Iterator[tuple[int, float]]:
        """The benefit per index up to the horizon, in the major unit of the book currency."""
        first, months = self.first_month(launch), 1 if self.per == "once" else self.months
        end = horizon if months is None else min(horizon, first + months)
        for month in range(first, end):
            yield month + 1, self.steady * self.presence(month - first)

    def to_data(self) -> dict[str, Any]:
        """The line in the file format."""
        return terms_as_data(self)
