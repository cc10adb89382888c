"""When the hours of a unit's people need its head's agreement, and when an agreement is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pitchdeck.features.projection import Check
from pitchdeck.features.sourcing.figures import month_after, quarter_name, quarter_of

NEAR = 0.05
"""Hours are compared to a tenth."""
Quarters = Mapping[date, float]


def by_quarter(start_on: date, months: Sequence[float]) -> dict[date, float]:
    """Hours by month from the start on as hours by calendar quarter, without the empty ones."""
    found: dict[date, float] = {}
    for month, hours in enumerate(months):
        if hours > 0:
            quarter = quarter_of(month_after(start_on, month))
            found[quarter] = found.get(quarter, 0.0) + hours
    return found


def above(hours: Quarters, limit: float) -> dict[date, float]:
    """The quarters that need an agreement."""
    return {quarter: needed for quarter, needed in sorted(hours.items()) if needed > limit + NEAR}


def kept(needed: Quarters, agreed: Quarters, limit: float) -> bool:
    """Whether what was agreed to covers every quarter that needs an agreement now."""
    return all(hours <= agreed.get(quarter, 0.0) + NEAR for quarter, hours in above(needed, limit).items())


def in_quarters(unit: str, hours: Quarters, limit: float) -> str:
    """The hours above the limit as people say them: Sales: 120 hours in Q1 2027, above 40."""
    named = [f"{needed:,.0f} hours in {quarter_name(each)}" for each, needed in above(hours, limit).items()]
    whole = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    return f"{unit}: {whole}, above {limit:,.0f}"


@dataclass(frozen=True, slots=True)
class TimeNeed:
    """Hours that a pitch needs of its unit's people above the unit's limit, and whom submitting asks."""

    unit_id: int
    unit_name: str
    limit: int
    hours: Quarters
    head_id: int | None
    head_name: str | None

    @property
    def check(self) -> Check:
        """Whom submitting asks; a warning where nobody can be asked."""
        told = in_quarters(self.unit_name, self.hours, self.limit)
        if self.head_name:
            return Check("pass", TIME, f"{told}: the unit's head, {self.head_name}, will be asked.")
        return Check(
            "warn",
            TIME,
            f"{told}, and nobody heads {self.unit_name} or a unit above it: finance cannot approve the pitch "
            "before somebody agrees. Have an administrator name a head under People, Units.",
        )


TIME = "time_agreement"


def time_check(need: TimeNeed | None, limit: int | None) -> Check:
    """Whether a unit's head is asked for the time of its people."""
    if need is not None:
        return need.check
    words = "" if limit is None else f": no quarter takes more than {limit:,} hours"
    return Check("pass", TIME, f"Nobody need be asked for the unit's time{words}.")
