"""Submitting asks the head of the unit for hours above its limit, and keeps what was agreed to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pitchdeck.base import history
from pitchdeck.base.db import Database
from pitchdeck.base.outbox import Outbox
from pitchdeck.features.pitches import actions, queries
from pitchdeck.features.pitches.actions import StepValues
from pitchdeck.features.pitches.figures import above, by_quarter, in_quarters, kept
from pitchdeck.features.pitches.models import Pitch, TimeAgreement
from tests.factories.agreements import agreement, answer, ask_above, head
from tests.factories.cast import Cast
from tests.factories.pitches import AT, asked, measure, rates, submitted

Q2, Q3, Q4 = date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1)


def test_hours_by_month_become_hours_by_quarter() -> None:
    assert by_quarter(date(2026, 5, 1), [10, 0, 30, 5]) == {Q2: 10, Q3: 35}
    assert above({Q2: 40.04, Q3: 40.1}, 40) == {Q3: 40.1}
    assert kept({Q2: 90, Q3: 30}, {Q2: 90.0}, 40)
    assert not kept({Q2: 90, Q3: 50}, {Q2: 90, Q3: 49}, 40)
    assert in_quarters("Sales", {Q2: 20, Q3: 1200}, 40) == "Sales: 1,200 hours in Q3 2026, above 40"
    many = {Q2: 120, Q3: 80, Q4: 41}
    words = "Sales: 120 hours in Q2 2026, 80 hours in Q3 2026 and 41 hours in Q4 2026, above 40"
    assert in_quarters("Sales", many, 40) == words


@pytest.fixture
def desk(database: Database, cast: Cast) -> Iterator[Session]:
    """A limit of 40 hours; the sponsor heads Support, where the pitch needs 300 in Q2."""
    with database.writing() as turn:
        rates(turn.session, cast)
        ask_above(turn.session)
        head(turn.session, cast, "Support", "sponsor")
        yield turn.session


def _notices(session: Session, kind: str) -> int:
    return int(session.execute(select(func.count(Outbox.id)).where(Outbox.kind == kind)).scalar_one())


def _check(session: Session, pitch: Pitch) -> tuple[str, str]:
    found = {one.key: one for one in queries.appraise(session, pitch.id, pitch.key).checks}
    return found["time_agreement"].level, found["time_agreement"].sentence


def _again(session: Session, cast: Cast, pitch: Pitch, people: int) -> None:
    """Sent back, changed to so many people, asked and submitted again."""
    actions.send_back(session, pitch.key, why="Plan anew.", by=cast.lead, at=AT)
    draft = queries.draft_of(session, pitch.id)
    values = {name: getattr(draft.content, name) for name in ("solution", "audience", "hours_each")}
    step = StepValues({**values, "people": people, "launch_month": draft.content.launch_month})
    actions.save_draft(session, pitch.key, "solution", step, version=draft.version, by=cast.presenter, at=AT)
    actions.submit(session, pitch.key, by=cast.presenter, at=AT)


def test_the_head_is_named_while_writing_and_asked_on_submitting(desk: Session, cast: Cast) -> None:
    draft = asked(desk, cast, measure(desk, cast).id)
    words = "Support: 300 hours in Q2 2026, above 40: the unit's head, Sven Sponsor, will be asked."
    assert _check(desk, draft) == ("pass", words)
    actions.submit(desk, draft.key, by=cast.presenter, at=AT)
    row = agreement(desk, draft)
    assert (row.asked_id, row.verdict, row.rests_on_id, row.limit) == (cast.sponsor.id, None, None, 40)
    assert row.quarters == ((Q2, 300.0),)
    assert _notices(desk, "time_asked") == 1
    assert [entry.why for entry in history.of(desk, "pitch", draft.key) if entry.verb == "time_asked"] == [
        "Support: 300 hours in Q2 2026, above 40"
    ]


def test_nobody_is_asked_within_the_limit(desk: Session, cast: Cast) -> None:
    ask_above(desk, 300)
    pitch = submitted(desk, cast, measure(desk, cast).id)
    assert _check(desk, pitch)[0] == "pass"
    assert desk.execute(select(func.count(TimeAgreement.id))).scalar_one() == 0
    assert _notices(desk, "time_asked") == 0


def test_without_a_head_it_warns_and_the_hours_wait_for_one(desk: Session, cast: Cast) -> None:
    head(desk, cast, "Support", "")
    pitch = asked(desk, cast, measure(desk, cast).id)
    level, words = _check(desk, pitch)
    assert level == "warn"
    assert "nobody heads Support or a unit above it: finance cannot approve" in words
    actions.submit(desk, pitch.key, by=cast.presenter, at=AT)
    row = agreement(desk, pitch)
    assert row.asked_id is None
    assert _notices(desk, "time_asked") == 0
    head(desk, cast, "Nordwind", "chair")
    answer(desk, cast, row.key, "chair")
    assert agreement(desk, pitch).agreed


def test_the_head_above_is_asked_where_the_own_one_wrote_the_pitch(desk: Session, cast: Cast) -> None:
    head(desk, cast, "Support", "presenter")
    head(desk, cast, "Nordwind", "chair")
    pitch = submitted(desk, cast, measure(desk, cast).id)
    assert agreement(desk, pitch).asked_id == cast.chair.id


@pytest.mark.parametrize(("people", "times"), [(100, 1), (80, 1), (101, 2)], ids=["as many", "fewer", "more"])
def test_a_new_revision_keeps_an_agreement_that_covers_it(
    desk: Session, cast: Cast, people: int, times: int
) -> None:
    pitch = submitted(desk, cast, measure(desk, cast).id)
    first = agreement(desk, pitch)
    answer(desk, cast, first.key, "sponsor")
    _again(desk, cast, pitch, people)
    row = agreement(desk, pitch)
    assert (row.rests_on_id, row.agreed) == ((first.id, True) if times == 1 else (None, False))
    assert _notices(desk, "time_asked") == times
    _again(desk, cast, pitch, 100)
    assert agreement(desk, pitch).rests_on_id == first.id


def test_what_was_not_agreed_to_is_asked_again(desk: Session, cast: Cast) -> None:
    pitch = submitted(desk, cast, measure(desk, cast).id)
    answer(desk, cast, agreement(desk, pitch).key, "sponsor", "refused", reason="Peak season.")
    _again(desk, cast, pitch, 90)
    row = agreement(desk, pitch)
    assert (row.rests_on_id, row.verdict) == (None, None)


def test_an_agreement_to_another_quarter_does_not_count(desk: Session, cast: Cast) -> None:
    pitch = submitted(desk, cast, measure(desk, cast).id)
    answer(desk, cast, agreement(desk, pitch).key, "sponsor")
    need = queries.time_needed(desk, pitch.id, Q2, [0, 0, 0, 300], 40)
    assert need is not None
    earlier = queries.agreed_before(desk, pitch.id, need.unit_id)[0]
    assert not kept(need.hours, dict(earlier.quarters), need.limit)
    assert kept(replace(need, hours={Q2: 300}).hours, dict(earlier.quarters), need.limit)


def test_a_head_who_is_named_later_is_asked_for_what_waits(desk: Session, cast: Cast) -> None:
    head(desk, cast, "Support", "")
    submitted(desk, cast, measure(desk, cast).id)
    assert _notices(desk, "time_asked") == 0

    def name(unit: str, person: str) -> None:
        key = cast.actors[person].key if person else ""
        actions.name_head(desk, cast.unit_keys[unit], person_key=key, by=cast.admin, at=AT)

    name("Sales", "chair")
    name("Support", "presenter")  # who wrote the pitch is passed over, and nobody stands above
    assert _notices(desk, "time_asked") == 0
    name("Nordwind", "chair")
    assert _notices(desk, "time_asked") == 1
    name("Nordwind", "chair")
    assert _notices(desk, "time_asked") == 1
    name("Support", "sponsor")
    found = desk.execute(select(Outbox.facts).where(Outbox.kind == "time_asked").order_by(Outbox.id))
    assert [row["person_id"] for row in found.scalars()] == [cast.chair.id, cast.sponsor.id]
    name("Support", "")
    assert _notices(desk, "time_asked") == 3
    (waiting,) = queries.hours_waiting(desk)
    answer(desk, cast, waiting.key, "chair")
    name("Support", "sponsor")
    assert _notices(desk, "time_asked") == 3
