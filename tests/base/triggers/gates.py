"""An investment with money of three investors, and the rows of its gates as plain SQL would write them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import create_engine, insert, text
from sqlalchemy.exc import DBAPIError

from pitchdeck.base.db import Database
from pitchdeck.features.funding.models import SupplementEnd, Tranche
from pitchdeck.features.investments.models import Gate, GateEnd, GateStop, GateVote
from pitchdeck.features.people.models import Deputy
from pitchdeck.features.pitches.models import CoAuthor
from pitchdeck.features.scoring.models import Recusal
from tests.base.triggers.deputies import deputy_row
from tests.databases import owner_url
from tests.factories.cast import Cast
from tests.features.investments.gates import LAST, Gated, gated
from tests.features.investments.stage import released

AT, LATE = datetime(2026, 4, 22, 12, 0, tzinfo=UTC), datetime(2026, 5, 6, 12, 0, tzinfo=UTC)
"""While the investors have time, and after their last day."""
STAKES = {"investor1": 30_000_00, "investor2": 20_000_00, "investor3": 10_000_00}
ALL = sum(STAKES.values())


class Attack:
    """What the application's own role tries at the gates of one investment."""

    def __init__(self, gated: Gated) -> None:
        self.gated, self.stage, self.cast = gated, gated.stage, gated.stage.cast
        self.investment = self.stage.tracked().row.id
        self.pitch = self.stage.pitch_id

    def put(self, model: Any, **values: Any) -> int:
        """Insert one row in a transaction of its own."""
        with self.stage.database.writing() as turn:
            return int(turn.session.execute(insert(model).returning(model.id), [values]).scalar_one())

    def run(self, statement: str) -> None:
        with self.stage.database.writing() as turn:
            turn.session.execute(text(statement))

    def one(self, statement: str) -> int:
        with self.stage.database.reading() as session:
            return int(session.execute(text(statement)).scalar_one())

    def refused(self, words: str, attack: str | Any, **values: Any) -> None:
        """Try plain SQL or an INSERT of a row; the database refuses it with these words."""
        with pytest.raises(DBAPIError, match=words):
            if isinstance(attack, str):
                self.run(attack)
            else:
                self.put(attack, **values)

    def refused_to_owner(self, words: str, statement: str) -> None:
        """Try plain SQL as the database's owner, whom no missing right holds back."""
        engine = create_engine(owner_url(self.stage.database))
        with pytest.raises(DBAPIError, match=words), engine.begin() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def person(self, name: str, deputy: str = "") -> dict[str, int | None]:
        """Who did it, and who in their place, as a row says it."""
        by = self.cast.actors
        return {"by_id": by[name].id, "deputy_id": by[deputy].id if deputy else None}

    def gate(self, key: str = "g", by: str = "presenter", deputy: str = "") -> dict[str, Any]:
        row = {"key": key, "investment_id": self.investment, "question": "Go on?", "due_on": LAST, "at": AT}
        return row | self.person(by, deputy)

    def vote(self, gate: int, name: str, verdict: str = "stop", deputy: str = "", **more: Any) -> Any:
        row = {"gate_id": gate, "verdict": verdict, "reason": "So.", "amount": STAKES.get(name, 1), "at": AT}
        return row | self.person(name, deputy) | more

    def end(self, gate: int, verdict: str, voted: int, **more: Any) -> dict[str, Any]:
        row = {"gate_id": gate, "verdict": verdict, "voted": voted, "total": ALL, "at": AT}
        return row | self.person("investor1") | more

    def stop(self, gate: int, name: str = "finance", deputy: str = "") -> dict[str, Any]:
        return {"gate_id": gate, "at": LATE} | self.person(name, deputy)

    def to(self, state: str) -> str:
        """The statement that puts the investment into a state."""
        return f"UPDATE investment SET state = '{state}' WHERE id = {self.investment}"

    def open(self, key: str = "g", **words: str) -> int:
        """A gate that was called, is due, and has these words of investors; its id."""
        gate = self.put(Gate, **self.gate(key))
        self.run(self.to("gate_due"))
        for name, verdict in words.items():
            self.put(GateVote, **self.vote(gate, name, verdict))
        return gate

    def decided(self, verdict: str, key: str = "g") -> int:
        """A gate that investors 1 and 2 decided so; its id."""
        gate = self.open(key, investor1=verdict, investor2=verdict)
        self.put(GateEnd, **self.end(gate, verdict, 50_000_00))
        return gate

    def stopped(self) -> int:
        """A stop that finance signed; the gate's id."""
        gate = self.decided("stop")
        self.put(GateStop, **self.stop(gate))
        self.run(self.to("stopped"))
        return gate

    def recuse(self, name: str, kind: str = "personal") -> None:
        person = self.cast.actors[name].id
        self.put(Recusal, pitch_id=self.pitch, person_id=person, kind=kind, reason="vendor", at=AT)

    def write_with(self, name: str) -> None:
        """A co-author of the pitch."""
        self.put(CoAuthor, pitch_id=self.pitch, person_id=self.cast.actors[name].id)

    def name(self, deputy: str, principal: str, *, confirmed: bool = True) -> None:
        """Somebody named a deputy of another."""
        self.put(Deputy, **deputy_row(self.cast, deputy, principal, confirmed=confirmed))

    def hand_in(self, deputy: str) -> None:
        """Somebody handed the pitch in once more, in its presenter's place."""
        self.name(deputy, "presenter")
        columns = (
            "pitch_id, title, goal_id, measure_id, sponsor_id, content, inputs, figures, engine_version,"
            " hash, currency, ask_minor, minimum_minor, submitted_by_id, submitted_at"
        )
        self.run(
            f"INSERT INTO revision (number, deputy_id, {columns})"
            f" SELECT number + 1, {self.cast.actors[deputy].id}, {columns} FROM revision"
            f" WHERE pitch_id = {self.pitch} ORDER BY number DESC LIMIT 1"
        )

    def release(self) -> dict[str, Any]:
        """Finance's release of the tranche that still waits."""
        waits = "NOT EXISTS (SELECT 1 FROM release r WHERE r.tranche_id = t.id)"
        tranche = f"SELECT MIN(t.id) FROM tranche t WHERE t.pitch_id = {self.pitch} AND {waits}"
        return {"tranche_id": self.one(tranche), "reason": "Now.", "at": AT} | self.person("finance")

    def moved(self, amount: int = 1_00) -> dict[str, Any]:
        """The line of the ledger that makes committed money spendable."""
        own = f"SELECT id FROM account WHERE pitch_id = {self.pitch} AND kind = '{{}}'"
        kinds = {"from_kind": "committed", "to_kind": "released", "verb": "release", "currency": "EUR"}
        ids = {"from_id": self.one(own.format("committed")), "to_id": self.one(own.format("released"))}
        words = {"amount": amount, "document": "", "reason": "", "at": AT}
        return kinds | ids | words | self.person("finance")

    def review(self) -> dict[str, Any]:
        """The presenter's closing review."""
        words = {"key": "r", "obtained": "Little.", "why": "Too few came.", "lesson": "Ask first."}
        figures = dict.fromkeys(("planned_cost", "cost", "planned_benefit", "benefit"), 1)
        row = {"investment_id": self.investment, "at": LATE} | words | figures
        return row | self.person("presenter")

    def contract(self, key: str) -> dict[str, Any]:
        """A contract that the presenter reports."""
        row = {"key": key, "investment_id": self.investment, "reference": key, "vendor": "Coach & Co"}
        row |= {"amount": 1_00, "fiscal_year": 2026, "ends_on": date(2026, 12, 31), "note": ""}
        return row | {"reported_by_id": self.cast.presenter.id, "reported_at": LATE}

    def reading(self, key: str) -> dict[str, Any]:
        """A reading that the presenter records."""
        measure = self.one("SELECT MIN(id) FROM measure")
        row = {"key": key, "investment_id": self.investment, "measure_id": measure, "read_on": LAST}
        row |= {"covers_from": date(2026, 4, 1), "covers_to": date(2026, 4, 30), "method": "manager"}
        row |= {"baseline": 1.0, "value": 2.0, "isolation": 0.5, "confidence": 0.5, "evidence": "e"}
        row |= {"benefit_minor": 1, "derivation": "d", "reported_by_id": self.cast.presenter.id}
        return row | {"reported_at": LATE}

    def more_money(self) -> dict[str, Any]:
        """The presenter's question for more money of the rolling round."""
        one = self.one
        ids = {
            "pitch_id": self.pitch,
            "revision_id": one(f"SELECT revision_id FROM investment WHERE id = {self.investment}"),
            "round_id": self.gated.short.round_id,
        }
        asked = {"key": "more", "fiscal_year": 2026, "amount": 1_00, "category": "travel", "at": LATE}
        words = {"reason": "why", "benefit": "none", "until_on": date(2026, 6, 1)}
        return ids | asked | words | self.person("presenter")

    def approved(self, amount: int) -> dict[str, int]:
        """A tranche that nobody released yet, and the approved supplement that pays for it."""
        short = self.gated.short
        key = short.ask(amount)
        short.commit(key, amount, "investor3")
        asked = short.row(key)
        verdict = {"outcome": "approved", "revision_hash": asked.revision_hash, "rule": "r", "reason": ""}
        finance = self.person("finance")
        self.put(SupplementEnd, supplement_id=asked.id, limit_minor=None, at=short.at, **verdict, **finance)
        tranche = {"key": "t", "pitch_id": self.pitch, "number": 99, "fiscal_year": 2026, "amount": amount}
        return {"tranche_id": self.put(Tranche, **tranche, condition="Now."), "supplement_id": asked.id}


@pytest.fixture
def attack(database: Database, cast: Cast) -> Attack:
    """The application's own role before an investment with 60,000.00 of three investors in it."""
    return Attack(gated(released(database, cast)))
