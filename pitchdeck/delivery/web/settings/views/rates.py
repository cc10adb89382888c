"""Finance's standard rates, and what one unit is worth."""

from flask import url_for
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.delivery.web.access import actor, page, reading, requires
from pitchdeck.delivery.web.acting import Acting, answer_form
from pitchdeck.delivery.web.settings.forms import PURPOSES, RateForm, ValueForm
from pitchdeck.delivery.web.settings.views.blueprint import bp
from pitchdeck.features.sourcing import actions, queries


@bp.get("/settings/rates")
@requires("rate:list")
def rates() -> str:
    """What an hour costs, with source and date."""
    return _rates()


def _rates(form: RateForm | None = None) -> str:
    with reading() as session:
        rows = queries.standard_rates(session)
    form, verdict = form or RateForm(formdata=None), policy.may("rate:set", actor())
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


@bp.get("/settings/values")
@requires("rate:list")
def values() -> str:
    """What one unit of what measures count is worth, with source and date."""
    return _values()


def _values(form: ValueForm | None = None) -> str:
    with reading() as session:
        rows = queries.standard_values(session)
    form, verdict = form or ValueForm(formdata=None), policy.may("rate:set", actor())
    return page("settings/values.html", rows=rows, form=form, verdict=verdict)


@bp.post("/settings/values")
@requires("rate:set")
def set_value() -> Response | tuple[str, int]:
    """Enter what one unit is worth."""
    form = ValueForm()

    def do(act: Acting) -> str:
        names = ("name", "unit", "value_minor", "source", "dated_on")
        actions.set_value(act.session, **{each: form[each].data for each in names}, by=act.by, at=act.at)
        act.location = url_for("settings.values")
        return "The value is set. The one of the same name before it counts no more."

    return answer_form(form, lambda: _values(form), do)
