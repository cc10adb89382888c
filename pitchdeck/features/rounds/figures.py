"""The default criteria of a round, and the arithmetic of what opening freezes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from pitchdeck.features.people.figures import BY_PANEL

WHOLE = 100
"""Weights are whole percent, and together the whole."""

DISCLOSE_BELOW = 5
"""With fewer people who can score, shutting the conflicted ones out would leave no panel."""


@dataclass(frozen=True, slots=True)
class CriterionText:
    """What is judged: its weight in whole percent, the question, and what 1, 3 and 5 mean."""

    name: str
    question: str
    weight: int
    anchor_low: str
    anchor_middle: str
    anchor_high: str


DEFAULT_CRITERIA = (
    CriterionText(
        name="Business value",
        question="If it works as described, how much does the business gain?",
        weight=35,
        anchor_low="Nobody outside L&D would notice: no figure that a manager answers for would move.",
        anchor_middle="A real gain for one team, in a figure that its manager already reports.",
        anchor_high="Moves a figure that the board reads every month, and gains far more than it costs.",
    ),
    CriterionText(
        name="Fit with the goal",
        question="Does it change what the goal needs to change, and is learning what is missing?",
        weight=25,
        anchor_low="The cause lies elsewhere: tools, process, pay or staffing. Training would not touch it.",
        anchor_middle="Learning is part of the answer. Something else must change too; the pitch says what.",
        anchor_high="People would do it if they could: a missing skill stands between baseline and target.",
    ),
    CriterionText(
        name="Can it be done here",
        question="Will these people, with their workload and managers, finish it and use it?",
        weight=20,
        anchor_low="No time is set aside, nobody is named to deliver it, or managers do not back it.",
        anchor_middle="Dates and people are named. One dependency is open, and somebody owns it.",
        anchor_high="Managers agreed the time, delivery is booked, and something similar has worked here.",
    ),
    CriterionText(
        name="Do I believe the numbers",
        question="Would I put these costs and benefits into my own budget?",
        weight=20,
        anchor_low="A wish: no source, no baseline, or credit taken for what would happen anyway.",
        anchor_middle="Sources are named and estimates cautious. One assumption carries most of the result.",
        anchor_high="Measured here before, or well evidenced; pays back even if half of the benefit appears.",
    ),
)
"""The four criteria of domain.md; a round may change them until it opens."""


def weights_total(weights: Iterable[int]) -> int:
    """The sum of the weights in whole percent; a round needs 100."""
    return sum(weights)


def default_conflict_rule(panel_size: int, chosen: str = BY_PANEL) -> str:
    """What the organisation chose; by the panel `disclose` with fewer than five people, else `strict`."""
    if chosen != BY_PANEL:
        return chosen
    return "disclose" if panel_size < DISCLOSE_BELOW else "strict"


def days_left(deadline: datetime, now: datetime, zone: tzinfo) -> int:
    """Calendar days from now to the deadline in a zone: 0 on its day, negative once its day has passed."""
    return (deadline.astimezone(zone).date() - now.astimezone(zone).date()).days


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a round that has no calendar of its own."""

    pitches_close_at: datetime
    scoring_closes_at: datetime
    funding_closes_at: datetime
    decision_on: date


def rolling_dates(fiscal_year: int, fiscal_year_start: int, zone: tzinfo) -> Dates:
    """A rolling round's dates: it takes money until its fiscal year is over, and pitches as long.

    A fiscal year is named by the calendar year in which it ends. The moments lie a second apart, because a
    round's deadlines follow each other.
    """
    year = fiscal_year + 1 if fiscal_year_start == 1 else fiscal_year
    over = datetime(year, fiscal_year_start, 1, tzinfo=zone)
    last = (over - timedelta(days=1)).date()
    return Dates(over - timedelta(seconds=2), over - timedelta(seconds=1), over, last)
