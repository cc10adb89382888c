"""One page, exactly: what is cut, in which order, until the sheet fits."""

from bisect import bisect_left
from collections.abc import Callable

from pitchdeck.delivery.documents.errors import DocumentTooLong
from pitchdeck.delivery.documents.renderer import Rendered

# In the order in which things go.  The last three set what is left smaller, and shorten every
# text that is longer than people write: they are for 400 letters W and their like.
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
    "least",
)
Cuts = frozenset[str]


def room(cuts: Cuts, most: int) -> int:
    """How many characters a text of the sheet's body may have."""
    if "least" in cuts:
        return max(1, most * 3 // 8)
    return most * 5 // 8 if "dense" in cuts else most


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
