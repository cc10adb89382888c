"""Reconciliation: the accounts' list of each month beside our own documents."""

from datetime import date

from flask import Response, url_for
from werkzeug.wrappers import Response as Answered

from pitchdeck.base.errors import NotFound
from pitchdeck.base.money import Money, exponent
from pitchdeck.delivery.sheets.csv_in import Unreadable
from pitchdeck.delivery.sheets.csv_out import csv_of
from pitchdeck.delivery.sheets.erp_in import erp_rows
from pitchdeck.delivery.sheets.found import Wrong
from pitchdeck.delivery.sheets.table_out import Cell, workbook_of
from pitchdeck.delivery.web.access import organisation, page, requires, snapshot
from pitchdeck.delivery.web.acting import Acting
from pitchdeck.delivery.web.attachments import CSV, EXCEL, attached
from pitchdeck.delivery.web.forms import sent_file
from pitchdeck.delivery.web.investments.forms import ExportForm, MatchForm
from pitchdeck.delivery.web.investments.views.blueprint import bp
from pitchdeck.delivery.web.investments.views.entries import act_on
from pitchdeck.features.investments import actions, queries
from pitchdeck.features.investments.figures.reconciling import Entry, Pair
from pitchdeck.features.investments.queries import Month

Answer = Answered | str | tuple[str, int]
STATE_WORDS = {
    "differs": "Amount differs",
    "only_here": "Only here",
    "only_there": "Only in the accounts",
    "by_hand": "Matched by hand",
    "matched": "Matched",
}
HEAD = ("Standing", "Reference here", "Date here", "Amount here", "Programme")
HEAD_THERE = ("Reference there", "Date there", "Amount there", "Code", "Reason")


@bp.get("/reconciliations")
@requires("reconciliation:see")
def reconciliations() -> str:
    """The months that were reconciled, and where the next export is uploaded."""
    return _months(ExportForm(), ())


def _months(form: ExportForm, wrong: tuple[Wrong, ...]) -> str:
    with snapshot() as session:
        found = queries.exports(session)
    return page("investments/reconciliations.html", months=found, form=form, wrong=wrong)


@bp.post("/reconciliations")
@requires("reconciliation:record")
def take_in() -> Answer:
    """Take in an export: all of its rows or none."""
    form = ExportForm()
    if not form.validate_on_submit():
        return _months(form, ()), 422
    try:
        rows, wrong = erp_rows(sent_file(), form.month.data, exponent(organisation().currency))
    except Unreadable as unread:
        rows, wrong = (), (Wrong("", str(unread)),)
    if wrong:
        return _months(form, wrong), 422

    def do(act: Acting) -> str:
        month = actions.take_in(act.session, form.month.data, rows, by=act.by, at=act.at)
        return url_for("investments.reconciliation", month=month)

    return act_on(form, lambda: _months(form, ()), do, _told(len(rows)))


def _told(lines: int) -> str:
    return "Taken in: 1 document." if lines == 1 else f"Taken in: {lines} documents."


@bp.get("/reconciliations/<month>")
@requires("reconciliation:see")
def reconciliation(month: str) -> str:
    """A month beside our documents."""
    return _month(month, MatchForm())


def _found(month: str) -> Month:
    try:
        month_on = date.fromisoformat(f"{month}-01")
    except ValueError as unread:
        raise NotFound from unread
    with snapshot() as session:
        found = queries.month_of(session, month_on)
    if found is None:
        raise NotFound
    return found


def _month(month: str, form: MatchForm) -> str:
    found = _found(month)
    form.offer(found)
    return page("investments/reconciliation.html", it=found, month=month, form=form, state_words=STATE_WORDS)


@bp.post("/reconciliations/<month>/matches")
@requires("reconciliation:record")
def match(month: str) -> Answer:
    """Say what belongs together."""
    form, found = MatchForm(), _found(month)
    form.offer(found)

    def do(act: Acting) -> str:
        on, pair = found.export.month_on, (form.line.data, form.document.data)
        actions.match(act.session, on, *pair, by=act.by, at=act.at, reason=form.reason.data)
        return url_for("investments.reconciliation", month=month)

    return act_on(form, lambda: _month(month, form), do, "Matched. The reason stays with both.")


@bp.get("/reconciliations/<month>/list.csv")
@requires("reconciliation:see")
def reconciled_csv(month: str) -> Response:
    """The month as CSV."""
    rows = [[str(cell) for cell in _cells(pair)] for pair in _found(month).pairs]
    return attached(csv_of((*HEAD, *HEAD_THERE), rows), CSV, f"reconciliation-{month}.csv")


@bp.get("/reconciliations/<month>/list.xlsx")
@requires("reconciliation:see")
def reconciled_book(month: str) -> Response:
    """The month as an Excel sheet, amounts being numbers."""
    rows = [_cells(pair) for pair in _found(month).pairs]
    decimals = exponent(organisation().currency)
    content = workbook_of(f"Reconciliation {month}", (*HEAD, *HEAD_THERE), rows, decimals=decimals)
    return attached(content, EXCEL, f"reconciliation-{month}.xlsx")


def _cells(pair: Pair) -> tuple[Cell, ...]:
    return (STATE_WORDS[pair.state], *_side(pair.ours), *_side(pair.theirs), pair.reason)


def _side(entry: Entry | None) -> tuple[Cell, Cell, Cell, Cell]:
    if entry is None:
        return ("", "", "", "")
    amount = Money(entry.amount, organisation().currency).major
    return (entry.reference, entry.on.isoformat(), amount, entry.about)
