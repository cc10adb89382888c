"""The decision on one pitch of a rolling round: announced with its own letter, as soon as it is made."""

from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base import history
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import queries
from pitchdeck.features.funding.actions.letters import VERBS, because, write_letters
from pitchdeck.features.funding.actions.returning import return_all, return_promises
from pitchdeck.features.funding.policy import PartFacts
from pitchdeck.features.pitches import actions as pitches
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.rounds.queries import round_row

FINAL = frozenset({"approved", "declined"})
"""Verdicts that end finance's review; with any other the pitch stays there, and its money reserved."""


def announce(session: Session, pitch: Pitch, facts: PartFacts, *, by: Actor, at: datetime) -> None:
    """Announce finance's final verdict on a pitch of a rolling round; nothing happens in any other round.

    The outcome is a fact, its letter leaves, and what is held for a pitch that was declined is free.
    """
    verdict = queries.verdicts_of(session, [pitch.id])[pitch.id]
    if facts.round_kind != "rolling" or verdict.verdict not in FINAL:
        return
    held = queries.held_of(session, [pitch.id]) if verdict.verdict == "declined" else ()
    pitches.move(session, pitch, VERBS[verdict.verdict], by=by, at=at, why=because(verdict))
    tell_outcome(session, pitch, facts, by=by, at=at)
    return_all(session, held, reason="finance did not approve it", by=by, at=at)
    if verdict.verdict == "declined":
        return_promises(session, [pitch], reason="Finance did not approve it.", by=by, at=at)


def tell_outcome(session: Session, pitch: Pitch, facts: PartFacts, *, by: Actor, at: datetime) -> None:
    """Write the letter of an outcome that a pitch has just come to; in a dated round publication does."""
    if facts.round_kind != "rolling":
        return
    detail = {"pitch": pitch.ref, "outcome": pitch.state}
    history.record(session, ("round", facts.round_key), "announced", by=by, at=at, detail=detail)
    rows = queries.announced(session, facts.round_id, facts.chair_id, pitch.id)
    write_letters(session, rows, round_row(session, facts.round_id).name, by=by, at=at)
