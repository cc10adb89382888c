"""A served database and the pages that people open on it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from pitchdeck.app import create_app
from pitchdeck.base.db import Database
from tests.factories.settings import settings

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@contextmanager
def served(database: Database, folder: Path) -> Iterator[str]:
    """The address of the application on this database, served from this process."""
    config = settings(database, folder / "data")
    server = make_server("127.0.0.1", 0, create_app(config, database), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()


class Door:
    """Lets people in: each page has a browser context of its own, so that nobody shares a cookie."""

    def __init__(self, browser: Browser, site: str, password: str) -> None:
        self.browser, self.site, self.password = browser, site, password
        self._contexts: list[Any] = []

    def enter(
        self,
        person: str | None,
        path: str,
        *,
        size: dict[str, int] = WIDE,
        dark: bool = False,
        js: bool = True,
    ) -> Page:
        """That path as that person sees it, signed in by typing; None is nobody."""
        context = self.browser.new_context(
            viewport=size,  # type: ignore[arg-type]  # it has the shape of a ViewportSize
            color_scheme="dark" if dark else "light",
            java_script_enabled=js,
            base_url=self.site,
        )
        self._contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        if person:
            page.goto("/sign-in")
            page.get_by_label("E-mail").fill(person)
            page.get_by_label("Password").fill(self.password)
            page.get_by_role("button", name="Sign in").last.click()
        page.goto(path)
        return page

    def close(self) -> None:
        """Close every page."""
        for context in self._contexts:
            context.close()
