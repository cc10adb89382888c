"""Finance's standard rates, and what one unit is worth."""

from collections.abc import Sequence
from typing import Any

from flask import url_for

from pitchdeck.base import history, policy
from pitchdeck.base.history import Entry
from pitchdeck.delivery.web.access import actor, page, requires, snapshot
from pitchdeck.delivery.web.acting import Acting
from pitchdeck.delivery.web.filters import money
from pitchdeck.delivery.web.settings.forms import PURPOSES, RateForm, ValueForm
from pitchdeck.delivery.web.settings.views.blueprint import bp
from pitchdeck.delivery.web.settings.views.changes import Answer
from pitchdeck.delivery.web.settings.views.previews import Preview, preview, save_seen, told_of
from pitchdeck.delivery.web.settings.views.words import Change
from pitchdeck.features.sourcing import actions, queries

NONE = "not set"


@bp.get("/settings/rates")
@requires("rate:list")
def rates() -> str:
    """What an hour costs, with source and date."""
    return _rates()


def _rates(form: RateForm | None = None, shown: Preview | None = None) -> str:
    with snapshot() as session:
        rows = queries.standard_rates(session)
        acts = told_of(session, _entered(history.of_kind(session, "rate"), "hourly_minor"))
    form, verdict = form or RateForm(formdata=None), policy.may("rate:set", actor())
    facts: dict[str, Any] = {"rows": rows, "form": form, "verdict": verdict, "purposes": dict(PURPOSES)}
    return page("settings/rates.html", **facts, acts=acts, preview=shown)


def _entered(entries: Sequence[Entry], figure: str) -> list[tuple[Entry, list[Change]]]:
    """Each entry with what it entered beside what was entered before it under the same name."""
    known: dict[str, str] = {}
    told = []
    for entry in reversed(entries):
        name = entry.detail.get("name", "A rate")
        amount = money(entry.detail[figure], exact=True)
        told.append((entry, [(name, known.get(name, NONE), amount)]))
        known[name] = amount
    return told[::-1]


def _new_rate(form: RateForm) -> Preview:
    label = f"{form.name.data} per hour, {dict(PURPOSES)[form.purpose.data or ''].lower()}"
    effect = "Drafts offer it from now on. Lines and revisions that are there keep what they say."
    return preview([(label, NONE, money(form.hourly.data or 0, exact=True))], [effect])


@bp.post("/settings/rates")
@requires("rate:set")
def set_rate() -> Answer:
    """Show what a standard rate adds; once that was seen, enter it."""
    form = RateForm()

    def do(act: Acting) -> str:
        values = {name: form[name].data for name in ("purpose", "name", "source", "dated_on")}
        hourly = form.hourly.data or 0
        actions.set_rate(act.session, **values, hourly_minor=hourly, by=act.by, at=act.at)
        act.location = url_for("settings.rates")
        return "The rate is set. Drafts offer it from now on."

    return save_seen(form, lambda: _new_rate(form), lambda shown: _rates(form, shown), do)


@bp.get("/settings/values")
@requires("rate:list")
def values() -> str:
    """What one unit of what measures count is worth, with source and date."""
    return _values()


def _values(form: ValueForm | None = None, shown: Preview | None = None) -> str:
    with snapshot() as session:
        rows = queries.standard_values(session)
        acts = told_of(session, _entered(history.of_kind(session, "value"), "value_minor"))
    form, verdict = form or ValueForm(formdata=None), policy.may("rate:set", actor())
    return page("settings/values.html", rows=rows, form=form, verdict=verdict, acts=acts, preview=shown)


def _new_value(form: ValueForm) -> Preview:
    with snapshot() as session:
        before = {row.name: row.value_minor for row in queries.standard_values(session)}
    name = form.name.data or ""
    was = money(before[name], exact=True) if name in before else NONE
    offered = "Measures and drafts may name it from now on. What names the one before keeps its figure."
    return preview([(name, was, money(form.value_minor.data or 0, exact=True))], [offered])


@bp.post("/settings/values")
@requires("rate:set")
def set_value() -> Answer:
    """Show what one unit is worth and was; once that was seen, enter it."""
    form = ValueForm()

    def do(act: Acting) -> str:
        names = ("name", "unit", "value_minor", "source", "dated_on")
        actions.set_value(act.session, **{each: form[each].data for each in names}, by=act.by, at=act.at)
        act.location = url_for("settings.values")
        return "The value is set. The one of the same name before it counts no more."

    return save_seen(form, lambda: _new_value(form), lambda shown: _values(form, shown), do)
