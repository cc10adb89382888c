"""What a closed fund refuses, in words, before the database does."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from pitchdeck.base.errors import Conflict
from pitchdeck.features.funding.models import Fund
from pitchdeck.features.funding.queries import HeldRow, closing, purse_of_id


def refuse_closed_fund(session: Session, fund: Fund) -> None:
    """Conflict when the fund is closed for its fiscal year, with what to do."""
    if (fund.id, fund.fiscal_year) in closing.standing_closes(session):
        raise Conflict(
            f"{fund.name} was closed for fiscal year {fund.fiscal_year}: no money moves in it. "
            "Take a fund of an open year, or have this one re-opened by two people of finance."
        )


def refuse_closed_purses(session: Session, ref: str, held: Iterable[HeldRow]) -> None:
    """Conflict when approved money of a pitch came from a fund that is closed: it cannot go back there."""
    shut = closing.standing_closes(session)
    purses = [purse_of_id(session, row.purse_id) for row in held if row.committed] if shut else []
    closed = sorted({each.fund_name for each in purses if (each.fund_id, each.fiscal_year) in shut})
    if closed:
        raise Conflict(
            f"Finance has approved {ref}, and the fiscal year of {', '.join(closed)}, which pays for it, was"
            " closed since: that money cannot go back. Ask finance to have the year re-opened by two people,"
            " then withdraw the pitch."
        )
