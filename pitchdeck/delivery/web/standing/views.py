"""Standing approvals over HTTP: all of them, a new one, one with its uses, and its end."""

from typing import Any

from flask import Blueprint, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from pitchdeck.base import history, policy
from pitchdeck.delivery.web.access import actor, allowed, organisation, page, requires, snapshot, today
from pitchdeck.delivery.web.acting import Acting, answer_form
from pitchdeck.delivery.web.filters import money
from pitchdeck.delivery.web.standing.forms import AnswerForm, EndForm, StandingForm
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.actions import Terms
from pitchdeck.features.funding.figures import CATEGORY_WORDS
from pitchdeck.features.people import queries as people

bp = Blueprint("standing", __name__)

Answer = Response | str | tuple[str, int]


@bp.get("/standing-approvals")
@requires("standing:list")
def index() -> str:
    """Every standing approval, with what is left of it."""
    with snapshot() as session:
        rows = queries.standings(session)
    return page(
        "standing/index.html", rows=rows, day_now=today(), may_set=policy.may("standing:set", actor())
    )


@bp.get("/standing-approvals/new")
@requires("standing:set")
def new() -> str:
    """The form of a standing approval."""
    form = StandingForm()
    form.valid_from.data = today()
    return _new(form)


def _new(form: StandingForm) -> str:
    _funds(form)
    return page("standing/new.html", form=form, small=organisation().small_minor)


def _funds(form: StandingForm) -> None:
    with snapshot() as session:
        rows = [row for row in queries.funds(session) if row.confirmed_at]
    form.fund.options = [(row.key, f"{row.name}, {money(row.amount)}") for row in rows]


@bp.post("/standing-approvals")
@requires("standing:set")
def set_() -> Answer:
    """Set a standing approval; a second person confirms it."""
    form = StandingForm()
    _funds(form)

    def do(act: Acting) -> str:
        row = actions.set_standing(act.session, _terms(form), by=act.by, at=act.at)
        act.location = url_for("standing.show", key=row.key)
        return f"{row.ref} is set. It approves nothing until a second person has confirmed it."

    return answer_form(form, lambda: _new(form), do)


def _terms(form: StandingForm) -> Terms:
    return Terms(
        fund_key=form.fund.data or "",
        most=form.most.data or 0,
        total=form.total.data or 0,
        categories=tuple(form.categories.data or ()),
        valid_from=form.valid_from.data,
        valid_to=form.valid_to.data,
        reason=form.reason.data or "",
    )


@bp.get("/standing-approvals/<key>")
@requires("standing:list")
def show(key: str) -> str:
    """Its terms, what it was used for, and what is left."""
    return _show(key, AnswerForm(formdata=None), EndForm(formdata=None))


def _show(key: str, answer: AnswerForm, end: EndForm) -> str:
    with snapshot() as session:
        row = queries.standing_of_key(session, key)
        uses = queries.uses_of(session, row.id)
        events = _events(session, key)
    verdicts = {verb: policy.may(f"standing:{verb}", actor(), row.facts) for verb in ("answer", "end")}
    for verb, form in (("answer", answer), ("end", end)):
        if form.is_submitted() and form.errors_list:
            allowed(verdicts[verb])
    given: dict[str, Any] = {"row": row, "uses": uses, "events": events, "verdicts": verdicts}
    given |= {"answer": answer, "end": end, "day_now": today(), "words": CATEGORY_WORDS}
    return page("standing/show.html", **given)


def _events(session: Session, key: str) -> list[dict[str, Any]]:
    entries = history.of(session, "standing_approval", key)
    names = people.names_of(session, {each for entry in entries for each in entry.people})
    told = {"set": "set it", "used": "approved a pitch by it", "ended": "ended it"}
    return [
        {
            "who": entry.who(names),
            "what": told.get(entry.verb, f"{entry.verb} it"),
            "at": entry.at,
            "from_state": None,
            "to_state": None,
            "why": entry.why or entry.detail.get("pitch", ""),
        }
        for entry in entries
    ]


@bp.post("/standing-approvals/<key>/answer")
@requires("standing:answer")
def answer(key: str) -> Answer:
    """Confirm or decline as the second person."""
    form = AnswerForm()

    def do(act: Acting) -> str:
        said = {"verdict": form.verdict.data or "", "reason": form.reason.data or ""}
        row = actions.answer_standing(act.session, key, by=act.by, at=act.at, **said)
        act.location = url_for("standing.show", key=key)
        return f"{row.ref} is {row.verdict}."

    return answer_form(form, lambda: _show(key, form, EndForm(formdata=None)), do)


@bp.post("/standing-approvals/<key>/end")
@requires("standing:end")
def end(key: str) -> Answer:
    """End it: it approves nothing more."""
    form = EndForm()

    def do(act: Acting) -> str:
        row = actions.end_standing(act.session, key, why=form.why.data or "", by=act.by, at=act.at)
        act.location = url_for("standing.show", key=key)
        return f"{row.ref} is ended. What it approved stays."

    return answer_form(form, lambda: _show(key, AnswerForm(formdata=None), form), do)
