"""Taking a programme over that ran before pitchdeck: its plan becomes the first revision."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from pitchdeck.base import history
from pitchdeck.base.money import Money
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key, next_ref
from pitchdeck.features.people.queries import keep_the_house
from pitchdeck.features.pitches import queries
from pitchdeck.features.pitches.actions.drafting import write_benefits, write_costs
from pitchdeck.features.pitches.actions.submitting import freeze_as, keep_totals
from pitchdeck.features.pitches.figures import READINGS, BenefitRow, CostRow
from pitchdeck.features.pitches.models import Draft, Pitch

SOURCE = "The plan as it stood at go-live"
PROBLEM = "Decided and begun before pitchdeck was introduced."


@dataclass(frozen=True, slots=True)
class Running:
    """A programme's plan at go-live: money in minor units, `planned` by fiscal year from `start_on` on.

    `benefit` is the net benefit a month that was planned from `launch_month` (counted from the start) on.
    """

    title: str
    unit_id: int
    presenter_id: int
    measure_id: int
    category: str
    start_on: date
    launch_month: int
    planned: Mapping[int, int]
    currency: str
    benefit: int | None = None


def take_over(session: Session, running: Running, *, round_id: int, by: Actor, at: datetime) -> Pitch:
    """Write a running programme as a pitch in funding, with its plan as revision 1; nothing is judged.

    What a submitted pitch needs and nobody can say any more (problem, proof, the sponsor's yes) stays empty.
    """
    keep_the_house(session)
    pitch = Pitch(
        key=new_key(),
        ref=next_ref(session, "P", at.year),
        state="in_funding",
        title=running.title,
        presenter_id=running.presenter_id,
        unit_id=running.unit_id,
        round_id=round_id,
        revision_no=1,
        created_at=at,
        changed_at=at,
    )
    session.add(pitch)
    session.flush()
    session.add(_draft(pitch, running, at))
    session.flush()
    write_costs(session, pitch.id, 0, _costs(running))
    write_benefits(session, pitch.id, 0, _benefits(running))
    # Checks are held against what is handed in; here the decision was taken long ago.
    appraisal = replace(queries.appraise(session, pitch.id, pitch.key), checks=())
    unit = queries.pitch_of_id(session, pitch.id).unit_name
    freeze_as(session, pitch, 1, appraisal, unit, by=by, at=at)
    keep_totals(pitch, 1, str(pitch.ref), appraisal)
    session.flush()
    detail = {"revision": 1, "ask_minor": appraisal.ask_minor}
    history.record(session, ("pitch", pitch.key), "taken_over", by=by, at=at, detail=detail)
    return pitch


def _draft(pitch: Pitch, running: Running, at: datetime) -> Draft:
    return Draft(
        pitch_id=pitch.id,
        version=1,
        saved_at=at,
        template="blank",
        title=running.title,
        start_on=running.start_on,
        measure_id=running.measure_id,
        problem=PROBLEM,
        launch_month=running.launch_month,
        nothing_else=True,
        readings=list(READINGS) if running.benefit else [],
    )


def _costs(running: Running) -> tuple[CostRow, ...]:
    """One line a fiscal year, in its first month: what was planned is known by year alone."""
    return tuple(
        CostRow(
            "one_off",
            running.category,
            f"Planned for {year}",
            {"amount": _major(amount, running.currency), "month": 12 * place},
            SOURCE,
        )
        for place, (year, amount) in enumerate(sorted(running.planned.items()))
        if amount
    )


def _benefits(running: Running) -> tuple[BenefitRow, ...]:
    if not running.benefit:
        return ()
    terms = {
        "units": 1,
        "delta": 1,
        "value": _major(running.benefit, running.currency),
        "per": "month",
        "applies_to": "average",
        "isolation": 1,
        "confidence": 1,
        "basis": "assumption",
    }
    return (BenefitRow("direct", "Planned net benefit", terms, SOURCE),)


def _major(minor: int, currency: str) -> float | int:
    """An amount as the projection's file format takes it."""
    major = Decimal(Money(minor, currency).major)
    return int(major) if major == major.to_integral_value() else float(major)
