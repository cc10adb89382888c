"""Channels are opened and closed by an administrator; the secret is shown once."""

import re

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.people import queries
from tests.conftest import SignIn
from tests.factories.cast import Cast


def test_a_channel_is_opened_and_closed(sqlite: Database, house: Cast, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    fields = {
        "unit": house.unit_keys["Support"],
        "flavour": "slack",
        "url": "https://hooks.example/T0/s3cret",
    }
    answer = admin.send("/channels", fields, page="/channels")
    assert answer.status_code == 303
    with sqlite.reading() as session:
        (row,) = queries.webhooks(session)
    shown = admin.get("/channels").get_data(as_text=True)
    assert row.secret in shown
    assert "Slack at hooks.example" in shown
    assert "s3cret" not in shown
    assert row.secret not in admin.get("/channels").get_data(as_text=True)
    found = re.search(r'action="(/channels/[^"]+/end)"', shown)
    assert found
    assert admin.send(found.group(1), {}, page="/channels").status_code == 303
    with sqlite.reading() as session:
        assert queries.webhooks(session) == ()
    assert sign_in("finance").get("/channels").status_code == 404
    assert sign_in("finance").send("/channels", fields).status_code == 404


@pytest.mark.parametrize(
    "url", ["", "hooks.example", "javascript:alert(1)", "https://", "https://x/" + "a" * 600]
)
def test_what_is_no_address_comes_back_with_words(
    sqlite: Database, house: Cast, sign_in: SignIn, url: str
) -> None:
    fields = {"unit": house.unit_keys["Support"], "flavour": "plain", "url": url}
    answer = sign_in("admin").send("/channels", fields, page="/channels")
    assert answer.status_code == 422
    assert url[:20] in answer.get_data(as_text=True)
    with sqlite.reading() as session:
        assert queries.webhooks(session) == ()
