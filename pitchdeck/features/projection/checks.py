"""The checks that make a projection trustworthy: pass, warn or block, each with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pitchdeck.features.projection.inputs import Inputs

Level = Literal["pass", "warn", "block"]


@dataclass(frozen=True, kw_only=True)
class CheckContext:
    """What the inputs do not know. `claims_on_measure` is the sum of all open claims, this one included.

    `uncounted` says in words what was entered and is not in the inputs; `beyond_record` names the benefits
    that promise more than nine in ten finished investments of their kind obtained, without saying why.
    """

    goal_linked: bool = False
    measure_agreed: bool = False
    sponsor_asked: bool = False
    sponsor_accepted: bool = False
    measure_is_revenue: bool = False
    nothing_else: bool = False
    recipients_set: bool = False
    long_term_agreed: bool = False
    controlled_result_attached: bool = False
    intangibles_valued: bool = False
    one_measure_in_several_lines: bool = False
    populations_differ: bool = False
    claims_on_measure: float | None = None
    claims_apportioned: bool = False
    objective_levels: frozenset[int] = frozenset()
    uncounted: tuple[str, ...] = ()
    beyond_record: tuple[str, ...] = ()
    large: bool = False
    options_compared: bool = False


@dataclass(frozen=True)
class Check:
    """The outcome of one rule, in words for the presenter."""

    level: Level
    key: str
    sentence: str


@dataclass(frozen=True)
class Rule:
    """One rule: `finds` returns what breaks it, in words, or an empty text; `bad` may name it as {found}."""

    key: str
    level: Level
    finds: Callable[[Inputs, CheckContext], str]
    good: str
    bad: str

    def applied(self, inputs: Inputs, context: CheckContext) -> Check:
        """The rule's verdict."""
        found = self.finds(inputs, context)
        if not found:
            return Check("pass", self.key, self.good)
        return Check(self.level, self.key, self.bad.replace("{found}", found))
