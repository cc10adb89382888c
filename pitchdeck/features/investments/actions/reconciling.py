"""Taking in the accounts' list of a month, and saying by hand what belongs together."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Invalid, NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.investments import queries
from pitchdeck.features.investments.figures import first_of_month
from pitchdeck.features.investments.models import ErpExport, ErpLine, ErpMatch
from pitchdeck.features.people.queries import local_day


@dataclass(frozen=True, slots=True)
class ErpRow:
    """A document as the accounts have it; a credit note is negative, in minor units."""

    row_no: int
    erp_code: str
    reference: str
    document_on: date
    amount: int


def take_in(session: Session, month: date, rows: Sequence[ErpRow], *, by: Actor, at: datetime) -> str:
    """Keep the accounts' list of a month, all of it; a newer one counts instead. Answers with the month.

    Raises NotAllowed, or Invalid for a month to come, an empty list, or one that is there already.
    """
    policy.require("reconciliation:record", by)
    month_on = first_of_month(month)
    if month_on > local_day(session, at):
        raise Invalid({"month": "This month has not begun. Choose the month of the export."})
    if not rows:
        raise Invalid(
            {"month": "There is no document in this list. Choose the file with a row for each of the month."}
        )
    digest = hashlib.sha256(repr([_told(row) for row in rows]).encode()).hexdigest()
    if queries.is_exported(session, month_on, digest):
        raise Invalid(
            {"month": "Exactly this list of the month is here already: there is nothing to take in."}
        )
    export = ErpExport(month_on=month_on, digest=digest, by_id=by.id, deputy_id=by.deputy_id, at=at)
    session.add(export)
    session.flush()
    lines = [
        {
            "key": new_key(),
            "export_id": export.id,
            "row_no": row.row_no,
            "erp_code": row.erp_code,
            "reference": row.reference,
            "document_on": row.document_on,
            "amount": row.amount,
        }
        for row in rows
    ]
    session.execute(insert(ErpLine), lines)
    detail = {"lines": len(lines)}
    history.record(session, _subject(month_on), "taken_in", by=by, at=at, detail=detail)
    return f"{month_on:%Y-%m}"


def _told(row: ErpRow) -> tuple[str, str, str, int]:
    return (row.erp_code, row.reference, row.document_on.isoformat(), row.amount)


def match(
    session: Session,
    month_on: date,
    line_key: str,
    document_key: str,
    *,
    by: Actor,
    at: datetime,
    reason: str,
) -> None:
    """Say that a line of the accounts and a document of ours are the same, and why they look otherwise.

    Raises NotFound, NotAllowed, or Invalid beside the field.
    """
    policy.require("reconciliation:record", by)
    month = queries.month_of(session, month_on)
    if month is None:
        raise NotFound
    wrong: dict[str, str] = {}
    if line_key not in {
        pair.theirs.key for pair in month.pairs if pair.state == "only_there" and pair.theirs
    }:
        wrong["line"] = "Choose a line that is only in the accounts."
    if document_key not in {pair.ours.key for pair in month.pairs if pair.state == "only_here" and pair.ours}:
        wrong["document"] = "Choose a document that is only here."
    if not reason.strip():
        wrong["reason"] = "Say in a sentence why they are the same: the reason stays with the match."
    if wrong:
        raise Invalid(wrong)
    line, actual, note = queries.ids_of_match(session, line_key, document_key)
    session.add(
        ErpMatch(line_id=line, actual_id=actual, credit_note_id=note, reason=reason.strip(), **by.signed(at))
    )
    session.flush()
    history.record(session, _subject(month_on), "matched", by=by, at=at, why=reason.strip())


def _subject(month_on: date) -> tuple[str, str]:
    return ("reconciliation", f"{month_on:%Y-%m}")
