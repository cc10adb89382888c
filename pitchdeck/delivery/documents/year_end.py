"""The statement of a year end as PDF: frozen facts in, the same bytes out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from pitchdeck.delivery.charts.labels import exact_money
from pitchdeck.delivery.documents.brand import PLAIN, Brand
from pitchdeck.delivery.documents.pages import Addresses, environment
from pitchdeck.delivery.documents.renderer import MOST_PAGES, render
from pitchdeck.delivery.documents.store import DocumentStore

NAME = "year-end"
ROWS = {
    "reserved": "Reserved",
    "committed": "Committed, not released",
    "released": "Released, not contracted",
    "contracted": "Contracted",
    "accrued": "Delivered, not invoiced (accrued)",
    "unallotted": "Not given out, and left in purses",
}


@dataclass(frozen=True, slots=True)
class FateRow:
    """One of the six rows, in minor units."""

    name: str
    amount: int
    freed: int
    carried: int
    lapsed: int
    stays: int


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """What of the fund is in one programme, and what becomes of it, in minor units."""

    ref: str
    title: str
    spent: int
    reserved: int
    committed: int
    released: int
    contracted: int
    carried: int
    lapsed: int


@dataclass(frozen=True, slots=True)
class YearEndSheet:
    """Everything that the statement prints, and nothing that is computed; texts are unescaped."""

    organisation: str
    currency: str
    locale: str
    ref: str
    fund: str
    unit: str
    fiscal_year: int
    closed_by: str
    closed_on: date
    remark: str
    money: int
    spent: int
    rows: tuple[FateRow, ...]
    programmes: tuple[ProgrammeRow, ...]
    reopened: str = ""
    brand: Brand = PLAIN


def year_end_pdf(facts: YearEndSheet, *, store: DocumentStore | None = None) -> bytes:
    """The statement; from `store` when it was made before. Raises as `render`."""
    if store and (kept := store.get(NAME, facts)):
        return kept
    brand = facts.brand
    addresses = Addresses("statement.css", brand.style, brand.picture)
    values = {"sheet": facts, "addresses": addresses, "names": ROWS, "money": _money(facts)}
    html = environment().get_template("statement.html").render(closed_on=_closed_on(facts), **values)
    pdf = render(html, most_pages=MOST_PAGES, pictures=brand.pictures).pdf
    if store:
        store.put(NAME, facts, pdf)
    return pdf


def _money(facts: YearEndSheet) -> Callable[[int], str]:
    return lambda minor: exact_money(minor, facts.currency, facts.locale)


def _closed_on(facts: YearEndSheet) -> str:
    return format_date(facts.closed_on, "d MMMM y", locale=facts.locale)
