"""Decisions over HTTP: finance's reviews, the chair's acts on a round's money, and the letters."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.base.errors import NotFound
from pitchdeck.delivery.web.access import actor, allowed, organisation, page, requires, snapshot, today
from pitchdeck.delivery.web.acting import Acting, answer_form
from pitchdeck.delivery.web.decisions.forms import ExtensionForm, ReasonForm, ReviewForm
from pitchdeck.delivery.web.forms import evening
from pitchdeck.delivery.web.pictures import pictures_of
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.policy import limit_of
from pitchdeck.features.investments.queries import outside_view_of, vendors_around
from pitchdeck.features.pitches import queries as pitches
from pitchdeck.features.pitches.figures import used_comparison
from pitchdeck.features.rounds import queries as rounds

bp = Blueprint("decisions", __name__)

Answer = Response | str | tuple[str, int]
STAGES = {
    "deliberation": ("open_funding", "Open funding", "decisions.open_round", "open for commitments"),
    "funding": ("close_funding", "Close funding", "decisions.close_stage", "closed for commitments"),
    "finance_review": ("decide", "Call it decided", "decisions.decide", "decided; nothing is announced yet"),
    "decided": ("publish", "Publish all letters", "decisions.publish", "published: every letter has left"),
    "published": ("close", "Close the round", "decisions.close_round", "closed; unused money is back"),
}
"""What the chair does next in each stage: permission's verb, button, endpoint, what is told afterwards."""

ANNOUNCED = frozenset({"funded", "declined"})
GIVEN = "Given. It stays between you, the chair and the auditor until it is announced."
SENT_BACK = "Sent back. The presenter is told now what is missing; then it waits for another verdict."
GIVEN_ALONE = "Given and announced: its letter has left, because its round rolls."


@bp.get("/pitches/<handle>/review")
@requires("review:list")
def review(handle: str) -> str:
    """What finance looks at before its verdict."""
    return _review(handle, ReviewForm())


def _review(handle: str, form: ReviewForm) -> str:
    with snapshot() as session:
        pitch = pitches.pitch_for(session, handle, actor())
        section = queries.section_for(session, pitch, actor())
        if section is None or pitch.revision_id is None:
            raise NotFound
        if section.rolls:
            form.stand_alone()
        facts = queries.facts_of_part(session, handle, actor(), amount=section.held)
        above = organisation().quote_above
        unquoted = queries.unquoted_of(session, [pitch.id], above=above).get(pitch.id, ())
        parts = queries.parts_of(session, pitch.id)
        left = queries.left_to_finance(session, [pitch.id]).get(pitch.id, "")
        agreements = pitches.agreements_of(session, [pitch.revision_id])
        waits = "" if facts.approved else queries.unagreed(session, agreements)
        content = pitches.shown(session, pitch)
        limit, at = limit_of(actor(), "finance"), datetime.now(UTC)
        around = queries.exceptions_of(session, pitch, content, limit=limit, amount=section.held, at=at)
        vendors = vendors_around(session, pitch.id, content.costs, section.currency, at=at)
        given = (pitch.id, content.content, content.settings, content.asks)
        numbers = queries.numbers_of(session, *given, quote_above=above)
        outside = outside_view_of(session, content.projection, unit_id=pitch.unit_id, today=today())
    may = {verb: policy.may(f"review:{verb}", actor(), facts) for verb in ("give", "approve")}
    if form.is_submitted():
        allowed(may["give"])
    found = {
        "pitch": pitch,
        "funding": section,
        "unquoted": unquoted,
        "parts": parts,
        "around": around,
        "vendors": vendors,
    }
    found |= {"left": left, "numbers": numbers, "agreements": agreements, "hours_wait": waits}
    found |= {"shown": content, "pictures": pictures_of(content), "used": used_comparison(content.content)}
    found |= {"own": content.own_values, "outside": outside}
    return page("decisions/review.html", form=form, limit=limit, may=may, **found)


@bp.post("/pitches/<handle>/review")
@requires("review:give")
def judge(handle: str) -> Answer:
    """Give one of the four verdicts."""
    form = ReviewForm()

    def do(act: Acting) -> str:
        verb = {option.value: option for option in form.verdict.options}[form.verdict.data or ""].value
        getattr(actions, verb)(act.session, handle, reason=form.words, by=act.by, at=act.at)
        act.location = url_for("funding.index", _anchor="queue")
        announced = queries.facts_of_part(act.session, handle, act.by).pitch_state in ANNOUNCED
        return SENT_BACK if verb == "send_back_review" else GIVEN_ALONE if announced else GIVEN

    return answer_form(form, lambda: _review(handle, form), do)


@bp.get("/pitches/<handle>/letter")
@requires("letter:see")
def letter(handle: str) -> str:
    """The published letter of a pitch."""
    with snapshot() as session:
        facts = queries.facts_of_letter(session, handle)
        if not policy.may("letter:see", actor(), facts):
            raise NotFound
        found = queries.letter_of(session, facts.pitch_id)
    return page("decisions/letter.html", handle=handle, letter=found)


@bp.get("/rounds/<key>/money")
@requires("round:see")
def round_money(key: str) -> str:
    """What each pitch of a round asks and has, and the chair's next act; a rolling round's page says both."""
    return _round(key, ReasonForm())


def _round(key: str, form: ReasonForm) -> str:
    person = actor()
    with snapshot() as session:
        facts = rounds.facts_for(session, key, person)
        row = rounds.round_of_key(session, key)
        if row.rolls:
            raise NotFound
        knows = person.id == row.chair_id or person.holds("finance") or person.holds("auditor")
        found = queries.stakes(session, row.id, person, verdicts=knows)
    verb, label, endpoint, _told = STAGES.get(row.state, ("", "", "", ""))
    verdict = policy.may(f"round:{verb}", person, facts) if verb else None
    extends = policy.may("round:extend", person, facts).ok and datetime.now(UTC) < row.funding_closes_at
    given = {"round": row, "stakes": found, "knows": knows, "verdict": verdict, "form": form}
    return page("decisions/round.html", label=label, endpoint=endpoint, extends=extends, **given)


def _stage(key: str, state: str, do: Callable[[Acting, ReasonForm], object]) -> Answer:
    """One act of the chair, told in the words of its stage."""
    form = ReasonForm()

    def done(act: Acting) -> str:
        do(act, form)
        act.location = url_for("decisions.round_money", key=key)
        return f"The round is {STAGES[state][3]}."

    return answer_form(form, lambda: _round(key, form), done)


@bp.post("/rounds/<key>/funding")
@requires("round:open_funding")
def open_round(key: str) -> Answer:
    """Open the shortlisted pitches for commitments."""
    return _stage(
        key, "deliberation", lambda act, _f: actions.open_funding(act.session, key, by=act.by, at=act.at)
    )


@bp.post("/rounds/<key>/finance-review")
@requires("round:close_funding")
def close_stage(key: str) -> Answer:
    """Close commitments and hand covered pitches to finance."""
    return _stage(
        key,
        "funding",
        lambda act, form: actions.close_funding(
            act.session, key, by=act.by, at=act.at, why=form.why.data or ""
        ),
    )


@bp.post("/rounds/<key>/decision")
@requires("round:decide")
def decide(key: str) -> Answer:
    """Call the round decided."""
    return _stage(
        key, "finance_review", lambda act, _f: actions.decide(act.session, key, by=act.by, at=act.at)
    )


@bp.post("/rounds/<key>/publication")
@requires("round:publish")
def publish(key: str) -> Answer:
    """Announce all outcomes together."""
    return _stage(key, "decided", lambda act, _f: actions.publish(act.session, key, by=act.by, at=act.at))


@bp.post("/rounds/<key>/closing")
@requires("round:close")
def close_round(key: str) -> Answer:
    """Close the round; unused purse money returns."""
    return _stage(
        key, "published", lambda act, _f: actions.close_round(act.session, key, by=act.by, at=act.at)
    )


@bp.get("/rounds/<key>/extension")
@requires("round:extend")
def extension(key: str) -> str:
    """What a later deadline for commitments means, and its form."""
    return _extension(key, ExtensionForm(formdata=None))


def _extension(key: str, form: ExtensionForm) -> str:
    with snapshot() as session:
        facts = rounds.facts_for(session, key, actor())
        allowed(policy.may("round:extend", actor(), facts))
        row = rounds.round_of_key(session, key)
        found = queries.stakes(session, row.id, actor(), verdicts=False)
        investors = {purse.investor_id for purse in queries.purses_in_round(session, row.id)}
    short = [stake for stake in found if stake.state == "in_funding"]
    told = {"short": short, "investors": len(investors)}
    return page("decisions/extension.html", round=row, form=form, **told)


@bp.post("/rounds/<key>/extension")
@requires("round:extend")
def extend(key: str) -> Answer:
    """Take commitments for longer, once."""
    form = ExtensionForm()

    def do(act: Acting) -> str:
        until = evening(form.until.data, ZoneInfo(organisation().zone))
        reason = form.reason.data or ""
        actions.extend_funding(act.session, key, until, reason, by=act.by, at=act.at)
        act.location = url_for("decisions.round_money", key=key)
        return "Extended: everybody with a purse in this round is told."

    return answer_form(form, lambda: _extension(key, form), do)
