"""What becomes of promises after their pitch's review: approved with it, then served by their fund."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.funding import figures, notices, queries
from pitchdeck.features.funding.actions.freeing import free_promises, frees
from pitchdeck.features.funding.actions.lacking import follow_missing
from pitchdeck.features.funding.actions.posting import Move, open_account, post
from pitchdeck.features.funding.figures import Settled
from pitchdeck.features.funding.models import AdvanceApproval, AdvanceEnd, Commitment, Fund, Purse, Resolution
from pitchdeck.features.funding.queries.advances import AdvanceRow
from pitchdeck.features.pitches.queries import pitch_to_change

RULE = "served first from its fund"


def approve_promises(
    session: Session,
    review_id: int,
    rows: Sequence[AdvanceRow],
    ahead: Mapping[int, int],
    *,
    reason: str,
    by: Actor,
    at: datetime,
) -> None:
    """Approve what was promised up to these amounts by year; what is beyond them is freed pro rata."""
    ends = {each.id: each for each in figures.settle([row.held for row in rows], ahead)}
    kept = [(row, ends[row.id]) for row in rows if ends[row.id].kept]
    if kept:
        session.execute(insert(AdvanceApproval), [_approval(review_id, end) for _row, end in kept])
    beyond = frees(session, [(row, end.freed) for row, end in kept], reason)
    post(session, beyond, by=by, at=at)
    lost = [row for row in rows if not ends[row.id].kept]
    free_promises(session, lost, reason=f"Beyond what was approved ({reason}).", by=by, at=at)


def _approval(review_id: int, end: Settled) -> dict[str, int]:
    return {"review_id": review_id, "advance_id": end.id, "kept": end.kept, "freed": end.freed}


def serve_promises(session: Session, fund_key: str, *, at: datetime) -> int:
    """Commit from an open fund what was promised of it, the earliest approved first, each whole.

    It stops at the first that the fund cannot pay, and records what is missing as a shortfall of the fund.
    Answers with how many were served; none when it is done again. The clock does it, in the name of whoever
    approved, or of the fund's two persons where that person has a part in the pitch by now.
    """
    fund = queries.fund_to_change(session, fund_key)
    if (fund.id, fund.fiscal_year) in queries.closing.standing_closes(session):
        return 0
    for pitch_key in sorted({row.pitch_key for row in _waiting(session, fund)}):
        pitch_to_change(session, pitch_key)
    chosen = _fitting(session, fund)
    if chosen:
        _serve(session, fund, chosen, at=at)
    follow_missing(session, fund, by=Actor(fund.confirmed_by_id or 0, "", ""), at=at)
    return len(chosen)


def _waiting(session: Session, fund: Fund) -> list[AdvanceRow]:
    """What waits for this fund: approved, announced, and not served."""
    rows = queries.advances.promised_from(session, fund.id)
    return [row for row in rows if row.kept is not None and row.pitch_state == "funded"]


def _fitting(session: Session, fund: Fund) -> list[tuple[AdvanceRow, Actor]]:
    """The promises that the fund pays in their order, each in whose name."""
    free, chosen = queries.of_fund(session, fund.id)["fund"].balance, list[tuple[AdvanceRow, Actor]]()
    for row in _waiting(session, fund):
        by = _hand(session, row, fund)
        if row.left > free or by is None:
            break
        chosen, free = [*chosen, (row, by)], free - row.left
    return chosen


def _hand(session: Session, row: AdvanceRow, fund: Fund) -> Actor | None:
    """In whose name it is served: who approved it, or a person of the fund without a part in the pitch."""
    for person_id in (row.reviewer_id, fund.confirmed_by_id, fund.opened_by_id):
        actor = Actor(person_id or 0, "", "")
        part = queries.facts_of_part(session, row.pitch_key, actor)
        if not (part.wrote or part.sponsors or part.invested or part.recused):
            return actor
    return None


def _serve(session: Session, fund: Fund, chosen: Sequence[tuple[AdvanceRow, Actor]], *, at: datetime) -> None:
    """Reverse the promises and commit their amounts: fund, purse, reserved, committed, in one act."""
    made = [(row, by, *_commitment(session, fund, row, by=by, at=at)) for row, by in chosen]
    source = queries.of_fund(session, fund.id)["fund"]
    purses = queries.of_purses(session, [purse_id for *_rest, purse_id, _id in made])
    states = queries.of_pitches(session, [row.pitch_id for row, *_rest in made])
    moves = frees(session, [(row, row.left) for row, *_rest in made], RULE)
    hands = [by for _row, by, *_rest in made]
    for row, _by, purse_id, commitment_id in made:
        place, purse = (row.pitch_id, row.fiscal_year), purses[purse_id]
        reserved = states[place[0], "reserved", place[1]]
        committed = states[place[0], "committed", place[1]]
        steps = (("allot", source, purse), ("reserve", purse, reserved), ("commit", reserved, committed))
        moves += [
            Move(verb, here, there, row.left, commitment_id, reason=RULE) for verb, here, there in steps
        ]
    # All promises are given back before the first is committed: a ceiling rises, then falls.
    queries.lock_accounts(session, {account.id for move in moves for account in (move.source, move.target)})
    for move, by in zip(moves, [*hands, *(by for by in hands for _step in range(3))], strict=True):
        post(session, [move], by=by, at=at)


def _commitment(session: Session, fund: Fund, row: AdvanceRow, *, by: Actor, at: datetime) -> tuple[int, int]:
    """End a promise as served by a commitment from a purse of the new fund; the purse's and its own id."""
    key = new_key()
    acted: dict[str, Any] = {"by_id": by.id, "deputy_id": None, "at": at}
    end = {"advance_id": row.id, "outcome": "served", "amount": row.left, "commitment_key": key}
    session.execute(insert(AdvanceEnd), [{**end, "reason": RULE, **acted}])
    purse_id = _purse(session, fund, row)
    place = {"purse_id": purse_id, "pitch_id": row.pitch_id, "revision_id": row.revision_id}
    made = {"key": key, **place, "fiscal_year": row.fiscal_year, "amount": row.left}
    given = {**made, "by_id": row.by_id, "deputy_id": None, "at": at}
    commitment_id = session.execute(insert(Commitment).returning(Commitment.id), [given]).scalar_one()
    kept = {"commitment_id": commitment_id, "outcome": "committed", "committed": row.left, "freed": 0}
    session.execute(insert(Resolution), [{**kept, "reason": RULE, **acted}])
    open_account(session, "committed", fund.currency, pitch_id=row.pitch_id, fiscal_year=row.fiscal_year)
    detail = {"amount": row.left, "fiscal_year": row.fiscal_year, "fund": fund.key}
    subject, investor = ("pitch", row.pitch_key), Actor(row.by_id, "", row.investor_name)
    history.record(session, subject, "promise_served", by=by, at=at, detail=detail)
    # It is the investor's own promise that becomes a commitment of theirs.
    history.record(session, subject, "committed", by=investor, at=at, why=RULE, detail=detail)
    for person_id in sorted({row.by_id, fund.owner_id}):
        notices.promise_ended(session, row.key, person_id, at=at)
    return purse_id, commitment_id


def _purse(session: Session, fund: Fund, row: AdvanceRow) -> int:
    """The investor's purse of the new fund for the round in which they promised; opened when first needed."""
    found = queries.purse_for(session, fund.id, row.by_id, row.round_id)
    if found is not None:
        return found.id
    purse = Purse(key=new_key(), fund_id=fund.id, investor_id=row.by_id, round_id=row.round_id)
    session.add(purse)
    session.flush()
    open_account(session, "purse", fund.currency, purse_id=purse.id)
    return purse.id
