"""The money of programmes that ran before pitchdeck: it takes every step of the ledger, in one act.

Who may, and whether the figures fit, is checked by the act that calls this (investments/actions/openings.py).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pitchdeck.base import history
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.funding import queries
from pitchdeck.features.funding.actions.capital import mark_running
from pitchdeck.features.funding.actions.opening import open_for_money
from pitchdeck.features.funding.actions.posting import Ending, Move, open_account, post, resolve, settle
from pitchdeck.features.funding.actions.releases import release_tranche
from pitchdeck.features.funding.actions.restrictions import refuse_outside
from pitchdeck.features.funding.actions.reviews import make_tranches
from pitchdeck.features.funding.figures import Part
from pitchdeck.features.funding.models import Commitment, Fund, Purse, ReleaseRequest, Review
from pitchdeck.features.funding.queries import AccountRow, PurseRow
from pitchdeck.features.people.queries import the_organisation
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.pitches.queries import RevisionRow, revision_row
from pitchdeck.features.rounds.models import OpeningRound, Round
from pitchdeck.features.rounds.queries import round_to_change

REASON = "opening"
"""The reason of every transfer with which a programme of before enters the ledger."""
NAME = "Running since before pitchdeck"
SOURCE = "Committed before pitchdeck"
AGREED = "what was agreed before go-live"
"""What a tranche of before waits for: nobody can say it better here."""
_ENDS = ("finance_review", "decided", "published", "closed")
_TO_REVIEW, _TO_FUNDED = ("covered", "in_review"), ("funded",)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where programmes of one fund enter: a round that stands for them, and the purse of the fund's owner."""

    round_id: int
    round_key: str
    purse_key: str
    nature: str


def open_ground(session: Session, fund: Fund, amount: int, *, by: Actor, at: datetime) -> Ground:
    """Open a round that stands for what ran before, with a purse of `amount` in the fund owner's hand."""
    day = timedelta(days=1)
    dates = {"pitches_close_at": at - 2 * day, "scoring_closes_at": at - day, "funding_closes_at": at}
    objective = the_organisation(session).roi_objective_pct
    round_ = Round(
        key=new_key(),
        name=NAME,
        unit_id=fund.unit_id,
        chair_id=fund.owner_id,
        created_by_id=by.id,
        state="funding",
        fiscal_year=fund.fiscal_year,
        quorum=1,
        conflict_rule="strict",
        roi_objective_pct=objective,
        decision_on=at.date(),
        **dates,
    )
    session.add(round_)
    session.flush()
    session.execute(insert(OpeningRound), [{"round_id": round_.id}])
    purse = Purse(key=new_key(), fund_id=fund.id, investor_id=fund.owner_id, round_id=round_.id)
    session.add(purse)
    session.flush()
    open_account(session, "purse", fund.currency, purse_id=purse.id)
    detail = {"amount": amount, "fund": fund.key, "investor_id": fund.owner_id}
    history.record(session, ("purse", purse.key), "allotted", by=by, at=at, why=REASON, detail=detail)
    source, target = queries.of_fund(session, fund.id)["fund"], queries.of_purses(session, [purse.id])
    post(session, [Move("allot", source, target[purse.id], amount, reason=REASON)], by=by, at=at)
    return Ground(round_.id, round_.key, purse.key, fund.nature)


def close_ground(session: Session, ground: Ground, *, by: Actor, at: datetime) -> None:
    """Close the round again: from now on nothing enters by it."""
    round_ = round_to_change(session, ground.round_key)
    for state in _ENDS:
        round_.state = state
        session.flush()
    history.record(session, ("round", round_.key), "stands_for_before", by=by, at=at, states=(None, "closed"))


@dataclass(frozen=True, slots=True)
class Sum:
    """What of a programme's money of the fund's year was committed, and what of that released, to date."""

    committed: int
    released: int


def fund_running(
    session: Session,
    pitch: Pitch,
    ground: Ground,
    money: Sum,
    *,
    entered_by: tuple[int, int | None],
    by: Actor,
    at: datetime,
) -> None:
    """Commit a running programme's money, approve it and release what was released; the pitch is funded.

    The commitment is the fund owner's, whose budget it is; the rest is `by`'s. `entered_by` (person and
    deputy) stand behind a large release as the first person. What capital budget paid for is capex: its lines
    are marked in the same act. Raises Invalid outside the fund's purpose.
    """
    purse = queries.purse_of_key(session, ground.purse_key)
    open_for_money(session, pitch, by=by, at=at)
    revision = revision_row(session, pitch.id, 1)
    if ground.nature == "capex":
        mark_running(session, pitch, revision.id, by=by, at=at)
    limit = queries.limits_of(session, [purse.key], revision.id).get(purse.key)
    refuse_outside(limit, pitch.title, money.committed, purse.currency)
    _reserve(session, pitch, revision.id, purse, money.committed, by=by, at=at)
    _step(session, pitch, _TO_REVIEW)
    _approve(session, pitch, revision, purse, money.committed, by=by, at=at)
    parts = [Part(purse.fiscal_year, each, AGREED) for each in _tranches(money)]
    make_tranches(session, pitch.id, parts)
    _step(session, pitch, _TO_FUNDED)
    history.record(
        session, ("pitch", pitch.key), "running_before", by=by, at=at, states=("in_funding", "funded")
    )
    first = next(row for row in queries.tranches_of_pitch(session, pitch.id) if row.number == 1)
    if first.amount >= the_organisation(session).large_minor:
        asked = {"tranche_id": first.id, "reason": REASON, "by_id": entered_by[0]}
        session.execute(insert(ReleaseRequest), [asked | {"deputy_id": entered_by[1], "at": at}])
    release_tranche(session, first.key, by=by, at=at, reason=REASON)


def _tranches(money: Sum) -> tuple[int, ...]:
    rest = money.committed - money.released
    return (money.released, rest) if rest else (money.released,)


def _step(session: Session, pitch: Pitch, states: tuple[str, ...]) -> None:
    for state in states:
        pitch.state = state
        session.flush()


def _reserve(
    session: Session, pitch: Pitch, revision_id: int, purse: PurseRow, amount: int, *, by: Actor, at: datetime
) -> None:
    row = {
        "key": new_key(),
        "purse_id": purse.id,
        "pitch_id": pitch.id,
        "revision_id": revision_id,
        "fiscal_year": purse.fiscal_year,
        "amount": amount,
        "by_id": purse.investor_id,
        "deputy_id": None,
        "at": at,
    }
    made = session.execute(insert(Commitment).returning(Commitment.id), [row]).scalar_one()
    source = queries.of_purses(session, [purse.id])[purse.id]
    target: AccountRow = queries.of_pitch(session, pitch.id)["reserved", purse.fiscal_year]
    post(session, [Move("reserve", source, target, amount, made, reason=REASON)], by=by, at=at)


def _approve(
    session: Session,
    pitch: Pitch,
    revision: RevisionRow,
    purse: PurseRow,
    amount: int,
    *,
    by: Actor,
    at: datetime,
) -> None:
    row = {
        "pitch_id": pitch.id,
        "revision_id": revision.id,
        "verdict": "approved",
        "revision_hash": revision.hash,
        "amounts": {str(purse.fiscal_year): amount},
        "rule": REASON,
        "limit_minor": None,
        "reason": SOURCE,
        "by_id": by.id,
        "deputy_id": by.deputy_id,
        "at": at,
    }
    session.execute(insert(Review), [row])
    history.record(session, ("pitch", pitch.key), "approved", by=by, at=at, why=SOURCE)
    held = queries.held_of(session, [pitch.id])
    endings = [Ending(each, each.amount, 0) for each in held]
    resolve(session, endings, reason=REASON, by=by, at=at)
    open_account(session, "committed", purse.currency, pitch_id=pitch.id, fiscal_year=purse.fiscal_year)
    settle(session, endings, reason=REASON, by=by, at=at)
