"""Finance's workbench: where the money of funds is, by fund, unit, goal or investor, from the accounts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, case, cast, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.base.db import Minor
from pitchdeck.features.funding.figures import Share
from pitchdeck.features.funding.figures.sharing import (
    STATES,
    Flow,
    Place,
    Stake,
    carried_of,
    lapsed_of,
    parts,
    stakes_of,
)
from pitchdeck.features.funding.models import Account, Commitment, Fund, Purse, Resolution, Transfer
from pitchdeck.features.funding.queries import closing
from pitchdeck.features.funding.queries.budgets import BUDGET
from pitchdeck.features.investments.models import Actual, Investment, Overrun
from pitchdeck.features.investments.queries.documents import OPEN_OVERRUN
from pitchdeck.features.people.models import Person, Unit
from pitchdeck.features.pitches.models import Revision
from pitchdeck.features.portfolio.figures import AMOUNTS, OUTLOOK, REACHED, Line, outlook, shared
from pitchdeck.features.portfolio.queries.vendors import VENDOR_AMOUNTS
from pitchdeck.features.strategy.models import Goal

GROUPS = ("fund", "unit", "goal", "investor")


class Group(NamedTuple):
    """What a line is about: its key, its name and what stands below the name."""

    address: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Money of a fund in some states, and what it belongs to; a goal or an investor may be missing.

    `pitch_id` is whose money it is, and `share` a commitment's part of it, in the year it was made for.
    """

    year: int
    groups: Mapping[str, Group]
    amounts: Mapping[str, int]
    pitch_id: int | None = None
    share: Share | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be asked for: the fiscal years and the units (key, name) that have funds."""

    years: tuple[int, ...]
    units: tuple[tuple[str, str], ...]


_Given, _Lapsed, _Undo = aliased(Account), aliased(Account), aliased(Actual)
_FUNDS: Select[*tuple[Any, ...]] = (
    select(Fund.id, Fund.key, Fund.name, Fund.fiscal_year, BUDGET.label("amount"))
    .add_columns(Unit.key.label("unit_key"), Unit.name.label("unit_name"))
    .add_columns(
        func.coalesce(_Given.balance, 0).label("unallotted"),
        func.coalesce(_Lapsed.balance, 0).label("lapsed"),
    )
    .join_from(Fund, Unit, Unit.id == Fund.unit_id)
    .outerjoin(_Given, and_(_Given.fund_id == Fund.id, _Given.kind == "fund"))
    .outerjoin(_Lapsed, and_(_Lapsed.fund_id == Fund.id, _Lapsed.kind == "lapsed"))
    .where(Fund.confirmed_at.is_not(None))
    .order_by(Fund.fiscal_year.desc(), Unit.name, Fund.name, Fund.id)
)
_ALLOTTED = (
    select(
        cast(
            func.coalesce(
                func.sum(case((Transfer.to_id == Account.id, Transfer.amount), else_=-Transfer.amount)), 0
            ),
            Minor(),
        )
    )
    .where(
        or_(
            and_(Transfer.to_id == Account.id, Transfer.from_kind == "fund"),
            and_(Transfer.from_id == Account.id, Transfer.to_kind == "fund"),
        )
    )
    .correlate(Account)
    .scalar_subquery()
)
_PURSES: Select[*tuple[Any, ...]] = (
    select(Purse.id, Purse.fund_id, Person.key, Person.name, Account.balance, _ALLOTTED.label("allotted"))
    .join_from(Purse, Person, Person.id == Purse.investor_id)
    .join(Account, Account.purse_id == Purse.id)
    .order_by(Person.name, Purse.id)
)
_COMMITMENTS: Select[*tuple[Any, ...]] = (
    select(Commitment.id, Commitment.purse_id, Commitment.pitch_id, Commitment.fiscal_year, Commitment.amount)
    .add_columns(Resolution.id.label("ended"), func.coalesce(Resolution.committed, 0).label("committed"))
    .add_columns(Goal.key.label("goal_key"), Goal.name.label("goal_name"), Goal.priority)
    .join_from(Commitment, Revision, Revision.id == Commitment.revision_id)
    .join(Goal, Goal.id == Revision.goal_id)
    .outerjoin(Resolution, Resolution.commitment_id == Commitment.id)
    .order_by(Goal.priority, Goal.name, Commitment.id)
)
_HELD: Select[*tuple[Any, ...]] = (
    select(Account.kind, Account.pitch_id, Account.fiscal_year, Account.balance)
    .where(Account.kind.in_(STATES))
    .where(Account.balance > 0)
)
_OVERRUNS = (
    select(Investment.pitch_id, OPEN_OVERRUN)
    .join_from(Overrun, Actual, Actual.id == Overrun.actual_id)
    .join(Investment, Investment.id == Actual.investment_id)
    .where(~exists().where(_Undo.reverses_id == Actual.id))
)


def pieces(session: Session) -> tuple[Piece, ...]:
    """All money of confirmed funds, cut to pieces that belong to one fund, investor and goal each.

    Seven statements, however much there is. A snapshot, so that the pieces add up to the budgets.
    """
    funds = {row.id: row for row in session.execute(_FUNDS)}
    purses = {row.id: row for row in session.execute(_PURSES)}
    flows = closing.flows(session)
    later: dict[int, int] = {}
    found = [_of_purse(row, funds[row.fund_id]) for row in purses.values() if row.balance or row.allotted]
    for piece, fund_id in _of_commitments(session, funds, purses, flows):
        found.append(piece)
        if piece.year != funds[fund_id].fiscal_year:
            later[fund_id] = later.get(fund_id, 0) + piece.amounts["lapsed"]
    return (*(_of_fund(row, later.get(row.id, 0)) for row in funds.values()), *found)


def _about(fund: Any) -> dict[str, Group]:
    return {
        "fund": Group(fund.key, fund.name, f"{fund.unit_name}, {fund.fiscal_year}"),
        "unit": Group(fund.unit_key, fund.unit_name),
    }


def _of_fund(fund: Any, later: int) -> Piece:
    """The fund's own; what lapsed after it was carried into a `later` year stands in that year."""
    amounts = {"budget": fund.amount, "unallotted": fund.unallotted, "lapsed": fund.lapsed - later}
    return Piece(fund.fiscal_year, _about(fund), amounts)


def _of_purse(purse: Any, fund: Any) -> Piece:
    return Piece(
        fund.fiscal_year, _about(fund) | _holder(purse), {"free": purse.balance, "allotted": purse.allotted}
    )


def _holder(purse: Any) -> dict[str, Group]:
    return {"investor": Group(purse.key, purse.name)}


def _of_commitments(
    session: Session, funds: Mapping[int, Any], purses: Mapping[int, Any], flows: Sequence[Flow]
) -> Iterable[tuple[Piece, int]]:
    """A piece for each fiscal year in which a commitment has, or had, money; and its fund's id."""
    rows = session.execute(_COMMITMENTS).all()
    shares = [Share(row.id, (row.pitch_id, row.fiscal_year), row.committed) for row in rows if row.committed]
    overrun = shared(shares, _overruns(session))
    fund_of = {row.id: purses[row.purse_id].fund_id for row in rows}
    places, moved = _places(session, flows, fund_of), (carried_of(flows), lapsed_of(flows))
    years: dict[int, set[Place]] = {}
    for place in (*places, *moved[0], *moved[1]):
        years.setdefault(place[0], set()).add(place)
    for row in rows:
        own: Place = (row.id, (row.pitch_id, row.fiscal_year))
        purse, fund = purses[row.purse_id], funds[fund_of[row.id]]
        goal = {"goal": Group(row.goal_key, row.goal_name, f"priority {row.priority}")}
        groups = _about(fund) | _holder(purse) | goal
        for place in sorted({own, *years.get(row.id, ())}):
            carried, lapsed = (amounts.get(place, 0) for amounts in moved)
            amounts = {**places.get(place, {}), "carried": carried}
            if place == own:
                amounts |= {"overrun": overrun.get(row.id, 0), "reserved": 0 if row.ended else row.amount}
            else:
                amounts["lapsed"] = lapsed
            share = Share(row.id, own[1], row.committed) if place == own and row.committed else None
            yield Piece(place[1][1], groups, amounts, row.pitch_id, share), fund.id


def _places(session: Session, flows: Sequence[Flow], fund_of: Mapping[int, int]) -> Mapping[Place, Any]:
    shut = closing.standing_closes(session)
    stakes = [
        Stake(place[0], place[1], amount, settled=(fund_of[place[0]], place[1][1]) in shut)
        for place, amount in stakes_of(flows).items()
        if amount
    ]
    held = {(kind, (pitch, year)): balance for kind, pitch, year, balance in session.execute(_HELD)}
    return parts(stakes, held)


def _overruns(session: Session) -> dict[int, int]:
    """What was spent above the released money, by pitch: it has no year until somebody covers it."""
    found: dict[int, int] = {}
    for pitch_id, amount in session.execute(_OVERRUNS):
        found[pitch_id] = found.get(pitch_id, 0) + amount
    return found


def lines(found: Sequence[Piece], by: str, *, year: int | None = None, unit: str = "") -> tuple[Line, ...]:
    """The pieces of a fiscal year and a unit, or of all, summed by what is asked for.

    What belongs to nobody yet is no line of an investor or a goal: only funds and units have a budget.
    """
    summed: dict[Group, dict[str, int]] = {}
    for piece in pieces_of(found, year=year, unit=unit):
        if by in piece.groups:
            sums = summed.setdefault(piece.groups[by], {})
            for name, amount in piece.amounts.items():
                sums[name] = sums.get(name, 0) + amount
    return tuple(Line(*group, _in_order(sums, by)) for group, sums in summed.items())


def outlook_lines(found: Sequence[Piece], *, year: int | None = None, unit: str = "") -> tuple[Line, ...]:
    """How the year of each fund is expected to end."""
    summed = lines(found, "fund", year=year, unit=unit)
    return tuple(replace(line, amounts=outlook(line.amounts)) for line in summed)


def pieces_of(found: Sequence[Piece], *, year: int | None = None, unit: str = "") -> tuple[Piece, ...]:
    """The pieces of a fiscal year and a fund's unit, or of all."""
    return tuple(
        piece for piece in found if year in {None, piece.year} and unit in {"", piece.groups["unit"].address}
    )


def _in_order(sums: Mapping[str, int], by: str) -> dict[str, int]:
    shown = {name: sums.get(name, 0) for name in columns(by)}
    return shown | {name: sums[name] for name in BESIDE.get(by, ()) if name in sums}


BESIDE = {"fund": ("trend",), "unit": ("trend", "planned", "measured")}
"""What stands beside the columns of a cut, once it is known."""


def columns(by: str) -> tuple[str, ...]:
    """The amounts that lines of this kind have."""
    own = {"quarter": REACHED, "outlook": OUTLOOK, "vendor": VENDOR_AMOUNTS}
    if by in own:
        return own[by]
    missing = {"investor": ("budget", "unallotted", "lapsed"), "goal": (*AMOUNTS[:4], "lapsed")}
    return tuple(name for name in AMOUNTS if name not in missing.get(by, ()))


def choice(found: Sequence[Piece]) -> Choice:
    """The years, newest first, and the units that there are."""
    units = {piece.groups["unit"] for piece in found}
    named = tuple((unit.address, unit.name) for unit in sorted(units, key=lambda unit: unit.name))
    return Choice(tuple(sorted({piece.year for piece in found}, reverse=True)), named)
