"""The unit head's agreement to hours: one page, under a minute."""

from datetime import date
from typing import Any

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.base.errors import NotFound
from pitchdeck.delivery.web.access import actor, allowed, page, requires, snapshot
from pitchdeck.delivery.web.acting import answer_verdict
from pitchdeck.delivery.web.agreements.forms import AnswerForm
from pitchdeck.features.funding import actions
from pitchdeck.features.funding import queries as funding
from pitchdeck.features.pitches import queries
from pitchdeck.features.pitches.figures import Content
from pitchdeck.features.sourcing.figures import month_after, quarter_name

bp = Blueprint("agreements", __name__)

Answer = Response | str | tuple[str, int]
TOLD = {
    "agreed": "Agreed. Finance may approve the pitch as far as your people's time goes.",
    "refused": "Refused. The presenter is told why.",
}


@bp.get("/agreements/<key>")
@requires("agreement:see")
def show(key: str) -> str:
    """Which pitch, whose hours, in which quarters, and the two answers."""
    return _page(key, AnswerForm())


def _page(key: str, form: AnswerForm) -> str:
    seen = _seen(key)
    if form.is_submitted():
        allowed(seen["may_answer"])
    return page("agreements/show.html", form=form, quarter_name=quarter_name, **seen)


@bp.post("/agreements/<key>/answer")
@requires("agreement:answer")
def answer(key: str) -> Answer:
    """Agree or refuse."""
    form, back = AnswerForm(), url_for("agreements.show", key=key)
    return answer_verdict(form, lambda: _page(key, form), actions.answer_agreement, key, back=back, told=TOLD)


def _launch(content: Content) -> date | None:
    """The month in which they would begin to learn."""
    if content.start_on is None or content.launch_month is None:
        return None
    return month_after(content.start_on, content.launch_month)


def _seen(key: str) -> dict[str, Any]:
    """The hours as this person may see them; NotFound for all others."""
    with snapshot() as session:
        row = queries.agreement_of_key(session, key)
        facts = funding.facts_of_agreement(session, row)
        if not policy.may("agreement:see", actor(), facts):
            raise NotFound
        revision = queries.revision_of_id(session, row.revision_id)
        return {
            "row": row,
            "facts": facts,
            "pitch": queries.pitch_of_id(session, row.pitch_id),
            "content": revision.content,
            "launch": _launch(revision.content),
            "others": queries.hours_agreed(session, row.unit_id, without=row.pitch_id),
            "may_see_pitch": bool(policy.may("pitch:see", actor(), facts.pitch)),
            "may_answer": policy.may("agreement:answer", actor(), facts),
        }
