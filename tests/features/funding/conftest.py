"""Rounds with money, on each kind of database."""

import pytest

from pitchdeck.base.db import Database
from tests.factories.cast import Cast
from tests.features.funding.stage import YEAR, Stage, build
from tests.remembered import remembered


@pytest.fixture
def stage(database: Database, cast: Cast) -> Stage:
    """Two pitches asking 30,000.00 and 40,000.00 in funding; investors 1 to 3 with 50,000, 20,000, 10,000."""

    def in_funding() -> Stage:
        asks = {"P-2026-0001": {YEAR: 30_000_00}, "P-2026-0002": {YEAR: 40_000_00}}
        minimum = {"P-2026-0002": {YEAR: 25_000_00}}
        made = build(database, cast, asks, minimum)
        fund = made.fund(100_000_00)
        for name, amount in (("investor1", 50_000_00), ("investor2", 20_000_00), ("investor3", 10_000_00)):
            made.allot(fund, name, amount)
        made.chair("open_funding")
        return made

    return remembered(database, "two pitches in funding", in_funding, database=database, cast=cast)
