"""A running programme becomes an investment: its plan, its money, its contract and what it has spent."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding.actions import Ground, Place, Step, Sum
from pitchdeck.features.investments.actions.paying import pay, record
from pitchdeck.features.investments.actions.release import open_investment
from pitchdeck.features.investments.figures import first_of_month, month_index
from pitchdeck.features.investments.models import Actual, Contract, Investment, OpeningPitch
from pitchdeck.features.investments.queries.openings import ProgrammeRow
from pitchdeck.features.people.queries import local_day, the_organisation
from pitchdeck.features.pitches import actions as pitches
from pitchdeck.features.pitches.actions import Running

REASON = "opening"
BALANCE = "Opening balance"
"""The reference of what was spent before go-live: its documents stay in the accounts."""


@dataclass(frozen=True, slots=True)
class Entered:
    """What the programmes of one opening share; `before` is the last day before the fund's fiscal year."""

    ground: Ground
    year: int
    before: date
    owner_id: int
    entered_by: tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Begun:
    """An investment of a programme that ran before, and whom that concerns."""

    investment_key: str
    people: frozenset[int]


def begin(session: Session, programme: ProgrammeRow, entered: Entered, *, by: Actor, at: datetime) -> Begun:
    """Make an investment of a confirmed programme; what was released, contracted and spent is so at once."""
    today, start_on = local_day(session, at), entered.before + timedelta(days=1)
    running = Running(
        title=programme.title,
        unit_id=programme.unit_id,
        presenter_id=programme.presenter_id,
        measure_id=programme.measure_id,
        category=programme.category,
        start_on=start_on,
        launch_month=month_index(start_on, today),
        planned=programme.planned_from(entered.year),
        currency=the_organisation(session).currency,
        benefit=programme.benefit,
    )
    pitch = pitches.take_over(session, running, round_id=entered.ground.round_id, by=by, at=at)
    session.execute(insert(OpeningPitch), [{"programme_id": programme.id, "pitch_id": pitch.id}])
    money = Sum(programme.committed, programme.released)
    funding.fund_running(session, pitch, entered.ground, money, entered_by=entered.entered_by, by=by, at=at)
    investment = open_investment(session, pitch.id, start_on, by=by, at=at)
    if programme.contracted:
        _contract(session, investment, programme, entered, by=by, at=at)
    if programme.spent:
        _spend(session, investment, programme, entered, today, by=by, at=at)
    people = frozenset({programme.presenter_id, programme.sponsor_id, entered.owner_id})
    return Begun(investment.key, people)


def _contract(
    session: Session,
    investment: Investment,
    programme: ProgrammeRow,
    entered: Entered,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """The open rest of a contract: entered by the first person, confirmed by the second."""
    contract = Contract(
        key=new_key(),
        investment_id=investment.id,
        reference=programme.reference,
        vendor=programme.vendor,
        amount=programme.contracted,
        fiscal_year=entered.year,
        ends_on=programme.ends_on,
        note=BALANCE,
        reported_by_id=entered.entered_by[0],
        reported_deputy_id=entered.entered_by[1],
        reported_at=at,
    )
    session.add(contract)
    session.flush()
    contract.confirmed_by_id, contract.confirmed_deputy_id, contract.confirmed_at = by.id, by.deputy_id, at
    session.flush()
    place = Place(investment.pitch_id, entered.year, document=contract.reference, reason=REASON)
    step = Step("contract", "released", "contracted", contract.amount)
    record(session, funding.shift(session, place, (step,), by=by, at=at), contract_id=contract.id)
    _tell(
        session,
        investment,
        "contract_confirmed",
        {"contract": contract.key, "amount": contract.amount},
        by=by,
        at=at,
    )


def _spend(
    session: Session,
    investment: Investment,
    programme: ProgrammeRow,
    entered: Entered,
    today: date,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """What was spent to date as one entry: entered by the first person, confirmed by the second."""
    actual = Actual(
        key=new_key(),
        investment_id=investment.id,
        document_on=today,
        period_on=first_of_month(today),
        category=programme.category,
        amount=programme.spent,
        reference=BALANCE,
        reported_by_id=entered.entered_by[0],
        reported_deputy_id=entered.entered_by[1],
        reported_at=at,
    )
    session.add(actual)
    session.flush()
    actual.confirmed_by_id, actual.confirmed_deputy_id, actual.confirmed_at = by.id, by.deputy_id, at
    place = Place(investment.pitch_id, entered.year, document=BALANCE, reason=REASON)
    pay(session, actual, place, by=by, at=at)
    session.flush()
    _tell(
        session, investment, "actual_confirmed", {"actual": actual.key, "amount": actual.amount}, by=by, at=at
    )


def _tell(
    session: Session, investment: Investment, verb: str, told: dict[str, object], *, by: Actor, at: datetime
) -> None:
    subject, detail = ("investment", investment.key), {**told, "reference": BALANCE}
    history.record(session, subject, verb, by=by, at=at, why=REASON, detail=detail)
