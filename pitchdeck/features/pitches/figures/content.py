"""What a draft says and a revision freezes, as plain values."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

Terms = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CostRow:
    """A line of cost; `terms` are the projection's own, money in the major unit of the book currency.

    `tiers` says by tier how the line differs there: {"out": true}, or the terms that are other ones.
    """

    kind: str
    category: str
    label: str
    terms: Terms
    source: str = ""
    tiers: Mapping[str, Terms] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BenefitRow:
    """A line of benefit; with a measure its `delta` is in the measure's own unit. `tiers` as in CostRow."""

    kind: str
    label: str
    terms: Terms
    source: str = ""
    measure_id: int | None = None
    tiers: Mapping[str, Terms] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OptionRow:
    """Another way to the same end, roughly: money in minor units, `months` from the month `from_month` on.

    `once_minor` and `time_minor` (people's time, never asked for) fall in the first month. `bad_minor` and
    `good_minor` are the benefit a month that one in ten falls short of, and exceeds; None while nobody said.
    """

    label: str
    what: str = ""
    once_minor: int = 0
    monthly_minor: int = 0
    time_minor: int = 0
    benefit_minor: int = 0
    from_month: int = 0
    months: int | None = None
    why_not: str = ""
    bad_minor: int | None = None
    good_minor: int | None = None


@dataclass(frozen=True, slots=True)
class IntangibleRow:
    """What is worth having and is not valued in money; `rating` 1 to 5 says how much it matters."""

    name: str
    rating: int = 3
    seen_by: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the organisation brings into every projection; the standard rate is loaded, per hour.

    `defaults` holds value, source, date and whether finance entered it, by name; `rates` the standard rates
    by purpose, in minor units. Above `unit_hours` in a quarter the head of the pitch's unit is asked.
    """

    currency: str
    exponent: int
    fiscal_year_start: int
    discount_rate: float
    hourly_minor: int | None = None
    hourly_source: str = ""
    roi_objective_pct: float | None = None
    small_minor: int | None = None
    large_minor: int | None = None
    defaults: Mapping[str, Any] = field(default_factory=dict)
    rates: Mapping[str, Any] = field(default_factory=dict)
    unit_hours: int | None = None

    def default(self, name: str, otherwise: float | None = None) -> float | None:
        """A default's value as it counted then, or `otherwise` where none was frozen."""
        value = self.defaults.get(name, {}).get("value")
        return otherwise if value is None else float(value)

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
    headline_months: int = 12
    comparison: dict[str, Any] | None = None
    costs: tuple[CostRow, ...] = ()
    benefits: tuple[BenefitRow, ...] = ()
    options: tuple[OptionRow, ...] = ()
    intangibles: tuple[IntangibleRow, ...] = ()

    @property
    def has_tiers(self) -> bool:
        """Whether a line differs by tier."""
        return any(line.tiers for line in self.costs) or any(line.tiers for line in self.benefits)

    @property
    def tiers(self) -> tuple[str, ...]:
        """The tiers that lines make beside the requested one, the lowest first."""
        named = {tier for line in self.costs for tier in line.tiers}
        named |= {tier for line in self.benefits for tier in line.tiers}
        return tuple(tier for tier in ("minimum", "stretch") if tier in named)

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
                "costs": tuple(CostRow(**row) for row in values.get("costs", ())),
                "benefits": tuple(BenefitRow(**row) for row in values.get("benefits", ())),
                "options": tuple(OptionRow(**row) for row in values.get("options", ())),
                "intangibles": tuple(IntangibleRow(**row) for row in values.get("intangibles", ())),
            }
        )
