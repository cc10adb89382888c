"""Screening a submitted pitch, and opening a round's scoring."""

from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.features.people import queries as people
from pitchdeck.features.pitches import queries
from pitchdeck.features.pitches.actions.moving import move
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.rounds import actions as rounds_actions
from pitchdeck.features.rounds import queries as rounds


def screen(session: Session, key: str, *, round_key: str, by: Actor, at: datetime) -> None:
    """Accept a submitted pitch into a round.

    Conflict when the round takes no pitches any more, or rolls and the pitch is not small.
    """
    round_ = rounds.hold_round(session, rounds.round_of_key(session, round_key).id)
    pitch = _to_screen(session, key, by)
    if not round_.takes_pitches:
        raise Conflict(
            f"{round_.name} takes no pitches: it is {round_.state.replace('_', ' ')}. Choose another."
        )
    if at >= round_.pitches_close_at:
        raise Conflict(
            f"{round_.name} took pitches until {round_.pitches_close_at:%Y-%m-%d %H:%M} UTC. Choose another."
        )
    if round_.chair_id in queries.pitch_of_id(session, pitch.id).author_ids:
        raise Conflict(f"The chair of {round_.name} wrote this pitch. Choose a round with another chair.")
    if round_.rolls:
        _refuse_large(session, pitch, round_)
    pitch.round_id = round_.id
    move(session, pitch, "screen", by=by, at=at, detail={"round": round_.key})


def _refuse_large(session: Session, pitch: Pitch, round_: rounds.RoundRow) -> None:
    """Conflict when a pitch asks for more than a panel need not judge, or for no money at all."""
    own = people.the_organisation(session)
    most, asks = in_words(own.small_minor, own.currency), in_words(pitch.ask_minor, own.currency)
    if pitch.ask_minor > own.small_minor:
        raise Conflict(
            f"{pitch.ref} asks for {asks}; {round_.name} rolls and takes small asks, up to {most}, because "
            "no panel scores them. Choose a round with a panel, or return it for a smaller ask."
        )
    if pitch.ask_minor == 0:
        raise Conflict(
            f"{pitch.ref} asks for no money: in {round_.name} nobody scores it and nothing is committed to "
            "it. Choose a round with a panel."
        )


def send_back(session: Session, key: str, *, why: str, by: Actor, at: datetime) -> None:
    """Send a submitted pitch back to its authors, who may change and submit it again; Invalid without why."""
    move(session, _to_screen(session, key, by), "send_back", by=by, at=at, why=_reason(why))


def redirect(session: Session, key: str, *, why: str, by: Actor, at: datetime) -> None:
    """Close a pitch because learning is not the answer; Invalid without a reason."""
    move(session, _to_screen(session, key, by), "redirect", by=by, at=at, why=_reason(why))


def merge(session: Session, key: str, *, into: str, why: str, by: Actor, at: datetime) -> None:
    """Close a pitch because another one covers it; Invalid when that one is unknown or the pitch itself."""
    pitch = _to_screen(session, key, by)
    other = queries.pitch_for(session, into, by)
    if other.id == pitch.id:
        raise Invalid({"into": "A pitch cannot be merged into itself. Choose another one."})
    move(session, pitch, "merge", by=by, at=at, why=_reason(why), detail={"into": other.handle})
    detail = {"from": pitch.ref or pitch.key}
    history.record(session, ("pitch", other.key), "took_in", by=by, at=at, why=why, detail=detail)


def _to_screen(session: Session, key: str, by: Actor) -> Pitch:
    pitch = queries.pitch_to_change(session, key)
    policy.require("pitch:screen", by, queries.pitch_of_id(session, pitch.id).facts)
    return pitch


def _reason(why: str) -> str:
    if not why:
        raise Invalid({"why": "Say why in a sentence: the presenter reads it."})
    return why


def open_scoring(session: Session, round_key: str, *, by: Actor, at: datetime) -> int:
    """Open a round's scoring and return how many pitches entered it.

    Screened pitches enter with their sponsor's yes, or when they claim no benefit; the others wait for it.
    """
    round_ = rounds.round_to_change(session, round_key)
    rounds_actions.move(session, round_, "open_scoring", by=by, at=at, why="")
    ready = [key for key, may_start in queries.screened_with_claims(session, round_.id) if may_start]
    for key in ready:
        move(session, queries.pitch_to_change(session, key), "start_scoring", by=by, at=at)
    return len(ready)
