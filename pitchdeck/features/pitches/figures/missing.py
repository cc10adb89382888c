"""What a draft still needs before it can be submitted, and on which step each thing is entered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pitchdeck.features.pitches.figures.content import Content
from pitchdeck.features.pitches.figures.needing import OF_A_BENEFIT, needs_of_cost, unfinished

STEPS = ("start", "problem", "solution", "cost", "benefit", "proof", "send")
STEP_OF_CHECK: Mapping[str, str] = {
    "goal": "problem",
    "target": "problem",
    "sponsor_asked": "send",
    "sponsor_accepted": "send",
    "claims": "benefit",
    "double_counting": "benefit",
    "objectives": "proof",
    "basis": "benefit",
    "counted": "benefit",
    "value_source": "benefit",
    "value_data": "benefit",
    "isolation_method": "proof",
    "track_record": "benefit",
    "ranges": "benefit",
    "options": "send",
    "confidence": "benefit",
    "margin": "benefit",
    "redeployed": "benefit",
    "intangibles": "benefit",
    "window": "send",
    "partial_window": "send",
    "cost_categories": "cost",
    "participant_time": "cost",
    "within_horizon": "cost",
    "recipients": "proof",
    "size": "benefit",
    "own_values": "benefit",
}
FIELD_OF_TERM: Mapping[str, str] = {
    "ratio": "format",
    "milestones": "milestones-0-amount",
    "roles": "roles-0-rate",
}
"""The fields of terms that are entered under another name."""


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is still needed: the step and field where it is entered, and the sentence."""

    step: str
    field: str
    sentence: str


Need = tuple[str, str, Callable[[Content], bool], str]
_NEEDS: tuple[Need, ...] = (
    ("start", "start_on", lambda draft: draft.start_on is not None, "Say when it would start."),
    ("start", "title", lambda draft: bool(draft.title), "Give the pitch a title."),
    (
        "problem",
        "measure",
        lambda draft: draft.measure_id is not None,
        "Choose the measure that should move.",
    ),
    ("problem", "problem", lambda draft: bool(draft.problem), "Say what goes wrong today."),
    ("problem", "cause", lambda draft: draft.cause is not None, "Say why learning is part of the answer."),
    ("solution", "solution", lambda draft: bool(draft.solution), "Say what you will do."),
    ("solution", "audience", lambda draft: bool(draft.audience), "Say who will learn."),
    ("solution", "people", lambda draft: bool(draft.people), "Say how many people will learn."),
    ("solution", "hours_each", lambda draft: draft.hours_each is not None, "Say how many hours each needs."),
    ("solution", "launch_month", lambda draft: draft.launch_month is not None, "Choose the launch month."),
    (
        "cost",
        "nothing_else",
        lambda draft: draft.nothing_else,
        "Confirm that nothing else will cost anything.",
    ),
    ("proof", "risk", lambda draft: bool(draft.risk), "Name one risk."),
    ("proof", "risk_answer", lambda draft: bool(draft.risk_answer), "Say how you will answer the risk."),
)
_NEEDS_WITH_BENEFIT: tuple[Need, ...] = (
    ("proof", "readings", lambda draft: bool(draft.readings), "Plan when the measure will be read."),
    (
        "proof",
        "isolation_plan",
        lambda draft: bool(draft.isolation_plan),
        "Plan how learning's share is shown.",
    ),
)


def missing(content: Content) -> tuple[Missing, ...]:
    """Everything that submitting still needs, in the order of the steps; a draft needs only a title."""
    needs = _NEEDS + (_NEEDS_WITH_BENEFIT if content.benefits else ())
    found = [Missing(step, field, words) for step, field, holds, words in needs if not holds(content)]
    for place, cost in enumerate(content.costs):
        left = needs_of_cost(cost) | ({} if cost.category else {"category": "Choose its category."})
        name = cost.label or "Cost line"
        found += [
            Missing("cost", f"costs-{place}-{FIELD_OF_TERM.get(term, term)}", f"{name}: {words}")
            for term, words in left.items()
        ]
    for place, line in enumerate(content.benefits):
        found += [
            Missing("benefit", f"lines-{place}-{term}", f"{line.label or 'Benefit'}: {OF_A_BENEFIT[term]}.")
            for term in unfinished(line)
        ]
    return tuple(sorted(found, key=lambda one: STEPS.index(one.step)))


def step_of(field: str) -> str:
    """The step on which a field is entered; the last one when it is none of ours."""
    for step, name, _holds, _words in (*_NEEDS, *_NEEDS_WITH_BENEFIT):
        if name == field:
            return step
    return "benefit" if field.startswith("lines") else "cost" if field.startswith("costs") else "send"
