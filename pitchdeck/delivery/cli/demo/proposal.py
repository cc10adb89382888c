"""The form of a demo pitch: what a presenter writes into the six steps, before it is anybody's pitch."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pitchdeck.features.pitches.figures import BenefitRow, CostRow, IntangibleRow, LineTiers, OptionRow

Terms = Mapping[str, Any]
IN_EUR = "Amounts in USD in the source, read as EUR here."
OWN = "Our own figures, in EUR."


@dataclass(frozen=True, slots=True)
class Doubt:
    """What one case in ten may be worse and better than, as factors of the cost and of the improvement."""

    cost: tuple[float, float]
    improvement: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Gain:
    """A line of benefit; `measure` names the measure whose own unit its change is in, if it has one."""

    kind: str
    label: str
    terms: Terms
    source: str
    measure: str | None = None

    def row(self, measures: Mapping[str, int], doubt: Doubt | None) -> BenefitRow:
        """The line as a draft holds it."""
        measure_id = measures[self.measure] if self.measure else None
        terms = self.terms
        if doubt is not None:
            delta = terms.get("delta", 1)
            terms = {**terms, "delta_range": [delta * part for part in doubt.improvement]}
        return BenefitRow(self.kind, self.label, terms, self.source, measure_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """Work that its presenter compared: the model chosen, and the line in whose place it stands."""

    role: str
    hours: float
    months: int
    nature: str
    chosen: str
    replaces: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A pitch in the words of its presenter; `case` is the published case that its figures come from.

    Small pitches have none: their figures are the company's own.
    """

    case: str = ""
    title: str
    source: str
    unit: str
    presenter: str
    measure: str
    template: str = "blank"
    co_author: str | None = None
    problem: str
    nothing: int | None = None
    cause: str = "skill"
    solution: str
    audience: str
    people: int
    hours_each: float
    launch: int = 2
    engagement: str = "in_house"
    sourced: Sourced | None = None
    costs: tuple[CostRow, ...]
    benefits: tuple[Gain, ...] = ()
    level_1: str = ""
    level_2: str = ""
    level_3: str = ""
    readings: tuple[int, ...] = (3, 6, 12)
    isolation_plan: str | None = None
    risk: str
    risk_answer: str
    stop_rule: str = ""
    minimum: int | None = field(default=None)
    """The least that makes sense, in whole major units; None asks for everything or nothing."""

    cost_tiers: tuple[LineTiers, ...] = ()
    benefit_tiers: tuple[LineTiers, ...] = ()
    """How each line differs by tier, in the order of the lines; empty when no line does."""
    options: tuple[OptionRow, ...] = ()
    doubt: Doubt | None = None
    """What a large pitch says of its uncertainty; the published case gives single figures."""
    intangibles: tuple[IntangibleRow, ...] = ()

    @property
    def ranged_costs(self) -> tuple[CostRow, ...]:
        """The lines of cost; those of money with what they may come to, if the presenter doubts."""
        if self.doubt is None:
            return self.costs
        doubted = {"overrun_range": list(self.doubt.cost)}
        return tuple(
            line if line.kind == "participant_time" else replace(line, terms={**line.terms, **doubted})
            for line in self.costs
        )

    @property
    def cited(self) -> str:
        """The source as the pitch cites it: the company's currency is not that of a published case."""
        return f"{self.source} {IN_EUR if self.case else OWN}"


def paid(category: str, label: str, amount: float, month: int = 0, source: str = "Quote on file") -> CostRow:
    """Budget cost in one month."""
    return CostRow("one_off", category, label, {"amount": amount, "month": month}, source)


def monthly(category: str, label: str, amount: float, months: int, month: int = 2) -> CostRow:
    """Budget cost of every month over a span."""
    terms = {"amount": amount, "month": month, "months": months}
    return CostRow("recurring", category, label, terms, "Price list of the provider")


def time(people: int, hours: float, wage: float, source: str = "Finance, loaded standard rate") -> CostRow:
    """People's time at a loaded rate."""
    terms = {"people": people, "hours": hours, "wage": wage, "burden": 0}
    return CostRow("participant_time", "participant_time", "Time of those who learn", terms, source)


def lasting(**terms: Any) -> dict[str, Any]:
    """Terms of a benefit that holds for a year and then halves every twelve months."""
    return {"hold": 12, "half_life": 12} | terms
