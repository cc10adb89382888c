"""Gates attacked by plain SQL as the application's own role: called, spoken at, and what they hold up."""

import pytest

from pitchdeck.features.funding.models import Release, Supplement, SupplementTranche, Transfer
from pitchdeck.features.investments.models import (
    ClosingAnswer,
    ClosingReview,
    Contract,
    Gate,
    GateEnd,
    GateStop,
    GateVote,
    Reading,
)
from tests.base.triggers.gates import LATE, Attack, attack

__all__ = ["attack"]
HALTS = ("gate_due", "paused", "stopped")


def halt(attack: Attack, state: str) -> None:
    """Take the investment into a state in which nothing is released."""
    if state == "stopped":
        attack.stopped()
    elif state == "paused":
        attack.decided("pause")
        attack.run(attack.to("paused"))
    else:
        attack.open()


class TestCalls:
    def test_one_at_a_time_by_whoever_was_named(self, attack: Attack) -> None:
        stranger = attack.gate(by="presenter", deputy="nobody")
        attack.refused("without being named their deputy", Gate, **stranger)
        attack.refused("(?i)check", Gate, **attack.gate() | {"question": ""})
        attack.name("nobody", "presenter", confirmed=False)
        attack.put(Gate, **stranger)
        attack.refused("an investment has one gate at a time", Gate, **attack.gate("h"))
        attack.run(attack.to("gate_due"))
        attack.refused("a gate is called of a running investment", Gate, **attack.gate("h"))

    @pytest.mark.parametrize(("verdict", "state"), [("rescope", "rescoped"), ("pause", "paused")])
    def test_again_of_what_was_changed_or_halted(self, attack: Attack, verdict: str, state: str) -> None:
        attack.decided(verdict)
        attack.run(attack.to(state))
        attack.open("h")

    def test_not_of_what_was_delivered(self, attack: Attack) -> None:
        for state in ("delivered", "tracking"):
            attack.run(attack.to(state))
            attack.refused("a gate is called of a running investment", Gate, **attack.gate())

    def test_not_of_what_was_stopped_reviewed_or_closed(self, attack: Attack) -> None:
        words = "a gate is called of a running investment"
        attack.refused("a delivered investment is reviewed", ClosingReview, **attack.review())
        attack.gated.stop()
        attack.refused(words, Gate, **attack.gate())
        review = attack.put(ClosingReview, **attack.review())
        answer = {"review_id": review, "verdict": "confirmed", "reason": "", "at": LATE}
        attack.refused("by the owner of the measure", ClosingAnswer, **answer, **attack.person("finance"))
        attack.refused("once its sponsor confirmed", attack.to("reviewed"))
        attack.put(ClosingAnswer, **answer, **attack.person("sponsor"))
        for state in ("reviewed", "closed"):
            attack.run(attack.to(state))
            late = answer | attack.person("sponsor")
            attack.refused("a delivered investment is reviewed", ClosingAnswer, **late)
            attack.refused(words, Gate, **attack.gate())
            attack.refused("that is under way", Supplement, **attack.more_money())

    def test_somebody_may_speak_at_it(self, attack: Attack) -> None:
        for name in ("investor1", "investor2"):
            attack.recuse(name)
        gate = attack.open(investor3="continue")
        attack.put(GateEnd, **attack.end(gate, "continue", 10_000_00, total=10_000_00))
        attack.run(attack.to("active"))
        attack.recuse("investor3")
        attack.refused("called where somebody has money who may speak", Gate, **attack.gate("h"))


class TestVotes:
    def test_with_exactly_the_money_that_is_committed_once_while_it_is_open(self, attack: Attack) -> None:
        gate, weighs = attack.open(), "a word at a gate weighs what its investor committed"
        for amount in (1, 29_999_99, 30_000_01, 60_000_00):
            attack.refused(weighs, GateVote, **attack.vote(gate, "investor1", amount=amount))
        attack.refused(weighs, GateVote, **attack.vote(gate, "finance"))
        attack.refused("(?i)check", GateVote, **attack.vote(gate, "finance", amount=0))
        attack.refused("(?i)check", GateVote, **attack.vote(gate, "investor1", reason=""))
        attack.put(GateVote, **attack.vote(gate, "investor1", "continue", reason=""))
        attack.refused("(?i)unique", GateVote, **attack.vote(gate, "investor1", "stop"))
        attack.put(GateVote, **attack.vote(gate, "investor2", "continue"))
        attack.put(GateEnd, **attack.end(gate, "continue", 50_000_00))
        attack.refused("takes no more words", GateVote, **attack.vote(gate, "investor3"))

    def test_never_by_who_wrote_it(self, attack: Attack) -> None:
        gate, words = attack.open(), "whoever wrote a pitch does not decide"
        attack.name("colleague", "investor1")
        own = attack.vote(gate, "investor1", deputy="colleague")
        attack.name("nobody", "presenter")
        attack.refused(words, GateVote, **attack.vote(gate, "presenter"))
        attack.refused(words, GateVote, **attack.vote(gate, "presenter", deputy="nobody"))
        attack.write_with("investor3")
        attack.refused(words, GateVote, **attack.vote(gate, "investor3"))
        attack.write_with("colleague")
        attack.refused(words, GateVote, **own)
        attack.run(f"DELETE FROM co_author WHERE pitch_id = {attack.pitch}")
        attack.put(GateVote, **own)
        attack.put(GateVote, **attack.vote(gate, "investor3"))

    def test_never_by_who_handed_it_in(self, attack: Attack) -> None:
        gate, words = attack.open(), "whoever handed a pitch in for another does not decide"
        attack.name("nobody", "investor1")
        own = attack.vote(gate, "investor1", deputy="nobody")
        attack.hand_in("nobody")
        attack.refused(words, GateVote, **own)
        attack.hand_in("investor3")
        attack.refused(words, GateVote, **attack.vote(gate, "investor3"))
        attack.put(GateVote, **attack.vote(gate, "investor1"))

    def test_never_by_who_has_a_conflict(self, attack: Attack) -> None:
        gate, words = attack.open(), "whoever has a conflict does not decide at a gate"
        attack.recuse("investor3")
        attack.refused(words, GateVote, **attack.vote(gate, "investor3"))
        for name in ("nobody", "viewer"):
            attack.name(name, "investor1")
        attack.recuse("nobody")
        attack.refused(words, GateVote, **attack.vote(gate, "investor1", deputy="nobody"))
        attack.put(GateVote, **attack.vote(gate, "investor1", deputy="viewer"))

    def test_a_deputy_was_named_and_confirmed(self, attack: Attack) -> None:
        gate, words = attack.open(), "without being named their deputy"
        own = attack.vote(gate, "investor1", deputy="nobody")
        attack.refused(words, GateVote, **own)
        attack.name("nobody", "investor1", confirmed=False)
        attack.refused(words, GateVote, **own)
        attack.run(
            f"UPDATE deputy SET confirmed_at = granted_at, confirmed_by_id = {attack.cast.finance2.id}"
        )
        attack.put(GateVote, **own)


class TestWhatItHoldsUp:
    @pytest.mark.parametrize("state", HALTS)
    def test_nothing_is_released(self, attack: Attack, state: str) -> None:
        row, moved = attack.release(), attack.moved()
        halt(attack, state)
        attack.refused("nothing is released while", Release, **row)
        attack.refused("nothing is released while", Transfer, **moved)

    def test_nor_where_a_gate_was_called_and_its_programme_not_held(self, attack: Attack) -> None:
        attack.put(Gate, **attack.gate())
        attack.refused("nothing is released while", Release, **attack.release())
        attack.refused("a gate that was called is decided first", attack.to("delivered"))

    @pytest.mark.parametrize("verdict", ["continue", "conditions"])
    def test_what_goes_on_is_released(self, attack: Attack, verdict: str) -> None:
        attack.decided(verdict)
        attack.refused("nothing is released while", Release, **attack.release())
        attack.run(attack.to("active"))
        attack.put(Release, **attack.release())
        attack.put(Transfer, **attack.moved())

    @pytest.mark.parametrize("state", HALTS)
    def test_what_was_spent_already_is_paid(self, attack: Attack, state: str) -> None:
        halt(attack, state)
        stage, short = attack.stage, attack.gated.short
        stage.actual(14_000_00, confirmed_by="finance")
        key = short.ask(2_000_00)
        short.commit(key, 2_000_00, "investor3")
        assert short.approve(key) == 2_000_00
        settling = "SELECT COUNT(*) FROM release r JOIN supplement_tranche s ON s.tranche_id = r.tranche_id"
        assert attack.one(f"{settling} WHERE s.settles = 1") == 1
        for at in (short.at, LATE):
            attack.refused("nothing is released while", Transfer, **attack.moved() | {"at": at})

    def test_nothing_else_passes_for_what_was_spent(self, attack: Attack) -> None:
        row = attack.approved(5_000_00) | {"settles": True}
        attack.refused("no more than was spent above what was released", SupplementTranche, **row)
        attack.stage.actual(16_999_99, confirmed_by="finance")
        attack.refused("no more than was spent above what was released", SupplementTranche, **row)
        attack.stage.actual(1, confirmed_by="finance")
        attack.put(SupplementTranche, **row)

    def test_what_is_new_is_a_tranche_of_its_own(self, attack: Attack) -> None:
        row = attack.approved(5_000_00) | {"settles": False}
        attack.put(SupplementTranche, **row)
        halt(attack, "paused")
        release = attack.release() | {"tranche_id": row["tranche_id"]}
        attack.refused("nothing is released while", Release, **release)

    def test_nothing_new_is_ordered_in_a_pause_or_a_stop(self, attack: Attack) -> None:
        words = "nothing new is ordered in a pause or a stop"
        for verdict, state in (("pause", "paused"), ("stop", "stopped")):
            gate = attack.decided(verdict, state)
            attack.put(Contract, **attack.contract(state))
            if verdict == "stop":
                attack.put(GateStop, **attack.stop(gate))
            attack.run(attack.to(state))
            attack.refused(words, Contract, **attack.contract(f"{state} late"))

    def test_nothing_is_measured_after_a_stop(self, attack: Attack) -> None:
        halt(attack, "paused")
        attack.put(Reading, **attack.reading("paused"))
        gate = attack.decided("stop", "last")
        attack.put(Reading, **attack.reading("due"))
        attack.put(GateStop, **attack.stop(gate))
        attack.run(attack.to("stopped"))
        attack.refused("nothing is measured after a stop", Reading, **attack.reading("late"))

    @pytest.mark.parametrize("state", HALTS)
    def test_more_money_is_asked_for_it_until_it_is_reviewed(self, attack: Attack, state: str) -> None:
        halt(attack, state)
        attack.put(Supplement, **attack.more_money())
