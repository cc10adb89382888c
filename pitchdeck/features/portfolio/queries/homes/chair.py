"""What awaits a round's chair: the next stage, with everything that stands in its way, counts only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, select
from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.models import Review
from pitchdeck.features.people.models import Person
from pitchdeck.features.pitches.models import CoAuthor, Pitch, Revision
from pitchdeck.features.portfolio.queries.homes.task import Moment, Part, Task
from pitchdeck.features.portfolio.queries.homes.turns import turns
from pitchdeck.features.rounds.models import PanelSeat, Round
from pitchdeck.features.scoring.models import Recusal, Scorecard
from pitchdeck.features.strategy.models import Measure

Rows = Select[*tuple[Any, ...]]
RUNNING = ("open", "scoring", "deliberation", "funding", "finance_review", "decided")


@dataclass(frozen=True, slots=True)
class Judging:
    """A pitch in a round: how many scorecards of how many needed, and whether finance has said its word."""

    ref: str
    title: str
    state: str
    cards: int
    recused: int
    reviewed: bool


@dataclass(frozen=True, slots=True)
class Running:
    """A round under way: its stage and deadline, its pitches, and who of the panel has not scored."""

    key: str
    name: str
    rolls: bool
    state: str
    quorum: int
    ends_on: date
    late: bool
    pitches: tuple[Judging, ...]
    missing: tuple[str, ...]


_ME = bindparam("me", type_=Person.id.type)
_IDS = bindparam("ids", expanding=True, type_=Round.id.type)
_ROUNDS: Rows = (
    select(
        Round.id,
        Round.key,
        Round.name,
        Round.kind,
        Round.state,
        Round.quorum,
        Round.pitches_close_at,
        Round.scoring_closes_at,
        Round.funding_closes_at,
        Round.decision_on,
    )
    .where(Round.chair_id == _ME, Round.state.in_(RUNNING))
    .order_by(Round.decision_on, Round.id)
)
_OUT = exists().where(Recusal.pitch_id == Pitch.id, Recusal.person_id == Scorecard.investor_id)
_CARDS = (
    select(func.count(Scorecard.id))
    .where(Scorecard.revision_id == Revision.id, ~_OUT.correlate(Pitch, Scorecard))
    .correlate(Revision, Pitch)
    .scalar_subquery()
)
_RECUSED = (
    select(func.count(Recusal.id)).where(Recusal.pitch_id == Pitch.id).correlate(Pitch).scalar_subquery()
)
_REVIEWED = exists().where(Review.revision_id == Revision.id, Review.verdict.in_(("approved", "declined")))
_PITCHES: Rows = (
    select(Pitch.round_id, Pitch.ref, Revision.title, Pitch.state, _CARDS, _RECUSED, _REVIEWED)
    .join_from(Pitch, Revision, and_(Revision.pitch_id == Pitch.id, Revision.number == Pitch.revision_no))
    .where(Pitch.round_id.in_(_IDS), Pitch.state.not_in(("withdrawn", "merged", "redirected")))
    .order_by(Pitch.id)
)
# Who of the panel may score something and has not: never what anybody scored.
_MISSING: Rows = (
    select(PanelSeat.round_id, Person.name)
    .join_from(PanelSeat, Person, Person.id == PanelSeat.person_id)
    .join(Round, Round.id == PanelSeat.round_id)
    .where(
        PanelSeat.round_id.in_(_IDS),
        Round.state == "scoring",
        exists()
        .where(
            Pitch.round_id == PanelSeat.round_id,
            Pitch.state == "in_scoring",
            Pitch.presenter_id != PanelSeat.person_id,
            Revision.pitch_id == Pitch.id,
            Revision.number == Pitch.revision_no,
            Measure.id == Revision.measure_id,
            (Round.conflict_rule == "disclose") | (Measure.owner_id != PanelSeat.person_id),
            ~exists().where(CoAuthor.pitch_id == Pitch.id, CoAuthor.person_id == PanelSeat.person_id),
            ~exists().where(Recusal.pitch_id == Pitch.id, Recusal.person_id == PanelSeat.person_id),
            ~exists().where(
                Scorecard.revision_id == Revision.id, Scorecard.investor_id == PanelSeat.person_id
            ),
        )
        .correlate(PanelSeat, Round),
    )
    .order_by(Person.name, PanelSeat.id)
)


def chairs_home(session: Session, me: Actor, now: Moment) -> Part:
    """The rounds of a chair with their next stage. Three statements, and those of each rolling round."""
    rounds = session.execute(_ROUNDS, {"me": me.id}).all()
    ids = {"ids": [row.id for row in rounds]}
    pitches = session.execute(_PITCHES, ids).all()
    missing = session.execute(_MISSING, ids).all()
    running = tuple(
        _running(
            row,
            [_judging(each) for each in pitches if each[0] == row.id],
            tuple(each.name for each in missing if each.round_id == row.id),
            now,
        )
        for row in rounds
    )
    tasks = [_task(each) for each in running if _ready(each)]
    open_ = [each.key for each in running if each.rolls and not each.late]
    return Part("chair", (*tasks, *turns(session, open_, now)), figures=running)


def _judging(row: Any) -> Judging:
    _round, ref, title, state, cards, recused, reviewed = row
    return Judging(ref, title, state, cards, recused, bool(reviewed))


def _ends_at(row: Any) -> datetime | None:
    return {
        "open": row.pitches_close_at,
        "scoring": row.scoring_closes_at,
        "deliberation": row.scoring_closes_at,
        "funding": row.funding_closes_at,
    }.get(row.state)


def _running(row: Any, pitches: Sequence[Judging], missing: tuple[str, ...], now: Moment) -> Running:
    ends_at = None if row.kind == "rolling" else _ends_at(row)
    ends_on = now.day(ends_at) if ends_at else row.decision_on
    late = ends_at < now.at if ends_at else row.decision_on < now.today
    about = (row.key, row.name, row.kind == "rolling", row.state, row.quorum)
    return Running(*about, ends_on, late, tuple(pitches), missing)


def _ready(round_: Running) -> bool:
    """Whether the chair can go on: the deadline has passed, or nobody is waited for any more."""
    if round_.rolls:  # it has no stage to end before its fiscal year is over
        return round_.late
    states = [pitch.state for pitch in round_.pitches]
    done = {
        "open": False,
        "scoring": bool(states) and not round_.missing,
        "deliberation": True,
        "funding": bool(states) and "in_funding" not in states,
        "finance_review": all(pitch.reviewed for pitch in round_.pitches if pitch.state == "in_review"),
        "decided": True,
    }
    return done[round_.state] or (round_.late and round_.state != "finance_review")


def _task(round_: Running) -> Task:
    return Task(
        "round_rolling" if round_.rolls else f"round_{round_.state}",
        round_.key,
        round_.name,
        15 if round_.state == "deliberation" else 3,
        due=round_.ends_on,
        late=round_.late,
        count=len(round_.pitches),
    )
