"""A gate through the browser's eyes: called, decided, signed, and what nobody may see before."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from html import unescape

import pytest
from werkzeug.test import TestResponse

from pitchdeck.base.db import Database
from tests import clock
from tests.client import text_of
from tests.conftest import SignIn
from tests.features.investments.gates import Gated, gated
from tests.features.investments.stage import Stage

Watch = Callable[[], AbstractContextManager[list[str]]]


def words(response: TestResponse) -> str:
    return unescape(text_of(response.get_data(as_text=True))).replace("\u00a0", " ")


@pytest.fixture
def made(stage: Stage, sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> Gated:
    clock.stop(monkeypatch, sqlite, datetime(2026, 4, 22, 10, 0, tzinfo=UTC))
    return gated(stage)


def fields(**more: str) -> dict[str, str]:
    return {"question": "Forty of a hundred agents came. How does it go on?", "due_on": "2026-05-04"} | more


def test_a_programme_is_stopped_from_the_call_to_the_lesson(made: Gated, sign_in: SignIn) -> None:
    presenter, finance = sign_in("presenter"), sign_in("finance")
    first, second = sign_in("investor1"), sign_in("investor2")
    own = f"/investments/{made.stage.key}"
    assert "Call a gate" in words(presenter.get(own))
    page = f"{own}/gate"
    asked = words(presenter.get(page))
    assert "€30,000.00" in asked
    assert "€20,000.00" in asked
    wrong = presenter.send(page, fields(due_on="2026-04-22", question="Kept words."), page=page)
    assert (wrong.status_code, "Kept words." in words(wrong)) == (422, True)
    assert "This day has come already" in words(wrong)
    url = presenter.send(page, fields(), page=page).location
    assert "Its investors decide until" in words(presenter.get(own))
    assert "is at a gate; €20,000 of yours is in it" in words(second.get("/"))
    assert presenter.send(page, fields(), page=own).status_code == 403
    release = words(finance.get(f"/tranches/{made.stage.tranches[1]}"))
    assert "A gate is open: its investors decide first" in release
    shown = words(second.get(url))
    assert "€0.00 of €60,000.00 have spoken" in shown
    silent = second.send(f"{url}/votes", {"verdict": "stop", "reason": ""}, page=url)
    assert (silent.status_code, "Say why in a sentence" in words(silent)) == (422, True)
    told = second.send(f"{url}/votes", {"verdict": "stop", "reason": "It reaches too few."}, page=url)
    assert told.status_code == 303
    assert "is at a gate" not in words(second.get("/"))
    assert "It reaches too few." in words(second.get(url)), "whoever has spoken reads the others"
    for client in (presenter, first):
        assert "It reaches too few." not in words(client.get(url))
        assert "It reaches too few." not in words(client.get(own))
    again = second.send(f"{url}/votes", {"verdict": "continue"}, page=url)
    assert again.status_code == 403
    assert first.send(f"{url}/votes", {"verdict": "stop", "reason": "Agreed."}, page=url).status_code == 303
    assert "Said, and decided: it stops." in words(first.get(url))
    assert "waits for finance's signature" in words(finance.get("/"))
    ledger = words(finance.get(url))
    assert "back to the fund" in ledger
    assert "Agreed." in ledger
    done = finance.send(f"{url}/signature", {}, page=url)
    assert done.status_code == 303
    after = words(finance.get(url))
    assert "Stopped. €60,000 went back to the funds." in after
    assert "€60,000.00 went back to the funds that it came from" in after
    assert finance.send(f"{url}/signature", {}, page=url).status_code == 403
    stopped = words(presenter.get(own))
    assert "Write the closing review" in stopped
    assert "Its investors stopped it; signed by Finn Finance on 22 Apr 2026 €60,000 went back" in stopped
    assert "records the first one" not in stopped
    assert "Not released any more" in stopped
    assert "write its closing review" in words(presenter.get("/"))


def test_strangers_find_no_gate(made: Gated, sign_in: SignIn) -> None:
    key = made.call()
    for name in ("nobody", "colleague", "admin"):
        client = sign_in(name)
        assert client.get(f"/gates/{key}").status_code == 404
        assert client.get(f"/investments/{made.stage.key}/gate").status_code == 404
        assert "gate" not in words(client.get("/")).lower().replace("navigate", "")
    assert sign_in("viewer").get("/gates/nothingatall").status_code == 404


def test_whose_money_it_is_stays_with_those_who_know(made: Gated, sign_in: SignIn) -> None:
    key = made.call("investor2")
    made.vote(key, "stop", "investor1", "It reaches nobody.")
    made.vote(key, "stop", "investor2", "Nor mine.")
    names = ("Iris Investor", "Ivan Investor", "Ines Investor")
    pages = (f"/gates/{key}", f"/investments/{made.stage.key}/gate", f"/investments/{made.stage.key}")
    for name in ("viewer", "lead", "sponsor"):
        client = sign_in(name)
        for url in pages:
            told = words(client.get(url))
            assert [each for each in names if each in told] == [], (name, url)
            assert "It reaches nobody." not in told
            assert url == pages[2] or "30,000.00" not in told
        assert "asked by an investor" in words(client.get(pages[0]))
        assert "An investor spoke at the gate" in words(client.get(pages[2]))
        assert "Stop €50,000" in words(client.get(pages[0]))
    for name in ("presenter", "chair", "finance", "auditor", "investor3"):
        assert "It reaches nobody." in words(sign_in(name).get(pages[0])), name


def test_a_gate_past_its_day_says_that_it_blocks(
    made: Gated, sign_in: SignIn, sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = made.call()
    clock.stop(monkeypatch, sqlite, datetime(2026, 5, 9, 10, 0, tzinfo=UTC))
    assert "Less than half of the money has spoken" in words(sign_in("presenter").get(f"/gates/{key}"))
    assert "is at a gate" in words(sign_in("investor1").get("/"))


def test_the_page_asks_the_database_a_fixed_number_of_questions(
    made: Gated, sign_in: SignIn, statements: Watch
) -> None:
    key, client = made.call(), sign_in("finance")
    with statements() as few:
        assert client.get(f"/gates/{key}").status_code == 200
    made.vote(key, "continue", "investor2", "")
    made.vote(key, "pause", "investor3")
    with statements() as many:
        assert client.get(f"/gates/{key}").status_code == 200
    assert len(few) == len(many)
