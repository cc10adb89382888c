"""How one term of the file format is read: its type, its range and the words when it is wrong.

Each line kind is a dataclass whose fields are made here; parsing and writing a line follow from its fields.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, field, fields
from decimal import Decimal
from functools import partial
from typing import Any

LARGEST = 1e15
LONGEST_MONTH = 1200
LONGEST_TEXT = 400
MOST_ENTRIES = 200
SHORTEST_FACTOR = 1e-6

Errors = dict[str, str]


class UnreadableError(ValueError):
    """A term that cannot be read; the message is what the person is told."""


class InputError(ValueError):
    """Inputs that cannot be calculated; `errors` names every bad field by its path, with words."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors: dict[str, str] = dict(errors)
        super().__init__(
            "; ".join(f"{path} {words}" if path else words for path, words in self.errors.items())
        )


def number(*, low: float = 0.0, high: float = LARGEST, default: Any = MISSING) -> Any:
    """A number between two bounds; without a default the term is needed."""
    return _term(partial(read_number, low=low, high=high), default)


def share(default: Any = 1.0) -> Any:
    """A factor between 0 and 1, so that 60 % is 0.6."""
    return _term(read_share, default)


def surcharge(default: Any = 0.0) -> Any:
    """What is added on top as a fraction: 0.42 for 42 %, at most 5."""
    return _term(partial(read_number, low=0.0, high=5.0), default)


def whole(*, low: int = 0, high: int = LONGEST_MONTH, default: Any = MISSING) -> Any:
    """A whole number, mostly of months."""
    return _term(partial(read_whole, low=low, high=high), default)


def text(default: Any = "") -> Any:
    """A name or a source, for people."""
    return _term(read_text, default)


def flag(*, default: bool) -> Any:
    """True or false."""
    return _term(_read_flag, default)


def choice(*allowed: str, default: Any = None) -> Any:
    """One word out of a list."""
    return _term(partial(_read_choice, allowed=allowed), default)


def pairs(first: Callable[[object], Any], second: Callable[[object], Any]) -> Any:
    """A list of [first, second]; needed."""
    return _term(partial(_read_list, entry=partial(_read_pair, first=first, second=second)), MISSING)


def span(entry: Callable[[object], Any]) -> Any:
    """A range [bad, good] around the likely value; absent when nobody gave one."""
    return _term(partial(_read_pair, first=entry, second=entry), None)


def numbers(*, low: float = 0.0, gaps: bool = False) -> Any:
    """A list of numbers, one per month; empty when absent. With `gaps` an entry may be null."""
    read = partial(_read_gap if gaps else read_number, low=low)
    return _term(partial(_read_list, entry=read), ())


def _term(read: Callable[[object], Any], default: Any) -> Any:
    return field(default=default, metadata={"read": read})


def read_number(given: object, low: float = 0.0, high: float = LARGEST) -> float:
    """A float within the bounds; raises UnreadableError for text, booleans, NaN and infinities."""
    if isinstance(given, bool) or not isinstance(given, int | float | Decimal):
        raise UnreadableError("must be a number")
    try:
        value = float(given)
    except (OverflowError, ValueError):
        value = math.inf
    if not math.isfinite(value):
        raise UnreadableError("must be a finite number")
    if not low <= value <= high:
        raise UnreadableError(f"must lie between {low:,g} and {high:,g}")
    return value + 0.0


def read_share(given: object) -> float:
    """A fraction of one; raises UnreadableError with the percent written as it should be."""
    try:
        return read_number(given, high=1.0)
    except UnreadableError as refusal:
        raise UnreadableError(f"{refusal} (60 % is 0.6)") from None


def read_whole(given: object, low: int = 0, high: int = LONGEST_MONTH) -> int:
    """A whole number within the bounds; 3.0 counts as 3."""
    value = read_number(given, low, high)
    if not value.is_integer():
        raise UnreadableError("must be a whole number")
    return int(value)


def read_text(given: object) -> str:
    """Printable text that every database and document can hold."""
    if not isinstance(given, str):
        raise UnreadableError("must be text")
    if len(given) > LONGEST_TEXT:
        raise UnreadableError(f"must not be longer than {LONGEST_TEXT} characters")
    if any(mark == "\0" or "\ud800" <= mark <= "\udfff" for mark in given):
        raise UnreadableError("contains characters that cannot be stored")
    return given


def out_of_order(
    name: str, given: tuple[float, float] | None, likely: float, *, falling: bool = False
) -> Errors:
    """What is wrong with a range that does not rise from bad over likely to good, or fall; else nothing."""
    if given is None:
        return {}
    bad, good = given
    if bad >= likely >= good if falling else bad <= likely <= good:
        return {}
    order = "bad ≥ likely ≥ good" if falling else "bad ≤ likely ≤ good"
    said = f"bad is {bad:,.12g}, likely {likely:,.12g} and good {good:,.12g}"
    return {name: f"must be in the order {order}, but {said}"}


def _read_flag(given: object) -> bool:
    if not isinstance(given, bool):
        raise UnreadableError("must be true or false")
    return given


def _read_choice(given: object, allowed: tuple[str, ...]) -> str:
    if not isinstance(given, str) or given not in allowed:
        raise UnreadableError(f"must be one of {', '.join(allowed)}")
    return given


def _read_list(given: object, entry: Callable[[object], Any]) -> tuple[Any, ...]:
    if not isinstance(given, list | tuple):
        raise UnreadableError("must be a list")
    if len(given) > MOST_ENTRIES:
        raise UnreadableError(f"must not have more than {MOST_ENTRIES} entries")
    return tuple(_read_entry(place, one, entry) for place, one in enumerate(given, start=1))


def _read_gap(given: object, low: float) -> float | None:
    return None if given is None else read_number(given, low=low)


def _read_entry(place: int, given: object, entry: Callable[[object], Any]) -> Any:
    try:
        return entry(given)
    except UnreadableError as refusal:
        raise UnreadableError(f"entry {place} {refusal}") from None


def _read_pair(given: object, first: Callable[[object], Any], second: Callable[[object], Any]) -> Any:
    if not isinstance(given, list | tuple) or len(given) != len((first, second)):
        raise UnreadableError("must be a pair of numbers")
    return first(given[0]), second(given[1])


def read_terms(
    kind: type, given: Mapping[Any, object], at: str, errors: Errors, *, also: Iterable[str] = ()
) -> dict[str, Any]:
    """The terms of a line by name; what is unknown, missing or unreadable goes into `errors` by its path.

    A JSON null counts as absent. `also` names terms that the caller reads itself.
    """
    terms = {term.name: term for term in fields(kind)}
    for name in given.keys() - terms.keys() - set(also):
        errors[_path(at, str(name)[:60])] = "is not a known term here"
    values = {}
    for name, term in terms.items():
        if name in also:
            continue
        if given.get(name) is None:
            if term.default is MISSING:
                errors[_path(at, name)] = "is needed"
            continue
        try:
            values[name] = term.metadata["read"](given[name])
        except UnreadableError as refusal:
            errors[_path(at, name)] = str(refusal)
    return values


def _path(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name


def terms_as_data(line: Any) -> dict[str, Any]:
    """The line's terms as plain data, defaults written out; absent terms and empty texts are left out."""
    given = {term.name: getattr(line, term.name) for term in fields(line)}
    return {name: _plain(value) for name, value in given.items() if value is not None and value != ""}


def _plain(value: Any) -> Any:
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
