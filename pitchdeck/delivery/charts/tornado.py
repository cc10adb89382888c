"""What the return hangs on: each driver at its one-in-ten bad and good value, all others as is likely."""

from dataclasses import dataclass

from pitchdeck.delivery.charts.bars import Bar, Bars
from pitchdeck.delivery.charts.chart import NARROW, Drawing, Size, Table
from pitchdeck.delivery.charts.labels import points, points_column

MOST = 12


@dataclass(frozen=True, slots=True)
class Swing:
    """The worse and the better ROI in percent between one driver's P10 and P90."""

    label: str
    low: float
    high: float

    @property
    def width(self) -> float:
        """How far the two lie apart."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Tornado:
    """The swings, and the ROI with every driver at its likely value."""

    likely: float
    swings: tuple[Swing, ...]
    locale: str = "en_GB"

    def sorted(self) -> tuple[Swing, ...]:
        """The widest swing first; of equal ones the label decides."""
        return tuple(sorted(self.swings, key=lambda swing: (-swing.width, swing.label)))


def tornado_drawing(tornado: Tornado, size: Size | None = None) -> Drawing:
    """The chart before it is drawn."""
    bars = _bars(tornado)
    spec = bars.spec((size or Size()).width - 60)
    return Drawing(
        "tornado", "What the return hangs on", spec, bars.narrow(NARROW.width), alt(tornado), table(tornado)
    )


def alt(tornado: Tornado) -> str:
    """The chart in two sentences."""
    likely = _roi(tornado, tornado.likely)
    if not tornado.swings:
        return f"ROI at likely values: {likely}. No driver has a range."
    first = tornado.sorted()[0]
    low, high = _roi(tornado, first.low), _roi(tornado, first.high)
    return (
        f"ROI at likely values: {likely}. It hangs most on {first.label.lower()}: "
        f"{low} to {high} between its one-in-ten bad and good value."
    )


def table(tornado: Tornado) -> Table:
    """Each driver, the ROI at its two ends, and the swing in percentage points."""
    swings = tornado.sorted()
    low, high, width = (
        points_column([getattr(swing, name) for swing in swings], tornado.locale)
        for name in ("low", "high", "width")
    )
    percents = ([f"{text} %" for text in column] for column in (low, high))
    rows = zip((swing.label for swing in swings), *percents, width, strict=True)
    return (("Driver", "ROI at the bad end", "ROI at the good end", "Swing, points"), *rows)


def _bars(tornado: Tornado) -> Bars:
    bars = []
    for swing in tornado.sorted()[:MOST]:
        ends = _roi(tornado, swing.low), _roi(tornado, swing.high)
        bars.append(Bar(swing.low, swing.high, ends[1], "light", swing.label, ends[0]))
    return Bars(tuple(bars), base=tornado.likely, above=f"likely {_roi(tornado, tornado.likely)}")


def _roi(tornado: Tornado, percent: float) -> str:
    return f"{points(percent, tornado.locale)} %"
