"""The chair's acts on the money of a round: opening and closing funding, deciding, publishing, closing."""

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import notices, queries
from pitchdeck.features.funding.actions.commitments import return_all
from pitchdeck.features.funding.actions.lapses import lapse
from pitchdeck.features.funding.actions.posting import Move, open_account, post, set_ceiling
from pitchdeck.features.funding.figures import highest
from pitchdeck.features.funding.models import Letter
from pitchdeck.features.funding.queries import VerdictRow
from pitchdeck.features.pitches import actions as pitches
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.pitches.queries import asks_by_tier, revision_row
from pitchdeck.features.rounds import actions as rounds
from pitchdeck.features.rounds.models import Round
from pitchdeck.features.rounds.queries import facts_for, round_to_change
from pitchdeck.features.scoring.queries import ranking

VERBS = {"approved": "fund", "declined": "decline", "on_hold": "wait", "sent_back": "wait"}
"""What publishing makes of each verdict."""


def open_funding(session: Session, round_key: str, *, by: Actor, at: datetime) -> Round:
    """Open a round for commitments: every shortlisted pitch may take its ask, by fiscal year, and no more.

    Raises NotFound, NotAllowed, or Conflict while pitches wait for the shortlist or none is on it.
    """
    round_ = round_to_change(session, round_key)
    rounds.move(session, round_, "open_funding", by=by, at=at)
    waiting = queries.pitches_to_change(session, round_.id, "in_scoring")
    if waiting:
        names = ", ".join(pitch.ref or "" for pitch in waiting)
        raise Conflict(f"{names} still waits for the shortlist: choose who goes on to funding first.")
    chosen = queries.pitches_to_change(session, round_.id, "shortlisted")
    if not chosen:
        raise Conflict("No pitch is on the shortlist: there is nothing to commit money to.")
    for pitch in chosen:
        _open_for_money(session, pitch, by=by, at=at)
        pitches.move(session, pitch, "open_funding", by=by, at=at)
    return round_


def _open_for_money(session: Session, pitch: Pitch, *, by: Actor, at: datetime) -> None:
    """An account per year of the ask, with what the highest tier asks as its ceiling."""
    revision = revision_row(session, pitch.id, pitch.revision_no)
    by_tier = asks_by_tier(session, revision.id)
    asked = highest(by_tier)
    for year in asked:
        open_account(session, "reserved", revision.currency, pitch_id=pitch.id, fiscal_year=year)
    accounts = queries.of_pitch(session, pitch.id)
    tier = "stretch tier" if "stretch" in by_tier else "ask"
    reason = f"the {tier} of revision {revision.number}"
    for year, amount in asked.items():
        set_ceiling(session, accounts["reserved", year], amount, reason=reason, by=by, at=at)


def close_funding(session: Session, round_key: str, *, by: Actor, at: datetime, why: str = "") -> Round:
    """Close commitments: covered pitches go to finance, the others' money is free and they wait.

    Raises NotFound, NotAllowed, or Invalid `why` before the deadline while a pitch is not covered.
    """
    round_ = round_to_change(session, round_key)
    policy.require("round:close_funding", by, facts_for(session, round_key, by))
    found = queries.pitches_to_change(session, round_.id, "in_funding", "covered")
    short = [pitch for pitch in found if pitch.state == "in_funding"]
    if short and at < round_.funding_closes_at and not why.strip():
        names = ", ".join(pitch.ref or "" for pitch in short)
        words = f"The deadline is still ahead and {names} has not reached its minimum. "
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
        raise Conflict(f"Finance has not given its verdict on {', '.join(waiting)} yet.")
    return round_


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
        pitches.move(session, pitch, VERBS[verdict.verdict], by=by, at=at, why=_because(verdict))
    _write_letters(session, round_, by=by, at=at)
    return_all(session, held, reason="finance did not approve it", by=by, at=at)
    return round_


def _because(verdict: VerdictRow) -> str:
    return verdict.reason or f"Approved by finance ({verdict.rule})."


def _write_letters(session: Session, round_: Round, *, by: Actor, at: datetime) -> None:
    places = ranking(session, round_.id)
    line = queries.line_of(places)
    by_pitch = {row.pitch_id: row for row in places}
    letters = []
    for row in queries.announced(session, round_.id, round_.chair_id):
        facts = queries.letter_facts(session, row, by_pitch.get(row.pitch_id), line)
        letters.append(
            {
                "pitch_id": row.pitch_id,
                "revision_id": row.revision_id,
                "outcome": row.outcome,
                "facts": facts | {"round": round_.name},
                "by_id": by.id,
                "deputy_id": by.deputy_id,
                "at": at,
            }
        )
        notices.letter_published(
            session, row.pitch_key, {*row.people.author_ids, row.people.sponsor_id}, at=at
        )
    if letters:
        session.execute(insert(Letter), letters)


def close_round(session: Session, round_key: str, *, by: Actor, at: datetime) -> Round:
    """Close a published round: what its purses have left returns to their funds."""
    round_ = round_to_change(session, round_key)
    rounds.move(session, round_, "close", by=by, at=at)
    purses = queries.purses_in_round(session, round_.id)
    accounts = queries.of_purses(session, [purse.id for purse in purses])
    funds = {purse.fund_id: queries.of_fund(session, purse.fund_id)["fund"] for purse in purses}
    touched = {account.id for account in (*accounts.values(), *funds.values())}
    balances = queries.lock_accounts(session, touched)
    moves = [
        Move("give_back", accounts[purse.id], funds[purse.fund_id], left, reason="the round closed")
        for purse in purses
        if (left := balances[accounts[purse.id].id].balance)
    ]
    post(session, moves, by=by, at=at)
    return round_
