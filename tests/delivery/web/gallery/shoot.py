"""Pictures of every gallery page, to look at: `python -m tests.delivery.web.gallery.shoot FOLDER`."""

import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.delivery.web.gallery.app import create_gallery

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Quiet(WSGIRequestHandler):
    """A server that does not write down each request."""

    def log_request(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served() -> Iterator[str]:
    """The gallery on a free port of this machine."""
    server = make_server("127.0.0.1", 0, create_gallery(), threaded=True, request_handler=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


@contextmanager
def browser() -> Iterator[Browser]:
    """A Chromium that talks to nobody else."""
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        try:
            yield chromium
        finally:
            chromium.close()


def wrong_form(page: Page, address: str) -> None:
    """The form after everything was typed wrong."""
    page.goto(address + "/form")
    page.get_by_role("button", name="Add a cost line").click()
    page.fill("#people", "4.5")
    page.fill("#minimum", "1,50")
    page.fill("#adoption", "155")
    page.fill("#spending-0-amount", "1e400")
    page.get_by_role("button", name="Save and go on").click()


def main(folder: Path) -> None:
    """Every page at two widths, light and dark."""
    with served() as address, browser() as chromium:
        for width in (1280, 390):
            for scheme in ("light", "dark"):
                page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
                for name in ("", "alone", "form", "wrong"):
                    if name == "wrong":
                        wrong_form(page, address)
                    else:
                        page.goto(f"{address}/{name}")
                    page.wait_for_timeout(250)
                    page.screenshot(path=folder / f"{name or 'index'}-{width}-{scheme}.png", full_page=True)
                page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
