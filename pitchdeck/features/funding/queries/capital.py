"""Which lines of a pitch's cost finance marked as capex, and what of its ask that is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.features.funding.models import (
    Advance,
    AdvanceApproval,
    AdvanceEnd,
    CapexMark,
    Commitment,
    Fund,
    Purse,
    Resolution,
)
from pitchdeck.features.funding.queries.advances import CUT
from pitchdeck.features.people.models import Person
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.pitches.models import AskLine, CostLine, Revision

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class CostMark:
    """A line of budget cost of the current revision: what it asks in all, and what finance says of it."""

    line: str
    label: str
    category: str
    amount: int
    nature: str
    reason: str | None
    by_name: str | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class CapexYear:
    """What of the ask of a fiscal year is marked as capex, in minor units."""

    fiscal_year: int
    asked: int
    capex: int


_Later, _Mark, _Hand = aliased(CapexMark), aliased(CapexMark), aliased(Person)


def newest(mark: Any) -> ColumnElement[bool]:
    """No later word on the same line of the same pitch."""
    return (
        ~select(_Later.id)
        .where(_Later.pitch_id == mark.pitch_id, _Later.line == mark.line, _Later.id > mark.id)
        .correlate(mark)
        .exists()
    )


def marked(line: Any, pitch_id: Any) -> ColumnElement[bool]:
    """The newest word on what a line says is capex."""
    return (
        select(_Mark.id)
        .where(_Mark.pitch_id == pitch_id, _Mark.line == line.line, _Mark.nature == "capex", newest(_Mark))
        .exists()
    )


_LINES: Rows = (
    select(
        *(AskLine.line, func.min(AskLine.position).label("position"), func.sum(AskLine.amount).label("sum")),
        Revision.pitch_id,
        Revision.number,
    )
    .join(Revision, Revision.id == AskLine.revision_id)
    .where(AskLine.revision_id == bindparam("revision_id"), AskLine.line != "")
    .group_by(AskLine.line, Revision.pitch_id, Revision.number)
)
_FOUND = _LINES.subquery()
_MARKS: Rows = (
    select(
        *(_FOUND.c.line, CostLine.label, CostLine.category, _FOUND.c.sum),
        func.coalesce(CapexMark.nature, "opex"),
        *(CapexMark.reason, who_did(Person, _Hand), CapexMark.at),
    )
    .join_from(
        _FOUND,
        CostLine,
        and_(
            CostLine.pitch_id == _FOUND.c.pitch_id,
            CostLine.revision_no == _FOUND.c.number,
            CostLine.position == _FOUND.c.position,
        ),
    )
    .outerjoin(
        CapexMark,
        and_(
            CapexMark.pitch_id == _FOUND.c.pitch_id,
            CapexMark.line == _FOUND.c.line,
            newest(CapexMark),
        ),
    )
    .outerjoin(Person, Person.id == CapexMark.by_id)
    .outerjoin(_Hand, _Hand.id == CapexMark.deputy_id)
    .order_by(CostLine.position)
)
_CAPEX = func.sum(AskLine.amount).filter(marked(AskLine, Revision.pitch_id))
_YEARS: Rows = (
    select(AskLine.fiscal_year, func.sum(AskLine.amount), func.coalesce(_CAPEX, 0))
    .join(Revision, Revision.id == AskLine.revision_id)
    .where(AskLine.revision_id == bindparam("revision_id"))
    .group_by(AskLine.fiscal_year)
    .order_by(AskLine.fiscal_year)
)


@dataclass(frozen=True, slots=True)
class PartsYear:
    """A fiscal year's ask, what of it would be capex, and what stands behind it from each kind of fund."""

    fiscal_year: int
    asked: int
    capex: int
    opex_stands: int
    capex_stands: int


def promised_for(pitch_id: Any, fiscal_year: Any, *beside: Any) -> Any:
    """What is promised to a pitch of a year that has not opened: operating budget, as no other serves it."""
    return (
        select(func.coalesce(func.sum(Advance.amount - func.coalesce(AdvanceApproval.freed, 0) - CUT), 0))
        .outerjoin(AdvanceApproval, AdvanceApproval.advance_id == Advance.id)
        .where(
            Advance.pitch_id == pitch_id,
            Advance.fiscal_year == fiscal_year,
            ~select(AdvanceEnd.id).where(AdvanceEnd.advance_id == Advance.id).exists(),
        )
        .correlate(*beside)
        .scalar_subquery()
    )


def _stands(nature: str) -> Any:
    return (
        select(func.coalesce(func.sum(func.coalesce(Resolution.committed, Commitment.amount)), 0))
        .join_from(Commitment, Purse, Purse.id == Commitment.purse_id)
        .join(Fund, Fund.id == Purse.fund_id)
        .outerjoin(Resolution, Resolution.commitment_id == Commitment.id)
        .where(
            Commitment.pitch_id == Revision.pitch_id,
            Commitment.fiscal_year == AskLine.fiscal_year,
            Fund.nature == nature,
        )
        .correlate(AskLine, Revision)
        .scalar_subquery()
    )


_PROMISED = promised_for(Revision.pitch_id, AskLine.fiscal_year, AskLine, Revision)
_CHOSEN = func.sum(AskLine.amount).filter(AskLine.line.in_(bindparam("lines", expanding=True)))
_PARTS: Rows = (
    select(AskLine.fiscal_year, func.sum(AskLine.amount), func.coalesce(_CHOSEN, 0))
    .add_columns(func.max(_stands("opex") + _PROMISED), func.max(_stands("capex")))
    .join(Revision, Revision.id == AskLine.revision_id)
    .where(AskLine.revision_id == bindparam("revision_id"))
    .group_by(AskLine.fiscal_year)
    .order_by(AskLine.fiscal_year)
)


def parts_with(session: Session, revision_id: int, lines: Collection[str]) -> tuple[PartsYear, ...]:
    """What each year would be with exactly these lines marked as capex."""
    asked = {"revision_id": revision_id, "lines": sorted(lines)}
    return tuple(PartsYear(*(int(each) for each in row)) for row in session.execute(_PARTS, asked))


def cost_marks(session: Session, revision_id: int) -> tuple[CostMark, ...]:
    """The lines of a revision that ask for budget, in their order, each with finance's newest word."""
    return tuple(
        CostMark(*(*row[:3], int(row[3]), *row[4:]))
        for row in session.execute(_MARKS, {"revision_id": revision_id})
    )


def capex_years(session: Session, revision_id: int) -> tuple[CapexYear, ...]:
    """What of each year's ask is capex; nothing for years without, or for revisions of before."""
    found = session.execute(_YEARS, {"revision_id": revision_id})
    return tuple(CapexYear(year, int(asked), int(capex)) for year, asked, capex in found if capex)
