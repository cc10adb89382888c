"""Investments over HTTP: each page asks one thing of one person."""

from collections.abc import Callable, Iterable

from flask import Blueprint, current_app, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from pitchdeck.delivery.charts import Chart, Charts, ChartUnavailable, PlanActual, plan_actual
from pitchdeck.delivery.web.access import actor, allowed, organisation, page, requires, snapshot, today
from pitchdeck.delivery.web.acting import Acting, acting, answer_form
from pitchdeck.delivery.web.filters import money
from pitchdeck.delivery.web.forms import BaseForm
from pitchdeck.delivery.web.investments.forms import (
    CATEGORY_WORDS,
    METHODS,
    ActualForm,
    AttestationForm,
    DeliveryForm,
    HoursForm,
    ReadingForm,
    ReasonForm,
)
from pitchdeck.features.investments import actions, queries
from pitchdeck.features.investments.queries import EntryPage, Tracked

bp = Blueprint("investments", __name__)

Answer = Response | str | tuple[str, int]


@bp.context_processor
def words() -> dict[str, object]:
    """The names of categories and methods for this area's pages."""
    return {"category_words": CATEGORY_WORDS, "method_words": {each.value: each.label for each in METHODS}}


def _act(form: BaseForm, again: Callable[[], str], do: Callable[[Acting], str], done: str) -> Answer:
    """Check the form, do the act, and lead to where it says; what was refused stands beside its field."""

    def told(act: Acting) -> str:
        act.location = do(act)
        return done

    return answer_form(form, again, told)


def _shown(key: str) -> str:
    return url_for("investments.show", key=key)


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


def _charts() -> Charts:
    """The charts of this application, made on first use."""
    found = current_app.extensions.get("pitchdeck.charts")
    if not isinstance(found, Charts):
        found = Charts(current_app.extensions["pitchdeck.config"].data_dir / "charts")
        current_app.extensions["pitchdeck.charts"] = found
    return found


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
        return plan_actual(series, _charts())
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
        return _shown(actions.release(act.session, key, by=act.by, at=act.at, reason=form.reason.data))

    return _act(form, lambda: _tranche(key, form), do, "Released. The money can be spent now.")


def _entry(key: str, form: BaseForm) -> EntryPage:
    """What a form about an investment needs; its choices are filled in."""
    with snapshot() as session:
        found = queries.entry_page(session, key, actor(), today=today())
    if isinstance(form, HoursForm):
        form.rate.options = [(each.key, f"{each.name}: {money(each.hourly_minor)}") for each in found.rates]
    if isinstance(form, ReadingForm):
        form.measure.options = [(each.key, each.name) for each in found.measures]
    return found


def _sheet(name: str, found: EntryPage, form: BaseForm) -> str:
    verdict = getattr(found.verdicts, name)
    return page(f"investments/{name}.html", it=found, tracked=found.tracked, form=form, verdict=verdict)


def _again(name: str, found: EntryPage, form: BaseForm) -> str:
    """The form with its refusals, for who may send it; for others the reason why not."""
    allowed(getattr(found.verdicts, name))
    return _sheet(name, found, form)


@bp.get("/investments/<key>/delivery")
@requires("investment:see")
def delivery(key: str) -> str:
    """The form that reports the delivery."""
    form = DeliveryForm()
    return _sheet("deliver", _entry(key, form), form)


@bp.post("/investments/<key>/delivery")
@requires("investment:deliver")
def deliver(key: str) -> Answer:
    """Report that the programme was delivered."""
    form = DeliveryForm()
    found = _entry(key, form)

    def do(act: Acting) -> str:
        actions.deliver(act.session, key, by=act.by, at=act.at, why=form.why.data)
        return _shown(key)

    return _act(form, lambda: _again("deliver", found, form), do, "Delivered. Next comes the first reading.")


@bp.get("/investments/<key>/actuals")
@requires("investment:see")
def actuals(key: str) -> str:
    """The form for money spent."""
    form = ActualForm()
    return _sheet("report", _entry(key, form), form)


@bp.post("/investments/<key>/actuals")
@requires("actual:report")
def report(key: str) -> Answer:
    """Report money spent."""
    form = ActualForm()
    found = _entry(key, form)

    def do(act: Acting) -> str:
        actions.report_actual(act.session, key, form.entry(), by=act.by, at=act.at)
        return _shown(key)

    return _act(form, lambda: _again("report", found, form), do, "Reported. It counts once finance confirms.")


@bp.get("/actuals/<key>")
@requires("investment:see")
def actual(key: str) -> str:
    """One actual, with what may be done about it."""
    return _actual(key, ReasonForm())


def _actual(key: str, form: ReasonForm) -> str:
    with snapshot() as session:
        found = queries.actual_of_key(session, key, actor())
        if form.is_submitted():
            allowed(found.reverse)
        tracked = queries.tracked_of_key(session, found.investment_key, today=today())
    return page("investments/actual.html", actual=found, tracked=tracked, form=form)


@bp.post("/actuals/<key>/confirmation")
@requires("actual:confirm")
def confirm(key: str) -> Answer:
    """Confirm money spent."""
    with acting() as act:
        over = actions.confirm_actual(act.session, key, by=act.by, at=act.at)
        act.location = url_for("investments.actual", key=key)
    return act.redirect(
        f"Confirmed. {money(over)} lies over what is released: an overrun is open." if over else "Confirmed."
    )


@bp.post("/actuals/<key>/reversal")
@requires("actual:reverse")
def reverse(key: str) -> Answer:
    """Reverse an actual."""
    form = ReasonForm()

    def do(act: Acting) -> str:
        actions.reverse_actual(act.session, key, by=act.by, at=act.at, reason=form.reason.data)
        return url_for("investments.actual", key=key)

    return _act(form, lambda: _actual(key, form), do, "Reversed. Both entries stay, one naming the other.")


@bp.get("/investments/<key>/hours")
@requires("investment:see")
def worked(key: str) -> str:
    """The form for people's time."""
    form = HoursForm()
    return _sheet("hours", _entry(key, form), form)


@bp.post("/investments/<key>/hours")
@requires("hours:record")
def record_hours(key: str) -> Answer:
    """Record people's time."""
    form = HoursForm()
    found = _entry(key, form)

    def do(act: Acting) -> str:
        actions.record_hours(act.session, key, form.entry(), by=act.by, at=act.at)
        return _shown(key)

    return _act(form, lambda: _again("hours", found, form), do, "Recorded as people's time.")


@bp.get("/hours/<key>")
@requires("investment:see")
def hours(key: str) -> str:
    """One entry of hours, with its reversal."""
    return _hours(key, ReasonForm())


def _hours(key: str, form: ReasonForm) -> str:
    with snapshot() as session:
        found = queries.hours_of_key(session, key, actor())
        if form.is_submitted():
            allowed(found.reverse)
        tracked = queries.tracked_of_key(session, found.investment_key, today=today())
    return page("investments/worked.html", worked=found, tracked=tracked, form=form)


@bp.post("/hours/<key>/reversal")
@requires("hours:reverse")
def reverse_hours(key: str) -> Answer:
    """Reverse hours."""
    form = ReasonForm()

    def do(act: Acting) -> str:
        actions.reverse_hours(act.session, key, by=act.by, at=act.at, reason=form.reason.data)
        return url_for("investments.hours", key=key)

    return _act(form, lambda: _hours(key, form), do, "Reversed. Both entries stay, one naming the other.")


@bp.get("/investments/<key>/readings")
@requires("investment:see")
def readings(key: str) -> str:
    """The form for a reading."""
    form = ReadingForm()
    found = _entry(key, form)
    form.suggest(found, today())
    return _sheet("reading", found, form)


@bp.post("/investments/<key>/readings")
@requires("reading:record")
def record_reading(key: str) -> Answer:
    """Record a reading."""
    form = ReadingForm()
    found = _entry(key, form)

    def do(act: Acting) -> str:
        reading = actions.record_reading(act.session, key, form.entry(), by=act.by, at=act.at)
        return url_for("investments.reading", key=reading)

    return _act(form, lambda: _again("reading", found, form), do, "Recorded. The sponsor is asked to attest.")


@bp.get("/readings/<key>")
@requires("investment:see")
def reading(key: str) -> str:
    """One reading with its calculation, and the sponsor's word on it."""
    return _reading(key, AttestationForm())


def _reading(key: str, form: AttestationForm) -> str:
    with snapshot() as session:
        found = queries.reading_of_key(session, key, actor())
        if form.is_submitted():
            allowed(found.attest)
        tracked = queries.tracked_of_key(session, found.investment_key, today=today())
    return page("investments/measured.html", reading=found, tracked=tracked, form=form)


@bp.post("/readings/<key>/attestation")
@requires("reading:attest")
def attest(key: str) -> Answer:
    """Attest or refuse a reading."""
    form = AttestationForm()

    def do(act: Acting) -> str:
        word, why = form.verdict.data, form.reason.data or ""
        actions.attest(act.session, key, verdict=word, by=act.by, at=act.at, reason=why)
        return url_for("investments.reading", key=key)

    return _act(form, lambda: _reading(key, form), do, "Your word is given, and stays with the reading.")
