"""What each term of the file format is called, measured in and may be, as the sheets say it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from pitchdeck.features.projection import BASES, CATEGORIES, METHODS, REALISATIONS, BenefitLine
from pitchdeck.features.projection.costs import KINDS

MONEY = "money"
SHARE = "share, 0.6 = 60 %"
PAIRS = {"milestones": ("month", MONEY), "roles": ("rate per hour", "hours")}
"""Terms of several rows with two values each."""
LISTS = ("hours_used",)
"""Terms of several rows with one value each."""
SPARE_ROWS = 2
UNITS: Mapping[str, str] = {
    **dict.fromkeys(("amount", "fee", "cap", "value", "day_rate"), MONEY),
    **dict.fromkeys(("wage", "rate", "overage_rate", "supervisor_rate"), "money per hour"),
    **dict.fromkeys(("month", "start"), "month after approval, 0 = approval"),
    **dict.fromkeys(("months", "lag", "ramp", "hold", "half_life", "launch", "horizon"), "months"),
    **dict.fromkeys(("adoption", "isolation", "confidence", "margin", "redeployed"), SHARE),
    **dict.fromkeys(("burden", "contingency", "expenses", "attrition"), "share, 0.42 = 42 %"),
    **dict.fromkeys(("people", "participants"), "people"),
    **dict.fromkeys(("hours", "finished_hours"), "hours"),
    **dict.fromkeys(("hours_included", "hours_used", "supervision_hours"), "hours a month"),
    **dict.fromkeys(("expected_users", "used"), "users"),
    **dict.fromkeys(("adoption_range", "isolation_range"), "shares: bad, good"),
    "delta_range": "bad, good, in the measure's unit",
    "overrun_range": "factors of the whole line: bad, good",
    "milestones": "month, money",
    "roles": "money per hour, hours",
    "headline_months": "months",
    "ratio": "hours of work per finished hour",
    "fte": "full-time people",
    "days_per_month": "days",
    "cash": "TRUE: budget cost, FALSE: people's time",
    "delta": "in the measure's unit, for each period of “per”",
    "units": "people or things",
    "seed": "whole number",
    "roi_objective_pct": "%",
}
MEANINGS: Mapping[str, str] = {
    "amount": "what it costs, each time it falls",
    "months": "how many months it covers; empty: to the end of the horizon",
    "burden": "added to the wage",
    "contingency": "added to each milestone",
    "expenses": "added to the work",
    "cap": "never more than this; empty: no limit",
    "delta": "the whole improvement; negative: a disbenefit",
    "value": "money per unit of the improvement",
    "applies_to": "each person who applies it, or the average of all",
    "adoption": "how many of them apply it",
    "isolation": "learning's share of the change",
    "confidence": "how sure the estimate is",
    "redeployed": "freed time put to productive use",
    "margin": "what is kept of revenue",
    "start": "its own first month; empty: launch + lag",
    "lag": "months from launch to the first benefit",
    "ramp": "months until everybody applies it",
    "attrition": "people who leave in a year",
    "hold": "months before it fades",
    "half_life": "months in which half of it fades; empty: it does not",
    "rate": "what an hour costs",
    "realisation": "where it is seen: a named budget, an avoided cost, or capacity",
    "independent": "why its drivers are drawn on their own; empty: shared",
    "justification": "why it promises more than others of its kind obtained",
    "population": "whom it counts, where another line has the same measure",
    "milestones": "one row each: month and amount",
    "roles": "one row each: rate and hours",
    "hours_used": "one row for each month of the line",
    "headline_months": "the window of the headline, from the first benefit on",
    "participants": "empty: the people of the lines of participants' time",
}
GENERAL: Mapping[str, tuple[str, str]] = {
    "horizon": ("months", "how far the sum looks; it may be lowered here, a longer one needs a new workbook"),
    "rate": ("share a year, 0.08 = 8 %", "discount rate, nominal and before tax"),
    "launch": ("months after approval", "when the programme starts"),
    "headline_months": ("months", MEANINGS["headline_months"]),
    "participants": ("people", MEANINGS["participants"]),
}
"""The terms of the whole pitch that the months are computed from: unit and meaning."""
CHOICES: Mapping[str, tuple[str, ...]] = {
    "per": ("week", "month", "quarter", "year", "once"),
    "applies_to": ("each", "average"),
    "realisation": REALISATIONS,
    "basis": BASES,
    "isolation_method": METHODS,
    "category": CATEGORIES,
}
TEXTS = frozenset({"label", "name", "source", "independent", *CHOICES})


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a kind of line, and what it counts as when nothing is given."""

    name: str
    default: Any

    @property
    def unit(self) -> str:
        """What it is measured in."""
        return UNITS.get(self.name, "")

    @property
    def meaning(self) -> str:
        """What it is, in a few words."""
        return MEANINGS.get(self.name, "")


def terms_of_cost(kind: str) -> tuple[Term, ...]:
    """The terms of a kind of cost line, in the order of its fields: what it is called first."""
    return tuple(Term(term.name, term.default) for term in fields(KINDS[kind]))


def terms_of_benefit() -> tuple[Term, ...]:
    """The terms of a benefit line; its kind stands in a column of its own."""
    return tuple(Term(term.name, term.default) for term in fields(BenefitLine) if term.name != "kind")
