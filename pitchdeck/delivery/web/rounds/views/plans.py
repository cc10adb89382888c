"""The plan of a round: made by an L&D lead, changed while the round is a draft."""

from zoneinfo import ZoneInfo

from flask import url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.base.errors import Invalid
from pitchdeck.delivery.web.access import actor, organisation, page, reading, requires, snapshot
from pitchdeck.delivery.web.acting import acting
from pitchdeck.delivery.web.rounds.forms import BLANKS, Choices, PlanForm, new_plan, plan_of
from pitchdeck.delivery.web.rounds.views.blueprint import bp
from pitchdeck.features.people import queries as people
from pitchdeck.features.rounds import actions, queries
from pitchdeck.features.rounds.policy import PlanFacts
from pitchdeck.features.rounds.queries import RoundRow

Answer = Response | tuple[str, int]


@bp.get("/rounds/new")
@requires("round:create")
def new() -> str:
    """The form of a new round, with the four criteria in place."""
    form = PlanForm(data=new_plan(organisation().roi_objective_pct))
    form.offer(people_to_choose())
    return _plan(form)


@bp.post("/rounds")
@requires("round:create")
def create() -> Answer:
    """Plan a round."""
    form, choices = PlanForm(), people_to_choose()
    form.offer(choices)
    if not form.validate_on_submit():
        return _plan(form), 200 if form.rearranged else 422
    try:
        with acting() as act:
            round_ = actions.create_round(act.session, form.plan(choices, _zone()), by=act.by, at=act.at)
            act.location = url_for("rounds.show", key=round_.key)
    except Invalid as refused:
        form.absorb(refused)
        return _plan(form), 422
    return act.redirect("The round is planned. Its chair opens it.")


@bp.get("/rounds/<key>/plan")
@requires("round:edit")
def plan(key: str) -> str:
    """The plan of a draft."""
    choices = people_to_choose()
    with snapshot() as session:
        row = _to_edit(session, key)
        criteria, seats = queries.criteria(session, row.id), queries.panel(session, row.id)
    form = PlanForm(data=plan_of(row, criteria, seats, choices, _zone()))
    form.offer(choices)
    return _plan(form, row)


@bp.post("/rounds/<key>/plan")
@requires("round:edit")
def change(key: str) -> Answer:
    """Change the plan of a draft."""
    form, row, choices = PlanForm(), _editable(key), people_to_choose()
    form.offer(choices)
    if not form.validate_on_submit():
        return _plan(form, row), 200 if form.rearranged else 422
    try:
        with acting() as act:
            actions.change_round(act.session, key, form.plan(choices, _zone()), by=act.by, at=act.at)
            act.location = url_for("rounds.show", key=key)
    except Invalid as refused:
        form.absorb(refused)
        return _plan(form, row), 422
    return act.redirect("The plan is changed.")


def _zone() -> ZoneInfo:
    return ZoneInfo(organisation().zone)


def _to_edit(session: Session, key: str) -> RoundRow:
    policy.require("round:edit", actor(), queries.facts_for(session, key, actor()))
    return queries.round_of_key(session, key)


def _editable(key: str) -> RoundRow:
    with reading() as session:
        return _to_edit(session, key)


def people_to_choose() -> Choices:
    """The units that this lead may plan for, the chairs and the investors."""
    with reading() as session:
        units = people.units(session)
        chairs, investors = people.people_with(session, "chair"), people.people_with(session, "investor")
    own = tuple(unit for unit in units if policy.may("round:create", actor(), PlanFacts(unit.id)))
    others = tuple(row for row in chairs if row.id != actor().id)
    return Choices(own, others, investors)


def _plan(form: PlanForm, row: RoundRow | None = None) -> str:
    house = organisation()
    form.conflict_rule.blank = BLANKS[house.conflict_default]
    return page("rounds/edit.html", form=form, row=row, zone=house.zone)
