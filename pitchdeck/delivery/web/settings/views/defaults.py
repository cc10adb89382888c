"""What drafts start from: published figures and finance's own, and the templates on offer."""

from typing import Any

from flask import request, url_for
from werkzeug.wrappers import Response

from pitchdeck.base import history, policy
from pitchdeck.delivery.web.access import actor, organisation, page, requires, snapshot
from pitchdeck.delivery.web.acting import Acting, acting, answer_form
from pitchdeck.delivery.web.forms import BaseForm
from pitchdeck.delivery.web.settings.forms import DefaultForm, TemplatesForm
from pitchdeck.delivery.web.settings.views.blueprint import bp
from pitchdeck.delivery.web.settings.views.changes import Answer, print_of
from pitchdeck.delivery.web.settings.views.previews import Preview, preview, save_seen, told_of
from pitchdeck.delivery.web.settings.views.words import CENTS, DEFAULT, TEMPLATES_OFF, changed, worth
from pitchdeck.features.people import actions
from pitchdeck.features.people.figures import PUBLISHED, SHARE, Standard
from pitchdeck.features.pitches.figures import TEMPLATES
from pitchdeck.features.portfolio.queries.effects import reach_of_settings

HISTORY = frozenset({TEMPLATES_OFF, *(f"{DEFAULT}{name}" for name in PUBLISHED)})


@bp.get("/settings/defaults")
@requires("default:list")
def defaults() -> str:
    """Each default with its source, its year, and whether it is finance's own."""
    return _defaults()


def said(standard: Standard) -> str:
    """A default's value as the page prints it."""
    return worth(standard.unit, standard.value)


def _defaults(
    form: BaseForm | None = None,
    templates: BaseForm | None = None,
    moved: dict[str, Any] | None = None,
    offer: Preview | None = None,
) -> str:
    house = organisation()
    rows = tuple(house.standards.values())
    if form is None:
        form = DefaultForm(formdata=None)
    form["name"].options = [(each.name, each.label) for each in rows]
    ticked = {each.key: each.key not in house.templates_off for each in TEMPLATES}
    with snapshot() as session:
        reach = reach_of_settings(session)
        entries = [
            entry for entry in history.of(session, "organisation", "1") if HISTORY & entry.detail.keys()
        ]
        acts = told_of(session, [(entry, changed(entry.detail)) for entry in entries])
    facts = {"rows": rows, "said": said, "reach": reach, "moved": moved, "form": form}
    facts |= {"acts": acts, "offer": offer, "verdict": policy.may("default:set", actor()), "all": TEMPLATES}
    offered = [each for each in TEMPLATES if ticked[each.key]]
    templates = templates or TemplatesForm(formdata=None, data=ticked)
    return page("settings/defaults.html", **facts, templates=templates, offered=offered)


def _typed(form: Any) -> float:
    share = PUBLISHED[form.name.data].unit == SHARE if form.name.data in PUBLISHED else False
    return float(form.value.data or 0) / (CENTS if share else 1)


@bp.post("/settings/defaults")
@requires("default:set")
def set_default() -> Answer:
    """Show what another default moves; once exactly that was seen, enter it."""
    form = DefaultForm()
    form.name.options = [(name, each.label) for name, each in PUBLISHED.items()]
    moved = _moved(form) if form.validate_on_submit() else None
    if moved and (request.form.get("seen") != "yes" or request.form.get("shown") != moved["print"]):
        return _defaults(form, moved=moved)

    def do(act: Acting) -> str:
        told: dict[str, Any] = {"source": form.source.data, "dated_on": form.dated_on.data}
        name, value = form.name.data or "", _typed(form)
        actions.set_default(act.session, name, value=value, **told, by=act.by, at=act.at)
        act.location = url_for("settings.defaults")
        return "Entered. New lines start with it, and others are flagged beside it."

    return answer_form(form, lambda: _defaults(form), do)


def _moved(form: Any) -> dict[str, Any]:
    now = organisation().standards[form.name.data]
    pair = (now.value, _typed(form))
    said_new = said(Standard(now.name, now.label, pair[1], now.unit, "", "", own=True))
    return {"label": now.label, "before": said(now), "after": said_new, "print": print_of({now.name: pair})}


@bp.post("/settings/defaults/<name>/removal")
@requires("default:set")
def clear_default(name: str) -> Response:
    """Go back to the published figure."""
    with acting() as act:
        actions.clear_default(act.session, name, by=act.by, at=act.at)
        act.location = url_for("settings.defaults")
    return act.redirect("The published figure counts again.")


def _other_offer(form: Any) -> Preview:
    off = [each.key for each in TEMPLATES if not form[each.key].data]
    now = organisation().templates_off
    changes = changed({TEMPLATES_OFF: (now, off)}) if off != now and len(off) < len(TEMPLATES) else []
    return preview(changes, ["New pitches choose among the others. Pitches keep the one they began with."])


@bp.post("/settings/templates")
@requires("default:set")
def offer_templates() -> Answer:
    """Show which templates new pitches lose or gain; once that was seen, offer these."""
    form = TemplatesForm()

    def do(act: Acting) -> str:
        offered = [each.key for each in TEMPLATES if form[each.key].data]
        known = [each.key for each in TEMPLATES]
        actions.offer_templates(act.session, offered, known=known, by=act.by, at=act.at)
        act.location = url_for("settings.defaults")
        return "Offered from now on. Pitches keep the template they began with."

    return save_seen(
        form, lambda: _other_offer(form), lambda shown: _defaults(templates=form, offer=shown), do
    )
