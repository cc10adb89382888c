"""Submitting: the draft becomes an immutable revision with its inputs, figures and hash."""

from dataclasses import asdict, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import outbox, policy
from pitchdeck.base.errors import Invalid
from pitchdeck.base.money import to_minor
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import next_ref
from pitchdeck.features.people.queries import keep_the_house
from pitchdeck.features.pitches import queries
from pitchdeck.features.pitches.actions.categories import keep_categories
from pitchdeck.features.pitches.actions.drafting import write_benefits, write_costs
from pitchdeck.features.pitches.actions.hours import ask_hours
from pitchdeck.features.pitches.actions.moving import move
from pitchdeck.features.pitches.figures import (
    cost_lines,
    frozen_options,
    frozen_tiers,
    nothing_claimed,
    of_tier,
    revision_hash,
    size_of,
)
from pitchdeck.features.pitches.models import Ask, Pitch, Revision, RevisionHours
from pitchdeck.features.pitches.queries import Appraisal
from pitchdeck.features.pitches.workflow import PITCH
from pitchdeck.features.projection import TrackRecord, freeze
from pitchdeck.features.strategy.queries import MeasureRow


def submit(
    session: Session, key: str, *, by: Actor, at: datetime, record: TrackRecord | None = None
) -> Pitch:
    """Freeze the draft as the next revision, give the pitch its reference and hand it to screening.

    The track record of finished investments is what the checks hold the promised improvement against.

    Raises Invalid that names everything still missing and every check that blocks, by field.
    """
    pitch = queries.pitch_to_change(session, key)
    row = queries.pitch_of_id(session, pitch.id)
    policy.require("pitch:submit", by, row.facts)
    PITCH.step("submit", pitch.state)
    keep_the_house(session)  # the fiscal year may not begin elsewhere while asks are split by it
    appraisal = queries.appraise(session, pitch.id, pitch.key, record=record)
    wrong = queries.blockers(appraisal)
    if wrong:
        raise Invalid(wrong)
    number = pitch.revision_no + 1
    ref = pitch.ref or next_ref(session, "P", at.year)
    freeze_as(session, pitch, number, appraisal, row.unit_name, by=by, at=at)
    keep_totals(pitch, number, ref, appraisal)
    detail = {"revision": number, "ask_minor": appraisal.ask_minor}
    move(session, pitch, "submit", by=by, at=at, detail=detail)
    outbox.owe(session, "pitch_submitted", {"pitch": pitch.key, "unit_id": pitch.unit_id}, at=at)
    return pitch


def freeze_as(
    session: Session,
    pitch: Pitch,
    number: int,
    appraisal: Appraisal,
    unit_name: str,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Write what a draft comes to as revision `number`, immutable from now on."""
    measure = _measure(appraisal)
    requested = of_tier(appraisal.content, "requested")
    content = replace(requested, costs=cost_lines(requested, appraisal.settings))
    facts = _facts(appraisal, measure, unit_name)
    frozen = freeze(appraisal.projected.inputs, appraisal.projected.projection)
    asked = {"minimum": appraisal.asks} | {tier.name: tier.asks for tier in appraisal.tiers}
    values = {
        "pitch_id": pitch.id,
        "number": number,
        "title": content.title,
        "goal_id": measure.goal_id,
        "measure_id": measure.id,
        "sponsor_id": measure.owner_id,
        "content": {"content": content.to_data(), "facts": facts},
        "inputs": frozen.inputs_json,
        "figures": frozen.figures_json,
        "engine_version": frozen.engine_version,
        "hash": revision_hash(frozen.inputs_json, facts),
        "currency": appraisal.settings.currency,
        "ask_minor": appraisal.ask_minor,
        "minimum_minor": sum(asked["minimum"].values()),
        "submitted_by_id": by.id,
        "deputy_id": by.deputy_id,
        "submitted_at": at,
    }
    revision_id = session.execute(insert(Revision).returning(Revision.id), [values]).scalar_one()
    asks = [
        {"revision_id": revision_id, "tier": tier, "fiscal_year": year, "amount": amount}
        for tier, years in asked.items()
        for year, amount in years.items()
    ]
    if asks:
        session.execute(insert(Ask), asks)
    _keep_hours(session, pitch, revision_id, appraisal)
    keep_categories(session, revision_id, appraisal)
    if appraisal.time is not None:
        ask_hours(session, pitch, revision_id, appraisal.time, by=by, at=at)
    write_costs(session, pitch.id, number, content.costs)
    write_benefits(session, pitch.id, number, content.benefits)


def _keep_hours(session: Session, pitch: Pitch, revision_id: int, appraisal: Appraisal) -> None:
    """Hours by team and month, so that capacity is asked without computing a projection again."""
    start, team_unit = appraisal.content.start_on, queries.team_of(session, pitch.id)
    rows = [
        {
            "revision_id": revision_id,
            "unit_id": pitch.unit_id if team == "participants" else team_unit,
            "team": team,
            "start_on": start,
            "month_no": month,
            "hours": hours,
        }
        for team, months in appraisal.projected.projection.hours_by_team.items()
        for month, hours in enumerate(months)
        if hours > 0 and start is not None
    ]
    if rows:
        session.execute(insert(RevisionHours), rows)


def _measure(appraisal: Appraisal) -> MeasureRow:
    if appraisal.measure is None:
        raise Invalid({"measure": "Choose the measure that should move."})
    return appraisal.measure


def _facts(appraisal: Appraisal, measure: MeasureRow, unit_name: str) -> dict[str, Any]:
    """What the pages and the PDF of this revision print besides its content; dates as ISO text."""
    claim = appraisal.claimed
    requested = of_tier(appraisal.content, "requested")
    even = nothing_claimed(requested, appraisal.settings, appraisal.projected.projection)
    others = {"tiers": frozen_tiers(appraisal.tiers), "options": frozen_options(appraisal.options)}
    return {name: found for name, found in others.items() if found} | {
        "unit": unit_name,
        "settings": asdict(appraisal.settings),
        "goal": {"name": measure.goal_name, "priority": measure.goal_priority},
        "measure": {
            "name": measure.name,
            "unit": measure.unit_of_measure,
            "baseline": measure.baseline,
            "baseline_on": measure.baseline_on.isoformat(),
            "target": measure.target,
            "target_on": measure.target_on.isoformat(),
            "value_minor": measure.value_minor,
            "value_source": measure.value_source,
            "agreed_on": measure.agreed_at.date().isoformat() if measure.agreed_at else None,
        },
        "claim": {
            "delta": float(claim.delta) if claim else 0,
            "share": float(claim.share) if claim else 0,
            "sum_on_measure": float(appraisal.claims),
            "sentence": appraisal.sentence,
        },
        "checks": [asdict(one) for one in appraisal.checks],
        "asks": {str(year): minor for year, minor in appraisal.asks.items()},
        "size": size_of(appraisal.asks, appraisal.settings),
        "breakeven_minutes_per_week": even.minutes_per_week.value,
    }


def keep_totals(pitch: Pitch, number: int, ref: str, appraisal: Appraisal) -> None:
    """The newest totals beside the pitch, so that lists and sorts read one table."""
    figures = appraisal.projected.projection.figures
    time = figures["total_time_cost"].value or 0
    claims_benefit = bool(of_tier(appraisal.content, "requested").benefits)
    pitch.revision_no, pitch.ref = number, ref
    pitch.ask_minor = appraisal.ask_minor
    pitch.time_minor = to_minor(Decimal(repr(time)), appraisal.settings.currency)
    pitch.roi_pct = figures["roi_net_pct"].value if claims_benefit else None
    pitch.roi_months = appraisal.content.headline_months
    pitch.payback_months = figures["payback_months"].value if claims_benefit else None
