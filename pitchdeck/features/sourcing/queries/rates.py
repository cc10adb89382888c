"""Questions about standard rates."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pitchdeck.features.sourcing.models import StandardRate


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
