"""More money for funded pitches on the homes: who overspent, who may pay, and what finance decides."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, select
from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.models import Account, Fund, Purse, Supplement
from pitchdeck.features.funding.queries.supplements import GIVEN, OPEN
from pitchdeck.features.investments.policy import COST_STATES
from pitchdeck.features.investments.queries import Tracked
from pitchdeck.features.people.models import Person
from pitchdeck.features.pitches.models import CoAuthor, Pitch, Revision
from pitchdeck.features.portfolio.queries.homes.task import Moment, Task
from pitchdeck.features.rounds.models import Round
from pitchdeck.features.scoring.models import Recusal

Rows = Select[*tuple[Any, ...]]
_ME = bindparam("me", type_=Person.id.type)
_FREE = (
    select(func.coalesce(func.sum(Account.balance), 0))
    .select_from(Account)
    .join(Purse, Purse.id == Account.purse_id)
    .join(Fund, Fund.id == Purse.fund_id)
    .where(
        Purse.round_id == Supplement.round_id,
        Purse.investor_id == _ME,
        Fund.fiscal_year == Supplement.fiscal_year,
    )
    .correlate(Supplement)
    .scalar_subquery()
)
_ASKED: Rows = (
    select(Supplement.key, Revision.title, Supplement.amount, GIVEN.label("given"), Supplement.until_on)
    .join_from(Supplement, Pitch, Pitch.id == Supplement.pitch_id)
    .join(Revision, Revision.id == Supplement.revision_id)
    .join(Round, Round.id == Supplement.round_id)
    .where(OPEN, Round.state == "funding")
    .order_by(Supplement.until_on, Supplement.id)
)
_TO_PAY = _ASKED.add_columns(_FREE.label("free")).where(
    Supplement.amount > GIVEN,
    Pitch.presenter_id != _ME,
    ~exists().where(CoAuthor.pitch_id == Pitch.id, CoAuthor.person_id == _ME),
    ~exists().where(Recusal.pitch_id == Pitch.id, Recusal.person_id == _ME, Recusal.kind == "personal"),
)
_TO_DECIDE = _ASKED.where(Supplement.amount <= GIVEN)
_ASKING = select(Supplement.pitch_id).where(
    OPEN, Supplement.pitch_id.in_(bindparam("ids", expanding=True, type_=Pitch.id.type))
)


def more_to_pay(session: Session, me: Actor, now: Moment) -> list[Task]:
    """What funded pitches ask for more and the person has free money for. One statement."""
    return [
        Task(
            "pay_more",
            row.key,
            row.title,
            1,
            due=row.until_on,
            amount=row.amount - int(row.given),
            note=row.title,
        )
        for row in session.execute(_TO_PAY, {"me": me.id})
        if row.free > 0 and row.until_on >= now.today
    ]


def more_to_decide(session: Session, me: Actor, party: ColumnElement[bool]) -> list[Task]:
    """What is reserved in full and waits for finance; `party` leaves out what the person is tied to."""
    found = session.execute(_TO_DECIDE.where(~party), {"me": me.id})
    return [Task("more", row.key, row.title, 5, due=row.until_on, amount=row.amount) for row in found]


def overspent(session: Session, own: Iterable[Tracked]) -> list[Task]:
    """The person's running investments that are overspent, unless more was asked for. One statement."""
    red = [each for each in own if each.overrun and each.row.state in COST_STATES]
    asked = set(session.execute(_ASKING, {"ids": [each.row.pitch_id for each in red]}).scalars())
    return [
        Task("overspent", each.row.key, each.row.title, 2, amount=each.overrun)
        for each in red
        if each.row.pitch_id not in asked
    ]
