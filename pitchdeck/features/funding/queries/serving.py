"""What open funds have to serve of what was promised of them, what they lack, and what became of the rest."""

from typing import Any

from sqlalchemy import Select, and_, bindparam, case, exists, func, or_, select
from sqlalchemy.orm import Session

from pitchdeck.features.funding.figures.serving import Serving
from pitchdeck.features.funding.figures.shortfalls import Source
from pitchdeck.features.funding.models import (
    Account,
    Advance,
    AdvanceApproval,
    AdvanceEnd,
    Fund,
    FundClose,
    PromiseLine,
    Shortfall,
    ShortfallEnd,
)
from pitchdeck.features.funding.queries.advances import CUT, PROMISING, promised_from
from pitchdeck.features.funding.queries.closing.books import STANDS
from pitchdeck.features.pitches.models import Pitch

Rows = Select[*tuple[Any, ...]]

_LEFT = AdvanceApproval.kept - CUT
_BINDING = and_(
    Advance.unit_id == Fund.unit_id,
    Advance.fiscal_year == Fund.fiscal_year,
    Pitch.state == "funded",
    ~exists().where(AdvanceEnd.advance_id == Advance.id),
)


def _of_fund(what: Any) -> Any:
    return (
        select(what)
        .select_from(AdvanceApproval)
        .join(Advance, Advance.id == AdvanceApproval.advance_id)
        .join(Pitch, Pitch.id == Advance.pitch_id)
        .where(_BINDING)
        .correlate(Fund)
    )


_FIRST = _of_fund(_LEFT).order_by(AdvanceApproval.review_id, Advance.id).limit(1).scalar_subquery()
_WAITING = _of_fund(func.coalesce(func.sum(_LEFT), 0)).scalar_subquery()
_OPEN_ONE = (
    select(case((Shortfall.cuts_budget.in_((False,)), Shortfall.amount), else_=0))
    .where(Shortfall.fund_id == Fund.id, ~exists().where(ShortfallEnd.shortfall_id == Shortfall.id))
    .correlate(Fund)
    .scalar_subquery()
)
_SERVING: Rows = (
    select(
        *(Fund.id, Fund.key, Fund.unit_id, Fund.fiscal_year, Account.balance),
        *(_FIRST, _WAITING, _OPEN_ONE),
    )
    .join(Account, (Account.fund_id == Fund.id) & (Account.kind == "fund"))
    .where(
        PROMISING,
        or_(_WAITING > 0, _OPEN_ONE > 0),
        ~exists().where(FundClose.fund_id == Fund.id, FundClose.fiscal_year == Fund.fiscal_year, STANDS),
    )
    .order_by(Fund.id)
)


def serving(session: Session) -> tuple[Serving, ...]:
    """Every open fund that has something to serve, or lacked money for it, in the order of their ids."""
    return tuple(
        Serving(row[0], row[1], row[2], row[3], row[4], row[5], int(row[6]), row[7])
        for row in session.execute(_SERVING)
    )


def promised_sources(session: Session, fund_id: int) -> tuple[Source, ...]:
    """What a fund has to serve and has not served, as money that could be cut: approved and announced."""
    return tuple(
        Source("promised", row.left, pitch_id=row.pitch_id, advance_id=row.id)
        for row in promised_from(session, fund_id)
        if row.kept is not None and row.pitch_state == "funded"
    )


_LISTED = exists().where(
    PromiseLine.advance_id == Advance.id,
    PromiseLine.amount > 0,
    ShortfallEnd.list_id == PromiseLine.list_id,
    ShortfallEnd.outcome == "carried_out",
)
_NOT_THERE: Rows = (
    select(Advance.fiscal_year, func.sum(_LEFT))
    .join_from(AdvanceApproval, Advance, Advance.id == AdvanceApproval.advance_id)
    .outerjoin(AdvanceEnd, AdvanceEnd.advance_id == Advance.id)
    .where(
        Advance.pitch_id == bindparam("pitch_id"),
        or_(AdvanceEnd.id.is_(None), and_(AdvanceEnd.outcome == "freed", ~_LISTED)),
    )
    .group_by(Advance.fiscal_year)
)


def approved_not_served(session: Session, pitch_id: int) -> dict[int, int]:
    """What tranches of a pitch's years without a fund wait for and has not come from one, by fiscal year.

    What a shortfall took is not among it: the tranches are shorter by that.
    """
    found = session.execute(_NOT_THERE, {"pitch_id": pitch_id})
    return {year: int(amount) for year, amount in found}
