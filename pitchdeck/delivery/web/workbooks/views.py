"""Inputs in and out: the workbook, the JSON, and filling a draft from either after a look at what changes."""

import json
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, Response, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answered

from pitchdeck.base import policy
from pitchdeck.base.money import Money
from pitchdeck.delivery.sheets.csv_in import Unreadable
from pitchdeck.delivery.sheets.inputs_in import Read, inputs_of
from pitchdeck.delivery.sheets.json_in import text_of
from pitchdeck.delivery.sheets.workbook import About, Approval, BudgetYear, template, workbook
from pitchdeck.delivery.web.access import actor, organisation, page, reading, requires, snapshot
from pitchdeck.delivery.web.acting import Acting, answer_form
from pitchdeck.delivery.web.attachments import EXCEL, attached
from pitchdeck.delivery.web.forms import sent_file
from pitchdeck.delivery.web.workbooks.forms import FillingForm, UploadForm
from pitchdeck.features.funding.queries import by_year, capex_years, of_pitch
from pitchdeck.features.funding.queries.supplements import approvals_of
from pitchdeck.features.pitches import actions, queries
from pitchdeck.features.pitches.figures import Filling, filling
from pitchdeck.features.pitches.queries import Appraisal, PitchRow, Shown
from pitchdeck.features.projection import Figure, Inputs

bp = Blueprint("workbooks", __name__)

Answer = Answered | str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Beside:
    """What a workbook holds besides the inputs and their figures, in the major unit."""

    budget: tuple[BudgetYear, ...] = ()
    approvals: tuple[Approval, ...] = ()
    spent: float = 0


@dataclass(frozen=True, slots=True)
class Desk:
    """A draft, and what a file would make of it."""

    pitch: PitchRow
    now: Appraisal
    filled: Filling
    after: Appraisal


@bp.get("/pitches/template.xlsx")
@requires("pitch:list")
def blank() -> Response:
    """The workbook of no pitch yet, to be filled in a spreadsheet."""
    house = organisation()
    content = template(house.discount_rate, house.currency, house.name)
    return attached(content, EXCEL, "pitch-template.xlsx")


@bp.get("/pitches/<handle>/workbook.xlsx")
@requires("pitch:see")
def book(handle: str) -> Response:
    """The pitch as a workbook that calculates."""
    pitch, shown, more = _version(handle)
    about = About(
        title=shown.content.title,
        handle=pitch.handle,
        revision=shown.number,
        hash=shown.hash,
        currency=shown.settings.currency,
        organisation=organisation().name,
        at=shown.submitted_at or pitch.changed_at,
        budget=more.budget,
        approvals=more.approvals,
        spent=more.spent,
    )
    return attached(workbook(shown.inputs, _figures(shown), about), EXCEL, f"{_named(pitch, shown)}.xlsx")


@bp.get("/pitches/<handle>/inputs.json")
@requires("pitch:see")
def inputs(handle: str) -> Response:
    """The pitch's inputs in the file format of `pitchdeck project`."""
    pitch, shown, _ = _version(handle)
    return attached(text_of(shown.inputs).encode(), "application/json", f"{_named(pitch, shown)}.json")


def _version(handle: str) -> tuple[PitchRow, Shown, Beside]:
    """The newest revision, or the draft: before there is one, and for its authors who ask for it."""
    with snapshot() as session:
        pitch = queries.pitch_for(session, handle, actor())
        if request.args.get("version") == "draft":
            policy.require("pitch:edit", actor(), pitch.facts)
            return pitch, queries.of_draft(queries.appraise(session, pitch.id, pitch.key)), Beside()
        shown = queries.shown(session, pitch)
        return pitch, shown, _beside(session, pitch, shown)


def _figures(shown: Shown) -> dict[str, Figure]:
    return {
        name: Figure(None if one.value is None else float(one.value), one.reason)  # type: ignore[arg-type]  # frozen from them
        for name, one in shown.figures.items()
    }


def _beside(session: Session, pitch: PitchRow, shown: Shown) -> Beside:
    """What of each year's ask is capex, where finance marked something, and what more it approved since."""
    if not shown.number:
        return Beside()
    revision = queries.revision_row(session, pitch.id, shown.number)
    capex = {year.fiscal_year: year.capex for year in capex_years(session, revision.id)}
    major = partial(_major, shown.settings.currency)
    years = sorted(shown.asks) if capex else ()
    budget = tuple(BudgetYear(year, major(shown.asks[year]), major(capex.get(year, 0))) for year in years)
    if pitch.state != "funded":
        return Beside(budget)
    given = approvals_of(session, pitch.id, asked=revision.ask_minor)
    spent = sum(by_year(of_pitch(session, pitch.id), "spent").values())
    approvals = tuple(
        Approval(organisation().day(each.at) if each.at else None, major(each.amount), each.fiscal_year)
        for each in given
    )
    return Beside(budget, approvals, major(spent))


def _major(currency: str, amount: int) -> float:
    return float(Money(amount, currency).major)


def _named(pitch: PitchRow, shown: Shown) -> str:
    return f"{pitch.handle}-r{shown.number}" if shown.number else f"{pitch.handle}-draft"


@bp.get("/pitches/<handle>/filling")
@requires("pitch:edit")
def upload(handle: str) -> str:
    """Where a file is chosen."""
    return _upload(handle, UploadForm(formdata=None))


def _upload(handle: str, form: UploadForm, read: Read | None = None) -> str:
    with reading() as session:
        pitch = _open(session, handle)
    return page("workbooks/upload.html", form=form, pitch=pitch, read=read)


@bp.post("/pitches/<handle>/filling")
@requires("pitch:edit")
def preview(handle: str) -> Answer:
    """What the file would replace, or every cell that stands in its way; nothing is written."""
    form = UploadForm()
    with reading() as session:
        _open(session, handle)
    try:
        read = inputs_of(sent_file())
    except Unreadable as why:
        form.refusals.append(str(why))
        return _upload(handle, form), 422
    if not form.validate_on_submit() or read.inputs is None:
        return _upload(handle, form, read), 422
    return _preview(handle, read.inputs)


@bp.post("/pitches/<handle>/filling/lines")
@requires("pitch:edit")
def fill(handle: str) -> Answer:
    """Put what was looked at into the draft, all of it or nothing."""
    form = FillingForm()
    try:
        read = inputs_of((form.inputs.data or "").encode())
    except Unreadable as why:
        return _refused(handle, why), 422
    taken = read.inputs
    if taken is None:
        return _upload(handle, UploadForm(formdata=None), read), 422
    again = partial(_preview, handle, taken, form)
    return answer_form(form, again, lambda act: _fill(act, handle, taken, form.version.data or 0))


def _fill(act: Acting, handle: str, taken: Inputs, version: int) -> str:
    actions.fill_draft(act.session, handle, taken, version=version, by=act.by, at=act.at)
    act.location = url_for("drafts.step", handle=handle, step="send")
    return "The draft is filled from the file. Look at its steps once more."


def _refused(handle: str, why: Unreadable) -> str:
    form = UploadForm(formdata=None)
    form.refusals.append(str(why))
    return _upload(handle, form)


def _open(session: Session, handle: str) -> PitchRow:
    pitch = queries.pitch_for(session, handle, actor())
    policy.require("pitch:edit", actor(), pitch.facts)
    return pitch


def _preview(handle: str, taken: Inputs, form: FillingForm | None = None) -> str:
    with snapshot() as session:
        pitch = _open(session, handle)
        now = queries.appraise(session, pitch.id, pitch.key)
        filled = filling(now.content, now.settings, taken)
        after = queries.appraise(session, pitch.id, pitch.key, filled.content)
    shown = FillingForm(formdata=None)
    shown.inputs.data = json.dumps(taken.to_data(), separators=(",", ":"))
    shown.version.data = str(now.version)
    shown.refusals = form.refusals if form else []
    return page("workbooks/preview.html", form=shown, desk=Desk(pitch, now, filled, after), pitch=pitch)
