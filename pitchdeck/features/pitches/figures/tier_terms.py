"""The main terms of a line: what a tier may have more or less of, by kind."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pitchdeck.features.pitches.figures.content import BenefitRow, Content, CostRow


@dataclass(frozen=True, slots=True)
class MainTerm:
    """A term of a line that a tier may override; `money` is in the major unit of the book currency."""

    name: str
    label: str
    money: bool = False


_MILESTONES = MainTerm("milestones", "All milestones together", money=True)
_MONTHS = MainTerm("months", "Months")
MAIN_TERMS: Mapping[str, tuple[MainTerm, ...]] = {
    "one_off": (MainTerm("amount", "Amount", money=True),),
    "recurring": (MainTerm("amount", "Each month", money=True), _MONTHS),
    "participant_time": (MainTerm("people", "People"), MainTerm("hours", "Hours each")),
    "development": (MainTerm("finished_hours", "Finished hours"),),
    "prorated": (MainTerm("used", "Users"),),
    "msp_fixed": (_MILESTONES,),
    "msp_tm": (MainTerm("cap", "At most", money=True), _MONTHS),
    "msp_retainer": (MainTerm("fee", "Fee a month", money=True), _MONTHS),
    "staff_aug": (MainTerm("fte", "People, full time"), _MONTHS),
}
OF_BENEFITS = (MainTerm("units", "People or units"), MainTerm("delta", "Change"))


def main_terms(line: CostRow | BenefitRow) -> tuple[MainTerm, ...]:
    """The terms of a line that a tier may override; none for kinds that it can only leave out."""
    return OF_BENEFITS if isinstance(line, BenefitRow) else MAIN_TERMS.get(line.kind, ())


def value_of(line: CostRow | BenefitRow, term: MainTerm, content: Content, tier: str = "") -> float | None:
    """What a line says for a main term, or a tier of it; people and hours of step 2 where it says nothing.

    None for a tier that says nothing of its own.
    """
    terms = line.tiers.get(tier, {}) if tier else line.terms
    found = terms.get(term.name)
    if term.name == "milestones":
        return math.fsum(amount for _month, amount in found) if found else None
    if found is None and not tier:
        found = {"people": content.people, "hours": content.hours_each}.get(term.name)
    return None if found is None else float(found)


def overriding(line: CostRow | BenefitRow, values: Mapping[str, float]) -> dict[str, Any]:
    """The terms by which a tier differs when these main terms have these values."""
    terms: dict[str, Any] = {name: _plain(value) for name, value in values.items() if name != "milestones"}
    if "milestones" in values:
        steps = line.terms.get("milestones", ())
        whole = math.fsum(amount for _month, amount in steps)
        share = values["milestones"] / whole if whole else 0.0
        terms["milestones"] = [[month, _plain(round(amount * share, 2))] for month, amount in steps]
    return terms


def _plain(value: float) -> int | float:
    return int(value) if float(value).is_integer() else float(value)
