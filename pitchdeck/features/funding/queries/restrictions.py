"""What funds are for: goals, categories of cost, and how much of them a pitch still asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from pitchdeck.features.funding.figures import CATEGORY_WORDS
from pitchdeck.features.funding.models import (
    CapexMark,
    Commitment,
    Fund,
    FundCategory,
    FundGoal,
    Purse,
    Resolution,
)
from pitchdeck.features.funding.queries.capital import marked, promised_for
from pitchdeck.features.pitches.models import AskCategory, AskLine, Revision
from pitchdeck.features.strategy.models import Goal

Rows = Select[*tuple[Any, ...]]

BETWEEN = "\x1f"
"""Between the names in one column; nobody types it."""


def _joined(names: Any) -> Any:
    """All rows of one column as one text, in the order of the subquery."""
    found = names.subquery()
    return select(func.aggregate_strings(found.c[0], BETWEEN)).scalar_subquery()


GOALS = _joined(
    select(Goal.name)
    .join(FundGoal, FundGoal.goal_id == Goal.id)
    .where(FundGoal.fund_id == Fund.id)
    .order_by(FundGoal.id)
    .correlate(Fund)
)
CATEGORIES = _joined(
    select(FundCategory.category)
    .where(FundCategory.fund_id == Fund.id)
    .order_by(FundCategory.id)
    .correlate(Fund)
)
"""The names of what a fund is for, as columns beside it."""
RESTRICTED = or_(
    Fund.nature == "capex",
    select(CapexMark.id).where(CapexMark.pitch_id == bindparam("pitch_id")).exists(),
    select(FundGoal.id).where(FundGoal.fund_id == Fund.id).exists(),
    select(FundCategory.id).where(FundCategory.fund_id == Fund.id).exists(),
)


def apart(joined: str | None) -> tuple[str, ...]:
    """The names of such a column."""
    return tuple(joined.split(BETWEEN)) if joined else ()


def purpose(nature: str, goals: Sequence[str], categories: Sequence[str]) -> str:
    """What money is for in a few words; nothing for operating budget that is for everything."""
    parts = [", ".join(f"“{goal}”" for goal in goals)]
    parts.append(", ".join(CATEGORY_WORDS[category].lower() for category in categories))
    only = " and ".join(f"only for {part}" for part in parts if part)
    words = f"capital budget, {only}" if nature == "capex" else only
    return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class Limit:
    """What a purse's fund is for, and how much a pitch asks of it there; money in minor units."""

    fund_name: str
    nature: str
    fiscal_year: int
    goals: tuple[str, ...]
    categories: tuple[str, ...]
    pitch_goal: str
    of_its_goals: bool
    asked: int
    standing: int
    whole: int
    capex: int
    alike: int
    """What the pitch asks of the year, what of it is marked as capex, and what funds of its nature pay."""

    @property
    def purpose(self) -> str:
        """What its fund is for, in a few words."""
        words = purpose(self.nature, self.goals, self.categories)
        return words or ("Operating budget, not for what is marked as capex" if self.capex else "")

    @property
    def room(self) -> int | None:
        """What may still come from it; None when only its money and the ask hold it back."""
        if not self.of_its_goals:
            return 0
        rooms = [self.asked - self.standing] if self.categories else []
        rooms += [self.part - self.alike] if self.holds else []
        return max(0, min(rooms)) if rooms else None

    @property
    def holds(self) -> bool:
        """Whether its nature holds it back: capital budget always, operating where something is capex."""
        return self.nature == "capex" or self.capex > 0

    @property
    def part(self) -> int:
        """The part of the ask that funds of its nature pay."""
        return self.capex if self.nature == "capex" else self.whole - self.capex


_Other = aliased(Purse)
_OwnCategory, _OtherCategory = aliased(FundCategory), aliased(FundCategory)
_OWN = select(_OwnCategory.category).where(_OwnCategory.fund_id == Fund.id).correlate(Fund)
_FOR_ITS_GOAL = (
    select(FundGoal.id).where(FundGoal.fund_id == Fund.id, FundGoal.goal_id == Revision.goal_id).exists()
)
_ASKED = (
    select(func.coalesce(func.sum(AskCategory.amount), 0))
    .where(
        AskCategory.revision_id == Revision.id,
        AskCategory.fiscal_year == Fund.fiscal_year,
        AskCategory.category.in_(_OWN),
    )
    .correlate(Fund, Revision)
    .scalar_subquery()
)
_STANDING = (
    select(func.coalesce(func.sum(func.coalesce(Resolution.committed, Commitment.amount)), 0))
    .join_from(Commitment, _Other, _Other.id == Commitment.purse_id)
    .outerjoin(Resolution, Resolution.commitment_id == Commitment.id)
    .where(
        Commitment.pitch_id == Revision.pitch_id,
        Commitment.fiscal_year == Fund.fiscal_year,
        select(_OtherCategory.id)
        .where(_OtherCategory.fund_id == _Other.fund_id, _OtherCategory.category.in_(_OWN))
        .exists(),
    )
    .correlate(Fund, Revision)
    .scalar_subquery()
)
_Nature = aliased(Fund)
_LINES = AskLine.revision_id == Revision.id, AskLine.fiscal_year == Fund.fiscal_year
_WHOLE = (
    select(func.coalesce(func.sum(AskLine.amount), 0)).where(*_LINES).correlate(Fund, Revision)
).scalar_subquery()
_CAPEX = (
    select(func.coalesce(func.sum(AskLine.amount), 0))
    .where(*_LINES, marked(AskLine, Revision.pitch_id))
    .correlate(Fund, Revision)
    .scalar_subquery()
)
_ALIKE = (
    select(func.coalesce(func.sum(func.coalesce(Resolution.committed, Commitment.amount)), 0))
    .join_from(Commitment, _Other, _Other.id == Commitment.purse_id)
    .join(_Nature, _Nature.id == _Other.fund_id)
    .outerjoin(Resolution, Resolution.commitment_id == Commitment.id)
    .where(
        Commitment.pitch_id == Revision.pitch_id,
        Commitment.fiscal_year == Fund.fiscal_year,
        _Nature.nature == Fund.nature,
    )
    .correlate(Fund, Revision)
    .scalar_subquery()
)
_PROMISED = case(
    (Fund.nature == "opex", promised_for(Revision.pitch_id, Fund.fiscal_year, Fund, Revision)), else_=0
)
_LIMITS: Rows = (
    select(
        *(Purse.key, Fund.name, Fund.nature, Fund.fiscal_year, GOALS, CATEGORIES),
        *(Goal.name, _FOR_ITS_GOAL, _ASKED, _STANDING, _WHOLE, _CAPEX, _ALIKE + _PROMISED),
    )
    .join_from(Purse, Fund, Fund.id == Purse.fund_id)
    .join(Revision, Revision.id == bindparam("revision_id"))
    .join(Goal, Goal.id == Revision.goal_id)
    .where(Purse.key.in_(bindparam("keys", expanding=True)))
    .order_by(Purse.id)
)


def limits_of(session: Session, purse_keys: Iterable[str], revision_id: int) -> dict[str, Limit]:
    """What holds purses back from this revision, by their keys; nothing of funds that pay for everything."""
    found = {}
    for row in session.execute(_LIMITS, {"keys": sorted(purse_keys), "revision_id": revision_id}):
        key, name, nature, year, goals, categories, goal, fits, *sums = row
        of_goals, of_categories = apart(goals), apart(categories)
        fit = bool(fits) or not of_goals
        whole = [int(each) for each in sums]  # PostgreSQL adds up to a Decimal
        limit = Limit(name, nature, year, of_goals, of_categories, goal, fit, *whole)
        if of_goals or of_categories or limit.holds:
            found[key] = limit
    return found
