"""A year end as it was kept → the facts of its statement."""

from typing import Any

from sqlalchemy.orm import Session

from pitchdeck.delivery.documents.facts_of_look import brand_of
from pitchdeck.delivery.documents.wording import plain
from pitchdeck.delivery.documents.year_end import FateRow, ProgrammeRow, YearEndSheet
from pitchdeck.features.funding import queries
from pitchdeck.features.funding.queries import closing
from pitchdeck.features.people.queries import OrganisationRow

_PROGRAMME = ("ref", "spent", "reserved", "committed", "released", "contracted", "carried", "lapsed")


def year_end_of(session: Session, ref: str, organisation: OrganisationRow) -> YearEndSheet:
    """The statement of a year end; NotFound when there is none of this reference."""
    close = closing.close_of_ref(session, ref)
    fund = queries.fund_row(session, close.fund_key)
    said: dict[str, Any] = close.amounts
    reopened = ""
    if close.verdict == "confirmed" and close.answered_at:
        day = organisation.day(close.answered_at).isoformat()
        reopened = f"Re-opened on {day} by {close.asked_by_name} and {close.answered_by_name}: "
        reopened += plain(close.asked_reason or "")
    return YearEndSheet(
        organisation=organisation.name,
        currency=said["currency"],
        locale=organisation.locale,
        ref=close.ref,
        fund=plain(fund.name),
        unit=plain(fund.unit_name),
        fiscal_year=close.fiscal_year,
        closed_by=close.by_name,
        closed_on=organisation.day(close.at),
        remark=plain(close.reason),
        money=said["budget"],
        spent=said["spent"],
        rows=tuple(FateRow(**row) for row in said["rows"]),
        programmes=tuple(
            ProgrammeRow(title=plain(row["title"]), **{name: row[name] for name in _PROGRAMME})
            for row in said["pitches"]
        ),
        reopened=reopened,
        brand=brand_of(session, organisation),
    )
