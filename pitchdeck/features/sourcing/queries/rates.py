"""Questions about standard rates."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.features.people.models import Person
from pitchdeck.features.sourcing.models import StandardRate, StandardValue


@dataclass(frozen=True, slots=True)
class RateRow:
    """A standard rate: loaded, per hour, in minor units."""

    key: str
    purpose: str
    name: str
    hourly_minor: int
    source: str
    dated_on: date


_RATES = select(
    StandardRate.key,
    StandardRate.purpose,
    StandardRate.name,
    StandardRate.hourly_minor,
    StandardRate.source,
    StandardRate.dated_on,
).order_by(StandardRate.purpose, StandardRate.hourly_minor, StandardRate.id)


def standard_rates(session: Session) -> tuple[RateRow, ...]:
    """Finance's standard rates, by purpose and height."""
    return tuple(RateRow(*row) for row in session.execute(_RATES))


@dataclass(frozen=True, slots=True)
class ValueRow:
    """What one unit is worth, in minor units, and who entered it."""

    key: str
    name: str
    unit: str
    value_minor: int
    source: str
    dated_on: date
    by_name: str


_Newer = aliased(StandardValue)
_VALUES = (
    select(
        StandardValue.key,
        StandardValue.name,
        StandardValue.unit,
        StandardValue.value_minor,
        StandardValue.source,
        StandardValue.dated_on,
        Person.name,
    )
    .join(Person, Person.id == StandardValue.by_id)
    .where(~exists().where(_Newer.name == StandardValue.name, _Newer.id > StandardValue.id))
    .order_by(StandardValue.name, StandardValue.id)
)


def standard_values(session: Session) -> tuple[ValueRow, ...]:
    """Finance's values of one unit, the newest of each name."""
    return tuple(ValueRow(*row) for row in session.execute(_VALUES))
