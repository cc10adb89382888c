"""What is added to an investment: actuals, hours and readings, and what becomes of each.

All of them have one shape: a form about the investment adds the entry, the entry has a page, and on that page
one person may do one thing about it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from pitchdeck.base.policy import Actor
from pitchdeck.delivery.web.access import actor, allowed, page, requires, snapshot, today
from pitchdeck.delivery.web.acting import Acting, acting, answer_form
from pitchdeck.delivery.web.filters import money
from pitchdeck.delivery.web.forms import BaseForm
from pitchdeck.delivery.web.investments.forms import (
    AccrualForm,
    ActualForm,
    AttestationForm,
    ContractForm,
    HoursForm,
    ReadingForm,
    ReasonForm,
)
from pitchdeck.delivery.web.investments.views.blueprint import bp
from pitchdeck.features.investments import actions, queries
from pitchdeck.features.investments.queries import (
    ActualRow,
    ContractRow,
    Document,
    EntryPage,
    HoursRow,
    ReadingRow,
)

Answer = Response | str | tuple[str, int]
UNDONE = "Reversed. Both entries stay, one naming the other."


@dataclass(frozen=True, slots=True)
class Noun:
    """A kind of entry: how its page calls it, its template, how it is read, and what is done about it."""

    name: str
    template: str
    read: Callable[[Session, str, Actor], ActualRow | ContractRow | Document | HoursRow | ReadingRow]
    verb: str


ACTUAL = Noun("actual", "investments/actual.html", queries.actual_of_key, "reverse")
HOURS = Noun("worked", "investments/worked.html", queries.hours_of_key, "reverse")
READING = Noun("reading", "investments/measured.html", queries.reading_of_key, "attest")


def act_on(form: BaseForm, again: Callable[[], str], do: Callable[[Acting], str], done: str) -> Answer:
    """Check the form, do the act, and lead to where it says; what was refused stands beside its field."""

    def told(act: Acting) -> str:
        act.location = do(act)
        return done

    return answer_form(form, again, told)


def shown(key: str) -> str:
    """The address of an investment."""
    return url_for("investments.show", key=key)


def to_add(key: str, name: str, form: BaseForm) -> str:
    """The page of a form about an investment; `name` is its template and its verdict."""
    return _sheet(name, _entry(key, form), form)


def add_to(key: str, name: str, form: BaseForm, do: Callable[[Acting], str], done: str) -> Answer:
    """Do what a form about an investment asks for."""
    found = _entry(key, form)

    def again() -> str:
        allowed(getattr(found.verdicts, name))
        return _sheet(name, found, form)

    return act_on(form, again, do, done)


def _entry(key: str, form: BaseForm) -> EntryPage:
    """What a form about an investment needs; its choices are filled in."""
    with snapshot() as session:
        found = queries.entry_page(session, key, actor(), today=today())
    if isinstance(form, (AccrualForm, ActualForm, ContractForm)):
        form.offer(found)
    if isinstance(form, HoursForm):
        form.rate.options = [(each.key, f"{each.name}: {money(each.hourly_minor)}") for each in found.rates]
    if isinstance(form, ReadingForm):
        form.measure.options = [(each.key, each.name) for each in found.measures]
        if not form.is_submitted():
            form.suggest(found, today())
    return found


def _sheet(name: str, found: EntryPage, form: BaseForm) -> str:
    verdict = getattr(found.verdicts, name)
    return page(f"investments/{name}.html", it=found, tracked=found.tracked, form=form, verdict=verdict)


def one(noun: Noun, key: str, form: BaseForm) -> str:
    """The page of an entry; its form comes back only to who may send it."""
    with snapshot() as session:
        found = noun.read(session, key, actor())
        tracked = queries.tracked_of_key(session, found.investment_key, today=today())
    if form.is_submitted():
        allowed(getattr(found, noun.verb))
    return page(noun.template, tracked=tracked, form=form, **{noun.name: found})


@bp.get("/investments/<key>/actuals")
@requires("investment:see")
def actuals(key: str) -> str:
    """The form for money spent."""
    return to_add(key, "report", ActualForm())


@bp.post("/investments/<key>/actuals")
@requires("actual:report")
def report(key: str) -> Answer:
    """Report money spent."""
    form = ActualForm()

    def do(act: Acting) -> str:
        actions.report_actual(act.session, key, form.entry(), by=act.by, at=act.at)
        return shown(key)

    return add_to(key, "report", form, do, "Reported. It counts once finance confirms.")


@bp.get("/actuals/<key>")
@requires("investment:see")
def actual(key: str) -> str:
    """One actual, with what may be done about it."""
    return one(ACTUAL, key, ReasonForm())


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

    return act_on(form, lambda: one(ACTUAL, key, form), do, UNDONE)


@bp.get("/investments/<key>/hours")
@requires("investment:see")
def worked(key: str) -> str:
    """The form for people's time."""
    return to_add(key, "hours", HoursForm())


@bp.post("/investments/<key>/hours")
@requires("hours:record")
def record_hours(key: str) -> Answer:
    """Record people's time."""
    form = HoursForm()

    def do(act: Acting) -> str:
        actions.record_hours(act.session, key, form.entry(), by=act.by, at=act.at)
        return shown(key)

    return add_to(key, "hours", form, do, "Recorded as people's time.")


@bp.get("/hours/<key>")
@requires("investment:see")
def hours(key: str) -> str:
    """One entry of hours, with its reversal."""
    return one(HOURS, key, ReasonForm())


@bp.post("/hours/<key>/reversal")
@requires("hours:reverse")
def reverse_hours(key: str) -> Answer:
    """Reverse hours."""
    form = ReasonForm()

    def do(act: Acting) -> str:
        actions.reverse_hours(act.session, key, by=act.by, at=act.at, reason=form.reason.data)
        return url_for("investments.hours", key=key)

    return act_on(form, lambda: one(HOURS, key, form), do, UNDONE)


@bp.get("/investments/<key>/readings")
@requires("investment:see")
def readings(key: str) -> str:
    """The form for a reading."""
    return to_add(key, "reading", ReadingForm())


@bp.post("/investments/<key>/readings")
@requires("reading:record")
def record_reading(key: str) -> Answer:
    """Record a reading."""
    form = ReadingForm()

    def do(act: Acting) -> str:
        reading = actions.record_reading(act.session, key, form.entry(), by=act.by, at=act.at)
        return url_for("investments.reading", key=reading)

    return add_to(key, "reading", form, do, "Recorded. The sponsor is asked to attest.")


@bp.get("/readings/<key>")
@requires("investment:see")
def reading(key: str) -> str:
    """One reading with its calculation, and the sponsor's word on it."""
    return one(READING, key, AttestationForm())


@bp.post("/readings/<key>/attestation")
@requires("reading:attest")
def attest(key: str) -> Answer:
    """Attest or refuse a reading."""
    form = AttestationForm()

    def do(act: Acting) -> str:
        word, why = form.verdict.data, form.reason.data or ""
        actions.attest(act.session, key, verdict=word, by=act.by, at=act.at, reason=why)
        return url_for("investments.reading", key=key)

    return act_on(
        form, lambda: one(READING, key, form), do, "Your word is given, and stays with the reading."
    )
