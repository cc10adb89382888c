"""Raising and cutting a fund, and moving money between two: with a reason, much of it by two people."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Invalid
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.funding import notices, queries
from pitchdeck.features.funding.actions.closed_funds import refuse_closed_fund
from pitchdeck.features.funding.actions.posting import Move, post
from pitchdeck.features.funding.models import Fund, FundChange, FundChangeAnswer
from pitchdeck.features.funding.queries import ChangeRow, FundRow
from pitchdeck.features.people.queries import the_organisation

KINDS = ("raise", "cut", "move")


def change_fund(
    session: Session,
    key: str,
    *,
    kind: str,
    amount: int,
    reason: str,
    other_key: str = "",
    by: Actor,
    at: datetime,
) -> ChangeRow:
    """Raise or cut a fund, or move money of it to another (`other_key`) of its year and kind of budget.

    A raise, and a move above what is released in one go, wait for a second person; the rest happens at once.
    Raises NotFound, NotAllowed, Conflict for a closed fund, or Invalid with the figures.
    """
    keys = {key, other_key} if kind == "move" and other_key else {key}
    funds = queries.funds_to_change(session, keys)
    policy.require("fund:change", by, queries.facts_of_fund(session, key))
    source = None if kind == "raise" else funds[key]
    target = {"raise": funds[key], "move": funds.get(other_key)}.get(kind)
    _refuse_closed(session, funds.values())
    _refuse(_wrong(kind, reason, amount, source, target) or _beyond(session, source, amount))
    large = amount > the_organisation(session).single_minor
    row = {
        "key": new_key(),
        "from_fund_id": source.id if source else None,
        "to_fund_id": target.id if target else None,
        "amount": amount,
        "reason": reason.strip(),
        "needs_second": source is None or (target is not None and large),
        "by_id": by.id,
        "deputy_id": by.deputy_id,
        "at": at,
    }
    session.execute(insert(FundChange), [row])
    change = queries.change_of_key(session, str(row["key"]))
    if change.needs_second:
        _tell(session, change, "change_asked", by=by, at=at, why=change.reason)
        notices.fund_change_asked(session, change.key, change.facts.owner_ids, at=at)
    else:
        _carry_out(session, change, source, target, by=by, at=at)
    return change


def _refuse_closed(session: Session, funds: Iterable[Fund]) -> None:
    for fund in funds:
        refuse_closed_fund(session, fund)


def _wrong(kind: str, reason: str, amount: int, source: Fund | None, target: Fund | None) -> dict[str, str]:
    wrong = {}
    if kind not in KINDS:
        wrong["kind"] = "Choose whether to raise it, to cut it or to move money to another fund."
    if amount <= 0:
        wrong["amount"] = "Enter the amount: more than zero."
    if not reason.strip():
        wrong["reason"] = "Say in a sentence why: the reason stays with it."
    if kind == "move":
        wrong |= _wrong_target(source, target)
    return wrong


def _wrong_target(source: Fund | None, target: Fund | None) -> dict[str, str]:
    if source is None or target is None or target.id == source.id:
        return {"other": "Choose the fund that the money moves to."}
    told = ""
    if target.confirmed_at is None:
        told = f"{target.name} is not confirmed yet."
    elif target.fiscal_year != source.fiscal_year:
        told = f"{target.name} is of {target.fiscal_year}, {source.name} of {source.fiscal_year}."
    elif target.nature != source.nature:
        told = f"{target.name} is {target.nature}, {source.name} is {source.nature}."
    elif target.currency != source.currency:
        told = f"{target.name} is in {target.currency}, {source.name} in {source.currency}."
    words = "Money moves between confirmed funds of one year, currency and kind of budget."
    return {"other": f"{told} {words}"} if told else {}


def _beyond(session: Session, source: Fund | None, amount: int) -> dict[str, str]:
    """What leaves a fund is in no purse: what was given out or promised stays."""
    if source is None:
        return {}
    row, money = queries.fund_row(session, source.key), source.currency
    needed = queries.advances.needed_by_promises(session, source.id)
    if amount <= row.unallotted - needed:
        return {}
    if needed:
        return {"amount": _promised(row, needed, amount)}
    free, entered = in_words(row.unallotted, money), in_words(amount, money)
    held = (
        f"{in_words(row.in_purses, money)} are in purses and {in_words(row.given, money)} promised or spent"
    )
    advice = f"Enter at most {free}." if row.unallotted else "Wait until a round gives its purses back."
    words = f"{source.name} has {free} that are not given out ({held}); you entered {entered}. {advice}"
    return {"amount": words}


def _promised(row: FundRow, needed: int, amount: int) -> str:
    there, kept, most, entered = (
        in_words(minor, row.currency)
        for minor in (row.unallotted, needed, max(0, row.unallotted - needed), amount)
    )
    words = f"{row.name} has {there} that are not given out, and {kept} are promised from it and come first"
    return f"{words}; you entered {entered}. Enter at most {most}, or wait until they are served."


def answer_change(
    session: Session, change_key: str, *, verdict: str, reason: str = "", by: Actor, at: datetime
) -> ChangeRow:
    """Confirm or decline, as the second person, what was asked for; confirmed, the money moves at once.

    Raises NotFound, NotAllowed, Conflict to confirm it for a fund that was closed meanwhile, or Invalid:
    declined without a reason, or no longer enough in the fund.
    """
    asked = queries.change_of_key(session, change_key)
    funds = queries.funds_to_change(session, {key for key in (asked.from_key, asked.to_key) if key})
    change = queries.change_of_key(session, change_key)
    policy.require("fund:agree", by, change.facts)
    source, target = funds.get(change.from_key or ""), funds.get(change.to_key or "")
    _refuse(_wrong_answer(verdict, reason))
    if verdict == "confirmed":
        _refuse_closed(session, funds.values())
        beyond = _beyond(session, source, change.amount)
        _refuse({"verdict": beyond["amount"]} if beyond else {})
    row = {
        "change_id": change.id,
        "verdict": verdict,
        "reason": reason.strip(),
        "by_id": by.id,
        "deputy_id": by.deputy_id,
        "at": at,
    }
    session.execute(insert(FundChangeAnswer), [row])
    if verdict == "confirmed":
        _carry_out(session, change, source, target, by=by, at=at)
    else:
        _tell(session, change, "change_declined", by=by, at=at, why=reason.strip())
    return queries.change_of_key(session, change_key)


def _wrong_answer(verdict: str, reason: str) -> dict[str, str]:
    if verdict not in {"confirmed", "declined"}:
        return {"verdict": "Choose whether you confirm it."}
    if verdict == "declined" and not reason.strip():
        return {"reason": "Say in a sentence why not: whoever asked reads it."}
    return {}


def _carry_out(
    session: Session, change: ChangeRow, source: Fund | None, target: Fund | None, *, by: Actor, at: datetime
) -> None:
    moves = []
    for fund, verb in ((source, "give_back"), (target, "open")):
        if fund is not None:
            accounts = queries.of_fund(session, fund.id)
            ends = (accounts["fund"], accounts["authority"])
            ends = ends if verb == "give_back" else ends[::-1]
            moves.append(Move(verb, *ends, change.amount, document=change.key, reason=change.reason))
    _tell(session, change, "changed", by=by, at=at, why=change.reason)
    post(session, moves, by=by, at=at)


def _tell(session: Session, change: ChangeRow, verb: str, *, by: Actor, at: datetime, why: str) -> None:
    """Write it into the history of each fund that it concerns."""
    sides: Mapping[str | None, str] = {change.from_key: "out", change.to_key: "in"}
    for key, side in sides.items():
        if key is not None:
            detail = {"amount": change.amount, "side": side, "change": change.key}
            told = f"money_{side}" if verb == "changed" else verb
            history.record(session, ("fund", key), told, by=by, at=at, why=why, detail=detail)


def _refuse(wrong: dict[str, str]) -> None:
    if wrong:
        raise Invalid(wrong)
