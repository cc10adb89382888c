"""Lists of pitches: what a viewer may see, in pages of a fixed number of statements."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, exists, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.policy import Actor
from pitchdeck.features.people.models import Person, Unit
from pitchdeck.features.pitches.models import CoAuthor, Pitch, Revision
from pitchdeck.features.pitches.policy import PRIVATE, SEE_ALL_SUBMITTED
from pitchdeck.features.rounds.models import PanelSeat, Round
from pitchdeck.features.rounds.queries import CALLED
from pitchdeck.features.strategy.models import Claim, Goal, Measure

Rows = Select[*tuple[Any, ...]]
PAGE = 25


@dataclass(frozen=True, slots=True)
class PitchLine:
    """A pitch in a list, with its stored totals in minor units."""

    id: int
    key: str
    ref: str | None
    state: str
    title: str
    presenter_id: int
    presenter_name: str
    unit_name: str
    round_key: str | None
    round_name: str | None
    ask_minor: int
    time_minor: int
    roi_pct: float | None
    roi_months: int
    payback_months: float | None
    changed_at: datetime
    submitted_at: datetime | None
    goal_name: str | None

    @property
    def handle(self) -> str:
        """What addresses name it by."""
        return self.ref or self.key


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list; `older` is what the next page is asked for with, None on the last."""

    lines: tuple[PitchLine, ...]
    older: str | None


def visible() -> ColumnElement[bool]:
    """The SQL twin of `pitch:see`: the same answer for every pitch and person, tested equal."""
    near = or_(
        Pitch.presenter_id == bindparam("me"),
        exists().where(CoAuthor.pitch_id == Pitch.id, CoAuthor.person_id == bindparam("me")),
        exists().where(
            Claim.pitch_key == Pitch.key,
            Claim.measure_id == Measure.id,
            Measure.owner_id == bindparam("me"),
        ),
        bindparam("leads_all") == 1,
        Pitch.unit_id.in_(bindparam("led", expanding=True)),
    )
    in_the_round = or_(
        Round.chair_id == bindparam("me"),
        exists().where(PanelSeat.round_id == Pitch.round_id, PanelSeat.person_id == bindparam("me")),
        bindparam("sees_submitted") == 1,
        and_(bindparam("views") == 1, Pitch.state == "funded"),
    )
    return or_(near, and_(Pitch.state.not_in(sorted(PRIVATE)), Pitch.revision_no > 0, in_the_round))


def scope(viewer: Actor) -> dict[str, Any]:
    """What `visible` asks of a viewer: who they are, which units they lead, what their roles open."""
    led = [grant.units for grant in viewer.grants if grant.role == "lead"]
    return {
        "me": viewer.id,
        "leads_all": int(None in led),
        "led": sorted({unit for units in led if units is not None for unit in units}),
        "sees_submitted": int(any(viewer.holds(role) for role in SEE_ALL_SUBMITTED)),
        "views": int(viewer.holds("viewer")),
    }


_PRESENTER = aliased(Person)
_LINES: Rows = (
    select(
        *(Pitch.id, Pitch.key, Pitch.ref, Pitch.state, Pitch.title, Pitch.presenter_id),
        _PRESENTER.name.label("presenter_name"),
        Unit.name.label("unit_name"),
        case((CALLED, Round.key)).label("round_key"),
        case((CALLED, Round.name)).label("round_name"),
        *(Pitch.ask_minor, Pitch.time_minor, Pitch.roi_pct, Pitch.roi_months),
        *(Pitch.payback_months, Pitch.changed_at),
        Revision.submitted_at,
        Goal.name.label("goal_name"),
    )
    .join_from(Pitch, _PRESENTER, _PRESENTER.id == Pitch.presenter_id)
    .join(Unit, Unit.id == Pitch.unit_id)
    .outerjoin(Revision, (Revision.pitch_id == Pitch.id) & (Revision.number == Pitch.revision_no))
    .outerjoin(Goal, Goal.id == Revision.goal_id)
    .outerjoin(Round, Round.id == Pitch.round_id)
)
_MINE = _LINES.where(
    or_(
        Pitch.presenter_id == bindparam("me"),
        exists().where(CoAuthor.pitch_id == Pitch.id, CoAuthor.person_id == bindparam("me")),
    )
).order_by(Pitch.id.desc())
_TURNED = aliased(Pitch)
_BEFORE = func.coalesce(
    select(_TURNED.id).where(_TURNED.key == bindparam("before")).scalar_subquery(), literal(2**62)
)
_SEEN = _LINES.where(visible(), Pitch.id < _BEFORE).order_by(Pitch.id.desc()).limit(bindparam("limit"))
_TO_SCREEN = _LINES.where(
    Pitch.state == "submitted",
    or_(bindparam("leads_all") == 1, Pitch.unit_id.in_(bindparam("led", expanding=True))),
).order_by(Revision.submitted_at, Pitch.id)
_IN_ROUND = _LINES.where(visible(), Pitch.round_id == bindparam("round_id")).order_by(Pitch.id)


def pitches_of(session: Session, person_id: int) -> tuple[PitchLine, ...]:
    """The pitches that a person presents or writes with others, newest first."""
    return _lines(session, _MINE, {"me": person_id})


def pitches_to_screen(session: Session, lead: Actor) -> tuple[PitchLine, ...]:
    """The submitted pitches of the units that this person leads, the longest waiting first."""
    asked = scope(lead)
    return _lines(session, _TO_SCREEN, {"leads_all": asked["leads_all"], "led": asked["led"]})


def pitches_in_round(session: Session, round_id: int, viewer: Actor) -> tuple[PitchLine, ...]:
    """The pitches of a round that this person may see, in the order in which they were written."""
    return _lines(session, _IN_ROUND, scope(viewer) | {"round_id": round_id})


def pitches_seen_by(session: Session, viewer: Actor, *, before: str = "", size: int = PAGE) -> Page:
    """A page of all pitches that this person may see, newest first; `before` is the last page's `older`.

    What is no key of a pitch begins at the newest.
    """
    asked = scope(viewer) | {"before": before, "limit": size + 1}
    lines = _lines(session, _SEEN, asked)
    return Page(lines[:size], lines[size - 1].key if len(lines) > size else None)


def _lines(session: Session, statement: Rows, asked: dict[str, Any]) -> tuple[PitchLine, ...]:
    return tuple(PitchLine(*row) for row in session.execute(statement, asked))
