"""What a line of a draft still needs before it can be counted, by its term, in the presenter's words."""

from collections.abc import Mapping

from pitchdeck.features.pitches.figures.content import BenefitRow, CostRow

_OR_REMOVE = "or remove the line"
_AMOUNT = {"amount": f"Enter the amount, {_OR_REMOVE}."}
OF_A_COST: Mapping[str, Mapping[str, str]] = {
    "one_off": _AMOUNT,
    "recurring": _AMOUNT,
    "development": {
        "finished_hours": "Say how many finished hours are built: 0 if nothing is.",
        "ratio": "Choose a format, or enter your own ratio.",
        "rate": "Enter what an hour of this work costs.",
    },
    "prorated": {
        "amount": f"Enter what the whole costs, {_OR_REMOVE}.",
        "expected_users": "Say for how many people it was made.",
        "used": "Say how many of them learn here.",
    },
    "msp_fixed": {"milestones": f"Enter at least one milestone, {_OR_REMOVE}."},
    "msp_tm": {"roles": f"Enter at least one role with its rate and hours, {_OR_REMOVE}."},
    "msp_retainer": {"fee": f"Enter the monthly fee, {_OR_REMOVE}."},
    "staff_aug": {
        "fte": f"Say how many full-time posts, {_OR_REMOVE}.",
        "day_rate": "Enter what a day of theirs costs.",
        "days_per_month": "Say how many days a month.",
    },
}
OF_A_BENEFIT: Mapping[str, str] = {
    "units": "say how many people or units",
    "delta": "say how much changes",
    "value": "say what one is worth",
    "isolation": "say learning's share",
    "basis": "say where the estimate comes from",
}
_LETTERS: Mapping[str, str] = {"units": "N", "delta": "d", "value": "SDy"}
"""What a utility line calls them."""


def needs_of_cost(line: CostRow) -> dict[str, str]:
    """The terms that a line of cost still needs, each with its sentence; building nothing needs no rate."""
    needed = OF_A_COST.get(line.kind, {})
    if line.terms.get("finished_hours") == 0:
        return {}
    return {term: words for term, words in needed.items() if line.terms.get(term) is None}


def unfinished(line: BenefitRow) -> tuple[str, ...]:
    """The terms that a benefit line still needs before it can be counted."""
    letters = _LETTERS if line.kind == "utility" else {}
    return tuple(
        term
        for term in OF_A_BENEFIT
        if line.terms.get(term) is None and line.terms.get(letters.get(term, term)) is None
    )
