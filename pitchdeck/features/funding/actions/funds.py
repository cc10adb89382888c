"""Funds and purses: opened by finance, confirmed by a second person, given to investors by their owner."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from pitchdeck.base import history, outbox, policy
from pitchdeck.base.errors import Invalid
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.funding import notices, queries
from pitchdeck.features.funding.actions.closed_funds import refuse_closed_fund
from pitchdeck.features.funding.actions.posting import Move, open_account, post
from pitchdeck.features.funding.actions.restrictions import restrict, wrong_restriction
from pitchdeck.features.funding.models import Fund, Purse
from pitchdeck.features.people.queries import hold_the_house, people_with, the_organisation
from pitchdeck.features.rounds.queries import panel, round_row

YEARS = range(2000, 2101)
GIVES = frozenset({"draft", "open", "scoring", "deliberation", "funding"})
"""Stages of a round in which purses for it are given."""


def open_fund(
    session: Session,
    *,
    name: str,
    unit_id: int,
    fiscal_year: int,
    amount: int,
    owner_id: int,
    by: Actor,
    at: datetime,
    shared: bool = False,
    erp_code: str | None = None,
    nature: str = "opex",
    goal_ids: Collection[int] = (),
    categories: Collection[str] = (),
) -> Fund:
    """Ask for a fund of `amount` minor units in the book currency; it holds nothing until it is confirmed.

    It is for these goals and categories of cost alone; for all where none is named.

    Raises NotAllowed, or Invalid that names each field that does not hold.
    """
    policy.require("fund:open", by)
    hold_the_house(session)  # the fiscal year may not begin elsewhere while its first fund is opened
    settings = the_organisation(session)
    wrong = _wrong_fund(session, name, fiscal_year, amount, owner_id)
    _refuse(wrong | wrong_restriction(session, nature, goal_ids, categories))
    fund = Fund(
        key=new_key(),
        name=name.strip(),
        unit_id=unit_id,
        fiscal_year=fiscal_year,
        currency=settings.currency,
        amount=amount,
        owner_id=owner_id,
        nature=nature,
        shared=shared,
        erp_code=erp_code or None,
        opened_by_id=by.id,
        opened_deputy_id=by.deputy_id,
        opened_at=at,
    )
    session.add(fund)
    session.flush()
    restrict(session, fund, goal_ids, categories)
    detail: dict[str, Any] = {"amount": amount, "fiscal_year": fiscal_year, "nature": nature}
    detail |= {"goals": sorted(goal_ids), "categories": sorted(categories)}
    history.record(session, ("fund", fund.key), "opened", by=by, at=at, detail=detail)
    notices.fund_opened(session, fund.key, owner_id, at=at)
    return fund


def _wrong_fund(session: Session, name: str, fiscal_year: int, amount: int, owner_id: int) -> dict[str, str]:
    wrong = {}
    if not name.strip():
        wrong["name"] = "Give the fund a name that its owner will recognise, such as “Sales 2026”."
    if fiscal_year not in YEARS:
        wrong["fiscal_year"] = f"Enter the fiscal year of the money, {YEARS[0]} to {YEARS[-1]}."
    if amount <= 0:
        wrong["amount"] = "Enter the amount of the fund: more than zero."
    if owner_id not in {row.id for row in people_with(session, "fund_owner")}:
        wrong["owner"] = "This person has no mandate as a fund owner. Choose one who has."
    return wrong


def confirm_fund(session: Session, key: str, *, by: Actor, at: datetime) -> Fund:
    """Confirm a fund as the second person: from now on its money can be given out.

    Raises NotFound, or NotAllowed with the rule's reason.
    """
    fund = queries.fund_to_change(session, key)
    policy.require("fund:confirm", by, queries.facts_of_fund(session, key))
    fund.confirmed_by_id, fund.confirmed_deputy_id, fund.confirmed_at = by.id, by.deputy_id, at
    session.flush()
    history.record(session, ("fund", fund.key), "confirmed", by=by, at=at, detail={"amount": fund.amount})
    for kind in ("authority", "fund"):
        open_account(session, kind, fund.currency, fund_id=fund.id)
    accounts = queries.of_fund(session, fund.id)
    post(session, [Move("open", accounts["authority"], accounts["fund"], fund.amount)], by=by, at=at)
    # What was promised of it comes first: until it is served, nobody gives that money to anybody else.
    outbox.owe(session, "serve_promises", {"fund": fund.key}, at=at, key=f"serve_promises {fund.key}")
    return fund


def code_fund(session: Session, key: str, erp_code: str, *, by: Actor, at: datetime) -> Fund:
    """Give a fund its code in the ERP, or another one; none when it is empty.

    Raises NotFound, or NotAllowed.
    """
    fund = queries.fund_to_change(session, key)
    policy.require("fund:code", by)
    before, fund.erp_code = fund.erp_code, erp_code.strip() or None
    session.flush()
    if fund.erp_code != before:
        detail = {"from": before, "to": fund.erp_code}
        history.record(session, ("fund", fund.key), "coded", by=by, at=at, detail=detail)
    return fund


def allot(
    session: Session,
    fund_key: str,
    *,
    investor_id: int,
    round_id: int,
    amount: int,
    by: Actor,
    at: datetime,
    asked: str = "",
) -> str:
    """Give an investor `amount` minor units of a fund for a round, on top of what they have; the purse's key.

    `asked` is the key of the request that it grants.

    Raises NotFound, NotAllowed, or Invalid with the figures.
    """
    fund = queries.fund_to_change(session, fund_key)
    policy.require("purse:allot", by, queries.facts_of_fund(session, fund_key))
    refuse_closed_fund(session, fund)
    account = queries.of_fund(session, fund.id)["fund"]
    needed = queries.advances.needed_by_promises(session, fund.id)
    _refuse(
        _wrong_amount(fund, account.balance, needed, amount) | _wrong_place(session, investor_id, round_id)
    )
    purse = queries.purse_for(session, fund.id, investor_id, round_id)
    key = purse.key if purse else _open_purse(session, fund, investor_id, round_id)
    detail = {"amount": amount, "fund": fund.key, "investor_id": investor_id}
    history.record(session, ("purse", key), "allotted", by=by, at=at, detail=detail)
    notices.purse_given(session, key, investor_id, amount, at=at)
    target = queries.of_purses(session, [queries.purse_of_key(session, key).id])
    move = Move("allot", account, next(iter(target.values())), amount, document=asked)
    post(session, [move], by=by, at=at)
    return key


def _open_purse(session: Session, fund: Fund, investor_id: int, round_id: int) -> str:
    purse = Purse(key=new_key(), fund_id=fund.id, investor_id=investor_id, round_id=round_id)
    session.add(purse)
    session.flush()
    open_account(session, "purse", fund.currency, purse_id=purse.id)
    return purse.key


def _wrong_amount(fund: Fund, balance: int, needed: int, amount: int) -> dict[str, str]:
    if amount <= 0:
        return {"amount": "Enter the amount of the purse: more than zero."}
    free = max(0, balance - needed)
    if needed and amount > free:
        promised, most = in_words(needed, fund.currency), in_words(free, fund.currency)
        there, entered = in_words(balance, fund.currency), in_words(amount, fund.currency)
        words = f"{fund.name} has {there}, and {promised} of it are promised and come first"
        return {"amount": f"{words}; you entered {entered}. Enter at most {most}."}
    if amount > free:
        most, entered = in_words(free, fund.currency), in_words(amount, fund.currency)
        words = f"The fund {fund.name} has {most} to give out; you entered {entered}. Enter at most {most}."
        return {"amount": words}
    return {}


def _wrong_place(session: Session, investor_id: int, round_id: int) -> dict[str, str]:
    wrong = {}
    round_ = round_row(session, round_id)
    if investor_id not in {row.person_id for row in panel(session, round_id)}:
        wrong["investor"] = f"This person has no seat on the panel of {round_.name}. Choose one who has."
    if round_.state not in GIVES:
        wrong["round"] = f"Commitments to {round_.name} are closed: purses are given before that."
    return wrong


def _refuse(wrong: dict[str, str]) -> None:
    if wrong:
        raise Invalid(wrong)
