"""What the forms of an investment offer: rates of people's time, and measures with the worth of a unit."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from pitchdeck.features.investments.figures import minor_of, month_index, promise_of, unit_worth
from pitchdeck.features.investments.queries.standings import InvestmentRow
from pitchdeck.features.people.models import Person
from pitchdeck.features.sourcing.queries import standard_rates
from pitchdeck.features.strategy.models import Measure


@dataclass(frozen=True, slots=True)
class RateChoice:
    """An hourly rate that hours worked may be valued at, loaded, in minor units."""

    key: str
    name: str
    hourly_minor: int


@dataclass(frozen=True, slots=True)
class MeasureChoice:
    """A measure of the pitch; `lines` are the plan's benefit lines that rest on it, from 0."""

    id: int
    key: str
    name: str
    unit_of_measure: str
    baseline: float
    target: float
    owner_id: int
    owner_name: str
    lines: tuple[int, ...]


_MEASURES = (
    select(
        Measure.id,
        Measure.key,
        Measure.name,
        Measure.unit_of_measure,
        Measure.baseline,
        Measure.target,
        Measure.owner_id,
        Person.name,
    )
    .join(Person, Person.id == Measure.owner_id)
    .where(Measure.id.in_(bindparam("ids", expanding=True)))
    .order_by(Measure.name, Measure.id)
)


def rate_choices(session: Session, row: InvestmentRow) -> tuple[RateChoice, ...]:
    """The plan's own rates first, then finance's standard rates."""
    planned = tuple(
        RateChoice(
            f"plan-{rate.team}", f"{rate.team.capitalize()}, as planned", minor_of(rate.hourly, row.currency)
        )
        for rate in promise_of(row.inputs, row.figures).rates
    )
    standard = tuple(RateChoice(each.key, each.name, each.hourly_minor) for each in standard_rates(session))
    return (*planned, *standard)


def measure_choices(session: Session, row: InvestmentRow) -> tuple[MeasureChoice, ...]:
    """The measures that the pitch claims to move, its main one first."""
    lines = [line.get("measure_id") for line in row.content.get("benefits", ())]
    ids = {row.measure_id, *(line for line in lines if line is not None)}
    found = session.execute(_MEASURES, {"ids": sorted(ids)})
    choices = [
        MeasureChoice(*each, tuple(place for place, line in enumerate(lines) if line == each.id))
        for each in found
    ]
    return tuple(sorted(choices, key=lambda each: each.id != row.measure_id))


def worth_of(row: InvestmentRow, measure: MeasureChoice, covers_from: date) -> int | None:
    """What one unit of the measure is worth a month by the plan, in minor units; None must be stated."""
    month = month_index(row.baseline_on, covers_from)
    worth = unit_worth(row.inputs, measure.lines, month=month)
    return None if worth is None else minor_of(worth.monthly, row.currency)
