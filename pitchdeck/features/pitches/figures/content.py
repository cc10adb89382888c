"""What a draft says and a revision freezes, as plain values."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

Terms = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CostRow:
    """A line of cost; `terms` are the projection's own, money in the major unit of the book currency."""

    kind: str
    category: str
    label: str
    terms: Terms
    source: str = ""


@dataclass(frozen=True, slots=True)
class BenefitRow:
    """A line of benefit; with a measure its `delta` is in the measure's own unit."""

    kind: str
    label: str
    terms: Terms
    source: str = ""
    measure_id: int | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What the organisation brings into every projection; the standard rate is loaded, per hour."""

    currency: str
    exponent: int
    fiscal_year_start: int
    discount_rate: float
    hourly_minor: int | None = None
    hourly_source: str = ""

    @property
    def hourly(self) -> float:
        """An hour of a participant in the major unit, as the projection takes it; 0 while none is set."""
        return float(Decimal(self.hourly_minor or 0).scaleb(-self.exponent))


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One version of a pitch. Months count from `start_on`, the month of the planned approval."""

    template: str = "blank"
    title: str = ""
    source: str = ""
    start_on: date | None = None
    measure_id: int | None = None
    problem: str = ""
    nothing_minor: int | None = None
    cause: str | None = None
    solution: str = ""
    audience: str = ""
    people: int | None = None
    hours_each: float | None = None
    launch_month: int | None = None
    engagement: str = "in_house"
    nothing_else: bool = False
    level_1: str = ""
    level_2: str = ""
    level_3: str = ""
    readings: tuple[int, ...] = ()
    isolation_plan: str | None = None
    risk: str = ""
    risk_answer: str = ""
    stop_rule: str = ""
    minimum_minor: int | None = None
    costs: tuple[CostRow, ...] = ()
    benefits: tuple[BenefitRow, ...] = ()

    def to_data(self) -> dict[str, Any]:
        """The content as plain JSON, dates as ISO text."""
        data = asdict(self)
        data["start_on"] = self.start_on.isoformat() if self.start_on else None
        return data

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> "Content":
        """The content that `to_data` wrote; what a later version added to it is left out."""
        known = {field.name for field in fields(cls)}
        values = {name: value for name, value in data.items() if name in known}
        start = values.get("start_on")
        return cls(
            **values
            | {
                "start_on": date.fromisoformat(start) if start else None,
                "readings": tuple(values.get("readings", ())),
                "costs": tuple(CostRow(**line) for line in values.get("costs", ())),
                "benefits": tuple(BenefitRow(**line) for line in values.get("benefits", ())),
            }
        )
