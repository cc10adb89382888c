"""The one-pager as PDF and as a page: the same facts, the same template."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pitchdeck.delivery.charts import Charts
from pitchdeck.delivery.documents.assets import TEMPLATES
from pitchdeck.delivery.documents.fit import Cuts, fit
from pitchdeck.delivery.documents.one_pager import OnePager
from pitchdeck.delivery.documents.renderer import MEMORY_MB, TIMEOUT_S, Rendered, render
from pitchdeck.delivery.documents.sheet import sheet
from pitchdeck.delivery.documents.store import DocumentStore

NAME = "one-pager"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the sheet's parts are loaded from: its style, the colour and the logo; "" for none."""

    style: str
    look: str = ""
    logo: str = ""


def one_pager_pdf(
    facts: OnePager,
    *,
    charts: Charts,
    store: DocumentStore | None = None,
    timeout_s: float = TIMEOUT_S,
    memory_mb: int = MEMORY_MB,
) -> bytes:
    """Exactly one A4 page; the same facts give the same bytes, from `store` when they were made before.

    `timeout_s` limits each drawing (at most five).  Raises DocumentUnavailable, DocumentTooLong,
    DocumentTimedOut, DocumentFailed.
    """
    if store and (kept := store.get(NAME, facts)):
        return kept
    curve_drawn, brand = True, facts.brand
    inside = Addresses("one_pager.css", brand.style, brand.picture)

    def draw(cuts: Cuts) -> Rendered:
        nonlocal curve_drawn
        view = sheet(facts, cuts, charts)
        curve_drawn = view["chart"] is None or view["chart"]["svg"] is not None
        limits = {"most_pages": 1, "memory_mb": memory_mb}
        return render(_html(view, inside), pictures=brand.pictures, timeout_s=timeout_s, **limits)

    pdf = fit(draw)
    # A sheet that had to tell its curve in words is right for now, and better the next time.
    if store and curve_drawn:
        store.put(NAME, facts, pdf)
    return pdf


def print_view_html(facts: OnePager, *, charts: Charts, addresses: Addresses) -> str:
    """The same sheet as a page of its own, for the browser's print; nothing is cut.

    `addresses` are where the web serves `asset("one_pager.css")`, with the fonts beside it, and the look.
    """
    return _html(sheet(facts, frozenset(), charts), addresses)


def _html(view: Mapping[str, Any], addresses: Addresses) -> str:
    return environment().get_template("one_pager.html").render(sheet=view, addresses=addresses)


@cache
def environment() -> Environment:
    """Documents' templates: escaped, and strict about what is missing."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
