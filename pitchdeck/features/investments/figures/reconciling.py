"""Our documents of a month beside the accounts' lines: matched, different, only here, only there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

STATES = ("differs", "only_here", "only_there", "by_hand", "matched")
"""What somebody must look at first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document on one of the two sides; a credit note's amount is negative, in minor units."""

    key: str
    reference: str
    on: date
    amount: int
    about: str
    """The programme on our side, the code on the accounts' side."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What belongs together; a side is missing where only the other has it."""

    state: str
    ours: Entry | None
    theirs: Entry | None
    reason: str = ""


def reconcile(
    ours: Sequence[Entry], theirs: Sequence[Entry], by_hand: Mapping[str, tuple[str, str]]
) -> tuple[Pair, ...]:
    """Pair the two sides: by hand (line → document, reason) first, then reference and amount, then reference.

    Each document and each line is used once.
    """
    here, there = {each.key: each for each in ours}, {each.key: each for each in theirs}
    pairs: list[Pair] = []
    for line_key, (document, reason) in by_hand.items():
        if line_key in there and document in here:
            pairs.append(Pair("by_hand", here.pop(document), there.pop(line_key), reason))
    for state, exact in (("matched", True), ("differs", False)):
        for line in list(there.values()):
            found = _like(line, here.values(), exact=exact)
            if found is not None:
                pairs.append(Pair(state, here.pop(found.key), there.pop(line.key)))
    pairs += [Pair("only_here", each, None) for each in here.values()]
    pairs += [Pair("only_there", None, each) for each in there.values()]
    return tuple(sorted(pairs, key=_order))


def _like(line: Entry, documents: Iterable[Entry], *, exact: bool) -> Entry | None:
    return next(
        (
            each
            for each in documents
            if _folded(each.reference) == _folded(line.reference)
            and (each.amount == line.amount or not exact)
        ),
        None,
    )


def _folded(reference: str) -> str:
    return "".join(reference.split()).casefold()


def _order(pair: Pair) -> tuple[int, date, str]:
    first = pair.ours or pair.theirs
    return (STATES.index(pair.state), first.on if first else date.min, first.reference if first else "")
