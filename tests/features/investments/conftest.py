"""A funded pitch before and after its first release, on each kind of database."""

import pytest

from pitchdeck.base.db import Database
from tests.factories.cast import Cast
from tests.features.investments.stage import Stage, build, released


@pytest.fixture
def funded(database: Database, cast: Cast) -> Stage:
    """A funded pitch with 30,000.00 committed in two tranches, 12,000.00 and 18,000.00."""
    return build(database, cast)


@pytest.fixture
def stage(database: Database, cast: Cast) -> Stage:
    """The same with its first tranche released on 20 April 2026: 12,000.00 may be spent."""
    return released(database, cast)
