"""The one-pager as PDF and as a page: the same facts, the same template."""

from collections.abc import Mapping
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
    curve_drawn = True

    def draw(cuts: Cuts) -> Rendered:
        nonlocal curve_drawn
        view = sheet(facts, cuts, charts)
        curve_drawn = view["chart"] is None or view["chart"]["svg"] is not None
        return render(_html(view), most_pages=1, timeout_s=timeout_s, memory_mb=memory_mb)

    pdf = fit(draw)
    # A sheet that had to tell its curve in words is right for now, and better the next time.
    if store and curve_drawn:
        store.put(NAME, facts, pdf)
    return pdf


def print_view_html(facts: OnePager, *, charts: Charts, stylesheet_url: str) -> str:
    """The same sheet as a page of its own, for the browser's print; nothing is cut.

    `stylesheet_url` is where the web serves `asset("one_pager.css")`, with the fonts beside it.
    """
    return _html(sheet(facts, frozenset(), charts), stylesheet_url)


def _html(view: Mapping[str, Any], stylesheet_url: str = "one_pager.css") -> str:
    return _environment().get_template("one_pager.html").render(sheet=view, stylesheet_url=stylesheet_url)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
