"""Deputies: who stands in for a person, from when to when."""

from flask import url_for
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.delivery.web.access import actor, page, requires, snapshot, today
from pitchdeck.delivery.web.acting import Acting, acting, answer_form
from pitchdeck.delivery.web.people.forms import DeputyForm
from pitchdeck.delivery.web.people.views.blueprint import bp
from pitchdeck.features.people import actions, queries
from pitchdeck.features.people.policy import DeputyFacts

Answer = Response | str | tuple[str, int]
NOBODY_YET = -1
_EARLY = "Ended before its last day."


@bp.get("/deputies")
@requires("deputy:name")
def own_deputies() -> str:
    """Who stands in for me, and the form for the next one."""
    return _deputies(actor().key, DeputyForm(data={"valid_from": today()}))


@bp.get("/people/<key>/deputies")
@requires("deputy:name_for")
def deputies(key: str) -> str:
    """Who stands in for a person, and the form for the next one."""
    return _deputies(key, DeputyForm(data={"valid_from": today()}))


def _deputies(key: str, form: DeputyForm) -> str:
    with snapshot() as session:
        person = queries.member(session, key)
        policy.require("deputy:name", actor(), DeputyFacts(person.id, NOBODY_YET, actor().id))
        rows = queries.deputies_around(session, person.id)
        others = [one for one in queries.people(session) if one.id != person.id]
    form.deputy.options = [(one.key, f"{one.name}, {one.title}" if one.title else one.name) for one in others]
    return page("people/deputies.html", whom=person, rows=rows, form=form, today=today())


@bp.post("/deputies")
@requires("deputy:name")
def name_own_deputy() -> Answer:
    """Let somebody stand in for me."""
    return _named(actor().key, url_for("people.own_deputies"))


@bp.post("/people/<key>/deputies")
@requires("deputy:name_for")
def name_deputy(key: str) -> Answer:
    """Let somebody stand in for a person."""
    return _named(key, url_for("people.deputies", key=key))


def _named(key: str, back: str) -> Answer:
    form = DeputyForm()
    _deputies(key, form)  # who may not even see the page is told nothing; the choices are filled in

    def do(act: Acting) -> str:
        values = {name: form[name].data for name in ("valid_from", "valid_to", "reason")}
        values |= {"deputy_key": form.deputy.data or "", "today": today()}
        actions.stand_in(act.session, key, **values, by=act.by, at=act.at)
        act.location = back
        return "Named. What touches money waits for a second person of finance or a fund owner."

    return answer_form(form, lambda: _deputies(key, form), do)


@bp.post("/deputies/<key>/confirmation")
@requires("deputy:confirm")
def confirm_deputy(key: str) -> Response:
    """Confirm as the second person that a deputy may act over money."""
    with acting() as act:
        actions.confirm_deputy(act.session, key, by=act.by, at=act.at)
        act.location = url_for("people.index")
    return act.redirect("Confirmed. The deputy acts from the first day on.")


@bp.post("/deputies/<key>/end")
@requires("deputy:end")
def end_deputy(key: str) -> Response:
    """End standing in at once."""
    with acting() as act:
        actions.end_deputy(act.session, key, by=act.by, at=act.at, reason=_EARLY, today=today())
        act.location = url_for("home.index")
    return act.redirect("Ended.")
