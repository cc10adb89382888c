"""A year end before it is confirmed: the plan, and the names that its page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from pitchdeck.features.funding.figures.closing import CARRY, LAPSE, Plan, Policy, ends_on, plan
from pitchdeck.features.funding.policy import ClosingFacts
from pitchdeck.features.funding.queries.closing.books import (
    books_of,
    facts_of_closing,
    next_year,
    pitches_of_fund,
)
from pitchdeck.features.funding.queries.closing.closes import (
    CloseRow,
    NamedPitch,
    closes_of,
    named_pitches,
)
from pitchdeck.features.funding.queries.funds import FundRow, fund_row
from pitchdeck.features.people.queries import the_organisation


@dataclass(frozen=True, slots=True)
class Programme:
    """The fund's money in one pitch before the year end, and what becomes of it."""

    ref: str
    title: str
    spent: int
    reserved: int
    committed: int
    released: int
    contracted: int
    carried: int
    lapsed: int


@dataclass(frozen=True, slots=True)
class YearEnd:
    """A fund's next year end under the choices that were made, and its earlier ones."""

    fund: FundRow
    year: int
    ends_on: date
    plan: Plan
    pitches: dict[int, NamedPitch]
    closes: tuple[CloseRow, ...]
    facts: ClosingFacts

    @property
    def programmes(self) -> tuple[Programme, ...]:
        """A line for each pitch with money of the fund."""
        return tuple(
            Programme(
                *(self.pitches[line.pitch_id].ref, self.pitches[line.pitch_id].title, line.spent),
                *(line.reserved, line.committed, line.released, line.contracted),
                *(line.carried, line.lapsed),
            )
            for line in self.plan.pitches
        )

    @property
    def carriable(self) -> tuple[tuple[str, str], ...]:
        """Reference and title of the pitches whose released money can be carried."""
        lines = [line for line in self.plan.pitches if line.released]
        return tuple((pitch.ref, pitch.title) for pitch in (self.pitches[line.pitch_id] for line in lines))


def year_end(
    session: Session,
    fund_key: str,
    *,
    at: datetime,
    committed: str = CARRY,
    unallotted: str = LAPSE,
    kept: Iterable[str] = (),
) -> YearEnd:
    """What closing a fund would do now; NotFound when there is no such fund."""
    fund = fund_row(session, fund_key)
    year = next_year(session, fund.id, fund.fiscal_year)
    known = pitches_of_fund(session, fund.id)
    policy = Policy(committed, unallotted, frozenset(known[ref] for ref in kept if ref in known))
    made = plan(books_of(session, fund.id, year, own=year == fund.fiscal_year), policy)
    return YearEnd(
        fund,
        year,
        ends_on(year, the_organisation(session).fiscal_year_start),
        made,
        named_pitches(session, [line.pitch_id for line in made.pitches]),
        closes_of(session, fund.id),
        facts_of_closing(session, fund.id, year, at=at),
    )
