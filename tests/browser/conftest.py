"""A real Chromium against a real server; skipped and counted when no Chromium is found."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pitchdeck.base.passwords import Passwords
from pitchdeck.delivery.cli.demo import story
from tests import databases
from tests.browser.opening import Door, served
from tests.browser.world import People, found

PASSWORD = "demo of the browser tests"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the demo; each worker of a parallel run has its own."""
    folder = tmp_path_factory.mktemp("site")
    with databases.sqlite(folder) as database:
        hashed = Passwords(time_cost=1, memory_kib=8).hash(PASSWORD)
        story.tell(database, password_hash=hashed, now=datetime.now(UTC))
        with served(database, folder) as address:
            yield address


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    """`visit("presenter", "/pitches", size=NARROW, dark=True)` opens a page of the demo as that person."""
    door = Door(browser, site, PASSWORD)
    yield door.enter
    door.close()


@pytest.fixture
def people(browser: Browser, tmp_path: Path) -> Iterator[People]:
    """Everybody of a small organisation whose round has just opened and has no pitch yet."""
    with databases.sqlite(tmp_path) as database:
        cast = found(database)
        with served(database, tmp_path) as address:
            door = Door(browser, address, cast.password)
            yield People(door, cast)
            door.close()
