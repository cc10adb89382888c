"""Gates attacked by plain SQL as the application's own role: how they are decided, signed and followed."""

import pytest

from pitchdeck.features.investments.figures.gates import VERDICTS
from pitchdeck.features.investments.models import Gate, GateEnd, GateStop, GateVote
from tests.base.triggers.gates import ALL, LATE, STAKES, Attack, attack

__all__ = ["attack"]
TABLES = ("gate", "gate_vote", "gate_end", "gate_stop")


class TestDecisions:
    def test_by_half_of_the_money_and_as_it_spoke(self, attack: Attack) -> None:
        gate = attack.open(investor2="pause")
        late = {"at": LATE}
        attack.refused("by the money that spoke", GateEnd, **attack.end(gate, "pause", 30_000_00, **late))
        attack.refused(
            "half of the money has spoken", GateEnd, **attack.end(gate, "pause", 20_000_00, **late)
        )
        attack.put(GateVote, **attack.vote(gate, "investor3", "pause"))
        for voted in (20_000_00, 29_999_99, 30_000_01, ALL):
            attack.refused("by the money that spoke", GateEnd, **attack.end(gate, "pause", voted, **late))
        stranger = attack.end(gate, "pause", 30_000_00, **late) | attack.person("investor1", "nobody")
        attack.refused("without being named their deputy", GateEnd, **stranger)
        attack.put(GateEnd, **attack.end(gate, "pause", 30_000_00, **late))
        attack.refused("(?i)unique", GateEnd, **attack.end(gate, "pause", 30_000_00, **late))

    @pytest.mark.parametrize("total", [30_000_00, 59_999_99, 60_000_01, 90_000_00])
    def test_out_of_all_of_the_money(self, attack: Attack, total: int) -> None:
        row = attack.end(attack.open(investor1="stop"), "stop", 30_000_00, at=LATE)
        attack.refused("out of all of the money", GateEnd, **row | {"total": total})
        attack.put(GateEnd, **row)

    def test_whoever_stepped_out_does_not_count_but_a_word_that_was_said_does(self, attack: Attack) -> None:
        gate = attack.open(investor1="stop", investor2="stop")
        for name in ("investor2", "investor3"):
            attack.recuse(name)
        row = attack.end(gate, "stop", 50_000_00)
        attack.refused("out of all of the money", GateEnd, **row)
        attack.put(GateEnd, **row | {"total": 50_000_00})

    @pytest.mark.parametrize(
        ("words", "verdict"),
        [
            (("continue", "stop", "stop"), "continue"),
            (("stop", "continue", "continue"), "continue"),
            (("conditions", "rescope", "pause"), "conditions"),
            (("conditions", "rescope", "continue"), "conditions"),
            (("pause", "stop", "rescope"), "pause"),
            (("rescope", "stop", "stop"), "rescope"),
            (("continue", "pause", "stop"), "continue"),
            (("stop", "stop", "continue"), "stop"),
        ],
    )
    def test_for_the_median_alone(self, attack: Attack, words: tuple[str, ...], verdict: str) -> None:
        gate = attack.open(**dict(zip(STAKES, words, strict=True)))
        for other in set(VERDICTS) - {verdict}:
            attack.refused("most careful word that more than half", GateEnd, **attack.end(gate, other, ALL))
        attack.put(GateEnd, **attack.end(gate, verdict, ALL))

    def test_before_its_day_once_no_silent_money_could_change_it(self, attack: Attack) -> None:
        gate, words = attack.open(investor1="stop"), "once no silent money could change it"
        attack.refused(words, GateEnd, **attack.end(gate, "stop", 30_000_00))
        attack.put(GateVote, **attack.vote(gate, "investor3", "stop"))
        attack.put(GateEnd, **attack.end(gate, "stop", 40_000_00))

    def test_half_of_the_money_for_going_on_is_enough_at_once(self, attack: Attack) -> None:
        gate = attack.open(investor1="continue")
        attack.put(GateEnd, **attack.end(gate, "continue", 30_000_00))

    def test_between_two_words_silence_waits_for_the_day(self, attack: Attack) -> None:
        gate = attack.open(investor1="rescope", investor3="conditions")
        row = attack.end(gate, "rescope", 40_000_00)
        attack.refused("once no silent money could change it", GateEnd, **row)
        attack.put(GateEnd, **row | {"at": LATE})

    def test_while_its_programme_waits_for_it(self, attack: Attack) -> None:
        gate = attack.put(Gate, **attack.gate())
        attack.put(GateVote, **attack.vote(gate, "investor1", "continue"))
        row = attack.end(gate, "continue", 30_000_00)
        attack.refused("while its programme waits for it", GateEnd, **row)
        attack.run(attack.to("gate_due"))
        attack.put(GateEnd, **row)


class TestStops:
    def test_once_it_was_decided_and_once(self, attack: Attack) -> None:
        words = "a stop is signed once its investors decided it"
        gate = attack.open(investor1="pause", investor2="pause")
        attack.refused(words, GateStop, **attack.stop(gate))
        attack.put(GateEnd, **attack.end(gate, "pause", 50_000_00))
        attack.refused(words, GateStop, **attack.stop(gate))
        attack.run(attack.to("paused"))
        stop = attack.decided("stop", "h")
        attack.put(GateStop, **attack.stop(stop))
        attack.refused("(?i)unique", GateStop, **attack.stop(stop, "finance2"))

    def test_by_nobody_tied_nor_in_their_place_nor_by_them_for_finance(self, attack: Attack) -> None:
        gate = attack.decided("stop")
        attack.write_with("colleague")
        attack.recuse("lead")
        attack.recuse("viewer", "sponsor")
        ties = {"presenter": "wrote", "colleague": "wrote", "sponsor": "sponsors", "investor1": "invested"}
        ties |= {"investor3": "invested", "lead": "has a conflict on", "viewer": "has a conflict on"}
        for name, tie in ties.items():
            words = f"whoever {tie}.* does not sign its stop"
            attack.refused(words, GateStop, **attack.stop(gate, name))
            attack.name("nobody", name)
            attack.refused(words, GateStop, **attack.stop(gate, name, "nobody"))
            attack.name(name, "finance")
            attack.refused(words, GateStop, **attack.stop(gate, "finance", name))
        attack.put(GateStop, **attack.stop(gate))

    def test_a_deputy_was_named_confirmed_and_handed_nothing_in(self, attack: Attack) -> None:
        gate, words = attack.decided("stop"), "without being named their deputy"
        own = attack.stop(gate, deputy="nobody")
        attack.refused(words, GateStop, **own)
        attack.name("nobody", "finance", confirmed=False)
        attack.refused(words, GateStop, **own)
        attack.name("admin", "finance")
        attack.hand_in("auditor")
        attack.name("auditor", "finance")
        words = "whoever handed a pitch in for another does not sign its stop"
        attack.refused(words, GateStop, **attack.stop(gate, deputy="auditor"))
        attack.refused(words, GateStop, **attack.stop(gate, "auditor"))
        attack.put(GateStop, **attack.stop(gate, deputy="admin"))


class TestStates:
    def test_a_gate_is_due_once_it_was_called(self, attack: Attack) -> None:
        attack.refused("a gate is due once it was called", attack.to("gate_due"))
        attack.decided("continue")
        attack.run(attack.to("active"))
        attack.refused("a gate is due once it was called", attack.to("gate_due"))
        attack.open("h")

    @pytest.mark.parametrize("state", ["paused", "stopped", "rescoped", "tracking"])
    def test_nothing_leads_there_past_a_gate(self, attack: Attack, state: str) -> None:
        attack.refused("may not follow", attack.to(state))

    def test_nothing_goes_on_while_it_is_open(self, attack: Attack) -> None:
        attack.open()
        for state in ("active", "rescoped", "paused"):
            attack.refused("goes on as its gate was decided", attack.to(state))
        attack.refused("a stop is signed by finance first", attack.to("stopped"))
        attack.refused("may not follow", attack.to("delivered"))

    @pytest.mark.parametrize("verdict", VERDICTS)
    def test_it_goes_on_as_it_was_decided(self, attack: Attack, verdict: str) -> None:
        attack.decided(verdict)
        leads = {"continue": "active", "conditions": "active", "rescope": "rescoped", "pause": "paused"}
        own = leads.get(verdict, "")
        for state in {"active", "rescoped", "paused"} - {own}:
            attack.refused("goes on as its gate was decided", attack.to(state))
        attack.refused("a stop is signed by finance first", attack.to("stopped"))
        if own:
            attack.run(attack.to(own))

    def test_by_its_newest_gate(self, attack: Attack) -> None:
        attack.decided("pause")
        attack.run(attack.to("paused"))
        attack.decided("continue", "h")
        attack.refused("goes on as its gate was decided", attack.to("paused"))
        attack.run(attack.to("active"))

    def test_a_stop_is_signed_first_and_final(self, attack: Attack) -> None:
        gate = attack.decided("stop")
        attack.refused("a stop is signed by finance first", attack.to("stopped"))
        attack.put(GateStop, **attack.stop(gate))
        attack.refused("goes on as its gate was decided", attack.to("active"))
        attack.run(attack.to("stopped"))
        attack.refused("may not follow|a gate is due once it was called", attack.to("gate_due"))
        for state in ("active", "rescoped", "paused", "delivered"):
            attack.refused("may not follow", attack.to(state))


@pytest.mark.parametrize("table", TABLES)
def test_nothing_of_it_is_rewritten(attack: Attack, table: str) -> None:
    attack.stopped()
    statements = [f"UPDATE {table} SET at = at", f"DELETE FROM {table}"]
    if attack.stage.database.dialect == "postgresql":
        statements.append(f"TRUNCATE {table} CASCADE")
    for statement in statements:
        attack.refused("append-only|permission denied", statement)
        attack.refused_to_owner("append-only", statement)
