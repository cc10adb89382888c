"""How large an ask is, what that asks of a pitch, and that the size submitted with is kept."""

from dataclasses import replace

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.pitches.figures import BenefitRow, Content, Settings, size_check, size_of
from pitchdeck.features.pitches.models import Revision
from pitchdeck.features.pitches.queries import appraise
from tests.factories.cast import Cast
from tests.factories.pitches import measure, submitted
from tests.factories.rules import change

SETTINGS = Settings("EUR", 2, 1, 0.08, small_minor=5_000_00, large_minor=100_000_00)
LINE = BenefitRow("time_saved", "Time saved", {"units": 1})


@pytest.mark.parametrize(
    ("asks", "size"),
    [
        ({}, "small"),
        ({2026: 5_000_00}, "small"),
        ({2026: 2_000_00, 2027: 3_000_00}, "small"),
        ({2026: 5_000_01}, "standard"),
        ({2026: 99_999_99}, "standard"),
        ({2026: 100_000_00}, "large"),
        ({2026: 6_000_00, 2027: 6_000_00}, "standard"),
        ({2026: 6_000_00, 2027: 6_000_00, 2028: 5_000_01}, "large"),
        ({2026: 6_000_00, 2027: 6_000_00, 2028: 5_000_00}, "standard"),
    ],
)
def test_sizes(asks: dict[int, int], size: str) -> None:
    assert size_of(asks, SETTINGS) == size
    assert size_of(asks, replace(SETTINGS, small_minor=None)) == "standard"


@pytest.mark.parametrize(
    ("ask", "content", "level", "words"),
    [
        (5_000_00, Content(), "pass", "up to €5,000"),
        (5_000_01, Content(), "warn", "Only an ask up to €5,000 goes without a benefit"),
        (5_000_01, Content(template="compliance"), "pass", "A standard ask"),
        (5_000_01, Content(benefits=(LINE,)), "pass", "A standard ask"),
        (100_000_00, Content(benefits=(LINE,)), "pass", "A large ask"),
    ],
)
def test_what_a_size_asks_for(ask: int, content: Content, level: str, words: str) -> None:
    found = size_check(content, {2026: ask}, SETTINGS)
    assert (found.level, found.key) == (level, "size")
    assert words in found.sentence


def test_a_revision_keeps_the_size_it_was_submitted_with(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        pitch = submitted(turn.session, cast, measure(turn.session, cast).id)
        ask = pitch.ask_minor
        assert ask > 5_000_00
        change(turn.session, cast, small_minor=ask, large_minor=ask + 1)
        (kept,) = [row.content["facts"] for row in turn.session.query(Revision)]
        assert (kept["size"], kept["settings"]["small_minor"]) == ("standard", 5_000_00)
        anew = appraise(turn.session, pitch.id, pitch.key)
        assert size_of(anew.asks, anew.settings) == "small"
