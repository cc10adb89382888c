"""Posts to channels: signed, readable there, and never into a private network."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config import Config
from pitchdeck.base import outbox
from pitchdeck.base.db import Database
from pitchdeck.delivery.jobs import embedded, house
from pitchdeck.delivery.jobs.tasks import Shop
from pitchdeck.delivery.notify import egress
from pitchdeck.delivery.notify.channels import body_of, signed
from pitchdeck.delivery.notify.words import Words
from pitchdeck.features.people import actions
from tests.delivery.notify.receiver import Receiver, receiver
from tests.factories.cast import Cast

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
WORDS = Words("“<!channel> & Co” is funded", ("P-2026-0001 was funded.",), "Open it", "/pitches/P-2026-0001")
LOCAL = ("127.0.0.0/8",)
TOLD = {"title": "Solve it", "ref": "P-2026-0001", "handle": "P-2026-0001", "ask": 60_000}


@pytest.fixture
def channel() -> Iterator[Receiver]:
    with receiver() as kept:
        yield kept


def test_a_private_address_is_never_asked(channel: Receiver) -> None:
    for url in (
        channel.url,
        channel.url.replace("127.0.0.1", "localhost"),
        channel.url.replace("127.0.0.1", "[::ffff:127.0.0.1]"),
        channel.url.replace("127.0.0.1", "2130706433"),
        *("http://10.0.0.1/", "http://169.254.169.254/latest/meta-data", "http://[::1]/", "http://0.0.0.0/"),
        *("http://192.168.1.1/", "http://100.64.0.1/", "http://[fd00::1]/"),
    ):
        with pytest.raises(egress.Refused):
            egress.post(url, b"{}", {})
    assert channel.posts == []


@pytest.mark.parametrize("url", ["", "ftp://x/", "file:///etc/passwd", "http://", "http://x:99999/", "//x/y"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(egress.Refused):
        egress.post(url, b"{}", {})


def test_a_redirect_is_checked_like_the_first_address(channel: Receiver) -> None:
    channel.answers = [(307, "http://10.0.0.1/inside")]
    with pytest.raises(egress.Refused, match="private"):
        egress.post(channel.url, b"{}", {}, allowed=LOCAL)
    channel.answers = [(308, "/elsewhere")]
    assert egress.post(channel.url, b"{}", {}, allowed=LOCAL).status == 200
    channel.answers = [(307, "/round")] * 9
    with pytest.raises(egress.Refused, match="too often"):
        egress.post(channel.url, b"{}", {}, allowed=LOCAL)


def test_each_flavour_says_the_same_and_escapes_what_people_typed() -> None:
    slack = json.loads(body_of(WORDS, "slack", site="https://p.example", at=NOW))
    assert slack["text"].startswith("*“&lt;!channel&gt; &amp; Co” is funded*")
    assert "<https://p.example/pitches/P-2026-0001|Open it>" in slack["text"]
    teams = json.loads(body_of(WORDS, "teams", site="https://p.example", at=NOW))
    card = teams["attachments"][0]["content"]
    assert card["body"][0]["text"] == WORDS.subject
    assert card["actions"][0]["url"] == "https://p.example/pitches/P-2026-0001"
    plain = json.loads(body_of(WORDS, "plain", site="https://p.example", at=NOW))
    assert plain["subject"] == WORDS.subject


def test_a_post_proves_who_sent_it() -> None:
    headers = signed(b"{}", "s3cret", name="funded x", at=NOW)
    seconds, proof = (part.split("=")[1] for part in headers["X-Pitchdeck-Signature"].split(","))
    assert proof == hmac.new(b"s3cret", f"{seconds}.{{}}".encode(), hashlib.sha256).hexdigest()


@pytest.fixture
def shop(database: Database, tmp_path: Path) -> Shop:
    house.furnish()
    config = Config(database_url=database.url, secret_key="x", data_dir=tmp_path, private_networks=LOCAL)
    return Shop(database, config)


def owe(shop: Shop, cast: Cast, url: str) -> tuple[str, str]:
    """A channel of Support and one post owed to it: (key, secret)."""
    with shop.database.writing() as turn:
        row = actions.add_webhook(
            turn.session, cast.units["Support"], url, "plain", by=cast.admin, at=turn.at
        )
        facts = {"channel": row.key, "kind": "channel_funded", "facts": TOLD, "name": "funded x"}
        outbox.owe(turn.session, "post", facts, at=turn.at, key=f"post {row.key} funded x")
        return row.key, row.secret


def test_a_channel_hears_what_is_owed_to_it(shop: Shop, cast: Cast, channel: Receiver) -> None:
    _key, secret = owe(shop, cast, channel.url)
    assert embedded.one(shop)
    ((headers, body),) = channel.posts
    seconds, proof = (part.split("=")[1] for part in headers["X-Pitchdeck-Signature"].split(","))
    assert proof == hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
    assert json.loads(body)["text"] == "P-2026-0001 was funded. It asked for €600."
    assert not embedded.one(shop)


def test_a_busy_channel_is_asked_again_and_one_that_refuses_is_given_up(
    shop: Shop, cast: Cast, channel: Receiver
) -> None:
    channel.answers = [(503, ""), (403, "")]
    owe(shop, cast, channel.url)
    assert embedded.one(shop)
    owe(shop, cast, channel.url)
    assert embedded.one(shop)
    with shop.database.reading() as session:
        assert [row.failure for row in outbox.dead(session)] == ["The channel answered 403."]


def test_a_closed_channel_hears_nothing(shop: Shop, cast: Cast, channel: Receiver) -> None:
    key, _secret = owe(shop, cast, channel.url)
    with shop.database.writing() as turn:
        actions.end_webhook(turn.session, key, by=cast.admin, at=turn.at)
        actions.end_webhook(turn.session, key, by=cast.admin, at=turn.at)
    assert embedded.one(shop)
    assert channel.posts == []
