"""The organisation's colours and logo in the letters that a real mail server got."""

import base64
import re
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import text
from sqlalchemy.orm import Session

from pitchdeck.base import outbox
from pitchdeck.base.db import Database
from pitchdeck.delivery.documents.pictures import Picture, logo_of
from pitchdeck.delivery.jobs.tasks import Shop
from pitchdeck.delivery.notify.masthead import DARK_SHEET, MOST_BYTES, PLAIN, Masthead, masthead_of
from pitchdeck.features.people import actions, notices, queries
from pitchdeck.features.people.actions import Look
from pitchdeck.features.people.figures import LEAST, LIGHT, contrast, legible
from tests.delivery.documents.test_pictures import picture
from tests.delivery.notify.mailing import drain, mailing_shop
from tests.delivery.notify.postbox import Postbox
from tests.factories.cast import Cast
from tests.factories.pitches import AT

ON_BUTTONS = "#10151f"
LOGO = logo_of(picture())


@pytest.fixture
def shop(database: Database, post: Postbox, tmp_path: Path) -> Shop:
    return mailing_shop(database, post, tmp_path)


def take(session: Session, cast: Cast, logo: Picture | None) -> None:
    digest = logo.digest if logo else None
    with_logo = Look("#aa2200", "#c56750", digest)
    by, at = cast.actors["admin"], AT
    if logo:
        actions.keep_logo(session, logo.png, logo.digest, logo.size, by=by, at=at)
    actions.change_look(session, with_logo, reason="The new brand.", by=by, at=at)


def letters(shop: Shop, cast: Cast, post: Postbox) -> list[EmailMessage]:
    """One of each template: a link, a notice, a daily letter."""
    person = cast.actors["sponsor"].id
    told = {"person_id": person, "what": "password", "when": "2026-03-02"}
    with shop.database.writing() as turn:
        outbox.owe(turn.session, "password_reset", {"person_id": person}, at=turn.at)
        notices.account_changed(turn.session, person, "password", at=turn.at)
        key = actions.notify(turn.session, person, "account_changed", told, way="daily", at=turn.at)
        assert key
        outbox.owe(turn.session, "digest", {"notices": [key], "name": "d"}, at=turn.at)
    drain(shop)
    assert len(post.letters) == 3
    return post.letters


def html(letter: EmailMessage) -> str:
    part = letter.get_body(("html",))
    assert part is not None
    return str(part.get_content())


def test_without_a_look_the_name_stands_at_the_head(shop: Shop, cast: Cast, post: Postbox) -> None:
    for letter in letters(shop, cast, post):
        assert '<p class="head">Nordwind' in html(letter)
        assert f"border-top: 4px solid {PLAIN.accent}" in html(letter)
        assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]


def test_the_logo_travels_inside_the_letter_and_nothing_is_loaded(
    shop: Shop, cast: Cast, post: Postbox
) -> None:
    with shop.database.writing() as turn:
        take(turn.session, cast, LOGO)
    for letter in letters(shop, cast, post):
        told = html(letter)
        assert (
            "a.button { display: inline-block; padding: 10px 18px; border-radius: 6px; background: #aa2200"
            in told
        )
        assert f'<img src="cid:logo.{LOGO.digest[:32]}" alt="Nordwind' in told
        assert 'width="176" height="44"' in told
        assert re.findall(r'(?:src|url\()=?"?(https?:|data:|//)', told) == []
        (image,) = [part for part in letter.walk() if part.get_content_type() == "image/png"]
        assert image["Content-ID"] == f"<logo.{LOGO.digest[:32]}>"
        assert image.get_content_disposition() == "inline"
        assert image.get_content() == base64.b64decode(LOGO.png)
        shape = [part.get_content_type() for part in letter.walk()]
        assert shape[:5] == [
            "multipart/alternative",
            "text/plain",
            "multipart/related",
            "text/html",
            "image/png",
        ]
        plain = letter.get_body(("plain",))
        assert plain is not None
        assert "cid:" not in plain.get_content()


def test_a_heavy_logo_stays_at_home(database: Database, cast: Cast) -> None:
    noise = BytesIO()
    Image.effect_noise((480, 96), 90).convert("RGB").save(noise, "PNG")
    heavy = logo_of(noise.getvalue())
    assert len(base64.b64decode(heavy.png)) > MOST_BYTES
    with database.writing() as turn:
        take(turn.session, cast, heavy)
        head = masthead_of(turn.session, queries.the_organisation(turn.session))
    assert (head.accent, head.logo, head.name) == ("#aa2200", b"", "")


@pytest.mark.parametrize(
    ("size", "shown"), [((2000, 100), (220, 11)), ((100, 900), (5, 44)), ((20, 10), (20, 10))]
)
def test_a_logo_keeps_its_proportions(
    database: Database, cast: Cast, size: tuple[int, int], shown: tuple[int, int]
) -> None:
    with database.writing() as turn:
        take(turn.session, cast, logo_of(picture(size=size)))
        head = masthead_of(turn.session, queries.the_organisation(turn.session))
    assert (head.width, head.height) == shown


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True), st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_colour_is_read_where_it_stands(sqlite: Database, house: Cast, day: str, night: str) -> None:
    assert house
    with sqlite.writing() as turn:  # whatever the table holds, also what no act would take
        turn.session.execute(
            text("UPDATE organisation SET accent = :day, accent_dark = :night"), {"day": day, "night": night}
        )
        head = masthead_of(turn.session, queries.the_organisation(turn.session))
    assert contrast(head.accent, LIGHT) >= LEAST
    assert contrast("#ffffff", head.fill) >= LEAST
    assert contrast(head.accent_dark, DARK_SHEET) >= LEAST
    assert contrast(ON_BUTTONS, head.accent_dark) >= LEAST
    assert head.accent == day or not legible(day, LIGHT).passes


def test_what_is_no_colour_never_reaches_a_style(sqlite: Database, house: Cast) -> None:
    assert house
    with sqlite.writing() as turn:
        turn.session.execute(text("UPDATE organisation SET accent = 'red;} a{', accent_dark = '#c56750'"))
        assert masthead_of(turn.session, queries.the_organisation(turn.session)) == Masthead()
