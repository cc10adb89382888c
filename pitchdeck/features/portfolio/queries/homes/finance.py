"""What awaits finance: reviews, releases, actuals, funds, mandates and settings, where they may act."""

from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.models import (
    Fund,
    Release,
    ReleaseRequest,
    Review,
    SupplementTranche,
    Tranche,
)
from pitchdeck.features.funding.queries.cuts import LEFT, left_of
from pitchdeck.features.funding.queries.facts import invested, recused, sponsors, wrote
from pitchdeck.features.investments.models import (
    Actual,
    ClosingAnswer,
    ClosingReview,
    Contract,
    ContractEnd,
    Investment,
    Opening,
    OpeningAnswer,
    OpeningProgramme,
)
from pitchdeck.features.investments.policy import ENDED, HALTED
from pitchdeck.features.investments.queries import Tracked
from pitchdeck.features.people.models import MONEY_ROLES, Mandate, Person, SettingAnswer, SettingChange
from pitchdeck.features.pitches.models import Draft, Pitch, Revision, WindowAnswer, WindowAsk
from pitchdeck.features.pitches.policy import PRIVATE
from pitchdeck.features.portfolio.queries.homes.cancellations import cancellations_to_answer
from pitchdeck.features.portfolio.queries.homes.funds import (
    Books,
    changes_to_answer,
    fund_lines,
    funds_to_confirm,
    reopenings_to_answer,
    shortfalls_to_answer,
    years_to_close,
)
from pitchdeck.features.portfolio.queries.homes.gates import stops_to_sign
from pitchdeck.features.portfolio.queries.homes.numbers import numbers_to_check
from pitchdeck.features.portfolio.queries.homes.standing import standing_to_confirm
from pitchdeck.features.portfolio.queries.homes.supplements import more_to_decide
from pitchdeck.features.portfolio.queries.homes.task import Moment, Part, Task
from pitchdeck.features.rounds.models import Round
from pitchdeck.features.strategy.models import Claim, Measure

Rows = Select[*tuple[Any, ...]]
SOON = 14


_ME = bindparam("me", type_=Person.id.type)
_Undo, _Before = aliased(Actual), aliased(Tranche)
# Who wrote, sponsors, put in money or recused is not asked: the rules' own conditions.
_PARTY = or_(
    wrote(_ME),
    exists().where(Revision.pitch_id == Pitch.id, sponsors(_ME)).correlate(Pitch),
    invested(_ME),
    recused(_ME),
)
_APPROVED = exists().where(Review.pitch_id == Pitch.id, Review.verdict == "approved")
_REVIEWS: Rows = (
    select(
        *(Pitch.ref, Pitch.title, Pitch.ask_minor, Pitch.changed_at, Round.decision_on, Round.name),
        Round.kind,
    )
    .join_from(Pitch, Round, Round.id == Pitch.round_id)
    .where(
        Pitch.state == "in_review",
        or_(Round.state == "finance_review", (Round.kind == "rolling") & (Round.state == "funding")),
        ~_APPROVED,
        ~_PARTY,
    )
    .order_by(Round.decision_on, Pitch.ask_minor.desc(), Pitch.id)
)
_SETTLES = (
    exists()
    .where(SupplementTranche.tranche_id == Tranche.id, SupplementTranche.settles.in_([True]))
    .correlate(Tranche)
)
_RELEASES: Rows = (
    select(
        *(Tranche.key, Pitch.title, Tranche.number, LEFT.label("amount"), Tranche.due_on),
        Tranche.condition,
    )
    .join_from(Tranche, Pitch, Pitch.id == Tranche.pitch_id)
    .where(
        Pitch.state == "funded",
        ~exists().where(Investment.pitch_id == Pitch.id, Investment.state.in_(ENDED)).correlate(Pitch),
        or_(
            _SETTLES,
            ~exists().where(Investment.pitch_id == Pitch.id, Investment.state.in_(HALTED)).correlate(Pitch),
        ),
        LEFT > 0,
        ~exists().where(Release.tranche_id == Tranche.id),
        ~exists().where(
            ReleaseRequest.tranche_id == Tranche.id,
            or_(ReleaseRequest.by_id == _ME, ReleaseRequest.deputy_id == _ME),
        ),
        or_(
            _SETTLES,
            ~exists()
            .where(
                _Before.pitch_id == Tranche.pitch_id,
                _Before.number < Tranche.number,
                left_of(_Before) > 0,
                ~exists().where(Release.tranche_id == _Before.id).correlate(_Before),
            )
            .correlate(Tranche),
        ),
        ~_PARTY,
    )
    .order_by(Tranche.due_on, Tranche.id)
)
_ACTUALS: Rows = (
    select(Actual.key, Pitch.title, Actual.amount, Actual.reported_at, Actual.reference)
    .join_from(Actual, Investment, Investment.id == Actual.investment_id)
    .join(Pitch, Pitch.id == Investment.pitch_id)
    .where(
        Actual.confirmed_at.is_(None),
        Actual.reverses_id.is_(None),
        ~exists().where(_Undo.reverses_id == Actual.id),
        Actual.reported_by_id != _ME,
        ~_PARTY,
    )
    .order_by(Actual.reported_at, Actual.id)
)
_CONTRACTS: Rows = (
    select(Contract.key, Pitch.title, Contract.amount, Contract.reported_at, Contract.reference)
    .join_from(Contract, Investment, Investment.id == Contract.investment_id)
    .join(Pitch, Pitch.id == Investment.pitch_id)
    .where(
        Contract.confirmed_at.is_(None),
        ~exists().where(ContractEnd.contract_id == Contract.id),
        Contract.reported_by_id != _ME,
        ~_PARTY,
    )
    .order_by(Contract.reported_at, Contract.id)
)
_TO_CLOSE: Rows = (
    select(Investment.key, Pitch.title, ClosingAnswer.at)
    .join_from(Investment, Pitch, Pitch.id == Investment.pitch_id)
    .join(ClosingReview, ClosingReview.investment_id == Investment.id)
    .join(ClosingAnswer, ClosingAnswer.review_id == ClosingReview.id)
    .where(Investment.state == "reviewed", ClosingAnswer.verdict == "confirmed", ~_PARTY)
    .order_by(ClosingAnswer.at, Investment.id)
)
_Later = aliased(WindowAsk)
_WINDOWS: Rows = (
    select(WindowAsk.key, Pitch.title, WindowAsk.months, WindowAsk.at)
    .join_from(WindowAsk, Pitch, Pitch.id == WindowAsk.pitch_id)
    .join(Draft, (Draft.pitch_id == Pitch.id) & (Draft.headline_months == WindowAsk.months))
    .where(
        Pitch.state.in_(sorted(PRIVATE)),
        ~exists().where(WindowAnswer.ask_id == WindowAsk.id),
        ~exists().where(_Later.pitch_id == WindowAsk.pitch_id, _Later.id > WindowAsk.id),
        ~exists().where(Measure.id == Draft.measure_id, Measure.owner_id == _ME).correlate(Draft),
        ~exists()
        .where(Claim.pitch_key == Pitch.key, Measure.id == Claim.measure_id, Measure.owner_id == _ME)
        .correlate(Pitch),
        ~_PARTY,
    )
    .order_by(WindowAsk.at, WindowAsk.id)
)
_OPENINGS: Rows = (
    select(Opening.key, Fund.name, Opening.at)
    .join_from(Opening, Fund, Fund.id == Opening.fund_id)
    .where(
        ~exists().where(OpeningAnswer.opening_id == Opening.id),
        Opening.by_id != _ME,
        Fund.owner_id != _ME,
        ~exists().where(
            OpeningProgramme.opening_id == Opening.id,
            Measure.id == OpeningProgramme.measure_id,
            or_(OpeningProgramme.presenter_id == _ME, Measure.owner_id == _ME),
        ),
    )
    .order_by(Opening.id)
)
_MANDATES: Rows = select(func.count(Mandate.id), func.min(Mandate.granted_at)).where(
    Mandate.role.in_(MONEY_ROLES),
    Mandate.confirmed_at.is_(None),
    Mandate.person_id != _ME,
    Mandate.granted_by_id != _ME,
)
_SETTING: Rows = (
    select(SettingChange.key, SettingChange.reason, SettingChange.changes, SettingChange.at)
    .where(
        ~exists().where(SettingAnswer.change_id == SettingChange.id),
        SettingChange.by_id.not_in(bindparam("people", expanding=True)),
    )
    .order_by(SettingChange.id)
)


def finances_home(session: Session, me: Actor, tracked: tuple[Tracked, ...], now: Moment) -> Part:
    """Reviews by age and amount, releases due, and what waits to be confirmed. 19 statements."""
    mine = {"me": me.id}
    mandates, since = session.execute(_MANDATES, mine).one()
    lines = fund_lines(session)
    tasks = [
        *numbers_to_check(session, me, now),
        *(_review(row, now) for row in session.execute(_REVIEWS, mine)),
        *(_release(row, now.today) for row in session.execute(_RELEASES, mine)),
        *(_actual(row, now.day(row.reported_at)) for row in session.execute(_ACTUALS, mine)),
        *(_contract(row, now.day(row.reported_at)) for row in session.execute(_CONTRACTS, mine)),
        *more_to_decide(session, me, _PARTY),
        *stops_to_sign(session, me, _PARTY, now),
        *funds_to_confirm(session, me, now),
        *changes_to_answer(session, me, now),
        *standing_to_confirm(session, me, now),
        *reopenings_to_answer(session, me, now),
        *years_to_close(lines, now),
        *(
            Task("close", row.key, row.title, 3, since=now.day(row.at))
            for row in session.execute(_TO_CLOSE, mine)
        ),
        *(
            Task("window", row.key, row.title, 2, since=now.day(row.at), count=row.months)
            for row in session.execute(_WINDOWS, mine)
        ),
        *shortfalls_to_answer(session, me, now),
        *cancellations_to_answer(session, me, now),
        *(
            Task("opening", row.key, row.name, 3, since=now.day(row.at))
            for row in session.execute(_OPENINGS, mine)
        ),
        *(
            Task("setting", row.key, row.reason, 2, since=now.day(row.at), count=len(row.changes))
            for row in session.execute(_SETTING, {"people": sorted(me.people)})
        ),
    ]
    if mandates:
        tasks.append(Task("mandates", "", "", mandates, since=now.day(since), count=mandates))
    red = tuple(each for each in tracked if each.standing.rag == "red")
    return Part("finance", tuple(tasks), figures=Books(lines, red))


def _review(row: Any, now: Moment) -> Task:
    about: dict[str, Any] = {"amount": row.ask_minor, "note": row.name}
    if row.kind == "rolling":  # nothing is announced together: it waits from the day it was covered
        return Task("review", row.ref, row.title, 5, since=now.day(row.changed_at), **about)
    late = row.decision_on < now.today
    return Task("review", row.ref, row.title, 5, row.decision_on, late=late, **about)


def _actual(row: Any, reported_on: date) -> Task:
    return Task("actual", row.key, row.title, 2, since=reported_on, amount=row.amount, note=row.reference)


def _contract(row: Any, reported_on: date) -> Task:
    return Task("contract", row.key, row.title, 2, since=reported_on, amount=row.amount, note=row.reference)


def _release(row: Any, today: date) -> Task:
    due = row.due_on
    return Task(
        "release",
        row.key,
        row.title,
        3,
        due=due,
        late=due is not None and due < today,
        count=row.number,
        amount=row.amount,
        note=row.condition,
    )
