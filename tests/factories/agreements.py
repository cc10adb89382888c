"""Heads of units, and the limit above which they are asked."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from pitchdeck.features.funding import actions as funding
from pitchdeck.features.people import actions as people
from pitchdeck.features.people.models import Organisation
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.pitches.queries import AgreementRow, agreements_of, pitch_of_id
from tests.factories.cast import Cast
from tests.factories.pitches import AT


def ask_above(session: Session, hours: int = 40) -> None:
    """Let a quarter of a unit's people take so many hours unasked."""
    session.execute(update(Organisation).values(unit_hours=hours))


def head(session: Session, cast: Cast, unit: str, name: str, *, at: datetime = AT) -> None:
    """The administrator names the head of a unit; nobody with an empty name."""
    person = cast.actors[name].key if name else ""
    people.name_head(session, cast.unit_keys[unit], person_key=person, by=cast.admin, at=at)


def agreement(session: Session, pitch: Pitch) -> AgreementRow:
    """What the head was asked for the newest revision of a pitch."""
    (row,) = agreements_of(session, [pitch_of_id(session, pitch.id).revision_id or 0])
    return row


def answer(session: Session, cast: Cast, key: str, name: str, verdict: str = "agreed", **more: Any) -> None:
    """Somebody answers."""
    by = more.pop("by", None) or cast.actors[name]
    funding.answer_agreement(session, key, verdict=verdict, by=by, at=more.pop("at", AT), **more)
