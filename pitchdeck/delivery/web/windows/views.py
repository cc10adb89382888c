"""Asking finance for a headline over more than the first year, and finance's answer: one page each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.base.errors import NotFound
from pitchdeck.delivery.web.access import actor, allowed, page, requires, snapshot
from pitchdeck.delivery.web.acting import Acting, answer_form, answer_verdict
from pitchdeck.delivery.web.windows.forms import AnswerForm, AskForm
from pitchdeck.features.funding import actions as funding_actions
from pitchdeck.features.funding import queries as funding
from pitchdeck.features.pitches import actions, queries
from pitchdeck.features.pitches.figures import FIRST_YEAR, LONGER, of_tier, projected
from pitchdeck.features.projection import Figure, window_of

bp = Blueprint("windows", __name__)

Answer = Response | str | tuple[str, int]
ASKED = "Asked. Finance answers on one page; until then the pitch cannot be submitted."
TOLD = {
    "accepted": "Accepted. The headline counts so many months from now on, and says so.",
    "refused": "Refused. The presenter is told why.",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """The headline that the draft would have with one window; `partial` where the horizon cuts it short."""

    months: int
    partial: bool
    figures: Mapping[str, Figure]


@bp.get("/pitches/<handle>/window")
@requires("window:ask")
def edit(handle: str) -> str:
    """How many months the headline counts, and what it would say with each."""
    return _asking(handle, AskForm())


def _asking(handle: str, form: AskForm) -> str:
    with snapshot() as session:
        pitch = queries.pitch_for(session, handle, actor())
        policy.require("window:ask", actor(), pitch.facts)
        beside = _beside(session, pitch.id, (FIRST_YEAR, *LONGER))
        months = beside["months"]
        row = None if months == FIRST_YEAR else queries.asked_window(session, pitch.id, months)
    if not form.is_submitted():
        form.months.data = str(months)
    return page("windows/edit.html", form=form, pitch=pitch, row=row, **beside)


def _beside(session: Session, pitch_id: int, windows: tuple[int, ...]) -> dict[str, Any]:
    """The draft's headline with each of these windows, its own window, and its settings."""
    content = of_tier(queries.draft_of(session, pitch_id).content, "requested")
    settings = queries.settings(session)
    found = {each: projected(replace(content, headline_months=each), settings) for each in windows}
    return {
        "months": content.headline_months,
        "settings": settings,
        "windows": tuple(
            Beside(each, window_of(one.inputs).partial, one.projection.figures) for each, one in found.items()
        ),
    }


@bp.post("/pitches/<handle>/window")
@requires("window:ask")
def ask(handle: str) -> Answer:
    """Ask finance for more than the first year, or count the first year again."""
    form = AskForm()

    def do(act: Acting) -> str:
        key = queries.pitch_for(act.session, handle, act.by).key
        act.location = url_for("drafts.step", handle=handle, step="send")
        return _asked(act, key, int(form.months.data or FIRST_YEAR), form.reason.data or "")

    return answer_form(form, lambda: _asking(handle, form), do)


def _asked(act: Acting, key: str, months: int, reason: str) -> str:
    if months == FIRST_YEAR:
        actions.count_first_year(act.session, key, by=act.by, at=act.at)
        return "The headline counts the first year."
    actions.ask_window(act.session, key, months=months, reason=reason, by=act.by, at=act.at)
    return ASKED


@bp.get("/windows/<key>")
@requires("window:see")
def show(key: str) -> str:
    """Which pitch, both headlines side by side, the reason, and the two answers."""
    return _page(key, AnswerForm())


def _page(key: str, form: AnswerForm) -> str:
    seen = _seen(key)
    if form.is_submitted():
        allowed(seen["may_answer"])
    return page("windows/show.html", form=form, **seen)


@bp.post("/windows/<key>/answer")
@requires("window:answer")
def answer(key: str) -> Answer:
    """Accept or refuse."""
    form, back = AnswerForm(), url_for("windows.show", key=key)
    return answer_verdict(
        form, lambda: _page(key, form), funding_actions.answer_window, key, back=back, told=TOLD
    )


def _seen(key: str) -> dict[str, Any]:
    """The question as this person may see it; NotFound for all others."""
    with snapshot() as session:
        row = queries.window_of_key(session, key)
        facts = funding.facts_of_window(session, row)
        if not policy.may("window:see", actor(), facts):
            raise NotFound
        beside = _beside(session, row.pitch_id, (FIRST_YEAR, row.months)) if facts.current else {}
        return {
            "row": row,
            "pitch": queries.pitch_of_id(session, row.pitch_id),
            "may_see_pitch": bool(policy.may("pitch:see", actor(), facts.pitch)),
            "may_answer": policy.may("window:answer", actor(), facts),
            "windows": (),
            **beside,
        }
