"""More money for what runs, the agreed end of approved promises, and the order of cut lists."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from pitchdeck.features.funding.actions import Wanted
from tests.machine.base import AMOUNTS, FINANCE, PLACES, SECONDS, SELDOM, Base, needs

PAYING = (
    "SELECT p.key, p.investor_id FROM purse p JOIN supplement s ON s.round_id = p.round_id"
    " WHERE s.key = :key ORDER BY p.id"
)
ROUND = "SELECT s.round_id FROM supplement s WHERE s.key = :key"
LINES = (
    "SELECT l.position FROM shortfall_line l JOIN shortfall_list t ON t.id = l.list_id"
    " JOIN shortfall s ON s.id = t.shortfall_id WHERE s.key = :key AND t.number = :number ORDER BY l.position"
)


class More(Base):
    """Supplements from asking to their end, cancellations, and the order of lists."""

    @rule(place=PLACES, amount=st.sampled_from((1, 10, 20, 40)), days=st.sampled_from((1, 40, 90)))
    @needs("lives")
    def ask_more(self, place: int, amount: int, days: int) -> None:
        key, day = self.pick("lives", place), self.at.date()
        kind, until = "delivery_facilitation", day + timedelta(days=days)
        wanted = Wanted(self.at.year, amount, kind, "Two more groups.", "It stays.", until)
        self.invest("ask_more", key, wanted, by="presenter")

    @rule(place=PLACES, which=PLACES, amount=AMOUNTS, tick=st.booleans())
    @needs("supplements")
    def commit_more(self, place: int, which: int, amount: int, tick: bool) -> None:  # noqa: FBT001  # Hypothesis names it
        key = self.pick("supplements", place)
        purse = self.one(PAYING, which, key=key)
        if purse:
            by = self.people[purse[1]]
            self.fund("commit_more", key, purse[0], amount, up_to_needed=tick, by=by)

    @rule(place=PLACES, by=FINANCE)
    @needs("supplements")
    def approve_more(self, place: int, by: str) -> None:
        """With all that its round can still give: a purse is filled for it first."""
        key = self.pick("supplements", place)
        given = {"round_id": self.one(ROUND, 0, key=key), "investor_id": self.cast.actors["investor2"].id}
        self.fund("allot", self.pick("giving_funds", place), amount=60, by="fund_owner", **given)
        for purse, person in self.all(PAYING, key=key):
            self.fund("commit_more", key, purse, 2_00, up_to_needed=True, by=self.people[person])
        self.invest("approve_more", key, by=by)

    @rule(place=PLACES)
    @needs("supplements")
    def decline_supplement(self, place: int) -> None:
        self.fund("decline_supplement", self.pick("supplements", place), reason="Not now.", by="finance")

    @rule(place=PLACES, sure=SELDOM)
    @needs("supplements")
    def withdraw_supplement(self, place: int, sure: int) -> None:
        if sure == 0:
            self.fund("withdraw_supplement", self.pick("supplements", place), why="Solved.", by="presenter")

    @rule(place=PLACES, sure=SELDOM)
    @needs("supplements")
    def lapse_supplement(self, place: int, sure: int) -> None:
        """Silence is no act: it is one only where something ended."""
        key = self.pick("supplements", place)
        if sure == 0:
            self.at += timedelta(days=91)
            self.fund("lapse_supplement", key)

    @rule(place=PLACES)
    @needs("approved_promises")
    def ask_cancellation(self, place: int) -> None:
        key, person = self.pick("approved_promises", place)
        self.fund("ask_cancellation", key, reason="Our plans have changed.", by=self.people[person])

    @rule(place=PLACES, verdict=st.sampled_from(("confirmed", "confirmed", "declined")), by=SECONDS)
    @needs("cancellations")
    def answer_cancellation(self, place: int, verdict: str, by: str) -> None:
        key = self.pick("cancellations", place)
        self.fund("answer_cancellation", key, verdict=verdict, reason="As agreed.", by=by)

    @rule(place=PLACES, line=PLACES)
    @needs("shortfalls")
    def order_list(self, place: int, line: int) -> None:
        """Put a line first."""
        key, number = self.pick("shortfalls", place)
        lines = [row[0] for row in self.all(LINES, key=key, number=number)]
        if lines:
            places = {lines[line % len(lines)]: 1}
            self.fund("order_list", key, places, reason="The owner says so.", by="finance")
