"""Tranches of funded pitches: what was released, and what may be released next."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base import policy
from pitchdeck.base.errors import NotFound
from pitchdeck.base.policy import Actor, Verdict
from pitchdeck.features.funding.models import (
    Commitment,
    Fund,
    Purse,
    Release,
    ReleaseRequest,
    SupplementTranche,
    Tranche,
)
from pitchdeck.features.funding.queries.cuts import LEFT, left_of
from pitchdeck.features.investments.models import Actual, Investment, Overrun
from pitchdeck.features.investments.policy import Around, TrancheFacts
from pitchdeck.features.investments.queries.around import around, seen
from pitchdeck.features.investments.queries.documents import OPEN_OVERRUN
from pitchdeck.features.investments.queries.standings import Tracked, tracked_of_pitch
from pitchdeck.features.people.models import Organisation, Person
from pitchdeck.features.people.queries import who_did
from pitchdeck.features.pitches.models import Pitch

Rows = Select[*tuple[Any, ...]]

_NO = Verdict(ok=False)
EMBARGOED = ("finance", "fund_owner", "auditor")


@dataclass(frozen=True, slots=True)
class TrancheRow:
    """A tranche, its pitch, its release and who asked for it; amount in minor units.

    `large` needs two persons; `owns_fund` says whether the viewer owns a fund whose money is in the pitch.
    """

    key: str
    pitch_id: int
    pitch_key: str
    pitch_ref: str
    pitch_title: str
    pitch_state: str
    number: int
    fiscal_year: int
    amount: int
    condition: str
    due_on: date | None
    released_at: datetime | None
    released_by: str | None
    reason: str | None
    earlier: int
    overrun: int
    large: bool
    asked_at: datetime | None
    asked_by: str | None
    asked_why: str | None
    asked_by_id: int | None
    asked_deputy_id: int | None
    owns_fund: bool
    state: str | None
    settles: bool
    release: Verdict = _NO


_Before, _Hand, _Asker, _AskersHand = aliased(Tranche), aliased(Person), aliased(Person), aliased(Person)
_Undo = aliased(Actual)
_EARLIER = (
    select(func.count())
    .select_from(_Before)
    .where(
        _Before.pitch_id == Tranche.pitch_id,
        _Before.number < Tranche.number,
        left_of(_Before) > 0,
        ~exists().where(Release.tranche_id == _Before.id).correlate(_Before),
    )
    .correlate(Tranche)
    .scalar_subquery()
)
_OVERRUN = (
    select(func.coalesce(func.sum(OPEN_OVERRUN), 0))
    .join(Actual, Actual.id == Overrun.actual_id)
    .join(Investment, Investment.id == Actual.investment_id)
    .where(Investment.pitch_id == Tranche.pitch_id, ~exists().where(_Undo.reverses_id == Actual.id))
    .correlate(Tranche)
    .scalar_subquery()
)
_OWNS = (
    exists()
    .where(
        Commitment.pitch_id == Tranche.pitch_id,
        Purse.id == Commitment.purse_id,
        Fund.id == Purse.fund_id,
        Fund.owner_id == bindparam("me"),
    )
    .correlate(Tranche)
)
_STATE = (
    select(Investment.state)
    .where(Investment.pitch_id == Tranche.pitch_id)
    .correlate(Tranche)
    .scalar_subquery()
)
_ROWS: Rows = (
    select(
        Tranche.key,
        Tranche.pitch_id,
        Pitch.key,
        Pitch.ref,
        Pitch.title,
        Pitch.state,
        Tranche.number,
        Tranche.fiscal_year,
        LEFT,
        Tranche.condition,
        Tranche.due_on,
        Release.at,
        who_did(Person, _Hand),
        Release.reason,
        _EARLIER,
        _OVERRUN,
        # As it was approved: what a shortfall took off it does not spare the second person.
        select(Organisation.large_minor).scalar_subquery() <= Tranche.amount,
        ReleaseRequest.at,
        who_did(_Asker, _AskersHand),
        ReleaseRequest.reason,
        ReleaseRequest.by_id,
        ReleaseRequest.deputy_id,
        _OWNS,
        _STATE,
        exists()
        .where(SupplementTranche.tranche_id == Tranche.id, SupplementTranche.settles.in_([True]))
        .correlate(Tranche),
    )
    .join_from(Tranche, Pitch, Pitch.id == Tranche.pitch_id)
    .outerjoin(Release, Release.tranche_id == Tranche.id)
    .outerjoin(Person, Person.id == Release.by_id)
    .outerjoin(_Hand, _Hand.id == Release.deputy_id)
    .outerjoin(ReleaseRequest, ReleaseRequest.tranche_id == Tranche.id)
    .outerjoin(_Asker, _Asker.id == ReleaseRequest.by_id)
    .outerjoin(_AskersHand, _AskersHand.id == ReleaseRequest.deputy_id)
)
_OF_PITCH = _ROWS.where(Tranche.pitch_id == bindparam("pitch_id")).order_by(Tranche.number, Tranche.id)
_ONE = _ROWS.where(Tranche.key == bindparam("key"))


@dataclass(frozen=True, slots=True)
class TranchePage:
    """One tranche before its release, with where its investment stands."""

    row: TrancheRow
    tracked: Tracked | None


def tranches_of(
    session: Session, pitch_id: int, viewer: Actor, near: Around, *, overdue: bool
) -> tuple[TrancheRow, ...]:
    """The tranches of a pitch in their order, each with whether the viewer may release it."""
    found = session.execute(_OF_PITCH, {"pitch_id": pitch_id, "me": viewer.id})
    return tuple(_judged(TrancheRow(*row), viewer, near, overdue=overdue) for row in found)


def tranche_page(session: Session, key: str, viewer: Actor, *, today: date) -> TranchePage:
    """One tranche; NotFound when there is none or it is not open to the viewer."""
    row = session.execute(_ONE, {"key": key, "me": viewer.id}).one_or_none()
    if row is None:
        raise NotFound
    near = _open_to(viewer, around(session, row.pitch_id), row.state)
    tracked = tracked_of_pitch(session, row.pitch_id, today=today)
    return TranchePage(_judged(TrancheRow(*row), viewer, near, overdue=is_overdue(tracked)), tracked)


def _open_to(viewer: Actor, near: Around, pitch_state: str) -> Around:
    """Before publication only those who handle the money know of a tranche."""
    if pitch_state != "funded" and not any(viewer.holds(role) for role in EMBARGOED):
        raise NotFound
    return seen(viewer, near, "active")


def is_overdue(tracked: Tracked | None) -> bool:
    """Whether a due reading is missing beyond its days of grace."""
    return tracked is not None and any(each.state == "overdue" for each in tracked.standing.periods)


def facts_for_release(row: TrancheRow, near: Around, *, overdue: bool) -> TrancheFacts:
    """What the rules of a release look at."""
    return TrancheFacts(
        around=near,
        published=row.pitch_state == "funded",
        released=row.released_at is not None,
        earlier=row.earlier,
        overrun=row.overrun,
        overdue=overdue,
        large=bool(row.large),
        askers=frozenset({row.asked_by_id, row.asked_deputy_id} - {None}),
        owns_fund=bool(row.owns_fund),
        state=row.state or "",
        gone=row.amount == 0,
        settles=bool(row.settles),
    )


def _judged(row: TrancheRow, viewer: Actor, near: Around, *, overdue: bool) -> TrancheRow:
    verdict = policy.may("tranche:release", viewer, facts_for_release(row, near, overdue=overdue))
    return replace(row, release=verdict)
