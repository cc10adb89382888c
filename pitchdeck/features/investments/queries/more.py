"""The pages about more money for a running investment: the form that asks, and what was asked for."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from pitchdeck.base import policy
from pitchdeck.base.errors import NotFound
from pitchdeck.base.policy import Actor, Verdict
from pitchdeck.features.funding import queries as funded
from pitchdeck.features.funding.queries.supplements import Approved, PaysRow, StakeRow, SupplementRow
from pitchdeck.features.investments.policy import KNOWS_WHOSE, InvestmentFacts
from pitchdeck.features.investments.queries.overruns import OpenOverrun, open_overruns, overrun_in
from pitchdeck.features.investments.queries.page import investment_seen_by
from pitchdeck.features.investments.queries.standings import Tracked, tracked_of_pitch

DAYS = 14
"""Days that investors are given where the form says nothing else."""
VERBS = ("commit", "withdraw", "decline", "approve")


@dataclass(frozen=True, slots=True)
class Asking:
    """What the form that asks is filled with; `years` are of open rolling rounds, with their last day."""

    tracked: Tracked
    overruns: tuple[OpenOverrun, ...]
    years: tuple[tuple[int, str, date], ...]
    asked: tuple[SupplementRow, ...]
    verdict: Verdict

    @property
    def year(self) -> int | None:
        """The year to ask of: that of the oldest overrun a round can pay, else the first that one can."""
        known = [year for year, _name, _last in self.years]
        return next(
            (each.fiscal_year for each in self.overruns if each.fiscal_year in known), next(iter(known), None)
        )

    @property
    def over(self) -> int:
        """What is overspent in that year."""
        return overrun_in(self.overruns, self.year) if self.year else 0

    def until(self, today: date) -> date | None:
        """A last day that leaves investors some time, within the round's own."""
        lasts = [last for year, _name, last in self.years if year == self.year]
        return min(today + timedelta(days=DAYS), *lasts) if lasts else None


def asking(session: Session, key: str, viewer: Actor, *, today: date) -> Asking:
    """What the form that asks is filled with; NotFound unless the investment is open to the viewer."""
    tracked, near = investment_seen_by(session, key, viewer, today=today)
    row = tracked.row
    rounds = [each for each in funded.rolling_over(session, [row.unit_id]) if each.takes_pitches]
    years = {each.fiscal_year: (each.name, each.funding_closes_at.date()) for each in reversed(rounds)}
    return Asking(
        tracked,
        open_overruns(session, row.id),
        tuple((year, *years[year]) for year in sorted(years)),
        funded.supplements.supplements_of(session, row.pitch_id),
        policy.may("supplement:ask", viewer, InvestmentFacts(near, row.state)),
    )


@dataclass(frozen=True, slots=True)
class MorePage:
    """What was asked for, on what it stands, whose money it is, and what the viewer may do about it.

    `over` is what is overspent in its year now; `stakes` are the viewer's own unless they know whose money it
    is.
    """

    row: SupplementRow
    tracked: Tracked
    before: Approved
    over: int
    spent: int
    released: int
    stakes: tuple[StakeRow, ...]
    knows: bool
    purses: tuple[PaysRow, ...]
    verdicts: dict[str, Verdict]

    @property
    def can_pay(self) -> bool:
        """Whether the viewer has a purse that fits, with money left."""
        return any(each.fits and each.free > 0 for each in self.purses)

    @property
    def beyond(self) -> int:
        """What of it no overrun takes: a tranche of its own."""
        return max(0, self.row.amount - self.over)


def more_page(session: Session, key: str, viewer: Actor, *, today: date) -> MorePage:
    """One asking for more; NotFound when there is none, or it is not open to the viewer."""
    row = funded.supplements.seen_supplement(session, key, viewer)
    tracked = tracked_of_pitch(session, row.pitch_id, today=today)
    if tracked is None:
        raise NotFound
    before = funded.supplements.approved_of(session, row.pitch_id)
    mine = row.amount if row.outcome == "approved" else 0
    before = Approved(before.first, before.more - mine)
    counted = before.total + row.amount
    facts = funded.supplements.facts_of_supplement(session, row, viewer, today=today, amount=counted)
    balances = funded.of_pitch(session, row.pitch_id)
    knows = facts.knows_whose or any(viewer.holds(role) for role in KNOWS_WHOSE)
    stakes = funded.supplements.stakes_in(session, row.id)
    return MorePage(
        row,
        tracked,
        before,
        overrun_in(open_overruns(session, tracked.row.id), row.fiscal_year),
        funded.by_year(balances, "spent").get(row.fiscal_year, 0),
        funded.by_year(balances, "released", "contracted", "spent").get(row.fiscal_year, 0),
        stakes if knows else tuple(each for each in stakes if each.by_id == viewer.id),
        knows,
        funded.supplements.purses_for(session, row, viewer.id),
        {verb: policy.may(f"supplement:{verb}", viewer, facts) for verb in VERBS},
    )
