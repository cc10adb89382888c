"""The checks that make a projection trustworthy: pass, warn or block, each with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from pitchdeck.features.projection.benefits import BenefitLine
from pitchdeck.features.projection.costs import CATEGORIES, ParticipantTime
from pitchdeck.features.projection.figure import DUST, MONTHS_PER_YEAR
from pitchdeck.features.projection.headline import window_of
from pitchdeck.features.projection.inputs import Inputs

Level = Literal["pass", "warn", "block"]

OBJECTIVE_LEVELS = frozenset({1, 2, 3, 4})
CONTROLLED_METHODS = ("control_group", "trend_line")


@dataclass(frozen=True, kw_only=True)
class CheckContext:
    """What the inputs do not know. `claims_on_measure` is the sum of all open claims, this one included."""

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


def check(inputs: Inputs, context: CheckContext) -> list[Check]:
    """The outcome of every rule, in the order in which they are shown."""
    return [rule.applied(inputs, context) for rule in RULES]


def _unless(holds: Callable[[Inputs, CheckContext], bool]) -> Callable[[Inputs, CheckContext], str]:
    return lambda inputs, context: "" if holds(inputs, context) else "missing"


def _lines(breaks: Callable[[BenefitLine, CheckContext], bool]) -> Callable[[Inputs, CheckContext], str]:
    """The benefit lines that break a rule, by name."""
    return lambda inputs, context: _listed(
        line.name or "a benefit without a name" for line in inputs.benefits if breaks(line, context)
    )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _levels(_: Inputs, context: CheckContext) -> str:
    return _listed(str(level) for level in sorted(OBJECTIVE_LEVELS - context.objective_levels))


def _too_sure(line: BenefitLine, context: CheckContext) -> bool:
    measured = line.basis == "own_measured_result" and line.isolation_method in CONTROLLED_METHODS
    return line.confidence >= 1 and not (measured and context.controlled_result_attached)


def _margin_missing(line: BenefitLine, context: CheckContext) -> bool:
    return line.margin is None and (context.measure_is_revenue or line.kind == "sales_uplift")


def _categories(inputs: Inputs, context: CheckContext) -> str:
    if context.nothing_else:
        return ""
    addressed = {line.category for line in inputs.costs}
    return _listed(category.replace("_", " ") for category in CATEGORIES if category not in addressed)


def _after_horizon(inputs: Inputs, _: CheckContext) -> str:
    return _listed(
        line.label or line.kind.replace("_", " ")
        for line in inputs.costs
        if any(charge.index > inputs.horizon for charge in line.charges(inputs.horizon))
    )


def _overclaimed(_: Inputs, context: CheckContext) -> str:
    claimed = context.claims_on_measure
    if claimed is None or claimed <= 1 + DUST or context.claims_apportioned:
        return ""
    return f"{100 * claimed:.0f} %"


def _counts_learners(inputs: Inputs, _: CheckContext) -> bool:
    return any(isinstance(line, ParticipantTime) and line.people * line.hours > 0 for line in inputs.costs)


def _one_year(inputs: Inputs, context: CheckContext) -> bool:
    return inputs.headline_months == MONTHS_PER_YEAR or context.long_term_agreed


RULES: tuple[Rule, ...] = (
    Rule(
        "goal",
        "block",
        _unless(lambda _, context: context.goal_linked),
        "The pitch serves a goal.",
        "Link the pitch to a goal and its measure.",
    ),
    Rule(
        "target",
        "warn",
        _unless(lambda _, context: context.measure_agreed),
        "The target is agreed with the owner of the goal.",
        "The owner of the goal has not agreed the target yet.",
    ),
    Rule(
        "sponsor_asked",
        "block",
        _unless(lambda inputs, context: context.sponsor_asked or not inputs.benefits),
        "The sponsor was asked, or no benefit is claimed.",
        "Ask the sponsor to agree to the claim.",
    ),
    Rule(
        "sponsor_accepted",
        "warn",
        _unless(lambda inputs, context: context.sponsor_accepted or not inputs.benefits),
        "The sponsor stands behind the claim, or no benefit is claimed.",
        "The sponsor has not said yes yet: scoring waits for it.",
    ),
    Rule(
        "claims",
        "block",
        _overclaimed,
        "All claims on the measure fit between its baseline and its target.",
        "Claims on the measure add up to {found} of its gap: its owner must apportion them.",
    ),
    Rule(
        "double_counting",
        "warn",
        _unless(lambda _, context: not context.one_measure_in_several_lines or context.populations_differ),
        "No measure is counted twice.",
        "One measure stands in two lines: the same improvement may be counted twice.",
    ),
    Rule(
        "objectives",
        "warn",
        _levels,
        "There is an objective at each of the levels 1 to 4.",
        "No objective at level {found}.",
    ),
    Rule(
        "basis",
        "block",
        _lines(lambda line, _: line.basis is None),
        "Every estimate says where it comes from.",
        "Say where the estimate comes from: {found}.",
    ),
    Rule(
        "value_source",
        "warn",
        _lines(lambda line, _: not line.source),
        "Every money value names its source.",
        "No source for the money value of {found}.",
    ),
    Rule(
        "value_data",
        "block",
        _lines(lambda line, _: line.basis == "assumption" and not line.source),
        "No value stands without data.",
        "An assumption without a source is no value: {found}.",
    ),
    Rule(
        "isolation_method",
        "block",
        _lines(lambda line, _: line.isolation_method in (None, "none")),
        "It is planned how learning's share will be shown.",
        "Plan how learning's share will be shown: {found}.",
    ),
    Rule(
        "confidence",
        "block",
        _lines(_too_sure),
        "Estimates are adjusted for their uncertainty.",
        "An estimate is never certain; put confidence below 100 %: {found}.",
    ),
    Rule(
        "margin",
        "block",
        _lines(_margin_missing),
        "Revenue counts with its margin only.",
        "Revenue is no benefit; state the margin on it: {found}.",
    ),
    Rule(
        "redeployed",
        "warn",
        _lines(lambda line, _: line.realisation == "capacity" and line.redeployed is None),
        "Freed time counts with the share that is put to use.",
        "Say which share of the freed time is put to use: {found}.",
    ),
    Rule(
        "intangibles",
        "block",
        _unless(lambda _, context: not context.intangibles_valued),
        "Intangibles are listed, not valued in money.",
        "List intangibles without a value in money.",
    ),
    Rule(
        "window",
        "block",
        _unless(_one_year),
        "The headline counts one year of benefits, or finance agreed to another window.",
        "The headline counts 12 months of benefits unless finance agrees to another window.",
    ),
    Rule(
        "partial_window",
        "warn",
        _unless(lambda inputs, _: not window_of(inputs).partial),
        "The horizon holds the whole headline window.",
        "The horizon ends inside the headline window, which is therefore partial.",
    ),
    Rule(
        "cost_categories",
        "block",
        _categories,
        "Every category of cost is addressed.",
        "Add a cost or confirm that there is nothing else: {found}.",
    ),
    Rule(
        "participant_time",
        "warn",
        _unless(_counts_learners),
        "The time of those who learn is counted.",
        "The time of those who learn is not counted: the cost is not fully loaded.",
    ),
    Rule(
        "within_horizon",
        "warn",
        _after_horizon,
        "Every cost falls inside the horizon.",
        "Cost after the horizon is not counted: {found}.",
    ),
    Rule(
        "recipients",
        "warn",
        _unless(lambda _, context: context.recipients_set),
        "It is settled who gets the results.",
        "Say who gets the results.",
    ),
)
