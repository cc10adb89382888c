"""What was delivered and not invoiced: spent at the month's end, and back once its invoice comes."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Invalid
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding.actions import Place, Step
from pitchdeck.features.investments import queries
from pitchdeck.features.investments.actions.closed_years import in_closed_years, refuse_closed_year
from pitchdeck.features.investments.actions.paying import (
    BUDGET_CATEGORIES,
    close_again,
    named_contract,
    record,
    year_of,
)
from pitchdeck.features.investments.figures import first_of_month, last_of_month
from pitchdeck.features.investments.models import Accrual, AccrualEnd, Investment
from pitchdeck.features.investments.policy import InvestmentFacts
from pitchdeck.features.people.queries import local_day


@dataclass(frozen=True, slots=True)
class AccrualEntry:
    """What was delivered by the end of a month, in minor units; `contract` is a contract's key or empty."""

    period_on: date
    category: str
    amount: int
    note: str
    contract: str = ""


def accrue(session: Session, key: str, entry: AccrualEntry, *, by: Actor, at: datetime) -> str:
    """Record what was delivered and not invoiced: it is spent from now on. Answers with the accrual's key.

    It takes the open rest of the contract that it names, or else released money, and never more than that.
    Raises NotFound, NotAllowed, or Invalid beside the field.
    """
    investment = queries.investment_to_change(session, key)
    near = queries.seen(by, queries.around(session, investment.pitch_id), investment.state)
    policy.require("accrual:record", by, InvestmentFacts(near, investment.state))
    dated_on, year = last_of_month(entry.period_on), year_of(session, entry.period_on)
    contract_id = _checked(session, investment, entry, year=year, today=local_day(session, at))
    source = "released" if contract_id is None else "contracted"
    place = Place(investment.pitch_id, year, document=f"accrual {dated_on}", reason=entry.note.strip())
    made = funding.shift(session, place, [Step("accrue", source, "spent", entry.amount)], by=by, at=at)
    accrual = Accrual(
        key=new_key(),
        investment_id=investment.id,
        contract_id=contract_id,
        dated_on=dated_on,
        category=entry.category,
        amount=entry.amount,
        note=entry.note.strip(),
        transfer_id=made[0],
        by_id=by.id,
        deputy_id=by.deputy_id,
        at=at,
    )
    session.add(accrual)
    session.flush()
    if contract_id is not None:
        record(session, made, contract_id=contract_id)
    _tell(session, investment, accrual, "accrued", by=by, at=at, why=accrual.note)
    return accrual.key


def _checked(
    session: Session, investment: Investment, entry: AccrualEntry, *, year: int, today: date
) -> int | None:
    wrong = in_closed_years(session, investment.pitch_id, period_on=entry.period_on)
    if first_of_month(entry.period_on) > today:
        wrong["period_on"] = "This month has not begun. Accrue what was delivered by the end of a month."
    if entry.category not in BUDGET_CATEGORIES:
        wrong["category"] = "Choose one of the categories; people's time is recorded in hours."
    if not entry.note.strip():
        wrong["note"] = "Say what was delivered and how its amount is known."
    if wrong:
        raise Invalid(wrong)
    terms = named_contract(session, investment, entry.contract, year=year)
    free, currency = queries.released_by_year(session, investment.pitch_id).get(year, (0, ""))
    there = terms.open if terms else free
    if entry.amount <= 0:
        raise Invalid({"amount": "An accrual is more than 0."})
    if entry.amount > there:
        held = in_words(there, currency) if currency else "nothing"
        what = "open of this contract" if terms else f"released and not contracted for {year}"
        words = f"Only {held} is {what}. Accrue up to that; the invoice shows what lies above as an overrun."
        raise Invalid({"amount": words})
    return terms.id if terms else None


def reverse_accrual(session: Session, accrual_key: str, *, by: Actor, at: datetime, reason: str) -> None:
    """End an accrual by hand: its money moves back by a reversal that names its transfer.

    Raises NotFound, NotAllowed, or Invalid without a reason.
    """
    investment = queries.investment_of_accrual_to_change(session, accrual_key)
    row = queries.accrual_of_key(session, accrual_key, by)
    near = queries.around(session, investment.pitch_id)
    policy.require("accrual:reverse", by, queries.facts_for_document(row, near))
    if not reason.strip():
        raise Invalid({"reason": "Say in a sentence what was wrong: the reason stays with both entries."})
    end_accrual(session, investment, row.id, by=by, at=at, reason=reason.strip())


def end_accrual(
    session: Session,
    investment: Investment,
    accrual_id: int,
    *,
    by: Actor,
    at: datetime,
    reason: str,
    actual_id: int | None = None,
) -> None:
    """Move an accrual's money back, once, and write why; permission is the caller's."""
    accrual = queries.accrual_to_end(session, accrual_id)
    if accrual is None:
        return
    refuse_closed_year(session, investment.pitch_id, accrual.dated_on)
    place = Place(investment.pitch_id, year_of(session, accrual.dated_on), reason=reason)
    made = funding.shift(session, place, (), undone=(accrual.transfer_id,), by=by, at=at)
    who = {"reason": reason, **by.signed(at)}
    session.add(AccrualEnd(accrual_id=accrual.id, actual_id=actual_id, transfer_id=made[0], **who))
    session.flush()
    if accrual.contract_id is not None:
        record(session, made, contract_id=accrual.contract_id)
        close_again(session, place, accrual.contract_id, by=by, at=at)
    _tell(session, investment, accrual, "accrual_ended", by=by, at=at, why=reason)


def _tell(
    session: Session,
    investment: Investment,
    accrual: Accrual,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    why: str,
) -> None:
    detail = {"accrual": accrual.key, "amount": accrual.amount}
    history.record(session, ("investment", investment.key), verb, by=by, at=at, why=why, detail=detail)
