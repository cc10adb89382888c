"""Any order of acts on money: nothing is made, nothing is lost, no limit is passed, on each database."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import text

from pitchdeck.base.db import Database, Writing
from pitchdeck.base.errors import Refusal
from pitchdeck.features.funding import actions
from pitchdeck.features.portfolio.queries.invariants import INVARIANTS
from pitchdeck.features.portfolio.queries.invariants.computed import other_approvals
from tests import databases
from tests.features.funding.stage import INVESTORS, YEAR, build

P1, P2 = "P-2026-0001", "P-2026-0002"
FUND, PURSE, STEPS = 1_000, 250, 50
NEXT = YEAR + 1
NAMES, REFS = st.sampled_from(INVESTORS), st.sampled_from((P1, P2))

SUMS = text(
    "SELECT COUNT(*) FROM account a WHERE a.balance <> (SELECT COALESCE(SUM(CASE WHEN t.to_id = a.id"
    " THEN t.amount ELSE -t.amount END), 0) FROM transfer t WHERE a.id IN (t.to_id, t.from_id))"
)
HELD = text(
    "SELECT COUNT(*) FROM account a WHERE a.kind = 'reserved' AND a.balance <> (SELECT"
    " COALESCE(SUM(c.amount), 0) FROM commitment c LEFT JOIN resolution r ON r.commitment_id = c.id"
    " WHERE c.pitch_id = a.pitch_id AND c.fiscal_year = a.fiscal_year AND r.id IS NULL)"
)
TRUTHS = text(
    "SELECT COUNT(*) FROM pitch p WHERE p.state = 'covered' AND (SELECT SUM(a.balance) FROM account a"
    " WHERE a.kind IN ('reserved', 'promised') AND a.pitch_id = p.id) < (SELECT SUM(k.amount) FROM ask k"
    " JOIN revision v ON v.id = k.revision_id WHERE v.pitch_id = p.id AND k.tier = 'minimum')"
)
PUT_BY_HAND = {
    "weights_add_up_to_100",
    "references_have_no_gap",
    "scoring_had_the_sponsors_yes",
    "every_revision_is_in_the_history",
}
"""What the stage does not hold from its start, because no act has brought it about."""
RULES = tuple(text(rule.finds) for rule in INVARIANTS if rule.name not in PUT_BY_HAND)


class Money(RuleBasedStateMachine):
    """A fund of 10.00, three purses of 2.50, two pitches, one of which asks of next year too.

    Amounts of a few cents collide often.
    """

    def __init__(self) -> None:
        super().__init__()
        self.resources = ExitStack()
        self.made: list[tuple[str, str]] = []
        self.ahead: list[tuple[str, str]] = []
        self.opened: list[str] = []

    @initialize()
    def begin(self) -> None:
        database = self.resources.enter_context(OPEN[0]())
        cast = databases.house_of(database)
        asks = {P1: {YEAR: 300}, P2: {YEAR: 400, NEXT: 200}}
        self.stage = build(database, cast, asks, {P2: {YEAR: 200, NEXT: 90}})
        fund = self.stage.fund(FUND)
        for name in INVESTORS:
            self.stage.allot(fund, name, PURSE)
        self.stage.chair("open_funding")

    def teardown(self) -> None:
        self.resources.close()

    def attempt(self, act: Callable[[], object]) -> object:
        """An act may be refused in words, and in no other way."""
        try:
            return act()
        except Refusal:
            return None

    @rule(
        name=NAMES,
        ref=REFS,
        amount=st.integers(-1, 320),
        tick=st.booleans(),
        condition=st.sampled_from(("", "", "A pilot")),
    )
    def commit(self, name: str, ref: str, amount: int, tick: bool, condition: str) -> None:  # noqa: FBT001  # Hypothesis names it
        more = {"up_to_needed": tick, "condition": condition}
        made = self.attempt(lambda: self.stage.commit(name, ref, amount, **more))
        if isinstance(made, actions.Made):
            self.made.append((name, made.key))

    @rule(place=st.integers(0, 30))
    def withdraw_commitment(self, place: int) -> None:
        if not self.made:
            return
        name, key = self.made[place % len(self.made)]
        by = self.stage.cast.actors[name]
        self.attempt(
            lambda: self.stage.act(lambda t: actions.withdraw_commitment(t.session, key, by=by, at=t.at))
        )

    @rule(place=st.integers(0, 30), amount=st.integers(-1, 320))
    def change_commitment(self, place: int, amount: int) -> None:
        if not self.made:
            return
        name, key = self.made[place % len(self.made)]
        by = self.stage.cast.actors[name]
        made = self.attempt(
            lambda: self.stage.act(
                lambda t: actions.change_commitment(t.session, key, amount, by=by, at=t.at)
            )
        )
        if isinstance(made, actions.Made):
            self.made.append((name, made.key))

    @rule(place=st.integers(0, 30), verdict=st.sampled_from(["accepted", "declined"]))
    def answer_condition(self, place: int, verdict: str) -> None:
        if self.made:
            _name, key = self.made[place % len(self.made)]
            by = self.stage.cast.presenter
            self.attempt(
                lambda: self.stage.act(
                    lambda t: actions.answer_condition(t.session, key, verdict, by=by, at=t.at)
                )
            )

    @rule(name=NAMES, ref=REFS, amount=st.integers(-1, 210))
    def promise(self, name: str, ref: str, amount: int) -> None:
        made = self.attempt(lambda: self.stage.promise(name, ref, amount, NEXT))
        if isinstance(made, actions.Promised):
            self.ahead.append((name, made.key))

    @rule(place=st.integers(0, 30), amount=st.integers(-1, 210))
    def change_or_take_back_what_is_promised(self, place: int, amount: int) -> None:
        if not self.ahead:
            return
        name, key = self.ahead[place % len(self.ahead)]
        by = self.stage.cast.actors[name]

        def done(turn: Writing) -> object:
            if amount < 0:
                return actions.withdraw_promise(turn.session, key, by=by, at=turn.at)
            return actions.change_promise(turn.session, key, amount, by=by, at=turn.at)

        made = self.attempt(lambda: self.stage.act(done))
        if isinstance(made, actions.Promised):
            self.ahead.append((name, made.key))

    @rule(sure=st.integers(0, 5), amount=st.sampled_from((80, 150, 400)))
    def open_next_year(self, sure: int, amount: int) -> None:
        if sure == 0 and len(self.opened) < 2:
            self.opened.append(self.stage.fund(amount, year=NEXT))

    @rule(place=st.integers(0, 1))
    def serve(self, place: int) -> None:
        if self.opened:
            key = self.opened[place % len(self.opened)]
            self.attempt(lambda: self.stage.act(lambda t: actions.serve_promises(t.session, key, at=t.at)))

    @rule(name=NAMES, place=st.integers(0, 1), amount=st.integers(1, 100))
    def allot_next_year(self, name: str, place: int, amount: int) -> None:
        """Its purse takes no place of this year's: what is tried is that promises come first."""
        if self.opened:
            key, purse = self.opened[place % len(self.opened)], self.stage.purses[name]
            self.attempt(lambda: self.stage.allot(key, name, amount))
            self.stage.purses[name] = purse

    @rule(sure=st.integers(0, 4))
    def lapse(self, sure: int) -> None:
        def lapsed(turn: Writing) -> int:
            return actions.lapse_overdue(turn.session, "round", at=turn.at + timedelta(days=30))

        if sure == 0:
            self.attempt(lambda: self.stage.act(lapsed))

    @rule(name=NAMES, ref=REFS, amount=st.integers(0, 320))
    def join_standby(self, name: str, ref: str, amount: int) -> None:
        by, purse = self.stage.cast.actors[name], self.stage.purses[name]

        def joined(turn: Writing) -> str:
            return actions.join_standby(turn.session, purse, ref, amount, by=by, at=turn.at)

        self.attempt(lambda: self.stage.act(joined))

    @rule(name=NAMES, ref=REFS)
    def recuse(self, name: str, ref: str) -> None:
        by = self.stage.cast.actors[name]
        self.attempt(lambda: self.stage.act(lambda t: actions.recuse(t.session, ref, "Kin", by=by, at=t.at)))

    @rule(ref=REFS, verb=st.sampled_from(["approve", "put_on_hold", "decline"]))
    def review(self, ref: str, verb: str) -> None:
        self.attempt(lambda: self.stage.finance(verb, ref, reason="Because."))

    @rule(verb=st.sampled_from(["close_funding", "decide", "publish", "close_round"]))
    def chair(self, verb: str) -> None:
        more = {"why": "All answered."} if verb == "close_funding" else {}
        self.attempt(lambda: self.stage.chair(verb, **more))

    @rule(ref=REFS, sure=st.integers(0, 4))
    def withdraw(self, ref: str, sure: int) -> None:
        if sure == 0:
            by = self.stage.cast.presenter
            self.attempt(lambda: self.stage.act(lambda t: actions.withdraw(t.session, ref, by=by, at=t.at)))

    @invariant()
    def nothing_is_made_or_lost(self) -> None:
        if not hasattr(self, "stage"):
            return
        with self.stage.reading() as session:
            balances = session.execute(text("SELECT kind, balance, floor, ceiling FROM account")).all()
            off = [session.execute(query).scalar_one() for query in (SUMS, HELD, TRUTHS)]
            broken = [row for query in RULES for row in session.execute(query).scalars()]
            broken += other_approvals(session)
        assert off == [0, 0, 0]
        assert broken == []
        assert sum(row.balance for row in balances) == 0
        assert all(row.floor is None or row.balance >= row.floor for row in balances)
        assert all(row.ceiling is None or row.balance <= row.ceiling for row in balances)


OPEN: list[Callable[[], AbstractContextManager[Database]]] = []


def _on(name: str, folder: Path) -> Callable[[], AbstractContextManager[Database]]:
    if name == "sqlite":
        return lambda: databases.sqlite(folder, peopled=True)
    return lambda: databases.postgres(peopled=True)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.postgres] if name == "postgres" else [])
        for name in databases.WANTED
    ],
)
def test_any_order_of_acts_keeps_the_money(name: str) -> None:
    with TemporaryDirectory() as folder:
        OPEN[:] = [_on(name, Path(folder))]
        run_state_machine_as_test(
            Money,
            settings=settings(
                max_examples=databases.size(20_000 // STEPS),
                stateful_step_count=STEPS,
                deadline=None,
                derandomize=True,
                suppress_health_check=list(HealthCheck),
            ),
        )
