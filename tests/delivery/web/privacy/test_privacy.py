"""My data in the browser, and what administrators do for those who have left."""

import json
import re
from pathlib import Path

from config import Config
from pitchdeck.base.db import Database
from pitchdeck.delivery.jobs import embedded, house
from pitchdeck.delivery.jobs.tasks import Shop
from pitchdeck.features.people import actions, queries
from tests.conftest import SignIn
from tests.factories.cast import Cast


def drain(database: Database, folder: Path) -> None:
    house.furnish()
    shop = Shop(database, Config(database_url=database.url, secret_key="x", data_dir=folder))
    for _ in range(50):
        if not embedded.one(shop):
            return


def test_i_take_a_copy_of_my_data_and_nobody_else_does(
    sqlite: Database, house: Cast, sign_in: SignIn, tmp_path: Path
) -> None:
    assert house
    mine = sign_in("presenter")
    assert mine.send("/privacy/copies", {}, page="/privacy").status_code == 303
    assert "being made" in mine.get("/privacy").get_data(as_text=True)
    drain(sqlite, tmp_path)
    found = re.search(r'href="(/privacy/copies/\w+\.json)"', mine.get("/privacy").get_data(as_text=True))
    assert found
    answer = mine.get(found.group(1))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert json.loads(answer.get_data())["person"][0]["name"] == "Pia Presenter"
    for other in ("finance", "auditor", "colleague"):
        assert sign_in(other).get(found.group(1)).status_code == 404
    assert sign_in("admin").get(found.group(1)).status_code == 200
    assert mine.get("/privacy/copies/nothingatall.json").status_code == 404


def test_an_administrator_takes_a_name_out(
    sqlite: Database, house: Cast, sign_in: SignIn, tmp_path: Path
) -> None:
    admin = sign_in("admin")
    assert "Nobody has left with a name" in admin.get("/leavers").get_data(as_text=True)
    with sqlite.writing() as turn:
        actions.deactivate(turn.session, house.nobody.key, reason="Left", by=house.admin, at=turn.at)
    assert "Nils Nobody" in admin.get("/leavers").get_data(as_text=True)
    refused = admin.send("/leavers", {"person": house.nobody.key, "reason": ""}, page="/leavers")
    assert refused.status_code == 422
    fields = {"person": house.nobody.key, "reason": "Asked by letter."}
    assert admin.send("/leavers", fields, page="/leavers").status_code == 303
    assert admin.send(f"/people/{house.nobody.key}/copies", {}, page="/leavers").status_code == 303
    drain(sqlite, tmp_path)
    page = admin.get("/leavers").get_data(as_text=True)
    assert "Nils Nobody" not in page
    assert "Former member" in page
    with sqlite.reading() as session:
        assert len(queries.personal_files(session)) == 2
    for other in ("finance", "presenter"):
        assert sign_in(other).get("/leavers").status_code == 404
