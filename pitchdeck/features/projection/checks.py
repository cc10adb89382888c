"""The checks a projection passes before it is shown as trustworthy: pass, warn or block, each with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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


Rule = Callable[[Inputs, CheckContext], Check]


def check(inputs: Inputs, context: CheckContext) -> list[Check]:
    """The outcome of every rule, in the order in which they are shown."""
    return [rule(inputs, context) for rule in RULES]


def _verdict(key: str, level: Level, *, holds: bool, good: str, bad: str) -> Check:
    return Check("pass", key, good) if holds else Check(level, key, bad)


def _named(lines: Iterator[BenefitLine]) -> str:
    """The lines concerned, by name; empty when there is none."""
    return ", ".join(line.name or "a benefit without a name" for line in lines)


def _goal(_: Inputs, context: CheckContext) -> Check:
    return _verdict(
        "goal",
        "block",
        holds=context.goal_linked,
        good="The pitch serves a goal.",
        bad="Link the pitch to a goal and its measure.",
    )


def _target(_: Inputs, context: CheckContext) -> Check:
    return _verdict(
        "target",
        "warn",
        holds=context.measure_agreed,
        good="The target is agreed with the owner of the goal.",
        bad="The owner of the goal has not agreed the target yet.",
    )


def _sponsor_asked(_: Inputs, context: CheckContext) -> Check:
    return _verdict(
        "sponsor_asked",
        "block",
        holds=context.sponsor_asked,
        good="The sponsor was asked.",
        bad="Ask the sponsor to agree to the claim.",
    )


def _sponsor_accepted(inputs: Inputs, context: CheckContext) -> Check:
    return _verdict(
        "sponsor_accepted",
        "warn",
        holds=context.sponsor_accepted or not inputs.benefits,
        good="The sponsor stands behind the claim, or no benefit is claimed.",
        bad="The sponsor has not said yes yet: scoring waits for it.",
    )


def _objectives(_: Inputs, context: CheckContext) -> Check:
    missing = sorted(OBJECTIVE_LEVELS - context.objective_levels)
    return _verdict(
        "objectives",
        "warn",
        holds=not missing,
        good="There is an objective at each of the levels 1 to 4.",
        bad=f"No objective at level {', '.join(map(str, missing))}.",
    )


def _basis(inputs: Inputs, _: CheckContext) -> Check:
    lines = _named(line for line in inputs.benefits if line.basis is None)
    return _verdict(
        "basis",
        "block",
        holds=not lines,
        good="Every estimate says where it comes from.",
        bad=f"Say where the estimate comes from: {lines}.",
    )


def _value_source(inputs: Inputs, _: CheckContext) -> Check:
    lines = _named(line for line in inputs.benefits if not line.source)
    return _verdict(
        "value_source",
        "warn",
        holds=not lines,
        good="Every money value names its source.",
        bad=f"No source for the money value of {lines}.",
    )


def _value_data(inputs: Inputs, _: CheckContext) -> Check:
    lines = _named(line for line in inputs.benefits if line.basis == "assumption" and not line.source)
    return _verdict(
        "value_data",
        "block",
        holds=not lines,
        good="No value stands without data.",
        bad=f"An assumption without a source is no value: {lines}.",
    )


def _isolation(inputs: Inputs, _: CheckContext) -> Check:
    lines = _named(line for line in inputs.benefits if line.isolation_method in (None, "none"))
    return _verdict(
        "isolation_method",
        "block",
        holds=not lines,
        good="It is planned how learning's share will be shown.",
        bad=f"Plan how learning's share will be shown: {lines}.",
    )


def _confidence(inputs: Inputs, context: CheckContext) -> Check:
    lines = _named(
        line for line in inputs.benefits if line.confidence >= 1 and not _is_measured(line, context)
    )
    return _verdict(
        "confidence",
        "block",
        holds=not lines,
        good="Estimates are adjusted for their uncertainty.",
        bad=f"An estimate is never certain; put confidence below 100 %: {lines}.",
    )


def _is_measured(line: BenefitLine, context: CheckContext) -> bool:
    return (
        context.controlled_result_attached
        and line.basis == "own_measured_result"
        and line.isolation_method in CONTROLLED_METHODS
    )


def _margin(inputs: Inputs, context: CheckContext) -> Check:
    lines = _named(
        line
        for line in inputs.benefits
        if line.margin is None and (context.measure_is_revenue or line.kind == "sales_uplift")
    )
    return _verdict(
        "margin",
        "block",
        holds=not lines,
        good="Revenue counts with its margin only.",
        bad=f"Revenue is no benefit; state the margin on it: {lines}.",
    )


def _redeployed(inputs: Inputs, _: CheckContext) -> Check:
    lines = _named(
        line for line in inputs.benefits if line.realisation == "capacity" and line.redeployed is None
    )
    return _verdict(
        "redeployed",
        "warn",
        holds=not lines,
        good="Freed time counts with the share that is put to use.",
        bad=f"Say which share of the freed time is put to use: {lines}.",
    )


def _window(inputs: Inputs, context: CheckContext) -> Check:
    return _verdict(
        "window",
        "block",
        holds=inputs.headline_months == MONTHS_PER_YEAR or context.long_term_agreed,
        good="The headline counts the benefits of one year, or finance agreed to a longer one.",
        bad="The headline counts 12 months unless finance agrees that the solution is a long-term one.",
    )


def _whole_window(inputs: Inputs, _: CheckContext) -> Check:
    return _verdict(
        "partial_window",
        "warn",
        holds=not window_of(inputs).partial,
        good="The horizon holds the whole headline window.",
        bad="The horizon ends inside the headline window, which is therefore partial.",
    )


def _categories(inputs: Inputs, context: CheckContext) -> Check:
    missing = [name for name in CATEGORIES if name not in {line.category for line in inputs.costs}]
    return _verdict(
        "cost_categories",
        "block",
        holds=context.nothing_else or not missing,
        good="Every category of cost is addressed.",
        bad=f"Add a cost or confirm that there is nothing else: {', '.join(missing).replace('_', ' ')}.",
    )


def _participant_time(inputs: Inputs, _: CheckContext) -> Check:
    return _verdict(
        "participant_time",
        "warn",
        holds=any(isinstance(line, ParticipantTime) and line.people * line.hours for line in inputs.costs),
        good="The time of those who learn is counted.",
        bad="The time of those who learn is not counted: the cost is not fully loaded.",
    )


def _within_horizon(inputs: Inputs, _: CheckContext) -> Check:
    late = [
        line.label or line.kind.replace("_", " ")
        for line in inputs.costs
        if any(charge.index > inputs.horizon for charge in line.charges(inputs.horizon))
    ]
    return _verdict(
        "within_horizon",
        "warn",
        holds=not late,
        good="Every cost falls inside the horizon.",
        bad=f"Cost after month {inputs.horizon} is not counted: {', '.join(late)}.",
    )


def _intangibles(_: Inputs, context: CheckContext) -> Check:
    return _verdict(
        "intangibles",
        "block",
        holds=not context.intangibles_valued,
        good="Intangibles are listed, not valued in money.",
        bad="List intangibles without a value in money.",
    )


def _claims(_: Inputs, context: CheckContext) -> Check:
    claimed = context.claims_on_measure
    return _verdict(
        "claims",
        "block",
        holds=claimed is None or claimed <= 1 + DUST or context.claims_apportioned,
        good="All claims on the measure fit between its baseline and its target.",
        bad=f"Claims on the measure add up to {100 * (claimed or 0):.0f} % of its gap: its owner must apportion them.",
    )


def _one_measure_once(_: Inputs, context: CheckContext) -> Check:
    return _verdict(
        "double_counting",
        "warn",
        holds=not context.one_measure_in_several_lines or context.populations_differ,
        good="No measure is counted twice.",
        bad="One measure stands in two lines: the same improvement may be counted twice.",
    )


def _recipients(_: Inputs, context: CheckContext) -> Check:
    return _verdict(
        "recipients",
        "warn",
        holds=context.recipients_set,
        good="It is settled who gets the results.",
        bad="Say who gets the results.",
    )


RULES: tuple[Rule, ...] = (
    _goal,
    _target,
    _sponsor_asked,
    _sponsor_accepted,
    _claims,
    _one_measure_once,
    _objectives,
    _basis,
    _value_source,
    _value_data,
    _isolation,
    _confidence,
    _margin,
    _redeployed,
    _intangibles,
    _window,
    _whole_window,
    _categories,
    _participant_time,
    _within_horizon,
    _recipients,
)
