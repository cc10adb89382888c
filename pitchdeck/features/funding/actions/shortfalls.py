"""A fund that lacks money: recording it, changing what is cut, and confirming it as one of two people."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.funding import notices, queries
from pitchdeck.features.funding.actions.closed_funds import refuse_closed_fund
from pitchdeck.features.funding.actions.cutting import carry_out, hold_pitches
from pitchdeck.features.funding.actions.listing import found_of, lack, ranked, unallotted, write_list
from pitchdeck.features.funding.figures.shortfalls import (
    apportioned,
    cuttable,
    moved,
)
from pitchdeck.features.funding.models import (
    Fund,
    Shortfall,
    ShortfallConsent,
    ShortfallEnd,
)
from pitchdeck.features.funding.policy import side_of
from pitchdeck.features.funding.queries import shortfalls
from pitchdeck.features.funding.queries.shortfalls import ShortfallRow

SIDES = {"owner", "finance"}
KINDS = {
    "fund": "not given out",
    "purse": "free in a purse",
    "reserved": "reserved",
    "promised": "promised",
    "committed": "committed",
    "released": "released, not contracted",
}


def raise_shortfall(
    session: Session,
    fund_key: str,
    amount: int,
    *,
    reason: str,
    document: str = "",
    by: Actor,
    at: datetime,
) -> str:
    """Record that a fund is cut below what it gave, and propose what gives; the shortfall's key.

    Nothing moves before the fund's owner and finance confirm the list. Raises NotFound, NotAllowed,
    Conflict for a closed fund, or Invalid with the figures.
    """
    fund = queries.fund_to_change(session, fund_key)
    policy.require("shortfall:raise", by, queries.facts_of_fund(session, fund_key))
    refuse_closed_fund(session, fund)
    _refuse(_wrong(session, fund, amount, reason))
    return _raise(session, fund, amount, reason.strip(), document.strip(), cuts_budget=True, by=by, at=at)


def raise_for(session: Session, fund: Fund, missing: int, reason: str, *, by: Actor, at: datetime) -> str:
    """Record, for another act, that a locked fund lacks money for what is promised of it; the key.

    What is cut stays free in the fund, for the promise. A fund that has an open shortfall keeps that one:
    its key is the answer, and nothing is written. Permission is the caller's.
    """
    earlier = shortfalls.open_shortfall(session, fund.id)
    if earlier is not None:
        return earlier
    return _raise(session, fund, missing, reason.strip(), "", cuts_budget=False, by=by, at=at)


def _wrong(session: Session, fund: Fund, amount: int, reason: str) -> dict[str, str]:
    if shortfalls.open_shortfall(session, fund.id) is not None:
        return {"amount": f"{fund.name} has an open shortfall already: carry that one out, or drop it."}
    if amount <= 0:
        return {"amount": "Enter what is missing: more than zero."}
    needed, there = queries.advances.needed_by_promises(session, fund.id), unallotted(session, fund)
    if needed > there:
        lacks, kept = in_words(needed - there, fund.currency), in_words(needed, fund.currency)
        words = f"{fund.name} lacks {lacks} of the {kept} that were promised from it before it opened."
        return {"amount": f"{words} Nothing else of it can be cut before that is settled."}
    found = found_of(session, fund, cuts_budget=True)
    free = sum(each.available for each in found if each.kind == "fund")
    if amount <= free:
        uncut = in_words(free, fund.currency)
        words = f"{fund.name} has {uncut} that are not given out: cut it at once, nobody loses anything."
        return {"amount": f"{words} A shortfall is for more than that."}
    most = cuttable(found)
    if amount > most:
        could, entered = in_words(most, fund.currency), in_words(amount, fund.currency)
        words = (
            f"{could} of {fund.name} could be cut, the rest is contracted or spent; you entered {entered}."
        )
        return {"amount": f"{words} Enter at most {could}."}
    return {} if reason.strip() else {"reason": "Say in a sentence why: everybody who loses money reads it."}


def _raise(
    session: Session,
    fund: Fund,
    amount: int,
    reason: str,
    document: str,
    *,
    cuts_budget: bool,
    by: Actor,
    at: datetime,
) -> str:
    row: dict[str, Any] = {
        "key": new_key(),
        "fund_id": fund.id,
        "amount": amount,
        "reason": reason,
        "document": document,
    }
    row |= {"cuts_budget": cuts_budget, **by.signed(at)}
    made = session.execute(insert(Shortfall).returning(Shortfall.id), [row]).scalar_one()
    key = str(row["key"])
    order = ranked(session, fund, cuts_budget=cuts_budget)
    cuts = apportioned(order, amount)
    write_list(session, (made, 1, ""), order, cuts, by=by, at=at)
    detail = {"shortfall": key, "amount": amount, "document": document}
    history.record(session, ("fund", fund.key), "shortfall_raised", by=by, at=at, why=reason, detail=detail)
    if cuts_budget:
        notices.shortfall_raised(session, key, fund.owner_id, at=at)
    else:
        notices.promises_short(session, fund.key, fund.owner_id, amount, at=at)
    return key


def to_change(session: Session, key: str) -> tuple[ShortfallRow, Fund]:
    """The shortfall as it is under its fund's lock."""
    fund = queries.fund_to_change(session, shortfalls.shortfall_of_key(session, key).fund_key)
    return shortfalls.shortfall_of_key(session, key), fund


def refuse_outdated(session: Session, row: ShortfallRow, fund: Fund) -> None:
    """Conflict where promises lack another amount by now: this list is over within the minute."""
    now = row.amount if row.cuts_budget else lack(session, fund)
    if now != row.amount:
        lacks = f"lacks {in_words(now, row.currency)}" if now else "lacks nothing"
        words = f"{fund.name} {lacks} by now for what was promised from it, not"
        told = f"{words} {in_words(row.amount, row.currency)}. This shortfall ends by itself within a minute"
        raise Conflict(f"{told}; where money still lacks, another one takes its place.")


def propose_again(session: Session, key: str, *, by: Actor, at: datetime) -> int:
    """Propose the list anew from where money is now; earlier confirmations do not count for it. Its number.

    Raises NotFound, or NotAllowed with the rule's reason.
    """
    row, fund = to_change(session, key)
    newest = shortfalls.lists_of(session, row.id)[0]
    policy.require("shortfall:change", by, shortfalls.facts_of(session, row, newest.id, by))
    refuse_outdated(session, row, fund)
    order = ranked(session, fund, cuts_budget=row.cuts_budget)
    cuts = apportioned(order, row.amount)
    write_list(session, (row.id, newest.number + 1, "proposed anew"), order, cuts, by=by, at=at)
    tell_list(session, row, newest.number + 1, "proposed anew", by=by, at=at)
    return newest.number + 1


def change_list(
    session: Session, key: str, amounts: Mapping[int, int], *, reason: str, by: Actor, at: datetime
) -> int:
    """Change what lines of the newest list give, by their position, with a reason; the new list's number.

    Raises NotFound, NotAllowed, Conflict when money has moved since, or Invalid that names each amount
    ("line_3") and what the sum still lacks.
    """
    row, fund = to_change(session, key)
    newest = shortfalls.lists_of(session, row.id)[0]
    policy.require("shortfall:change", by, shortfalls.facts_of(session, row, newest.id, by))
    lines = shortfalls.lines_of(session, newest.id)
    refuse_outdated(session, row, fund)
    refuse_moved(session, row, fund, newest.id)
    cuts = {line.position: amounts.get(line.position, line.amount) for line in lines}
    wrong = {
        f"line_{line.position}": f"Enter 0 to {in_words(line.available, row.currency)}: more is not there."
        for line in lines
        if not 0 <= cuts[line.position] <= line.available
    }
    total = sum(cuts.values())
    if not wrong and total != row.amount:
        gap, whole = in_words(abs(row.amount - total), row.currency), in_words(row.amount, row.currency)
        told = f"{gap} less than the {whole} missing" if total < row.amount else f"{gap} more than {whole}"
        wrong["amounts"] = f"The amounts add up to {in_words(total, row.currency)}: {told}."
    elif all(cuts[line.position] == line.amount for line in lines):
        wrong["amounts"] = "The list would stay as it is: enter another amount, or confirm the list."
    if not reason.strip():
        wrong["why"] = "Say in a sentence why: whoever confirms the list reads it."
    _refuse(wrong)
    named, number = [line.source for line in lines], newest.number + 1
    given = [cuts[line.position] for line in lines]
    write_list(session, (row.id, number, reason.strip()), named, given, by=by, at=at)
    tell_list(session, row, number, reason.strip(), by=by, at=at)
    return number


def tell_list(session: Session, row: ShortfallRow, number: int, why: str, *, by: Actor, at: datetime) -> None:
    """Say in the fund's history that there is another list, and why."""
    detail = {"shortfall": row.key, "list": number}
    subject = ("fund", row.fund_key)
    history.record(session, subject, "shortfall_list_changed", by=by, at=at, why=why, detail=detail)


def refuse_moved(session: Session, row: ShortfallRow, fund: Fund, list_id: int) -> None:
    """Conflict when money has moved since the list was made, with what changed."""
    lines = shortfalls.lines_of(session, list_id)
    before = {line.source.name: line.available for line in lines}
    changed = moved(before, found_of(session, fund, cuts_budget=row.cuts_budget))
    if not changed:
        return
    names = {
        line.source.name: f"{KINDS[line.kind]}{f' for {line.ref}' if line.ref else ''}" for line in lines
    }
    told = "; ".join(
        f"{names.get(name, KINDS[name.partition('-')[0]])} was {in_words(was, row.currency)}, is"
        f" {in_words(now, row.currency)}"
        for name, (was, now) in sorted(changed.items())[:5]
    )
    raise Conflict(f"Money has moved since this list was made: {told}. Finance proposes it anew first.")


def confirm_shortfall(session: Session, key: str, number: int, *, by: Actor, at: datetime) -> bool:
    """Confirm the list of this number for one's side; with the second confirmation all of it happens.

    Answers whether it was carried out. Raises NotFound, NotAllowed with the rule's reason, or Conflict when
    there is a newer list, or money has moved since this one was made, with what changed.
    """
    row, fund = to_change(session, key)
    newest = shortfalls.lists_of(session, row.id)[0]
    facts = shortfalls.facts_of(session, row, newest.id, by)
    policy.require("shortfall:confirm", by, facts)
    if newest.number != number:
        raise Conflict(f"List {number} was changed since you looked: read list {newest.number} first.")
    refuse_closed_fund(session, fund)
    refuse_outdated(session, row, fund)
    hold_pitches(session, fund, shortfalls.lines_of(session, newest.id))
    refuse_moved(session, row, fund, newest.id)
    consent = {"list_id": newest.id, "side": side_of(by, facts), **by.signed(at)}
    session.execute(insert(ShortfallConsent), [consent])
    detail = {"shortfall": key, "list": number, "side": consent["side"]}
    history.record(session, ("fund", fund.key), "shortfall_confirmed", by=by, at=at, detail=detail)
    if {one.side for one in shortfalls.consents_of(session, newest.id)} != SIDES:
        return False
    carry_out(session, row, fund, newest.id, by=by, at=at)
    return True


def drop_shortfall(session: Session, key: str, *, reason: str, by: Actor, at: datetime) -> None:
    """End a shortfall without cutting anything. Raises NotFound, NotAllowed, or Invalid without a reason."""
    row, fund = to_change(session, key)
    newest = shortfalls.lists_of(session, row.id)[0]
    policy.require("shortfall:drop", by, shortfalls.facts_of(session, row, newest.id, by))
    if not reason.strip():
        raise Invalid({"reason": "Say in a sentence why nothing has to be cut any more."})
    end = {"shortfall_id": row.id, "outcome": "dropped", "list_id": None, "change_id": None}
    session.execute(insert(ShortfallEnd), [end | {"reason": reason.strip(), **by.signed(at)}])
    detail = {"shortfall": key, "amount": row.amount}
    subject = ("fund", fund.key)
    history.record(session, subject, "shortfall_dropped", by=by, at=at, why=reason.strip(), detail=detail)


def _refuse(wrong: dict[str, str]) -> None:
    if wrong:
        raise Invalid(wrong)
