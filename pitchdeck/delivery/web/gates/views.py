"""Gates over HTTP: one page to call, one page to decide and to sign."""

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from pitchdeck.delivery.web.access import actor, allowed, page, requires, snapshot, today
from pitchdeck.delivery.web.acting import Acting, answer_form
from pitchdeck.delivery.web.filters import money
from pitchdeck.delivery.web.gates.forms import CallForm, SignForm, VoteForm
from pitchdeck.features.investments import actions
from pitchdeck.features.investments.actions import Question
from pitchdeck.features.investments.figures.gates import VERDICT_WORDS
from pitchdeck.features.investments.queries import gates as queries

bp = Blueprint("gates", __name__)

Answer = Response | str | tuple[str, int]
HEARD = "Said. It is decided as soon as enough of the money has spoken."
DECIDED = {
    "continue": "Said, and decided: it goes on.",
    "conditions": "Said, and decided: it goes on with conditions.",
    "rescope": "Said, and decided: it is re-scoped.",
    "pause": "Said, and decided: it is paused.",
    "stop": "Said, and decided: it stops. Finance signs what goes back.",
}


@bp.context_processor
def words() -> dict[str, object]:
    """What every page of this area may say: the verdicts."""
    return {"verdict_words": VERDICT_WORDS}


@bp.get("/investments/<key>/gate")
@requires("investment:see")
def edit(key: str) -> str:
    """Who would decide, and the form that asks them."""
    return _calling(key, CallForm(formdata=None))


def _calling(key: str, form: CallForm) -> str:
    with snapshot() as session:
        found = queries.calling(session, key, actor(), today=today())
    if form.is_submitted():
        allowed(found.verdict)
    form.offer(today())
    return page("gates/edit.html", it=found, row=found.tracked.row, form=form)


@bp.post("/investments/<key>/gate")
@requires("gate:call")
def call(key: str) -> Answer:
    """Ask the investors how it goes on."""
    form = CallForm()

    def do(act: Acting) -> str:
        question = Question(form.question.data or "", form.due_on.data or today())
        made = actions.call_gate(act.session, key, question, by=act.by, at=act.at)
        act.location = url_for("gates.show", key=made)
        return "Called. Its investors are asked, and nothing is released until they have decided."

    return answer_form(form, lambda: _calling(key, form), do)


@bp.get("/gates/<key>")
@requires("investment:see")
def show(key: str) -> str:
    """What is decided, on what it stands, who spoke, and what the reader may do about it."""
    return _show(key)


def _show(key: str, vote: VoteForm | None = None, sign: SignForm | None = None) -> str:
    """The page, with the form that came back."""
    with snapshot() as session:
        found = queries.gate_page(session, key, actor(), today=today())
    if vote:
        allowed(found.vote)
    if sign:
        allowed(found.sign)
    forms = {"vote": vote or VoteForm(formdata=None), "sign": sign or SignForm(formdata=None)}
    return page("gates/show.html", it=found, row=found.row, **forms)


@bp.post("/gates/<key>/votes")
@requires("gate:vote")
def answer(key: str) -> Answer:
    """Say one's word."""
    form = VoteForm()

    def do(act: Acting) -> str:
        verdict, reason = form.verdict.data or "", form.reason.data or ""
        decided = actions.vote(act.session, key, verdict=verdict, reason=reason, by=act.by, at=act.at)
        act.location = url_for("gates.show", key=key)
        return DECIDED[decided] if decided else HEARD

    return answer_form(form, lambda: _show(key, vote=form), do)


@bp.post("/gates/<key>/signature")
@requires("gate:sign")
def signature(key: str) -> Answer:
    """Sign the stop: what is bound to nothing goes back."""
    form = SignForm()

    def do(act: Acting) -> str:
        returned, lapsed = actions.sign_stop(act.session, key, by=act.by, at=act.at)
        act.location = url_for("gates.show", key=key)
        gone = f" {money(lapsed)} lapsed." if lapsed else ""
        return f"Stopped. {money(returned)} went back to the funds.{gone}"

    return answer_form(form, lambda: _show(key, sign=form), do)
