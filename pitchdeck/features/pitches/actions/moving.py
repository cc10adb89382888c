"""One step of a pitch's life, for every feature that takes part in it."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from pitchdeck.base import history, outbox
from pitchdeck.base.policy import Actor
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.pitches.workflow import PAST, PITCH


def move(
    session: Session,
    pitch: Pitch,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    why: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """Take a locked pitch one step further and record it; Conflict when its state does not allow the verb.

    The caller has checked who may; the presenter is told.
    """
    step = PITCH.step(verb, pitch.state)
    before = pitch.state
    pitch.state, pitch.changed_at = step.target, at
    session.flush()
    states = (before, step.target)
    history.record(
        session, ("pitch", pitch.key), PAST[verb], by=by, at=at, states=states, why=why, detail=detail
    )
    if by.id != pitch.presenter_id:
        facts = {"pitch": pitch.key, "verb": verb, "person_id": pitch.presenter_id}
        outbox.owe(session, "pitch_moved", facts, at=at)
