"""Whose budget a pitch's money came from: its accounts hold the money of all its commitments together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from pitchdeck.features.funding.models import Commitment, Fund, Purse, Resolution
from pitchdeck.features.people.models import Unit
from pitchdeck.features.pitches.models import Pitch


@dataclass(frozen=True, slots=True)
class Payer:
    """A fund and its unit with the codes that the accounts know."""

    fund: str
    fund_code: str
    unit: str
    unit_code: str


@dataclass(frozen=True, slots=True)
class Payers:
    """The funds behind each pitch, in all years and in each."""

    by_year: Mapping[tuple[str, int], tuple[Payer, ...]]
    by_pitch: Mapping[str, tuple[Payer, ...]]

    def of(self, ref: str, fiscal_year: int | None) -> tuple[Payer, ...]:
        """The funds that paid in the year; money carried into it came from those of the pitch."""
        own = self.by_year.get((ref, fiscal_year)) if fiscal_year is not None else None
        return own or self.by_pitch.get(ref, ())


_PAYERS: Select[*tuple[Any, ...]] = (
    select(Pitch.ref, Commitment.fiscal_year, Fund.name, func.coalesce(Fund.erp_code, ""))
    .add_columns(Unit.name, func.coalesce(Unit.erp_code, ""))
    .join_from(Commitment, Resolution, Resolution.commitment_id == Commitment.id)
    .join(Purse, Purse.id == Commitment.purse_id)
    .join(Fund, Fund.id == Purse.fund_id)
    .join(Unit, Unit.id == Fund.unit_id)
    .join(Pitch, Pitch.id == Commitment.pitch_id)
    .where(Resolution.committed > 0)
    .order_by(Pitch.ref, Fund.name, Fund.id, Commitment.id)
)


def payers(session: Session) -> Payers:
    """Which funds' money every pitch was approved with. One statement."""
    by_year: dict[tuple[str, int], dict[Payer, None]] = {}
    by_pitch: dict[str, dict[Payer, None]] = {}
    for ref, year, *named in session.execute(_PAYERS):
        payer = Payer(*named)
        by_year.setdefault((ref, year), {})[payer] = None
        by_pitch.setdefault(ref, {})[payer] = None
    return Payers(
        {place: tuple(found) for place, found in by_year.items()},
        {ref: tuple(found) for ref, found in by_pitch.items()},
    )
