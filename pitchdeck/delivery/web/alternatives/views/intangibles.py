"""Intangibles of a draft."""

from dataclasses import replace
from typing import Any

from pitchdeck.delivery.web.access import requires
from pitchdeck.delivery.web.acting import Acting, answer_form
from pitchdeck.delivery.web.alternatives.forms import IntangiblesForm
from pitchdeck.delivery.web.alternatives.views.blueprint import bp
from pitchdeck.delivery.web.alternatives.views.desk import Answer, Desk, back, desk, only_looks, shown
from pitchdeck.features.pitches import actions
from pitchdeck.features.pitches.figures import intangibles_valued


@bp.get("/pitches/<handle>/intangibles")
@requires("pitch:edit")
def intangibles(handle: str) -> str:
    """What is worth having and is not valued in money."""
    at = desk(handle)
    return _page(at, IntangiblesForm.of(at.content, version=at.version))


@bp.post("/pitches/<handle>/intangibles")
@requires("pitch:edit")
def save_intangibles(handle: str) -> Answer:
    """Save the list."""
    at = desk(handle)
    form = IntangiblesForm()
    if only_looks(form):
        return _page(at, form)

    def do(act: Acting) -> str:
        given: dict[str, Any] = {"version": form.version.data or 0, "by": act.by, "at": act.at}
        actions.save_intangibles(act.session, at.pitch.key, form.rows(), **given)
        act.location = back(at)
        return "Saved. They are listed and rated, and no figure counts them."

    return answer_form(form, lambda: _page(at, form), do)


def _page(at: Desk, form: IntangiblesForm) -> str:
    rows = form.rows()
    valued = intangibles_valued(rows)
    return shown("intangibles", at, form, replace(at.content, intangibles=rows), valued=valued)
