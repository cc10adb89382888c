"""What shortfalls left of tranches."""

from typing import Any

from sqlalchemy import BigInteger, cast, func, select

from pitchdeck.features.funding.models import Tranche, TrancheCut


def left_of(tranche: Any = Tranche) -> Any:
    """What is left of a tranche, as a column beside it: nothing of one that shortfalls took whole."""
    cut = (
        select(cast(func.coalesce(func.sum(TrancheCut.amount), 0), BigInteger))
        .where(TrancheCut.tranche_id == tranche.id)
        .correlate(tranche)
        .scalar_subquery()
    )
    return tranche.amount - cut


LEFT = left_of()
