"""Gates of what runs: called, spoken at, decided by its money or by the clock, and a stop that is signed.

A programme at a gate does little else: several rules lead it through one to its end, and most let it go on.
"""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from pitchdeck.features.funding.actions import Wanted
from pitchdeck.features.investments.actions import ActualEntry, Question
from tests.machine.base import FINANCE, PLACES, SELDOM, Base, needs
from tests.machine.spending import KIND

VERDICTS = st.sampled_from(("continue", "conditions", "rescope", "pause", "stop"))
MOSTLY_ON = st.sampled_from(("continue", "conditions", "rescope", "continue", "stop"))
CALLERS = st.sampled_from(("presenter", "investor1", "chair", "finance"))
DAYS = 14
"""The longest that a gate of the machine is open in time."""
SILENT = (
    "SELECT DISTINCT c.by_id FROM gate g JOIN investment i ON i.id = g.investment_id"
    " JOIN commitment c ON c.pitch_id = i.pitch_id JOIN resolution r ON r.commitment_id = c.id"
    " WHERE g.key = :key AND r.committed > 0 AND NOT EXISTS"
    " (SELECT 1 FROM gate_vote v WHERE v.gate_id = g.id AND v.by_id = c.by_id) ORDER BY c.by_id"
)
OPEN = (
    "SELECT g.key FROM gate g JOIN investment i ON i.id = g.investment_id WHERE i.key = :key"
    " AND NOT EXISTS (SELECT 1 FROM gate_end e WHERE e.gate_id = g.id)"
)
UNSIGNED = (
    "SELECT g.key FROM gate g JOIN investment i ON i.id = g.investment_id"
    " JOIN gate_end e ON e.gate_id = g.id WHERE i.key = :key AND e.verdict = 'stop'"
    " AND NOT EXISTS (SELECT 1 FROM gate_stop s WHERE s.gate_id = g.id)"
)


class Gates(Base):
    """What investors and finance do at the gates of a programme, and what is paid after a stop."""

    def asked(self, investment: str, days: int, by: str) -> str | None:
        """The key of a gate that was called, None when it was refused."""
        question = Question("How does it go on?", self.at.date() + timedelta(days=days))
        made: str | None = self.invest("call_gate", investment, question, by=by)
        return made

    def spoken(self, gate: str, place: int, verdict: str) -> Any:
        """The word of somebody who has money in it; whoever has spoken already does not again."""
        person = self.one(SILENT, place, key=gate)
        said = {"verdict": verdict, "reason": "It reaches too few."}
        return person and self.invest("vote", gate, by=self.people[person], **said)

    def decided(self, gate: str, verdict: str) -> None:
        """Everybody says the same, and finance signs a stop."""
        for _person in self.all(SILENT, key=gate):
            self.spoken(gate, 0, verdict)
        self.invest("sign_stop", gate, by="finance")

    @rule(place=PLACES, days=st.sampled_from((1, DAYS)), by=CALLERS, sure=SELDOM)
    @needs("running")
    def call_gate(self, place: int, days: int, by: str, sure: int) -> None:
        if sure == 0:
            self.asked(self.pick("running", place), days, by)

    @rule(place=PLACES, who=PLACES, verdict=VERDICTS)
    @needs("open_gates")
    def vote(self, place: int, who: int, verdict: str) -> None:
        self.spoken(self.pick("open_gates", place), who, verdict)

    @rule(place=PLACES, by=CALLERS, verdict=st.sampled_from(("rescope", "stop", "conditions", "stop")))
    @needs("running")
    def through_a_gate(self, place: int, by: str, verdict: str) -> None:
        gate = self.asked(self.pick("running", place), DAYS, by)
        if gate:
            self.decided(gate, verdict)

    @rule(place=PLACES, verdict=MOSTLY_ON)
    @needs("halted")
    def on_from_a_gate(self, place: int, verdict: str) -> None:
        """What waits at a gate or in a pause goes on, and a stop that was decided is signed."""
        key = self.pick("halted", place)
        gate = self.one(OPEN, 0, key=key) or self.one(UNSIGNED, 0, key=key)
        gate = gate or self.asked(key, DAYS, "finance")
        if gate:
            self.decided(gate, verdict)

    @rule(place=PLACES, who=PLACES, verdict=VERDICTS, sure=SELDOM)
    @needs("lives")
    def decide_in_time(self, place: int, who: int, verdict: str, sure: int) -> None:
        """Somebody's word alone, once its last day is over; before it the clock has nothing to do."""
        key = self.pick("lives", place)
        gate = self.one(OPEN, 0, key=key) or self.asked(key, DAYS, "chair")
        if gate:
            self.spoken(gate, who, verdict)
            if sure:
                self.at += timedelta(days=DAYS + 1)
            self.invest("decide_in_time", gate)

    @rule(place=PLACES, by=FINANCE)
    @needs("stops")
    def sign_stop(self, place: int, by: str) -> None:
        self.invest("sign_stop", self.pick("stops", place), by=by)

    @rule(place=PLACES, amount=st.sampled_from((1, 20)), beyond=st.sampled_from((0, 0, 1)))
    @needs("stopped")
    def pay_after_a_stop(self, place: int, amount: int, beyond: int) -> None:
        """An invoice comes late, and more money is asked for it."""
        key, day = self.pick("stopped", place), self.at.date()
        entry = ActualEntry(day, day, KIND, amount, f"RE-{self.count}", vendor="Coach & Co")
        made = self.invest("report_actual", key, entry, by="presenter")
        if made:
            self.invest("confirm_actual", made, by="finance")
            until = day + timedelta(days=40)
            wanted = Wanted(day.year, amount + beyond, KIND, "It was ordered.", "None.", until)
            self.invest("ask_more", key, wanted, by="presenter")
