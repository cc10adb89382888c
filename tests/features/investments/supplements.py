"""An investment that was overspent, and a rolling round whose investors may pay for it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import text

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding import queries as funded
from pitchdeck.features.funding.actions import Given, Wanted
from pitchdeck.features.funding.queries.supplements import SupplementRow
from pitchdeck.features.rounds import actions as rounds
from tests.features.funding.rolling import plan
from tests.features.investments.stage import Stage

RELEASED, OVER = 12_000_00, 3_000_00
UNTIL = date(2026, 5, 10)


@dataclass
class Short:
    """The stage of an investment with an overrun, and the acts on more money for it."""

    stage: Stage
    round_id: int
    round_key: str
    purses: dict[str, str] = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        return self.stage.at + timedelta(days=1)

    def wanted(self, amount: int = OVER, **more: Any) -> Wanted:
        asked: dict[str, Any] = {
            "fiscal_year": 2026,
            "amount": amount,
            "category": "delivery_facilitation",
            "reason": "Two more groups came than were planned.",
            "benefit": "The benefit stays as it was promised.",
            "until_on": UNTIL,
        }
        return Wanted(**(asked | more))

    def ask(self, amount: int = OVER, by: str | Actor = "presenter", **more: Any) -> str:
        key: str = self.stage.do("ask_more", self.stage.key, self.wanted(amount, **more), by=by, at=self.at)
        return key

    def money(self, verb: str, *values: Any, by: str | Actor, at: datetime | None = None, **more: Any) -> Any:
        doing = getattr(funding, verb)
        person = self.stage.cast.actors[by] if isinstance(by, str) else by
        when = at or self.at
        return self.stage.act(lambda turn: doing(turn.session, *values, by=person, at=when, **more))

    def commit(self, key: str, amount: int, by: str = "investor2", **more: Any) -> Given:
        given: Given = self.money("commit_more", key, self.purses[by], amount, by=by, **more)
        return given

    def approve(self, key: str, by: str | Actor = "finance", at: datetime | None = None) -> int:
        paid: int = self.stage.do("approve_more", key, by=by, at=at or self.at)
        return paid

    def row(self, key: str) -> SupplementRow:
        with self.stage.database.reading() as session:
            return funded.supplements.supplement_of_key(session, key)

    def balance(self, kind: str, year: int = 2026) -> int:
        with self.stage.database.reading() as session:
            row = funded.of_pitch(session, self.stage.pitch_id).get((kind, year))
            return row.balance if row else 0

    def free_of(self, name: str) -> int:
        with self.stage.database.reading() as session:
            purse = funded.purse_of_key(session, self.purses[name])
            return funded.of_purses(session, [purse.id])[purse.id].balance

    def count(self, table: str) -> int:
        with self.stage.database.reading() as session:
            return int(session.execute(text(f"SELECT COUNT(*) FROM {table}")).scalar_one())


def overspent(stage: Stage, over: int = OVER) -> Short:
    """An investment that spent `over` above its release, and a rolling round of 2026 with three purses."""
    short = roll(stage)
    stage.actual(RELEASED + over, confirmed_by="finance")
    return short


def roll(stage: Stage, purse: int = 20_000_00, **more: Any) -> Short:
    """A rolling round of 2026 over the pitch's unit, and a purse for each of its three investors."""
    cast, at = stage.cast, stage.at
    with stage.database.writing() as turn:
        session = turn.session
        made = rounds.create_rolling(session, plan(cast, year=2026), by=cast.lead, at=at)
        rounds.start_rolling(session, made, by=cast.chair, at=at)
        short = Short(stage, made.id, made.key)
    for name in ("investor1", "investor2", "investor3"):
        short.purses[name] = give_purse(short, name, purse, **more)
    return short


def give_purse(short: Short, name: str, amount: int, fund: str = "", **more: Any) -> str:
    """A purse of the rolling round from a fund of its own; its key."""
    cast = short.stage.cast
    made: dict[str, Any] = {
        "name": fund or f"Support 2026 of {name}",
        "unit_id": cast.units["Support"],
        "fiscal_year": 2026,
        "amount": 2 * amount,
        "owner_id": cast.fund_owner.id,
    } | more
    at, by = short.at, cast.finance
    opened = short.stage.act(lambda turn: funding.open_fund(turn.session, by=by, at=at, **made).key)
    short.money("confirm_fund", opened, by="finance2")
    given: dict[str, Any] = {
        "investor_id": cast.actors[name].id,
        "round_id": short.round_id,
        "amount": amount,
    }
    key: str = short.money("allot", opened, by="fund_owner", **given)
    return key
