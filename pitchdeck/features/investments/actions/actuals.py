"""Money really spent: reported by the presenter, confirmed by finance, reversed when wrong."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from pitchdeck.base import history, outbox, policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.funding.actions import Place
from pitchdeck.features.investments import queries
from pitchdeck.features.investments.actions.accruals import end_accrual
from pitchdeck.features.investments.actions.closed_years import in_closed_years, refuse_closed_year
from pitchdeck.features.investments.actions.paying import (
    BUDGET_CATEGORIES,
    named_contract,
    pay,
    take_back,
    year_of,
)
from pitchdeck.features.investments.figures import first_of_month
from pitchdeck.features.investments.models import Actual, Investment, Overrun
from pitchdeck.features.investments.policy import InvestmentFacts
from pitchdeck.features.people.queries import local_day


@dataclass(frozen=True, slots=True)
class ActualEntry:
    """A document about money spent: amount in minor units, in the month of service."""

    document_on: date
    period_on: date
    category: str
    amount: int
    reference: str
    vendor: str = ""
    contract: str = ""
    """The key of the contract that the document is an invoice of, if there is one."""
    accrual: str = ""
    """The key of the accrual that the document takes the place of, if there is one."""


def report_actual(session: Session, key: str, entry: ActualEntry, *, by: Actor, at: datetime) -> str:
    """Report money spent; it counts once finance confirmed it. Answers with the actual's key.

    Raises NotFound, NotAllowed, or Invalid beside the field.
    """
    investment = queries.investment_to_change(session, key)
    near = queries.seen(by, queries.around(session, investment.pitch_id), investment.state)
    policy.require("actual:report", by, InvestmentFacts(near, investment.state))
    values = {
        **{name: value for name, value in asdict(entry).items() if name not in ("contract", "accrual")},
        "period_on": first_of_month(entry.period_on),
        "investment_id": investment.id,
        "reference": entry.reference.strip(),
        "vendor": entry.vendor.strip(),
    }
    _check(session, entry, values, today=local_day(session, at))
    _refuse_closed(session, investment.pitch_id, entry)
    year = year_of(session, entry.period_on)
    contract = named_contract(session, investment, entry.contract, year=year)
    named = {
        "contract_id": contract.id if contract else None,
        "accrual_id": _accrual(session, investment, entry),
    }
    reporter = {"reported_by_id": by.id, "reported_deputy_id": by.deputy_id, "reported_at": at}
    actual = Actual(key=new_key(), **named, **reporter, **values)
    session.add(actual)
    session.flush()
    _record(session, investment, actual, "actual_reported", by=by, at=at)
    outbox.owe(session, "actual_reported", {"investment": investment.key, "actual": actual.key}, at=at)
    return actual.key


def _check(session: Session, entry: ActualEntry, values: dict[str, object], *, today: date) -> None:
    wrong: dict[str, str] = {}
    if entry.amount <= 0:
        wrong["amount"] = "An actual is more than 0; a credit note reverses the actual that it corrects."
    if entry.document_on > today:
        wrong["document_on"] = "The document's date lies in the future. Enter the date printed on it."
    if first_of_month(entry.period_on) > today:
        wrong["period_on"] = "This month has not begun. Report the part of each month when it has."
    if entry.category not in BUDGET_CATEGORIES:
        wrong["category"] = "Choose one of the categories; people's time is recorded in hours."
    if not values["reference"]:
        wrong["reference"] = "Enter the number that finance finds the document by."
    if not wrong and queries.is_reported(session, {n: values[n] for n in _IDENTITY}):
        wrong["reference"] = (
            "This document is already reported for this month and amount. If it is another one, name it."
        )
    if wrong:
        raise Invalid(wrong)


def _refuse_closed(session: Session, pitch_id: int, entry: ActualEntry) -> None:
    dates = {"document_on": entry.document_on, "period_on": entry.period_on}
    wrong = in_closed_years(session, pitch_id, **dates)
    if wrong:
        raise Invalid(wrong)


def _accrual(session: Session, investment: Investment, entry: ActualEntry) -> int | None:
    """The accrual that an invoice takes the place of: of this investment, and not over yet."""
    if not entry.accrual:
        return None
    found = queries.open_accrual(session, investment.id, entry.accrual)
    if found is None:
        raise Invalid({"accrual": "Choose an accrual that is not over yet, or none."})
    return found


_IDENTITY = ("investment_id", "reference", "vendor", "period_on", "amount")


def confirm_actual(session: Session, actual_key: str, *, by: Actor, at: datetime) -> int:
    """Confirm money spent as the second person: its contract pays first, then what is released.

    The rest stays an open overrun, which turns the investment red. Answers with the overrun in minor units.
    Raises NotFound or NotAllowed with the rule's reason.
    """
    investment = queries.investment_of_actual_to_change(session, actual_key)
    row = queries.actual_of_key(session, actual_key, by)
    near = queries.around(session, investment.pitch_id)
    policy.require("actual:confirm", by, queries.facts_for_actual(row, near))
    actual = queries.actual_to_change(session, actual_key)
    refuse_closed_year(session, investment.pitch_id, actual.period_on)
    actual.confirmed_by_id, actual.confirmed_at = by.id, at
    actual.confirmed_deputy_id = by.deputy_id
    if actual.accrual_id is not None:
        reason = f"Its invoice {actual.reference} came."
        end_accrual(session, investment, actual.accrual_id, by=by, at=at, reason=reason, actual_id=actual.id)
    over = pay(session, actual, _place(session, investment, actual), by=by, at=at)
    if over:
        session.add(Overrun(actual_id=actual.id, amount=over, at=at))
    session.flush()
    _record(session, investment, actual, "actual_confirmed", by=by, at=at, over=over)
    if over:
        outbox.owe(session, "overrun_opened", {"investment": investment.key, "amount": over}, at=at)
    return over


def reverse_actual(session: Session, actual_key: str, *, by: Actor, at: datetime, reason: str) -> None:
    """Undo an actual with a row that names it; what it moved in the ledger moves back.

    Its authors take an unconfirmed one back, finance reverses a confirmed one. Raises NotFound, NotAllowed
    or Invalid without a reason.
    """
    investment = queries.investment_of_actual_to_change(session, actual_key)
    row = queries.actual_of_key(session, actual_key, by)
    near = queries.around(session, investment.pitch_id)
    policy.require("actual:reverse", by, queries.facts_for_actual(row, near))
    if not reason.strip():
        raise Invalid({"reason": "Say in a sentence what was wrong: the reason stays with both entries."})
    actual = queries.actual_to_change(session, actual_key)
    if queries.is_credited_at_all(session, actual.id):
        raise Conflict("A credit note stands against this entry: reverse the credit note first.")
    if actual.confirmed_at is not None:
        refuse_closed_year(session, investment.pitch_id, actual.period_on)
    undo = Actual(
        key=new_key(),
        investment_id=actual.investment_id,
        document_on=actual.document_on,
        period_on=actual.period_on,
        category=actual.category,
        amount=actual.amount,
        reference=actual.reference,
        vendor=actual.vendor,
        reverses_id=actual.id,
        reason=reason.strip(),
        contract_id=actual.contract_id,
        reported_by_id=by.id,
        reported_deputy_id=by.deputy_id,
        reported_at=at,
    )
    session.add(undo)
    session.flush()
    place = _place(session, investment, actual, undo.reason)
    take_back(session, actual, undo, place, by=by, at=at)
    session.flush()
    _record(session, investment, actual, "actual_reversed", by=by, at=at, why=reason)


def _place(session: Session, investment: Investment, actual: Actual, reason: str = "") -> Place:
    year = year_of(session, actual.period_on)
    return Place(investment.pitch_id, year, document=actual.reference, reason=reason)


def _record(
    session: Session,
    investment: Investment,
    actual: Actual,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    why: str = "",
    over: int = 0,
) -> None:
    detail = {"actual": actual.key, "amount": actual.amount, "reference": actual.reference}
    if over:
        detail["over"] = over
    history.record(session, ("investment", investment.key), verb, by=by, at=at, why=why, detail=detail)
