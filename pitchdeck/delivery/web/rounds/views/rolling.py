"""Rolling rounds: their short plan, opening and closing, and the page on which pitches pass alone."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.base.errors import Invalid, NotFound
from pitchdeck.delivery.web.access import actor, page, reading, requires, snapshot
from pitchdeck.delivery.web.acting import Acting, acting, answer_form
from pitchdeck.delivery.web.rounds.forms import OfferForm, ReasonForm, RollingForm, rolling_of
from pitchdeck.delivery.web.rounds.views.beside import events, substitutes
from pitchdeck.delivery.web.rounds.views.blueprint import bp
from pitchdeck.delivery.web.rounds.views.plans import people_to_choose
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding import queries as money
from pitchdeck.features.pitches import queries as pitches
from pitchdeck.features.pitches.queries import PitchLine
from pitchdeck.features.pitches.workflow import NAMES
from pitchdeck.features.rounds import actions, queries
from pitchdeck.features.rounds.policy import RoundFacts
from pitchdeck.features.rounds.queries import RoundRow

Answer = Response | tuple[str, int] | str
GROUPS = (
    ("seek", "Looking for money", ("in_funding", "covered")),
    ("yes", "Waiting for the sponsor's yes", ("screened",)),
    ("finance", "With finance", ("in_review",)),
    ("decided", "Decided", ("funded", "declined", "waitlisted", "expired")),
)
"""How the pitches of a rolling round stand: what there is to do first."""


@bp.get("/rounds/rolling/new")
@requires("round:create")
def new_rolling() -> str:
    """The short form of a rolling round."""
    return _plan(RollingForm(data={"panel": []}))


@bp.post("/rounds/rolling")
@requires("round:create")
def create_rolling() -> Answer:
    """Plan a rolling round."""
    form, chosen = RollingForm(), people_to_choose()
    form.offer(chosen)

    def do(act: Acting) -> str:
        round_ = actions.create_rolling(act.session, form.plan(chosen), by=act.by, at=act.at)
        act.location = url_for("rounds.show", key=round_.key)
        return "The rolling round is planned. Its chair opens it."

    return answer_form(form, lambda: _plan(form), do)


@bp.get("/rounds/<key>/rolling")
@requires("round:edit")
def rolling(key: str) -> str:
    """The plan of a rolling round that has not opened."""
    row, chosen = _editable(key), people_to_choose()
    with reading() as session:
        seats = queries.panel(session, row.id)
    return _plan(RollingForm(data=rolling_of(row, seats, chosen)), row)


@bp.post("/rounds/<key>/rolling")
@requires("round:edit")
def change_rolling(key: str) -> Answer:
    """Change the plan of a rolling round that has not opened."""
    row, form, chosen = _editable(key), RollingForm(), people_to_choose()
    form.offer(chosen)

    def do(act: Acting) -> str:
        actions.change_rolling(act.session, key, form.plan(chosen), by=act.by, at=act.at)
        act.location = url_for("rounds.show", key=key)
        return "The plan is changed."

    return answer_form(form, lambda: _plan(form, row), do)


@bp.post("/rounds/<key>/start")
@requires("round:start")
def start(key: str) -> Answer:
    """Open a rolling round for pitches and money."""
    with acting() as act:
        round_ = queries.round_to_change(act.session, key)
        actions.start_rolling(act.session, round_, by=act.by, at=act.at)
        act.location = url_for("rounds.show", key=key)
    return act.redirect("The rolling round is open: small asks are screened into it and funded one by one.")


@bp.post("/rounds/<key>/end")
@requires("round:end")
def end(key: str) -> Answer:
    """Close a rolling round."""
    form = ReasonForm()
    if not form.validate_on_submit():
        return rolling_page(key, form), 422
    try:
        with acting() as act:
            funding.end_rolling(act.session, key, by=act.by, at=act.at, why=form.why.data or "")
            act.location = url_for("rounds.show", key=key)
    except Invalid as refused:
        form.absorb(refused)
        return rolling_page(key, form), 422
    return act.redirect("Closed: what was not covered waits, and money that is left is back in its funds.")


@bp.post("/rounds/<key>/offers")
@requires("waitlist:offer")
def offer(key: str) -> Answer:
    """Offer a pitch on the waiting list a place."""
    form = OfferForm()

    def do(act: Acting) -> str:
        ref, why = form.pitch.data or "", form.why.data or ""
        pitch = funding.offer(act.session, key, ref, by=act.by, at=act.at, why=why)
        act.location = url_for("rounds.show", key=key)
        return f"{pitch.ref} looks for money again; its presenter and the investors of the round are told."

    return answer_form(form, lambda: _offering(key, form), do)


def _offering(key: str, form: OfferForm) -> str:
    """The page again for whoever runs the round: nobody else is told what the form lacks."""
    with reading() as session:
        policy.require("round:end", actor(), queries.facts_for(session, key, actor()))
    return rolling_page(key, ReasonForm(formdata=None), offering=form)


def rolling_page(key: str, form: ReasonForm, **more: Any) -> str:
    """A rolling round as its reader may see it."""
    with snapshot() as session:
        facts = queries.facts_for(session, key, actor())
        row = queries.round_of_key(session, key)
        if not row.rolls:
            raise NotFound
        found = rolling_facts(session, row, facts)
    return page("rounds/rolling.html", reason=form, **found | more)


def rolling_facts(session: Session, row: RoundRow, facts: RoundFacts) -> dict[str, Any]:
    """All that the page of a rolling round shows to this reader."""
    person = actor()
    seats = queries.panel(session, row.id)
    lines = pitches.pitches_in_round(session, row.id, person)
    verbs = ("edit", "seat", "cancel", "start", "end")
    return {
        "row": row,
        "seats": seats,
        "groups": _groups(lines),
        "state_names": NAMES,
        "stakes": {stake.ref: stake for stake in money.stakes(session, row.id, person, verdicts=False)},
        "purses": _purses(session, row),
        "events": events(session, row),
        "substitutes": substitutes(session, {seat.person_id for seat in seats}),
        "may": {verb: policy.may(f"round:{verb}", person, facts) for verb in verbs},
        "list": _waiting(session, row),
        "offering": OfferForm(formdata=None),
        "runs": person.id == row.chair_id or person.holds("lead", row.unit_id),
    }


@dataclass(frozen=True, slots=True)
class WaitingList:
    """Who waits for a rolling round's money, what is free for them, and whose pages the reader may open."""

    rows: tuple[money.WaitingRow, ...]
    free: money.Free
    opens: frozenset[str]


def _waiting(session: Session, row: RoundRow) -> WaitingList | None:
    """The waiting list for whoever runs the round or checks the money; nobody else knows who waits."""
    person = actor()
    checks = person.holds("finance") or person.holds("auditor")
    runs = person.id == row.chair_id or person.holds("lead", row.unit_id)
    if row.state != "funding" or not (checks or runs):
        return None
    rows, free = money.waiting(session, row), money.free_for(session, row)
    sees_all = checks or person.holds("lead")
    opens = (each.ref for each in rows if sees_all or each.chair_id == person.id)
    return WaitingList(rows, free, frozenset(opens))


def _groups(lines: tuple[PitchLine, ...]) -> list[tuple[str, str, list[PitchLine]]]:
    return [(name, title, [line for line in lines if line.state in states]) for name, title, states in GROUPS]


def _purses(session: Session, row: RoundRow) -> tuple[money.PurseBar, ...]:
    """The reader's own purses of the round: what they may still commit."""
    if not actor().holds("investor"):
        return ()
    return tuple(purse for purse in money.purses_of(session, actor().id) if purse.round_key == row.key)


def _editable(key: str) -> RoundRow:
    with reading() as session:
        policy.require("round:edit", actor(), queries.facts_for(session, key, actor()))
        row = queries.round_of_key(session, key)
    if not row.rolls:
        raise NotFound
    return row


def _plan(form: RollingForm, row: RoundRow | None = None) -> str:
    form.offer(people_to_choose())
    return page("rounds/rolling_plan.html", form=form, row=row)
