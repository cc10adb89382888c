"""Credit notes: a vendor's correction takes money back out of an invoice, the overrun first."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Invalid
from pitchdeck.base.money import in_words
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding.actions import Place, Step
from pitchdeck.features.investments import queries
from pitchdeck.features.investments.actions.closed_years import refuse_closed_year
from pitchdeck.features.investments.actions.paying import record, year_of
from pitchdeck.features.investments.models import Actual, CreditNote, Investment
from pitchdeck.features.people.queries import local_day, the_organisation


@dataclass(frozen=True, slots=True)
class CreditEntry:
    """A credit note: its amount in minor units, as a positive number."""

    reference: str
    document_on: date
    amount: int
    reason: str


def credit(session: Session, actual_key: str, entry: CreditEntry, *, by: Actor, at: datetime) -> str:
    """Record a credit note of a confirmed actual. Answers with the credit note's key.

    It shrinks the actual's overrun first; then money returns to what is released, then to the contract that
    had paid (to what is released when that has ended). Raises NotFound, NotAllowed, or Invalid beside the
    field.
    """
    investment = queries.investment_of_actual_to_change(session, actual_key)
    row = queries.actual_of_key(session, actual_key, by)
    near = queries.around(session, investment.pitch_id)
    policy.require("credit:record", by, queries.facts_for_actual(row, near))
    actual = queries.actual_to_change(session, actual_key)
    refuse_closed_year(session, investment.pitch_id, actual.period_on)
    left = queries.left_of(session, actual.id)
    _check(session, actual, entry, left.total, today=local_day(session, at))
    over = min(entry.amount, left.over)
    loose = min(entry.amount - over, left.loose)
    drawn = entry.amount - over - loose
    place = Place(
        investment.pitch_id,
        year_of(session, actual.period_on),
        document=entry.reference.strip(),
        reason=entry.reason.strip(),
    )
    steps = (
        Step("give_back", "spent", "released", loose),
        Step("give_back", "spent", _source(session, actual), drawn),
    )
    made = funding.shift(session, place, steps, by=by, at=at)
    note = CreditNote(
        key=new_key(),
        actual_id=actual.id,
        document_on=entry.document_on,
        reference=place.document,
        reason=place.reason,
        **_parts(entry.amount, over, loose, drawn, made),
        **by.signed(at),
    )
    _write(session, investment, actual, note, "credited", by=by, at=at)
    return note.key


def _source(session: Session, actual: Actual) -> str:
    """Where the contract's part returns to: its contract, unless that has ended."""
    if actual.contract_id is None:
        return "released"
    return "released" if queries.terms_of_id(session, actual.contract_id).ended else "contracted"


def _check(session: Session, actual: Actual, entry: CreditEntry, left: int, *, today: date) -> None:
    wrong: dict[str, str] = {}
    if not entry.reference.strip():
        wrong["reference"] = "Enter the number of the credit note."
    elif queries.is_credited(session, actual.id, entry.reference.strip()):
        wrong["reference"] = "This credit note is already recorded. If it is another one, name it apart."
    if entry.document_on > today:
        wrong["document_on"] = "The document's date lies in the future. Enter the date printed on it."
    if not entry.reason.strip():
        wrong["reason"] = "Say in a sentence what the vendor corrects."
    if entry.amount <= 0:
        wrong["amount"] = "Enter the amount of the credit note as a positive number."
    elif entry.amount > left:
        currency = the_organisation(session).currency
        asked, there = in_words(entry.amount, currency), in_words(left, currency)
        wrong["amount"] = (
            f"{asked} is more than the {there} that is left of this invoice. Credit up to that, and record"
            " the rest on the invoice that it belongs to."
        )
    if wrong:
        raise Invalid(wrong)


def reverse_credit(session: Session, credit_key: str, *, by: Actor, at: datetime, reason: str) -> None:
    """Undo a credit note by a row that names it; what it moved is spent again.

    Raises NotFound, NotAllowed, Invalid without a reason, or Conflict when its money has moved on.
    """
    investment = queries.investment_of_credit_to_change(session, credit_key)
    row = queries.credit_of_key(session, credit_key, by)
    near = queries.around(session, investment.pitch_id)
    policy.require("credit:reverse", by, queries.facts_for_document(row, near))
    if not reason.strip():
        raise Invalid({"reason": "Say in a sentence what was wrong: the reason stays with both entries."})
    note = queries.credit_to_change(session, credit_key)
    actual = queries.actual_to_change(session, row.of_key or "")
    refuse_closed_year(session, investment.pitch_id, actual.period_on)
    place = Place(
        investment.pitch_id,
        year_of(session, actual.period_on),
        document=note.reference,
        reason=reason.strip(),
    )
    moved = [each for each in (note.transfer_id, note.drawn_transfer_id) if each is not None]
    made = funding.shift(session, place, (), undone=moved, by=by, at=at)
    undo = CreditNote(
        key=new_key(),
        actual_id=note.actual_id,
        document_on=note.document_on,
        reference=note.reference,
        reverses_id=note.id,
        reason=place.reason,
        **_parts(note.amount, note.over, note.loose, note.drawn, made),
        **by.signed(at),
    )
    _write(session, investment, actual, undo, "credit_reversed", by=by, at=at)


def _parts(amount: int, over: int, loose: int, drawn: int, made: tuple[int, ...]) -> dict[str, Any]:
    return {
        "amount": amount,
        "over": over,
        "loose": loose,
        "drawn": drawn,
        "transfer_id": made[0] if loose else None,
        "drawn_transfer_id": made[-1] if drawn else None,
    }


def _write(
    session: Session,
    investment: Investment,
    actual: Actual,
    note: CreditNote,
    verb: str,
    *,
    by: Actor,
    at: datetime,
) -> None:
    session.add(note)
    session.flush()
    if note.drawn_transfer_id is not None and actual.contract_id is not None:
        record(session, (note.drawn_transfer_id,), contract_id=actual.contract_id)
    detail = {"credit": note.key, "amount": note.amount, "reference": note.reference}
    subject = ("investment", investment.key)
    history.record(session, subject, verb, by=by, at=at, why=note.reason, detail=detail)
