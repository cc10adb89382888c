"""The transfers behind a figure of the workbench, the newest first, and what they add up to."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, cast, func, select
from sqlalchemy.orm import Session

from pitchdeck.base.db import Instant, Minor, Whole
from pitchdeck.features.funding.models import Transfer
from pitchdeck.features.portfolio.queries.movements import Rows, lines_of, lines_of_quarter, with_codes

PAGE = 50


@dataclass(frozen=True, slots=True)
class Cut:
    """Whose figure it is: the way money is cut, the key of the line (none for all), and the filters."""

    by: str
    of: str = ""
    year: int | None = None
    unit: str = ""
    since: datetime | None = None
    until: datetime | None = None

    @property
    def asked(self) -> dict[str, Any]:
        """The statement's parameters; a missing one filters nothing."""
        named = {"of": self.of, "year": self.year or 0, "unit": self.unit}
        return named | ({"since": self.since, "until": self.until} if self.by == "quarter" else {})


@dataclass(frozen=True, slots=True)
class Moved:
    """A transfer as it counts in the figure: `amount` is negative when it took away."""

    at: datetime
    verb: str
    from_kind: str
    to_kind: str
    amount: int
    ref: str | None
    title: str | None
    fund_key: str | None
    fund_name: str | None
    investor: str | None
    paper_kind: str | None
    paper_key: str | None
    document: str
    reason: str
    by_name: str


@dataclass(frozen=True, slots=True)
class Behind:
    """A page of transfers, how many there are of them in all, their sum, and where the next page begins."""

    rows: tuple[Moved, ...]
    count: int
    amount: int
    older: str


@dataclass(frozen=True, slots=True)
class Filed(Moved):
    """A transfer as a file shows it: with the codes of the accounts, and what it reverses."""

    fiscal_year: int | None
    fund_code: str
    unit_name: str
    unit_code: str
    category: str
    contract_code: str
    vendor: str
    paper: str
    currency: str
    undone_verb: str | None
    undone_at: datetime | None


@cache
def _statements(amount: str, *, by_quarter: bool) -> tuple[Rows, Rows]:
    lines = lines_of_quarter(amount) if by_quarter else lines_of(amount)
    whole = lines.subquery()
    sums: Rows = select(func.count(), cast(func.coalesce(func.sum(whole.c.amount), 0), Minor())).select_from(
        whole
    )
    page = (
        lines.where(Transfer.at <= bindparam("newest", type_=Instant()))
        .order_by(Transfer.at.desc(), Transfer.id.desc())
        .offset(bindparam("skipped", type_=Whole()))
        .limit(PAGE + 1)
    )
    return page, sums


def behind(session: Session, amount: str, cut: Cut, *, newest: datetime, skipped: int = 0) -> Behind:
    """The transfers that make a figure, from an instant on back; `skipped` are those of it that were shown.

    For money that a pitch holds for several commitments these are all that moved the pitch's account: the
    figure is the cut's part of their sum. Two statements.
    """
    page, sums = _statements(amount, by_quarter=cut.by == "quarter")
    found = session.execute(page, cut.asked | {"newest": newest, "skipped": skipped}).all()
    count, together = session.execute(sums, cut.asked).one()
    rows = tuple(_moved(row) for row in found[:PAGE])
    older = _place(rows, newest, skipped) if len(found) > PAGE else ""
    return Behind(rows, int(count), int(together), older)


@cache
def _whole(amount: str, *, by_quarter: bool) -> Rows:
    lines = lines_of_quarter(amount) if by_quarter else lines_of(amount)
    return with_codes(lines)


def all_behind(session: Session, amount: str, cut: Cut) -> tuple[Filed, ...]:
    """All transfers that make a figure, the newest first, with their codes. One statement."""
    found = session.execute(_whole(amount, by_quarter=cut.by == "quarter"), cut.asked)
    return tuple(Filed(**_values(row)) for row in found)


def _moved(row: Any) -> Moved:
    return Moved(**_values(row))


def _values(row: Any) -> dict[str, Any]:
    values = dict(row._mapping)  # noqa: SLF001  # public by its documentation
    values.pop("id")
    return values


def _place(rows: tuple[Moved, ...], newest: datetime, skipped: int) -> str:
    """Where the next page begins: the instant of the last line shown, and how many of it were shown."""
    last = rows[-1].at
    shown = sum(row.at == last for row in rows) + (skipped if last == newest else 0)
    return f"{last.isoformat()}~{shown}"
