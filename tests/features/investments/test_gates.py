"""Gates: called, decided by the money in a programme, signed by finance where it is stopped."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict, Invalid, NotAllowed, NotFound
from pitchdeck.base.policy import Grant
from pitchdeck.features.investments import actions
from pitchdeck.features.investments.actions import Review
from pitchdeck.features.investments.figures.gates import VERDICTS, decided, median_of
from pitchdeck.features.investments.queries import gates
from pitchdeck.features.portfolio.queries.invariants import breaches
from tests.features.investments.gates import LAST, Gated, gated
from tests.features.investments.stage import Stage

SAID = Review("Rework fell in one team of five.", "Too few agents came.", "Ask their leads first.")


@pytest.fixture
def at_gate(stage: Stage) -> Gated:
    return gated(stage)


def sound(database: Database) -> None:
    with database.snapshot() as session:
        assert [(each.invariant, each.row) for each in breaches(session)] == []


def balances(made: Gated) -> dict[str, int]:
    kinds = ("committed", "released", "contracted", "spent")
    return {kind: made.short.balance(kind) for kind in kinds}


class TestTheMedian:
    @pytest.mark.parametrize(
        ("spoken", "verdict"),
        [
            ({"continue": 1}, "continue"),
            ({"continue": 30, "conditions": 30, "stop": 40}, "conditions"),
            ({"continue": 50, "stop": 50}, "continue"),
            ({"continue": 49, "stop": 51}, "stop"),
            ({"rescope": 30, "pause": 30, "stop": 40}, "pause"),
        ],
    )
    def test_the_most_careful_verdict_that_more_than_half_is_behind(
        self, spoken: dict[str, int], verdict: str
    ) -> None:
        assert median_of(spoken) == verdict

    def test_nobody_decides_nothing(self) -> None:
        with pytest.raises(ValueError, match="No money"):
            median_of({})
        assert decided({}, 10, due=True) is None

    def test_after_its_day_half_of_the_money_decides(self) -> None:
        assert decided({"stop": 50}, 100, due=False) is None
        assert decided({"stop": 50}, 100, due=True) == "stop"
        assert decided({"stop": 49}, 100, due=True) is None

    @given(
        st.dictionaries(st.sampled_from(VERDICTS), st.integers(1, 100), min_size=1),
        st.integers(0, 300),
        st.sampled_from(VERDICTS),
    )
    def test_what_is_decided_early_no_silent_money_would_have_changed(
        self, spoken: dict[str, int], silent: int, later: str
    ) -> None:
        early = decided(spoken, sum(spoken.values()) + silent, due=False)
        if early is not None:
            assert median_of({**spoken, later: spoken.get(later, 0) + silent}) == early


def test_a_gate_blocks_the_next_tranche_until_it_is_decided(at_gate: Gated) -> None:
    key = at_gate.call()
    assert at_gate.state == "gate_due"
    with pytest.raises(NotAllowed, match="A gate is open"):
        at_gate.stage.release(2)
    assert at_gate.vote(key, "continue", "investor2", reason="") is None
    assert at_gate.vote(key, "pause", "investor3") is None
    assert at_gate.vote(key, "conditions", "investor1", "With their leads in the room.") == "conditions"
    assert at_gate.state == "active"
    row = at_gate.row(key)
    assert (row.verdict, row.voted, row.total) == ("conditions", 60_000_00, 60_000_00)
    at_gate.stage.release(2)
    sound(at_gate.stage.database)


def test_a_stop_waits_for_finance_and_gives_back_what_is_not_bound(at_gate: Gated) -> None:
    stage = at_gate.stage
    stage.contract(4_000_00, confirmed_by="finance")
    stage.accrual(1_000_00)
    before = balances(at_gate)
    key = at_gate.call("investor2")
    at_gate.vote(key, "stop", "investor1")
    assert at_gate.vote(key, "stop", "investor2") == "stop"
    assert at_gate.state == "gate_due"
    assert balances(at_gate) == before, "no money moves before finance signed"
    page = at_gate.page(key, "finance")
    assert page.row.waits_for_finance
    assert sum(each.amount for each in page.rest) == before["committed"] + before["released"]
    assert at_gate.sign(key) == (55_000_00, 0)
    assert at_gate.state == "stopped"
    assert balances(at_gate) == {**before, "committed": 0, "released": 0}
    row = at_gate.row(key)
    assert (row.returned, row.lapsed or 0) == (55_000_00, 0)
    with pytest.raises(NotAllowed, match="stopped"):
        stage.release(2)
    sound(stage.database)


def test_after_a_stop_what_was_ordered_is_invoiced_and_nothing_new_is(at_gate: Gated) -> None:
    stage = at_gate.stage
    contract = stage.contract(4_000_00, confirmed_by="finance")
    at_gate.stop()
    invoice = stage.actual(3_000_00, contract=contract)
    stage.do("confirm_actual", invoice, by="finance")
    assert balances(at_gate) == {"committed": 0, "released": 0, "contracted": 1_000_00, "spent": 3_000_00}
    with pytest.raises(NotAllowed, match="nothing new is ordered"):
        stage.contract(100_00)
    with pytest.raises(NotAllowed, match="nothing is measured"):
        stage.reading()
    sound(stage.database)


def test_a_stopped_programme_is_reviewed_and_closed_with_what_was_left(at_gate: Gated) -> None:
    stage = at_gate.stage
    contract = stage.contract(4_000_00, confirmed_by="finance")
    at_gate.stop()
    review = stage.do("write_review", stage.key, SAID, by="presenter", at=at_gate.at)
    stage.do("answer_review", review, verdict="confirmed", by="sponsor", at=at_gate.at)
    with pytest.raises(Conflict, match="contract PO-400000 over"):
        stage.do("close", stage.key, by="finance", at=at_gate.at)
    stage.do("end_contract", contract, by="finance", reason="Called off.", at=at_gate.at)
    assert stage.do("close", stage.key, by="finance", at=at_gate.at) == (4_000_00, 0)
    sound(stage.database)


def test_what_was_overspent_is_paid_after_a_stop_and_not_a_unit_more(at_gate: Gated) -> None:
    stage, short = at_gate.stage, at_gate.short
    at_gate.stop()
    stage.at += timedelta(days=2)
    stage.actual(2_000_00, confirmed_by="finance")
    with pytest.raises(Invalid, match="at most"):
        short.ask(2_000_01)
    key = short.ask(2_000_00)
    short.commit(key, 2_000_00, "investor3")
    assert short.approve(key) == 2_000_00
    assert balances(at_gate)["spent"] == 2_000_00
    sound(stage.database)


def test_silence_blocks_and_the_clock_decides_once_half_of_the_money_spoke(at_gate: Gated) -> None:
    key = at_gate.call()
    at_gate.vote(key, "pause", "investor2")
    late = at_gate.at + timedelta(days=30)
    stage = at_gate.stage
    assert at_gate.row(key).key in stage.act(
        lambda turn: gates.gates_past_their_day(turn.session, late.date())
    )
    assert not stage.act(lambda turn: actions.decide_in_time(turn.session, key, at=late))
    assert at_gate.page(key, "presenter", late.date()).late
    assert at_gate.vote(key, "pause", "investor3", at=late) == "pause"
    assert at_gate.state == "paused"
    with pytest.raises(NotAllowed, match="paused"):
        stage.release(2)
    with pytest.raises(NotAllowed, match="nothing new is ordered"):
        stage.contract(100_00)
    stage.at = late
    stage.hours("3")
    again = at_gate.call("finance", due_on=late.date() + timedelta(days=9))
    assert at_gate.vote(again, "continue", "investor1", "", at=late) == "continue"
    assert at_gate.state == "active"
    sound(stage.database)


def test_the_clock_decides_what_half_of_the_money_said_in_time(at_gate: Gated) -> None:
    key = at_gate.call()
    at_gate.vote(key, "rescope", "investor1")

    def decide(at: datetime) -> bool:
        return at_gate.stage.act(lambda turn: actions.decide_in_time(turn.session, key, at=at))

    assert not decide(at_gate.at), "its day has not come"
    assert decide(at_gate.at + timedelta(days=30))
    assert not decide(at_gate.at + timedelta(days=30)), "once"
    assert at_gate.state == "rescoped"
    sound(at_gate.stage.database)


class TestWhoMay:
    def test_the_presenter_never_speaks(self, at_gate: Gated) -> None:
        key = at_gate.call()
        with pytest.raises(NotAllowed, match="committed money"):
            at_gate.vote(key, "continue", "presenter")
        with pytest.raises(NotAllowed):
            at_gate.vote(key, "continue", "finance")

    def test_a_word_stands(self, at_gate: Gated) -> None:
        key = at_gate.call()
        at_gate.vote(key, "stop", "investor3")
        with pytest.raises(NotAllowed, match="a word stands"):
            at_gate.vote(key, "continue", "investor3")

    def test_a_decided_gate_takes_no_words(self, at_gate: Gated) -> None:
        key = at_gate.call()
        at_gate.vote(key, "stop", "investor1")
        at_gate.vote(key, "stop", "investor2")
        with pytest.raises(NotAllowed, match="is decided"):
            at_gate.vote(key, "continue", "investor3")

    def test_strangers_find_nothing(self, at_gate: Gated) -> None:
        key = at_gate.call()
        nobody = replace(
            at_gate.stage.cast.actors["lead"], grants=(), id=at_gate.stage.cast.actors["admin"].id
        )
        with pytest.raises(NotFound):
            at_gate.vote(key, "stop", nobody)
        with pytest.raises(NotFound):
            at_gate.stage.do("call_gate", "nothing", actions.Question("x", LAST), by="finance")

    def test_one_gate_at_a_time_and_only_of_what_runs(self, at_gate: Gated) -> None:
        at_gate.call()
        with pytest.raises(NotAllowed, match="open already"):
            at_gate.call("investor1")

    def test_a_delivered_programme_has_no_gate(self, at_gate: Gated) -> None:
        at_gate.stage.do("deliver", at_gate.stage.key, by="presenter", why="To 100 agents.")
        with pytest.raises(NotAllowed, match="was delivered"):
            at_gate.call()

    def test_who_invested_does_not_sign(self, at_gate: Gated) -> None:
        key = at_gate.call()
        at_gate.vote(key, "stop", "investor1")
        at_gate.vote(key, "stop", "investor2")
        person = at_gate.stage.cast.actors["investor1"]
        with pytest.raises(NotAllowed, match="You invested"):
            at_gate.sign(key, replace(person, grants=(*person.grants, Grant("finance"))))
        at_gate.sign(key)
        with pytest.raises(NotAllowed, match="signed"):
            at_gate.sign(key, "finance2")

    def test_nothing_is_signed_but_a_stop(self, at_gate: Gated) -> None:
        key = at_gate.call()
        with pytest.raises(NotAllowed, match="a stop"):
            at_gate.sign(key)


class TestWhatIsSaid:
    def test_beside_the_field(self, at_gate: Gated) -> None:
        with pytest.raises(Invalid) as refused:
            at_gate.call(words=" ", due_on=at_gate.at.date())
        assert set(refused.value.fields) == {"question", "due_on"}
        with pytest.raises(Invalid, match="601 characters"):
            at_gate.call(words="x" * 601)
        key = at_gate.call()
        for verdict, field in (
            ("stop", "reason"),
            ("conditions", "reason"),
            ("", "verdict"),
            ("x", "verdict"),
        ):
            with pytest.raises(Invalid) as refused:
                at_gate.vote(key, verdict, "investor1", " ")
            assert set(refused.value.fields) == {field}

    def test_words_of_others_wait_for_ones_own(self, at_gate: Gated) -> None:
        key = at_gate.call()
        at_gate.vote(key, "stop", "investor3", "It reaches nobody.")
        for name, reads in (
            ("presenter", False),
            ("investor2", False),
            ("investor3", True),
            ("finance", True),
        ):
            assert at_gate.page(key, name).reads is reads, name
        shown = at_gate.page(key, "presenter")
        assert (shown.heard, shown.money, shown.money_by_verdict) == (10_000_00, 60_000_00, ())
        assert all(voice.verdict is None for voice in shown.voices), "a verdict leaks through the rows"

    def test_the_history_keeps_a_verdict_for_the_page(self, at_gate: Gated) -> None:
        key = at_gate.call()
        at_gate.vote(key, "stop", "investor3", "It reaches nobody.")
        told = str(at_gate.stage.page(at_gate.stage.cast.presenter).events)
        assert "gate_answered" in told
        assert "It reaches nobody" not in told
        assert "stop" not in told


def test_calling_twice_with_a_gap_is_two_gates_in_order(at_gate: Gated) -> None:
    first = at_gate.call()
    at_gate.vote(first, "continue", "investor1", "")
    second = at_gate.call()
    with at_gate.stage.database.reading() as session:
        found = gates.gates_of(session, at_gate.stage.tracked().row.id)
        assert [each.key for each in found] == [first, second]
        assert session.execute(text("SELECT COUNT(*) FROM gate_end")).scalar_one() == 1
