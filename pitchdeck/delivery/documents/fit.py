"""One page, exactly: what is cut, in which order, until the sheet fits."""

from bisect import bisect_left
from collections.abc import Callable

from pitchdeck.delivery.documents.errors import DocumentTooLong
from pitchdeck.delivery.documents.renderer import Rendered

# In the order in which things go.  The last ones cut nothing: they set the same words smaller.
CUTS = (
    "presenter",
    "levels",
    "options",
    "engagement",
    "benefits",
    "assumptions",
    "solution",
    "sparkline",
    "problem",
    "dense",
    "denser",
)
Cuts = frozenset[str]


def cuts_at(level: int) -> Cuts:
    """The first `level` cuts."""
    return frozenset(CUTS[:level])


def fit(draw: Callable[[Cuts], Rendered]) -> bytes:
    """The PDF with as few cuts as one page needs.

    `draw` returns bytes only for a single page.  Cuts only ever take away, so the fewest that fit are found
    by halving.  Raises DocumentTooLong when even all of them leave more than one page.
    """
    drawn: dict[int, bytes] = {}

    def fits(level: int) -> bool:
        rendered = draw(cuts_at(level))
        if rendered.pages == 1:
            drawn[level] = rendered.pdf
        return rendered.pages == 1

    if fits(0):
        return drawn[0]
    level = 1 + bisect_left(range(1, len(CUTS) + 1), True, key=fits)
    if level > len(CUTS):
        raise DocumentTooLong("The sheet does not fit on one page, even with everything cut that may be.")
    return drawn[level]
