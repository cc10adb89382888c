"""The rules that make a projection trustworthy, in the order in which they are shown.

Source: Phillips ROI Methodology (conservative estimates, isolation, fully loaded cost, intangibles unvalued).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pitchdeck.features.projection.benefits import BenefitLine
from pitchdeck.features.projection.checks import Check, CheckContext, Rule
from pitchdeck.features.projection.costs import CATEGORIES, ParticipantTime
from pitchdeck.features.projection.figure import DUST, MONTHS_PER_YEAR
from pitchdeck.features.projection.headline import window_of
from pitchdeck.features.projection.inputs import Inputs
from pitchdeck.features.projection.ranges import has_ranges

OBJECTIVE_LEVELS = frozenset({1, 2, 3, 4})
CONTROLLED_METHODS = ("control_group", "trend_line")


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


def _long_window(inputs: Inputs, context: CheckContext) -> str:
    usual = inputs.headline_months == MONTHS_PER_YEAR or context.long_term_agreed
    return "" if usual else str(inputs.headline_months)


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
        "All claims on the measure fit between its baseline and its target, or its owner apportioned them.",
        "Claims on the measure add up to {found} of its gap: its owner must apportion them, with a yes that "
        "says how the improvement is shared out.",
    ),
    Rule(
        "double_counting",
        "warn",
        _unless(lambda _, context: not context.one_measure_in_several_lines or context.populations_differ),
        "No measure is counted twice.",
        "One measure stands in two lines: the same improvement may be counted twice. Say in each line whom "
        "it counts, or leave one out.",
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
        "counted",
        "block",
        lambda _, context: " ".join(context.uncounted),
        "Every line that was entered is counted.",
        "{found}",
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
        "track_record",
        "block",
        lambda _, context: _listed(context.beyond_record),
        "No benefit promises more than finished investments of its kind obtained, or it says why.",
        "Nine in ten finished investments of this kind obtained less; say why this one differs: {found}.",
    ),
    Rule(
        "ranges",
        "block",
        _unless(lambda inputs, context: not context.large or has_ranges(inputs)),
        "What is uncertain is given as a range, or the pitch is small enough to do without.",
        "A large pitch says how far it may be off: give one line its one-in-ten bad and good values.",
    ),
    Rule(
        "options",
        "block",
        _unless(lambda _, context: not context.large or context.options_compared),
        "The pitch is compared with doing nothing and other options, or is small enough to do without.",
        "A large pitch is compared with doing nothing and one other option: add an option.",
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
        _long_window,
        "The headline counts one year of benefits, or finance agreed to another window.",
        "The headline counts {found} months of benefits, and finance has not agreed to that: ask under “For "
        "finance” in the last step, or count 12 months.",
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
