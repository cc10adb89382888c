"""What moved in each quarter of a fiscal year: the ledger's lines by the day on which they were written."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, bindparam, func, literal, select, union_all
from sqlalchemy.orm import Session

from pitchdeck.features.funding.models import Transfer
from pitchdeck.features.portfolio.figures import REACHED, reached

QUARTERS, MONTHS_EACH, MONTHS_A_YEAR = 4, 3, 12


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a fiscal year: its first day, and the first day after it."""

    fiscal_year: int
    number: int
    begins: date
    ends: date

    @property
    def last(self) -> date:
        """Its last day."""
        return self.ends - timedelta(days=1)


def quarters_of(fiscal_year: int, *, fiscal_year_start: int) -> tuple[Quarter, ...]:
    """The four quarters of a fiscal year, which is named by the calendar year in which it ends."""
    first = fiscal_year * MONTHS_A_YEAR + fiscal_year_start - 1
    first -= MONTHS_A_YEAR if fiscal_year_start > 1 else 0
    edges = [_month(first + MONTHS_EACH * number) for number in range(QUARTERS + 1)]
    return tuple(
        Quarter(fiscal_year, number, begins, ends)
        for number, (begins, ends) in enumerate(itertools.pairwise(edges), start=1)
    )


def _month(index: int) -> date:
    return date(index // MONTHS_A_YEAR, index % MONTHS_A_YEAR + 1, 1)


@cache
def _statement(count: int) -> Select[*tuple[Any, ...]]:
    spans = union_all(
        *(
            select(
                literal(place).label("place"),
                bindparam(f"since_{place}", type_=Transfer.at.type).label("since"),
                bindparam(f"until_{place}", type_=Transfer.at.type).label("until"),
            )
            for place in range(count)
        )
    ).subquery()
    return (
        select(spans.c.place, Transfer.from_kind, Transfer.to_kind, func.sum(Transfer.amount))
        .join_from(spans, Transfer, (Transfer.at >= spans.c.since) & (Transfer.at < spans.c.until))
        .group_by(spans.c.place, Transfer.from_kind, Transfer.to_kind)
        .order_by(spans.c.place, Transfer.from_kind, Transfer.to_kind)
    )


def by_quarter(
    session: Session, fiscal_years: Sequence[int], *, fiscal_year_start: int, zone: str
) -> tuple[tuple[Quarter, dict[str, int]], ...]:
    """What reached each state of money in each quarter, less what went back from it there, in minor units.

    Days are those of the organisation's zone. One statement, however many years.
    """
    spans = [
        quarter
        for year in sorted(fiscal_years)
        for quarter in quarters_of(year, fiscal_year_start=fiscal_year_start)
    ]
    if not spans:
        return ()
    asked = {}
    for place, span in enumerate(spans):
        asked[f"since_{place}"], asked[f"until_{place}"] = _at(span.begins, zone), _at(span.ends, zone)
    moved: dict[int, list[tuple[str, str, int]]] = {}
    for place, source, target, amount in session.execute(_statement(len(spans)), asked):
        moved.setdefault(place, []).append((source, target, int(amount)))
    return tuple((span, _amounts(moved.get(place, []))) for place, span in enumerate(spans))


def _at(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))


def _amounts(moved: list[tuple[str, str, int]]) -> dict[str, int]:
    amounts = reached(moved)
    return {state: amounts.get(state, 0) for state in REACHED}
