"""What was approved with the vendors of a pitch in 12 months, from approved lines and confirmed contracts."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, bindparam, func, select, union
from sqlalchemy.orm import Session

from pitchdeck.base.money import to_minor
from pitchdeck.features.funding.queries.exceptions import APPROVED, MONTHS
from pitchdeck.features.investments.figures.vendors import WithVendor, folded, named, with_vendors
from pitchdeck.features.investments.models import Contract, ContractEnd, Investment
from pitchdeck.features.pitches.models import Revision
from pitchdeck.features.projection import CostTotal, projection_as_frozen
from pitchdeck.features.sourcing.models import Vendor

Rows = Select[*tuple[Any, ...]]

_NAMES = union(select(Vendor.name), select(Contract.vendor))
_LINES: Rows = (
    select(APPROVED.c.pitch_id, APPROVED.c.minor, Revision.inputs, Revision.figures, Revision.currency)
    .join_from(APPROVED, Revision, Revision.id == APPROVED.c.revision_id)
    .order_by(APPROVED.c.pitch_id)
)
_CONTRACTED: Rows = (
    select(
        *(Investment.pitch_id, Contract.vendor),
        Contract.amount - func.coalesce(ContractEnd.amount, 0),
    )
    .join_from(Contract, Investment, Investment.id == Contract.investment_id)
    .outerjoin(ContractEnd, ContractEnd.contract_id == Contract.id)
    .where(
        Contract.confirmed_at >= bindparam("since", type_=Contract.confirmed_at.type),
        Investment.pitch_id != bindparam("pitch_id"),
    )
    .order_by(Contract.id)
)


def vendors_around(
    session: Session, pitch_id: int, costs: tuple[CostTotal, ...], currency: str, *, at: datetime
) -> tuple[WithVendor, ...]:
    """Each known vendor that the pitch's lines name, with 12 months. One statement, three if it names one."""
    names = {folded(name): name for name in sorted(session.execute(_NAMES).scalars()) if name.strip()}
    here = named(_words(costs, currency), names)
    if not here:
        return ()
    asked: Mapping[str, Any] = {"pitch_id": pitch_id, "since": at - MONTHS}
    approved = {row.pitch_id: _within(row, here) for row in session.execute(_LINES, asked)}
    contracted: dict[int, dict[str, int]] = {}
    for pitch, vendor, minor in session.execute(_CONTRACTED, asked):
        of_pitch = contracted.setdefault(pitch, {})
        of_pitch[folded(vendor)] = of_pitch.get(folded(vendor), 0) + minor
    return with_vendors(here, names, approved, contracted)


def _words(costs: Iterable[CostTotal], currency: str) -> list[tuple[str, int]]:
    return [
        (f"{each.line.label} {each.line.source}", to_minor(Decimal(repr(each.budget)), currency))
        for each in costs
    ]


def _within(row: Any, vendors: Iterable[str]) -> dict[str, int]:
    """What the approved lines of a revision ask for these vendors, never more than was committed to it."""
    costs = projection_as_frozen(row.inputs, row.figures).lines.costs
    found = named(_words(costs, row.currency), vendors)
    return {vendor: min(minor, int(row.minor)) for vendor, minor in found.items()}
