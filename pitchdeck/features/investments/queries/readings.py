"""Readings of an investment's measure, each with what the viewer may do about it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base import policy
from pitchdeck.base.errors import NotFound
from pitchdeck.base.policy import Actor, Verdict
from pitchdeck.features.investments.models import Attestation, Investment, Reading
from pitchdeck.features.investments.policy import Around, ReadingFacts
from pitchdeck.features.investments.queries.around import around, seen
from pitchdeck.features.people.models import Person
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.strategy.models import Measure

Rows = Select[*tuple[Any, ...]]
_NO = Verdict(ok=False)


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A measurement with the benefit that it shows, in minor units, and its sponsor's answer."""

    key: str
    investment_key: str
    investment_state: str
    pitch_id: int
    measure_name: str
    unit_of_measure: str
    target: float
    owner_id: int
    owner_name: str
    read_on: date
    covers_from: date
    covers_to: date
    baseline: float
    value: float
    isolation: float
    confidence: float
    method: str
    evidence: str
    unit_minor: int | None
    benefit_minor: int
    derivation: str
    reported_by_id: int
    reported_deputy_id: int | None
    reported_by: str
    verdict: str | None
    answered_why: str | None
    answered_at: datetime | None
    attest: Verdict = _NO

    @property
    def state(self) -> str:
        """Asked, attested, or refused."""
        return self.verdict or "asked"


_Reporter, _Second, _ForReporter = aliased(Person), aliased(Person), aliased(Person)
_READINGS: Rows = (
    select(
        Reading.key,
        Investment.key,
        Investment.state,
        Investment.pitch_id,
        Measure.name,
        Measure.unit_of_measure,
        Measure.target,
        Measure.owner_id,
        _Second.name,
        Reading.read_on,
        Reading.covers_from,
        Reading.covers_to,
        Reading.baseline,
        Reading.value,
        Reading.isolation,
        Reading.confidence,
        Reading.method,
        Reading.evidence,
        Reading.unit_minor,
        Reading.benefit_minor,
        Reading.derivation,
        Reading.reported_by_id,
        Reading.reported_deputy_id,
        who_did(_Reporter, _ForReporter),
        Attestation.verdict,
        Attestation.reason,
        Attestation.at,
    )
    .join_from(Reading, Investment, Investment.id == Reading.investment_id)
    .join(Measure, Measure.id == Reading.measure_id)
    .join(_Second, _Second.id == Measure.owner_id)
    .join(_Reporter, _Reporter.id == Reading.reported_by_id)
    .outerjoin(_ForReporter, _ForReporter.id == Reading.reported_deputy_id)
    .outerjoin(Attestation, Attestation.reading_id == Reading.id)
)
_READINGS_OF = _READINGS.where(
    Investment.id == bindparam("investment_id", type_=Investment.id.type)
).order_by(Reading.covers_from.desc(), Reading.id.desc())
_READING = _READINGS.where(Reading.key == bindparam("key", type_=Investment.key.type))


def readings_of(session: Session, investment_id: int, viewer: Actor, near: Around) -> tuple[ReadingRow, ...]:
    """The readings, the newest months first."""
    found = session.execute(_READINGS_OF, {"investment_id": investment_id})
    return tuple(_reading(ReadingRow(*row), viewer, near) for row in found)


def reading_of_key(session: Session, key: str, viewer: Actor) -> ReadingRow:
    """One reading; NotFound when there is none, or its investment is not open to the viewer."""
    found = session.execute(_READING, {"key": key}).one_or_none()
    if found is None:
        raise NotFound
    row = ReadingRow(*found)
    return _reading(row, viewer, seen(viewer, around(session, row.pitch_id), row.investment_state))


def facts_for_reading(row: ReadingRow, near: Around) -> ReadingFacts:
    """What the rules for a reading look at."""
    reporters = frozenset({row.reported_by_id, row.reported_deputy_id})
    return ReadingFacts(near, row.owner_id, reporters, row.verdict)


def _reading(row: ReadingRow, viewer: Actor, near: Around) -> ReadingRow:
    return replace(row, attest=policy.may("reading:attest", viewer, facts_for_reading(row, near)))
