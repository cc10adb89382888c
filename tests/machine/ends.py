"""The clock: fiscal years end and are re-opened, investments close, and what ran before is taken over."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule
from sqlalchemy import select

from pitchdeck.features.funding.actions import Choices
from pitchdeck.features.funding.figures.closing import Policy, plan
from pitchdeck.features.funding.models import Fund
from pitchdeck.features.funding.queries import closing
from pitchdeck.features.investments.actions import Review
from pitchdeck.features.investments.figures.openings import ProgrammeEntry
from tests.machine.base import FINANCE, PLACES, SECONDS, SELDOM, Base, needs
from tests.machine.spending import ACCRUALS, OPEN_CONTRACTS
from tests.machine.worlds import JANUARY

SAID = Review("It went well.", "Team leads coached.", "Plan the coaching first.")


class Ends(Base):
    """What happens at the end of a year, of a programme, and at go-live."""

    @needs("pitches")
    @rule(days=st.sampled_from((1, 10, 30)), sure=SELDOM)
    def time_passes(self, days: int, sure: int) -> None:
        """A few days; now and then to the January after this year."""
        later = self.at + timedelta(days=days)
        self.at = later if sure else JANUARY.replace(year=self.at.year + 1)
        self.look()

    @rule(
        place=PLACES,
        later=st.sampled_from((0, 0, 0, 1)),
        policy=st.sampled_from((("carry", "lapse"), ("carry", "stay"), ("lapse", "lapse"))),
        kept=st.integers(0, 7),
        by=FINANCE,
    )
    @needs("open_years")
    def close_year(self, place: int, later: int, policy: tuple[str, str], kept: int, by: str) -> None:
        """With the released money of some pitches carried, by the bits of a number."""
        which = select(Fund.id, Fund.key, Fund.fiscal_year).where(Fund.id == self.pick("open_years", place))
        with self.database.snapshot() as session:
            fund = session.execute(which).one()
            year = fund.fiscal_year + later
            known = sorted(closing.pitches_of_fund(session, fund.id).items())
            chosen = dict(one for number, one in enumerate(known) if kept >> number & 1)
            books = closing.books_of(session, fund.id, year, own=not later)
            seal = plan(books, Policy(*policy, frozenset(chosen.values()))).seal
        choices = Choices(*policy, frozenset(chosen), "As announced.")
        self.fund("close_year", fund.key, year, choices, seen=seal, by=by)

    @rule(place=PLACES, by=FINANCE)
    @needs("closed_years")
    def ask_reopening(self, place: int, by: str) -> None:
        ref = self.pick("closed_years", place)
        if ref:
            self.fund("ask_reopening", ref, reason="An invoice was forgotten.", by=by)

    @rule(place=PLACES)
    @needs("closed_years")
    def reopen_by_two(self, place: int) -> None:
        self.fund("ask_reopening", self.pick("closed_years", place), reason="A mistake.", by="finance")
        key = self.pick("reopenings", -1)
        if key:
            self.fund("answer_reopening", key, verdict="confirmed", by="finance2")

    @rule(place=PLACES, verdict=st.sampled_from(("confirmed", "confirmed", "refused")), by=SECONDS)
    @needs("reopenings")
    def answer_reopening(self, place: int, verdict: str, by: str) -> None:
        key = self.pick("reopenings", place)
        if key:
            self.fund("answer_reopening", key, verdict=verdict, by=by)

    @rule(place=PLACES)
    @needs("active")
    def deliver(self, place: int) -> None:
        key = self.pick("active", place)
        if key:
            self.invest("deliver", key, by="presenter", why="To 100 agents.")

    @rule(place=PLACES)
    @needs("reviewable")
    def write_review(self, place: int) -> None:
        key = self.pick("reviewable", place)
        if key:
            self.invest("write_review", key, SAID, by="presenter")

    @rule(place=PLACES, verdict=st.sampled_from(("confirmed", "confirmed", "sent_back")))
    @needs("reviews")
    def answer_review(self, place: int, verdict: str) -> None:
        key = self.pick("reviews", place)
        if key:
            self.invest("answer_review", key, verdict=verdict, reason="As it is.", by="sponsor")

    @rule(place=PLACES, by=FINANCE)
    @needs("closable")
    def close(self, place: int, by: str) -> None:
        key = self.pick("closable", place)
        if key:
            self.invest("close", key, by=by)

    @rule(place=PLACES)
    @needs("small_lives")
    def to_the_end(self, place: int) -> None:
        """A small programme, which measures nothing, from wherever it is to its last cent."""
        key = self.pick("small_lives", place)
        if not key:
            return
        for row in self.all(OPEN_CONTRACTS, key=key):
            self.invest("end_contract", row[0], by="finance", reason="Over.")
        for row in self.all(ACCRUALS, key=key):
            self.invest("reverse_accrual", row[0], by="finance", reason="Over.")
        self.invest("deliver", key, by="presenter", why="To 100 agents.")
        review = self.invest("write_review", key, SAID, by="presenter")
        if review:
            self.invest("answer_review", review, verdict="confirmed", by="sponsor")
        self.invest("close", key, by="finance")

    @rule(
        place=PLACES,
        committed=st.sampled_from((50, 100)),
        released=st.sampled_from((50, 100)),
        spent=st.sampled_from((0, 20, 40)),
        contracted=st.sampled_from((0, 10, 30)),
    )
    @needs("budgets")
    def enter_opening(self, place: int, committed: int, released: int, spent: int, contracted: int) -> None:
        fund, budget = self.pick("budgets", place)
        more: dict[str, Any] = {}
        if contracted:
            ends_on = date(self.at.year, 12, 31)
            more = {"vendor": "Coach & Co", "reference": f"PO-{self.count}", "ends_on": ends_on}
        measure = self.one("SELECT name FROM measure ORDER BY id", place)
        entry = ProgrammeEntry(
            title=f"Before {self.count}",
            unit="Support",
            presenter="presenter@nordwind.example",
            measure=measure,
            category="msp",
            planned=100,
            committed=committed,
            released=released,
            spent=spent,
            contracted=contracted,
            **more,
        )
        self.invest("enter_opening", fund, budget, (entry,), by="finance")

    @rule(place=PLACES, verdict=st.sampled_from(("confirmed", "confirmed", "declined")), by=FINANCE)
    @needs("openings")
    def answer_opening(self, place: int, verdict: str, by: str) -> None:
        key = self.pick("openings", place)
        if key:
            self.invest("answer_opening", key, verdict=verdict, reason="As it is.", by=by)
