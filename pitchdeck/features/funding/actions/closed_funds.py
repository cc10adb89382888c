"""What a closed fund refuses, in words, before the database does."""

from sqlalchemy.orm import Session

from pitchdeck.base.errors import Conflict
from pitchdeck.features.funding.models import Fund
from pitchdeck.features.funding.queries import closing


def refuse_closed_fund(session: Session, fund: Fund) -> None:
    """Conflict when the fund is closed for its fiscal year, with what to do."""
    if (fund.id, fund.fiscal_year) in closing.standing_closes(session):
        raise Conflict(
            f"{fund.name} was closed for fiscal year {fund.fiscal_year}: no money moves in it. "
            "Take a fund of an open year, or have this one re-opened by two people of finance."
        )
