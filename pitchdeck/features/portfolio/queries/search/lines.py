"""What a result shows of its row; whoever may not see the row does not get it from here either."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.policy import Actor
from pitchdeck.features.investments.models import Investment
from pitchdeck.features.investments.queries.standings import SEEN_BY, sees_all
from pitchdeck.features.people.models import Person, Unit
from pitchdeck.features.pitches.models import Draft, Pitch, Revision
from pitchdeck.features.pitches.queries import scope, visible
from pitchdeck.features.rounds.models import Round
from pitchdeck.features.strategy.models import Goal, Measure

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class PitchFound:
    """A pitch or, with a `state` of its own, the investment that it became; the ask in minor units."""

    row_id: int
    key: str
    ref: str | None
    state: str
    title: str
    presenter_id: int
    presenter_name: str
    sponsor_name: str | None
    unit_name: str
    goal_name: str | None
    ask_minor: int

    @property
    def handle(self) -> str:
        """What addresses name a pitch by."""
        return self.ref or self.key


@dataclass(frozen=True, slots=True)
class GoalFound:
    """A goal with its unit and owner."""

    row_id: int
    key: str
    name: str
    priority: int
    unit_name: str
    owner_name: str


@dataclass(frozen=True, slots=True)
class PersonFound:
    """A person as the list of people shows them."""

    row_id: int
    key: str
    name: str
    title: str
    unit_name: str | None


_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_Sponsor, _Goal, _Measure = aliased(Person), aliased(Goal), aliased(Measure)


def _names(statement: Rows) -> Rows:
    return (
        statement.join(Person, Person.id == Pitch.presenter_id)
        .join(Unit, Unit.id == Pitch.unit_id)
        .outerjoin(Draft, Draft.pitch_id == Pitch.id)
        .outerjoin(_Measure, _Measure.id == Draft.measure_id)
        .outerjoin(_Sponsor, _Sponsor.id == func.coalesce(Revision.sponsor_id, _Measure.owner_id))
        .outerjoin(_Goal, _Goal.id == func.coalesce(Revision.goal_id, _Measure.goal_id))
        .outerjoin(Round, Round.id == Pitch.round_id)
    )


_SHOWN = (
    *(Pitch.title, Pitch.presenter_id, Person.name.label("presenter_name")),
    *(_Sponsor.name.label("sponsor_name"), Unit.name.label("unit_name"), _Goal.name.label("goal_name")),
)
_PITCHES: Rows = _names(
    select(Pitch.id, Pitch.key, Pitch.ref, Pitch.state, *_SHOWN, Pitch.ask_minor)
    .select_from(Pitch)
    .outerjoin(Revision, (Revision.pitch_id == Pitch.id) & (Revision.number == Pitch.revision_no))
).where(Pitch.id.in_(_IDS), visible())
_INVESTMENTS: Rows = _names(
    select(Pitch.id, Investment.key, Pitch.ref, Investment.state, *_SHOWN, Revision.ask_minor)
    .select_from(Investment)
    .join(Pitch, Pitch.id == Investment.pitch_id)
    .join(Revision, Revision.id == Investment.revision_id)
).where(Pitch.id.in_(_IDS), SEEN_BY)
_Owner = aliased(Person)
_GOALS: Rows = (
    select(Goal.id, Goal.key, Goal.name, Goal.priority, Unit.name, _Owner.name)
    .join(Unit, Unit.id == Goal.unit_id)
    .join(_Owner, _Owner.id == Goal.owner_id)
    .where(Goal.id.in_(_IDS))
)
_PEOPLE: Rows = (
    select(Person.id, Person.key, Person.name, Person.title, Unit.name)
    .outerjoin(Unit, Unit.id == Person.unit_id)
    .where(Person.id.in_(_IDS))
)


def pitch_lines(session: Session, ids: Sequence[int], viewer: Actor) -> dict[int, PitchFound]:
    """Those of the pitches that `pitch:see` opens, by id."""
    rows = session.execute(_PITCHES, {"ids": ids, **scope(viewer)})
    return {row.id: PitchFound(*row) for row in rows}


def investment_lines(session: Session, ids: Sequence[int], viewer: Actor) -> dict[int, PitchFound]:
    """Those of the investments that `investment:see` opens, by the id of their pitch."""
    rows = session.execute(_INVESTMENTS, {"ids": ids, "actor_id": viewer.id, "all": sees_all(viewer)})
    return {row.id: PitchFound(*row) for row in rows}


def goal_lines(session: Session, ids: Sequence[int], _viewer: Actor) -> dict[int, GoalFound]:
    """Goals by id: they are open to everybody."""
    return {row.id: GoalFound(*row) for row in session.execute(_GOALS, {"ids": ids})}


def person_lines(session: Session, ids: Sequence[int], _viewer: Actor) -> dict[int, PersonFound]:
    """People by id, for whoever may list them."""
    return {row.id: PersonFound(*row) for row in session.execute(_PEOPLE, {"ids": ids})}
