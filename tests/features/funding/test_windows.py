"""A headline over more than the first year: asked for, accepted by finance, frozen and labelled."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pitchdeck.base import history
from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict, Invalid, NotAllowed, NotFound
from pitchdeck.base.outbox import Outbox
from pitchdeck.base.policy import Actor, Named
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.people.models import Deputy
from pitchdeck.features.pitches import actions, queries
from pitchdeck.features.pitches.figures import filling
from pitchdeck.features.pitches.models import CoAuthor, Pitch, Revision, WindowAnswer, WindowAsk
from pitchdeck.features.projection import parse, thaw
from tests.base.triggers.world import put
from tests.factories.cast import Cast
from tests.factories.pitches import AT, asked, measure, rates

LASTS = "What is learned stays in the scripts."
HOLDS = "The scripts are kept by the system."


@pytest.fixture
def desk(database: Database, cast: Cast) -> Iterator[Session]:
    with database.writing() as turn:
        rates(turn.session, cast)
        yield turn.session


@pytest.fixture
def pitch(desk: Session, cast: Cast) -> Pitch:
    """A complete draft whose benefits begin three months after its start."""
    return asked(desk, cast, measure(desk, cast).id)


@pytest.fixture
def session_and_cast(desk: Session, cast: Cast) -> tuple[Session, Cast]:
    return desk, cast


def ask(session: Session, cast: Cast, pitch: Pitch, months: int = 24, reason: str = LASTS) -> str:
    return actions.ask_window(session, pitch.key, months=months, reason=reason, by=cast.presenter, at=AT).key


def answer(session: Session, key: str, by: Actor, verdict: str = "accepted", reason: str = HOLDS) -> None:
    funding.answer_window(session, key, verdict=verdict, reason=reason, by=by, at=AT)


def check(session: Session, pitch: Pitch) -> tuple[str, str]:
    found = {one.key: one for one in queries.appraise(session, pitch.id, pitch.key).checks}
    return found["window"].level, found["window"].sentence


def roi(session: Session, pitch: Pitch) -> float:
    found = queries.appraise(session, pitch.id, pitch.key).projected.projection.figures["roi_net_pct"].value
    assert found is not None
    return found


def test_it_blocks_until_finance_accepts_and_is_then_frozen(desk: Session, cast: Cast, pitch: Pitch) -> None:
    first_year = roi(desk, pitch)
    key = ask(desk, cast, pitch)
    assert roi(desk, pitch) > first_year
    level, words = check(desk, pitch)
    assert (level, "counts 24 months of benefits, and finance has not agreed" in words) == ("block", True)
    with pytest.raises(Invalid) as refused:
        actions.submit(desk, pitch.key, by=cast.presenter, at=AT)
    assert list(refused.value.fields) == ["window"]
    answer(desk, key, cast.finance)
    assert check(desk, pitch)[0] == "pass"
    actions.submit(desk, pitch.key, by=cast.presenter, at=AT)
    revision = desk.execute(select(Revision).where(Revision.pitch_id == pitch.id)).scalar_one()
    assert (thaw(revision.inputs).headline_months, pitch.roi_months) == (24, 24)
    assert pitch.roi_pct == pytest.approx(roi(desk, pitch))
    shown = queries.shown(desk, queries.pitch_of_id(desk, pitch.id))
    assert shown.window is not None
    assert (shown.window.accepted, shown.window.answer) == (True, HOLDS)
    verbs = [entry.verb for entry in history.of(desk, "pitch", pitch.key)]
    assert {"window_asked", "window_accepted"} <= set(verbs)
    kinds = dict(desk.execute(select(Outbox.kind, func.count(Outbox.id)).group_by(Outbox.kind)).all())
    assert (kinds["window_asked"], kinds["window_answered"]) == (1, 1)


def test_a_refusal_leaves_it_blocked_and_it_is_asked_again_or_left(
    desk: Session, cast: Cast, pitch: Pitch
) -> None:
    first_year = roi(desk, pitch)
    answer(desk, ask(desk, cast, pitch), cast.finance, "refused", "Scripts change every spring.")
    assert check(desk, pitch)[0] == "block"
    answer(desk, ask(desk, cast, pitch, reason="They did not change for three years."), cast.finance)
    assert check(desk, pitch)[0] == "pass"
    with pytest.raises(Conflict, match="Finance has agreed to 24 months already"):
        ask(desk, cast, pitch)
    actions.count_first_year(desk, pitch.key, by=cast.presenter, at=AT)
    assert (check(desk, pitch)[0], roi(desk, pitch)) == ("pass", first_year)
    with pytest.raises(Conflict, match="counts the first year already"):
        actions.count_first_year(desk, pitch.key, by=cast.presenter, at=AT)
    actions.submit(desk, pitch.key, by=cast.presenter, at=AT)
    assert pitch.roi_months == 12


@pytest.mark.parametrize(
    ("months", "reason", "said"),
    [
        (36, LASTS, ("months", "Benefits begin 3 months after the start, and every pitch looks 36 months")),
        (13, LASTS, ("months", "Choose 24 or 36 months.")),
        (24, "  ", ("reason", "Say why one year is too short")),
    ],
)
def test_what_cannot_be_asked(
    session_and_cast: tuple[Session, Cast], pitch: Pitch, months: int, reason: str, said: tuple[str, str]
) -> None:
    desk, cast = session_and_cast
    with pytest.raises(Invalid) as refused:
        ask(desk, cast, pitch, months, reason)
    field, words = said
    assert refused.value.fields[field].startswith(words)
    assert queries.draft_of(desk, pitch.id).content.headline_months == 12


def test_the_refusal_names_the_longest_window_that_fits(desk: Session, cast: Cast, pitch: Pitch) -> None:
    with pytest.raises(Invalid, match=r"33 months can be counted, not 36. The longest that fits is 24."):
        ask(desk, cast, pitch, 36)


def test_only_its_authors_ask_and_only_once_at_a_time(desk: Session, cast: Cast, pitch: Pitch) -> None:
    ask(desk, cast, pitch)
    with pytest.raises(Conflict, match="Finance has been asked for 24 months already"):
        ask(desk, cast, pitch)
    for name in ("lead", "finance", "colleague"):
        with pytest.raises(NotAllowed):
            actions.ask_window(desk, pitch.key, months=24, reason=LASTS, by=cast.actors[name], at=AT)


def test_only_finance_without_a_part_in_it_answers_and_only_once(
    desk: Session, cast: Cast, pitch: Pitch
) -> None:
    key = ask(desk, cast, pitch)
    for name in ("admin", "viewer", "investor1"):
        with pytest.raises(NotFound):
            answer(desk, key, cast.actors[name])
    for name in ("presenter", "lead"):
        with pytest.raises(NotAllowed):
            answer(desk, key, cast.actors[name])
    with pytest.raises(Invalid, match="Say why in a sentence"):
        answer(desk, key, cast.finance, reason=" ")
    with pytest.raises(Invalid, match="Accept or refuse"):
        answer(desk, key, cast.finance, "perhaps")
    put(desk, CoAuthor, pitch_id=pitch.id, person_id=cast.finance.id)
    with pytest.raises(NotAllowed, match="You wrote this pitch"):
        answer(desk, key, cast.finance)
    deputy = replace(
        cast.actors["finance2"], deputy=Named(cast.presenter.id, cast.presenter.key, cast.presenter.name)
    )
    with pytest.raises(NotAllowed, match="You wrote this pitch"):
        answer(desk, key, deputy)
    answer(desk, key, cast.actors["finance2"])
    with pytest.raises(NotAllowed, match="answered already"):
        answer(desk, key, cast.actors["finance2"])


def test_a_question_that_was_left_is_not_answered(desk: Session, cast: Cast, pitch: Pitch) -> None:
    key = ask(desk, cast, pitch)
    actions.count_first_year(desk, pitch.key, by=cast.presenter, at=AT)
    with pytest.raises(NotAllowed, match="does not ask for this window any more"):
        answer(desk, key, cast.finance)


def _refused(session: Session, words: str, **values: Any) -> None:
    with pytest.raises(IntegrityError, match=words), session.begin_nested():
        put(session, WindowAnswer, **values)


def test_the_database_takes_no_answer_from_who_is_tied_to_the_pitch(
    desk: Session, cast: Cast, pitch: Pitch
) -> None:
    key = ask(desk, cast, pitch)
    row: dict[str, Any] = {"ask_id": queries.window_of_key(desk, key).id, "verdict": "accepted"}
    row |= {"reason": HOLDS, "at": AT}
    _refused(desk, "whoever wrote a pitch does not accept its window", **row, by_id=cast.presenter.id)
    _refused(desk, "whoever sponsors a pitch does not accept its window", **row, by_id=cast.sponsor.id)
    stranger = {"by_id": cast.finance.id, "deputy_id": cast.viewer.id}
    _refused(desk, "without being named their deputy", **row, **stranger)
    for_finance = {"key": "d", "for_id": cast.finance.id, "deputy_id": cast.presenter.id, "reason": "Leave."}
    for_finance |= {"valid_from": date(2026, 1, 1), "valid_to": date(2026, 12, 31)}
    for_finance |= {"granted_by_id": cast.admin.id, "granted_at": AT}
    for_finance |= {"confirmed_by_id": cast.actors["finance2"].id, "confirmed_at": AT}
    put(desk, Deputy, **for_finance)
    wrote = {"by_id": cast.finance.id, "deputy_id": cast.presenter.id}
    _refused(desk, "whoever wrote a pitch", **row, **wrote)
    _refused(desk, "reason", **{**row, "reason": ""}, by_id=cast.finance.id)
    actions.count_first_year(desk, pitch.key, by=cast.presenter, at=AT)
    later = ask(desk, cast, pitch)
    _refused(desk, "that was asked for last", **row, by_id=cast.finance.id)
    answer(desk, later, cast.finance)
    row["ask_id"] = queries.window_of_key(desk, later).id
    _refused(desk, r"(?i)unique|duplicate", **row, by_id=cast.actors["finance2"].id)
    actions.submit(desk, pitch.key, by=cast.presenter, at=AT)
    values = {"key": "late", "pitch_id": pitch.id, "revision_no": 2, "months": 36, "reason": LASTS}
    late = put(desk, WindowAsk, **values, by_id=cast.presenter.id, at=AT)
    _refused(desk, "while the pitch is being written", **{**row, "ask_id": late}, by_id=cast.finance.id)


def _run(attack: str, session: Session) -> None:
    with session.begin_nested():
        session.execute(text(attack))


def test_questions_and_answers_are_never_rewritten(desk: Session, cast: Cast, pitch: Pitch) -> None:
    answer(desk, ask(desk, cast, pitch), cast.finance)
    for table in ("window_ask", "window_answer"):
        for attack in (f"DELETE FROM {table}", f"UPDATE {table} SET reason = 'other'"):
            with pytest.raises(Exception, match=r"append-only|permission denied"):
                partial(_run, attack)(desk)


def test_a_file_brings_its_window_and_says_that_finance_is_to_be_asked(
    desk: Session, cast: Cast, pitch: Pitch
) -> None:
    ask(desk, cast, pitch)
    now = queries.appraise(desk, pitch.id, pitch.key)
    written = now.projected.inputs.to_data()
    assert written["headline_months"] == 24
    json.dumps(written)
    actions.count_first_year(desk, pitch.key, by=cast.presenter, at=AT)
    before = queries.appraise(desk, pitch.id, pitch.key)
    filled = filling(before.content, before.settings, parse(written))
    assert filled.content.headline_months == 24
    assert any("headline takes 24 months. Finance must agree" in note for note in filled.notes)
    actions.fill_draft(desk, pitch.key, parse(written), version=before.version, by=cast.presenter, at=AT)
    assert queries.appraise(desk, pitch.id, pitch.key).projected.inputs.headline_months == 24
    long = filling(before.content, before.settings, parse(written | {"headline_months": 36}))
    assert long.content.headline_months == 12
