"""More money for a programme that its investors paused or stopped: what it overspent, as it stands now."""

from datetime import timedelta

import pytest

from pitchdeck.base.errors import Conflict
from tests.features.investments.gates import Gated, gated
from tests.features.investments.stage import Stage


@pytest.fixture
def at_gate(stage: Stage) -> Gated:
    return gated(stage)


def test_what_is_not_overspent_any_more_is_not_approved_after_a_stop(at_gate: Gated) -> None:
    stage, short = at_gate.stage, at_gate.short
    at_gate.stop()
    stage.at += timedelta(days=2)
    wrong = stage.actual(2_000_00, confirmed_by="finance")
    stage.actual(500_00, confirmed_by="finance")
    key = short.ask(2_500_00)
    short.commit(key, 2_500_00, "investor3")
    stage.do("reverse_actual", wrong, by="finance", reason="Of another programme.")
    with pytest.raises(Conflict, match="which is €500 of 2026 now"):
        short.approve(key)
    assert (short.balance("committed"), short.balance("reserved")) == (0, 2_500_00)
    short.money("decline_supplement", key, reason="Less was overspent.", by="finance")
    again = short.ask(500_00)
    short.commit(again, 500_00, "investor3")
    assert short.approve(again) == 500_00
    assert (short.balance("committed"), short.balance("spent")) == (0, 500_00)


def test_what_was_asked_before_a_pause_waits_until_the_programme_goes_on(at_gate: Gated) -> None:
    short = at_gate.short
    at_gate.stage.at += timedelta(days=2)
    more = short.ask(1_000_00)
    short.commit(more, 1_000_00, "investor3")
    pause = at_gate.call()
    for name in ("investor1", "investor2"):
        at_gate.vote(pause, "pause", name)
    with pytest.raises(Conflict, match="is paused"):
        short.approve(more)
    at_gate.vote(at_gate.call(), "continue", "investor1")
    before = short.balance("committed")
    assert short.approve(more) == 0
    assert short.balance("committed") == before + 1_000_00
