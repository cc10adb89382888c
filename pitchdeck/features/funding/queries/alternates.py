"""Pitches that nobody of finance may review, because each of them has a part in it or too low a limit."""

from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from pitchdeck.features.funding.models import Release, Review, Tranche
from pitchdeck.features.funding.queries.facts import invested, recused, sponsors, wrote
from pitchdeck.features.people.models import Mandate, Person
from pitchdeck.features.pitches.models import Pitch, Revision

_TIED = or_(*(part(Person.id) for part in (wrote, sponsors, invested, recused)))
_REVIEWER = (
    select(Mandate.id)
    .join(Person, Person.id == Mandate.person_id)
    .where(
        Mandate.role == "finance",
        Mandate.confirmed_at.is_not(None),
        Mandate.valid_from <= bindparam("today"),
        or_(Mandate.valid_to.is_(None), Mandate.valid_to >= bindparam("today")),
        Person.active == True,  # noqa: E712  # a SQL comparison
        ~_TIED,
    )
)
_JUDGED = exists().where(
    Review.pitch_id == Pitch.id,
    Review.revision_id == Revision.id,
    Review.verdict.in_(("approved", "declined")),
)
_REACHES = or_(Mandate.limit_minor.is_(None), Mandate.limit_minor >= Revision.ask_minor)
_WAITS = exists().where(Tranche.pitch_id == Pitch.id, ~exists().where(Release.tranche_id == Tranche.id))
_ORPHANED: Select[*tuple[Any, ...]] = (
    select(Pitch.ref)
    .join_from(Pitch, Revision, (Revision.pitch_id == Pitch.id) & (Revision.number == Pitch.revision_no))
    .where(
        or_(
            Pitch.state.in_(("in_funding", "covered", "in_review"))
            & ~_JUDGED
            & ~_REVIEWER.where(_REACHES).exists(),
            (Pitch.state == "funded") & _WAITS & ~_REVIEWER.exists(),
        )
    )
    .order_by(Pitch.ref, Pitch.id)
)


def reviewed_by_nobody(session: Session, today: date) -> tuple[str, ...]:
    """References of pitches whose money is next to be reviewed or released, and nobody of finance may.

    Each person of finance wrote, sponsors or funds it, declared a conflict, or may not approve so much: an
    alternate is needed. One statement.
    """
    return tuple(session.execute(_ORPHANED, {"today": today}).scalars())
