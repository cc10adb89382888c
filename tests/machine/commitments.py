"""What investors do with their purses, and what the clock ends."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.machine.base import AMOUNTS, PLACES, SELDOM, Base, needs
from tests.machine.worlds import INVESTORS, NEXT

PURSES = (
    "SELECT p.key, p.investor_id FROM purse p JOIN pitch h ON h.round_id = p.round_id WHERE h.ref = :ref"
    " ORDER BY p.id"
)
MANNERS: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    ({}, {"up_to_needed": True}, {"condition": "A pilot first"})
)


class Commitments(Base):
    """Commitments, promises of later years, standing by, recusals."""

    def paying(self, pitch: int, place: int, *, anywhere: bool = False) -> tuple[str, Any] | None:
        """A pitch that looks for money and a purse of its round; anywhere, any pitch."""
        ref = self.pick("pitches" if anywhere else "looking", pitch)
        purse = self.one(PURSES, place, ref=ref) if ref else None
        return (ref, purse) if purse else None

    @rule(
        pitch=PLACES,
        place=PLACES,
        amount=AMOUNTS,
        manner=MANNERS,
        lost=SELDOM,
    )
    @needs("looking")
    def commit(self, pitch: int, place: int, amount: int, manner: dict[str, Any], lost: int) -> None:
        found = self.paying(pitch, place, anywhere=lost == 0)
        if found:
            ref, purse = found
            self.fund("commit", purse[0], ref, amount, by=self.people[purse[1]], **manner)

    @rule(pitch=PLACES)
    @needs("looking")
    def cover(self, pitch: int) -> None:
        """Everybody who has money in its round gives a pitch what it still needs."""
        ref = self.pick("looking", pitch)
        for purse in self.all(PURSES, ref=ref) if ref else []:
            by = self.people[purse[1]]
            self.fund("commit", purse[0], ref, 2_00, by=by, up_to_needed=True)
            self.fund("promise", purse[0], ref, NEXT, 2_00, by=by)

    @rule(place=PLACES)
    @needs("commitments")
    def withdraw_commitment(self, place: int) -> None:
        key, person = self.pick("commitments", place)
        self.fund("withdraw_commitment", key, by=self.people[person])

    @rule(place=PLACES, amount=AMOUNTS)
    @needs("commitments")
    def change_commitment(self, place: int, amount: int) -> None:
        key, person = self.pick("commitments", place)
        self.fund("change_commitment", key, amount, by=self.people[person])

    @rule(place=PLACES, verdict=st.sampled_from(("accepted", "declined")))
    @needs("tied")
    def answer_condition(self, place: int, verdict: str) -> None:
        self.fund("answer_condition", self.pick("tied", place), verdict, by="presenter")

    @rule(pitch=PLACES, place=PLACES, amount=AMOUNTS, year=st.sampled_from((NEXT, NEXT, NEXT + 1)))
    @needs("looking")
    def promise(self, pitch: int, place: int, amount: int, year: int) -> None:
        found = self.paying(pitch, place)
        if found:
            ref, purse = found
            self.fund("promise", purse[0], ref, year, amount, by=self.people[purse[1]])

    @rule(place=PLACES, amount=AMOUNTS)
    @needs("promises")
    def change_promise(self, place: int, amount: int) -> None:
        key, person = self.pick("promises", place)
        self.fund("change_promise", key, amount, by=self.people[person])

    @rule(place=PLACES)
    @needs("promises")
    def withdraw_promise(self, place: int) -> None:
        key, person = self.pick("promises", place)
        self.fund("withdraw_promise", key, by=self.people[person])

    @rule(place=PLACES)
    @needs("later_funds")
    def serve_promises(self, place: int) -> None:
        self.fund("serve_promises", self.pick("later_funds", place))

    @rule(pitch=PLACES, place=PLACES, amount=AMOUNTS)
    @needs("looking")
    def join_standby(self, pitch: int, place: int, amount: int) -> None:
        """With what is left once everybody gave a pitch what it needs."""
        self.cover(pitch)
        found = self.paying(pitch, place)
        if found:
            ref, purse = found
            self.fund("join_standby", purse[0], ref, amount, by=self.people[purse[1]])

    @rule(place=PLACES)
    @needs("standbys")
    def leave_standby(self, place: int) -> None:
        key, person = self.pick("standbys", place)
        self.fund("leave_standby", key, by=self.people[person])

    @rule(pitch=PLACES, name=st.sampled_from(INVESTORS), sure=SELDOM)
    @needs("undecided")
    def recuse(self, pitch: int, name: str, sure: int) -> None:
        if sure == 0:
            self.fund("recuse", self.pick("undecided", pitch), "Kin", by=name)

    @rule(pitch=PLACES, sure=SELDOM)
    @needs("undecided")
    def withdraw(self, pitch: int, sure: int) -> None:
        if sure == 0:
            self.fund("withdraw", self.pick("undecided", pitch), by="presenter")

    @rule(sure=SELDOM)
    @needs("funding_round")
    def lapse_overdue(self, sure: int) -> None:
        key = self.pick("funding_round", 0)
        if sure == 0:
            self.at += timedelta(days=30)
        self.fund("lapse_overdue", key)

    @rule(days=st.sampled_from((1, 15, 20, 40)))
    @needs("funding_round")
    def extend_funding(self, days: int) -> None:
        key = self.pick("funding_round", 0)
        self.fund("extend_funding", key, self.at + timedelta(days=days), "Two are away.", by="chair")
