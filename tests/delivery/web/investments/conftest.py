"""A funded pitch behind the web application."""

import pytest

from pitchdeck.base.db import Database
from tests.factories.cast import Cast
from tests.features.investments.stage import Stage, build, released


@pytest.fixture
def funded(sqlite: Database, house: Cast) -> Stage:
    """A funded pitch with two tranches, none released."""
    return build(sqlite, house)


@pytest.fixture
def stage(sqlite: Database, house: Cast) -> Stage:
    """The same with its first tranche released in April 2026."""
    return released(sqlite, house)
