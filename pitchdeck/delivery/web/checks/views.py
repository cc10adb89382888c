"""Finance's check of a pitch's numbers: one page, line by line."""

from dataclasses import dataclass

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.base.errors import NotFound
from pitchdeck.base.policy import Verdict
from pitchdeck.delivery.web.access import actor, allowed, organisation, page, requires, snapshot
from pitchdeck.delivery.web.acting import Acting, answer_form
from pitchdeck.delivery.web.checks.forms import NumbersForm, numbers_form
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.figures.checking import Numbers
from pitchdeck.features.pitches import queries as pitches
from pitchdeck.features.pitches.queries import PitchRow, Shown

bp = Blueprint("checks", __name__)

Answer = Response | str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a submitted pitch, what was said to them, and whether this person may say more."""

    pitch: PitchRow
    shown: Shown
    numbers: Numbers
    verdict: Verdict


@bp.get("/pitches/<handle>/numbers")
@requires("review:list")
def show(handle: str) -> str:
    """Each line with its factors, and the word on it."""
    sheet = _sheet(handle)
    return _page(sheet, numbers_form(sheet.numbers, sheet.shown.hash))


@bp.post("/pitches/<handle>/numbers")
@requires("numbers:check")
def check(handle: str) -> Answer:
    """Accept or question lines."""
    sheet = _sheet(handle)
    form = numbers_form(sheet.numbers, sheet.shown.hash)

    def do(act: Acting) -> str:
        seen = form.revision.data or ""
        words = form.words()
        after = actions.check_numbers(act.session, handle, words, revision_hash=seen, by=act.by, at=act.at)
        act.location = url_for("checks.show", handle=handle)
        return f"{after.sentence}. The panel reads it beside the figures."

    return answer_form(form, lambda: _page(_sheet(handle), form, sent=True), do)


def _page(sheet: Sheet, form: NumbersForm, *, sent: bool = False) -> str:
    if sent:
        allowed(sheet.verdict)
    return page("checks/show.html", sheet=sheet, form=form)


def _sheet(handle: str) -> Sheet:
    with snapshot() as session:
        pitch = pitches.pitch_for(session, handle, actor())
        if pitch.revision_id is None or pitch.round_id is None:
            raise NotFound
        shown = pitches.shown(session, pitch)
        above = organisation().quote_above
        given = (pitch.id, shown.content, shown.settings, shown.asks)
        numbers = queries.numbers_of(session, *given, quote_above=above)
        facts = queries.facts_of_part(session, handle, actor())
    return Sheet(pitch, shown, numbers, policy.may("numbers:check", actor(), facts))
