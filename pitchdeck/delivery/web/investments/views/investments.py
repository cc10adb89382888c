"""Investments over HTTP: each page asks one thing of one person."""

from collections.abc import Iterable

from flask import url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from pitchdeck.delivery.charts import Chart, ChartUnavailable, PlanActual, plan_actual
from pitchdeck.delivery.web.access import actor, allowed, organisation, page, requires, snapshot, today
from pitchdeck.delivery.web.acting import Acting, answer_form
from pitchdeck.delivery.web.investments.forms import METHODS, DeliveryForm, ReasonForm
from pitchdeck.delivery.web.investments.views.blueprint import bp
from pitchdeck.delivery.web.investments.views.entries import add_to, shown, to_add
from pitchdeck.delivery.web.press import press
from pitchdeck.features.funding.figures import CATEGORY_WORDS
from pitchdeck.features.investments import actions, queries
from pitchdeck.features.investments.figures.gates import VERDICT_WORDS
from pitchdeck.features.investments.queries import Tracked

Answer = Response | str | tuple[str, int]
RELEASED = "Released. The money can be spent now."
ASKED = "Asked. A second person of finance, or the owner of a fund in it, releases it."


@bp.context_processor
def words() -> dict[str, object]:
    """The names of categories, methods and verdicts for this area's pages."""
    return {
        "category_words": CATEGORY_WORDS,
        "method_words": {each.value: each.label for each in METHODS},
        "verdict_words": VERDICT_WORDS,
    }


@bp.get("/investments")
@requires("investment:list")
def index() -> str:
    """The investments that the person may see."""
    with snapshot() as session:
        tracked = queries.tracked_seen_by(session, actor(), today=today())
    return page("investments/index.html", tracked=tracked)


@bp.get("/investments/<key>")
@requires("investment:see")
def show(key: str) -> str:
    """Plan beside actual."""
    with snapshot() as session:
        found = queries.investment_page(session, key, actor(), today=today())
    chart = _chart(found.tracked)
    picture = Markup(chart.svg) if chart else ""  # noqa: S704  # our own worker's, refused if active
    return page("investments/show.html", it=found, chart=chart, picture=picture)


def _chart(tracked: Tracked) -> Chart | None:
    stands = tracked.standing
    series = PlanActual(
        planned_cost=_minor(tracked, stands.planned_cost),
        actual_cost=_minor(tracked, stands.actual_cost),
        planned_benefit=_minor(tracked, stands.planned_benefit),
        actual_benefit=_minor(tracked, stands.actual_benefit),
        currency=tracked.row.currency,
        locale=organisation().locale,
    )
    try:
        return plan_actual(series, press().charts)
    except ChartUnavailable:
        return None


def _minor(tracked: Tracked, amounts: Iterable[float]) -> tuple[int, ...]:
    return tuple(tracked.minor(amount) for amount in amounts)


@bp.get("/tranches/<key>")
@requires("tranche:release")
def tranche(key: str) -> str:
    """A tranche before its release."""
    return _tranche(key, ReasonForm())


def _tranche(key: str, form: ReasonForm) -> str:
    with snapshot() as session:
        found = queries.tranche_page(session, key, actor(), today=today())
    if form.is_submitted():
        allowed(found.row.release)
    return page("investments/tranche.html", tranche=found.row, tracked=found.tracked, form=form)


@bp.post("/tranches/<key>/release")
@requires("tranche:release")
def release(key: str) -> Answer:
    """Release the tranche."""
    form = ReasonForm()

    def do(act: Acting) -> str:
        investment = actions.release(act.session, key, by=act.by, at=act.at, reason=form.reason.data)
        act.location = shown(investment) if investment else url_for("investments.tranche", key=key)
        return RELEASED if investment else ASKED

    return answer_form(form, lambda: _tranche(key, form), do)


@bp.get("/investments/<key>/delivery")
@requires("investment:see")
def delivery(key: str) -> str:
    """The form that reports the delivery."""
    return to_add(key, "deliver", DeliveryForm())


@bp.post("/investments/<key>/delivery")
@requires("investment:deliver")
def deliver(key: str) -> Answer:
    """Report that the programme was delivered."""
    form = DeliveryForm()

    def do(act: Acting) -> str:
        actions.deliver(act.session, key, by=act.by, at=act.at, why=form.why.data)
        return shown(key)

    return add_to(key, "deliver", form, do, "Delivered. Next comes the first reading.")
