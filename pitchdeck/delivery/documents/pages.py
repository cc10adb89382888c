"""The one-pager as PDF and as a page: the same facts, the same template."""

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pitchdeck.delivery.charts import Charts
from pitchdeck.delivery.documents.assets import TEMPLATES
from pitchdeck.delivery.documents.fit import Cuts, fit
from pitchdeck.delivery.documents.one_pager import OnePager
from pitchdeck.delivery.documents.renderer import MEMORY_MB, TIMEOUT_S, Rendered, render
from pitchdeck.delivery.documents.sheet import sheet
from pitchdeck.delivery.documents.store import DocumentStore


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

    def draw(cuts: Cuts) -> Rendered:
        html = one_pager_html(facts, cuts, charts)
        return render(html, most_pages=1, timeout_s=timeout_s, memory_mb=memory_mb)

    def make() -> bytes:
        return fit(draw)

    return store.get_or_make("one-pager", facts, make) if store else make()


def print_view_html(facts: OnePager, *, charts: Charts, stylesheet_url: str) -> str:
    """The same sheet as a page of its own, for the browser's print; nothing is cut.

    `stylesheet_url` is where the web serves `asset("one_pager.css")`, with the fonts beside it.
    """
    return one_pager_html(facts, frozenset(), charts, stylesheet_url)


def one_pager_html(
    facts: OnePager, cuts: Cuts, charts: Charts | None, stylesheet_url: str = "one_pager.css"
) -> str:
    """The sheet's HTML with these cuts made."""
    template = _environment().get_template("one_pager.html")
    return template.render(sheet=sheet(facts, cuts, charts), stylesheet_url=stylesheet_url)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
