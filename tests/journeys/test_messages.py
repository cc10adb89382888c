"""The whole way once more, for what people are told about it: inbox, letters at once, the daily letter."""

from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import text

from pitchdeck.base import outbox
from pitchdeck.base.db import Database
from pitchdeck.delivery.jobs import embedded
from pitchdeck.delivery.jobs.tasks import Shop
from pitchdeck.features.people import queries
from tests.delivery.notify.mailing import SITE, drain, mailing_shop
from tests.delivery.notify.postbox import Postbox
from tests.factories.cast import Cast
from tests.journeys import test_whole_way as way
from tests.journeys.test_whole_way import people  # noqa: F401  # the same people, as a fixture
from tests.journeys.walker import Walker


@pytest.fixture
def shop(database: Database, post: Postbox, tmp_path: Path) -> Shop:
    return mailing_shop(database, post, tmp_path)


def body(letter: EmailMessage, kind: str = "plain") -> str:
    part = letter.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def to(post: Postbox, cast: Cast, name: str) -> list[EmailMessage]:
    return [each for each in post.letters if each["To"] == cast.email(name)]


def notices(database: Database, cast: Cast, name: str) -> list[str]:
    with database.reading() as session:
        return [row.kind for row in queries.notices_of(session, cast.actors[name].id)]


def test_everybody_is_told_what_concerns_them(
    people: dict[str, Walker],  # noqa: F811  # the fixture above
    cast: Cast,
    database: Database,
    shop: Shop,
    post: Postbox,
) -> None:
    round_url = way.plan_round(people["lead"], cast)
    way.purses(people, round_url)
    ref = way.ask_and_submit(people, way.write(people["presenter"]))
    drain(shop)
    (asked,) = [each for each in to(post, cast, "sponsor") if "asks for your yes" in each["Subject"]]
    assert f"{SITE}/claims/" in body(asked)
    assert [each["Subject"] for each in to(post, cast, "lead")] == [
        f"{ref} waits to be screened: {way.TITLE}"
    ]
    way.screen(people, ref, round_url)
    way.score(people, ref, round_url)
    way.commit(people, ref, round_url)
    drain(shop)
    assert not any("investor" in part for each in to(post, cast, "presenter") for part in each.values())
    before = len(post.letters)
    approve(people, ref)
    drain(shop)
    assert len(post.letters) == before, "an approval under embargo was told"
    publish(people, round_url)
    investment = way.release(people, ref)
    way.track(people, investment)
    drain(shop)
    told = {name: set(notices(database, cast, name)) for name in cast.actors}
    assert told["presenter"] >= {
        *("claim_answered", "pitch_moved", "commitment_made", "letter_published"),
        *("tranche_released", "reading_answered"),
    }
    assert told["sponsor"] >= {"claim_asked", "letter_published", "attestation_asked"}
    assert told["finance"] >= {"actual_reported"}
    assert told["investor1"] == {"purse_given"}
    assert told["nobody"] == told["viewer"] == set()
    with database.reading() as session:
        assert outbox.dead(session) == ()
    assert all(len(each) == 1 for each in post.recipients)
    assert len({each["Message-ID"] for each in post.letters}) == len(post.letters)
    assert all(each["List-Unsubscribe"].startswith(f"<{SITE}/letters/") for each in post.letters)
    daily(shop, cast, post)


def approve(people: dict[str, Walker], ref: str) -> None:  # noqa: F811  # the fixture's people
    finance = people["finance"]
    finance.go(f"/pitches/{ref}/review")
    finance.send("/review", {"verdict": "approve"})


def publish(people: dict[str, Walker], round_url: str) -> None:  # noqa: F811  # the fixture's people
    chair = people["chair"]
    for step in ("/decision", "/publication"):
        chair.go(f"{round_url}/money")
        chair.send(step)


def daily(shop: Shop, cast: Cast, post: Postbox) -> None:
    """What waited for the daily letter goes out once, in one letter for each person."""
    post.letters.clear()
    for _ in range(2):
        with shop.database.writing() as turn:
            outbox.owe(turn.session, "plan_digests", {}, at=turn.at)
        drain(shop)
    (letter,) = to(post, cast, "presenter")
    assert letter["Subject"].endswith("things happened")
    assert f"committed to “{way.TITLE}”" in body(letter)
    assert f"committed to “{way.TITLE}”" in body(letter, "html")
    assert len(to(post, cast, "finance")) == 1


def test_a_letter_that_is_not_wanted_or_not_allowed_any_more_is_not_sent(
    people: dict[str, Walker],  # noqa: F811  # the fixture above
    cast: Cast,
    database: Database,
    shop: Shop,
    post: Postbox,
) -> None:
    way.ask_and_submit(people, way.write(people["presenter"]))
    only_notices(shop)
    with database.writing() as turn:
        turn.session.execute(text("UPDATE mandate SET valid_to = '2026-01-01' WHERE role = 'lead'"))
        turn.session.execute(text("UPDATE outbox SET due_at = at WHERE done_at IS NULL"))
    drain(shop)
    assert to(post, cast, "lead") == []
    assert [each for each in to(post, cast, "sponsor") if "asks for your yes" in each["Subject"]]
    assert notices(database, cast, "lead") == ["pitch_submitted"]


def only_notices(shop: Shop) -> None:
    """Everything that is owed except the letters themselves: they wait."""
    silent = replace(shop, config=replace(shop.config, smtp="smtp://127.0.0.1:9"))
    for _ in range(20):
        if not embedded.one(silent):
            return
