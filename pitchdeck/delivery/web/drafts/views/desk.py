"""One step on the desk: the draft, the form over it, and everything that a page says about both."""

from dataclasses import dataclass
from typing import Any

from flask import abort, request, url_for
from sqlalchemy.orm import Session

from pitchdeck.base import policy
from pitchdeck.delivery.web.access import actor, organisation, page, reading, today
from pitchdeck.delivery.web.drafts.forms import COST_KINDS, FORMS, Choices, StepForm, remark, sums_of
from pitchdeck.delivery.web.drafts.views.chances import chances_of, share_needed
from pitchdeck.delivery.web.pictures import pictures_of
from pitchdeck.features.investments.queries import track_record
from pitchdeck.features.pitches import queries
from pitchdeck.features.pitches.figures import STEP_OF_CHECK, STEPS, nothing_claimed, step_of
from pitchdeck.features.pitches.queries import Appraisal, DraftRow, PitchRow
from pitchdeck.features.portfolio.queries.capacity import rooms_of
from pitchdeck.features.projection import TrackRecord
from pitchdeck.features.sourcing import queries as sourcing
from pitchdeck.features.sourcing.figures import Room
from pitchdeck.features.strategy import queries as strategy

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


@dataclass(frozen=True, slots=True)
class Sheet:
    """One step: the pitch, its draft as it is saved, and the form over it."""

    step: str
    pitch: PitchRow
    draft: DraftRow
    form: StepForm


def open_pitch(session: Session, handle: str) -> PitchRow:
    """The pitch, for somebody who may write it."""
    pitch = queries.pitch_for(session, handle, actor())
    policy.require("pitch:edit", actor(), pitch.facts)
    return pitch


def sheet_of(session: Session, handle: str, step: str, *, sent: bool) -> Sheet:
    """A step as it is saved, or as it was sent."""
    if step not in FORMS:
        abort(404)
    pitch = open_pitch(session, handle)
    draft = queries.draft_of(session, pitch.id)
    measures, rates = strategy.measures(session), sourcing.standard_rates(session)
    choices = Choices(measures, rates, organisation().standards)
    kind = FORMS[step]
    if sent:
        return Sheet(step, pitch, draft, kind.sent(draft.content, choices))
    return Sheet(step, pitch, draft, kind.of(draft.content, choices, version=draft.version))


def sheet(handle: str, step: str, *, sent: bool) -> Sheet:
    """The same, in a reading of its own."""
    with reading() as session:
        return sheet_of(session, handle, step, sent=sent)


def appraised(session: Session, sheet: Sheet, *, typed: bool) -> Appraisal:
    """What the draft comes to, as it is saved or with what was typed in its place."""
    content = sheet.form.typed() if typed else None
    record = record_for(session, sheet.pitch)
    return queries.appraise(
        session, sheet.pitch.id, sheet.pitch.key, content, draft=sheet.draft, record=record
    )


def record_for(session: Session, pitch: PitchRow) -> TrackRecord:
    """What finished investments obtained, which the checks hold a benefit against."""
    return track_record(session, unit_id=pitch.unit_id, today=today())


def shown(sheet: Sheet, now: Appraisal | None = None, **more: Any) -> str:
    """The page of a step; `now` is what its draft comes to, where that is known already."""
    if now is None:
        with reading() as session:
            now = appraised(session, sheet, typed=request.method == "POST" and sheet.step != "send")
    if not sheet.form.rearranged:
        remark(sheet.form)
    return page(
        f"drafts/{sheet.step}.html",
        form=sheet.form,
        pitch=sheet.pitch,
        step=sheet.step,
        steps=_steps(sheet, now),
        may_submit=policy.may("pitch:submit", actor(), sheet.pitch.facts),
        pictures=pictures_of(queries.of_draft(now)) if sheet.step == "send" else (),
        rooms=_rooms(sheet.pitch, now) if sheet.step in {"cost", "send"} else (),
        **about(now, sheet.form),
        **more,
    )


def _rooms(pitch: PitchRow, now: Appraisal) -> tuple[Room, ...]:
    """What the draft needs of its team by quarter, beside what is free."""
    with reading() as session:
        return rooms_of(session, pitch, now.content.start_on, now.projected.projection.hours_by_team)


def about(now: Appraisal, form: StepForm) -> dict[str, Any]:
    """What every step says about the draft as it is typed now."""
    return {
        "now": now,
        "claim": now.sentence,
        "unread": form.unread(),
        "breakeven": nothing_claimed(now.content, now.settings, now.projected.projection),
        "blockers": queries.blockers(now),
        "names": NAMES,
        "minutes": MINUTES,
        "chances": chances_of(now.simulation),
        "share_needed": share_needed(now.projected.projection, now.content.headline_months),
        "sums": sums_of(form, now),
        "cost_kinds": COST_KINDS,
        "step_of": lambda name: STEP_OF_CHECK.get(name) or step_of(name),
    }


def _steps(sheet: Sheet, now: Appraisal) -> list[tuple[str, str, str, str]]:
    """The stepper: which step is complete, and how much is missing in the others."""
    found = []
    for name in STEPS:
        left = sum(one.step == name for one in now.missing)
        open_ = name == "send" and _sends(sheet)
        state = "current" if name == sheet.step else "missing" if left else "later" if open_ else "done"
        note = f"{left} missing" if left else ""
        found.append((NAMES[name], url_for("drafts.step", handle=sheet.pitch.handle, step=name), state, note))
    return found


def _sends(sheet: Sheet) -> bool:
    """Whether the last step is still to be taken: nothing is sent before it is submitted."""
    return sheet.pitch.state in {"draft", "returned"}
