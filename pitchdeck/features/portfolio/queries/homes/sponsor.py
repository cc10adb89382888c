"""What awaits people who own a measure."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.investments.models import (
    Attestation,
    ClosingAnswer,
    ClosingReview,
    Investment,
    Reading,
)
from pitchdeck.features.people.models import Person
from pitchdeck.features.pitches.models import Pitch, Revision
from pitchdeck.features.pitches.workflow import ENDED
from pitchdeck.features.portfolio.queries.homes.task import Moment, Part, Task
from pitchdeck.features.strategy.models import Claim, ClaimAnswer, Measure

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class OwnMeasure:
    """A measure of the sponsor's: `claimed` is the share of its gap that open pitches and investments claim.

    `measured` is the newest attested value.
    """

    key: str
    name: str
    unit_of_measure: str
    baseline: float
    target: float
    target_on: date
    agreed: bool
    claimed: float
    measured: float | None


_ME = bindparam("me", type_=Person.id.type)
_NEWEST = select(func.max(Claim.id)).group_by(Claim.pitch_key)
_CLAIMS: Rows = (
    select(
        Claim.key,
        Claim.measure_id,
        Claim.share,
        Claim.asked_at,
        ClaimAnswer.verdict,
        Pitch.title,
        Pitch.state,
        Person.name,
    )
    .join_from(Claim, Measure, Measure.id == Claim.measure_id)
    .join(Pitch, Pitch.key == Claim.pitch_key)
    .join(Person, Person.id == Claim.asked_by_id)
    .outerjoin(ClaimAnswer, ClaimAnswer.claim_id == Claim.id)
    .where(Measure.owner_id == _ME, Claim.id.in_(_NEWEST), Pitch.state.not_in(sorted(ENDED)))
    .order_by(Claim.asked_at, Claim.id)
)
_READINGS: Rows = (
    select(Reading.key, Pitch.title, Reading.reported_at, Reading.benefit_minor, Person.name)
    .join_from(Reading, Measure, Measure.id == Reading.measure_id)
    .join(Investment, Investment.id == Reading.investment_id)
    .join(Pitch, Pitch.id == Investment.pitch_id)
    .join(Person, Person.id == Reading.reported_by_id)
    .where(Measure.owner_id == _ME, ~exists().where(Attestation.reading_id == Reading.id))
    .order_by(Reading.reported_at, Reading.id)
)
_REVIEWS: Rows = (
    select(ClosingReview.key, Pitch.title, ClosingReview.at, Person.name)
    .join_from(ClosingReview, Investment, Investment.id == ClosingReview.investment_id)
    .join(Revision, Revision.id == Investment.revision_id)
    .join(Measure, Measure.id == Revision.measure_id)
    .join(Pitch, Pitch.id == Investment.pitch_id)
    .join(Person, Person.id == ClosingReview.by_id)
    .where(Measure.owner_id == _ME, ~exists().where(ClosingAnswer.review_id == ClosingReview.id))
    .order_by(ClosingReview.at, ClosingReview.id)
)
_LAST_ATTESTED = (
    select(Reading.value)
    .join(Attestation, Attestation.reading_id == Reading.id)
    .where(Reading.measure_id == Measure.id, Attestation.verdict == "attested")
    .order_by(Reading.covers_to.desc(), Reading.id.desc())
    .limit(1)
    .correlate(Measure)
    .scalar_subquery()
)
_MEASURES: Rows = (
    select(
        Measure.id,
        Measure.key,
        Measure.name,
        Measure.unit_of_measure,
        Measure.baseline,
        Measure.target,
        Measure.target_on,
        Measure.agreed_at,
        _LAST_ATTESTED,
    )
    .where(Measure.owner_id == _ME)
    .order_by(Measure.target_on, Measure.id)
)


def sponsors_home(session: Session, me: Actor, now: Moment) -> Part:
    """Measures, claims, readings and reviews that wait for a word, and the own measures. Four statements."""
    claims = session.execute(_CLAIMS, {"me": me.id}).all()
    readings = session.execute(_READINGS, {"me": me.id}).all()
    measures = session.execute(_MEASURES, {"me": me.id}).all()
    sums: dict[int, float] = {}
    for row in claims:
        if row.verdict != "no":
            sums[row.measure_id] = sums.get(row.measure_id, 0.0) + row.share
    tasks = [
        *(Task("measure_agree", row.key, row.name, 2) for row in measures if row.agreed_at is None),
        *(
            Task(
                "claim",
                row.key,
                row.title,
                1,
                since=now.day(row.asked_at),
                count=round(100 * sums[row.measure_id]),
                note=row.name,
            )
            for row in claims
            if row.verdict is None
        ),
        *(
            Task("attest", row.key, row.title, 3, since=now.day(row.reported_at), amount=row.benefit_minor)
            for row in readings
        ),
        *(
            Task("closing_answer", row.key, row.title, 3, since=now.day(row.at), note=row.name)
            for row in session.execute(_REVIEWS, {"me": me.id})
        ),
    ]
    own = tuple(_own(row, sums.get(row.id, 0.0)) for row in measures)
    return Part("sponsor", tuple(tasks), figures=own)


def _own(row: Any, claimed: float) -> OwnMeasure:
    _id, key, name, unit, baseline, target, target_on, agreed_at, measured = row
    agreed = agreed_at is not None
    return OwnMeasure(key, name, unit, baseline, target, target_on, agreed, claimed, measured)
