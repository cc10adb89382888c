"""What a chart is to a page: a picture, a sentence and a table that say the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Table = tuple[tuple[str, ...], ...]


class ChartUnavailable(Exception):
    """The picture could not be drawn; the sentence and the table still can be shown."""


@dataclass(frozen=True, slots=True)
class Size:
    """The plot's own width and height in pixels, without labels; a sparkline has no axes.

    A narrow one is for a phone: its width is the picture's, labels and all.
    """

    width: int = 560
    height: int = 220
    sparkline: bool = False
    narrow: bool = False


NARROW = Size(304, 170, narrow=True)
"""As wide as the smallest phones; larger ones enlarge it, and its words with it."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart.

    `svg` has no style attribute, no script and no address; its ink is `currentColor`.
    `alt` is the whole message as text.  `table` starts with the row of headings.
    """

    svg: str
    alt: str
    table: Table


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart before it is drawn: its specification, and the sentence and table that say the same.

    Whoever has the picture kept shows it; whoever has not shows the table, and a worker draws it.  `narrow`
    is the same chart for a phone.
    """

    name: str
    title: str
    spec: Mapping[str, Any]
    narrow: Mapping[str, Any]
    alt: str
    table: Table
