"""How a term of a line stands in a field, and how it is read again without losing what the field cannot show.

A row is read by difference: what its fields would say of the saved line is compared with what they say now,
and only what differs is changed. So a value finer than its field, a default that nobody wrote out and a term
that no field shows all survive a save.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

from pitchdeck.delivery.web import filters
from pitchdeck.delivery.web.drafts.forms.step import exact, index_of, month_of, plain

Values = Mapping[str, Any]
WIDE = Context(prec=60)
PERCENT_PLACES, FIGURE_PLACES = 6, 6


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the projection and its field, mostly of the same name: `show` fills, `read` takes again."""

    name: str
    show: Callable[[Any, date], Any]
    read: Callable[[Any, date], Any]
    field: str = ""

    @property
    def shown_in(self) -> str:
        """The name of the field."""
        return self.field or self.name


def figure(name: str, places: int = FIGURE_PLACES) -> Term:
    """A number or a price: shown with at most `places` decimals."""
    return Term(name, lambda term, _start: rounded(term, places), lambda value, _start: plain(value))


def amount(name: str) -> Term:
    """Money that is paid: shown to the coin."""
    return Term(
        name,
        lambda term, _start: rounded(term, filters.exponent(filters.book_currency())),
        lambda value, _start: plain(value),
    )


def percent(name: str) -> Term:
    """A fraction, shown as a percentage."""
    return figure(name, PERCENT_PLACES)


def word(name: str, default: str | None = None) -> Term:
    """A word out of a list, or a text; `default` is what an absent one means."""
    return Term(
        name, lambda term, _start: default if term is None else term, lambda value, _start: value or None
    )


def tick(name: str, *, default: bool) -> Term:
    """True or false; `default` is what an absent one means."""
    return Term(
        name, lambda term, _start: default if term is None else bool(term), lambda value, _start: bool(value)
    )


def untick(name: str, field: str) -> Term:
    """True unless its field is ticked, and true when absent: an unticked box says nothing."""
    return Term(name, lambda term, _start: term is False, lambda value, _start: not value, field)


def month(name: str, default: int | None = None) -> Term:
    """A month counted from the start, shown as a calendar month."""
    return Term(
        name,
        lambda term, start: month_of(default if term is None else term, start),
        index_of,
    )


def pairs(name: str, first: Term, second: Term) -> Term:
    """A list of pairs, shown as rows of two fields; rows without anything are left out."""

    def show(term: Any, start: date) -> list[dict[str, Any]]:
        return [
            {first.name: first.show(one, start), second.name: second.show(two, start)}
            for one, two in term or ()
        ]

    def read(rows: Any, start: date) -> list[list[Any]] | None:
        found = [
            [first.read(row[first.name], start), second.read(row[second.name], start)]
            for row in rows or ()
            if any(row[term.name] is not None for term in (first, second))
        ]
        return found or None

    return Term(name, show, read)


def figures(name: str) -> Term:
    """Several numbers in a row."""
    return Term(
        name,
        lambda term, _start: tuple(rounded(one, FIGURE_PLACES) for one in term) if term else None,
        lambda value, _start: None if value is None else [plain(one) for one in value],
    )


def rounded(value: Any, places: int) -> Decimal | None:
    """The number as a field with so many decimals shows it; None for what is no number."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    number = exact(value) or Decimal(0)
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN, WIDE)


def shown(terms: Iterable[Term], saved: Values, start: date) -> dict[str, Any]:
    """The fields of the terms as the saved ones fill them."""
    return {term.shown_in: term.show(saved.get(term.name), start) for term in terms}


def read(terms: Iterable[Term], values: Values, start: date) -> dict[str, Any]:
    """The terms as the fields say them; an empty field is None."""
    return {term.name: term.read(values.get(term.shown_in), start) for term in terms}


def merged(before: Values, was: Values, now: Values) -> dict[str, Any]:
    """The saved terms with what differs between the fields as they were and as they are now."""
    terms = dict(before)
    for name in {**was, **now}:
        if was.get(name) == now.get(name):
            continue
        if now.get(name) is None:
            terms.pop(name, None)
        else:
            terms[name] = now[name]
    return terms


def origin(*parts: Any) -> str:
    """A short mark of a saved line, by which its row finds it again wherever it was moved."""
    text = json.dumps(parts, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
