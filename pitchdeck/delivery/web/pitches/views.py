"""Pitches: the lists, one pitch, screening, and taking one back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Conflict, Invalid, NotFound
from pitchdeck.base.policy import Actor, Verdict
from pitchdeck.delivery.web import filters
from pitchdeck.delivery.web.access import actor, organisation, page, reading, requires, snapshot, today
from pitchdeck.delivery.web.acting import SEE_OTHER, Acting, acting
from pitchdeck.delivery.web.pictures import pictures_of
from pitchdeck.delivery.web.pitches.forms import ScreeningForm, WithdrawForm
from pitchdeck.features.funding import actions as funding_actions
from pitchdeck.features.funding import queries as funding
from pitchdeck.features.funding.figures.checking import Numbers
from pitchdeck.features.funding.queries import Section
from pitchdeck.features.investments import queries as investments
from pitchdeck.features.people import queries as people
from pitchdeck.features.pitches import actions, queries
from pitchdeck.features.pitches.figures import used_comparison
from pitchdeck.features.pitches.queries import PitchRow
from pitchdeck.features.pitches.workflow import NAMES, PITCH
from pitchdeck.features.portfolio.queries.capacity import rooms_of
from pitchdeck.features.projection import OutsideView
from pitchdeck.features.rounds import queries as rounds
from pitchdeck.features.scoring import queries as scoring

bp = Blueprint("pitches", __name__)

VIEWS = ("mine", "screen", "all")
ASKS = "asked for what is missing"
TOLD = {
    "created": "started the draft",
    "filled": "filled the draft from a file",
    "submitted": "submitted it",
    "screened": "accepted it into the round",
    "sent_back": "sent it back",
    "redirected": "redirected it",
    "merged": "merged it",
    "took_in": "merged another pitch into it",
    "sponsor_asked": "asked the sponsor",
    "claim_accepted": "said yes to the claim",
    "claim_refused": "said no to the claim",
    "time_asked": "asked the unit's head for its people's time",
    "time_kept": "needs no more time than the unit's head agreed to",
    "time_agreed": "agreed to the time of the unit's people",
    "time_refused": "refused the time of the unit's people",
    "window_asked": "asked finance for a longer headline",
    "window_accepted": "accepted the longer headline",
    "window_refused": "refused the longer headline",
    "window_left": "lets the headline count the first year again",
    "comparison_used": "chose how the work is done",
    "co_author_added": "added a co-author",
    "recused": "declared a conflict",
    "scoring_started": "opened it for scoring",
    "funding_opened": "opened funding",
    "taken_up": "handed it to finance",
    "review_sent_back": ASKS,
    "covered": "committed: the ask is covered",
    "handed_over": "committed: with that it goes to finance",
    "uncovered": "took back a commitment: the ask is open again",
    "numbers_checked": "checked its numbers",
    "promised": "promised money of a later year",
    "promise_changed": "changed what was promised for a later year",
    "promise_withdrawn": "took back what was promised for a later year",
    "promise_served": "had approved it: what was promised is committed now",
    "cancellation_asked": "asked to end a promise of a later year",
    "cancellation_confirmed": "ended a promise of a later year, as its investor asked",
    "cancellation_declined": "let a promise of a later year stand",
    "more_asked": "asked for more money",
    "more_approved": "approved more money",
    "more_declined": "declined more money",
    "more_withdrawn": "took back what was asked for more",
    "more_lapsed": "ended what was asked for more",
    "capex_marked": "said which of its costs are capex",
    "left_to_finance": "left it to finance: no standing approval applied",
    "release_asked": "asked for the release of a large tranche",
    "passed_over": "left it off the shortlist",
    "waitlisted": "put it on the waiting list",
    "money_cut": "took back money of it",
    "tranche_released": "released a tranche",
    "withdrawn": "withdrew it",
}
"""What each act of history is called on the page; all others in their own words."""
JUDGES_ALONE = frozenset({"recused"})
OF_FINANCE = frozenset({"left_to_finance"})
EMBARGO = frozenset({"finance_review", "decided"})
EMBARGOED = frozenset({"approved", "put_on_hold", "declined"})
OF_INVESTORS = frozenset(
    {
        *("committed", "commitment_changed", "commitment_withdrawn", "covered", "uncovered", "handed_over"),
        *("stood_by", "standby_left"),
        *("promised", "promise_changed", "promise_withdrawn", "cancellation_asked"),
    }
)
AN_INVESTOR = "An investor"
DONE = {
    "screened": "Accepted. It goes on with the sponsor's yes.",
    "in_funding": "Accepted. It looks for money now, and the investors of the round are told.",
    "send_back": "Sent back. The presenter is told why.",
    "redirect": "Redirected. The presenter is told why.",
    "merge": "Merged. The presenter is told why.",
}
Answer = Response | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Event:
    """A line of history with its name."""

    who: str
    what: str
    at: datetime
    from_state: str | None
    to_state: str | None
    why: str
    acting_for: str = ""


@bp.get("/pitches")
@requires("pitch:list")
def index() -> str:
    """Mine, those to screen, or all that I may see."""
    person = actor()
    usual = "mine" if person.holds("presenter") else "screen" if person.holds("lead") else "all"
    view = request.args.get("view", usual)
    with reading() as session:
        lines, older = _listed(session, view if view in VIEWS else usual, person)
    return page("pitches/index.html", view=view, lines=lines, older=older, state_names=NAMES)


def _listed(session: Session, view: str, person: Actor) -> tuple[tuple[queries.PitchLine, ...], str | None]:
    if view == "mine":
        return queries.pitches_of(session, person.id), None
    if view == "screen":
        return queries.pitches_to_screen(session, person), None
    found = queries.pitches_seen_by(session, person, before=request.args.get("before", ""))
    return found.lines, found.older


@bp.get("/pitches/<handle>")
@requires("pitch:see")
def show(handle: str) -> str:
    """One pitch: facts, state, what comes next, and who did what."""
    return page("pitches/show.html", **_page_of(handle))


@bp.post("/pitches/<handle>/withdrawal")
@requires("pitch:withdraw")
def withdraw(handle: str) -> Answer:
    """Take the pitch back; whatever was committed returns to its purses."""
    form = WithdrawForm()
    if not form.validate_on_submit():
        return page("pitches/show.html", **_page_of(handle) | {"withdrawing": form}), 422
    with acting() as act:
        funding_actions.withdraw(act.session, handle, why=form.why.data or "", by=act.by, at=act.at)
        act.location = url_for("pitches.show", handle=handle)
    return act.redirect("Withdrawn. Nothing is reserved for it any more.")


@bp.get("/pitches/<handle>/screening")
@requires("pitch:screen")
def screening(handle: str) -> Answer | str:
    """The screening desk: the pitch in short, and the four verdicts; once it has one, the pitch itself."""
    desk = _desk(handle)
    if not PITCH.allows("screen", desk["pitch"].state):
        return redirect(url_for("pitches.show", handle=handle), SEE_OTHER)
    return page("pitches/screening.html", **desk)


@bp.post("/pitches/<handle>/screening")
@requires("pitch:screen")
def screen(handle: str) -> Answer:
    """Accept into a round, send back, redirect or merge."""
    desk = _desk(handle)
    form: ScreeningForm = desk["form"]
    if not form.validate_on_submit():
        PITCH.step("screen", desk["pitch"].state)
        return page("pitches/screening.html", **desk), 422
    try:
        with acting() as act:
            state = _judge(act, desk["pitch"].key, form)
            act.location = url_for("pitches.show", handle=handle)
    except (Invalid, Conflict) as refused:
        form.absorb(refused) if isinstance(refused, Invalid) else form.refusals.append(str(refused))
        return page("pitches/screening.html", **desk), 422 if isinstance(refused, Invalid) else 409
    return act.redirect(DONE[state or form.verdict.data or ""])


def _judge(act: Acting, key: str, form: ScreeningForm) -> str:
    """Give the verdict; the state of a pitch that was accepted."""
    session, why = act.session, form.reason
    if form.verdict.data == "screen":
        return funding_actions.screen(session, key, round_key=form.round.data or "", by=act.by, at=act.at)
    if form.verdict.data == "send_back":
        actions.send_back(session, key, why=why, by=act.by, at=act.at)
    elif form.verdict.data == "redirect":
        actions.redirect(session, key, why=why, by=act.by, at=act.at)
    else:
        _merge(act, key, into=form.into.data or "", why=why)
    return ""


def _merge(act: Acting, key: str, *, into: str, why: str) -> None:
    try:
        actions.merge(act.session, key, into=into, why=why, by=act.by, at=act.at)
    except NotFound:
        raise Invalid({"into": "There is no such pitch. Enter its reference as its page shows it."}) from None


def _takes(taking: rounds.RoundRow) -> str:
    """Until when a round takes pitches, or what a rolling one takes."""
    if taking.rolls:
        return f"small asks up to {filters.money(organisation().small_minor)}, funded one by one"
    return f"pitches until {filters.day(organisation().day(taking.pitches_close_at))}"


def _desk(handle: str) -> dict[str, Any]:
    form = ScreeningForm()
    with snapshot() as session:
        pitch = queries.pitch_for(session, handle, actor())
        policy.require("pitch:screen", actor(), pitch.facts)
        content = queries.shown(session, pitch)
        taking = rounds.rounds_taking_pitches(session)
        hours = content.projection.hours_by_team
        rooms = rooms_of(session, pitch, content.content.start_on, hours)
    form.round.options = [(row.key, f"{row.name}: {_takes(row)}") for row in taking]
    return {"pitch": pitch, "shown": content, "form": form, "rooms": rooms}


def _page_of(handle: str) -> dict[str, Any]:
    with snapshot() as session:
        pitch = queries.pitch_for(session, handle, actor())
        content = queries.shown(session, pitch)
        section = funding.section_for(session, pitch, actor())
        return {
            "pitch": pitch,
            "shown": content,
            "pictures": pictures_of(content),
            "used": used_comparison(content.content),
            "outside": _outside(session, pitch, content),
            "agreements": queries.agreements_of(session, [pitch.revision_id] if pitch.revision_id else []),
            "numbers": _numbers(session, pitch, content),
            "round_": rounds.round_row(session, pitch.round_id) if pitch.round_id else None,
            "events": (events := _events(session, pitch, section)),
            "asks": _asks(pitch, events),
            "scores": scoring.section_for(session, pitch, actor()),
            "funding": section,
            "investment": investments.section_for(session, pitch, actor(), today=today()),
            "state_name": NAMES[pitch.state][int(actor().id in pitch.author_ids)],
            "verdicts": _verdicts(pitch),
            "withdrawing": WithdrawForm(),
        }


def _numbers(session: Session, pitch: PitchRow, content: queries.Shown) -> Numbers:
    """What finance said to the numbers of what was handed in; nothing of a draft."""
    if not content.number:
        return Numbers((), needed=False)
    given = (pitch.id, content.content, content.settings, content.asks)
    return funding.numbers_of(session, *given, quote_above=organisation().quote_above)


def _outside(session: Session, pitch: PitchRow, content: queries.Shown) -> OutsideView | None:
    """The outside view on what is promised; none once it is funded, when the measured figures speak."""
    if not content.content.benefits or pitch.state == "funded":
        return None
    projection = content.projection
    return investments.outside_view_of(session, projection, unit_id=pitch.unit_id, today=today())


def _verdicts(pitch: PitchRow) -> dict[str, Verdict]:
    """Whether each act is open to the reader now, and if not, why."""
    acts = {"edit": "submit", "submit": "submit", "screen": "screen", "withdraw": "withdraw"}
    return {key: _verdict(pitch, f"pitch:{key}", verb) for key, verb in acts.items()}


def _verdict(pitch: PitchRow, key: str, verb: str) -> Verdict:
    verdict = policy.may(key, actor(), pitch.facts)
    if verdict and not PITCH.allows(verb, pitch.state):
        return Verdict(False, f"{NAMES[pitch.state][1]}: nothing to do here now.")
    return verdict


def _asks(pitch: PitchRow, events: list[Event]) -> Event | None:
    """What finance asks of the presenter, as long as this reader knows of no later verdict."""
    verdicts = {ASKS, *(TOLD.get(verb, verb.replace("_", " ")) for verb in EMBARGOED)}
    newest = next((event for event in events if event.what in verdicts), None)
    return newest if newest and newest.what == ASKS and pitch.state == "in_review" else None


def _events(session: Session, pitch: PitchRow, section: Section | None) -> list[Event]:
    """The history that this reader may know.

    Who declared a conflict is for those who judge and check; finance's verdict for those who know it before
    it is published; whose money it is for those who read that on the page.
    """
    person = actor()
    judges = {pitch.chair_id, *pitch.panel_ids}
    checks = person.holds("finance") or person.holds("auditor")
    told = person.id in judges or checks
    embargoed = pitch.round_state in EMBARGO or pitch.state == "in_review"
    knows_verdict = not embargoed or (section.knows_verdict if section else checks)
    knows_whose = told or bool(section and section.knows_whose)
    hidden = (frozenset() if told else JUDGES_ALONE) | (frozenset() if checks else OF_FINANCE)
    hidden |= frozenset() if knows_verdict else EMBARGOED
    entries = [one for one in history.of(session, "pitch", pitch.key) if one.verb not in hidden]
    names = people.names_of(session, {each for entry in entries for each in entry.people})
    return [
        Event(
            entry.who(names) if knows_whose or entry.verb not in OF_INVESTORS else AN_INVESTOR,
            TOLD.get(entry.verb, entry.verb.replace("_", " ")),
            entry.at,
            entry.from_state,
            entry.to_state,
            entry.why,
        )
        for entry in entries
    ]
