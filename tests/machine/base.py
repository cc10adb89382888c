"""What the rules of the machine share: acts that may be refused, what they act on, the check after each."""

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import text

from pitchdeck.base.errors import Refusal
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.investments import actions as investments
from tests import databases
from tests.machine.sound import broken
from tests.machine.things import COUNTS, THINGS
from tests.machine.worlds import last_transfer, world

PLACES = st.integers(0, 11)
AMOUNTS = st.sampled_from((0, 1, 20, 50, 60, 100, 120, 150, 200, 250))
FINANCE = st.sampled_from(("finance", "finance2"))
SECONDS = st.sampled_from(("finance2", "fund_owner", "finance"))
STARTS = (0, 0, 0, 1, 2, 2, 3, 3)
"""The depths of the world, by how often an example begins there."""
SELDOM = st.integers(0, 3)
_COUNTS = text(COUNTS)
_MOVED = text("SELECT DISTINCT verb, from_kind, to_kind FROM transfer WHERE id > :since")


def needs(thing: str) -> Callable[[Any], Any]:
    """The rule is tried while there is such a thing."""
    return precondition(lambda machine: machine.there.get(thing, 0) > 0)


@dataclass
class Tally:
    """What came of a run: how often each verb was done or refused, and which movements money made."""

    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    moved: set[tuple[str, str, str]] = field(default_factory=set)
    words: Counter[str] = field(default_factory=Counter)


class Base(RuleBasedStateMachine):
    """One copy of the world; every act in a transaction of its own, a minute after the one before."""

    dialect: ClassVar[str]
    tally: ClassVar[Tally]

    def __init__(self) -> None:
        super().__init__()
        self.resources = ExitStack()
        self.count = 0
        self.written = True
        self.there: dict[str, int] = {}

    @initialize(start=st.integers(0, 4 * len(STARTS)))
    def begin(self, start: int) -> None:
        """In a world of one of the depths; the simplest example, which every run begins with, is none."""
        if start == 0:
            return
        opened, self.at = world(self.dialect, STARTS[start % len(STARTS)])
        self.database = self.resources.enter_context(opened)
        self.cast = databases.house_of(self.database)
        self.people = {actor.id: actor for actor in self.cast.actors.values()}
        self.since = last_transfer(self.database)
        self.look()

    def teardown(self) -> None:
        if hasattr(self, "database"):
            with self.database.reading() as session:
                self.tally.moved |= {tuple(row) for row in session.execute(_MOVED, {"since": self.since})}
        self.resources.close()

    def all(self, statement: str, **values: Any) -> list[Any]:
        with self.database.reading() as session:
            return list(session.execute(text(statement), values))

    def one(self, statement: str, place: int, **values: Any) -> Any:
        """The row at this place, counted round; its one value where it has one, None where there is none."""
        rows = self.all(statement, **values)
        row = rows[place % len(rows)] if rows else None
        return row[0] if row is not None and len(row) == 1 else row

    def look(self) -> None:
        """See what there is to act on."""
        with self.database.reading() as session:
            rows = session.execute(_COUNTS, {"year": self.at.year})
            self.there = {name: int(many) for name, many in rows}

    def pick(self, thing: str, place: int) -> Any:
        """The thing at this place, as `one` answers."""
        statement = THINGS[thing]
        year = {"year": self.at.year} if ":year" in statement else {}
        return self.one(f"{statement} ORDER BY {statement[7]}.id", place, **year)

    def attempt(
        self, verb: str, act: Callable[..., Any], *values: Any, by: str | Actor = "", **more: Any
    ) -> Any:
        """An act may be refused in words, and in no other way; what it answers, None when it was refused.

        A clock that answers False found nothing to do, which is no act.
        """
        self.count += 1
        self.at += timedelta(minutes=1)
        if by:
            more["by"] = self.cast.actors[by] if isinstance(by, str) else by
        try:
            with self.database.writing() as turn:
                made = act(turn.session, *values, at=self.at, **more)
        except Refusal as refusal:
            self.tally.refused[verb] += 1
            self.tally.words[f"{verb}: {refusal}"] += 1
            return None
        self.tally.done[verb] += made is not False
        self.written = True
        return True if made is None else made

    def fund(self, verb: str, *values: Any, **more: Any) -> Any:
        return self.attempt(verb, getattr(funding, verb), *values, **more)

    def invest(self, verb: str, *values: Any, **more: Any) -> Any:
        return self.attempt(verb, getattr(investments, verb), *values, **more)

    @rule()
    def nothing(self) -> None:
        """There is always something to do."""

    @invariant()
    def all_invariants_hold(self) -> None:
        """A refused act was rolled back: only after one that wrote is there anything new to look at."""
        if not self.written or not hasattr(self, "database"):
            return
        with self.database.snapshot() as session:
            found = list(broken(session))
        assert found == [], found
        self.written = False
        self.look()
