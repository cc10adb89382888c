"""Rounds: the list, one round, its stages and its panel."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.base.errors import Invalid
from pitchdeck.base.policy import Verdict
from pitchdeck.delivery.web.access import actor, allowed, organisation, page, reading, requires, snapshot
from pitchdeck.delivery.web.acting import acting
from pitchdeck.delivery.web.rounds.forms import (
    ReasonForm,
    SubstituteForm,
    id_of,
)
from pitchdeck.delivery.web.rounds.views.beside import events, offered_rows, substitutes
from pitchdeck.delivery.web.rounds.views.blueprint import bp
from pitchdeck.delivery.web.rounds.views.rolling import rolling_facts
from pitchdeck.features.funding.queries import WaitingNumbers, waiting_in_round
from pitchdeck.features.people import queries as people
from pitchdeck.features.pitches import actions as pitch_actions
from pitchdeck.features.pitches import queries as pitches
from pitchdeck.features.pitches.queries import PitchLine
from pitchdeck.features.pitches.workflow import NAMES
from pitchdeck.features.rounds import actions, queries
from pitchdeck.features.rounds.figures import days_left
from pitchdeck.features.rounds.policy import RoundFacts
from pitchdeck.features.rounds.queries import RoundRow
from pitchdeck.features.rounds.workflow import ROUND
from pitchdeck.features.scoring import actions as scoring_actions
from pitchdeck.features.scoring import queries as scoring

Answer = Response | tuple[str, int]
DEADLINES = {"open": "pitches_close_at", "scoring": "scoring_closes_at", "funding": "funding_closes_at"}
STEPS = {
    "open": ("rounds.opening", "Open the round", "Everything on this page is frozen from then on."),
    "open_scoring": ("rounds.scoring_opening", "Open scoring", "No more pitches are screened into it."),
    "close_scoring": ("rounds.scoring_closing", "Close scoring", ""),
    "shortlist": ("rounds.shortlist", "Choose the shortlist", ""),
    "open_funding": ("decisions.open_round", "Open funding", "Investors commit from then on."),
    "close_funding": ("decisions.close_stage", "Close funding", "Covered pitches go to finance."),
    "decide": ("decisions.decide", "Close the decision", "Needs finance's verdict on every pitch."),
    "publish": ("decisions.publish", "Publish", "All letters leave together."),
    "close": ("decisions.close_round", "Close the round", "Unused money goes back to its funds."),
}
"""What the chair does next: endpoint, words of the button, and what it means."""


@dataclass(frozen=True, slots=True)
class Step:
    """The next step of a round, with the reason when it is not to be taken now or not by this person."""

    verb: str
    endpoint: str
    label: str
    means: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Left:
    """The deadline of a stage and the days to it; none in stages without a deadline."""

    until: datetime
    days: int


@bp.get("/rounds")
@requires("round:list")
def index() -> str:
    """The rounds that are open to me."""
    with reading() as session:
        rows = queries.rounds_seen_by(session, actor())
    left = {row.id: _left(row) for row in rows}
    return page("rounds/index.html", rows=rows, left=left, may_create=actor().holds("lead"))


@bp.get("/rounds/<key>")
@requires("round:see")
def show(key: str) -> str:
    """One round as I may see it."""
    return _page(_round(key))


def _page(found: dict[str, Any], **forms: Any) -> str:
    template = "rounds/rolling.html" if found["row"].rolls else "rounds/show.html"
    return page(template, **found | {"reason": ReasonForm()} | forms)


@bp.post("/rounds/<key>/opening")
@requires("round:open")
def opening(key: str) -> Answer:
    """Open the round for pitches."""
    with acting() as act:
        round_ = queries.round_to_change(act.session, key)
        actions.open_round(act.session, round_, by=act.by, at=act.at)
        act.location = url_for("rounds.show", key=key)
    return act.redirect("The round is open: pitches can be screened into it.")


@bp.post("/rounds/<key>/cancellation")
@requires("round:cancel")
def cancellation(key: str) -> Answer:
    """Give a draft up."""
    with acting() as act:
        round_ = queries.round_to_change(act.session, key)
        actions.move(act.session, round_, "cancel", by=act.by, at=act.at)
        act.location = url_for("rounds.index")
    return act.redirect("The round is cancelled.")


@bp.post("/rounds/<key>/panel")
@requires("round:seat")
def panel(key: str) -> Answer:
    """Seat a substitute."""
    form, facts = SubstituteForm(), _round(key)
    with reading() as session:
        investors = people.people_with(session, "investor")
    form.person.options = facts["substitutes"].person.options
    if not form.validate_on_submit():
        allowed(facts["may"]["seat"])
        return _page(facts, substitutes=form), 422
    with acting() as act:
        round_ = queries.round_to_change(act.session, key)
        actions.seat(act.session, round_, [id_of(investors, form.person.data)], by=act.by, at=act.at)
        act.location = url_for("rounds.show", key=key)
    then = "the owner of a fund can give them a purse" if facts["row"].rolls else "they score"
    return act.redirect(f"Seated: {then} from now on.")


@bp.post("/rounds/<key>/scoring")
@requires("round:open_scoring")
def scoring_opening(key: str) -> Answer:
    """Open scoring for the pitches that have their sponsor's yes."""
    with acting() as act:
        entered = pitch_actions.open_scoring(act.session, key, by=act.by, at=act.at)
        act.location = url_for("rounds.show", key=key)
    count = "1 pitch is" if entered == 1 else f"{entered} pitches are"
    return act.redirect(f"Scoring is open: {count} in it. The others join with their sponsor's yes.")


@bp.post("/rounds/<key>/deliberation")
@requires("round:close_scoring")
def scoring_closing(key: str) -> Answer:
    """Close scoring."""
    form = ReasonForm()
    if not form.validate_on_submit():
        return _page(_round(key), reason=form), 422
    try:
        with acting() as act:
            why = form.why.data or ""
            scoring_actions.close_scoring(act.session, key, by=act.by, at=act.at, why=why)
            act.location = url_for("rounds.shortlist", key=key)
    except Invalid as refused:
        form.absorb(refused)
        return _page(_round(key), reason=form), 422
    return act.redirect("Scoring is closed. Choose the shortlist.")


def _left(row: RoundRow) -> Left | None:
    """The deadline of the round's present stage."""
    if row.state not in DEADLINES:
        return None
    until = getattr(row, DEADLINES[row.state])
    return Left(until, days_left(until, datetime.now(UTC), ZoneInfo(organisation().zone)))


def _step(row: RoundRow, facts: RoundFacts, lines: tuple[PitchLine, ...]) -> Step | None:
    """What the chair does next; None at the end, or where the app has no such page."""
    verbs = [step.verb for step in ROUND.verbs_from(row.state) if step.verb != "cancel"]
    if not verbs:
        return None
    chosen = not any(line.state == "in_scoring" for line in lines)
    verb = "shortlist" if verbs[0] == "open_funding" and not chosen else verbs[0]
    endpoint, label, means = STEPS[verb]
    if endpoint not in current_app.view_functions:
        return None
    return Step(verb, endpoint, label, means, policy.may(f"round:{verb}", actor(), facts))


def _round(key: str) -> dict[str, Any]:
    """All that the page of a round shows to this reader."""
    with snapshot() as session:
        facts = queries.facts_for(session, key, actor())
        row = queries.round_of_key(session, key)
        if row.rolls:
            return rolling_facts(session, row, facts)
        seats = queries.panel(session, row.id)
        scores = scoring.round_scores(session, row, actor())
        happened = events(session, row)
        others = substitutes(session, {seat.person_id for seat in seats})
        lines = pitches.pitches_in_round(session, row.id, actor())
        criteria = queries.criteria(session, row.id)
        unchecked = _unchecked(session, row)
        offered = offered_rows(session, row, {seat.person_id for seat in seats})
    return {
        "row": row,
        "left": _left(row),
        "criteria": criteria,
        "seats": seats,
        "lines": lines,
        "scores": scores,
        "state_names": NAMES,
        "events": happened,
        "substitutes": others,
        "next": _step(row, facts, lines),
        "may": {verb: policy.may(f"round:{verb}", actor(), facts) for verb in ("edit", "seat", "cancel")},
        "unchecked": unchecked,
        "offered": offered,
        "runs": actor().id == row.chair_id or actor().holds("lead", row.unit_id),
    }


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Large pitches whose numbers are not checked in full, and who of finance may do it."""

    pitches: tuple[WaitingNumbers, ...]
    who: str


def _unchecked(session: Session, row: RoundRow) -> Unchecked | None:
    """Whom opening scoring would not wait for, told to those who run the round and to finance."""
    person = actor()
    runs = person.id == row.chair_id or person.holds("lead", row.unit_id)
    if row.state != "open" or not (runs or person.holds("finance")):
        return None
    found = waiting_in_round(session, row.id, quote_above=organisation().quote_above)
    names = [each.name for each in people.people_with(session, "finance")] if found else []
    return Unchecked(found, " or ".join(names)) if found else None
