"""Writing a pitch: six steps, one page each, with the figures always in sight."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, jsonify, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.delivery.web.access import actor, database, page, reading, requires
from pitchdeck.delivery.web.acting import Acting, acting
from pitchdeck.delivery.web.drafts.forms import (
    COST_KINDS,
    FORMS,
    Choices,
    NewPitchForm,
    StepForm,
    remark,
    sums_of,
)
from pitchdeck.delivery.web.pictures import pictures_of
from pitchdeck.features.people import queries as people
from pitchdeck.features.pitches import actions, queries
from pitchdeck.features.pitches.figures import STEP_OF_CHECK, STEPS, claim_sentence, nothing_claimed, step_of
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.pitches.policy import NewPitchFacts
from pitchdeck.features.pitches.queries import Appraisal, PitchRow
from pitchdeck.features.sourcing import queries as sourcing
from pitchdeck.features.strategy import queries as strategy

bp = Blueprint("drafts", __name__)

NAMES = {
    "start": "Start",
    "problem": "Problem",
    "solution": "Solution",
    "cost": "Cost",
    "benefit": "Benefit",
    "proof": "Proof and risk",
    "send": "Ask and send",
}
MINUTES = {
    "start": "½",
    "problem": "3",
    "solution": "2",
    "cost": "3",
    "benefit": "4",
    "proof": "1½",
    "send": "1",
}
Answer = Response | tuple[str, int] | str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One step on the desk: the pitch, what its draft comes to, and the form over it."""

    step: str
    pitch: PitchRow
    saved: Appraisal
    choices: Choices
    form: StepForm


@bp.get("/pitches/new")
@requires("pitch:create")
def new() -> str:
    """A title is all that a draft needs."""
    form = NewPitchForm()
    with reading() as session:
        form.unit.options = _units(session)
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
    if not form.validate_on_submit():
        return page("drafts/new.html", form=form), 422
    with acting() as act:
        pitch = _begun(act, form, units[form.unit.data or ""])
        act.location = url_for("drafts.step", handle=pitch.key, step="problem")
    return act.redirect("The draft is there. It saves itself from now on.")


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
        pitch = _open(session, handle)
        missing = queries.appraise(session, pitch.id, pitch.key).missing
    step = missing[0].step if missing else "send"
    return redirect(url_for("drafts.step", handle=handle, step=step))


@bp.get("/pitches/<handle>/draft/<step>")
@requires("pitch:edit")
def step(handle: str, step: str) -> Answer:
    """One step as it is saved."""
    return _shown(_sheet(handle, step, sent=False))


@bp.post("/pitches/<handle>/draft/<step>")
@requires("pitch:edit")
def save(handle: str, step: str) -> Answer:
    """Save a step and go on; rows that were only moved and figures that were only asked for save nothing."""
    sheet = _sheet(handle, step, sent=True)
    if sheet.form.rearranged or "recalculate" in request.form:
        return _shown(sheet)
    if not sheet.form.validate_on_submit():
        return ("", 422) if "autosave" in request.form else (_shown(sheet), 422)
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
        return _shown(sheet), 422
    return act.redirect()


def _autosaved(sheet: Sheet) -> Answer:
    """Saved without a page: the answer names the version that the next save needs. 409 when it was stale."""
    try:
        with database().writing() as turn:
            version = _write(turn.session, sheet, turn.at)
    except Conflict as stale:
        return str(stale), 409
    return jsonify(version=version)


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
    sheet = _sheet(handle, request.args.get("step", "start"), sent=True)
    now = _typed(sheet)
    return render_template("drafts/_figures.html", step=sheet.step, swapped=True, **_about(now, sheet.form))


@bp.post("/pitches/<handle>/claims")
@requires("pitch:ask")
def ask(handle: str) -> Response | tuple[str, int]:
    """Ask the sponsor for a yes to the claim as the draft makes it."""
    sheet = _sheet(handle, "send", sent=False)
    try:
        with acting() as act:
            actions.ask_sponsor(act.session, sheet.pitch.key, by=act.by, at=act.at)
            act.location = url_for("drafts.step", handle=handle, step="send")
    except Invalid as refused:
        sheet.form.absorb(refused)
        return _shown(sheet), 422
    return act.redirect("Asked. The sponsor answers on one page; you can submit now.")


@bp.post("/pitches/<handle>/submission")
@requires("pitch:submit")
def submit(handle: str) -> Response | tuple[str, int]:
    """Freeze the draft as a revision; what is still missing is named with its step."""
    sheet = _sheet(handle, "send", sent=False)
    try:
        with acting() as act:
            pitch = actions.submit(act.session, sheet.pitch.key, by=act.by, at=act.at)
            act.location = url_for("pitches.show", handle=pitch.ref)
    except Invalid:
        return _shown(sheet), 422
    return act.redirect("Submitted. The L&D lead screens it next.")


def _units(session: Session) -> list[Any]:
    """The units that this person may present for."""
    return [
        (unit.key, unit.name)
        for unit in people.units(session)
        if policy.may("pitch:create", actor(), NewPitchFacts(unit.id))
    ]


def _open(session: Session, handle: str) -> PitchRow:
    pitch = queries.pitch_for(session, handle, actor())
    policy.require("pitch:edit", actor(), pitch.facts)
    return pitch


def _sheet(handle: str, step: str, *, sent: bool) -> Sheet:
    if step not in FORMS:
        abort(404)
    with reading() as session:
        pitch = _open(session, handle)
        saved = queries.appraise(session, pitch.id, pitch.key)
        choices = Choices(strategy.measures(session), sourcing.standard_rates(session))
    kind = FORMS[step]
    form = (
        kind.sent(saved.content, choices) if sent else kind.of(saved.content, choices, version=saved.version)
    )
    return Sheet(step, pitch, saved, choices, form)


def _typed(sheet: Sheet) -> Appraisal:
    content = sheet.form.typed()
    with reading() as session:
        return queries.appraise(session, sheet.pitch.id, sheet.pitch.key, content)


def _shown(sheet: Sheet, **more: Any) -> str:
    now = _typed(sheet) if request.method == "POST" and sheet.step != "send" else sheet.saved
    if not sheet.form.rearranged:
        remark(sheet.form)
    return page(
        f"drafts/{sheet.step}.html",
        sheet=sheet,
        form=sheet.form,
        pitch=sheet.pitch,
        step=sheet.step,
        steps=_steps(sheet),
        may_submit=policy.may("pitch:submit", actor(), sheet.pitch.facts),
        pictures=pictures_of(queries.of_draft(now)) if sheet.step == "send" else (),
        **_about(now, sheet.form),
        **more,
    )


def _about(now: Appraisal, form: StepForm) -> dict[str, Any]:
    """What every step says about the draft as it is typed now."""
    claim = claim_sentence(now.claimed, queries.gap_of(now.measure)) if now.claimed and now.measure else ""
    return {
        "now": now,
        "claim": claim,
        "unread": form.unread(),
        "breakeven": nothing_claimed(now.content, now.settings, now.projected.projection),
        "blockers": queries.blockers(now),
        "names": NAMES,
        "minutes": MINUTES,
        "sums": sums_of(form, now),
        "cost_kinds": COST_KINDS,
        "step_of": lambda name: STEP_OF_CHECK.get(name) or step_of(name),
    }


def _steps(sheet: Sheet) -> list[tuple[str, str, str, str]]:
    """The stepper: which step is complete, and how much is missing in the others."""
    found = []
    for name in STEPS:
        left = sum(one.step == name for one in sheet.saved.missing)
        open_ = name == "send" and _sends(sheet)
        state = "current" if name == sheet.step else "missing" if left else "later" if open_ else "done"
        note = f"{left} missing" if left else ""
        found.append((NAMES[name], url_for("drafts.step", handle=sheet.pitch.handle, step=name), state, note))
    return found


def _sends(sheet: Sheet) -> bool:
    """Whether the last step is still to be taken: nothing is sent before it is submitted."""
    return sheet.pitch.state in {"draft", "returned"}


def _compared(sheet: Sheet) -> str:
    """The page after somebody else saved: what was typed stays in its fields, beside what is saved."""
    fresh = _sheet(sheet.pitch.handle, sheet.step, sent=False)
    saved, typed = fresh.form.texts(), sheet.form.texts()
    rows = [(name, saved.get(name, ""), text) for name, text in typed.items() if text != saved.get(name, "")]
    sheet.form.version.data = fresh.saved.version
    return _shown(sheet, differences=rows)
