"""Limits, tolerances, the rules of new rounds, and where the fiscal year begins."""

from pitchdeck.delivery.web.access import organisation, page, requires, snapshot
from pitchdeck.delivery.web.settings.forms import LimitsForm
from pitchdeck.delivery.web.settings.views.blueprint import bp
from pitchdeck.delivery.web.settings.views.changes import Answer, Moved, ask, facts_of_changes, written
from pitchdeck.delivery.web.settings.views.words import LABELS, said
from pitchdeck.features.people.actions import RULES, YEAR

NAMES = (*RULES, YEAR)


@bp.get("/settings/limits")
@requires("setting:list")
def limits() -> str:
    """The rules that are frozen into what is opened, approved and released."""
    return _limits(None)


def _limits(form: LimitsForm | None, moved: Moved | None = None) -> str:
    with snapshot() as session:
        facts = facts_of_changes(session, moved, frozenset(NAMES))
    form = form or LimitsForm(formdata=None, data={name: written(name) for name in NAMES})
    now = [(LABELS[name], said(name, getattr(organisation(), name))) for name in NAMES]
    return page("settings/limits.html", **facts, form=form, now=now)


@bp.post("/settings/limits")
@requires("setting:ask")
def ask_limits() -> Answer:
    """Ask for other limits, once their effect was seen."""
    form = LimitsForm()
    return ask(form, NAMES, lambda moved: _limits(form, moved), "settings.limits")
