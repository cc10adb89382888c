"""Settings: what is shown, what figures rest on with its second person, and finance's standard rates."""

from decimal import Decimal
from typing import Any

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

import pitchdeck.features.portfolio.policy  # noqa: F401  # declares what a home needs
from pitchdeck.base import history, policy
from pitchdeck.delivery.web.access import actor, organisation, page, reading, requires, snapshot
from pitchdeck.delivery.web.acting import Acting, acting, answer_form
from pitchdeck.delivery.web.settings.forms import PURPOSES, FiguresForm, RateForm, ShownForm
from pitchdeck.features.people import actions as people_actions
from pitchdeck.features.people import queries as people
from pitchdeck.features.people.policy import SettingFacts
from pitchdeck.features.people.queries import ChangeRow
from pitchdeck.features.portfolio.queries.effects import reach_of_settings
from pitchdeck.features.sourcing import actions, queries

bp = Blueprint("settings", __name__)

Answer = Response | str | tuple[str, int]
SHOWN = ("name", "locale", "zone")
FIGURES = ("discount_rate", "roi_objective_pct", "burden", "burden_source")
LABELS = {
    "name": "Name",
    "locale": "Locale",
    "zone": "Time zone",
    "discount_rate": "Discount rate",
    "roi_objective_pct": "ROI objective",
    "burden": "On top of wages",
    "burden_source": "Source of that",
}


@bp.get("/settings")
@requires("setting:list")
def index() -> str:
    """The organisation's settings, what is asked for, and their history."""
    return _index()


def _index(
    shown: ShownForm | None = None, figures: FiguresForm | None = None, preview: dict[str, Any] | None = None
) -> str:
    with snapshot() as session:
        changes, reach = people.setting_changes(session), reach_of_settings(session)
        acts = history.of(session, "organisation", "1")
        names = people.names_of(session, {each for entry in acts for each in entry.people})
    told = {name: _written(getattr(organisation(), name)) for name in (*SHOWN, *FIGURES)}
    facts = {
        "shown": shown or ShownForm(formdata=None, data=told),
        "figures": figures or FiguresForm(formdata=None, data=told),
        "waiting": [(row, _verdict(row)) for row in changes if row.verdict is None],
        "acts": [(entry, entry.who(names)) for entry in acts],
    }
    return page("settings/index.html", **facts, reach=reach, preview=preview, labels=LABELS)


def _written(value: Any) -> Any:
    """A rate as it was typed: 0.42 and not the binary fraction nearest to it."""
    return Decimal(repr(value)) if isinstance(value, float) else value


def _verdict(row: ChangeRow) -> policy.Verdict:
    return policy.may("setting:confirm", actor(), SettingFacts(row.by_id))


@bp.post("/settings")
@requires("setting:change")
def change() -> Answer:
    """Change what is only shown."""
    form = ShownForm()

    def do(act: Acting) -> str:
        values = {name: form[name].data or "" for name in SHOWN}
        at = act.at
        people_actions.change_settings(act.session, values, by=act.by, at=at, reason=form.why.data or "")
        act.location = url_for("settings.index")
        return "Changed."

    return answer_form(form, lambda: _index(shown=form), do)


@bp.post("/settings/figures")
@requires("setting:ask")
def ask() -> Answer:
    """Show what a change would move; with `seen`, ask for it."""
    form = FiguresForm()
    values: dict[str, Any] = {name: form[name].data for name in FIGURES}
    values |= {name: float(values[name]) for name in FIGURES[:3] if values[name] is not None}
    if request.form.get("seen") != "yes" and form.validate_on_submit():
        now = {name: getattr(organisation(), name) for name in FIGURES}
        moved = {name: (now[name], values[name]) for name in FIGURES if now[name] != values[name]}
        return _index(figures=form, preview=moved)

    def do(act: Acting) -> str:
        people_actions.ask_change(act.session, values, reason=form.reason.data or "", by=act.by, at=act.at)
        act.location = url_for("settings.index")
        return "Asked for. It counts once a second person of finance has confirmed it."

    return answer_form(form, lambda: _index(figures=form), do)


@bp.post("/setting-changes/<key>/answer")
@requires("setting:confirm")
def answer(key: str) -> Response:
    """Confirm or refuse a change as the second person."""
    with acting() as act:
        verdict = request.form.get("verdict", "")
        people_actions.answer_change(act.session, key, verdict=verdict, by=act.by, at=act.at)
        act.location = url_for("settings.index")
    return act.redirect("Confirmed: drafts compute with it now." if verdict == "confirmed" else "Refused.")


@bp.get("/settings/rates")
@requires("rate:list")
def rates() -> str:
    """What an hour costs, with source and date."""
    return _rates(RateForm(formdata=None))


def _rates(form: RateForm) -> str:
    with reading() as session:
        rows = queries.standard_rates(session)
    verdict = policy.may("rate:set", actor())
    return page("settings/rates.html", rows=rows, form=form, verdict=verdict, purposes=dict(PURPOSES))


@bp.post("/settings/rates")
@requires("rate:set")
def set_rate() -> Response | tuple[str, int]:
    """Enter a standard rate."""
    form = RateForm()

    def do(act: Acting) -> str:
        values = {name: form[name].data for name in ("purpose", "name", "source", "dated_on")}
        hourly = form.hourly.data or 0
        actions.set_rate(act.session, **values, hourly_minor=hourly, by=act.by, at=act.at)
        act.location = url_for("settings.rates")
        return "The rate is set. Drafts offer it from now on."

    return answer_form(form, lambda: _rates(form), do)
