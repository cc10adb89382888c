"""The document engine's own process: `python -m pitchdeck.delivery.documents.worker MEBIBYTES`.

Its limit of address space is set before the engine is imported.  The engine's fetcher knows the assets of
documents, the pictures that came with the question, and no network, no file and no data address.
"""

import base64
import hashlib
import logging
import os
import sys
import urllib.parse
from collections.abc import Mapping
from typing import Any

from pitchdeck.delivery.charts.serving import Answer, limit_memory, serve
from pitchdeck.delivery.documents.assets import ADDRESS, asset_at

SCHEME = ADDRESS.split(":", maxsplit=1)[0]
# The engine stamps what it makes; without a fixed date the same sheet would differ from minute to minute.
EPOCH = "1767225600"


def fetcher(pictures: Mapping[str, bytes]) -> Any:
    """The engine's only way to the world: our assets and these, or AssetRefused (it goes on without)."""
    from weasyprint.urls import (  # noqa: PLC0415  # only this process carries the engine
        URLFetcher,
        URLFetcherResponse,
    )

    class OwnAssets(URLFetcher):  # type: ignore[misc]  # the engine has no types
        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002  # nothing is asked of a network
            found = asset_at(url, pictures)
            return URLFetcherResponse(url, found.content, {"Content-Type": found.media_type})

    return OwnAssets()


def engine_missing() -> str:
    """Why the engine does not load here, or nothing."""
    try:
        import weasyprint  # noqa: F401, PLC0415  # only whether it loads, only in the child
    except OSError as error:
        if "cannot load library" not in str(error):
            raise
        return str(error)[:300]
    return ""


def render(question: dict[str, Any], body: bytes) -> Answer:
    """HTML as PDF with its number of pages; with `count_only` the number alone."""
    if reason := engine_missing():
        return {"refused": reason, "missing": True}, b""
    from weasyprint import HTML  # noqa: PLC0415  # only in the child process

    pictures = {name: base64.b64decode(png) for name, png in question.get("pictures", {}).items()}
    html = HTML(string=body.decode(), base_url=ADDRESS, url_fetcher=fetcher(pictures), media_type="print")
    document = html.render(pdf_tags=True, full_fonts=False)
    pages = len(document.pages)
    if question.get("count_only") or pages > question["most_pages"]:
        return {"pages": pages}, b""
    identifier = hashlib.sha256(body).hexdigest()[:32].encode()
    pdf = document.write_pdf(pdf_tags=True, pdf_identifier=identifier, full_fonts=False)
    return {"pages": pages}, pdf


def main() -> None:
    """Serve until the asker is gone."""
    limit_memory("address_space", int(sys.argv[1]))
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    # So that a style sheet's relative addresses stay inside our own scheme.
    urllib.parse.uses_relative.append(SCHEME)
    urllib.parse.uses_netloc.append(SCHEME)
    serve(render)


if __name__ == "__main__":
    main()
