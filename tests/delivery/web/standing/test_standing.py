"""Standing approvals over HTTP: set, confirmed by a second person, used, ended; and why one did not apply."""

from datetime import timedelta
from typing import Any

import pytest

from pitchdeck.base.db import Database
from tests.client import text_of
from tests.conftest import SignIn
from tests.factories.cast import PEOPLE, Cast
from tests.features.funding.ahead import end, set_up, today
from tests.features.funding.rolling import SMALL, Rolling, roll

URL = "/standing-approvals"


@pytest.fixture
def stage(sqlite: Database, house: Cast) -> Rolling:
    return roll(sqlite, house)


def fields(stage: Rolling, **more: Any) -> dict[str, Any]:
    with stage.reading() as session:
        fund = session.connection().exec_driver_sql("SELECT key FROM fund").scalar_one()
    day = today(stage)
    given = {"fund": fund, "most": "3,000", "total": "5,000", "categories": ["delivery_facilitation"]}
    given |= {"valid_from": day.isoformat(), "valid_to": (day + timedelta(days=60)).isoformat()}
    return given | {"reason": "Single days of coaching."} | more


def words(page: str) -> str:
    return text_of(page).replace("&#39;", "'")


def test_finance_sets_one_and_a_second_person_confirms_it(stage: Rolling, sign_in: SignIn) -> None:
    client = sign_in("finance")
    assert "Nothing is approved ahead" in client.get(URL).get_data(as_text=True)
    sent = client.send(URL, fields(stage), page=f"{URL}/new")
    assert sent.status_code == 303
    own = words(client.get(sent.location).get_data(as_text=True))
    assert "Waits for a second person Whoever set a standing approval cannot confirm it too" in own
    assert "Delivery and facilitation" in own
    assert sent.location not in client.get("/").get_data(as_text=True)
    for name in ("finance2", "fund_owner"):
        home = sign_in(name).get("/").get_data(as_text=True)
        assert sent.location in home
        assert "Confirm the standing approval SA-" in words(home)
    second = sign_in("finance2")
    answer = second.send(f"{sent.location}/answer", {"verdict": "confirmed"}, page=sent.location)
    assert answer.status_code == 303
    assert "Confirmed by Fay Finance on" in words(second.get(sent.location).get_data(as_text=True))
    assert sent.location not in second.get("/").get_data(as_text=True)
    stage.commit("investor1", stage.small(), SMALL)
    page = words(client.get(sent.location).get_data(as_text=True))
    assert "P-2026-0001 One day of coaching €2,700.00" in page
    assert "€2,300" in page
    assert "Finn Finance approved a pitch by it" in page
    again = second.send(f"{sent.location}/answer", {"verdict": "confirmed"}, page=sent.location)
    assert again.status_code == 403


def test_what_does_not_hold_is_refused_beside_its_field_and_kept(stage: Rolling, sign_in: SignIn) -> None:
    client = sign_in("finance")
    sent = client.send(URL, fields(stage, most="6,000", total="7,000"), page=f"{URL}/new")
    page = sent.get_data(as_text=True)
    assert sent.status_code == 422
    assert "Small asks go up to €5,000; you entered €6,000. Enter at most €5,000." in words(page)
    assert "Single days of coaching." in page
    wrong: dict[str, Any]
    for wrong in (
        {"fund": "x"},
        {"categories": []},
        {"valid_to": "2020-01-01"},
        {"most": "-1"},
        {"reason": ""},
    ):
        assert client.send(URL, fields(stage, **wrong), page=f"{URL}/new").status_code == 422
    assert stage.count("standing_approval") == 0


def test_it_is_ended_with_a_reason(stage: Rolling, sign_in: SignIn) -> None:
    row = set_up(stage)
    client, url = sign_in("fund_owner"), f"{URL}/{row.key}"
    bare = client.send(f"{url}/end", {"why": " "}, page=url)
    assert bare.status_code == 422
    sent = client.send(f"{url}/end", {"why": "Too many of them."}, page=url)
    assert sent.status_code == 303
    page = words(client.get(url).get_data(as_text=True))
    assert "Ended by Owen Owner on" in page
    assert "Too many of them." in page
    assert client.send(f"{url}/end", {"why": "Again."}, page=url).status_code == 403
    assert "Ended" in words(client.get(URL).get_data(as_text=True))


def test_finance_reads_why_none_applied_and_the_presenter_does_not(stage: Rolling, sign_in: SignIn) -> None:
    row = set_up(stage, categories=("technology",))
    ref = stage.small()
    stage.commit("investor1", ref, SMALL)
    told = f"{row.ref}: it does not cover Delivery and facilitation."
    client = sign_in("finance")
    assert told in words(client.get("/money").get_data(as_text=True))
    review = words(client.get(f"/pitches/{ref}/review").get_data(as_text=True))
    assert f"No standing approval applied {told}" in review
    assert told in words(client.get(f"/pitches/{ref}").get_data(as_text=True))
    for name in ("presenter", "investor1", "chair", "lead", "sponsor"):
        page = words(sign_in(name).get(f"/pitches/{ref}").get_data(as_text=True))
        assert "SA-" not in page


READ = {"finance", "finance2", "fund_owner", "auditor"}


@pytest.mark.parametrize("name", [name for name in PEOPLE if name not in READ])
def test_nobody_else_sees_or_touches_one(stage: Rolling, sign_in: SignIn, name: str) -> None:
    row, client = set_up(stage, confirmed_by=""), sign_in(name)
    for url in (URL, f"{URL}/new", f"{URL}/{row.key}"):
        assert client.get(url).status_code == 404
    for url, body in ((URL, fields(stage)), (f"{URL}/{row.key}/answer", {"verdict": "confirmed"})):
        assert client.send(url, body, page="/goals").status_code == 404
    assert client.send(f"{URL}/{row.key}/end", {"why": "x"}, page="/goals").status_code == 404


def test_the_auditor_reads_and_changes_nothing(stage: Rolling, sign_in: SignIn) -> None:
    row, client = set_up(stage, confirmed_by=""), sign_in("auditor")
    page = client.get(f"{URL}/{row.key}").get_data(as_text=True)
    assert row.ref in page
    assert "Send my answer" not in page
    assert "End it" not in page
    assert client.get(f"{URL}/new").status_code == 404
    assert client.send(f"{URL}/{row.key}/end", {"why": "x"}, page="/goals").status_code == 404


def test_the_list_asks_the_same_for_one_and_for_three(
    stage: Rolling, sign_in: SignIn, statements: Any
) -> None:
    client, counts = sign_in("finance"), []
    end(stage, set_up(stage).key)
    for more in (0, 2):
        for _each in range(more):
            set_up(stage)
        with statements() as seen:
            assert client.get(URL).status_code == 200
        counts.append(len(seen))
    assert counts == [7, 7]
