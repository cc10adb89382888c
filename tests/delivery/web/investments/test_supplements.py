"""More money through the browser's eyes: asked for, paid, approved, and what it leaves."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

import pytest
from werkzeug.test import TestResponse

from pitchdeck.base.db import Database
from tests import clock
from tests.client import text_of
from tests.conftest import SignIn
from tests.features.investments.stage import Stage
from tests.features.investments.supplements import OVER, Short, overspent

Watch = Callable[[], AbstractContextManager[list[str]]]


def words(response: TestResponse) -> str:
    return text_of(response.get_data(as_text=True)).replace("\u00a0", " ")


@pytest.fixture
def short(stage: Stage, sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> Short:
    """In the autumn of its fiscal year: more money is asked for while that is open."""
    clock.stop(monkeypatch, sqlite, datetime(2026, 11, 30, 10, 0, tzinfo=UTC))
    return overspent(stage)


def fields(**more: str) -> dict[str, str]:
    asked = {"fiscal_year": "fy-2026", "amount": "3,000", "category": "delivery_facilitation"}
    asked |= {"reason": "Two more groups came.", "benefit": "It stays as promised.", "until_on": "2026-12-30"}
    return asked | more


def test_an_overrun_is_asked_for_paid_approved_and_blocks_nothing_any_more(
    short: Short, sign_in: SignIn
) -> None:
    stage = short.stage
    presenter, investor, finance = sign_in("presenter"), sign_in("investor2"), sign_in("finance")
    assert "spent €3,000 above its release: ask for more" in words(presenter.get("/"))
    page = f"/investments/{stage.key}/supplements"
    form = presenter.get(page).get_data(as_text=True)
    assert 'value="3,000"' in form
    assert "RE-1500000 cost more than was released" in form
    wrong = presenter.send(page, fields(amount="0", reason="Kept words."), page=page)
    assert wrong.status_code == 422
    assert "Kept words." in wrong.get_data(as_text=True)
    late = presenter.send(page, fields(until_on="2027-02-01"), page=page)
    assert "Always open takes commitments until" in words(late)
    url = presenter.send(page, fields(), page=page).location
    assert "ask for more" not in words(presenter.get("/"))
    twice = presenter.send(page, fields(amount="1"), page=page)
    assert (twice.status_code, "are asked for already" in words(twice)) == (409, True)
    assert "is funded and needs €3,000 more" in words(investor.get("/"))
    shown = words(investor.get(url))
    assert "Two more groups came." in shown
    assert "Approved first" in shown
    purse = {"purse_key": short.purses["investor2"]}
    over = investor.send(f"{url}/commitments", purse | {"amount": "3,000.01"}, page=url)
    assert over.status_code == 422
    assert "still needs €3,000 more; you entered €3,000.01. Enter at most €3,000." in words(over)
    assert "Not all of it is reserved yet" in words(finance.get(url))
    paid = investor.send(f"{url}/commitments", purse | {"amount": "3,000"}, page=url)
    assert paid.status_code == 303
    assert "All of it is reserved now: finance is told. €17,000 of your purse is left." in words(
        investor.get(url)
    )
    assert "needs €3,000 more" not in words(investor.get("/"))
    assert "€3,000 more for Solve it in the first call is reserved" in words(finance.get("/"))
    assert "€3,000.00 pays what is overspent in the same act" in words(finance.get(url))
    done = finance.send(f"{url}/approval", {"note": "The invoices are right."}, page=url)
    assert done.status_code == 303
    told = words(finance.get(url))
    assert "Approved. €3,000 of the overrun is paid with it." in told
    assert "The invoices are right." in told
    page_of = words(presenter.get(f"/investments/{stage.key}"))
    assert "above what is released" not in page_of
    assert "Approved more since" in page_of
    for told in (
        "asked for more money: €3,000",
        "approved more money: €3,000",
        "paid what was overspent: €3,000",
    ):
        assert told in page_of
    assert "released tranche :" not in page_of
    assert "An overrun is open" not in words(finance.get(f"/tranches/{stage.tranches[1]}"))


def test_it_is_withdrawn_or_declined_with_a_reason(short: Short, sign_in: SignIn) -> None:
    presenter, finance = sign_in("presenter"), sign_in("finance")
    for client, verb in ((presenter, "withdrawal"), (finance, "refusal")):
        url = f"/supplements/{short.ask()}"
        assert client.send(f"{url}/{verb}", {"reason": ""}, page=url).status_code == 422
        assert client.send(f"{url}/{verb}", {"reason": "Another way."}, page=url).status_code == 303
        assert "Another way." in words(presenter.get(url))
    assert words(presenter.get(f"/investments/{short.stage.key}/supplements")).count("Withdrawn") == 1


@pytest.mark.parametrize("name", ["nobody", "admin"])
def test_others_see_nothing_of_it(short: Short, sign_in: SignIn, name: str) -> None:
    url = f"/supplements/{short.ask()}"
    other = sign_in(name)
    assert other.get(url).status_code in {403, 404}
    assert other.get(f"/investments/{short.stage.key}/supplements").status_code in {403, 404}
    assert other.get("/supplements/nothingatall").status_code in {403, 404}


def test_a_viewer_reads_it_without_whose_money_it_is(short: Short, sign_in: SignIn) -> None:
    key = short.ask()
    short.commit(key, 1_000_00)
    seen = words(sign_in("viewer").get(f"/supplements/{key}"))
    assert "€1,000" in seen
    assert short.stage.cast.investor2.name not in seen
    assert short.stage.cast.investor2.name in words(sign_in("finance").get(f"/supplements/{key}"))


def test_without_a_rolling_round_the_page_says_what_to_do(stage: Stage, sign_in: SignIn) -> None:
    page = f"/investments/{stage.key}/supplements"
    assert "No rolling round is open for this unit" in words(sign_in("presenter").get(page))
    assert "Only the presenter" in words(sign_in("finance").get(page))


def test_the_pages_ask_a_fixed_number_of_questions(short: Short, sign_in: SignIn, statements: Watch) -> None:
    key = short.ask()
    short.commit(key, 1_00)
    finance = sign_in("finance")
    url, page = f"/supplements/{key}", f"/investments/{short.stage.key}/supplements"
    counts = []
    for amount in (0, 1_00, 1_00):
        if amount:
            short.commit(key, amount, by="investor3")
        with statements() as seen:
            assert finance.get(url).status_code == 200
        with statements() as asked:
            assert finance.get(page).status_code == 200
        counts.append((len(seen), len(asked)))
    assert len(set(counts)) == 1
    assert short.row(key).given == 3_00
    assert short.row(key).given < OVER


def test_finance_finds_it_in_its_queue_once_all_is_reserved(
    short: Short, sign_in: SignIn, statements: Watch
) -> None:
    key, finance, auditor = short.ask(), sign_in("finance"), sign_in("auditor")
    short.commit(key, OVER - 1_00)
    with statements() as seen:
        assert "More money to review" not in words(finance.get("/money"))
    short.commit(key, 1_00, by="investor3")
    with statements() as found:
        page = finance.get("/money")
    assert len(found) == len(seen) + 2
    assert f'href="/supplements/{key}"' in page.get_data(as_text=True)
    assert "€3,000 €3,000 €33,000 Nothing stands out" in " ".join(words(page).split())
    assert "More money to review" in words(auditor.get("/money"))
    assert "More money to review" not in words(sign_in("investor2").get("/money"))


def test_a_page_offers_only_what_can_be_done(short: Short, sign_in: SignIn) -> None:
    key = short.ask(21_000_00, until_on=date(2026, 12, 30))
    short.commit(key, 20_000_00)
    empty = words(sign_in("investor2").get(f"/supplements/{key}"))
    assert ("No purse of yours has money left for it" in empty, "Commit to it" in empty) == (True, False)
    assert "Your money" not in words(sign_in("viewer").get(f"/supplements/{key}"))
    presenter, url = sign_in("presenter"), f"/supplements/{key}"
    assert "Still needed €1,000" in words(presenter.get(url))
    presenter.send(f"{url}/withdrawal", {"reason": "Another way."}, page=url)
    ended = words(presenter.get(url))
    assert ("Still needed" in ended, "With this" in ended) == (False, False)
