"""Shortfalls over HTTP: recording one, its cut list, the two confirmations, and the list as CSV."""

from dataclasses import dataclass

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.base.money import Money
from pitchdeck.delivery.sheets.csv_out import csv_of
from pitchdeck.delivery.web.access import actor, allowed, page, requires, snapshot
from pitchdeck.delivery.web.acting import Acting, answer_form
from pitchdeck.delivery.web.attachments import CSV, attached
from pitchdeck.delivery.web.forms import BaseForm
from pitchdeck.delivery.web.shortfalls.forms import (
    ConfirmForm,
    ListForm,
    OrderForm,
    ReasonForm,
    ShortfallForm,
    list_form,
    order_form,
)
from pitchdeck.features.funding import actions
from pitchdeck.features.funding import queries as funding
from pitchdeck.features.funding.queries import shortfalls as queries
from pitchdeck.features.funding.queries.cutting import Listed, listed
from pitchdeck.features.funding.queries.shortfalls import LineRow

bp = Blueprint("shortfalls", __name__)

Answer = Response | str | tuple[str, int]
VERBS = ("shortfall:change", "shortfall:confirm", "shortfall:drop")
KIND_WORDS = {
    "fund": "Not given out",
    "purse": "Free in a purse",
    "reserved": "Reserved",
    "promised": "Promised, not served",
    "committed": "Committed, not released",
    "released": "Released, not contracted",
}
HEAD = ("Line", "Money", "Pitch", "Title", "Purse of", "Can be cut", "Cut", "Cut in all", "What it does")


@bp.get("/funds/<key>/shortfalls")
@requires("shortfall:see")
def of_fund(key: str) -> str:
    """The shortfalls of a fund, and the form of the next one."""
    return _of_fund(key, ShortfallForm(formdata=None))


def _of_fund(key: str, form: ShortfallForm) -> str:
    with snapshot() as session:
        fund = funding.fund_row(session, key)
        rows = queries.shortfalls_of_fund(session, key)
    verdict = policy.may("shortfall:raise", actor(), fund.facts)
    if form.is_submitted():
        allowed(verdict)
    return page("shortfalls/of_fund.html", fund=fund, shortfalls=rows, form=form, verdict=verdict)


@bp.post("/funds/<key>/shortfalls")
@requires("shortfall:raise")
def record(key: str) -> Answer:
    """Record that a fund is cut below what it gave."""
    form = ShortfallForm()

    def do(act: Acting) -> str:
        said = {"reason": form.reason.data or "", "document": form.document.data or ""}
        made = actions.raise_shortfall(act.session, key, form.amount.data or 0, by=act.by, at=act.at, **said)
        act.location = url_for("shortfalls.show", key=made)
        return "Recorded. Nothing moves before the fund's owner and finance confirm the list."

    return answer_form(form, lambda: _of_fund(key, form), do)


@dataclass
class Forms:
    """The forms of the page, of which one may have come back with errors."""

    confirm: ConfirmForm | None = None
    again: BaseForm | None = None
    change: ListForm | None = None
    order: OrderForm | None = None
    drop: ReasonForm | None = None


@bp.get("/shortfalls/<key>")
@requires("shortfall:see")
def show(key: str) -> str:
    """A shortfall, its newest list, and who confirmed it."""
    return _show(key, Forms())


def _show(key: str, forms: Forms, *, asked: str = "") -> str:
    """The page; who sent a form of it for the act `asked` is told first that they may not."""
    with snapshot() as session:
        found = listed(session, key)
        facts = queries.facts_of(session, found.row, found.newest.id, actor())
    if asked:
        policy.require(asked, actor(), facts)
    verdicts = {verb: policy.may(verb, actor(), facts) for verb in VERBS}
    forms.confirm = forms.confirm or ConfirmForm(formdata=None, data={"number": found.newest.number})
    forms.again = forms.again or BaseForm(formdata=None)
    forms.change = forms.change or list_form([each.line for each in found.lines], sent=False)
    forms.order = forms.order or order_form([each.line for each in found.lines], sent=False)
    forms.drop = forms.drop or ReasonForm(formdata=None)
    shown = {"forms": forms, "verdicts": verdicts, "kind_words": KIND_WORDS}
    return page("shortfalls/show.html", it=found, facts=facts, **shown)


@bp.post("/shortfalls/<key>/confirmation")
@requires("shortfall:confirm")
def confirm(key: str) -> Answer:
    """Confirm the list for one's side; the second confirmation carries it out."""
    form = ConfirmForm()

    def do(act: Acting) -> str:
        done = actions.confirm_shortfall(act.session, key, form.number.data or 0, by=act.by, at=act.at)
        act.location = url_for("shortfalls.show", key=key)
        return "Carried out. Everybody who lost money is told." if done else "Confirmed for your side."

    return answer_form(form, lambda: _show(key, Forms(confirm=form), asked="shortfall:confirm"), do)


@bp.post("/shortfalls/<key>/proposal")
@requires("shortfall:change")
def propose(key: str) -> Answer:
    """Propose the list anew."""
    form = BaseForm()

    def do(act: Acting) -> str:
        number = actions.propose_again(act.session, key, by=act.by, at=act.at)
        act.location = url_for("shortfalls.show", key=key)
        return f"List {number} is made from where the money is now."

    return answer_form(form, lambda: _show(key, Forms(again=form)), do)


@bp.post("/shortfalls/<key>/list")
@requires("shortfall:change")
def change(key: str) -> Answer:
    """Change what lines give."""
    form = list_form(_lines(key), sent=True)

    def do(act: Acting) -> str:
        said = {"reason": form.why.data or ""}
        number = actions.change_list(act.session, key, form.amounts(), by=act.by, at=act.at, **said)
        act.location = url_for("shortfalls.show", key=key)
        return f"Changed: this is list {number}. Earlier confirmations do not count for it."

    return answer_form(form, lambda: _show(key, Forms(change=form)), do)


def _lines(key: str) -> tuple[LineRow, ...]:
    """The lines of the newest list."""
    with snapshot() as session:
        row = queries.shortfall_of_key(session, key)
        return queries.lines_of(session, queries.lists_of(session, row.id)[0].id)


@bp.post("/shortfalls/<key>/order")
@requires("shortfall:change")
def order(key: str) -> Answer:
    """Change which lines give first."""
    form = order_form(_lines(key), sent=True)

    def do(act: Acting) -> str:
        said = {"reason": form.because.data or ""}
        number = actions.order_list(act.session, key, form.places(), by=act.by, at=act.at, **said)
        act.location = url_for("shortfalls.show", key=key)
        return (
            f"Ordered: this is list {number}, and it takes from the top. Earlier confirmations do not count."
        )

    return answer_form(form, lambda: _show(key, Forms(order=form)), do)


@bp.post("/shortfalls/<key>/end")
@requires("shortfall:drop")
def drop(key: str) -> Answer:
    """End a shortfall without a cut."""
    form = ReasonForm()

    def do(act: Acting) -> str:
        actions.drop_shortfall(act.session, key, reason=form.reason.data or "", by=act.by, at=act.at)
        act.location = url_for("shortfalls.show", key=key)
        return "Dropped. Nothing was cut."

    return answer_form(form, lambda: _show(key, Forms(drop=form)), do)


@bp.get("/shortfalls/<key>/list.csv")
@requires("shortfall:see")
def table(key: str) -> Response:
    """The newest list as CSV."""
    with snapshot() as session:
        found = listed(session, key)
    return attached(csv_of(HEAD, _cells(found)), CSV, f"shortfall-{key}.csv")


def _cells(found: Listed) -> list[tuple[str, ...]]:
    def major(minor: int) -> str:
        return str(Money(minor, found.row.currency).major)

    return [
        (
            *(
                str(each.line.position),
                KIND_WORDS[each.line.kind],
                each.line.ref or "",
                each.line.title or "",
            ),
            *(each.line.investor or "", major(each.line.available), major(each.line.amount)),
            *(major(each.cumulative), each.effect),
        )
        for each in found.lines
    ]
