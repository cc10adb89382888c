"""Logo and colour over HTTP: tried first, refused with the figures, used on every page, with history."""

import re
from io import BytesIO
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import text

from pitchdeck.base.db import Database
from pitchdeck.features.people import queries
from tests.client import PolicingClient, text_of
from tests.conftest import SignIn
from tests.delivery.documents.test_pictures import picture
from tests.factories.cast import Cast

LOOK = {"accent": "#aa2200", "accent_dark": "", "logo": "", "why": "The new brand."}


def _client(app: Flask, cast: Cast, name: str) -> PolicingClient:
    client = app.test_client()
    assert isinstance(client, PolicingClient)
    client.enter(cast.email(name), cast.password)
    return client


def _upload(client: PolicingClient, data: bytes) -> tuple[int, str, str]:
    page = client.get("/settings/look").get_data(as_text=True)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token
    fields = {"csrf_token": token[1], "idempotency_key": str(uuid4()), "file": (BytesIO(data), "logo.png")}
    answer = client.post("/settings/look/logos", data=fields, content_type="multipart/form-data")
    return answer.status_code, answer.headers.get("Location", ""), answer.get_data(as_text=True)


def test_a_look_is_tried_saved_and_used_on_every_page(
    app_anywhere: Flask, cast: Cast, database: Database
) -> None:
    admin = _client(app_anywhere, cast, "admin")
    tried = admin.send("/settings/look", LOOK, page="/settings/look").get_data(as_text=True)
    assert "On light pages: contrast 7.15" in text_of(tried)
    assert "/look/tried/aa2200-" in tried
    assert 'href="/look/aa2200' not in admin.get("/").get_data(as_text=True)
    status, where, _page = _upload(admin, picture())
    assert status == 303
    digest = where.partition("logo=")[2]
    assert f"/look/logos/{digest}.png" in admin.get(where).get_data(as_text=True)
    saved = {**LOOK, "logo": digest, "seen": "yes"}
    assert admin.send("/settings/look", saved, page=where).status_code == 303
    with database.reading() as session:
        house = queries.the_organisation(session)
    assert (house.accent, house.logo) == ("#aa2200", digest)
    viewer = _client(app_anywhere, cast, "viewer")
    home = viewer.get("/").get_data(as_text=True)
    assert f'src="/look/logos/{digest}.png"' in home
    (sheet,) = set(re.findall(r'href="(/look/aa2200-[0-9a-f]{6}\.css)"', home))
    css = viewer.get(sheet)
    assert (css.status_code, css.mimetype) == (200, "text/css")
    assert ":root { --pd-accent: #aa2200;" in css.get_data(as_text=True)
    assert "immutable" in css.headers["Cache-Control"]
    image = viewer.get(f"/look/logos/{digest}.png")
    assert (image.mimetype, image.data[:4]) == ("image/png", b"\x89PNG")
    history = text_of(admin.get("/settings/look").get_data(as_text=True))
    assert "Colour on light pages: the house's own → #aa2200" in history.replace("&#39;", "'")
    assert admin.send("/settings/look", saved, page="/settings/look").status_code == 422
    plain = {"accent": "", "accent_dark": "", "logo": "", "why": "Back.", "seen": "yes"}
    assert admin.send("/settings/look", plain, page="/settings/look").status_code == 303
    assert "/look/" not in admin.get("/").get_data(as_text=True)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"accent": "#ff8800"}, "has a contrast of 2.39 on light pages; text needs 4.5. The nearest"),
        ({"accent_dark": "#331100"}, "on dark pages; text needs 4.5. The nearest that can be read is #"),
        ({"accent": "orange"}, "Write a colour as #rrggbb"),
        ({"accent": "", "accent_dark": "#aabbff"}, "Enter the colour for light pages too"),
        ({"logo": "nothing"}, "This picture is not kept here"),
        ({"why": ""}, "Say why"),
    ],
)
@pytest.mark.parametrize("seen", ["", "yes"])
def test_a_look_that_cannot_be_read_is_refused_with_the_figures(
    sign_in: SignIn, wrong: dict[str, str], words: str, seen: str
) -> None:
    if "logo" in wrong and not seen:
        return  # a picture is looked for when it is taken
    answer = sign_in("admin").send("/settings/look", {**LOOK, **wrong, "seen": seen}, page="/settings/look")
    assert answer.status_code == 422
    assert words in text_of(answer.get_data(as_text=True))


def test_what_is_no_picture_is_refused_and_nothing_kept(sign_in: SignIn, sqlite: Database) -> None:
    status, _where, page = _upload(sign_in("admin"), b"<svg/>")
    assert status == 422
    assert "This is no PNG, JPEG or WebP" in text_of(page)
    with sqlite.reading() as session:
        assert session.execute(text("SELECT count(*) FROM logo")).scalar_one() == 0


def test_only_an_administrator_changes_the_look(sign_in: SignIn) -> None:
    finance = sign_in("finance")
    assert finance.get("/settings/look").status_code == 200
    assert finance.send("/settings/look", LOOK, page="/settings").status_code == 404
    assert _upload(finance, picture())[0] == 404
    assert sign_in("presenter").get("/settings/look").status_code == 404


@pytest.mark.parametrize(
    "path", ["/look/red-blue.css", "/look/aa2200.css", "/look/tried/AA2200-aa2200.css", "/look/logos/x.png"]
)
def test_other_addresses_are_unknown(sign_in: SignIn, path: str) -> None:
    assert sign_in("viewer").get(path).status_code == 404


def test_a_logo_is_never_changed(sign_in: SignIn, sqlite: Database) -> None:
    _upload(sign_in("admin"), picture())
    with pytest.raises(Exception, match="append-only"), sqlite.writing() as turn:
        turn.session.execute(text("UPDATE logo SET png = ''"))
