"""The investments that somebody may see, each with its plan beside what happened."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    Integer,
    Select,
    bindparam,
    exists,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.money import exponent
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.models import Commitment, Purse, Resolution
from pitchdeck.features.investments.figures import (
    Cost,
    Evidence,
    Happened,
    Standing,
    minor_of,
    promise_of,
    standing,
    tolerances_of,
)
from pitchdeck.features.investments.models import (
    Investment,
)
from pitchdeck.features.investments.policy import SEES_FUNDED
from pitchdeck.features.investments.queries.happened import HAPPENED
from pitchdeck.features.people.models import Person, Unit
from pitchdeck.features.pitches.figures import FIRST_YEAR
from pitchdeck.features.pitches.models import CoAuthor, Pitch, Revision
from pitchdeck.features.projection import Figure, frozen_figures
from pitchdeck.features.rounds.models import PanelSeat, Round
from pitchdeck.features.strategy.models import Goal, Measure

DEFAULT_READINGS = (3, 6, 12)
"""Months after launch at which readings fall due when a pitch names none."""


@dataclass(frozen=True, slots=True)
class InvestmentRow:
    """An investment with what was promised; money in minor units, `promised` as frozen (major unit)."""

    id: int
    key: str
    state: str
    pitch_id: int
    ref: str
    title: str
    presenter_id: int
    presenter_name: str
    unit_id: int
    unit_name: str
    goal_id: int
    goal_name: str
    goal_priority: int
    measure_id: int
    sponsor_id: int
    sponsor_name: str
    round_key: str
    round_name: str
    chair_id: int
    revision_no: int
    currency: str
    ask_minor: int
    opened_by_id: int
    baseline_on: date
    tolerances: dict[str, Any]
    content: dict[str, Any]
    inputs: str
    figures: str
    promised: dict[str, Figure]

    @property
    def headline_months(self) -> int:
        """How many months of benefits the promise's headline counts."""
        return int(self.content.get("headline_months", FIRST_YEAR))


@dataclass(frozen=True, slots=True)
class Tracked:
    """An investment and where it stands; spent and overrun in minor units."""

    row: InvestmentRow
    standing: Standing
    overrun: int
    today: date

    def minor(self, major: float) -> int:
        """An amount of the standing in minor units of the book currency."""
        return minor_of(major, self.row.currency)

    @property
    def next_due_on(self) -> date | None:
        """When the next reading is due, or the earliest that is missing."""
        return min((each.on for each in self.standing.periods if each.state != "evidenced"), default=None)


_Owner = aliased(Person)
_COLUMNS: tuple[Any, ...] = (
    Investment.id,
    Investment.key,
    Investment.state,
    Investment.pitch_id,
    Pitch.ref,
    Revision.title,
    Pitch.presenter_id,
    Person.name.label("presenter_name"),
    Pitch.unit_id,
    Unit.name.label("unit_name"),
    Revision.goal_id,
    Goal.name.label("goal_name"),
    Goal.priority.label("goal_priority"),
    Revision.measure_id,
    Measure.owner_id.label("sponsor_id"),
    _Owner.name.label("sponsor_name"),
    Round.key.label("round_key"),
    Round.name.label("round_name"),
    Round.chair_id,
    Revision.number.label("revision_no"),
    Revision.currency,
    Revision.ask_minor,
    Investment.opened_by_id,
    Investment.baseline_on,
    Investment.tolerances,
    Revision.content,
    Revision.inputs,
    Revision.figures,
)
ROWS: Select[Any] = (
    select(*_COLUMNS)
    .join_from(Investment, Pitch, Pitch.id == Investment.pitch_id)
    .join(Revision, Revision.id == Investment.revision_id)
    .join(Person, Person.id == Pitch.presenter_id)
    .join(Unit, Unit.id == Pitch.unit_id)
    .join(Goal, Goal.id == Revision.goal_id)
    .join(Measure, Measure.id == Revision.measure_id)
    .join(_Owner, _Owner.id == Measure.owner_id)
    .join(Round, Round.id == Pitch.round_id)
)
_ME: BindParameter[int] = bindparam("actor_id")
_KEPT = ~exists().where(Resolution.commitment_id == Commitment.id, Resolution.committed == 0)
# The SQL twin of policy.sees.
SEEN_BY = or_(
    bindparam("all", type_=Integer) == 1,
    Pitch.presenter_id == _ME,
    exists().where(CoAuthor.pitch_id == Pitch.id, CoAuthor.person_id == _ME),
    exists().where(Revision.pitch_id == Pitch.id, Revision.sponsor_id == _ME).correlate(Pitch),
    exists()
    .where(Revision.pitch_id == Pitch.id, Revision.measure_id == Measure.id, Measure.owner_id == _ME)
    .correlate(Pitch),
    Round.chair_id == _ME,
    exists().where(PanelSeat.round_id == Pitch.round_id, PanelSeat.person_id == _ME),
    exists().where(
        Commitment.pitch_id == Pitch.id,
        Commitment.purse_id == Purse.id,
        or_(Commitment.by_id == _ME, Purse.investor_id == _ME),
        _KEPT,
    ),
)
_SEEN = ROWS.where(SEEN_BY).order_by(Investment.opened_at.desc(), Investment.id.desc())
_ONE = ROWS.where(Investment.key == bindparam("key"))
_IN_STATES = ROWS.where(Investment.state.in_(bindparam("states", expanding=True))).order_by(Investment.id)
_OF_PITCH = ROWS.where(Investment.pitch_id == bindparam("pitch_id"))


def tracked_seen_by(session: Session, actor: Actor, *, today: date) -> tuple[Tracked, ...]:
    """The investments that `investment:see` opens to the actor, the newest first; two statements."""
    found = session.execute(_SEEN, {"actor_id": actor.id, "all": sees_all(actor)})
    return _tracked(session, [_row(row) for row in found], today)


def tracked_of_key(session: Session, key: str, *, today: date) -> Tracked | None:
    """One investment by its key, whoever asks; None when there is none. Two statements."""
    return _first(session, session.execute(_ONE, {"key": key}).all(), today)


def tracked_of_pitch(session: Session, pitch_id: int, *, today: date) -> Tracked | None:
    """The investment of a pitch, whoever asks; None before its first release. Two statements."""
    return _first(session, session.execute(_OF_PITCH, {"pitch_id": pitch_id}).all(), today)


def tracked_in(session: Session, states: Collection[str], *, today: date) -> tuple[Tracked, ...]:
    """All investments in one of the states, the oldest first, whoever asks. At most two statements."""
    rows = [_row(row) for row in session.execute(_IN_STATES, {"states": sorted(states)})]
    return _tracked(session, rows, today) if rows else ()


def sees_all(actor: Actor) -> int:
    """1 when one of the actor's roles reads every funded pitch, for SQL."""
    return int(any(actor.holds(role) for role in SEES_FUNDED))


def _first(session: Session, rows: Iterable[Any], today: date) -> Tracked | None:
    return next(iter(_tracked(session, [_row(row) for row in rows], today)), None)


def _row(row: Any) -> InvestmentRow:
    values = dict(row._mapping)  # noqa: SLF001  # public by its documentation
    values["content"] = values["content"].get("content", {})
    return InvestmentRow(**values, promised=frozen_figures(values["figures"]))


def _tracked(session: Session, rows: list[InvestmentRow], today: date) -> tuple[Tracked, ...]:
    happened: dict[int, list[Any]] = defaultdict(list)
    for fact in session.execute(HAPPENED, {"ids": [row.id for row in rows]}):
        happened[fact.investment_id].append(fact)
    return tuple(_stand(row, happened[row.id], today) for row in rows)


def _stand(row: InvestmentRow, facts: list[Any], today: date) -> Tracked:
    overrun = sum(fact.amount for fact in facts if fact.what == "over")
    happened = Happened(
        baseline=row.baseline_on,
        today=today,
        digits=exponent(row.currency),
        reading_months=tuple(row.content.get("readings") or DEFAULT_READINGS),
        spent=tuple(Cost(fact.since, fact.amount) for fact in facts if fact.what == "spent"),
        worked=tuple(Cost(fact.since, fact.amount) for fact in facts if fact.what == "worked"),
        evidence=tuple(
            Evidence(fact.since, fact.until, fact.amount, fact.method)
            for fact in facts
            if fact.what == "read"
        ),
        open_contracts=sum(fact.amount for fact in facts if fact.what == "contracted"),
        overrun=overrun,
    )
    stands = standing(promise_of(row.inputs, row.figures), happened, tolerances_of(row.tolerances))
    return Tracked(row, stands, overrun, today)
