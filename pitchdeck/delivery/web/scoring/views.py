"""Scoring: what waits, and one screen per pitch."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from flask import Blueprint, current_app, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from pitchdeck.base import policy
from pitchdeck.base.errors import Invalid
from pitchdeck.base.money import to_minor
from pitchdeck.delivery.web import filters
from pitchdeck.delivery.web.access import actor, organisation, page, reading, requires, snapshot
from pitchdeck.delivery.web.acting import Acting, acting
from pitchdeck.delivery.web.scoring.forms import Scorecard, scorecard
from pitchdeck.features.funding.figures.checking import Numbers
from pitchdeck.features.funding.queries import numbers_of
from pitchdeck.features.pitches import queries as pitches
from pitchdeck.features.pitches.figures import Settings
from pitchdeck.features.pitches.queries import PitchRow, RevisionRow
from pitchdeck.features.rounds.queries import CriterionRow, criteria
from pitchdeck.features.scoring import actions, queries
from pitchdeck.features.scoring.queries import CardRow, ToScore
from pitchdeck.features.strategy.queries import MeasureRow, measure_row

bp = Blueprint("scoring", __name__)

Item = tuple[str, str | None, str | None, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the screen of one pitch shows."""

    pitch: PitchRow
    revision: RevisionRow
    measure: MeasureRow
    asks: dict[int, int]
    criteria: tuple[CriterionRow, ...]
    own: CardRow | None
    closes_at: datetime
    waiting: tuple[ToScore, ...]
    sponsoring: bool
    numbers: Numbers


@bp.get("/scoring")
@requires("pitch:list_to_score")
def index() -> str:
    """What waits for my score, and what I may still change."""
    with reading() as session:
        waiting = queries.to_score(session, actor().id, at=datetime.now(UTC))
        scored = queries.scored_by(session, actor().id)
    return page("scoring/index.html", waiting=waiting, scored=scored, minutes=_minutes(waiting))


@bp.get("/pitches/<handle>/scorecard")
@requires("pitch:score")
def show(handle: str) -> str:
    """Facts above, scales below."""
    sheet = _sheet(handle)
    return _screen(sheet, scorecard(sheet.criteria, sheet.own))


@bp.post("/pitches/<handle>/scorecard")
@requires("pitch:score")
def score(handle: str) -> Response | tuple[str, int]:
    """Keep the card, and go on to the next pitch."""
    sheet = _sheet(handle)
    form = scorecard(sheet.criteria)
    if not form.validate_on_submit():
        return _screen(sheet, form), 422
    try:
        with acting() as act:
            given, sentence = form.given(), form.sentence.data or ""
            actions.score(act.session, sheet.pitch.key, scores=given, sentence=sentence, by=act.by, at=act.at)
            message = _onward(act, sheet.pitch)
    except Invalid as refused:
        form.absorb(refused)
        return _screen(sheet, form), 422
    return act.redirect(message)


def _onward(act: Acting, pitch: PitchRow) -> str:
    """Where the act leads, and what it says: to the others' scores, the next pitch, or the list."""
    waiting = queries.to_score(act.session, act.by.id, at=act.at)
    if request.form.get("then") == "compare":
        act.location = url_for("pitches.show", handle=pitch.handle, _anchor="scores")
    elif waiting:
        act.location = url_for("scoring.show", handle=waiting[0].ref)
    else:
        act.location = url_for("scoring.index")
    more = f"{len(waiting)} more to go." if waiting else "That was the last one: thank you."
    return f"Scored {pitch.ref}. {more}"


def _minutes(waiting: tuple[ToScore, ...]) -> int:
    return sum(row.minutes for row in waiting)


def _sheet(handle: str) -> Sheet:
    """The pitch with its frozen figures; NotFound when it is not open, NotAllowed when not to be scored."""
    with snapshot() as session:
        pitch = pitches.pitch_for(session, handle, actor())
        now = datetime.now(UTC)
        facts = queries.facts_for_score(session, pitch.key, actor(), at=now)
        policy.require("pitch:score", actor(), facts)
        revision = pitches.revision_row(session, pitch.id, pitch.revision_no)
        asks = pitches.asks_of(session, revision.id)
        return Sheet(
            pitch,
            revision,
            measure_row(session, revision.measure_id),
            asks,
            criteria(session, facts.round_id),
            queries.own_card(session, revision.id, actor().id),
            facts.scoring_closes_at,
            queries.to_score(session, actor().id, at=now),
            facts.sponsor,
            _numbers(session, revision, asks),
        )


def _numbers(session: Session, revision: RevisionRow, asks: dict[int, int]) -> Numbers:
    """What finance said to the numbers before scoring opened."""
    given = (revision.pitch_id, revision.content, Settings(**revision.facts["settings"]), asks)
    return numbers_of(session, *given, quote_above=organisation().quote_above)


def _screen(sheet: Sheet, form: Scorecard) -> str:
    return page(
        "scoring/show.html",
        form=form,
        sheet=sheet,
        items=_items(sheet.revision),
        compared=pitches.compared_revision(sheet.revision),
        minutes=_minutes(sheet.waiting),
        recusal_url=_recusal(sheet.pitch),
    )


def _recusal(pitch: PitchRow) -> str:
    """Where a conflict is declared; nothing in an app without the money's area."""
    if "funding.recusal" not in current_app.view_functions:
        return ""
    return url_for("funding.recusal", handle=pitch.handle)


def _items(revision: RevisionRow) -> list[Item]:
    """The figures as the revision froze them, for the strip; a withheld one says why."""
    figures: dict[str, dict[str, str]] = json.loads(revision.figures)
    people = _figure(figures, "total_time_cost", lambda value: _money(value, revision))
    items: list[Item] = [
        ("Ask", filters.money(revision.ask_minor, revision.currency), None, "budget cost, all years"),
        ("People's time", *people, "over the horizon"),
    ]
    if revision.content.benefits:
        cashable, why = _figure(figures, "cashable_roi_net_pct", filters.percentage)
        span = filters.window(revision.content.headline_months)
        half = f"cashable alone {cashable or filters.reason(why)}"
        items += [
            (f"ROI, {span}", *_figure(figures, "roi_net_pct", filters.percentage), half),
            ("Payback", *_figure(figures, "payback_months", filters.months), "from approval"),
            (
                "Break-even",
                *_figure(figures, "breakeven_benefit_fraction", filters.percent),
                "of the benefit",
            ),
        ]
    return items


def _figure(figures: dict[str, dict[str, str]], name: str, shown: Any) -> tuple[str | None, str | None]:
    stated = figures.get(name, {"reason": "no_benefit"})
    return (shown(Decimal(stated["value"])), None) if "value" in stated else (None, stated["reason"])


def _money(value: Decimal, revision: RevisionRow) -> str:
    return filters.money_short(to_minor(value, revision.currency), revision.currency)
