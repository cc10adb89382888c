"""A browser at the door, on each kind of database."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.client import PolicingClient
from tests.factories.cast import Cast

Open = Callable[[], PolicingClient]


@pytest.fixture
def browser_of(app_anywhere: Flask) -> Open:
    """A fresh browser, each time it is called."""

    def fresh() -> PolicingClient:
        client = app_anywhere.test_client()
        assert isinstance(client, PolicingClient)
        return client

    return fresh


@pytest.fixture
def entered(browser_of: Open, cast: Cast) -> Callable[[str], PolicingClient]:
    """A browser in which this person has signed in."""

    def enter(name: str) -> PolicingClient:
        client = browser_of()
        assert client.enter(cast.email(name), cast.password).status_code == 303
        return client

    return enter
