"""Funds and purses: opened, raised, cut, moved, given out, asked for, and short of money."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.machine.base import AMOUNTS, FINANCE, PLACES, SECONDS, SELDOM, Base, needs
from tests.machine.worlds import INVESTORS, NEXT, YEAR

MANY = 8
LINES = (
    "SELECT l.position, l.available, l.amount FROM shortfall_line l JOIN shortfall_list p ON p.id = l.list_id"
    " JOIN shortfall s ON s.id = p.shortfall_id WHERE s.key = :key AND p.number = :number ORDER BY l.position"
)
FREE = (
    "SELECT a.balance FROM account a JOIN fund f ON f.id = a.fund_id WHERE a.kind = 'fund' AND f.key = :key"
)


class Budgets(Base):
    """What finance and the owners of funds do with budgets."""

    @rule(
        unit=st.sampled_from(("Sales", "IT")),
        year=st.sampled_from((YEAR, NEXT, NEXT)),
        amount=st.sampled_from((80, 200, 400)),
        capital=SELDOM,
        by=SECONDS,
    )
    @needs("funds")
    def open_fund(self, unit: str, year: int, amount: int, capital: int, by: str) -> None:
        if self.there["funds"] >= MANY:
            return
        more: dict[str, Any] = {"nature": "capex", "categories": ["technology"]} if capital == 0 else {}
        more |= {"unit_id": self.cast.units[unit], "owner_id": self.cast.fund_owner.id, "by": "finance"}
        name = f"{unit} {self.count}"
        fund = self.fund("open_fund", name=name, fiscal_year=year, amount=amount, **more)
        if fund is not None:
            self.fund("confirm_fund", self.pick("unconfirmed_funds", 0), by=by)

    @rule(
        place=PLACES,
        other=PLACES,
        kind=st.sampled_from(("raise", "cut", "move", "move")),
        amount=AMOUNTS,
        by=FINANCE,
    )
    @needs("giving_funds")
    def change_fund(self, place: int, other: int, kind: str, amount: int, by: str) -> None:
        more: dict[str, Any] = {"other_key": self.pick("giving_funds", other)} if kind == "move" else {}
        key, reason = self.pick("giving_funds", place), "The board decided."
        self.fund("change_fund", key, kind=kind, amount=amount, reason=reason, by=by, **more)

    @rule(place=PLACES, verdict=st.sampled_from(("confirmed", "confirmed", "declined")), by=SECONDS)
    @needs("changes")
    def answer_change(self, place: int, verdict: str, by: str) -> None:
        key = self.pick("changes", place)
        self.fund("answer_change", key, verdict=verdict, reason="As it is.", by=by)

    @rule(place=PLACES, where=PLACES, name=st.sampled_from(INVESTORS), amount=AMOUNTS)
    @needs("rounds")
    def allot(self, place: int, where: int, name: str, amount: int) -> None:
        round_id, investor = self.pick("rounds", where)[0], self.cast.actors[name].id
        given = {"investor_id": investor, "round_id": round_id, "amount": amount}
        self.fund("allot", self.pick("giving_funds", place), by="fund_owner", **given)

    @rule(place=PLACES, where=PLACES, name=st.sampled_from(INVESTORS), amount=AMOUNTS)
    @needs("rounds")
    def ask_for_purse(self, place: int, where: int, name: str, amount: int) -> None:
        round_key, fund = self.pick("rounds", where)[1], self.pick("giving_funds", place)
        asked = {"fund_key": fund, "round_key": round_key, "amount": amount}
        self.fund("ask_for_purse", reason="Two more pitches.", by=name, **asked)

    @rule(place=PLACES, amount=AMOUNTS, verdict=st.sampled_from(("granted", "granted", "declined")))
    @needs("requests")
    def answer_request(self, place: int, amount: int, verdict: str) -> None:
        said = {"verdict": verdict, "amount": amount, "reason": "As it is."}
        self.fund("answer_request", self.pick("requests", place), by="fund_owner", **said)

    @rule(place=PLACES, beyond=AMOUNTS, by=FINANCE)
    @needs("giving_funds")
    def raise_shortfall(self, place: int, beyond: int, by: str) -> None:
        key = self.pick("giving_funds", place)
        amount = int(self.one(FREE, 0, key=key) or 0) + beyond
        self.fund("raise_shortfall", key, amount, reason="The group cut it.", by=by)

    @rule(place=PLACES, by=st.sampled_from(("finance", "fund_owner", "finance2")))
    @needs("shortfalls")
    def confirm_shortfall(self, place: int, by: str) -> None:
        key, number = self.pick("shortfalls", place)
        self.fund("confirm_shortfall", key, number, by=by)

    @rule(place=PLACES, line=PLACES, amount=AMOUNTS)
    @needs("shortfalls")
    def change_list(self, place: int, line: int, amount: int) -> None:
        """Take from one line what another gives more."""
        row = self.pick("shortfalls", place)
        lines = self.all(LINES, key=row[0], number=row[1])
        if len(lines) > 1:
            first, second = lines[line % len(lines)], lines[(line + 1) % len(lines)]
            moved = min(amount, first[2])
            amounts = {first[0]: first[2] - moved, second[0]: second[2] + moved}
            self.fund("change_list", row[0], amounts, reason="Agreed.", by="finance")

    @rule(place=PLACES)
    @needs("shortfalls")
    def propose_again(self, place: int) -> None:
        self.fund("propose_again", self.pick("shortfalls", place)[0], by="finance")

    @rule(place=PLACES, sure=SELDOM)
    @needs("shortfalls")
    def drop_shortfall(self, place: int, sure: int) -> None:
        if sure == 0:
            key = self.pick("shortfalls", place)[0]
            self.fund("drop_shortfall", key, reason="Found elsewhere.", by="finance")

    @rule(place=PLACES, beyond=st.sampled_from((1, 50, 150, 250)))
    @needs("giving_funds")
    def cut_by_two(self, place: int, beyond: int) -> None:
        """A shortfall from its beginning to its end."""
        self.raise_shortfall(place, beyond, "finance")
        row = self.pick("shortfalls", -1)
        if row and self.fund("propose_again", row[0], by="finance"):
            for by in ("finance", "fund_owner"):
                self.fund("confirm_shortfall", row[0], row[1] + 1, by=by)

    @rule(place=PLACES, which=st.integers(0, 3), by=FINANCE)
    @needs("unmarked")
    def mark_capex(self, place: int, which: int, by: str) -> None:
        """Some of a pitch's lines, by the bits of a number."""
        ref = self.pick("unmarked", place)
        lines = self.all(
            "SELECT DISTINCT l.line, l.position FROM ask_line l JOIN revision v ON v.id = l.revision_id"
            " JOIN pitch p ON p.id = v.pitch_id AND p.revision_no = v.number WHERE p.ref = :ref"
            " ORDER BY l.position",
            ref=ref,
        )
        chosen = {row[0] for number, row in enumerate(lines) if which >> number & 1}
        self.fund("mark_capex", ref, chosen, reason="Used for four years.", by=by)
