"""The working copy of a pitch, and what the organisation brings into its projection."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from pitchdeck.base.errors import NotFound
from pitchdeck.base.money import exponent
from pitchdeck.features.people import queries as people
from pitchdeck.features.people.figures import Standard
from pitchdeck.features.people.queries import OrganisationRow
from pitchdeck.features.pitches.figures import (
    RATIOS,
    BenefitRow,
    Content,
    CostRow,
    IntangibleRow,
    OptionRow,
    Settings,
)
from pitchdeck.features.pitches.models import BenefitLine, CostLine, Draft
from pitchdeck.features.sourcing import queries as sourcing

Rows = Select[*tuple[Any, ...]]
PURPOSES = ("participant", "development", "facilitation")
WORDS = (
    *("template", "title", "source", "start_on", "measure_id", "problem", "nothing_minor", "cause"),
    *("solution", "audience", "people", "hours_each", "launch_month", "engagement", "nothing_else"),
    *("level_1", "level_2", "level_3", "readings", "isolation_plan", "risk", "risk_answer"),
    *("stop_rule", "minimum_minor", "headline_months", "options", "intangibles", "comparison"),
)
"""The columns of a draft that a revision freezes."""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft with its lines; `version` counts its saves."""

    version: int
    saved_at: datetime
    content: Content


_DRAFT: Rows = select(Draft.version, Draft.saved_at, *(getattr(Draft, name) for name in WORDS)).where(
    Draft.pitch_id == bindparam("pitch_id")
)
_COSTS: Rows = (
    select(
        *(CostLine.kind, CostLine.category, CostLine.label, CostLine.terms, CostLine.source),
        CostLine.tiers,
    )
    .where(CostLine.pitch_id == bindparam("pitch_id"), CostLine.revision_no == 0)
    .order_by(CostLine.position, CostLine.id)
)
_BENEFITS: Rows = (
    select(
        *(BenefitLine.kind, BenefitLine.label, BenefitLine.terms, BenefitLine.source),
        *(BenefitLine.measure_id, BenefitLine.tiers),
    )
    .where(BenefitLine.pitch_id == bindparam("pitch_id"), BenefitLine.revision_no == 0)
    .order_by(BenefitLine.position, BenefitLine.id)
)
_LOCKED = select(Draft).where(Draft.pitch_id == bindparam("pitch_id")).with_for_update()


def draft_of(session: Session, pitch_id: int) -> DraftRow:
    """The draft of a pitch with its lines; NotFound when there is none."""
    row = session.execute(_DRAFT, {"pitch_id": pitch_id}).one_or_none()
    if row is None:
        raise NotFound
    values = {name: getattr(row, name) for name in WORDS}
    values["readings"] = tuple(values["readings"])
    values["options"] = tuple(OptionRow(**each) for each in values["options"])
    values["intangibles"] = tuple(IntangibleRow(**each) for each in values["intangibles"])
    return DraftRow(
        row.version,
        row.saved_at,
        Content(
            **values,
            costs=tuple(CostRow(*line) for line in session.execute(_COSTS, {"pitch_id": pitch_id})),
            benefits=tuple(BenefitRow(*line) for line in session.execute(_BENEFITS, {"pitch_id": pitch_id})),
        ),
    )


def draft_to_change(session: Session, pitch_id: int) -> Draft:
    """The draft, locked until the act ends; NotFound when there is none."""
    found = session.execute(
        _LOCKED, {"pitch_id": pitch_id}, execution_options={"populate_existing": True}
    ).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found


def settings(session: Session, organisation: OrganisationRow | None = None) -> Settings:
    """What every projection stands on; the standard rate of participants is finance's lowest."""
    organisation = organisation or people.the_organisation(session)
    rows = sourcing.standard_rates(session)
    rate = next((row for row in rows if row.purpose == "participant"), None)
    return Settings(
        currency=organisation.currency,
        exponent=exponent(organisation.currency),
        fiscal_year_start=organisation.fiscal_year_start,
        discount_rate=organisation.discount_rate,
        hourly_minor=rate.hourly_minor if rate else None,
        hourly_source=f"{rate.name}: {rate.source}, {rate.dated_on:%Y-%m-%d}" if rate else "",
        roi_objective_pct=organisation.roi_objective_pct,
        small_minor=organisation.small_minor,
        large_minor=organisation.large_minor,
        defaults={name: _frozen(each) for name, each in organisation.standards.items()},
        rates={purpose: [row.hourly_minor for row in rows if row.purpose == purpose] for purpose in PURPOSES},
        unit_hours=organisation.unit_hours,
    )


def development_rate(session: Session) -> dict[str, Any]:
    """Hours of work by format, and finance's lowest rate of development: `hourly` and its `source`."""
    organisation = people.organisation(session)
    rate = next((row for row in sourcing.standard_rates(session) if row.purpose == "development"), None)
    if organisation is None:
        return {}
    known = {name: organisation.standards[f"ratio_{name}"].value for name in RATIOS}
    found = {"ratios": {name: _shortly(hours) for name, hours in known.items() if hours is not None}}
    if rate is None:
        return found
    hourly = Decimal(rate.hourly_minor).scaleb(-exponent(organisation.currency))
    return found | {
        "hourly": _shortly(float(hourly)),
        "source": f"{rate.name}: {rate.source}, {rate.dated_on:%Y-%m-%d}",
    }


def _shortly(number: float) -> int | float:
    return int(number) if number == int(number) else number


def _frozen(each: Standard) -> dict[str, Any]:
    return {"value": each.value, "source": each.source, "dated": each.dated, "own": each.own}
