"""The sheet of months: every line at every index, their sums, and what the figures are read from."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pitchdeck.delivery.sheets.workbook.line_formulas import Column

TOP = 10  # the row of index 0
DUST = "1E-12"
FLOWS = (("net", "Net"), ("discounted", "Discounted net"), ("cashable", "Cashable benefit less budget"))


@dataclass(frozen=True, slots=True)
class Sum:
    """A column computed from the lines; `{p}` is the row above, and index 0 may differ."""

    key: str
    heading: str
    first: str
    later: str


@dataclass
class Months:
    """The layout of the sheet: which letter each column has, and the formulas in it."""

    horizon: int
    horizon_cell: str
    rate_cell: str
    costs: tuple[Column, ...]
    benefits: tuple[Column, ...]
    letters: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sums = self._laid_out()
        for number, one in enumerate(self.sums, start=1):
            self.letters[one.key] = _letter(number)
        self.at = len(self.sums) + 2
        """The first column of a line, after the sums and an empty one."""

    @property
    def last(self) -> int:
        """The row of the last index."""
        return TOP + self.horizon

    def block(self, key: str) -> str:
        """All months of a sum, as other sheets name them."""
        letter = self.letters[key]
        return f"Months!${letter}${TOP}:${letter}${self.last}"

    @property
    def index(self) -> str:
        """All indices."""
        return f"Months!$A${TOP}:$A${self.last}"

    def row_of_benefits(self, row: int) -> str | None:
        """A held row over all benefit lines; None without one."""
        if not self.benefits:
            return None
        first, last = self._letters(self.costs, self.benefits)
        return f"Months!${first}${row}:${last}${row}"

    def line_letter(self, place: int) -> str:
        """The letter of a line's column, costs first."""
        return _letter(self.at + place)

    def _letters(self, before: Sequence[Column], these: Sequence[Column]) -> tuple[str, str]:
        # The sums' own count decides where the lines begin, and is known before they are laid out.
        start = COLUMNS + 2 + len(before)
        return _letter(start), _letter(start + len(these) - 1)

    def _laid_out(self) -> tuple[Sum, ...]:
        sums = [
            *self._of_lines("budget", "Budget cost", self.costs, (), wanted="flag"),
            *self._of_lines("time", "People's time", self.costs, (), wanted="1-flag"),
            _same("cost", "Cost", "={budget}{row}+{time}{row}"),
            *self._of_lines("benefit", "Benefit", self.benefits, self.costs, wanted="1"),
            *self._of_lines("cash_in", "Cashable benefit", self.benefits, self.costs, wanted="flag"),
            _same("net", "Net", _less("benefit", "cost")),
            _same("factor", "Discount factor", f"=(1+{self.rate_cell})^(-$A{{row}}/12)"),
            _same("discounted", "Discounted net", "={net}{row}*{factor}{row}"),
            _same("cashable", "Cashable benefit less budget", _less("cash_in", "budget")),
        ]
        for key, heading in FLOWS:
            sums += _cumulated(key, heading, self.horizon_cell)
        sums += [
            *_signs("sign", "Sign of net", "net"),
            *_signs("cum_sign", "Sign of the cumulative", "net_sum"),
        ]
        return tuple(sums)

    def _of_lines(
        self, key: str, heading: str, lines: Sequence[Column], before: Sequence[Column], *, wanted: str
    ) -> list[Sum]:
        if not lines:
            return [_same(key, heading, "=0")]
        first, last = self._letters(before, lines)
        flags, amounts = f"${first}$4:${last}$4", f"${first}{{row}}:${last}{{row}}"
        by = {"1": f"=SUM({amounts})", "flag": f"=SUMPRODUCT({flags},{amounts})"}
        return [_same(key, heading, by.get(wanted, f"=SUMPRODUCT(1-{flags},{amounts})"))]


def _same(key: str, heading: str, formula: str) -> Sum:
    return Sum(key, heading, formula, formula)


def _less(gained: str, spent: str) -> str:
    """A difference; one that is only rounding is zero."""
    one, other = f"{{{gained}}}{{row}}", f"{{{spent}}}{{row}}"
    return f"=IF(ABS({one}-{other})<={DUST}*MAX(ABS({one}),ABS({other})),0,{one}-{other})"


def _cumulated(key: str, heading: str, horizon: str) -> list[Sum]:
    """A flow added up, without rounding dust, and where it is still below zero."""
    raw, moved, whole = f"{key}_raw", f"{key}_moved", f"{key}_sum"
    now = f"{{{key}}}{{row}}"
    clean = f"=IF(ABS({{{raw}}}{{row}})<={DUST}*{{{moved}}}{{row}},0,{{{raw}}}{{row}})"
    below = f"=IF(AND({{{whole}}}{{row}}<0,$A{{row}}<={horizon}),$A{{row}}+1,0)"
    return [
        _same(whole, f"{heading}, added up", clean),
        Sum(raw, "with rounding", f"={now}", f"={{{raw}}}{{p}}+{now}"),
        Sum(moved, "money moved", f"=ABS({now})", f"={{{moved}}}{{p}}+ABS({now})"),
        _same(f"{key}_below", "below zero: index + 1", below),
    ]


def _signs(key: str, heading: str, flow: str) -> list[Sum]:
    """The sign that a flow has or last had, and where it changes."""
    now = f"{{{flow}}}{{row}}"
    sign, before = f"{{{key}}}{{row}}", f"{{{key}}}{{p}}"
    return [
        Sum(key, heading, f"=SIGN({now})", f"=IF({now}=0,{before},SIGN({now}))"),
        Sum(f"{key}_change", "changes", "=0", f"=IF(AND({before}<>0,{sign}<>{before}),1,0)"),
    ]


COLUMNS = 9 + 4 * len(FLOWS) + 2 * 2


def _letter(number: int) -> str:
    """The letter of a column, counted from 0."""
    from xlsxwriter.utility import xl_col_to_name  # noqa: PLC0415  # with the workbook, not with the web

    return str(xl_col_to_name(number))
