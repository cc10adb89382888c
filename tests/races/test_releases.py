"""A tranche is asked for once and released once, however many of finance press at the same moment."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from pitchdeck.base.db import Database
from pitchdeck.features.funding.models import Release, ReleaseRequest
from pitchdeck.features.investments import actions
from pitchdeck.features.investments.models import Investment
from tests.factories.cast import Cast
from tests.factories.rules import change
from tests.features.investments.stage import build
from tests.races.crowd import race

pytestmark = pytest.mark.race


def release(database: Database, number: int, _turn: int, needs: Any) -> None:
    tranche, people = needs
    with database.writing() as act:
        by = people[number % len(people)]
        actions.release(act.session, tranche, by=by, at=act.at, reason="The plan stands.")


def test_a_large_tranche_is_asked_for_once_and_released_once(database: Database, cast: Cast) -> None:
    stage = build(database, cast)
    stage.act(lambda turn: change(turn.session, cast, small_minor=5_000_00, large_minor=12_000_00))
    people = (replace(cast.finance), replace(cast.finance2))
    came = race(database.url, release, 3, (stage.tranches[0], people))
    assert came.pop("done") == 2
    assert all(words.startswith("refused: ") for words in came), came
    with database.reading() as session:
        models = (ReleaseRequest, Release, Investment)
        counted = [session.execute(select(func.count(model.id))).scalar_one() for model in models]
    assert counted == [1, 1, 1]


def test_a_tranche_is_released_once(database: Database, cast: Cast) -> None:
    stage = build(database, cast)
    people = (replace(cast.finance), replace(cast.finance2))
    came = race(database.url, release, 3, (stage.tranches[0], people))
    assert came.pop("done") == 1
    assert all("already released" in words for words in came), came
