"""Figures still lead to transfers that add up to them when a year was closed: carried, lapsed, and after."""

from datetime import UTC, datetime

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.portfolio.figures import total
from pitchdeck.features.portfolio.queries import workbench
from pitchdeck.features.portfolio.queries.behind import Cut, behind
from pitchdeck.features.portfolio.queries.movements import AMOUNTS_OF_TRANSFERS
from tests.factories.cast import Cast
from tests.features.funding.test_closing import close
from tests.features.investments.stage import build

LAST = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("by", workbench.GROUPS)
def test_transfers_add_up_to_what_was_carried_and_lapsed(database: Database, cast: Cast, by: str) -> None:
    made = build(database, cast)
    made.release()
    made.actual(4_000_00, confirmed_by="finance")
    close(made, kept=frozenset({made.ref}))
    with database.snapshot() as session:
        pieces = workbench.pieces(session)
        for year in (2026, 2027):
            found = workbench.lines(pieces, by, year=year)
            for name in set(workbench.columns(by)) & set(AMOUNTS_OF_TRANSFERS):
                moved = behind(session, name, Cut(by, year=year), newest=LAST)
                assert moved.amount == total(found).get(name, 0), (year, name)
