"""Goals: what learning should move, by how much, and who answers for it."""

from typing import Any

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.base.errors import Invalid
from pitchdeck.delivery.web.access import actor, page, reading, requires, snapshot
from pitchdeck.delivery.web.acting import acting
from pitchdeck.delivery.web.filters import day, money
from pitchdeck.delivery.web.goals.forms import GoalForm, MeasureForm
from pitchdeck.features.people import queries as people
from pitchdeck.features.people.queries import PersonRow
from pitchdeck.features.pitches import queries as pitches
from pitchdeck.features.sourcing import queries as sourcing
from pitchdeck.features.sourcing.queries import ValueRow
from pitchdeck.features.strategy import actions, queries
from pitchdeck.features.strategy.policy import MeasureFacts, UnitFacts
from pitchdeck.features.strategy.queries import GoalRow

bp = Blueprint("goals", __name__)

Answer = Response | tuple[str, int]


@bp.get("/goals")
@requires("goal:see")
def index() -> str:
    """Every goal with its measures and what is claimed of them."""
    with snapshot() as session:
        goals, measures = queries.goals(session), queries.measures(session)
        claims = pitches.open_claims(session)
    of_goal = {goal.id: [row for row in measures if row.goal_id == goal.id] for goal in goals}
    of_measure = {row.id: [one for one in claims if one.measure_id == row.id] for row in measures}
    agree = {row.id: policy.may("measure:agree", actor(), MeasureFacts(row.owner_id)) for row in measures}
    return page("goals/index.html", goals=goals, measures=of_goal, claims=of_measure, agree=agree)


@bp.get("/measures/<key>")
@requires("goal:see")
def measure(key: str) -> str:
    """One measure: from, to, its sponsor, and who claims how much of it."""
    with snapshot() as session:
        row = queries.measure_of_key(session, key)
        claims = pitches.open_claims(session, row.id)
    agree = {row.id: policy.may("measure:agree", actor(), MeasureFacts(row.owner_id))}
    return page("goals/show.html", row=row, claims={row.id: claims}, agree=agree)


@bp.get("/goals/new")
@requires("goal:add")
def new() -> str:
    """The form for a goal."""
    form, _units, _owners = _goal_form()
    return page("goals/new.html", form=form)


@bp.post("/goals")
@requires("goal:add")
def add() -> Answer:
    """Set a goal."""
    form, units, owners = _goal_form()
    if not form.validate_on_submit():
        return page("goals/new.html", form=form), 422
    values = {name: form[name].data for name in ("name", "why", "priority", "until")}
    values |= {"unit_id": units[form.unit.data or ""], "owner_id": owners[form.owner.data or ""]}
    try:
        with acting() as act:
            goal = actions.add_goal(act.session, **values, by=act.by, at=act.at)
            act.location = url_for("goals.new_measure", key=goal.key)
    except Invalid as refused:
        form.absorb(refused)
        return page("goals/new.html", form=form), 422
    return act.redirect("The goal is set. How is it measured?")


@bp.get("/goals/<key>/measures/new")
@requires("measure:add")
def new_measure(key: str) -> str:
    """The form for a measure of a goal."""
    form, goal, _owners, _standards = _measure_form(key)
    return page("goals/measure.html", form=form, goal=goal)


@bp.post("/goals/<key>/measures")
@requires("measure:add")
def add_measure(key: str) -> Answer:
    """Set how a goal is measured; its sponsor is asked to agree."""
    form, goal, owners, standards = _measure_form(key)
    if not form.validate_on_submit():
        return page("goals/measure.html", form=form, goal=goal), 422
    names = ("name", "unit_of_measure", "baseline", "baseline_on", "target", "target_on", "revenue")
    values = {name: form[name].data for name in names}
    values |= {"owner_id": owners[form.owner.data or ""], **_worth(form, standards)}
    try:
        with acting() as act:
            actions.add_measure(act.session, goal_key=key, **values, by=act.by, at=act.at)
            act.location = url_for("goals.index")
    except Invalid as refused:
        form.absorb(refused)
        return page("goals/measure.html", form=form, goal=goal), 422
    return act.redirect("The measure is set. Its sponsor agrees baseline and target next.")


@bp.post("/measures/<key>/agreement")
@requires("measure:agree")
def agree(key: str) -> Response:
    """Agree baseline and target as the owner of the measure."""
    with acting() as act:
        actions.agree_measure(act.session, key, by=act.by, at=act.at)
        act.location = url_for("goals.measure", key=key)
    return act.redirect("Agreed. Pitches can build on this target now.")


def _goal_form() -> tuple[GoalForm, dict[str, int], dict[str, int]]:
    form = GoalForm()
    with reading() as session:
        units = [
            unit for unit in people.units(session) if policy.may("goal:add", actor(), UnitFacts(unit.id))
        ]
        everybody = people.people(session)
    form.unit.options = [(unit.key, unit.name) for unit in units]
    form.owner.options = _names(everybody)
    return form, {unit.key: unit.id for unit in units}, {one.key: one.id for one in everybody}


def _measure_form(key: str) -> tuple[MeasureForm, GoalRow, dict[str, int], dict[str, ValueRow]]:
    form = MeasureForm()
    with reading() as session:
        goal = queries.goal_of_key(session, key)
        policy.require("measure:add", actor(), UnitFacts(goal.unit_id))
        everybody = people.people(session)
        standards = sourcing.standard_values(session)
    form.owner.options = _names(everybody)
    form.standard.options = [
        (one.key, f"{one.name}: {money(one.value_minor)} {one.unit}, {one.source}, {day(one.dated_on)}")
        for one in standards
    ]
    owners = {one.key: one.id for one in everybody}
    return form, goal, owners, {one.key: one for one in standards}


def _worth(form: MeasureForm, standards: dict[str, ValueRow]) -> dict[str, Any]:
    """What one unit is worth: finance's value with its source, or one's own."""
    chosen = standards.get(form.standard.data or "")
    if chosen is None:
        return {"value_minor": form.value_minor.data, "value_source": form.value_source.data or ""}
    return {
        "value_minor": chosen.value_minor,
        "value_source": f"{chosen.source}, {day(chosen.dated_on)}",
        "standard_key": chosen.key,
    }


def _names(everybody: tuple[PersonRow, ...]) -> list[tuple[str, str]]:
    return [(one.key, f"{one.name}, {one.title}" if one.title else one.name) for one in everybody]
