"""Writing a pitch: six steps, one page each, with the figures always in sight."""

from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.delivery.web.access import actor, database, organisation, page, reading, requires
from pitchdeck.delivery.web.acting import Acting, acting
from pitchdeck.delivery.web.drafts.forms import NewPitchForm
from pitchdeck.delivery.web.drafts.views.desk import (
    Sheet,
    about,
    appraised,
    open_pitch,
    record_for,
    sheet_of,
    shown,
)
from pitchdeck.delivery.web.drafts.views.desk import sheet as sheet_at
from pitchdeck.features.people import queries as people
from pitchdeck.features.pitches import actions, queries
from pitchdeck.features.pitches.figures import STEPS
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.pitches.policy import NewPitchFacts

bp = Blueprint("drafts", __name__)

Answer = Response | tuple[str, int] | str


@bp.get("/pitches/new")
@requires("pitch:create")
def new() -> str:
    """A title is all that a draft needs."""
    form = NewPitchForm()
    with reading() as session:
        form.unit.options = _units(session)
    _offer(form)
    if len(form.unit.options) == 1 and form.unit.data is None:
        form.unit.data = form.unit.options[0].value
    return page("drafts/new.html", form=form)


@bp.post("/pitches")
@requires("pitch:create")
def create() -> Answer:
    """Start the draft and go on to the problem."""
    form = NewPitchForm()
    with reading() as session:
        units = {unit.key: unit.id for unit in people.units(session)}
        form.unit.options = _units(session)
    _offer(form)
    if not form.validate_on_submit():
        return page("drafts/new.html", form=form), 422
    with acting() as act:
        pitch = _begun(act, form, units[form.unit.data or ""])
        act.location = url_for("drafts.step", handle=pitch.key, step="problem")
    return act.redirect("The draft is there. It saves itself from now on.")


def _offer(form: NewPitchForm) -> None:
    """Leave out the templates that the organisation does not offer."""
    off = organisation().templates_off
    form.template.options = [option for option in form.template.options if option.value not in off]


def _begun(act: Acting, form: NewPitchForm, unit_id: int) -> Pitch:
    title, template = form.title.data or "", form.template.data or "blank"
    return actions.create_pitch(
        act.session, title=title, unit_id=unit_id, template=template, by=act.by, at=act.at
    )


@bp.get("/pitches/<handle>/draft")
@requires("pitch:edit")
def first(handle: str) -> Response:
    """The first step that still needs something."""
    with reading() as session:
        pitch = open_pitch(session, handle)
        missing = queries.appraise(session, pitch.id, pitch.key).missing
    step = missing[0].step if missing else "send"
    return redirect(url_for("drafts.step", handle=handle, step=step))


@bp.get("/pitches/<handle>/draft/<step>")
@requires("pitch:edit")
def step(handle: str, step: str) -> Answer:
    """One step as it is saved."""
    with reading() as session:
        sheet = sheet_of(session, handle, step, sent=False)
        now = appraised(session, sheet, typed=False)
    return shown(sheet, now)


@bp.post("/pitches/<handle>/draft/<step>")
@requires("pitch:edit")
def save(handle: str, step: str) -> Answer:
    """Save a step and go on; rows that were only moved and figures that were only asked for save nothing."""
    sheet = sheet_at(handle, step, sent=True)
    if sheet.form.rearranged or "recalculate" in request.form:
        return shown(sheet)
    if not sheet.form.validate_on_submit():
        return ("", 422) if "autosave" in request.form else (shown(sheet), 422)
    if "autosave" in request.form:
        return _autosaved(sheet)
    return _saved(sheet)


def _saved(sheet: Sheet) -> Answer:
    try:
        with acting() as act:
            _write(act.session, sheet, act.at)
            act.location = _onward(sheet)
    except Conflict:
        return _compared(sheet), 409
    except Invalid as refused:
        sheet.form.absorb(refused)
        return shown(sheet), 422
    return act.redirect()


def _autosaved(sheet: Sheet) -> Answer:
    """Saved without a page: the answer names the hidden fields of the next save. 409 when it was stale."""
    try:
        with database().writing() as turn:
            version = _write(turn.session, sheet, turn.at)
    except Conflict as stale:
        return str(stale), 409
    return jsonify(version=version, **sheet.form.origins())


def _write(session: Session, sheet: Sheet, at: Any) -> int:
    values, version = sheet.form.values(), sheet.form.version.data or 0
    return actions.save_draft(
        session, sheet.pitch.key, sheet.step, values, version=version, by=actor(), at=at
    )


def _onward(sheet: Sheet) -> str:
    """Where the pressed button leads: another step, the pitch's page, or the next step."""
    to = request.form.get("to", "")
    if to == "pitch":
        return url_for("pitches.show", handle=sheet.pitch.handle)
    following = STEPS[min(STEPS.index(sheet.step) + 1, len(STEPS) - 1)]
    return url_for("drafts.step", handle=sheet.pitch.handle, step=to if to in STEPS else following)


@bp.post("/pitches/<handle>/figures")
@requires("pitch:edit")
def figures(handle: str) -> str:
    """The strip for what is typed now. It only calculates: nothing is written."""
    with reading() as session:
        sheet = sheet_of(session, handle, request.args.get("step", "start"), sent=True)
        now = appraised(session, sheet, typed=True)
    return render_template("drafts/_figures.html", step=sheet.step, swapped=True, **about(now, sheet.form))


@bp.post("/pitches/<handle>/claims")
@requires("pitch:ask")
def ask(handle: str) -> Response | tuple[str, int]:
    """Ask the sponsor for a yes to the claim as the draft makes it."""
    sheet = sheet_at(handle, "send", sent=False)
    try:
        with acting() as act:
            actions.ask_sponsor(act.session, sheet.pitch.key, by=act.by, at=act.at)
            act.location = url_for("drafts.step", handle=handle, step="send")
    except Invalid as refused:
        sheet.form.absorb(refused)
        return shown(sheet), 422
    return act.redirect("Asked. The sponsor answers on one page; you can submit now.")


@bp.post("/pitches/<handle>/submission")
@requires("pitch:submit")
def submit(handle: str) -> Response | tuple[str, int]:
    """Freeze the draft as a revision; what is still missing is named with its step."""
    sheet = sheet_at(handle, "send", sent=False)
    try:
        with acting() as act:
            record = record_for(act.session, sheet.pitch)
            pitch = actions.submit(act.session, sheet.pitch.key, by=act.by, at=act.at, record=record)
            act.location = url_for("pitches.show", handle=pitch.ref)
    except Invalid:
        return shown(sheet), 422
    return act.redirect("Submitted. The L&D lead screens it next.")


def _units(session: Session) -> list[Any]:
    """The units that this person may present for."""
    return [
        (unit.key, unit.name)
        for unit in people.units(session)
        if policy.may("pitch:create", actor(), NewPitchFacts(unit.id))
    ]


def _compared(sheet: Sheet) -> str:
    """The page after somebody else saved: what was typed stays in its fields, beside what is saved."""
    fresh = sheet_at(sheet.pitch.handle, sheet.step, sent=False)
    saved, typed = fresh.form.texts(), sheet.form.texts()
    rows = [(name, saved.get(name, ""), text) for name, text in typed.items() if text != saved.get(name, "")]
    sheet.form.version.data = fresh.draft.version
    return shown(sheet, differences=rows)
