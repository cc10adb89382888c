"""Arithmetic of commitments, tiers and tranches: whole minor units in, whole minor units out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pitchdeck.base.money import split

TIERS = ("stretch", "requested", "minimum")
"""From the highest to the lowest."""

CATEGORY_WORDS = {
    "needs_assessment": "Needs assessment",
    "design_development": "Design and development",
    "acquisition_licences": "Purchase and licences",
    "delivery_facilitation": "Delivery and facilitation",
    "travel_facilities": "Travel and rooms",
    "technology": "Technology",
    "msp": "Outside provider",
    "maintenance_refresh": "Upkeep and refresh",
    "evaluation": "Evaluation",
    "overhead_admin": "Overhead and administration",
}
"""The categories of cost that money of a budget pays for, by name; people's time is never funded."""

FIRST_SHARE, LATER_SHARE = 40, 60
ON_APPROVAL, PILOT = "on approval", "pilot evidence"

ByYear = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Held:
    """A commitment that is still reserved: its id, fiscal year and amount."""

    id: int
    fiscal_year: int
    amount: int


@dataclass(frozen=True, slots=True)
class Settled:
    """How a commitment ends: `kept` is committed, `freed` returns to its purse."""

    id: int
    fiscal_year: int
    kept: int
    freed: int


@dataclass(frozen=True, slots=True)
class Part:
    """A tranche: an amount inside one fiscal year behind a condition."""

    fiscal_year: int
    amount: int
    condition: str


_TIER = "highest covered tier: "
RULE = f"co-investing, {_TIER}"
"""The rule of an approval, which ends in the tier that is funded."""


def standing_rule(ref: str, tier: str) -> str:
    """The rule of an approval that a standing approval gave, by its reference."""
    return f"standing approval {ref}, {_TIER}{tier}"


def tier_of(rule: str) -> str:
    """The tier that an approval of this rule funds; empty for a verdict that funds none."""
    _words, found, tier = rule.rpartition(_TIER)
    return tier if found else ""


def highest(asked: Mapping[str, ByYear]) -> dict[int, int]:
    """What the highest tier asks of each year: nobody can reserve more than that."""
    return dict(next((asked[tier] for tier in TIERS if tier in asked), {}))


def still_needed(asked: ByYear, *taken: ByYear) -> dict[int, int]:
    """What each year of an ask still needs after what is reserved and committed; never below zero."""
    return {year: max(0, amount - sum(each.get(year, 0) for each in taken)) for year, amount in asked.items()}


def open_years(asked: ByYear, fiscal_year: int, ahead: Collection[int] = ()) -> tuple[int, ...]:
    """The years of an ask that have to be covered: those that a round of this fiscal year can fund.

    And those of `ahead`, which can be promised in advance; all of them when only later years are asked.
    """
    years = tuple(sorted(year for year, amount in asked.items() if amount > 0))
    return tuple(year for year in years if year <= fiscal_year or year in ahead) or years


def is_covered(asked: ByYear, held: ByYear, years: Sequence[int]) -> bool:
    """Whether every one of these years of an ask is reserved or promised in full."""
    return bool(years) and all(held.get(year, 0) >= asked.get(year, 0) for year in years)


def highest_covered(
    asked: Mapping[str, ByYear], held: ByYear, fiscal_year: int, ahead: Collection[int] = ()
) -> str | None:
    """The highest tier whose open years are held in full; None when not even the minimum is."""
    for tier in TIERS:
        asks = asked.get(tier)
        if asks and is_covered(asks, held, open_years(asks, fiscal_year, ahead)):
            return tier
    return None


def apart(amounts: ByYear, held: Sequence[Held]) -> tuple[dict[int, int], dict[int, int]]:
    """What of each year's amount comes from money that is there, and what is only promised, if anything."""
    there: dict[int, int] = {}
    for each in held:
        there[each.fiscal_year] = there.get(each.fiscal_year, 0) + each.amount
    firm = {year: min(amount, there.get(year, 0)) for year, amount in amounts.items()}
    return firm, {year: amount - firm[year] for year, amount in amounts.items() if amount > firm[year]}


def settle(held: Sequence[Held], target: ByYear) -> tuple[Settled, ...]:
    """Keep of each year what the target takes and free the rest pro rata, to the last minor unit.

    Largest remainder, ties by commitment id (domain.md, "Life of money"). The order of the input is not.
    """
    found: list[Settled] = []
    for year in sorted({each.fiscal_year for each in held}):
        ordered = sorted((each for each in held if each.fiscal_year == year), key=lambda each: each.id)
        excess = sum(each.amount for each in ordered) - target.get(year, 0)
        freed = split(excess, [each.amount for each in ordered]) if excess > 0 else (0,) * len(ordered)
        found += [
            Settled(each.id, year, each.amount - free, free)
            for each, free in zip(ordered, freed, strict=True)
        ]
    return tuple(sorted(found, key=lambda each: each.id))


def tranches(committed: ByYear, single: int, first_condition: str = "") -> tuple[Part, ...]:
    """The parts in which committed money is released: one up to `single`, else 40/60 behind pilot evidence.

    What is released first waits for `first_condition`, or for nothing but the approval.

    A part never spans two fiscal years: where one would, it becomes two with the same condition.
    """
    total = sum(committed.values())
    first = total if total <= single else split(total, (FIRST_SHARE, LATER_SHARE))[0]
    parts: list[Part] = []
    early_condition = first_condition or ON_APPROVAL
    for year, amount in sorted(committed.items()):
        early = min(amount, first)
        first -= early
        parts += [Part(year, early, early_condition)] if early else []
        parts += [Part(year, amount - early, PILOT)] if amount > early else []
    return tuple(sorted(parts, key=lambda part: (part.condition == PILOT, part.fiscal_year)))


@dataclass(frozen=True, slots=True)
class Share:
    """A commitment's part in the committed money of one pitch and year (`of`)."""

    id: int
    of: tuple[int, int]
    committed: int


def released_shares(shares: Sequence[Share], released: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """How much of what was released of a pitch and year came from each commitment, pro rata to the unit."""
    found: dict[int, int] = {}
    for of in sorted({share.of for share in shares}):
        ordered = sorted((share for share in shares if share.of == of), key=lambda share: share.id)
        weights = [share.committed for share in ordered]
        total = min(released.get(of, 0), sum(weights))
        parts = split(total, weights) if total else (0,) * len(ordered)
        found |= {share.id: part for share, part in zip(ordered, parts, strict=True)}
    return found


def outside_major(kind: str, terms: Mapping[str, Any]) -> Decimal:
    """What a line of outside spending costs over its life, in the major unit; zero for people's time."""
    if kind == "one_off":
        return Decimal(str(terms.get("amount", 0)))
    if kind == "recurring":
        return Decimal(str(terms.get("amount", 0))) * Decimal(str(terms.get("months", 1)))
    if kind == "msp_fixed":
        amounts = sum((Decimal(str(step[1])) for step in terms.get("milestones", ())), Decimal(0))
        return amounts * (1 + Decimal(str(terms.get("contingency", 0))))
    return Decimal(0)
