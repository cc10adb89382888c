"""Tiers of a draft."""

from typing import Any

from pitchdeck.delivery.web.access import requires
from pitchdeck.delivery.web.acting import Acting, answer_form
from pitchdeck.delivery.web.alternatives.forms import TiersForm
from pitchdeck.delivery.web.alternatives.views.blueprint import bp
from pitchdeck.delivery.web.alternatives.views.desk import Answer, Desk, back, desk, only_looks, shown
from pitchdeck.delivery.web.filters import money
from pitchdeck.features.pitches import actions
from pitchdeck.features.pitches.figures import out_of_order, tiers_of


@bp.get("/pitches/<handle>/tiers")
@requires("pitch:edit")
def tiers(handle: str) -> str:
    """Every line of the draft in each tier."""
    at = desk(handle)
    return _page(at, TiersForm.of(at.content, version=at.version))


@bp.post("/pitches/<handle>/tiers")
@requires("pitch:edit")
def save_tiers(handle: str) -> Answer:
    """Save how each line differs by tier."""
    at = desk(handle)
    form = TiersForm.sent(at.content)
    if only_looks(form):
        form.validate()
        return _page(at, form)

    def do(act: Acting) -> str:
        costs, benefits = form.tiers()
        given: dict[str, Any] = {"version": form.version.data or 0, "by": act.by, "at": act.at}
        actions.save_tiers(act.session, at.pitch.key, costs, benefits, **given)
        act.location = back(at)
        return "Saved. What each tier asks stands beside the others."

    return answer_form(form, lambda: _page(at, form), do)


def _page(at: Desk, form: TiersForm) -> str:
    """The page; lines that came or went meanwhile are shown as they are saved now."""
    if not form.fits:
        fresh = TiersForm.of(at.content, version=at.version)
        fresh.refusals = [*form.refusals]
        form = fresh
    content = form.typed()
    wrong = {} if form.refusals else out_of_order(tiers_of(content, at.settings), money)
    return shown("tiers", at, form, content, wrong=tuple(wrong.values()))
