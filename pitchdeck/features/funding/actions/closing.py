"""Closing a fund for a fiscal year, and re-opening it by two people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key, next_ref
from pitchdeck.features.funding import notices, queries
from pitchdeck.features.funding.actions.covering import follow
from pitchdeck.features.funding.actions.posting import Move, free, open_account, post
from pitchdeck.features.funding.figures.closing import CARRY, LAPSE, STAY, Plan, Policy, Step, plan
from pitchdeck.features.funding.models import Fund, FundClose, Reopening, ReopeningAnswer
from pitchdeck.features.funding.queries import AccountRow, closing
from pitchdeck.features.pitches.queries import pitch_to_change
from pitchdeck.features.rounds.queries import hold_round


@dataclass(frozen=True, slots=True)
class Choices:
    """What finance chose: the policies, and by reference the pitches whose released money is carried."""

    committed: str = CARRY
    unallotted: str = LAPSE
    kept: frozenset[str] = frozenset()
    reason: str = ""


def close_year(
    session: Session, fund_key: str, year: int, choices: Choices, *, seen: str, by: Actor, at: datetime
) -> str:
    """Close a fund for a fiscal year: reservations are freed, and the rest is carried or lapses.

    `seen` seals the preview that the person confirmed. Answers with the reference of the statement. Raises
    NotFound, NotAllowed with the rule's reason, Invalid, or Conflict when money has moved since.
    """
    fund = queries.fund_to_change(session, fund_key)
    policy.require("fund:close", by, closing.facts_of_closing(session, fund.id, year, at=at))
    _hold_reserved(session, fund, year)
    chosen = _chosen(session, fund, choices, by)
    open_next_year(session, fund, year)
    queries.lock_accounts(session, closing.accounts_to_close(session, fund.id, year))
    made = plan(closing.books_of(session, fund.id, year, own=year == fund.fiscal_year), chosen)
    if made.seal != seen:
        raise Conflict(
            "Money of this fund has moved since you looked: nothing was closed. These are the figures now."
        )
    ref = next_ref(session, "Y", year)
    amounts = _statement(session, fund, made)
    detail = {"year_end": ref, "fiscal_year": year, "carried": made.carried, "lapsed": made.lapsed}
    history.record(
        session, ("fund", fund.key), "year_closed", by=by, at=at, why=choices.reason.strip(), detail=detail
    )
    _free_reserved(session, fund, made, ref, by=by, at=at)
    _post(session, fund, year, made.steps, ref, by=by, at=at)
    row = {
        "ref": ref,
        "fund_id": fund.id,
        "fiscal_year": year,
        "committed": chosen.committed,
        "unallotted": chosen.unallotted,
        "reason": choices.reason.strip(),
        "amounts": amounts,
        **by.signed(at),
    }
    session.execute(insert(FundClose), [row])
    for person_id in closing.told_of_close(session, fund.id):
        notices.fund_closed(session, fund.key, ref, person_id, at=at)
    return ref


def _chosen(session: Session, fund: Fund, choices: Choices, by: Actor) -> Policy:
    """The choices as figures; whoever has a part in a pitch does not carry its released money."""
    if choices.committed not in {CARRY, LAPSE}:
        raise Invalid({"committed": "Choose whether it is carried or lapses."})
    if choices.unallotted not in {LAPSE, STAY}:
        raise Invalid({"unallotted": "Choose whether it lapses or stays."})
    known = closing.pitches_of_fund(session, fund.id)
    wrong = sorted(choices.kept - set(known))
    if wrong:
        raise Invalid(
            {"kept": f"{wrong[0]} has no money of this fund: choose among the pitches of the preview."}
        )
    for ref in sorted(choices.kept):
        policy.require("fund:keep_released", by, queries.facts_of_part(session, ref, by))
    return Policy(choices.committed, choices.unallotted, frozenset(known[ref] for ref in choices.kept))


def _hold_reserved(session: Session, fund: Fund, year: int) -> None:
    """Hold rounds and pitches with reservations, in the order in which every act on them does."""
    if year != fund.fiscal_year:
        return
    rows = closing.reserved_of_fund(session, fund.id)
    for round_id in sorted({row.round_id for row in rows}):
        hold_round(session, round_id)
    for key in dict.fromkeys(row.pitch_key for row in rows):
        pitch_to_change(session, key)


def open_next_year(session: Session, fund: Fund, year: int) -> None:
    """Open the accounts that money is carried into, before anything is locked."""
    open_account(session, "lapsed", fund.currency, fund_id=fund.id)
    for account in closing.states_of_fund(session, fund.id, year):
        owner = {"pitch_id": account.pitch_id or 0, "fiscal_year": year + 1}
        open_account(session, account.kind, account.currency, **owner)


def _free_reserved(session: Session, fund: Fund, made: Plan, ref: str, *, by: Actor, at: datetime) -> None:
    """End the reservations; pitches that are not covered any more wait for other money."""
    ids = {step.commitment_id for step in made.steps if step.verb == "free"}
    pitch_ids = {step.pitch_id for step in made.steps if step.verb == "free" and step.pitch_id}
    rows = [row for row in queries.held_of(session, pitch_ids) if row.id in ids]
    reason = f"{fund.name} was closed for fiscal year {fund.fiscal_year} ({ref})"
    free(session, rows, reason=reason, by=by, at=at)
    for row in rows:
        year = row.fiscal_year
        notices.money_freed(session, row.by_id, row.pitch_key, row.amount, year=year, reason=reason, at=at)
    for key in dict.fromkeys(row.pitch_key for row in rows):
        follow(session, pitch_to_change(session, key), queries.facts_of_part(session, key, by), by=by, at=at)


def _post(
    session: Session, fund: Fund, year: int, steps: Iterable[Step], ref: str, *, by: Actor, at: datetime
) -> None:
    steps = [step for step in steps if step.verb != "free"]
    own = queries.of_fund(session, fund.id)
    purses = queries.of_purses(session, [step.purse_id for step in steps if step.purse_id])
    states = queries.of_pitches(session, [step.pitch_id for step in steps if step.pitch_id])
    reason = f"fiscal year {year} closed"
    moves = [replace(_move(step, year, own, purses, states), document=ref, reason=reason) for step in steps]
    post(session, moves, by=by, at=at)


def _move(
    step: Step,
    year: int,
    own: Mapping[str, AccountRow],
    purses: Mapping[int, AccountRow],
    states: Mapping[tuple[int, str, int], AccountRow],
) -> Move:
    if step.verb == "give_back":
        return Move(step.verb, purses[step.purse_id or 0], own["fund"], step.amount)
    if step.kind == "fund":
        return Move(step.verb, own["fund"], own["lapsed"], step.amount)
    pitch_id = step.pitch_id or 0
    source = states[pitch_id, step.kind, year]
    if step.verb == LAPSE:
        return Move(step.verb, source, own["lapsed"], step.amount, step.commitment_id)
    target = states.get((pitch_id, step.kind, year + 1))
    if target is None:
        raise Conflict("Money of this fund is moving at this moment: look at the figures again.")
    return Move(step.verb, source, target, step.amount, step.commitment_id)


def _statement(session: Session, fund: Fund, made: Plan) -> dict[str, Any]:
    """The year end as it is kept: nothing in it changes when pitches or people are renamed."""
    names = closing.named_pitches(session, [line.pitch_id for line in made.pitches])
    lines = []
    for line in made.pitches:
        pitch = names[line.pitch_id]
        figures = {name: amount for name, amount in asdict(line).items() if name != "pitch_id"}
        lines.append({"ref": pitch.ref, "title": pitch.title} | figures)
    return {
        "budget": made.spent + made.carried + made.lapsed + made.stays,
        "currency": fund.currency,
        "spent": made.spent,
        "rows": [asdict(row) for row in made.rows],
        "pitches": lines,
    }


def ask_reopening(session: Session, ref: str, *, reason: str, by: Actor, at: datetime) -> str:
    """Ask to re-open a closed year of a fund, with the reason; a second person answers. The asking's key.

    Raises NotFound, NotAllowed with the rule's reason, or Invalid without a reason.
    """
    close = closing.close_of_ref(session, ref)
    queries.fund_to_change(session, close.fund_key)
    close = closing.close_of_ref(session, ref)
    policy.require("reopening:ask", by, closing.facts_of_reopening(session, close))
    if not reason.strip():
        raise Invalid({"reason": "Say in a sentence why the year is re-opened: it stays with the statement."})
    key = new_key()
    session.execute(
        insert(Reopening), [{"key": key, "close_id": close.id, "reason": reason.strip(), **by.signed(at)}]
    )
    subject, detail = ("fund", close.fund_key), {"year_end": ref, "fiscal_year": close.fiscal_year}
    history.record(session, subject, "reopening_asked", by=by, at=at, why=reason.strip(), detail=detail)
    notices.reopening_asked(session, close.fund_key, ref, closing.owner_of(session, close.fund_id), at=at)
    return key


def answer_reopening(session: Session, key: str, *, verdict: str, by: Actor, at: datetime) -> dict[str, int]:
    """Confirm or refuse a re-opening as the second person; confirmed, what was closed goes back.

    What lapsed or was carried returns as far as it is still there; what has moved on in the next year stays
    in it. Answers with the minor units returned and those that stay. Raises NotFound, NotAllowed with the
    rule's reason, or Invalid.
    """
    close = closing.close_of_reopening(session, key)
    queries.fund_to_change(session, close.fund_key)
    close = closing.close_of_reopening(session, key)
    policy.require("reopening:answer", by, closing.facts_of_reopening(session, close))
    if verdict not in {"confirmed", "refused"}:
        raise Invalid({"verdict": "Confirm or refuse."})
    returned = _returnable(session, close) if verdict == "confirmed" else []
    amounts = _amounts(session, close, returned) if verdict == "confirmed" else {}
    answer = {
        "reopening_id": closing.reopening_id(session, key),
        "verdict": verdict,
        "returned": amounts,
        **by.signed(at),
    }
    past = "year_reopened" if verdict == "confirmed" else "reopening_refused"
    detail = {"year_end": close.ref, "fiscal_year": close.fiscal_year, **amounts}
    subject = ("fund", close.fund_key)
    history.record(session, subject, past, by=by, at=at, why=close.asked_reason or "", detail=detail)
    session.execute(insert(ReopeningAnswer), [answer])
    _return(session, close, returned, by=by, at=at)
    return amounts


def _returnable(session: Session, close: closing.CloseRow) -> list[closing.MadeRow]:
    """What a year end moved that is still whole where it went, newest first, all accounts locked."""
    held = queries.lock_accounts(
        session, closing.accounts_to_close(session, close.fund_id, close.fiscal_year)
    )
    left = {key: row.balance for key, row in held.items()}
    found = []
    for made in reversed(closing.transfers_of_close(session, close)):
        if left[made.to_id] >= made.amount:
            left[made.to_id] -= made.amount
            left[made.from_id] += made.amount
            found.append(made)
    return found


def _amounts(
    session: Session, close: closing.CloseRow, returned: Sequence[closing.MadeRow]
) -> dict[str, int]:
    made = closing.transfers_of_close(session, close)
    back = {verb: sum(row.amount for row in returned if row.verb == verb) for verb in (CARRY, LAPSE)}
    stays = sum(row.amount for row in made) - sum(back.values())
    return {"carried": back[CARRY], "lapsed": back[LAPSE], "stays": stays}


def _return(
    session: Session, close: closing.CloseRow, rows: Sequence[closing.MadeRow], *, by: Actor, at: datetime
) -> None:
    reason = f"fiscal year {close.fiscal_year} re-opened"
    moves = [
        Move(
            "reverse",
            AccountRow(row.to_id, row.to_kind, None, None, None, None, row.currency, 0, None),
            AccountRow(row.from_id, row.from_kind, None, None, None, None, row.currency, 0, None),
            row.amount,
            row.commitment_id,
            row.id,
            document=close.ref,
            reason=reason,
        )
        for row in rows
    ]
    post(session, moves, by=by, at=at)
