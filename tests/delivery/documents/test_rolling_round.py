"""The sheet of a small ask in a rolling round names only who decided, and no agreement that nobody needs."""

from datetime import date

import pytest

from pitchdeck.base.db import Database
from pitchdeck.delivery.documents.facts_of_pitch import one_pager_of
from pitchdeck.delivery.documents.one_pager import OnePager
from pitchdeck.delivery.documents.sheet import goal
from pitchdeck.delivery.documents.wording import Wording
from pitchdeck.features.people.queries import organisation
from pitchdeck.features.pitches.queries import pitch_for
from tests.factories.cast import Cast
from tests.features.funding.rolling import SMALL, Rolling, roll


@pytest.fixture
def stage(sqlite: Database, house: Cast) -> Rolling:
    return roll(sqlite, house)


def sheet(stage: Rolling, ref: str) -> OnePager:
    with stage.database.snapshot() as session:
        settings = organisation(session)
        assert settings is not None
        row = pitch_for(session, ref, stage.cast.presenter)
        return one_pager_of(session, row, settings, today=date(2026, 6, 1))


def signed(stage: Rolling, ref: str) -> list[tuple[str, str, str]]:
    return [(one.role, one.name, one.verdict) for one in sheet(stage, ref).decision.signatures]


def test_finance_alone_decides_and_announces(stage: Rolling) -> None:
    ref = stage.small()
    waits = [("Sponsor", stage.cast.sponsor.name, ""), ("Finance", "", "")]
    assert signed(stage, ref) == waits
    stage.commit("investor1", ref, SMALL)
    assert signed(stage, ref) == waits
    stage.finance("approve", ref)
    assert signed(stage, ref)[1:] == [("Finance", stage.cast.finance.name, "Funded")]


def test_what_closing_the_round_ends_is_the_chairs_word(stage: Rolling) -> None:
    ref = stage.small()
    stage.chair("end_rolling", why="The year is over.")
    assert signed(stage, ref)[1:] == [("Chair", stage.cast.chair.name, "Published"), ("Finance", "", "")]


def test_nothing_claimed_is_nothing_to_agree(stage: Rolling) -> None:
    words = goal(sheet(stage, stage.small()), Wording("EUR", "en_GB"))
    assert words["terms"] == "no benefit claimed"
