"""Letters through a real mail server."""

import smtplib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config import Config
from pitchdeck.delivery.notify.mailing import Letter, NoMail, Undeliverable, deliver
from tests.delivery.notify.postbox import Postbox

LETTER = Letter(
    to="ines@nordwind.example",
    subject="Two pitches to score",
    text="Two pitches wait for you.\n",
    html="<p>Two pitches wait for you.</p>",
    message_id="notice.abc123",
    at=datetime(2026, 3, 1, 9, tzinfo=UTC),
    unsubscribe="https://pitchdeck.nordwind.example/unsubscribe/t0ken",
)


@pytest.fixture
def config(post: Postbox, tmp_path: Path) -> Config:
    return Config(
        database_url="sqlite://",
        secret_key="only for tests",
        data_dir=tmp_path,
        smtp=post.address,
        mail_from="pitchdeck <pitchdeck@nordwind.example>",
    )


def test_a_letter_arrives_with_both_texts_and_its_headers(config: Config, post: Postbox) -> None:
    deliver(config, LETTER)
    (arrived,) = post.letters
    assert post.recipients == [["ines@nordwind.example"]]
    assert arrived["Message-ID"] == "<notice.abc123@nordwind.example>"
    assert arrived["List-Unsubscribe"] == f"<{LETTER.unsubscribe}>"
    assert arrived["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert arrived["Auto-Submitted"] == "auto-generated"
    plain, rich = arrived.get_body(("plain",)), arrived.get_body(("html",))
    assert plain is not None
    assert rich is not None
    assert plain.get_content().strip() == LETTER.text.strip()
    assert "<p>Two" in rich.get_content()


def test_a_title_cannot_add_a_header(config: Config, post: Postbox) -> None:
    deliver(config, replace(LETTER, subject="Now\r\nBcc: everybody@nordwind.example\nX: 1"))
    (arrived,) = post.letters
    assert arrived["Bcc"] is None
    assert arrived["Subject"] == "Now Bcc: everybody@nordwind.example X: 1"
    assert post.recipients == [["ines@nordwind.example"]]


@pytest.mark.parametrize("address", ["", "nobody", "a@b\r\nBcc: c@d", "a@b, c@d", "<a@b>", "@", "a b@c"])
def test_what_is_no_address_is_undeliverable(config: Config, post: Postbox, address: str) -> None:
    with pytest.raises(Undeliverable):
        deliver(config, replace(LETTER, to=address))
    assert post.letters == []


def test_a_refusal_for_good_is_told_from_one_for_now(config: Config, post: Postbox) -> None:
    post.refuse = {LETTER.to: "550 no such person"}
    with pytest.raises(Undeliverable, match="550"):
        deliver(config, LETTER)
    post.refuse = {LETTER.to: "451 come back later"}
    with pytest.raises(smtplib.SMTPException):
        deliver(config, LETTER)
    post.refuse = {}
    deliver(config, LETTER)
    assert len(post.letters) == 1


def test_letters_beyond_ascii_arrive(config: Config, post: Postbox) -> None:
    deliver(config, replace(LETTER, to="jürgen@nordwind.example", subject="Grüße → 38 000 €", text="Größe\n"))
    (arrived,) = post.letters
    assert arrived["Subject"] == "Grüße → 38 000 €"
    assert post.recipients == [["jürgen@nordwind.example"]]


def test_without_a_mail_server_nothing_is_sent(config: Config) -> None:
    with pytest.raises(NoMail):
        deliver(replace(config, smtp=None), LETTER)
