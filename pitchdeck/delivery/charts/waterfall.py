"""From the whole improvement to what is claimed and left: each deduction of the headline as a bar."""

from dataclasses import dataclass

from pitchdeck.delivery.charts.bars import Bar, Bars, Look
from pitchdeck.delivery.charts.chart import NARROW, Drawing, Size, Table
from pitchdeck.delivery.charts.labels import money_column, short_money, whole_money

STEPS = ("Gross benefit", "Adoption", "Learning's share", "Confidence", "Cost", "Net")
MEANING = (
    "if everyone applied it, all of it were learning's and it were certain",
    "what is not applied",
    "what other causes bring",
    "the haircut for an estimate",
    "fully loaded, up to the end of the window",
    "what is left",
)


@dataclass(frozen=True, slots=True)
class Falls:
    """What is left of the headline's benefit after each step, in minor units of `currency`.

    `levels` are gross, then after adoption, learning's share, confidence, and cost: the last one is the net.
    """

    levels: tuple[int, ...]
    months: int
    currency: str
    locale: str = "en_GB"

    def __post_init__(self) -> None:
        if len(self.levels) != len(STEPS) - 1:
            raise ValueError("a waterfall has one level for each step")

    def changes(self) -> tuple[int, ...]:
        """Gross, what each step takes away (positive where it adds), and the net."""
        pairs = zip(self.levels, self.levels[1:], strict=False)
        return (self.levels[0], *(after - before for before, after in pairs), self.levels[-1])


def waterfall_drawing(falls: Falls, size: Size | None = None) -> Drawing:
    """The chart before it is drawn."""
    bars = _bars(falls)
    spec = bars.spec((size or Size()).width)
    return Drawing(
        "waterfall", "From gross benefit to net", spec, bars.narrow(NARROW.width), alt(falls), table(falls)
    )


def alt(falls: Falls) -> str:
    """The chart in two sentences."""
    gross, *steps, net = (whole_money(amount, falls.currency, falls.locale) for amount in falls.changes())
    named = zip(("adoption", "learning's share", "confidence", "cost"), steps, strict=True)
    told = ", ".join(f"{name} {amount}" for name, amount in named)
    return f"From a gross benefit of {gross} in the first {falls.months} months to a net of {net}: {told}."


def table(falls: Falls) -> Table:
    """Each step, what it changes and what is left after it."""
    left = (*falls.levels, falls.levels[-1])
    amounts = (money_column(column, falls.currency, falls.locale) for column in (falls.changes(), left))
    return (("Step", "What it is", "Amount", "Left after it"), *zip(STEPS, MEANING, *amounts, strict=True))


def _bars(falls: Falls) -> Bars:
    levels = falls.levels
    ends = zip((0, *levels[:4], 0), (*levels, levels[-1]), falls.changes(), STEPS, strict=True)
    bars = []
    for number, (start, end, change, name) in enumerate(ends):
        whole = number in (0, len(STEPS) - 1)
        look: Look = "solid" if whole else "hollow" if name == "Cost" else "light"
        text = short_money(change, falls.currency, falls.locale)
        added = "+" if change > 0 and not whole else ""
        bars.append(Bar(start, end, f"{added}{text}", look, name))
    return Bars(tuple(bars), linked=True)
