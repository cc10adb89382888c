"""A round in funding behind the web application."""

import pytest

from pitchdeck.base.db import Database
from tests.factories.cast import Cast
from tests.features.funding.stage import YEAR, Stage, build
from tests.remembered import remembered

P1, P2 = "P-2026-0001", "P-2026-0002"


@pytest.fixture
def stage(sqlite: Database, house: Cast) -> Stage:
    """Two pitches in funding, and purses for the three investors."""

    def in_funding() -> Stage:
        made = build(sqlite, house, {P1: {YEAR: 30_000_00}, P2: {YEAR: 40_000_00}})
        fund = made.fund(100_000_00)
        for name, amount in (("investor1", 50_000_00), ("investor2", 40_000_00), ("investor3", 10_000_00)):
            made.allot(fund, name, amount)
        made.chair("open_funding")
        return made

    return remembered(sqlite, "two pitches in funding, for the web", in_funding, database=sqlite, cast=house)
