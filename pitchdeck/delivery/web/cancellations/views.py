"""The end of an approved promise over HTTP: one page to ask, one page to answer."""

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.base.errors import NotFound
from pitchdeck.delivery.web.access import actor, allowed, page, requires, snapshot
from pitchdeck.delivery.web.acting import Acting, answer_form, answer_verdict
from pitchdeck.delivery.web.cancellations.forms import AnswerForm, AskForm
from pitchdeck.features.funding import actions
from pitchdeck.features.funding.queries import cancellations as queries
from pitchdeck.features.funding.queries.advances import advance_of_key

bp = Blueprint("cancellations", __name__)

Answer = Response | str | tuple[str, int]
TOLD = {
    "confirmed": "It is promised no more. Investor, presenter and sponsor are told.",
    "declined": "It stays promised. The investor is told why.",
}


@bp.get("/commitments/<key>/cancellation")
@requires("cancellation:ask")
def edit(key: str) -> str:
    """One's approved promise, and the form that asks for its end."""
    return _asking(key, AskForm(formdata=None))


def _asking(key: str, form: AskForm) -> str:
    with snapshot() as session:
        row = advance_of_key(session, key)
        if row.by_id != actor().id:
            raise NotFound
        facts = queries.facts_of_cancellation(session, row, actor())
    policy.require("cancellation:ask", actor(), facts)
    return page("cancellations/edit.html", row=row, form=form)


@bp.post("/commitments/<key>/cancellation")
@requires("cancellation:ask")
def ask(key: str) -> Answer:
    """Ask finance to end it."""
    form = AskForm()

    def do(act: Acting) -> str:
        made = actions.ask_cancellation(act.session, key, reason=form.reason.data or "", by=act.by, at=act.at)
        act.location = url_for("cancellations.show", key=made)
        return "Asked. It stays promised until finance agrees."

    return answer_form(form, lambda: _asking(key, form), do)


@bp.get("/cancellations/<key>")
@requires("cancellation:see")
def show(key: str) -> str:
    """The promise, why its investor wants it ended, and finance's answer."""
    return _show(key, AnswerForm(formdata=None))


def _show(key: str, form: AnswerForm) -> str:
    with snapshot() as session:
        asked, row = queries.cancelled(session, key)
        facts = queries.facts_of_cancellation(session, row, actor())
    if not policy.may("cancellation:see", actor(), facts):
        raise NotFound
    may_answer = policy.may("cancellation:answer", actor(), facts)
    if form.is_submitted():
        allowed(may_answer)
    return page("cancellations/show.html", asked=asked, row=row, form=form, may_answer=may_answer)


@bp.post("/cancellations/<key>/answer")
@requires("cancellation:answer")
def answer(key: str) -> Answer:
    """End it, or decline."""
    form, back = AnswerForm(), url_for("cancellations.show", key=key)
    return answer_verdict(
        form, lambda: _show(key, form), actions.answer_cancellation, key, back=back, told=TOLD
    )
