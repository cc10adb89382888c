"""Whoever's sign-in was changed is told at once, by mail too, whatever they chose; and how much is unread."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pitchdeck.base.db import Database
from pitchdeck.delivery.jobs.tasks import Shop
from pitchdeck.delivery.notify.kinds import CHOSEN, KINDS, way_of
from pitchdeck.features.people import actions, queries
from tests.client import PolicingClient, text_of
from tests.delivery.notify.mailing import SITE, drain, mailing_shop
from tests.delivery.notify.postbox import Postbox
from tests.delivery.web.account.test_passwords import change, fields
from tests.delivery.web.account.test_second_factor import PAGE, set_up
from tests.factories.cast import Cast

Enter = Callable[[str], PolicingClient]


@pytest.fixture
def shop(database: Database, post: Postbox, tmp_path: Path) -> Shop:
    return mailing_shop(database, post, tmp_path)


def unread(client: PolicingClient, url: str = "/") -> str:
    """What the place “Inbox” says in the menu."""
    page = client.get(url).get_data(as_text=True)
    return text_of(page[page.index('href="/inbox"') :].partition(">")[2].partition("</a>")[0])


def test_a_changed_password_and_factor_are_told_whatever_was_chosen(
    entered: Enter, cast: Cast, shop: Shop, post: Postbox, database: Database
) -> None:
    with database.writing() as turn:
        ways = dict.fromkeys(CHOSEN, "off")
        actions.choose_ways(turn.session, cast.lead.id, ways, known=CHOSEN, at=turn.at)
    client = entered("lead")
    assert change(client, fields(old="wrong"))[0] == 422
    drain(shop)
    assert post.letters == []
    assert change(client, fields())[0] == 303
    set_up(client)
    new = {"password": fields()["new_password"]}
    assert client.send(f"{PAGE}/recovery-codes", new, page=PAGE).status_code == 200
    assert client.send(f"{PAGE}/removal", new, page=PAGE).status_code == 303
    drain(shop)
    told = [(each["To"], each["Subject"]) for each in post.letters]
    assert told == [
        (cast.email("lead"), "Your password was changed"),
        (cast.email("lead"), "A second factor was set up for your account"),
        (cast.email("lead"), "The recovery codes of your account were replaced"),
        (cast.email("lead"), "The second factor of your account was switched off"),
    ]
    assert not any(each["List-Unsubscribe"] for each in post.letters)
    words = post.letters[0].get_body(("plain",))
    assert words is not None
    assert f"{SITE}/account" in words.get_content()
    assert "always told at once" in words.get_content()
    with database.reading() as session:
        assert [row.kind for row in queries.notices_of(session, cast.lead.id)] == ["account_changed"] * 4


def test_what_concerns_the_account_is_no_choice() -> None:
    assert set(KINDS) - set(CHOSEN) == {"account_changed"}
    assert way_of("account_changed", {"account_changed": "off"}) == "at_once"


def notify(database: Database, cast: Cast, times: int) -> None:
    facts = {"purse": "p", "amount": 1, "title": "Sales", "year": 2026, "person_id": 1}
    with database.writing() as turn:
        for _ in range(times):
            actions.notify(turn.session, cast.investor1.id, "purse_given", facts, way="off", at=turn.at)


def test_what_is_unread_is_counted_for_each_person_however_many_looked(
    entered: Enter, cast: Cast, database: Database
) -> None:
    here, there, other = entered("investor1"), entered("investor1"), entered("investor2")
    for client in (here, other):
        client.get("/inbox")
    notify(database, cast, 3)
    other.get("/inbox")
    assert (unread(here), unread(there), unread(other)) == ("Inbox 3 unread", "Inbox 3 unread", "Inbox")


def test_the_menu_says_how_much_is_unread_until_the_inbox_is_opened(
    entered: Enter, cast: Cast, database: Database
) -> None:
    def tell(times: int) -> None:
        notify(database, cast, times)

    mine, other = entered("investor1"), entered("investor2")
    assert unread(mine) == "Inbox"
    tell(3)
    assert (unread(mine), unread(other)) == ("Inbox 3 unread", "Inbox")
    assert unread(mine, "/inbox") == "Inbox"
    assert unread(mine) == "Inbox"
    tell(120)
    assert unread(mine) == "Inbox 99+ unread"
