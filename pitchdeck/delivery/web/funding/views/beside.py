"""Stepping out of a pitch, and standing by for it."""

from flask import url_for
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.delivery.web.access import actor, page, requires, snapshot
from pitchdeck.delivery.web.acting import Acting, acting, answer_form
from pitchdeck.delivery.web.filters import money
from pitchdeck.delivery.web.funding.forms import RecusalForm, StandbyForm
from pitchdeck.delivery.web.funding.views.blueprint import bp
from pitchdeck.delivery.web.funding.views.commitments import part
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.pitches import queries as pitches

Answer = Response | str | tuple[str, int]


@bp.get("/pitches/<handle>/recusal")
@requires("pitch:recuse")
def recusal(handle: str) -> str:
    """The form that declares a conflict."""
    return _recusal(handle, RecusalForm())


def _recusal(handle: str, form: RecusalForm) -> str:
    with snapshot() as session:
        pitch = pitches.pitch_for(session, handle, actor())
        section = queries.section_for(session, pitch, actor())
    policy.require("pitch:recuse", actor(), part(handle))
    return page("funding/recusal.html", pitch=pitch, funding=section, form=form)


@bp.post("/pitches/<handle>/recusal")
@requires("pitch:recuse")
def recuse(handle: str) -> Answer:
    """Step out of a pitch: no score, no money."""
    form = RecusalForm()

    def do(act: Acting) -> str:
        freed = actions.recuse(act.session, handle, form.reason.data or "", by=act.by, at=act.at)
        act.location = url_for("pitches.show", handle=handle)
        back = f" {money(freed)} is free in your purse again." if freed else ""
        return f"Declared. You neither score nor fund it.{back}"

    return answer_form(form, lambda: _recusal(handle, form), do)


@bp.post("/pitches/<handle>/standby")
@requires("standby:join")
def join_standby(handle: str) -> Answer:
    """Stand by with money of a purse while the pitch needs nothing more."""
    form = StandbyForm()

    def do(act: Acting) -> str:
        purse, amount = form.purse.data or "", form.amount.data or 0
        actions.join_standby(act.session, purse, handle, amount, by=act.by, at=act.at)
        act.location = url_for("pitches.show", handle=handle, _anchor="money")
        return f"You stand by with {money(amount)}. Nothing moves; you are told when there is room."

    return answer_form(form, lambda: _standby(handle, form), do)


def _standby(handle: str, form: StandbyForm) -> str:
    with snapshot() as session:
        pitch = pitches.pitch_for(session, handle, actor())
    policy.require("standby:join", actor(), part(handle))
    return page("funding/standby.html", pitch=pitch, form=form)


@bp.post("/standbys/<key>/leaving")
@requires("standby:leave")
def leave_standby(key: str) -> Response:
    """Leave the standby list."""
    with acting() as act:
        ref = actions.leave_standby(act.session, key, by=act.by, at=act.at)
        act.location = url_for("pitches.show", handle=ref, _anchor="money")
    return act.redirect("You do not stand by any more.")
