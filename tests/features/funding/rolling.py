"""A rolling round with purses, and small pitches on their way into it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from pitchdeck.base.db import Database
from pitchdeck.features.funding import actions
from pitchdeck.features.pitches.figures import CostRow
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.rounds import actions as rounds
from pitchdeck.features.rounds.actions import RollingPlan
from pitchdeck.features.strategy.models import Claim
from tests.factories import pitches
from tests.factories.cast import Cast
from tests.features.funding.stage import INVESTORS, NOW, YEAR, Stage

AHEAD = max(NOW.year, YEAR) + 1
"""A fiscal year that has not ended, whenever the tests run."""
SMALL = 2_700_00


def coach(minor: int = SMALL, later: int = 0) -> tuple[CostRow, ...]:
    """One day of a coach, and another one two years later where `later` is its price."""
    terms = [{"amount": minor // 100, "month": 2}]
    terms += [{"amount": later // 100, "month": 26}] if later else []
    kind, category, label = "one_off", "delivery_facilitation", "A day of a coach"
    return tuple(CostRow(kind, category, label, each, "Quote 7") for each in terms)


@dataclass
class Rolling(Stage):
    """The rolling round of the whole organisation, open, with purses of investors 1 to 3."""

    measure_id: int = 0

    def submit(
        self,
        *,
        benefits: Any = (),
        minor: int = SMALL,
        later: int = 0,
        yes: bool = False,
        title: str = "",
    ) -> str:
        """A submitted pitch without a benefit, unless it is given; its reference.

        It asks `minor` of its first year, and `later` of the one after the next.
        """

        def made(turn: Any) -> str:
            more = {
                "benefits": benefits,
                "costs": coach(minor, later),
                "title": title or "One day of coaching",
            }
            pitch = pitches.submitted(turn.session, self.cast, self.measure_id, at=turn.at, yes=yes, **more)
            return pitch.ref or ""

        return self.act(made)

    def screen(self, ref: str) -> str:
        """Let the lead accept a pitch into the round; its state then."""
        by = self.cast.lead
        key = self.key_of(ref)
        return self.act(
            lambda turn: actions.screen(turn.session, key, round_key=self.round_key, by=by, at=turn.at)
        )

    def small(self, **more: Any) -> str:
        """A small pitch that looks for money; its reference."""
        ref = self.submit(**more)
        self.screen(ref)
        return ref

    def answer(self, ref: str, verdict: str = "yes", reason: str = "") -> None:
        """The sponsor's answer to the pitch's newest claim."""

        def answered(turn: Any) -> None:
            asked = select(Claim.key).where(Claim.pitch_key == self.key_of(ref)).order_by(Claim.id.desc())
            key = turn.session.execute(asked.limit(1)).scalar_one()
            by = self.cast.sponsor
            actions.answer_claim(turn.session, key, verdict=verdict, reason=reason, by=by, at=turn.at)

        self.act(answered)

    def key_of(self, ref: str) -> str:
        with self.reading() as session:
            return session.execute(select(Pitch.key).where(Pitch.ref == ref)).scalar_one()


def plan(cast: Cast, *, name: str = "Always open", unit: str = "Nordwind", year: int = AHEAD) -> RollingPlan:
    """A rolling round chaired by the chair, with three investors."""
    panel = tuple(cast.actors[each].id for each in INVESTORS)
    return RollingPlan(name, cast.units[unit], cast.chair.id, panel, year)


def roll(database: Database, cast: Cast, *, purse: int = 10_000_00, **more: Any) -> Rolling:
    """Plan and open a rolling round, and give each investor a purse of this size."""
    with database.writing() as turn:
        session = turn.session
        measure = pitches.measure(session, cast)
        round_ = rounds.create_rolling(session, plan(cast, **more), by=cast.lead, at=turn.at)
        rounds.start_rolling(session, round_, by=cast.chair, at=turn.at)
        ids = round_.id, round_.key, measure.id
    stage = Rolling(database, cast, ids[0], {}, round_key=ids[1], measure_id=ids[2])
    fund = stage.fund(10 * purse)
    for name in INVESTORS:
        stage.allot(fund, name, purse)
    return stage
