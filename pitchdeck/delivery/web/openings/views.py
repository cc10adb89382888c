"""Go-live over HTTP: the form and the file of running programmes, and the second person's answer."""

from collections.abc import Callable

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.money import exponent
from pitchdeck.delivery.sheets.csv_in import Unreadable
from pitchdeck.delivery.sheets.csv_out import csv_of
from pitchdeck.delivery.sheets.found import Wrong
from pitchdeck.delivery.sheets.openings_in import COLUMNS, SHEET, Programmes, programmes_of
from pitchdeck.delivery.sheets.table_out import workbook_of
from pitchdeck.delivery.web.access import actor, allowed, organisation, page, reading, requires, snapshot
from pitchdeck.delivery.web.acting import Acting, acting, answer_form
from pitchdeck.delivery.web.attachments import CSV, EXCEL, attached
from pitchdeck.delivery.web.forms import sent_file
from pitchdeck.delivery.web.openings.forms import AnswerForm, FileForm, ProgrammeForm
from pitchdeck.features.funding import queries as funding
from pitchdeck.features.investments import actions
from pitchdeck.features.investments.queries import openings as queries

bp = Blueprint("openings", __name__)

Answer = Response | str | tuple[str, int]
SHOWN_WRONG = 200


@bp.get("/funds/<key>/openings")
@requires("opening:see")
def of_fund(key: str) -> str:
    """What was entered for a fund, and the form of the next programme."""
    return _of_fund(key, ProgrammeForm(formdata=None), FileForm(formdata=None))


def _of_fund(key: str, form: ProgrammeForm, upload: FileForm, wrong: tuple[Wrong, ...] = ()) -> str:
    with snapshot() as session:
        fund = funding.fund_row(session, key)
        rows = queries.openings_of_fund(session, key)
        form.offer(queries.nameable(session))
    verdict = policy.may("opening:enter", actor())
    shown = {"fund": fund, "openings": rows, "wrong": wrong[:SHOWN_WRONG], "many": len(wrong)}
    return page("openings/of_fund.html", form=form, upload=upload, verdict=verdict, **shown)


@bp.post("/funds/<key>/openings")
@requires("opening:enter")
def enter(key: str) -> Answer:
    """Enter one running programme."""
    form = ProgrammeForm()
    with snapshot() as session:
        form.offer(queries.nameable(session))

    def do(act: Acting) -> str:
        made = _entered(act, key, form)
        act.location = url_for("openings.show", key=made)
        return "Entered. It counts once a second person of finance confirms it."

    return answer_form(form, lambda: _of_fund(key, form, FileForm(formdata=None)), do)


def _entered(act: Acting, key: str, form: ProgrammeForm) -> str:
    """Enter the form's one programme; what is wrong with it stands beside its field."""
    budget = form.budget.data or 0
    try:
        return actions.enter_opening(act.session, key, budget, [form.entry()], by=act.by, at=act.at)
    except Invalid as refused:
        fields = {name.removeprefix("0-"): words for name, words in refused.fields.items()}
        raise Invalid(fields) from refused


@bp.post("/funds/<key>/openings/file")
@requires("opening:enter")
def take_in(key: str) -> Answer:
    """Enter the programmes of a file: all of its rows or none."""
    upload = FileForm()

    def again(*wrong: Wrong) -> str:
        return _of_fund(key, ProgrammeForm(formdata=None), upload, wrong)

    if not upload.validate_on_submit():
        return again(), 422
    try:
        read = programmes_of(sent_file(), exponent(organisation().currency))
    except Unreadable as unread:
        return again(Wrong("", str(unread))), 422
    if read.wrong:
        return again(*read.wrong), 422
    return _enter(key, upload, read, again)


def _enter(key: str, upload: FileForm, read: Programmes, again: Callable[..., str]) -> Answer:
    try:
        with acting() as act:
            made = actions.enter_opening(
                act.session, key, upload.total.data or 0, read.entries, by=act.by, at=act.at
            )
            act.location = url_for("openings.show", key=made)
    except Invalid as refused:
        return again(*_placed(read, upload, refused)), 422
    except Conflict as refused:
        return again(Wrong("", str(refused))), 409
    return act.redirect(f"Entered: {len(read.entries)} programmes. They count once they are confirmed.")


def _placed(read: Programmes, upload: FileForm, refused: Invalid) -> list[Wrong]:
    """What is wrong by its place in the file; what is wrong with the budget stands beside its field."""
    wrong = []
    for name, words in refused.fields.items():
        place, _dash, field = name.partition("-")
        if place.isdigit():
            wrong.append(Wrong(read.place(read.rows[int(place)], field), words))
        elif name == "budget":
            upload.absorb(Invalid({"total": words}))
        else:
            wrong.append(Wrong("", words))
    return wrong


@bp.get("/funds/<key>/openings/template.xlsx")
@requires("opening:enter")
def template(key: str) -> Response:
    """The template of the file, as Excel."""
    _known(key)
    sheet = workbook_of(SHEET, tuple(COLUMNS.values()), (), decimals=0)
    return attached(sheet, EXCEL, "running-programmes.xlsx")


@bp.get("/funds/<key>/openings/template.csv")
@requires("opening:enter")
def template_csv(key: str) -> Response:
    """The template of the file, as CSV."""
    _known(key)
    return attached(csv_of(tuple(COLUMNS.values()), ()), CSV, "running-programmes.csv")


def _known(key: str) -> None:
    """NotFound where there is no such fund."""
    with reading() as session:
        funding.fund_row(session, key)


@bp.get("/openings/<key>")
@requires("opening:see")
def show(key: str) -> str:
    """What was entered together, and the answer to it."""
    return _show(key, AnswerForm())


def _show(key: str, form: AnswerForm) -> str:
    with snapshot() as session:
        row = queries.opening_of_key(session, key)
        programmes = queries.programmes_of(session, row.id)
    verdict = policy.may("opening:answer", actor(), queries.facts_of_opening(row, programmes))
    if form.is_submitted():
        allowed(verdict)
    return page("openings/show.html", opening=row, programmes=programmes, form=form, verdict=verdict)


@bp.post("/openings/<key>/answer")
@requires("opening:answer")
def answer(key: str) -> Answer:
    """Confirm or decline as the second person."""
    form = AnswerForm()

    def do(act: Acting) -> str:
        said = {"verdict": form.verdict.data or "", "reason": form.reason.data or ""}
        made = actions.answer_opening(act.session, key, by=act.by, at=act.at, **said)
        act.location = url_for("openings.show", key=key)
        if not made:
            return "Declined. Nothing moved."
        count = "one programme is an" if len(made) == 1 else f"{len(made)} programmes are"
        return f"Confirmed: {count} {'investment' if len(made) == 1 else 'investments'} now."

    return answer_form(form, lambda: _show(key, form), do)
