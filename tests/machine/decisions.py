"""Rounds, finance's verdicts, what is approved ahead, and the waiting list."""

from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from pitchdeck.base.policy import Actor
from pitchdeck.features.funding.actions import Terms
from pitchdeck.features.rounds import actions as rounds
from pitchdeck.features.rounds.actions import RollingPlan
from tests.machine.base import FINANCE, PLACES, SECONDS, SELDOM, needs
from tests.machine.commitments import Commitments
from tests.machine.things import THINGS
from tests.machine.worlds import INVESTORS, Acts, small

VERDICTS = st.sampled_from(
    ("approve", "approve", "approve_with_conditions", "put_on_hold", "send_back_review", "decline")
)
MOST_PITCHES = 7
STATES = ("funding", "finance_review", "decided", "published")
STEPS = ("close_funding", "decide", "publish", "close_round")


class Decisions(Commitments):
    """From covered to funded, waiting or declined."""

    @rule(place=PLACES, verb=VERDICTS, by=FINANCE)
    @needs("reviewed")
    def review(self, place: int, verb: str, by: str) -> None:
        more = {} if verb == "approve" else {"reason": "Because."}
        self.fund(verb, self.pick("reviewed", place), by=by, **more)

    @rule(place=PLACES, sure=SELDOM)
    @needs("reviewed")
    def approve_and_withdraw(self, place: int, sure: int) -> None:
        """What is approved and not announced goes back to its purses."""
        if sure == 0:
            ref = self.pick("reviewed", place)
            self.fund("approve", ref, by="finance")
            self.fund("withdraw", ref, by="presenter")

    @rule(lost=SELDOM)
    @needs("dated")
    def chair(self, lost: int) -> None:
        """The dated round takes its next step, or tries to take the one after it."""
        key, state = self.pick("dated", 0)
        verb = STEPS[(list(STATES).index(state) + (lost == 3)) % len(STEPS)]
        more = {"why": "All answered."} if verb == "close_funding" else {}
        self.fund(verb, key, by="chair", **more)

    @rule(verb=VERDICTS, poor=SELDOM)
    @needs("funding_round")
    def through_to_publication(self, verb: str, poor: int) -> None:
        """The dated round to its end, with this verdict on the first pitch and money for the others."""
        key = self.pick("funding_round", 0)
        for place in range(self.there["looking"] if poor else 1):
            self.cover(place)
        self.fund("close_funding", key, by="chair", why="All answered.")
        for number, row in enumerate(self.all(THINGS["reviewed"] + " ORDER BY x.id")):
            more: dict[str, Any] = {} if number or verb == "approve" else {"reason": "Because."}
            self.fund("approve" if number else verb, row[0], by="finance", **more)
        self.fund("decide", key, by="chair")
        self.fund("publish", key, by="chair")

    @rule(place=PLACES)
    @needs("rolling")
    def submit_a_small_one(self, place: int) -> None:
        """The whole way of a small pitch into the rolling round, as one act."""
        if self.there["pitches"] >= MOST_PITCHES:
            return
        key = self.pick("rolling", place)
        measure = self.one("SELECT MIN(id) FROM measure", 0)
        title, cast = f"Small {self.count}", self.cast

        def screened(session: Any, *, at: Any) -> str:
            return small(Acts(session, cast), key, measure, title, at)

        self.attempt("screen", screened)

    @rule(later=SELDOM)
    @needs("ended_rolling")
    def open_a_rolling_round(self, later: int) -> None:
        year = self.at.year + (later == 3)
        panel = tuple(self.cast.actors[name].id for name in INVESTORS)
        plan = RollingPlan(f"Open {year}", self.cast.units["Nordwind"], self.cast.chair.id, panel, year)
        lead = self.cast.lead

        def started(session: Any, *, by: Actor, at: Any) -> str:
            made = rounds.create_rolling(session, plan, by=lead, at=at)
            rounds.start_rolling(session, made, by=by, at=at)
            return made.key

        self.attempt("start_rolling", started, by="chair")

    @rule(place=PLACES, sure=SELDOM)
    @needs("rolling")
    def end_rolling(self, place: int, sure: int) -> None:
        if sure == 0:
            self.fund("end_rolling", self.pick("rolling", place), by="chair", why="No more this year.")

    @rule(place=PLACES, pitch=PLACES, why=st.sampled_from(("", "It cannot wait.")))
    @needs("waiting")
    def offer(self, place: int, pitch: int, why: str) -> None:
        key, ref = self.pick("rolling", place), self.pick("waiting", pitch)
        if key:
            self.fund("offer", key, ref, by="chair", why=why)

    @rule(
        place=PLACES,
        most=st.sampled_from((50, 100, 150)),
        total=st.sampled_from((100, 250)),
        by=FINANCE,
    )
    @needs("giving_funds")
    def set_standing(self, place: int, most: int, total: int, by: str) -> None:
        fund, today = self.pick("giving_funds", place), self.at.date()
        categories = ("delivery_facilitation", "technology")
        terms = Terms(fund, most, total, categories, today, date(today.year, 12, 31), "Single days.")
        self.fund("set_standing", terms, by=by)

    @rule(place=PLACES, verdict=st.sampled_from(("confirmed", "confirmed", "declined")), by=SECONDS)
    @needs("unanswered_standing")
    def answer_standing(self, place: int, verdict: str, by: str) -> None:
        key = self.pick("unanswered_standing", place)
        self.fund("answer_standing", key, verdict=verdict, reason="As it is.", by=by)

    @rule(place=PLACES, sure=SELDOM)
    @needs("standing")
    def end_standing(self, place: int, sure: int) -> None:
        if sure == 0:
            self.fund("end_standing", self.pick("standing", place), why="Too many.", by="finance")
