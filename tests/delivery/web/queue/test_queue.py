"""Work that was given up: seen and revived by an administrator alone."""

import re

from pitchdeck.base import outbox
from pitchdeck.base.db import Database
from pitchdeck.base.outbox import Owed
from tests.conftest import SignIn
from tests.factories.cast import Cast


def bury(database: Database) -> int:
    with database.writing() as turn:
        outbox.owe(turn.session, "letter", {"notice": "x"}, at=turn.at)
        owed = outbox.claim_next(turn.session, turn.at, outbox.FIRST_WAIT)
        assert isinstance(owed, Owed)
        outbox.bury(turn.session, owed, "ConnectionError", at=turn.at)
        return owed.id


def test_what_was_given_up_is_tried_again_once(sqlite: Database, house: Cast, sign_in: SignIn) -> None:
    assert house
    admin = sign_in("admin")
    assert "No work has failed" in admin.get("/queue").get_data(as_text=True)
    owed_id = bury(sqlite)
    page = admin.get("/queue").get_data(as_text=True)
    assert "ConnectionError" in page
    found = re.search(r'action="(/queue/[^"]+/retry)"', page)
    assert found
    assert str(owed_id) != found.group(1).split("/")[2]
    assert admin.send(found.group(1), {}, page="/queue").status_code == 303
    with sqlite.reading() as session:
        assert outbox.dead(session) == ()
    assert admin.send(found.group(1), {}, page="/queue").status_code == 409
    for forged in ("1", "x", "a.b"):
        assert admin.send(f"/queue/{forged}/retry", {}, page="/queue").status_code == 404
    for other in ("finance", "presenter", "auditor"):
        client = sign_in(other)
        assert client.get("/queue").status_code == 404
        assert client.send(found.group(1), {}).status_code == 404
