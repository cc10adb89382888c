"""Writing a pitch: creating it and saving its draft step by step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from pitchdeck.base import history, outbox, policy
from pitchdeck.base.errors import Conflict, Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.people.queries import the_organisation
from pitchdeck.features.pitches import queries
from pitchdeck.features.pitches.figures import (
    ADOPTION,
    READINGS,
    BenefitRow,
    CostRow,
    benefit_of,
    costs_of,
    keeping_tiers,
    levels_of,
)
from pitchdeck.features.pitches.models import BenefitLine, CoAuthor, CostLine, Draft, Pitch
from pitchdeck.features.pitches.policy import NewPitchFacts

FIELDS_OF_STEP: Mapping[str, frozenset[str]] = {
    "start": frozenset({"title", "template", "start_on", "source"}),
    "problem": frozenset({"title", "measure_id", "problem", "nothing_minor", "cause"}),
    "solution": frozenset({"solution", "audience", "people", "hours_each", "launch_month", "engagement"}),
    "cost": frozenset({"nothing_else"}),
    "benefit": frozenset(),
    "proof": frozenset(
        {"level_1", "level_2", "level_3", "readings", "isolation_plan", "risk", "risk_answer", "stop_rule"}
    ),
    "send": frozenset({"minimum_minor"}),
}
"""The fields that each step may save; cost and benefit lines come as a whole with their own step."""


LEVELS = ("level_1", "level_2", "level_3")


@dataclass(frozen=True, slots=True)
class StepValues:
    """What a step saves: its own fields, and its lines when the step has some (None leaves them)."""

    fields: Mapping[str, Any]
    costs: tuple[CostRow, ...] | None = None
    benefits: tuple[BenefitRow, ...] | None = None


def create_pitch(
    session: Session,
    *,
    title: str,
    unit_id: int,
    by: Actor,
    at: datetime,
    template: str = "blank",
    start_on: date | None = None,
) -> Pitch:
    """Start a pitch with nothing but a title; its template lays out the first benefit line."""
    policy.require("pitch:create", by, NewPitchFacts(unit_id))
    if not title:
        raise Invalid({"title": "A draft needs a title, nothing more. Enter one."})
    house = the_organisation(session)
    if template in house.templates_off:
        raise Invalid({"template": "This template is not on offer any more. Choose another."})
    pitch = Pitch(
        key=new_key(),
        state="draft",
        title=title,
        presenter_id=by.id,
        unit_id=unit_id,
        revision_no=0,
        ask_minor=0,
        time_minor=0,
        created_at=at,
        changed_at=at,
    )
    session.add(pitch)
    session.flush()
    session.add(
        Draft(
            pitch_id=pitch.id,
            version=1,
            saved_at=at,
            template=template,
            title=title,
            start_on=start_on or _first_of_next_month(house.day(at)),
            readings=list(READINGS),
            **dict(zip(LEVELS, levels_of(template), strict=True)),
        )
    )
    session.flush()
    line = _first_line(session, template)
    replace_benefits(session, pitch.id, (line,) if line else ())
    replace_costs(session, pitch.id, costs_of(template, **queries.development_rate(session)))
    history.record(session, ("pitch", pitch.key), "created", by=by, at=at, states=(None, "draft"))
    return pitch


def _first_of_next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def save_draft(
    session: Session,
    key: str,
    step: str,
    values: StepValues,
    *,
    version: int,
    by: Actor,
    at: datetime,
) -> int:
    """Save one step of a draft and return its new version; writes no history.

    Conflict when the draft was saved by someone else since `version`: nothing is written.
    Invalid for an empty title. A field that is not the step's own is a programming error (KeyError).
    """
    pitch = queries.pitch_to_change(session, key)
    policy.require("pitch:edit", by, queries.pitch_of_id(session, pitch.id).facts)
    strange = set(values.fields) - FIELDS_OF_STEP[step]
    if strange:
        raise KeyError(f"The step {step} saves no {', '.join(sorted(strange))}.")
    if values.fields.get("title") == "":
        raise Invalid({"title": "A draft needs a title. Enter one."})
    draft = queries.draft_to_change(session, pitch.id)
    if draft.version != version:
        raise Conflict("Somebody saved this draft while you were writing. Both texts are kept: compare them.")
    _start_lines_of(session, pitch.id, draft, values.fields)
    for name, value in values.fields.items():
        setattr(draft, name, value)
    pitch.title, pitch.changed_at = draft.title, at
    draft.version, draft.saved_at = version + 1, at
    session.flush()
    _replace_lines(session, pitch.id, values)
    owe_charts(session, pitch.key, at)
    return draft.version


def _replace_lines(session: Session, pitch_id: int, values: StepValues) -> None:
    """Write a step's lines, with the tiers of the lines that they were: their step does not show those."""
    if values.costs is None and values.benefits is None:
        return
    before = queries.draft_of(session, pitch_id).content
    if values.costs is not None:
        replace_costs(session, pitch_id, keeping_tiers(values.costs, before.costs))
    if values.benefits is not None:
        replace_benefits(session, pitch_id, keeping_tiers(values.benefits, before.benefits))


def owe_charts(session: Session, key: str, at: datetime) -> None:
    """Owe the draft's charts: once for all saves of a quarter of a minute, as it stands at its end."""
    begun = at.replace(second=at.second - at.second % 15, microsecond=0)
    facts, due = {"pitch": key}, begun + timedelta(seconds=15)
    outbox.owe(session, "charts", facts, at=at, due_at=due, key=f"charts {key} {due:%Y-%m-%dT%H:%M:%S}")


def _first_line(session: Session, template: str) -> BenefitRow | None:
    """The benefit line with which a template starts, by the defaults of today."""
    adoption = the_organisation(session).standards["adoption"].value
    return benefit_of(template, adoption=ADOPTION[0] if adoption is None else adoption)


def _start_lines_of(session: Session, pitch_id: int, draft: Draft, fields: Mapping[str, Any]) -> None:
    """Another template brings its lines and targets, as far as nobody has written others."""
    template = fields.get("template", draft.template)
    line = _first_line(session, template)
    if template == draft.template or line is None:
        return
    present = queries.draft_of(session, pitch_id).content
    if present.benefits in ((), (_first_line(session, draft.template),)):
        replace_benefits(session, pitch_id, (line,))
    rate = queries.development_rate(session)
    if present.costs in ((), costs_of(draft.template, **rate)):
        replace_costs(session, pitch_id, costs_of(template, **rate))
    if (draft.level_1, draft.level_2, draft.level_3) in {("", "", ""), levels_of(draft.template)}:
        draft.level_1, draft.level_2, draft.level_3 = levels_of(template)


def replace_costs(session: Session, pitch_id: int, lines: tuple[CostRow, ...]) -> None:
    """Write the draft's lines of cost in the place of those that it has."""
    session.execute(delete(CostLine).where(CostLine.pitch_id == pitch_id, CostLine.revision_no == 0))
    write_costs(session, pitch_id, 0, lines)


def replace_benefits(session: Session, pitch_id: int, lines: tuple[BenefitRow, ...]) -> None:
    """Write the draft's lines of benefit in the place of those that it has."""
    session.execute(delete(BenefitLine).where(BenefitLine.pitch_id == pitch_id, BenefitLine.revision_no == 0))
    write_benefits(session, pitch_id, 0, lines)


def write_costs(session: Session, pitch_id: int, number: int, lines: tuple[CostRow, ...]) -> None:
    """Write the lines of cost of the draft (number 0) or of a revision, in their order."""
    rows = [
        {
            "pitch_id": pitch_id,
            "revision_no": number,
            "position": place,
            "kind": line.kind,
            "category": line.category,
            "label": line.label,
            "terms": dict(line.terms),
            "source": line.source,
            "tiers": dict(line.tiers),
        }
        for place, line in enumerate(lines)
    ]
    if rows:
        session.execute(insert(CostLine), rows)


def write_benefits(session: Session, pitch_id: int, number: int, lines: tuple[BenefitRow, ...]) -> None:
    """Write the lines of benefit of the draft (number 0) or of a revision, in their order."""
    rows = [
        {
            "pitch_id": pitch_id,
            "revision_no": number,
            "position": place,
            "kind": line.kind,
            "label": line.label,
            "measure_id": line.measure_id,
            "terms": dict(line.terms),
            "source": line.source,
            "tiers": dict(line.tiers),
        }
        for place, line in enumerate(lines)
    ]
    if rows:
        session.execute(insert(BenefitLine), rows)


def add_co_author(session: Session, key: str, *, person_id: int, by: Actor, at: datetime) -> None:
    """Let a colleague write too; their conflicts count as the presenter's do. Invalid for an author."""
    pitch = queries.pitch_to_change(session, key)
    facts = queries.pitch_of_id(session, pitch.id).facts
    policy.require("pitch:edit", by, facts)
    if person_id in facts.author_ids:
        raise Invalid({"person": "This person writes this pitch already."})
    session.add(CoAuthor(pitch_id=pitch.id, person_id=person_id))
    session.flush()
    detail = {"person_id": person_id}
    history.record(session, ("pitch", pitch.key), "co_author_added", by=by, at=at, detail=detail)
