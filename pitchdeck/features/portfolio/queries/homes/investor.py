"""What awaits people who judge and commit, in the order of the phone: score, commit, look."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.models import Account, Commitment, Purse, Standby, StandbyEnd
from pitchdeck.features.funding.queries import PurseBar, purses_of
from pitchdeck.features.investments.queries import Tracked
from pitchdeck.features.people.models import Person
from pitchdeck.features.pitches.models import CoAuthor, Pitch
from pitchdeck.features.portfolio.queries.homes.gates import gates_to_decide
from pitchdeck.features.portfolio.queries.homes.supplements import more_to_pay
from pitchdeck.features.portfolio.queries.homes.task import Moment, Part, Task
from pitchdeck.features.rounds.models import Round
from pitchdeck.features.scoring.models import Recusal
from pitchdeck.features.scoring.queries import ToScore, to_score

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Invested:
    """The investor's purses, and what they funded."""

    purses: tuple[PurseBar, ...]
    funded: tuple[Tracked, ...]


_ME = bindparam("me", type_=Person.id.type)
_FREE = (
    select(func.coalesce(func.sum(Account.balance), 0))
    .join(Purse, Purse.id == Account.purse_id)
    .where(Purse.round_id == Round.id, Purse.investor_id == _ME)
    .correlate(Round)
    .scalar_subquery()
)
_TO_COMMIT: Rows = (
    select(Round.key, Round.name, Round.funding_closes_at, func.count(Pitch.id), _FREE, Round.kind)
    .join_from(Round, Pitch, Pitch.round_id == Round.id)
    .where(
        Round.state == "funding",
        Pitch.state == "in_funding",
        exists().where(Purse.round_id == Round.id, Purse.investor_id == _ME),
        Pitch.presenter_id != _ME,
        ~exists().where(CoAuthor.pitch_id == Pitch.id, CoAuthor.person_id == _ME),
        ~exists().where(Recusal.pitch_id == Pitch.id, Recusal.person_id == _ME, Recusal.kind == "personal"),
    )
    .group_by(Round.id, Round.key, Round.name, Round.funding_closes_at, Round.kind)
    .order_by(Round.funding_closes_at, Round.id)
)
_ROOM: Rows = (
    select(Pitch.ref, Pitch.title, Standby.amount, StandbyEnd.at, Round.funding_closes_at)
    .join_from(Standby, StandbyEnd, StandbyEnd.standby_id == Standby.id)
    .join(Pitch, Pitch.id == Standby.pitch_id)
    .join(Purse, Purse.id == Standby.purse_id)
    .join(Round, Round.id == Purse.round_id)
    .where(
        Standby.by_id == _ME,
        StandbyEnd.outcome == "told",
        Round.state == "funding",
        Pitch.state == "in_funding",
        ~exists().where(
            Commitment.pitch_id == Standby.pitch_id,
            Commitment.by_id == Standby.by_id,
            Commitment.at >= Standby.at,
        ),
        ~exists().where(Recusal.pitch_id == Pitch.id, Recusal.person_id == _ME),
    )
    .order_by(StandbyEnd.at, Standby.id)
)
_FUNDED = select(Commitment.pitch_id).where(Commitment.by_id == _ME).distinct()


def investors_home(session: Session, me: Actor, tracked: tuple[Tracked, ...], now: Moment) -> Part:
    """Pitches to score and to commit to, purses, and what was funded. Nine statements."""
    scores = to_score(session, me.id, at=now.at)
    open_rounds = session.execute(_TO_COMMIT, {"me": me.id}).all()
    purses = purses_of(session, me.id)
    mine = set(session.execute(_FUNDED, {"me": me.id}).scalars())
    tasks = [
        *_scores(scores, now),
        *(
            Task(
                "commit_small" if row.kind == "rolling" else "commit",
                row.key,
                row.name,
                max(1, (row[3] + 1) // 2),
                due=None if row.kind == "rolling" else now.day(row.funding_closes_at),
                late=row.kind != "rolling" and row.funding_closes_at < now.at,
                count=row[3],
                amount=int(row[4]),
            )
            for row in open_rounds
            if row[4] > 0
        ),
        *(
            Task(
                "room",
                row.ref,
                row.title,
                1,
                due=now.day(row.funding_closes_at),
                late=row.funding_closes_at < now.at,
                since=now.day(row.at),
                amount=row.amount,
            )
            for row in session.execute(_ROOM, {"me": me.id})
        ),
    ]
    tasks += more_to_pay(session, me, now)
    tasks += gates_to_decide(session, me, now)
    funded = tuple(each for each in tracked if each.row.pitch_id in mine)
    return Part("investor", tuple(tasks), figures=Invested(purses, funded))


def _scores(rows: tuple[ToScore, ...], now: Moment) -> list[Task]:
    """One task a round: "3 to score, 9 minutes, by Thursday"; it leads to the first of them."""
    rounds: dict[str, list[ToScore]] = {}
    for row in rows:
        rounds.setdefault(row.round_key, []).append(row)
    return [
        Task(
            "score",
            waiting[0].ref,
            waiting[0].round_name,
            sum(each.minutes for each in waiting),
            due=now.day(waiting[0].closes_at),
            count=len(waiting),
        )
        for waiting in rounds.values()
    ]
