"""The end of an investment: the closing review, the sponsor's word on it, and closing."""

from typing import Any

from flask import url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.delivery.web.access import actor, allowed, page, requires, snapshot, today
from pitchdeck.delivery.web.acting import Acting, answer_form, answer_verdict
from pitchdeck.delivery.web.filters import money
from pitchdeck.delivery.web.investments.forms import CloseForm, ClosingAnswerForm, ReviewForm
from pitchdeck.delivery.web.investments.views.blueprint import bp
from pitchdeck.features.funding.queries import rest_of
from pitchdeck.features.investments import actions, queries
from pitchdeck.features.investments.policy import ClosingFacts
from pitchdeck.features.investments.queries import ReviewRow, Tracked

Answer = Response | str | tuple[str, int]
ASKED = "Written. The sponsor is asked to confirm it."
TOLD = {
    "confirmed": "Confirmed. Finance closes the investment next.",
    "sent_back": "Sent back. The presenter is told why.",
}


def _seen(session: Session, key: str) -> tuple[Tracked, ReviewRow | None, ClosingFacts]:
    """An investment as this person may see it, with its newest review; NotFound for all others."""
    tracked, near = queries.investment_seen_by(session, key, actor(), today=today())
    review = queries.review_of(session, tracked.row.id)
    return tracked, review, queries.facts_of_closing(session, tracked, review, near)


@bp.get("/investments/<key>/review")
@requires("investment:see")
def review(key: str) -> str:
    """The form of the closing review, with what was promised beside what was obtained."""
    return _writing(key, ReviewForm())


def _writing(key: str, form: ReviewForm) -> str:
    with snapshot() as session:
        tracked, last, facts = _seen(session, key)
        early = queries.too_early(session, tracked)
    may = policy.may("investment:review", actor(), facts)
    if form.is_submitted():
        allowed(may)
    elif last is not None and last.verdict == "sent_back":
        form.obtained.data, form.why.data, form.lesson.data = last.obtained, last.why, last.lesson
    return page("investments/review.html", tracked=tracked, last=last, form=form, may=may, early=early)


@bp.post("/investments/<key>/review")
@requires("investment:review")
def write_review(key: str) -> Answer:
    """Write it and ask the sponsor."""
    form = ReviewForm()

    def do(act: Acting) -> str:
        made = actions.write_review(act.session, key, form.review(), by=act.by, at=act.at)
        act.location = url_for("investments.closing_review", key=made)
        return ASKED

    return answer_form(form, lambda: _writing(key, form), do)


@bp.get("/closing-reviews/<key>")
@requires("investment:see")
def closing_review(key: str) -> str:
    """What was obtained, why, the lesson, and the sponsor's word."""
    return _reading(key, ClosingAnswerForm())


def _reading(key: str, form: ClosingAnswerForm) -> str:
    with snapshot() as session:
        row = queries.review_of_key(session, key)
        tracked, newest, facts = _seen(session, row.investment_key)
    may = policy.may("closing:answer", actor(), facts)
    if form.is_submitted():
        allowed(may)
    found: dict[str, Any] = {"tracked": tracked, "row": row, "may": may, "newest": newest}
    return page("investments/closing_review.html", form=form, **found)


@bp.post("/closing-reviews/<key>/answer")
@requires("closing:answer")
def answer_review(key: str) -> Answer:
    """Confirm it or send it back."""
    form, back = ClosingAnswerForm(), url_for("investments.closing_review", key=key)
    return answer_verdict(form, lambda: _reading(key, form), actions.answer_review, key, back=back, told=TOLD)


@bp.get("/investments/<key>/closing")
@requires("investment:see")
def closing(key: str) -> str:
    """What closing gives back to which fund, and what still stands in the way."""
    return _closing(key, CloseForm())


def _closing(key: str, form: CloseForm) -> str:
    with snapshot() as session:
        tracked, last, facts = _seen(session, key)
        still, rest = queries.still_open(session, tracked), rest_of(session, tracked.row.pitch_id)
    may = policy.may("investment:close", actor(), facts)
    if form.is_submitted():
        allowed(may)
    found: dict[str, Any] = {"tracked": tracked, "last": last, "may": may, "still": still, "rest": rest}
    return page("investments/closing.html", form=form, **found)


@bp.post("/investments/<key>/closing")
@requires("investment:close")
def close(key: str) -> Answer:
    """Close it."""
    form = CloseForm()

    def do(act: Acting) -> str:
        returned, lapsed = actions.close(act.session, key, by=act.by, at=act.at)
        act.location = url_for("investments.show", key=key)
        gone = f" {money(lapsed)} lapsed." if lapsed else ""
        return f"Closed. {money(returned)} went back to the funds.{gone}"

    return answer_form(form, lambda: _closing(key, form), do)
