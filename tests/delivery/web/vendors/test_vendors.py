"""Vendors over HTTP: entering, pricing, ending; expired prices say so; a fixed number of statements."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.sourcing import actions
from tests.client import text_of
from tests.conftest import SignIn
from tests.factories.cast import PEOPLE, Cast
from tests.features.sourcing.test_vendors import AT, BY_HOUR, studio

Watch = Callable[[], AbstractContextManager[list[str]]]
CARD = {
    "engagement": "retainer",
    "role": "Facilitation",
    "unit": "month",
    "amount_minor": "4,800",
    "hours_included": "60",
    "overage_minor": "90",
    "valid_from": "2026-01-01",
    "source": "Offer 7",
}


def test_a_lead_enters_a_vendor_and_finance_its_prices(sign_in: SignIn) -> None:
    lead, finance = sign_in("lead"), sign_in("finance")
    assert "No vendor yet" in text_of(lead.get("/vendors").get_data(as_text=True))
    entered = lead.send("/vendors", {"name": "Studio", "offers": "Film"}, page="/vendors")
    assert entered.status_code == 303
    url = entered.location
    again = lead.send("/vendors", {"name": "Studio", "offers": "Film"}, page="/vendors")
    assert again.status_code == 422
    assert "There is a vendor Studio already" in text_of(again.get_data(as_text=True))
    wrong = finance.send(f"{url}/rate-cards", CARD | {"unit": "day", "overage_minor": ""}, page=url)
    words = text_of(wrong.get_data(as_text=True))
    assert wrong.status_code == 422
    assert "Retainer is priced by the month. Choose that." in words
    assert "Say what an hour beyond them costs." in words
    assert 'value="Facilitation"' in wrong.get_data(as_text=True)
    assert finance.send(f"{url}/rate-cards", CARD, page=url).status_code == 303
    told = text_of(lead.get(url).get_data(as_text=True))
    assert "€4,800.00 per month, 60 hours included, €90.00 for each one beyond" in told.replace("\u00a0", " ")
    assert "Finn Finance priced: Facilitation" in told
    assert "Retainer" in text_of(sign_in("presenter").get("/vendors").get_data(as_text=True))


def test_what_is_over_is_shown_as_over_and_offered_to_nobody(
    sign_in: SignIn, house: Cast, sqlite: Database
) -> None:
    gone = replace(BY_HOUR, valid_from=date(2024, 1, 1), valid_to=date(2024, 12, 31))
    key = studio(sqlite, house, gone, replace(BY_HOUR, role="Film", valid_to=None))
    client, url = sign_in("lead"), f"/vendors/{key}"
    page = client.get(url).get_data(as_text=True)
    assert "Prices that are over: not offered any more" in page
    (ending,) = set(re.findall(r"/rate-cards/\w+/end", page))
    assert client.send(ending, {"reason": ""}, page=ending).status_code == 422
    assert client.send(ending, {"reason": "Dearer than others"}, page=ending).status_code == 303
    page = client.get(url).get_data(as_text=True)
    assert "No price counts today" in page
    assert "Dearer than others" in page
    again = client.send(ending, {"reason": "Once more"}, page=ending)
    assert again.status_code == 409
    assert "there is nothing to end" in text_of(again.get_data(as_text=True))
    assert client.send(f"{url}/end", {"reason": "Merged"}, page=f"{url}/end").status_code == 303
    ended = client.get(url).get_data(as_text=True)
    assert "Nothing is bought here since" in ended
    assert "Enter a price" not in ended
    assert "Nothing since" in client.get("/vendors").get_data(as_text=True)


@pytest.mark.parametrize("name", PEOPLE)
def test_who_reads_and_who_changes(sign_in: SignIn, house: Cast, sqlite: Database, name: str) -> None:
    key = studio(sqlite, house, BY_HOUR)
    client, url = sign_in(name), f"/vendors/{key}"
    reads = bool(house.actors[name].roles & {"presenter", "lead", "finance", "fund_owner", "auditor"})
    keeps = bool(house.actors[name].roles & {"lead", "finance"})
    assert client.get(url).status_code == (200 if reads else 404)
    assert ("Enter a price" in client.get(url).get_data(as_text=True)) is keeps
    for form in (f"{url}/end", "/vendors"):
        answer = client.send(form, {"reason": "Why", "name": "N", "offers": "O"}, page="/account")
        assert answer.status_code == (303 if keeps else 404)


def test_the_same_number_of_statements_for_one_vendor_and_for_three(
    sign_in: SignIn, house: Cast, sqlite: Database, statements: Watch
) -> None:
    key, client = studio(sqlite, house, BY_HOUR), sign_in("finance")

    def counted() -> list[int]:
        found = []
        for url in ("/vendors", f"/vendors/{key}"):
            with statements() as seen:
                assert client.get(url).status_code == 200
            found.append(len(seen))
        return found

    before = counted()
    with sqlite.writing() as turn:
        for name in ("Second", "Third"):
            vendor = actions.add_vendor(turn.session, name=name, offers="Film", by=house.lead, at=AT)
            actions.add_rate_card(turn.session, vendor.key, BY_HOUR, by=house.lead, at=AT)
        for role in ("Film", "Facilitation"):
            actions.add_rate_card(turn.session, key, replace(BY_HOUR, role=role), by=house.lead, at=AT)
    assert counted() == before == [7, 9]
