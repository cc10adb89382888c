"""Capacity against hours: what each team has by quarter, and what pitches and investments need of it."""

from datetime import date

from flask import Blueprint, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.base.policy import Actor
from pitchdeck.delivery.web.access import actor, page, requires, snapshot, today
from pitchdeck.delivery.web.acting import Acting, answer_form
from pitchdeck.delivery.web.capacity.forms import CapacityForm
from pitchdeck.features.people import queries as people
from pitchdeck.features.people.queries import UnitRow
from pitchdeck.features.portfolio.queries.capacity import team_quarters
from pitchdeck.features.sourcing import actions
from pitchdeck.features.sourcing.figures import quarter_name, quarters_from
from pitchdeck.features.sourcing.policy import TeamFacts

bp = Blueprint("capacity", __name__)

Answer = Response | str | tuple[str, int]
AHEAD = 8


@bp.get("/capacity")
@requires("capacity:see")
def index() -> str:
    """Each team's next quarters, and the form for its lead."""
    return _index(_form(_units()))


def _index(form: CapacityForm) -> str:
    with snapshot() as session:
        seen = _seen(people.units(session), actor())
        rows = team_quarters(session, {unit.id: unit.name for unit in seen}, today())
    verdict = bool(form.unit.options)
    return page("capacity/index.html", rows=rows, form=form, may_set=verdict, quarter_name=quarter_name)


@bp.post("/capacity")
@requires("capacity:set")
def set_hours() -> Answer:
    """Say how many hours a team has in a quarter."""
    units = _units()
    form = _form(units)

    def do(act: Acting) -> str:
        _set(act, next(unit for unit in units if unit.key == form.unit.data), form)
        act.location = url_for("capacity.index")
        return "Noted. Drafts and screening hold what they need against it."

    return answer_form(form, lambda: _index(form), do)


def _set(act: Acting, unit: UnitRow, form: CapacityForm) -> None:
    actions.set_capacity(
        act.session,
        unit_id=unit.id,
        unit_key=unit.key,
        quarter_on=date.fromisoformat(form.quarter.data or ""),
        hours=float(form.hours.data or 0),
        source=form.source.data or "",
        by=act.by,
        at=act.at,
    )


def _seen(units: tuple[UnitRow, ...], reader: Actor) -> list[UnitRow]:
    """Every unit for finance and auditors, the own ones for a lead."""
    everything = reader.holds("finance") or reader.holds("auditor")
    return [unit for unit in units if everything or reader.holds("lead", unit.id)]


def _units() -> list[UnitRow]:
    """The units whose hours this person may set."""
    with snapshot() as session:
        return _led(session)


def _led(session: Session) -> list[UnitRow]:
    return [unit for unit in people.units(session) if policy.may("capacity:set", actor(), TeamFacts(unit.id))]


def _form(units: list[UnitRow]) -> CapacityForm:
    form = CapacityForm()
    form.unit.options = [(unit.key, unit.name) for unit in units]
    form.quarter.options = [
        (quarter.isoformat(), quarter_name(quarter)) for quarter in quarters_from(today(), AHEAD)
    ]
    return form
