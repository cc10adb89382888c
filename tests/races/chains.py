"""Chains of acts that begin again when they are through: each a process's part in the proof by kill -9."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy.orm import Session

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding.actions import Choices
from pitchdeck.features.funding.figures.closing import Policy, plan
from pitchdeck.features.funding.queries import closing
from pitchdeck.features.investments import actions as investments
from pitchdeck.features.investments.actions import ActualEntry, ContractEntry, Question
from tests.factories.cast import Cast
from tests.machine.worlds import JANUARY, RELEASE, YEAR, Acts, small
from tests.races.killed import Part

KIND = "delivery_facilitation"


@dataclass(frozen=True)
class Chain(Part):
    """Acts in a fixed order by the people beside them; the first comes again after the last."""

    actors: dict[str, Actor]
    units: dict[str, int]
    steps: ClassVar[tuple[tuple[str, str], ...]]

    def name(self, number: int) -> str:
        return self.steps[(number - 1) % len(self.steps)][0]

    def by(self, number: int) -> Actor:
        return self.actors[self.steps[(number - 1) % len(self.steps)][1]]

    def act(self, session: Session, number: int, at: datetime) -> None:
        del at  # the world has a clock of its own, from which each act is a second later
        moment = RELEASE + timedelta(seconds=number)
        getattr(self, self.name(number))(
            Acts(session, Cast(self.actors, self.units)), number, {"by": self.by(number), "at": moment}
        )


@dataclass(frozen=True)
class Programme(Chain):
    """A small pitch from its submission to its first paid invoice, and to the gate that stops it."""

    purse: str

    steps = (
        ("submit", "presenter"),
        ("commit", "investor2"),
        ("approve", "finance"),
        ("release", "finance"),
        ("report_contract", "presenter"),
        ("confirm_contract", "finance"),
        ("report_actual", "presenter"),
        ("confirm_actual", "finance2"),
        ("call_gate", "presenter"),
        ("vote", "investor2"),
        ("sign_stop", "finance"),
    )

    def _pitch(self, acts: Acts) -> str:
        return str(acts.one("SELECT ref FROM pitch ORDER BY id DESC"))

    def _investment(self, acts: Acts) -> str:
        return str(acts.one("SELECT key FROM investment ORDER BY id DESC"))

    def submit(self, acts: Acts, number: int, who: dict[str, Any]) -> None:
        rolling = str(acts.one("SELECT key FROM round WHERE kind = 'rolling'"))
        measure = int(acts.one("SELECT MIN(id) FROM measure"))
        small(acts, rolling, measure, f"Number {number}", who["at"])

    def commit(self, acts: Acts, _number: int, who: dict[str, Any]) -> None:
        funding.commit(acts.session, self.purse, self._pitch(acts), 1_00, **who)

    def approve(self, acts: Acts, _number: int, who: dict[str, Any]) -> None:
        funding.approve(acts.session, self._pitch(acts), **who)

    def release(self, acts: Acts, _number: int, who: dict[str, Any]) -> None:
        tranche = acts.tranche(self._pitch(acts), 1)
        assert investments.release(acts.session, tranche, reason="The plan stands.", **who)

    def report_contract(self, acts: Acts, number: int, who: dict[str, Any]) -> None:
        entry = ContractEntry(f"PO-{number}", "Coach & Co", 60, YEAR, date(YEAR, 12, 31))
        investments.report_contract(acts.session, self._investment(acts), entry, **who)

    def confirm_contract(self, acts: Acts, _number: int, who: dict[str, Any]) -> None:
        key = str(acts.one("SELECT key FROM contract ORDER BY id DESC"))
        investments.confirm_contract(acts.session, key, **who)

    def report_actual(self, acts: Acts, number: int, who: dict[str, Any]) -> None:
        contract = str(acts.one("SELECT key FROM contract ORDER BY id DESC"))
        entry = ActualEntry(
            RELEASE.date(), RELEASE.date(), KIND, 80, f"RE-{number}", "Coach & Co", contract=contract
        )
        investments.report_actual(acts.session, self._investment(acts), entry, **who)

    def confirm_actual(self, acts: Acts, _number: int, who: dict[str, Any]) -> None:
        key = str(acts.one("SELECT key FROM actual ORDER BY id DESC"))
        investments.confirm_actual(acts.session, key, **who)

    def call_gate(self, acts: Acts, _number: int, who: dict[str, Any]) -> None:
        question = Question("It paid one invoice. Does it go on?", JANUARY.date())
        investments.call_gate(acts.session, self._investment(acts), question, **who)

    def _gate(self, acts: Acts) -> str:
        return str(acts.one("SELECT key FROM gate ORDER BY id DESC"))

    def vote(self, acts: Acts, _number: int, who: dict[str, Any]) -> None:
        who |= {"verdict": "stop", "reason": "One invoice is enough."}
        assert investments.vote(acts.session, self._gate(acts), **who) == "stop"

    def sign_stop(self, acts: Acts, _number: int, who: dict[str, Any]) -> None:
        assert investments.sign_stop(acts.session, self._gate(acts), **who) == (20, 0)


@dataclass(frozen=True)
class YearEnd(Chain):
    """A fund is closed for its year, and re-opened by two people."""

    fund: str

    steps = (("close_year", "finance"), ("ask_reopening", "finance"), ("answer_reopening", "finance2"))

    def close_year(self, acts: Acts, number: int, who: dict[str, Any]) -> None:
        fund_id = int(acts.one("SELECT id FROM fund WHERE key = :key", key=self.fund))
        seal = plan(closing.books_of(acts.session, fund_id, YEAR, own=True), Policy()).seal
        who |= {"at": JANUARY + timedelta(seconds=number)}
        funding.close_year(acts.session, self.fund, YEAR, Choices(), seen=seal, **who)

    def ask_reopening(self, acts: Acts, number: int, who: dict[str, Any]) -> None:
        ref = str(acts.one("SELECT ref FROM fund_close ORDER BY id DESC"))
        who |= {"at": JANUARY + timedelta(seconds=number)}
        funding.ask_reopening(acts.session, ref, reason="An invoice was forgotten.", **who)

    def answer_reopening(self, acts: Acts, number: int, who: dict[str, Any]) -> None:
        key = str(acts.one("SELECT key FROM reopening ORDER BY id DESC"))
        who |= {"at": JANUARY + timedelta(seconds=number)}
        funding.answer_reopening(acts.session, key, verdict="confirmed", **who)


@dataclass(frozen=True)
class Cut(Chain):
    """A fund is raised by two people, gives a part out, and all of it is cut by two again."""

    fund: str
    round_id: int

    steps = (
        ("raise_fund", "finance"),
        ("confirm_raise", "finance2"),
        ("allot", "fund_owner"),
        ("raise_shortfall", "finance"),
        ("confirm_shortfall", "finance"),
        ("confirm_shortfall", "fund_owner"),
    )

    def raise_fund(self, acts: Acts, _number: int, who: dict[str, Any]) -> None:
        funding.change_fund(acts.session, self.fund, kind="raise", amount=4_00, reason="More.", **who)

    def confirm_raise(self, acts: Acts, _number: int, who: dict[str, Any]) -> None:
        statement = "SELECT key FROM fund_change WHERE from_fund_id IS NULL ORDER BY id DESC"
        funding.answer_change(acts.session, str(acts.one(statement)), verdict="confirmed", **who)

    def allot(self, acts: Acts, _number: int, who: dict[str, Any]) -> None:
        to: dict[str, Any] = {"investor_id": self.actors["investor3"].id, "round_id": self.round_id}
        funding.allot(acts.session, self.fund, amount=1_00, **to, **who)

    def raise_shortfall(self, acts: Acts, _number: int, who: dict[str, Any]) -> None:
        funding.raise_shortfall(acts.session, self.fund, 4_00, reason="Cut again.", **who)

    def confirm_shortfall(self, acts: Acts, _number: int, who: dict[str, Any]) -> None:
        key = str(acts.one("SELECT key FROM shortfall ORDER BY id DESC"))
        funding.confirm_shortfall(acts.session, key, 1, **who)
