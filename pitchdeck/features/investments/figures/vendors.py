"""Which vendors the lines of a pitch name, and what one of them comes to over several pitches."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache


def folded(name: str) -> str:
    """The same for every way in which people space and capitalise a vendor's name."""
    return " ".join(name.split()).casefold()


@cache
def _said(vendor: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(vendor)}(?!\w)")


def named(lines: Iterable[tuple[str, int]], vendors: Iterable[str]) -> dict[str, int]:
    """What the lines that name each of these folded vendors ask, in minor units; the others are left out.

    A line is its words (label and source) and its budget. One that names two vendors counts for both.
    """
    found: dict[str, int] = {}
    spelt = [(folded(words), minor) for words, minor in lines if minor > 0]
    for vendor in vendors:
        amounts = [minor for words, minor in spelt if _said(vendor).search(words)]
        if amounts:
            found[vendor] = sum(amounts)
    return found


@dataclass(frozen=True, slots=True)
class WithVendor:
    """What other pitches were approved with a vendor in 12 months, and what this one asks for it there."""

    name: str
    pitches: int
    minor: int
    here: int

    @property
    def together(self) -> int:
        """All of it, this pitch's part too."""
        return self.minor + self.here

    def above(self, limit: int | None) -> bool:
        """Whether it is more than a limit, if there is one."""
        return limit is not None and self.together > limit


def with_vendors(
    here: Mapping[str, int],
    names: Mapping[str, str],
    approved: Mapping[int, Mapping[str, int]],
    contracted: Mapping[int, Mapping[str, int]],
) -> tuple[WithVendor, ...]:
    """Each vendor that this pitch names, the largest first.

    Of each other pitch counts the larger of what its approved lines ask for the vendor and of what its
    contracts promise it: the contract carries the approval out, and is not counted on top.
    """
    found = []
    for vendor, own in here.items():
        amounts = [
            most
            for pitch in approved.keys() | contracted.keys()
            if (most := max(approved.get(pitch, {}).get(vendor, 0), contracted.get(pitch, {}).get(vendor, 0)))
        ]
        found.append(WithVendor(names[vendor], len(amounts), sum(amounts), own))
    return tuple(sorted(found, key=lambda row: (-row.together, row.name)))
