"""Submitted versions and what they ask."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from pitchdeck.base.errors import NotFound
from pitchdeck.features.people.models import Person
from pitchdeck.features.pitches.figures import Content
from pitchdeck.features.pitches.models import Ask, Revision
from pitchdeck.features.strategy.models import Goal, Measure

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A submitted version as it was frozen; `facts` holds what its pages print besides the content.

    `content` is the requested tier's, which `inputs` and `figures` are of; other tiers are in the facts.
    """

    id: int
    pitch_id: int
    number: int
    title: str
    goal_id: int
    measure_id: int
    sponsor_id: int
    content: Content
    facts: dict[str, Any]
    inputs: str
    figures: str
    engine_version: str
    hash: str
    currency: str
    ask_minor: int
    minimum_minor: int
    submitted_by_id: int
    submitted_at: datetime
    goal_name: str
    goal_priority: int
    measure_name: str
    sponsor_name: str


_REVISION: Rows = (
    select(
        *(Revision.id, Revision.pitch_id, Revision.number, Revision.title, Revision.goal_id),
        *(Revision.measure_id, Revision.sponsor_id, Revision.content, Revision.inputs, Revision.figures),
        *(Revision.engine_version, Revision.hash, Revision.currency, Revision.ask_minor),
        *(Revision.minimum_minor, Revision.submitted_by_id, Revision.submitted_at),
        Goal.name.label("goal_name"),
        Goal.priority.label("goal_priority"),
        Measure.name.label("measure_name"),
        Person.name.label("sponsor_name"),
    )
    .join_from(Revision, Goal, Goal.id == Revision.goal_id)
    .join(Measure, Measure.id == Revision.measure_id)
    .join(Person, Person.id == Revision.sponsor_id)
    .order_by(Revision.number, Revision.id)
)
_ONE = _REVISION.where(Revision.pitch_id == bindparam("pitch_id"), Revision.number == bindparam("number"))
_BY_ID = _REVISION.where(Revision.id == bindparam("id"))
_ALL = _REVISION.where(Revision.pitch_id == bindparam("pitch_id"))
_ASKS: Rows = (
    select(Ask.fiscal_year, Ask.amount)
    .where(Ask.revision_id == bindparam("revision_id"), Ask.tier == bindparam("tier"))
    .order_by(Ask.fiscal_year, Ask.id)
)


def _row(found: Any) -> RevisionRow:
    if found is None:
        raise NotFound
    values = dict(found._mapping)  # noqa: SLF001  # public by its documentation
    document = values["content"]
    return RevisionRow(
        **values | {"content": Content.of_data(document["content"]), "facts": document["facts"]}
    )


def revision_row(session: Session, pitch_id: int, number: int) -> RevisionRow:
    """One submitted version of a pitch; NotFound when there is none of this number."""
    return _row(session.execute(_ONE, {"pitch_id": pitch_id, "number": number}).one_or_none())


def revision_of_id(session: Session, revision_id: int) -> RevisionRow:
    """The submitted version of an id; NotFound when there is none."""
    return _row(session.execute(_BY_ID, {"id": revision_id}).one_or_none())


def revisions_of(session: Session, pitch_id: int) -> tuple[RevisionRow, ...]:
    """Every submitted version of a pitch, the first one first."""
    return tuple(_row(found) for found in session.execute(_ALL, {"pitch_id": pitch_id}))


_BY_TIER: Rows = (
    select(Ask.tier, Ask.fiscal_year, Ask.amount)
    .where(Ask.revision_id == bindparam("revision_id"))
    .order_by(Ask.tier, Ask.fiscal_year, Ask.id)
)


def asks_by_tier(session: Session, revision_id: int) -> dict[str, dict[int, int]]:
    """What each tier of a revision asks of each fiscal year, in minor units; empty years are left out."""
    found: dict[str, dict[int, int]] = {}
    for row in session.execute(_BY_TIER, {"revision_id": revision_id}):
        found.setdefault(row.tier, {})[row.fiscal_year] = row.amount
    return found


def asks_of(session: Session, revision_id: int, tier: str = "requested") -> dict[int, int]:
    """What a tier of a revision asks of each fiscal year, in minor units; empty years are left out."""
    found = session.execute(_ASKS, {"revision_id": revision_id, "tier": tier})
    return {row.fiscal_year: row.amount for row in found}
