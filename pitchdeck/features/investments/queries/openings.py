"""What ran before pitchdeck: openings, their programmes, and whom and what they may name."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Select, bindparam, cast, func, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.errors import NotFound
from pitchdeck.features.funding.models import Fund
from pitchdeck.features.investments.models import (
    Investment,
    Opening,
    OpeningAnswer,
    OpeningPitch,
    OpeningProgramme,
)
from pitchdeck.features.investments.policy import OpeningFacts
from pitchdeck.features.people.models import Person, Unit
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.strategy.models import Goal, Measure

Rows = Select[*tuple[Any, ...]]
_Hand, _Answerer = aliased(Person), aliased(Person)
_MONEY = (
    *(OpeningProgramme.planned, OpeningProgramme.planned_next, OpeningProgramme.planned_third),
    *(OpeningProgramme.committed, OpeningProgramme.released, OpeningProgramme.contracted),
    *(OpeningProgramme.spent, OpeningProgramme.vendor, OpeningProgramme.reference, OpeningProgramme.ends_on),
    OpeningProgramme.benefit,
)


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """Programmes entered together for a fund, and what a second person said to them."""

    id: int
    key: str
    fund_id: int
    fund_key: str
    fund_name: str
    fiscal_year: int
    currency: str
    owner_id: int
    budget: int
    by_id: int
    deputy_id: int | None
    by_name: str
    at: datetime
    verdict: str | None
    answer: str | None
    answered_by: str | None
    answered_at: datetime | None
    count: int
    committed: int
    nature: str


_OF_OPENING = OpeningProgramme.opening_id == Opening.id
_COUNT = select(func.count(OpeningProgramme.id)).where(_OF_OPENING).correlate(Opening).scalar_subquery()
_COMMITTED = (
    select(cast(func.coalesce(func.sum(OpeningProgramme.committed), 0), BigInteger))
    .where(_OF_OPENING)
    .correlate(Opening)
    .scalar_subquery()
)
_ROWS: Rows = (
    select(
        *(Opening.id, Opening.key, Fund.id, Fund.key, Fund.name, Fund.fiscal_year, Fund.currency),
        *(Fund.owner_id, Opening.budget, Opening.by_id, Opening.deputy_id, who_did(Person, _Hand)),
        *(Opening.at, OpeningAnswer.verdict, OpeningAnswer.reason, _Answerer.name, OpeningAnswer.at),
        *(_COUNT, _COMMITTED, Fund.nature),
    )
    .join_from(Opening, Fund, Fund.id == Opening.fund_id)
    .join(Person, Person.id == Opening.by_id)
    .outerjoin(_Hand, _Hand.id == Opening.deputy_id)
    .outerjoin(OpeningAnswer, OpeningAnswer.opening_id == Opening.id)
    .outerjoin(_Answerer, _Answerer.id == OpeningAnswer.by_id)
    .order_by(Opening.id.desc())
)
_ONE = _ROWS.where(Opening.key == bindparam("key"))
_OF_FUND = _ROWS.where(Fund.key == bindparam("fund_key"))
_WAITING = _ROWS.where(OpeningAnswer.id.is_(None)).order_by(None).order_by(Opening.id)


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme as it was entered; `ref` and `investment_key` once it was confirmed."""

    id: int
    title: str
    unit_id: int
    unit_name: str
    presenter_id: int
    presenter_name: str
    measure_id: int
    measure_name: str
    goal_name: str
    sponsor_id: int
    category: str
    planned: int
    planned_next: int
    planned_third: int
    committed: int
    released: int
    contracted: int
    spent: int
    vendor: str
    reference: str
    ends_on: date | None
    benefit: int | None
    ref: str | None
    investment_key: str | None

    def planned_from(self, year: int) -> dict[int, int]:
        """The plan by fiscal year, the fund's own first."""
        return {year: self.planned, year + 1: self.planned_next, year + 2: self.planned_third}


_PROGRAMMES: Rows = (
    select(
        *(OpeningProgramme.id, OpeningProgramme.title, Unit.id, Unit.name, Person.id, Person.name),
        *(Measure.id, Measure.name, Goal.name, Measure.owner_id, OpeningProgramme.category, *_MONEY),
        *(Pitch.ref, Investment.key),
    )
    .join_from(OpeningProgramme, Unit, Unit.id == OpeningProgramme.unit_id)
    .join(Person, Person.id == OpeningProgramme.presenter_id)
    .join(Measure, Measure.id == OpeningProgramme.measure_id)
    .join(Goal, Goal.id == Measure.goal_id)
    .outerjoin(OpeningPitch, OpeningPitch.programme_id == OpeningProgramme.id)
    .outerjoin(Pitch, Pitch.id == OpeningPitch.pitch_id)
    .outerjoin(Investment, Investment.pitch_id == Pitch.id)
    .where(OpeningProgramme.opening_id == bindparam("opening_id"))
    .order_by(OpeningProgramme.position, OpeningProgramme.id)
)
_TITLES = (
    select(OpeningProgramme.title)
    .join(Opening, Opening.id == OpeningProgramme.opening_id)
    .outerjoin(OpeningAnswer, OpeningAnswer.opening_id == Opening.id)
    .where(
        Opening.fund_id == bindparam("fund_id"),
        func.coalesce(OpeningAnswer.verdict, "waits") != "declined",
    )
)
_OF_PITCH = (
    _ROWS.join(OpeningProgramme, OpeningProgramme.opening_id == Opening.id)
    .join(OpeningPitch, OpeningPitch.programme_id == OpeningProgramme.id)
    .where(OpeningPitch.pitch_id == bindparam("pitch_id"))
)


def opening_of_key(session: Session, key: str) -> OpeningRow:
    """The opening of a key; NotFound when there is none."""
    row = session.execute(_ONE, {"key": key}).one_or_none()
    if row is None:
        raise NotFound
    return OpeningRow(*row)


def openings_of_fund(session: Session, fund_key: str) -> tuple[OpeningRow, ...]:
    """What was entered for a fund, newest first."""
    return tuple(OpeningRow(*row) for row in session.execute(_OF_FUND, {"fund_key": fund_key}))


def openings_waiting(session: Session) -> tuple[OpeningRow, ...]:
    """What waits for its second person, the oldest first."""
    return tuple(OpeningRow(*row) for row in session.execute(_WAITING))


def programmes_of(session: Session, opening_id: int) -> tuple[ProgrammeRow, ...]:
    """The programmes of an opening in their order."""
    return tuple(ProgrammeRow(*row) for row in session.execute(_PROGRAMMES, {"opening_id": opening_id}))


def facts_of_opening(row: OpeningRow, programmes: Iterable[ProgrammeRow]) -> OpeningFacts:
    """What the rules of an answer look at."""
    near = {person for each in programmes for person in (each.presenter_id, each.sponsor_id)}
    return OpeningFacts(row.by_id, row.deputy_id, frozenset({*near, row.owner_id}), row.verdict is None)


def titles_entered(session: Session, fund_id: int) -> frozenset[str]:
    """The titles of programmes that were entered for a fund and not declined, folded."""
    return frozenset(title.casefold() for title in session.execute(_TITLES, {"fund_id": fund_id}).scalars())


def opening_of_pitch(session: Session, pitch_id: int) -> OpeningRow | None:
    """The opening by which a programme entered that ran before pitchdeck; None for every other pitch."""
    row = session.execute(_OF_PITCH, {"pitch_id": pitch_id}).one_or_none()
    return None if row is None else OpeningRow(*row)


@dataclass(frozen=True, slots=True)
class Named:
    """Something that an entry may name: every way to name it, and how it reads in a choice."""

    id: int
    key: str
    label: str
    names: tuple[str, ...]
    person_id: int | None = None
    goal: str = ""
    """The sponsor and the goal, of a measure."""


@dataclass(frozen=True, slots=True)
class Nameable:
    """The units, people and measures of the organisation."""

    units: tuple[Named, ...]
    people: tuple[Named, ...]
    measures: tuple[Named, ...]


_UNITS: Rows = select(Unit.id, Unit.key, Unit.name).order_by(Unit.name, Unit.id)
_PEOPLE: Rows = (
    select(Person.id, Person.key, Person.name, Person.email)
    .where(Person.active == True)  # noqa: E712  # a SQL comparison
    .order_by(Person.name, Person.id)
)
_MEASURES: Rows = (
    select(Measure.id, Measure.key, Measure.name, Goal.name, Measure.owner_id)
    .join(Goal, Goal.id == Measure.goal_id)
    .order_by(Goal.priority, Goal.id, Measure.name, Measure.id)
)


_OWN_UNIT = select(Person.unit_id == Fund.unit_id).where(
    Person.id == Fund.owner_id, Fund.id == bindparam("fund_id")
)


def owner_is_of_its_unit(session: Session, fund_id: int) -> bool:
    """Whether the owner of a fund belongs to the unit whose money it is."""
    return bool(session.execute(_OWN_UNIT, {"fund_id": fund_id}).scalar_one())


def nameable(session: Session) -> Nameable:
    """What the entries of an opening may name. Three statements."""
    return Nameable(
        tuple(Named(row[0], row[1], row[2], (row[1], row[2])) for row in session.execute(_UNITS)),
        tuple(
            Named(row[0], row[1], f"{row[2]} ({row[3]})", (row[1], row[3], row[2]))
            for row in session.execute(_PEOPLE)
        ),
        tuple(
            Named(key, made, f"{goal}: {name}", (made, f"{goal}: {name}", name), owner, goal)
            for key, made, name, goal, owner in session.execute(_MEASURES)
        ),
    )


def by_name(things: Iterable[Named]) -> Mapping[str, Named]:
    """Things by each of their names, folded; a name that several share names none of them."""
    pairs = [(name.casefold(), each) for each in things for name in dict.fromkeys(each.names) if name]
    several = Counter(name for name, _each in pairs)
    return {name: each for name, each in pairs if several[name] == 1}
