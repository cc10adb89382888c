"""Which lines of a pitch's cost capital budget pays for, as finance says."""

from typing import Any

from flask import url_for
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.base.errors import NotFound
from pitchdeck.delivery.web.access import actor, allowed, page, requires, snapshot
from pitchdeck.delivery.web.acting import Acting, answer_form
from pitchdeck.delivery.web.filters import money
from pitchdeck.delivery.web.funding.forms import CapexForm
from pitchdeck.delivery.web.funding.views.blueprint import bp
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.pitches import queries as pitches

Answer = Response | str | tuple[str, int]


@bp.get("/pitches/<handle>/capex")
@requires("capex:mark")
def capital(handle: str) -> str:
    """The lines that ask for budget, each with what finance said of it."""
    facts = _facts(handle)
    form = CapexForm()
    form.offer(facts["lines"], facts["currency"])
    form.lines.data = [row.line for row in facts["lines"] if row.nature == "capex"]
    return page("funding/capital.html", form=form, **facts)


def _facts(handle: str) -> dict[str, Any]:
    with snapshot() as session:
        pitch = pitches.pitch_for(session, handle, actor())
        if pitch.revision_id is None or pitch.round_id is None:
            raise NotFound
        facts = queries.facts_of_part(session, handle, actor())
        lines = queries.cost_marks(session, pitch.revision_id)
    allowed(policy.may("capex:mark", actor(), facts))
    return {"pitch": pitch, "lines": lines, "currency": facts.currency}


@bp.post("/pitches/<handle>/capex")
@requires("capex:mark")
def mark_capital(handle: str) -> Answer:
    """Mark lines as capex, or as opex again."""
    facts = _facts(handle)
    form = CapexForm()
    form.offer(facts["lines"], facts["currency"])

    def do(act: Acting) -> str:
        reason = form.reason.data or ""
        actions.mark_capex(act.session, handle, form.lines.data or (), reason=reason, by=act.by, at=act.at)
        act.location = url_for("pitches.show", handle=handle, _anchor="money")
        capex = sum(row.amount for row in facts["lines"] if row.line in (form.lines.data or ()))
        return f"Marked: {money(capex, facts['currency'])} is capex."

    return answer_form(form, lambda: page("funding/capital.html", form=form, **facts), do)
