"""Ranges of a line: the one-in-ten bad and the one-in-ten good value around the likely one."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pitchdeck.delivery.web.drafts.forms.step import plain
from pitchdeck.delivery.web.drafts.forms.terms import PERCENT_PLACES, Values, rounded
from pitchdeck.delivery.web.forms import LineForm, NumberField, PercentField, SurchargeField, TextField

TOGETHER = "Empty: it turns out well or badly together with the other lines."
BOTH = "Enter both: what one in ten is worse than, and what one in ten is better than. Or empty both."


@dataclass(frozen=True, slots=True)
class Range:
    """A driver with its range: two fields, the term, and the field of the likely value (None: as planned)."""

    name: str
    label: str
    likely: str | None
    around: int = 0

    @property
    def bad(self) -> str:
        """The field of the one-in-ten bad value."""
        return f"{self.name}_bad"

    @property
    def good(self) -> str:
        """The field of the one-in-ten good value."""
        return f"{self.name}_good"

    @property
    def term(self) -> str:
        """The projection's term."""
        return f"{self.name}_range"

    def shown(self, terms: Values) -> dict[str, Any]:
        """Both fields as the saved term fills them."""
        ends = terms.get(self.term) or (None, None)
        return {
            field: None if end is None else (rounded(end, PERCENT_PLACES) or Decimal(0)) - self.around
            for field, end in zip((self.bad, self.good), ends, strict=True)
        }

    def read(self, values: Values) -> dict[str, Any]:
        """The term as both fields say it."""
        ends = [values.get(field) for field in (self.bad, self.good)]
        whole = None not in ends
        return {self.term: [plain(end + self.around) for end in ends if end is not None] if whole else None}


OVERRUN = Range("overrun", "Cost against plan", None, around=1)
ADOPTION = Range("adoption", "Of whom apply it", "adoption")
DELTA = Range("delta", "Change", "delta")
ISOLATION = Range("isolation", "Learning's share", "isolation")
OF_COST, OF_BENEFIT = (OVERRUN,), (ADOPTION, DELTA, ISOLATION)


class CostRanges(LineForm):
    """How far the whole amount of a line may be off."""

    overrun_bad = SurchargeField("One in ten it costs more than", most=900)
    overrun_good = SurchargeField("One in ten it costs less than", most=900)
    independent = TextField("Why this line goes its own way", most=200, hint=TOGETHER)


class BenefitRanges(LineForm):
    """How far the drivers of a benefit may be off."""

    adoption_bad = PercentField("One in ten fewer than")
    adoption_good = PercentField("One in ten more than")
    delta_bad = NumberField("One in ten worse than", least=-(10**9), most=10**9, places=6)
    delta_good = NumberField("One in ten better than", least=-(10**9), most=10**9, places=6)
    isolation_bad = PercentField("One in ten less than")
    isolation_good = PercentField("One in ten more than")
    independent = TextField("Why this line goes its own way", most=200, hint=TOGETHER)


def refuse_ranges(row: Any, ranges: tuple[Range, ...]) -> None:
    """Refuse a range with one end, and three values out of order; the sentence names all three."""
    for each in ranges:
        bad, good = row[each.bad], row[each.good]
        if bad.errors or good.errors or (bad.data is None and good.data is None):
            continue
        if bad.data is None or good.data is None:
            empty = bad if bad.data is None else good
            empty.errors = [BOTH]
            continue
        bad.errors = list(_order(row, each))


def _order(row: Any, each: Range) -> Iterator[str]:
    """What does harm falls from bad to good: cost, and the reach of a change for the worse."""
    bad, good = row[each.bad], row[each.good]
    if each is ADOPTION and row["applies_to"].data == "average":
        yield "An average of all counts everyone: empty both, or choose “who apply it”."
        return
    likely = Decimal(0) if each.likely is None else row[each.likely].data
    if likely is None:
        yield f"Enter the likely value of “{each.label}” first: the range stands around it."
        return
    falling = each is OVERRUN or (each is not DELTA and (row["delta"].data or 0) < 0)
    ordered = good.data <= likely <= bad.data if falling else bad.data <= likely <= good.data
    if ordered:
        return
    words = [_said(bad, bad.data), _said(bad, likely), _said(bad, good.data)]
    way = "from high to low" if falling else "from low to high"
    yield (
        f"{words[0]}, {words[1]} and {words[2]} are out of order: bad, likely and good go {way}. "
        "Correct one of the three."
    )


def _said(field: Any, value: Decimal) -> str:
    return f"{field.write(value)}%" if isinstance(field, PercentField) else str(field.write(value))
