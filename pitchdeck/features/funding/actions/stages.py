"""The chair's acts on the money of a round: opening and closing funding, deciding, publishing, closing."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base import policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import queries
from pitchdeck.features.funding.actions.lapses import lapse
from pitchdeck.features.funding.actions.letters import VERBS, because, write_letters
from pitchdeck.features.funding.actions.opening import open_for_money
from pitchdeck.features.funding.actions.returning import empty_purses, return_all, return_promises
from pitchdeck.features.pitches import actions as pitches
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.rounds import actions as rounds
from pitchdeck.features.rounds.models import Round
from pitchdeck.features.rounds.queries import facts_for, round_to_change
from pitchdeck.features.scoring.queries import ranking


def open_funding(session: Session, round_key: str, *, by: Actor, at: datetime) -> Round:
    """Open a round for commitments: every shortlisted pitch may take its ask, by fiscal year, and no more.

    Raises NotFound, NotAllowed, or Conflict while pitches wait for the shortlist or none is on it.
    """
    round_ = round_to_change(session, round_key)
    rounds.move(session, round_, "open_funding", by=by, at=at)
    waiting = queries.pitches_to_change(session, round_.id, "in_scoring")
    if waiting:
        names, verb = _named(waiting), "waits" if len(waiting) == 1 else "wait"
        raise Conflict(f"{names} still {verb} for the shortlist: choose who goes on to funding first.")
    chosen = queries.pitches_to_change(session, round_.id, "shortlisted")
    if not chosen:
        raise Conflict(
            "No pitch is on the shortlist: there is nothing to commit money to. Choose the shortlist first."
        )
    for pitch in chosen:
        open_for_money(session, pitch, by=by, at=at)
        pitches.move(session, pitch, "open_funding", by=by, at=at)
    return round_


def close_funding(session: Session, round_key: str, *, by: Actor, at: datetime, why: str = "") -> Round:
    """Close commitments: covered pitches go to finance, the others' money is free and they wait.

    Raises NotFound, NotAllowed, or Invalid `why` before the deadline while a pitch is not covered.
    """
    round_ = round_to_change(session, round_key)
    policy.require("round:close_funding", by, facts_for(session, round_key, by))
    found = queries.pitches_to_change(session, round_.id, "in_funding", "covered")
    short = [pitch for pitch in found if pitch.state == "in_funding"]
    if short and at < round_.funding_closes_at and not why.strip():
        has = "has not reached its" if len(short) == 1 else "have not reached their"
        words = f"The deadline is still ahead and {_named(short)} {has} minimum. "
        raise Invalid({"why": words + "Wait for it, or say why funding closes now."})
    rounds.move(session, round_, "close_funding", by=by, at=at, why=why.strip())
    for pitch in found:
        if pitch.state == "covered":
            pitches.move(session, pitch, "take_up", by=by, at=at)
    unmet = queries.pending_of(session, [pitch.id for pitch in found if pitch not in short])
    return_all(session, unmet, reason="Its condition was not accepted in time.", by=by, at=at)
    lapse(session, short, by=by, at=at)
    return round_


def decide(session: Session, round_key: str, *, by: Actor, at: datetime) -> Round:
    """Call a round decided once finance has a verdict on every pitch; nothing is announced yet.

    Raises NotFound, NotAllowed, or Conflict that names what still waits.
    """
    round_ = round_to_change(session, round_key)
    rounds.move(session, round_, "decide", by=by, at=at)
    found = queries.pitches_to_change(session, round_.id, "in_review")
    verdicts = queries.verdicts_of(session, [pitch.id for pitch in found])
    waiting = [pitch.ref or "" for pitch in found if pitch.id not in verdicts]
    if waiting:
        words = f"Finance has not given its verdict on {', '.join(waiting)} yet."
        raise Conflict(f"{words} Ask finance for it: a round is decided once every pitch has one.")
    return round_


def _named(found: Sequence[Pitch]) -> str:
    """Pitches by their references, as a sentence names them."""
    *others, last = (pitch.ref or "" for pitch in found)
    return f"{', '.join(others)} and {last}" if others else last


def publish(session: Session, round_key: str, *, by: Actor, at: datetime) -> Round:
    """Announce a decided round: outcomes become facts, money of the unfunded is free, all letters leave.

    Raises NotFound or NotAllowed.
    """
    round_ = round_to_change(session, round_key)
    rounds.move(session, round_, "publish", by=by, at=at)
    found = queries.pitches_to_change(session, round_.id, "in_review")
    verdicts = queries.verdicts_of(session, [pitch.id for pitch in found])
    unfunded = [pitch for pitch in found if verdicts[pitch.id].verdict != "approved"]
    held = queries.held_of(session, [pitch.id for pitch in unfunded])
    for pitch in found:
        verdict = verdicts[pitch.id]
        pitches.move(session, pitch, VERBS[verdict.verdict], by=by, at=at, why=because(verdict))
    places = ranking(session, round_.id)
    rows = queries.announced(session, round_.id, round_.chair_id)
    write_letters(session, rows, round_.name, places, by=by, at=at)
    return_all(session, held, reason="finance did not approve it", by=by, at=at)
    return_promises(session, unfunded, reason="Finance did not approve it.", by=by, at=at)
    return round_


def close_round(session: Session, round_key: str, *, by: Actor, at: datetime) -> Round:
    """Close a published round: what its purses have left returns to their funds."""
    round_ = round_to_change(session, round_key)
    rounds.move(session, round_, "close", by=by, at=at)
    empty_purses(session, round_.id, by=by, at=at)
    return round_
