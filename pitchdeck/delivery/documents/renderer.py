"""HTML → PDF in a process that can be killed, with a limit of time and one of memory."""

import base64
import threading
from collections.abc import Mapping
from dataclasses import dataclass

from pitchdeck.delivery.charts.child import Child, ChildDied, ChildRefused, ChildTimedOut
from pitchdeck.delivery.documents.errors import (
    PANGO_PACKAGES,
    DocumentFailed,
    DocumentTimedOut,
    DocumentTooLong,
    DocumentUnavailable,
)

TIMEOUT_S = 30.0
MEMORY_MB = 512
MOST_PAGES = 50
LARGEST_HTML = 2_000_000


@dataclass(frozen=True, slots=True)
class Rendered:
    """A PDF and its number of pages; `pdf` is empty when there are more pages than were allowed."""

    pdf: bytes
    pages: int


_engines: dict[int, Child] = {}
_engines_lock = threading.Lock()


def render_pdf(html: str, *, timeout_s: float = TIMEOUT_S, memory_mb: int = MEMORY_MB) -> bytes:
    """HTML as PDF; the same HTML gives the same bytes.

    `timeout_s` counts seconds of waiting and drawing, `memory_mb` MiB of address space.  Raises
    DocumentUnavailable, DocumentTooLong, DocumentTimedOut, DocumentFailed.
    """
    rendered = render(html, timeout_s=timeout_s, memory_mb=memory_mb, most_pages=MOST_PAGES)
    if not rendered.pdf:
        raise DocumentTooLong(f"The document has {rendered.pages} pages; at most {MOST_PAGES} are made.")
    return rendered.pdf


def render(
    html: str,
    *,
    most_pages: int,
    pictures: Mapping[str, bytes] | None = None,
    timeout_s: float = TIMEOUT_S,
    memory_mb: int = MEMORY_MB,
) -> Rendered:
    """HTML as PDF together with its number of pages; without bytes when they are more than `most_pages`.

    `pictures` are PNGs by the name, telling of their content, that the HTML shows.  Raises as `render_pdf`.
    """
    body = html.encode("utf-8", errors="replace")
    if len(body) > LARGEST_HTML:
        raise DocumentTooLong("The document's text is too large to be drawn.")
    shown = {name: base64.b64encode(png).decode() for name, png in (pictures or {}).items()}
    question = {"most_pages": most_pages, "pictures": shown}
    try:
        answer, pdf = _engine(memory_mb).ask(question, body, timeout_s=timeout_s)
    except ChildTimedOut as late:
        raise DocumentTimedOut(f"Drawing the document took longer than {timeout_s:g} seconds.") from late
    except ChildDied as gone:
        raise DocumentFailed(f"Drawing the document needed more than {memory_mb} MB of memory.") from gone
    except ChildRefused as refused:
        raise _in_words(refused) from refused
    return Rendered(pdf, int(answer["pages"]))


def close_engines() -> None:
    """End the warm processes; the next document starts one again."""
    with _engines_lock:
        while _engines:
            _engines.popitem()[1].close()


def _engine(memory_mb: int) -> Child:
    with _engines_lock:
        if memory_mb not in _engines:
            _engines[memory_mb] = Child("pitchdeck.delivery.documents.worker", [str(memory_mb)])
        return _engines[memory_mb]


def _in_words(refused: ChildRefused) -> DocumentUnavailable | DocumentFailed:
    if refused.answer.get("missing"):
        packages = " ".join(PANGO_PACKAGES)
        return DocumentUnavailable(
            f"PDF needs Pango, which this machine does not have. Install: {packages}", PANGO_PACKAGES
        )
    return DocumentFailed("The document could not be drawn.")
