"""The small world of the machine, brought about by real acts, at four depths that any example may begin at.

Two funds of two units, one dated and one rolling round, two pitches that ask of it (one of next year too) and
small ones; amounts of a few cents, so that they collide. Dates are fixed: nothing depends on today.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from pitchdeck.base.db import Database
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.investments import actions as investments
from pitchdeck.features.investments.actions import ActualEntry, ContractEntry
from pitchdeck.features.pitches import actions as pitches
from pitchdeck.features.pitches.figures import CostRow, LineTiers
from pitchdeck.features.pitches.queries import appraise, draft_of
from pitchdeck.features.rounds import actions as rounds
from pitchdeck.features.rounds.actions import RollingPlan
from pitchdeck.features.scoring import actions as scoring
from tests import databases
from tests.factories import rules
from tests.factories.cast import Cast
from tests.factories.pitches import AT, draft, measure, open_round, rates
from tests.factories.scores import DELIBERATION, SCORING, Known, give

YEAR, NEXT = 2026, 2027
INVESTORS = ("investor1", "investor2", "investor3")
FUNDING, REVIEW = AT + timedelta(days=47), AT + timedelta(days=61)
RELEASE = datetime(2026, 4, 20, 10, 0, tzinfo=UTC)
JANUARY = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
ONE, TWO, SMALL = "P-2026-0001", "P-2026-0002", "P-2026-0003"
Costs = tuple[CostRow, ...]
OUT: dict[str, object] = {"out": True}


def _coach(amount: int) -> CostRow:
    return CostRow("one_off", "delivery_facilitation", "Coaches", {"amount": amount, "month": 2}, "Quote 7")


def _platform(amount: int, month: int, months: int) -> CostRow:
    terms = {"amount": amount, "month": month, "months": months}
    return CostRow("recurring", "technology", "Platform", terms, "Price list")


ASKS: dict[str, tuple[Costs, tuple[LineTiers, ...]]] = {
    # 3.00 of 2026; 2.00 at least
    "One": ((_coach(2), _platform(1, 2, 1)), ({}, {"minimum": OUT})),
    # 4.00 of 2026 and 2.00 of 2027; 2.00 of each at least
    "Two": ((_coach(2), _platform(1, 7, 4)), ({"minimum": OUT}, {})),
}


@dataclass
class Acts:
    """The acts of a world in one transaction."""

    session: Session
    cast: Cast

    def one(self, statement: str, **values: Any) -> Any:
        return self.session.execute(text(statement), values).scalars().first()

    def fund(self, unit: str, amount: int, year: int = YEAR, *, at: datetime = AT) -> str:
        made = funding.open_fund(
            self.session,
            name=f"{unit} {year}",
            unit_id=self.cast.units[unit],
            fiscal_year=year,
            amount=amount,
            owner_id=self.cast.fund_owner.id,
            by=self.cast.finance,
            at=at,
        )
        funding.confirm_fund(self.session, made.key, by=self.cast.finance2, at=at)
        return made.key

    def allot(self, fund: str, name: str, round_id: int, amount: int) -> None:
        to: dict[str, Any] = {"investor_id": self.cast.actors[name].id, "round_id": round_id}
        funding.allot(self.session, fund, amount=amount, by=self.cast.fund_owner, at=AT, **to)

    def purse(self, name: str, kind: str) -> str:
        statement = (
            "SELECT p.key FROM purse p JOIN round r ON r.id = p.round_id"
            " WHERE p.investor_id = :id AND r.kind = :kind ORDER BY p.id"
        )
        return str(self.one(statement, id=self.cast.actors[name].id, kind=kind))

    def commit(self, name: str, ref: str, amount: int, kind: str = "standard") -> None:
        by = self.cast.actors[name]
        funding.commit(self.session, self.purse(name, kind), ref, amount, by=by, at=FUNDING)

    def round(self, kind: str) -> str:
        return str(self.one("SELECT key FROM round WHERE kind = :kind ORDER BY id", kind=kind))

    def tranche(self, ref: str, number: int) -> str:
        statement = (
            "SELECT t.key FROM tranche t JOIN pitch p ON p.id = t.pitch_id"
            " WHERE p.ref = :ref AND t.number = :number"
        )
        return str(self.one(statement, ref=ref, number=number))


def small(acts: Acts, round_key: str, measure_id: int, title: str, at: datetime) -> str:
    """A pitch of 1.00 without a benefit, in funding in the rolling round; its reference."""
    session, cast = acts.session, acts.cast
    made = draft(session, cast, measure_id, title=title, benefits=(), costs=(_coach(1),), at=at)
    pitches.ask_sponsor(session, made.key, by=cast.presenter, at=at)
    pitches.submit(session, made.key, by=cast.presenter, at=at)
    funding.screen(session, made.key, round_key=round_key, by=cast.lead, at=at)
    return str(made.ref)


def _submitted(acts: Acts, title: str) -> Known:
    session, cast = acts.session, acts.cast
    own = measure(session, cast, goal=f"Goal of {title}", name=f"Rework, {title}")
    costs, tiers = ASKS[title]
    pitch = draft(session, cast, own.id, title=title, costs=costs)
    version = draft_of(session, pitch.id).version
    pitches.save_tiers(session, pitch.key, tiers, ({},), version=version, by=cast.presenter, at=AT)
    pitches.ask_sponsor(session, pitch.key, by=cast.presenter, at=AT)
    pitches.submit(session, pitch.key, by=cast.presenter, at=AT)
    claim = appraise(session, pitch.id, pitch.key).asked
    assert claim is not None
    pitches.answer_claim(session, claim.key, verdict="yes", by=cast.sponsor, at=AT)
    return Known(pitch.id, pitch.key, str(pitch.ref), 0)


def _in_funding(acts: Acts) -> None:
    """Both rounds take money: 9.00 in purses, 6.00 not given out."""
    session, cast = acts.session, acts.cast
    rates(session, cast)
    rules.change(session, cast, small_minor=1_00, large_minor=1_000_00, single_minor=1_00)
    dated = open_round(session, cast)
    for title in ASKS:
        known = _submitted(acts, title)
        pitches.screen(session, known.key, round_key=dated.key, by=cast.lead, at=AT)
    pitches.open_scoring(session, dated.key, by=cast.chair, at=SCORING)
    for ref in (ONE, TWO):
        pitch_id = int(acts.one("SELECT id FROM pitch WHERE ref = :ref", ref=ref))
        key = str(acts.one("SELECT key FROM pitch WHERE ref = :ref", ref=ref))
        for name in INVESTORS[:2]:
            give(session, Known(pitch_id, key, ref, dated.id), 4, by=cast.actors[name])
    scoring.close_scoring(session, dated.key, by=cast.chair, at=DELIBERATION)
    scoring.shortlist(session, dated.key, [ONE, TWO], by=cast.chair, at=DELIBERATION)
    panel = tuple(cast.actors[name].id for name in INVESTORS)
    plan = RollingPlan("Always open", cast.units["Nordwind"], cast.chair.id, panel, YEAR)
    rolling = rounds.create_rolling(session, plan, by=cast.lead, at=AT)
    rounds.start_rolling(session, rolling, by=cast.chair, at=AT)
    sales, support = acts.fund("Sales", 10_00), acts.fund("Support", 5_00)
    for name, fund, amount in (
        ("investor1", sales, 2_50),
        ("investor2", sales, 2_50),
        ("investor3", support, 2_50),
    ):
        acts.allot(fund, name, dated.id, amount)
    acts.allot(sales, "investor1", rolling.id, 1_00)
    acts.allot(support, "investor3", rolling.id, 50)
    small(acts, rolling.key, int(acts.one("SELECT MIN(id) FROM measure")), "Three", FUNDING)
    funding.open_funding(session, dated.key, by=cast.chair, at=FUNDING)
    rules.change(session, cast, small_minor=1_00, large_minor=1_20, single_minor=1_00)


def _published(acts: Acts) -> None:
    """Both pitches are funded, next year's part of one is promised, and a small one was approved ahead.

    One investor's word is half of the money of each: at a gate it decides nothing before the last day.
    """
    session, cast = acts.session, acts.cast
    for name, ref, amount in (
        ("investor1", ONE, 1_50),
        ("investor2", ONE, 1_50),
        ("investor1", TWO, 1_00),
        ("investor2", TWO, 1_00),
        ("investor3", TWO, 2_00),
    ):
        acts.commit(name, ref, amount)
    by, purse = cast.investor1, acts.purse("investor1", "standard")
    funding.promise(session, purse, TWO, NEXT, 2_00, by=by, at=FUNDING)
    terms = funding.Terms(
        str(acts.one("SELECT key FROM fund ORDER BY id")),
        1_00,
        2_00,
        ("delivery_facilitation",),
        FUNDING.date(),
        date(2026, 12, 31),
        "Single days of coaching need no look.",
    )
    standing = funding.set_standing(session, terms, by=cast.finance, at=FUNDING)
    funding.answer_standing(session, standing.key, verdict="confirmed", by=cast.finance2, at=FUNDING)
    acts.commit("investor1", SMALL, 1_00, "rolling")
    dated = acts.round("standard")
    funding.close_funding(session, dated, by=cast.chair, at=REVIEW)
    for ref in (ONE, TWO):
        funding.approve(session, ref, by=cast.finance, at=REVIEW)
    funding.decide(session, dated, by=cast.chair, at=REVIEW)
    funding.publish(session, dated, by=cast.chair, at=REVIEW)


def _running(acts: Acts) -> None:
    """The first money of both is released by two people; a contract, an invoice of it, and one without."""
    session, cast = acts.session, acts.cast
    for ref in (ONE, TWO):
        for by in (cast.finance, cast.finance2):
            key = acts.tranche(ref, 1)
            opened = investments.release(session, key, by=by, at=RELEASE, reason="The plan stands.")
            if opened:
                break
        assert opened
        entry = ContractEntry(f"PO-{ref}", "Coach & Co", 80, YEAR, date(2026, 12, 31))
        contract = investments.report_contract(session, opened, entry, by=cast.presenter, at=RELEASE)
        investments.confirm_contract(session, contract, by=cast.finance, at=RELEASE)
        day, kind = RELEASE.date(), "delivery_facilitation"
        for number, (amount, named) in enumerate(((30, contract), (10, ""))):
            reference = f"RE-{ref}-{number}"
            actual = ActualEntry(day, day, kind, amount, reference, "Coach & Co", contract=named)
            made = investments.report_actual(session, opened, actual, by=cast.presenter, at=RELEASE)
            investments.confirm_actual(session, made, by=cast.finance, at=RELEASE)


def _at_year_end(acts: Acts) -> None:
    """Next year's fund of one unit is open when the old year is closed."""
    acts.fund("Sales", 6_00, NEXT, at=JANUARY)


DEPTHS: tuple[tuple[Callable[[Acts], None], datetime], ...] = (
    (_in_funding, FUNDING),
    (_published, REVIEW),
    (_running, RELEASE),
    (_at_year_end, JANUARY),
)


@cache
def kept_at(dialect: str, depth: int) -> str:
    """What a copy of the world at this depth is opened by; each depth is made once, from the one before."""
    before = kept_at(dialect, depth - 1) if depth else ""
    with databases.kept(dialect, before) as database:
        with database.writing() as turn:
            DEPTHS[depth][0](Acts(turn.session, databases.house_of(database)))
        return databases.keep(database, f"money_{depth}")


def world(dialect: str, depth: int) -> tuple[Any, datetime]:
    """A database of one's own in which the world is at this depth, and the moment it stopped at."""
    return databases.kept(dialect, kept_at(dialect, depth)), DEPTHS[depth][1]


def last_transfer(database: Database) -> int:
    with database.reading() as session:
        return int(session.execute(text("SELECT COALESCE(MAX(id), 0) FROM transfer")).scalar_one())
