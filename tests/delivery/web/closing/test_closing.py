"""A year end over HTTP: the preview says what happens, the statement what happened, two people re-open it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from pitchdeck.base.db import Database
from pitchdeck.features.funding import actions
from pitchdeck.features.funding.actions import Choices
from pitchdeck.features.funding.models import Fund
from pitchdeck.features.funding.queries import closing
from tests.client import text_of
from tests.conftest import SignIn
from tests.factories.cast import PEOPLE, Cast
from tests.features.investments.stage import Stage, build

Watch = Callable[[], AbstractContextManager[list[str]]]
JANUARY = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)


def words(answer: object) -> str:
    return text_of(answer.get_data(as_text=True)).replace("\u00a0", " ").replace("&amp;", "&")  # type: ignore[attr-defined]  # a client answers


@pytest.fixture
def stage(sqlite: Database, house: Cast) -> Stage:
    made = build(sqlite, house)
    made.release()
    made.actual(4_000_00, confirmed_by="finance")
    return made


@pytest.fixture
def fund(stage: Stage) -> str:
    with stage.database.reading() as session:
        return session.execute(select(Fund.key)).scalar_one()


@pytest.fixture
def closed(stage: Stage, fund: str) -> str:
    """The statement's reference."""
    with stage.database.reading() as session:
        seen = closing.year_end(session, fund, at=JANUARY).plan.seal
    given = {"seen": seen, "by": stage.cast.finance, "at": JANUARY}
    return stage.act(lambda turn: actions.close_year(turn.session, fund, 2026, Choices(), **given))  # type: ignore[arg-type]  # as named


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_finance_owners_and_auditors_see_it(sign_in: SignIn, fund: str, closed: str, name: str) -> None:
    expected = 200 if name in {"finance", "finance2", "fund_owner", "auditor"} else 404
    client = sign_in(name)
    assert client.get(f"/funds/{fund}/year-end").status_code == expected
    assert client.get(f"/year-ends/{closed}").status_code == expected


def test_the_preview_says_what_each_choice_does(sign_in: SignIn, stage: Stage, fund: str) -> None:
    client = sign_in("finance")
    shown = words(client.get(f"/funds/{fund}/year-end"))
    assert "Committed, not released €18,000.00 €18,000.00 carried into 2027" in shown
    assert "Released, not contracted €8,000.00 €8,000.00 lapses" in shown
    assert "Not given out, and left in purses €70,000.00 €70,000.00 lapses" in shown
    asked = f"committed=lapse&unallotted=stay&kept={stage.ref}"
    other = words(client.get(f"/funds/{fund}/year-end?{asked}"))
    assert "Committed, not released €18,000.00 €18,000.00 lapses" in other
    assert "Released, not contracted €8,000.00 €8,000.00 carried into 2027" in other
    assert "€70,000.00 stays in the fund, locked" in other
    assert client.get(f"/funds/{fund}/year-end?committed=burn&kept=P-1").status_code == 200


def test_a_running_year_is_not_closed(sign_in: SignIn, fund: str) -> None:
    client = sign_in("finance")
    assert "The fiscal year is still running" in words(client.get(f"/funds/{fund}/year-end"))
    sent = {"committed": "carry", "unallotted": "lapse", "seen": "x"}
    answer = client.send(f"/funds/{fund}/year-end", sent)
    assert answer.status_code == 403
    assert "still running" in words(answer)


def test_the_statement_and_two_people_who_re_open_it(sign_in: SignIn, closed: str) -> None:
    finance, second = sign_in("finance"), sign_in("finance2")
    shown = words(finance.get(f"/year-ends/{closed}"))
    assert "Sales 2026 of Sales, fiscal year 2026, closed by Finn Finance" in shown
    assert "Solve it in the first call" in shown
    empty = finance.send(f"/year-ends/{closed}/reopening", {"reason": ""})
    assert empty.status_code == 422
    assert "why the year is re-opened" in words(empty)
    assert (
        finance.send(f"/year-ends/{closed}/reopening", {"reason": "An invoice came late."}).status_code == 303
    )
    assert "cannot answer it" in words(finance.get(f"/year-ends/{closed}"))
    page = second.get(f"/year-ends/{closed}").get_data(as_text=True)
    key = page.split("/reopenings/")[1].split("/")[0]
    assert second.send(f"/reopenings/{key}/answer", {}).status_code == 422
    assert second.send(f"/reopenings/{key}/answer", {"verdict": "confirmed"}).status_code == 303
    after = words(second.get(f"/year-ends/{closed}"))
    assert "Re-opened by Finn Finance and Fay Finance" in after
    assert "€18,000.00 came back from the next year, €78,000.00 that had lapsed is there again" in after


def test_the_statement_is_a_pdf(sign_in: SignIn, closed: str) -> None:
    answer = sign_in("auditor").get(f"/year-ends/{closed}.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.get_data().startswith(b"%PDF")


def test_the_preview_takes_a_fixed_number_of_statements(
    sign_in: SignIn, fund: str, statements: Watch
) -> None:
    client = sign_in("finance")
    client.get(f"/funds/{fund}/year-end")
    with statements() as seen:
        client.get(f"/funds/{fund}/year-end")
    assert len(seen) == 23
