"""A commitment's written condition: asked with the money, answered by the presenter."""

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Invalid, NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import notices, queries
from pitchdeck.features.funding.actions.handing import follow_on
from pitchdeck.features.funding.actions.posting import free
from pitchdeck.features.funding.actions.standbys import tell_of_room
from pitchdeck.features.funding.models import Condition, ConditionAnswer
from pitchdeck.features.funding.models.conditions import LONGEST
from pitchdeck.features.funding.queries import HeldRow
from pitchdeck.features.pitches.queries import pitch_to_change
from pitchdeck.features.rounds.queries import hold_round

ANSWERS = ("accepted", "declined")


def refuse_wordy(condition: str) -> None:
    """Invalid when a condition is longer than a sentence."""
    if len(condition) > LONGEST:
        words = f"A condition has at most {LONGEST} characters; yours has {len(condition)}. Say it shorter."
        raise Invalid({"condition": words})


def write_condition(session: Session, commitment_id: int, words: str) -> None:
    """Tie a commitment, before its money is reserved, to these words."""
    session.execute(insert(Condition), [{"commitment_id": commitment_id, "words": words}])


def answer_condition(session: Session, key: str, verdict: str, *, by: Actor, at: datetime) -> HeldRow:
    """Accept a commitment's condition, so that its money counts, or decline it, so that its money is free.

    Raises NotFound, also to whoever has no part in the answer, NotAllowed, or Invalid `verdict`.
    """
    row, facts = queries.condition_of(session, key)
    if by.id != facts.presenter_id:
        raise NotFound
    hold_round(session, row.round_id)
    pitch = pitch_to_change(session, row.pitch_key)
    row, facts = queries.condition_of(session, key)
    policy.require("condition:answer", by, facts)
    if verdict not in ANSWERS:
        raise Invalid({"verdict": "Accept the condition or decline it."})
    held = queries.held_of_key(session, key)
    given = {"condition_id": row.id, "verdict": verdict, "by_id": by.id, "at": at}
    session.execute(insert(ConditionAnswer), [given])
    detail = {"amount": held.amount, "fiscal_year": held.fiscal_year}
    history.record(session, ("pitch", pitch.key), f"condition_{verdict}", by=by, at=at, detail=detail)
    told = {"condition": row.words, "verdict": verdict}
    notices.condition_answered(session, held.by_id, pitch.key, held.amount, **told, at=at)
    if verdict == "declined":
        free(session, [held], reason="Its condition was declined.", by=by, at=at)
    part = queries.facts_of_part(session, pitch.key, by)
    follow_on(session, pitch, part, by=by, at=at)
    if verdict == "declined":
        tell_of_room(session, pitch, part, [held.fiscal_year], by=by, at=at)
    return held
