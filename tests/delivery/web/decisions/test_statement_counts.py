"""Each page of money asks the database a fixed number of questions, however much there is to show."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from pitchdeck.features.funding.models import Fund
from tests.conftest import SignIn
from tests.features.funding.stage import Stage

P1, P2 = "P-2026-0001", "P-2026-0002"
Watch = Callable[[], Any]


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("investor1", ("/money", 10)),
        ("finance", ("/money", 16)),
        ("auditor", ("/pitches/P-2026-0001/ledger", 7)),
        ("finance", ("/funds/{fund}", 16)),
        ("investor1", ("/pitches/P-2026-0001/commitments", 16)),
        ("chair", ("/rounds/round/money", 9)),
    ],
)
def test_a_page_asks_the_same_for_one_row_and_for_three(
    stage: Stage, sign_in: SignIn, statements: Watch, name: str, asked: tuple[str, int]
) -> None:
    client = sign_in(name)
    url, count = asked
    url = url.replace("{fund}", _fund(stage))
    client.get(url)
    seen = []
    for amounts in ((100,), (200, 300)):
        for amount in amounts:
            stage.commit("investor1", P1, amount)
        with statements() as found:
            assert client.get(url).status_code == 200
        seen.append(len(found))
    assert seen == [count] * 2


def test_a_review_asks_the_same_for_one_row_and_for_three(
    stage: Stage, sign_in: SignIn, statements: Watch
) -> None:
    stage.commit("investor1", P1, 30_000_00)
    for name, amount in (("investor1", 20_000_00), ("investor2", 10_000_00), ("investor3", 10_000_00)):
        stage.commit(name, P2, amount)
    stage.chair("close_funding")
    client = sign_in("finance")
    client.get("/money")
    seen = []
    for ref in (P1, P2):
        with statements() as found:
            assert client.get(f"/pitches/{ref}/review").status_code == 200
        seen.append(len(found))
    assert seen == [27, 27]


def _fund(stage: Stage) -> str:
    with stage.reading() as session:
        return str(session.execute(select(Fund.key)).scalar_one())
