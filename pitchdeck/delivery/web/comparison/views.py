"""The same work under five engagement models: compare, see the advice, write one into the draft."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.delivery.web.access import actor, page, requires, snapshot, today
from pitchdeck.delivery.web.acting import acting
from pitchdeck.delivery.web.comparison.forms import ScopeForm, when_of
from pitchdeck.features.pitches import actions, queries
from pitchdeck.features.pitches.figures import Comparison, Content, replaceable
from pitchdeck.features.pitches.queries import PitchRow
from pitchdeck.features.portfolio.queries.capacity import free_hours
from pitchdeck.features.sourcing.figures import ENGAGEMENTS

bp = Blueprint("comparison", __name__)

Answer = Response | str | tuple[str, int]
MOST_LINES = 1000


@dataclass(frozen=True, slots=True)
class Desk:
    """A draft on the desk: what it says now, and the form over its scope."""

    pitch: PitchRow
    content: Content
    form: ScopeForm
    replaces: frozenset[int]


@bp.get("/pitches/<handle>/comparison")
@requires("comparison:see")
def show(handle: str) -> str:
    """The comparison as the draft, or its last comparison, suggests it."""
    return _shown(_desk(handle, sent=False))


@bp.post("/pitches/<handle>/comparison")
@requires("comparison:see")
def compare(handle: str) -> Answer:
    """Compare what is typed now. It only calculates: nothing is written."""
    desk = _desk(handle, sent=True)
    if not desk.form.rearranged and not desk.form.validate_on_submit():
        return _shown(desk), 422
    return _shown(desk)


@bp.post("/pitches/<handle>/engagement")
@requires("pitch:edit")
def use(handle: str) -> Answer:
    """Write the chosen model's lines into the draft."""
    desk = _desk(handle, sent=True)
    policy.require("pitch:edit", actor(), desk.pitch.facts)
    if not desk.form.validate_on_submit():
        return _shown(desk), 422
    try:
        return _used(desk)
    except (Conflict, Invalid) as refused:
        desk.form.refusals.append(str(refused))
        return _shown(desk), 409 if isinstance(refused, Conflict) else 422


def _used(desk: Desk) -> Response:
    chosen, scope = request.form.get("use", ""), desk.form.scope(today())
    with acting() as act:
        replaced = actions.use_comparison(
            act.session,
            desk.pitch.key,
            scope,
            chosen,
            replaces=desk.replaces,
            version=desk.form.version.data or 0,
            by=act.by,
            at=act.at,
            today=today(),
        )
        act.location = url_for("drafts.step", handle=desk.pitch.handle, step="cost")
    gone = ", ".join(line.label or line.kind.replace("_", " ") for line in replaced)
    told = f"In the place of: {gone}." if gone else "No line was replaced."
    return act.redirect(f"{ENGAGEMENTS[chosen].name} is written into the draft. {told}")


def _desk(handle: str, *, sent: bool) -> Desk:
    with snapshot() as session:
        pitch = queries.pitch_for(session, handle, actor())
        policy.require("comparison:see", actor(), pitch.facts)
        draft = queries.draft_of(session, pitch.id)
        roles = queries.roles_priced(session, today())
        begins, months = when_of(draft.content)
        free = None if sent else free_hours(session, pitch, begins, months)
    content = draft.content
    if sent:
        return Desk(pitch, content, ScopeForm.sent(content, roles), _ticked(len(content.costs)))
    form = ScopeForm.of(content, roles, version=draft.version, free=free)
    return Desk(pitch, content, form, replaceable(content))


def _ticked(lines: int) -> frozenset[int]:
    """The places of the lines that were ticked to be replaced."""
    typed = request.form.getlist("replaces")[:MOST_LINES]
    places = {f"line-{place}": place for place in range(lines)}
    return frozenset(places[one] for one in typed if one in places)


def _shown(desk: Desk) -> str:
    with snapshot() as session:
        found = _compared(session, desk)
    verdict = policy.may("pitch:edit", actor(), desk.pitch.facts)
    totals = [way.total_minor for way in found.ways if way.lines] if found else []
    facts: dict[str, Any] = {
        "pitch": desk.pitch,
        "content": desk.content,
        "form": desk.form,
        "replaces": desk.replaces,
        "found": found,
        "cheapest": min(totals, default=None),
        "may_use": verdict,
        "models": ENGAGEMENTS,
    }
    return page("comparison/show.html", **facts)


def _compared(session: Session, desk: Desk) -> Comparison | None:
    """The comparison, as soon as the scope can be read."""
    form = desk.form
    filled = all(row["hours"].data for row in form.work.rows)
    readable = form.validate() if request.method == "POST" else filled
    return queries.comparison_of(session, form.scope(today())) if readable else None
