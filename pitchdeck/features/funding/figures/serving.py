"""Which open funds have to do something for what was promised of them before they opened."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Serving:
    """An open fund: its free money, the first promise that waits for it, and all that do. Minor units.

    `raised` is what its open shortfall says is missing for promises, zero where that one cuts its budget.
    """

    fund_id: int
    fund_key: str
    unit_id: int
    fiscal_year: int
    free: int
    first: int | None
    waiting: int
    raised: int | None

    @property
    def missing(self) -> int:
        """What the fund lacks for all that waits for it."""
        return max(0, self.waiting - self.free)

    @property
    def stale(self) -> bool:
        """Whether the fund's open shortfall says another amount than what is missing now."""
        return bool(self.raised) and self.raised != self.missing


def raises(row: Serving, rows: Iterable[Serving]) -> bool:
    """Whether a fund records a shortfall: it lacks money, and no other of its unit and year does or has more.

    Two funds of one unit and year wait for the same promises; one list is enough.
    """
    beside = [each for each in rows if (each.unit_id, each.fiscal_year) == (row.unit_id, row.fiscal_year)]
    richest = max(beside, key=lambda each: (each.free, -each.fund_id), default=row)
    taken = any(each.raised for each in beside) or row.raised is not None
    return row.missing > 0 and not taken and richest.fund_id == row.fund_id


def due(rows: Iterable[Serving]) -> tuple[str, ...]:
    """The keys of the funds that can serve something, record what they lack, or say that it changed."""
    rows = tuple(rows)
    return tuple(
        row.fund_key
        for row in rows
        if row.stale or (row.first is not None and row.first <= row.free) or raises(row, rows)
    )
