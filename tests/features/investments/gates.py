"""An investment with three investors, and the acts at its gates."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pitchdeck.base.policy import Actor
from pitchdeck.features.investments.actions import Question
from pitchdeck.features.investments.queries import gates
from pitchdeck.features.investments.queries.gates import GatePage, GateRow
from tests.features.investments.stage import Stage
from tests.features.investments.supplements import Short, roll

LAST = date(2026, 5, 4)
WORDS = "The pilot had 40 of 100 agents. How does it go on?"


@dataclass
class Gated:
    """The stage of an investment with 30,000.00 of investor 1, 20,000.00 of 2 and 10,000.00 of 3 in it."""

    stage: Stage
    short: Short

    @property
    def at(self) -> datetime:
        return self.short.at

    def call(self, by: str | Actor = "presenter", words: str = WORDS, due_on: date = LAST) -> str:
        key: str = self.stage.do("call_gate", self.stage.key, Question(words, due_on), by=by, at=self.at)
        return key

    def vote(
        self, key: str, verdict: str, by: str | Actor, reason: str = "It reaches too few.", **more: Any
    ) -> Any:
        at = more.pop("at", self.at)
        return self.stage.do("vote", key, verdict=verdict, reason=reason, by=by, at=at, **more)

    def sign(self, key: str, by: str | Actor = "finance", at: datetime | None = None) -> Any:
        return self.stage.do("sign_stop", key, by=by, at=at or self.at)

    def stop(self) -> str:
        """Called, decided to stop by everybody, and signed; the gate's key."""
        key = self.call()
        self.vote(key, "stop", "investor1")
        self.vote(key, "stop", "investor2")
        self.sign(key)
        return key

    def row(self, key: str) -> GateRow:
        with self.stage.database.reading() as session:
            return gates.gate_of_key(session, key)

    def page(self, key: str, viewer: str, today: date = LAST) -> GatePage:
        with self.stage.database.snapshot() as session:
            return gates.gate_page(session, key, self.stage.cast.actors[viewer], today=today)

    @property
    def state(self) -> str:
        return self.stage.tracked().row.state


def gated(stage: Stage) -> Gated:
    """The investment of a stage, with 30,000.00 more from two other investors."""
    short = roll(stage)
    key = short.ask(30_000_00)
    short.commit(key, 20_000_00, "investor2")
    short.commit(key, 10_000_00, "investor3")
    short.approve(key)
    return Gated(stage, short)
