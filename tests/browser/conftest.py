"""A real Chromium against a real server on the demo; skipped and counted when no Chromium is found."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from config import Config
from pitchdeck.app import create_app
from pitchdeck.base.passwords import Passwords
from pitchdeck.delivery.cli.demo import story
from tests import databases

PASSWORD = "demo of the browser tests"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the demo, served from this process."""
    folder = tmp_path_factory.mktemp("site")
    with databases.sqlite(folder) as database:
        hashed = Passwords(time_cost=1, memory_kib=8).hash(PASSWORD)
        story.tell(database, password_hash=hashed, now=datetime.now(UTC))
        config = Config(
            database_url=database.url,
            secret_key="only for tests",
            data_dir=folder / "data",
            password_cost=1,
            password_memory_kib=8,
        )
        server = make_server("127.0.0.1", 0, create_app(config, database), threaded=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    """`visit("presenter", "/pitches", size=NARROW, dark=True)` opens a page as that person."""
    contexts: list[Any] = []

    def go(
        person: str | None, path: str, *, size: dict[str, int] = WIDE, dark: bool = False, js: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport=size,  # type: ignore[arg-type]  # it has the shape of a ViewportSize
            color_scheme="dark" if dark else "light",
            java_script_enabled=js,
            base_url=site,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        if person:
            page.goto("/sign-in")
            page.get_by_label("E-mail").fill(person)
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in").last.click()
        page.goto(path)
        return page

    yield go
    for context in contexts:
        context.close()
