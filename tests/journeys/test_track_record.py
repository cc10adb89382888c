"""Three programmes come to their end, and the fourth pitch is held against what they obtained."""

import json
from datetime import UTC, date, datetime

import pytest

from pitchdeck.base.db import Database
from pitchdeck.delivery.documents.facts_of_pitch import one_pager_of
from pitchdeck.delivery.documents.sheet import sheet
from pitchdeck.features.investments.actions import Review
from pitchdeck.features.investments.queries import track_record
from pitchdeck.features.people.queries import the_organisation
from pitchdeck.features.pitches.queries import pitch_of_id, pitch_of_key
from tests.client import text_of
from tests.conftest import SignIn
from tests.factories import pitches as made
from tests.factories.cast import Cast
from tests.features.investments.stage import Stage, build

BEGUN = datetime(2025, 4, 20, 10, 0, tzinfo=UTC)
MEASURED = datetime(2026, 6, 10, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 30)
SAID = Review("Rework fell.", "Team leads coached.", "Plan the coaching first.")
HOURS = {"First": "5", "Second": "4", "Third": "3"}
"""The hours of rework a week that each programme came to, from six; two were the target."""


def finish(sqlite: Database, house: Cast, title: str, hours: str) -> Stage:
    """A programme from its pitch to its closing."""
    stage = build(sqlite, house, title=title)
    stage.release(at=BEGUN)
    stage.do("deliver", stage.key, by="presenter", why="To 100 agents.")
    stage.at = MEASURED
    reading = stage.reading(hours, covers_from=date(2025, 6, 1), covers_to=date(2026, 5, 31))
    stage.do("attest", reading, verdict="attested", by="sponsor")
    review = stage.do("write_review", stage.key, SAID, by="presenter")
    stage.do("answer_review", review, verdict="confirmed", by="sponsor")
    stage.do("close", stage.key, by="finance")
    return stage


@pytest.fixture
def fourth(sqlite: Database, house: Cast) -> str:
    """The key of a fourth pitch, submitted before anything was finished."""
    with sqlite.writing() as turn:
        session = turn.session
        made.rates(session, house)
        return made.submitted(session, house, made.measure(session, house).id, title="Fourth").key


def test_the_outside_view_comes_with_the_third_closed_investment(
    sqlite: Database, house: Cast, sign_in: SignIn, fourth: str
) -> None:
    lead = sign_in("lead")
    for number, (title, hours) in enumerate(HOURS.items(), start=1):
        assert "Outside view:" not in text_of(lead.get(f"/pitches/{fourth}").get_data(as_text=True)), number
        last = finish(sqlite, house, title, hours)
    with sqlite.snapshot() as session:
        record = track_record(session, unit_id=house.units["Support"], today=TODAY)
        facts = one_pager_of(session, pitch_of_key(session, fourth), the_organisation(session), today=TODAY)
        ended_pitch = pitch_of_id(session, last.pitch_id)
        closed = one_pager_of(session, ended_pitch, the_organisation(session), today=TODAY)
    low, middle, high = sorted(record.organisation)
    assert low < middle < high
    page = text_of(lead.get(f"/pitches/{fourth}").get_data(as_text=True))
    spread = f"3 finished investments obtained {low:.0%} to {high:.0%} of their promise, {middle:.0%}"
    assert spread in page.replace("\u00a0", "")
    assert facts.returns.outside_roi_pct is not None
    told = json.dumps(sheet(facts, frozenset(), None), default=str)
    assert "outside view" in told
    ended = sheet(closed, frozenset(), None)
    assert ended["heading"]["stage"] == "Closed"
    outcome = ended["tracking"]["outcome"]
    assert outcome["lesson"] == SAID.lesson
    assert "planned (" in outcome["benefit"]
    rows = {row["label"] for tile in ended["tracking"]["tiles"] for row in tile["rows"]}
    assert rows == {"plan to date", "measured"}
    assert closed.proof.gates == ()
