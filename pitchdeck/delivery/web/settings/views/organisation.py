"""The organisation: what is only shown, and what figures rest on."""

from flask import url_for

import pitchdeck.features.portfolio.policy  # noqa: F401  # declares what a home needs
from pitchdeck.delivery.web.access import page, requires, snapshot
from pitchdeck.delivery.web.acting import Acting
from pitchdeck.delivery.web.forms import MONTHS
from pitchdeck.delivery.web.settings.forms import FiguresForm, ShownForm
from pitchdeck.delivery.web.settings.views.blueprint import bp
from pitchdeck.delivery.web.settings.views.changes import Answer, Moved, ask, facts_of_changes, written
from pitchdeck.delivery.web.settings.views.previews import Preview, preview, save_seen
from pitchdeck.delivery.web.settings.views.words import SHOWN_EFFECTS, changed
from pitchdeck.features.people import actions
from pitchdeck.features.people.actions import FIGURES, SHOWN


@bp.get("/settings")
@requires("setting:list")
def index() -> str:
    """The organisation's settings, what is asked for, and their history."""
    return _index()


def _index(
    shown: ShownForm | None = None,
    figures: FiguresForm | None = None,
    moved: Moved | None = None,
    looks: Preview | None = None,
) -> str:
    with snapshot() as session:
        facts = facts_of_changes(session, moved, frozenset())
    told = {name: written(name) for name in (*SHOWN, *FIGURES)}
    forms = {
        "shown": shown or ShownForm(formdata=None, data=told),
        "figures": figures or FiguresForm(formdata=None, data=told),
    }
    return page("settings/index.html", **facts, **forms, looks=looks, months=dict(MONTHS))


def _otherwise_shown(form: ShownForm) -> Preview:
    pairs = {name: (written(name), form[name].data or "") for name in SHOWN}
    pairs = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    return preview(changed(pairs), [SHOWN_EFFECTS[name] for name in pairs])


@bp.post("/settings")
@requires("setting:change")
def change() -> Answer:
    """Show what a change of what is only shown would move; once that was seen, save it."""
    form = ShownForm()

    def do(act: Acting) -> str:
        values = {name: form[name].data or "" for name in SHOWN}
        actions.change_settings(act.session, values, by=act.by, at=act.at, reason=form.why.data or "")
        act.location = url_for("settings.index")
        return "Changed."

    return save_seen(form, lambda: _otherwise_shown(form), lambda looks: _index(shown=form, looks=looks), do)


@bp.post("/settings/figures")
@requires("setting:ask")
def ask_figures() -> Answer:
    """Ask for other figures, once their effect was seen."""
    form = FiguresForm()
    return ask(form, FIGURES, lambda moved: _index(figures=form, moved=moved), "settings.index")
