"""Every kind has its words, leads to a page that exists, and escapes what people typed."""

from pathlib import Path

import pytest
from flask import Flask

from config import HERE, Config
from pitchdeck.base.db import Database
from pitchdeck.delivery.notify.channels import CHANNEL_KINDS
from pitchdeck.delivery.notify.kinds import KINDS, way_of
from pitchdeck.delivery.notify.subjects import LOADERS
from pitchdeck.delivery.notify.tokens import unsubscribe_url, unsubscribed
from pitchdeck.delivery.notify.words import Writer
from pitchdeck.features.people import queries
from pitchdeck.features.pitches.workflow import PITCH
from tests.factories.cast import Cast

NASTY = "<script>alert(1)</script>\"&'\r\nBcc: all@nordwind.example {{ 7 * 7 }}"
FACTS = {
    "title": NASTY,
    "sentence": NASTY,
    "measure_name": NASTY,
    "reason": NASTY,
    "condition": NASTY,
    "asked_by": NASTY,
    "answer": NASTY,
    "round_name": NASTY,
    "goal": NASTY,
    **dict.fromkeys(
        (
            *("agreement", "claim", "measure", "fund", "purse", "investment"),
            *(
                "actual",
                "reading",
                "change",
                "key",
                "request",
                "window",
                "opening",
                "advance",
                "review",
                "standing",
                "shortfall",
                "supplement",
                "cancellation",
            ),
        ),
        "k3y",
    ),
    "unit": NASTY,
    "handle": "P-2026-0001",
    "ref": "P-2026-0001",
    "verdict": "yes",
    "verb": "screen",
    "tranche": 1,
    "count": 2,
    "months": 24,
    "share": 80,
    "lesson": NASTY,
    "question": NASTY,
    "gate": "k3y",
    "due": "2026-03-01",
    "returned": 1_00,
    "lapsed": 2_00,
    "ask": 600_00,
    "amount": 1_234_56,
    "total": 9_876_00,
    "benefit": 99,
    "missing": 1_00,
    "needed": 1_00,
    "outcome": "served",
    "fiscal_year": 2026,
    "year": 2026,
    "round": "k3y",
    "year_end": "Y-2026-0001",
    "stage": "scoring",
    "ended": "2026-03-01",
    "lines": [{"sentence": NASTY, "due": "2026-03-01", "late": True}],
    "was": "2026-03-01",
    "until": "2026-03-02",
    "what": "password",
    "when": "2026-03-02",
}


@pytest.fixture
def writer(sqlite: Database, house: Cast) -> Writer:
    assert house
    with sqlite.reading() as session:
        settings = queries.organisation(session)
    assert settings is not None
    return Writer(settings, "https://pitchdeck.nordwind.example")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_words_that_lead_to_a_page(writer: Writer, app: Flask, kind: str) -> None:
    assert kind in LOADERS
    words = writer.notice(kind, FACTS)
    assert words.subject
    assert "\n" not in words.subject
    assert words.paragraphs
    assert "49" not in " ".join(words.paragraphs)
    assert app.url_map.bind("").match(words.path)
    text, html = writer.letter("letter", name=NASTY, words=words, unsubscribe="https://x/y")
    assert f"https://pitchdeck.nordwind.example{words.path}" in text
    assert "<script>" not in html


def test_every_step_of_a_pitch_has_its_words(writer: Writer) -> None:
    told_by_the_letter = {"fund", "wait", "decline"}
    for verb in {step.verb for step in PITCH.transitions} - told_by_the_letter - {"submit"}:
        assert writer.notice("pitch_moved", FACTS | {"verb": verb}).subject


def test_a_digest_escapes_what_it_lists(writer: Writer) -> None:
    many = [writer.notice(kind, FACTS) for kind in KINDS]
    text, html = writer.letter("digest", name=NASTY, many=many)
    assert len(KINDS) == text.count("\n* ")
    assert "<script>" not in html


def test_no_template_is_left_over() -> None:
    words = {path.stem for path in (HERE / "templates" / "mail").glob("*.txt")}
    assert words - {"letter", "digest", "password_reset", "invitation"} == {*KINDS, *CHANNEL_KINDS}


def test_what_a_person_chose_comes_first() -> None:
    assert way_of("pitch_moved", {}) == "daily"
    assert way_of("pitch_moved", {"pitch_moved": "off"}) == "off"


def test_an_unsubscribe_address_is_for_one_person_and_one_kind(tmp_path: Path) -> None:
    config = Config(database_url="sqlite://", secret_key="a", data_dir=tmp_path)
    token = unsubscribe_url(config, "person", "claim_asked").rsplit("/", 1)[1]
    assert unsubscribed(config, token) == ("person", "claim_asked")
    other = Config(database_url="sqlite://", secret_key="b", data_dir=tmp_path)
    assert unsubscribed(other, token) is None
    for forged in ("", "x", token[:-1], token + "x", "\ud800", "a.b.c", token.swapcase()):
        assert unsubscribed(config, forged) is None
    stale = unsubscribe_url(config, "person", "no such kind").rsplit("/", 1)[1]
    assert unsubscribed(config, stale) is None


def test_no_line_of_a_mail_ends_between_a_minus_and_its_currency(writer: Writer) -> None:
    assert writer.money(-1_234_50) == "\u2212\u2060€1,234.50"
    assert writer.money(-5_000_00) == "\u2212\u2060€5,000"
    assert writer.money(5_000_00) == "€5,000"
