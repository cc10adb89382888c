"""Gates in a race: one gate, one word of each, one decision, and the money of a stop goes back once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from pitchdeck.base.db import Database
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding.actions import Choices
from pitchdeck.features.funding.figures.closing import Policy, plan
from pitchdeck.features.funding.queries import closing
from pitchdeck.features.investments import actions as investments
from pitchdeck.features.investments.actions import Question
from pitchdeck.features.portfolio.queries.invariants import breaches
from tests.factories.cast import Cast
from tests.features.investments.gates import LAST, WORDS, Gated, gated
from tests.features.investments.stage import released
from tests.machine.worlds import JANUARY, NEXT, YEAR
from tests.races.crowd import PROCESSES, race

pytestmark = pytest.mark.race
Act = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


def one_of(database: Database, number: int, _turn: int, needs: tuple[Act, ...]) -> None:
    """Each process has an act of its own, which it tries again and again."""
    act, values, more = needs[number % len(needs)]
    with database.writing() as turn:
        act(turn.session, *values, **more)


class Crowded(Gated):
    """The acts of the stage, as processes try them at once."""

    def by(self, name: str, act: Callable[..., Any], *values: Any, **more: Any) -> Act:
        at = self.at + timedelta(minutes=1)  # after what led there
        return act, values, {"by": replace(self.stage.cast.actors[name]), "at": at, **more}

    def word(self, gate: str, verdict: str, name: str) -> Act:
        return self.by(name, investments.vote, gate, verdict=verdict, reason="It reaches too few.")

    def raced(self, *acts: Act, tries: int = 3) -> int:
        """How many acts were done; all others were refused in words, and every invariant holds."""
        came = race(self.stage.database.url, one_of, tries, acts)
        done = came.pop("done")
        assert all(words.startswith("refused: ") for words in came), came
        with self.stage.database.snapshot() as session:
            assert [(each.invariant, each.row) for each in breaches(session)] == []
        return done

    def count(self, rows: str) -> int:
        return self.short.count(rows)

    def returned(self) -> int:
        with self.stage.database.reading() as session:
            statement = "SELECT COALESCE(SUM(amount), 0) FROM transfer WHERE reason LIKE '%was stopped.'"
            return int(session.execute(text(statement)).scalar_one())


@pytest.fixture
def crowded(database: Database, cast: Cast) -> Crowded:
    made = gated(released(database, cast))
    return Crowded(made.stage, made.short)


def to_sign(crowded: Crowded) -> str:
    """A gate that was decided to stop."""
    gate = crowded.call()
    crowded.vote(gate, "stop", "investor1")
    crowded.vote(gate, "stop", "investor2")
    return gate


def test_of_two_words_that_would_decide_one_does(crowded: Crowded) -> None:
    gate = crowded.call()
    crowded.vote(gate, "stop", "investor1")
    two = crowded.word(gate, "stop", "investor2"), crowded.word(gate, "stop", "investor3")
    assert crowded.raced(*two) == 1
    assert (crowded.count("gate_vote"), crowded.count("gate_end")) == (2, 1)
    assert crowded.row(gate).verdict == "stop"


def test_two_words_that_only_decide_together_are_both_heard(crowded: Crowded) -> None:
    gate = crowded.call()
    two = crowded.word(gate, "pause", "investor1"), crowded.word(gate, "stop", "investor2")
    assert crowded.raced(*two) == len(two)
    assert (crowded.count("gate_vote"), crowded.count("gate_end")) == (2, 1)
    assert crowded.state == "paused"


def test_an_investor_has_one_word_however_often_it_is_sent(crowded: Crowded) -> None:
    gate = crowded.call()
    verdicts = ("stop", "pause", "continue", "rescope")
    assert crowded.raced(*(crowded.word(gate, verdict, "investor3") for verdict in verdicts)) == 1
    assert (crowded.count("gate_vote"), crowded.count("gate_end")) == (1, 0)


def test_the_last_word_and_the_clock_decide_once(crowded: Crowded) -> None:
    gate = crowded.call()
    crowded.vote(gate, "rescope", "investor1")
    late = {"at": crowded.at.replace(month=6)}
    clock: Act = (investments.decide_in_time, (gate,), late)
    word, values, said = crowded.word(gate, "stop", "investor2")
    crowded.raced(clock, (word, values, said | late))
    assert crowded.count("gate_end") == 1
    assert crowded.state in ("rescoped", "gate_due")


def test_a_stop_is_signed_once_and_its_money_goes_back_once(crowded: Crowded) -> None:
    gate = to_sign(crowded)
    rest = sum(each.amount for each in crowded.page(gate, "finance").rest)
    both = (crowded.by(name, investments.sign_stop, gate) for name in ("finance", "finance2"))
    assert crowded.raced(*both) == 1
    assert (crowded.count("gate_stop"), crowded.state) == (1, "stopped")
    assert crowded.returned() == rest == 60_000_00


def test_a_stop_beside_whatever_moves_its_money(crowded: Crowded) -> None:
    """An invoice is paid or an overrun, more money is approved or ended, and no tranche is released."""
    stage, short = crowded.stage, crowded.short
    stage.at += timedelta(days=1)
    contract = stage.contract(4_000_00, confirmed_by="finance")
    actual = stage.actual(2_000_00)
    more = short.ask(5_000_00)
    short.commit(more, 3_000_00, "investor1")
    gate = to_sign(crowded)
    done = crowded.raced(
        crowded.by("finance", investments.sign_stop, gate),
        crowded.by("finance2", investments.confirm_actual, actual),
        crowded.by("investor3", funding.commit_more, more, short.purses["investor3"], 2_000_00),
        crowded.by("finance2", investments.approve_more, more),
        crowded.by("finance", investments.release, stage.tranches[1], reason="The plan stands."),
        crowded.by("finance2", investments.end_contract, contract, reason="Called off."),
        crowded.by("finance2", investments.sign_stop, gate),
        crowded.by("presenter", funding.withdraw_supplement, more, why="Solved."),
        tries=5,
    )
    assert done >= len(("signed", "confirmed", "ended"))
    assert (crowded.count("gate_stop"), crowded.state) == (1, "stopped")
    assert (crowded.count('"release"'), crowded.count("supplement_end WHERE supplement_id > 1")) == (1, 1)
    left = {kind: short.balance(kind) for kind in ("reserved", "contracted", "spent")}
    over = stage.tracked().overrun
    assert (left["reserved"], left["contracted"], left["spent"] + over) == (0, 0, 2_000_00)


def test_a_stop_beside_a_cut_of_its_fund(crowded: Crowded) -> None:
    fund = crowded.stage.act(
        lambda turn: str(turn.session.execute(text("SELECT key FROM fund ORDER BY id")).scalars().first())
    )
    said: dict[str, Any] = {"reason": "The group cut it.", "by": crowded.stage.cast.finance}
    cut = crowded.stage.act(
        lambda turn: funding.raise_shortfall(turn.session, fund, 75_000_00, at=crowded.at, **said)
    )
    gate = to_sign(crowded)
    crowded.raced(
        crowded.by("finance", investments.sign_stop, gate),
        crowded.by("finance", funding.confirm_shortfall, cut, 1),
        crowded.by("finance2", investments.sign_stop, gate),
        crowded.by("fund_owner", funding.confirm_shortfall, cut, 1),
    )
    assert (crowded.count("gate_stop"), crowded.state) == (1, "stopped")
    assert (crowded.short.balance("committed"), crowded.short.balance("released")) == (0, 0)


def test_a_stop_beside_the_end_of_its_year(crowded: Crowded) -> None:
    """Whoever comes second finds the figures of the first: nothing lapses and goes back as well."""
    gate = to_sign(crowded)
    with crowded.stage.database.snapshot() as session:
        fund_id, fund = session.execute(text("SELECT id, key FROM fund ORDER BY id LIMIT 1")).one()
        seal = plan(closing.books_of(session, fund_id, YEAR, own=True), Policy()).seal
    later = {"at": JANUARY}
    done = crowded.raced(
        crowded.by("finance", investments.sign_stop, gate, **later),
        crowded.by("finance2", funding.close_year, fund, YEAR, Choices(), seen=seal, **later),
    )
    assert done == crowded.count("gate_stop") + crowded.count("fund_close")
    assert (crowded.count("gate_stop"), crowded.state) == (1, "stopped")
    left = [crowded.short.balance(kind, year) for kind in ("committed", "released") for year in (YEAR, NEXT)]
    assert sum(left) == 0


def test_one_gate_is_called_or_the_programme_is_delivered(crowded: Crowded) -> None:
    stage, question = crowded.stage, Question(WORDS, LAST)
    calls = (crowded.by(name, investments.call_gate, stage.key, question) for name in ("presenter", "chair"))
    crowded.raced(
        *calls,
        crowded.by("presenter", investments.deliver, stage.key, why="To 100 agents."),
        crowded.by("finance2", investments.release, stage.tranches[1], reason="The plan stands."),
    )
    assert crowded.state == ("gate_due" if crowded.count("gate") else "delivered")
    assert crowded.count("gate") <= 1


def test_a_gate_that_is_called_by_many_is_one(crowded: Crowded) -> None:
    names = ("presenter", "chair", "finance", "investor1")
    question = Question(WORDS, LAST)
    calls = [crowded.by(name, investments.call_gate, crowded.stage.key, question) for name in names]
    assert len(calls) < PROCESSES
    assert crowded.raced(*calls) == 1
    assert (crowded.count("gate"), crowded.state) == (1, "gate_due")
