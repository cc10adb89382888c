"""The world that the triggers guard, open to its owner: the strongest hand that can try something."""

from collections.abc import Iterator

import pytest

from pitchdeck.base.db import Database
from tests.base.triggers.world import World, build
from tests.databases import owner_url
from tests.factories.cast import Cast
from tests.remembered import remembered


@pytest.fixture
def world(database: Database, cast: Cast) -> Iterator[World]:
    """Attacks run as the database's owner, whom no missing right holds back."""
    owner = Database(owner_url(database))
    try:
        yield remembered(database, "in funding", lambda: build(owner, cast), database=owner, cast=cast)
    finally:
        owner.dispose()
