"""A rolling round's pitches pass alone: from screening to their money at once, and what its closing ends."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from pitchdeck.base import policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import queries
from pitchdeck.features.funding.actions.lapses import lapse
from pitchdeck.features.funding.actions.letters import VERBS, because, write_letters
from pitchdeck.features.funding.actions.opening import seek_money
from pitchdeck.features.funding.actions.returning import (
    empty_purses,
    hold_accounts,
    return_all,
    return_promises,
)
from pitchdeck.features.funding.actions.supplements import end as end_supplement
from pitchdeck.features.funding.queries.supplements import SupplementRow
from pitchdeck.features.pitches import actions as pitches
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.pitches.queries import may_start, pitch_to_change
from pitchdeck.features.rounds import actions as rounds
from pitchdeck.features.rounds.models import Round
from pitchdeck.features.rounds.queries import facts_for, round_row, round_to_change


def screen(session: Session, key: str, *, round_key: str, by: Actor, at: datetime) -> str:
    """Accept a submitted pitch into a round; into a rolling one it looks for money at once. Its state then.

    Where it claims a benefit, its sponsor's yes comes first. Raises Conflict as in pitches.
    """
    pitches.screen(session, key, round_key=round_key, by=by, at=at)
    return _go_on(session, key, by=by, at=at)


def answer_claim(
    session: Session, key: str, *, verdict: str, reason: str = "", by: Actor, at: datetime
) -> str:
    """Answer a claim as in pitches; with the yes a pitch that waits in a rolling round looks for money."""
    pitch_key = pitches.answer_claim(session, key, verdict=verdict, reason=reason, by=by, at=at)
    _go_on(session, pitch_key, by=by, at=at)
    return pitch_key


def _go_on(session: Session, key: str, *, by: Actor, at: datetime) -> str:
    """Open a screened pitch of a rolling round for money, unless it waits for a yes; its state."""
    pitch = pitch_to_change(session, key)
    if pitch.state != "screened" or pitch.round_id is None:
        return pitch.state
    round_ = round_row(session, pitch.round_id)
    if round_.rolls and round_.takes_pitches and may_start(session, pitch.id):
        seek_money(session, pitch, "open_funding", by=by, at=at)
    return pitch.state


def end_rolling(session: Session, round_key: str, *, by: Actor, at: datetime, why: str = "") -> Round:
    """Close a rolling round: what is not covered waits, its money is free, and purses return to their funds.

    Raises NotFound, NotAllowed, Conflict while finance has not said its word on a pitch, or Invalid `why`
    before the end of the year while a pitch still looks for money.
    """
    round_ = round_to_change(session, round_key)
    policy.require("round:end", by, facts_for(session, round_key, by))
    found = queries.pitches_to_change(session, round_.id, "screened", "in_funding", "in_review")
    judged, short, silent = (_in(found, state) for state in ("in_review", "in_funding", "screened"))
    _refuse_undecided(session, judged)
    asking = queries.supplements.open_in_round(session, round_.id)
    _refuse_early(round_, (*short, *silent, *asking), at, why)
    rounds.move(session, round_, "end", by=by, at=at, why=why.strip())
    held = queries.held_of(session, [pitch.id for pitch in judged])
    more = [each for row in asking for each in queries.supplements.held_for(session, row.id)]
    hold_accounts(session, round_.id, (*held, *more, *queries.held_of(session, [p.id for p in short])))
    for row in asking:
        pitch_to_change(session, row.pitch_key)
        end_supplement(session, row, "lapsed", "The rolling round closed.", by=by, at=at)
    for pitch in silent:
        reason = "The rolling round closed without the sponsor's yes."
        pitches.move(session, pitch, "expire", by=by, at=at, why=reason)
    verdicts = queries.verdicts_of(session, [pitch.id for pitch in judged])
    for pitch in judged:
        verdict = verdicts[pitch.id]
        pitches.move(session, pitch, VERBS[verdict.verdict], by=by, at=at, why=because(verdict))
    return_all(session, held, reason="the rolling round closed", by=by, at=at)
    return_promises(session, judged, reason="The rolling round closed.", by=by, at=at)
    lapse(session, short, by=by, at=at, when="the rolling round closed")
    ended = {pitch.id for pitch in (*judged, *short, *silent)}
    rows = queries.announced(session, round_.id, round_.chair_id)
    write_letters(session, [row for row in rows if row.pitch_id in ended], round_.name, by=by, at=at)
    empty_purses(session, round_.id, by=by, at=at)
    return round_


def _in(found: Iterable[Pitch], state: str) -> tuple[Pitch, ...]:
    return tuple(pitch for pitch in found if pitch.state == state)


def _refuse_undecided(session: Session, judged: Sequence[Pitch]) -> None:
    verdicts = queries.verdicts_of(session, [pitch.id for pitch in judged])
    waiting = [pitch.ref or "" for pitch in judged if pitch.id not in verdicts]
    if waiting:
        names = ", ".join(waiting)
        raise Conflict(f"Finance has not given its verdict on {names} yet: close the round after that.")


def _refuse_early(round_: Round, waiting: Sequence[Pitch | SupplementRow], at: datetime, why: str) -> None:
    if waiting and at < round_.funding_closes_at and not why.strip():
        names, verb = (
            ", ".join(pitch.ref or "" for pitch in waiting),
            "waits" if len(waiting) == 1 else "wait",
        )
        words = f"Fiscal year {round_.fiscal_year} is not over and {names} still {verb} for money or a yes. "
        raise Invalid({"why": words + "Wait, or say why the round closes now."})
