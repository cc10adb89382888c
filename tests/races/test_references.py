"""Many submits at once: every pitch gets a reference of its own, and none is left out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import Counter
from pitchdeck.features.people import actions as people
from pitchdeck.features.people.queries import actor_of
from pitchdeck.features.pitches import actions
from pitchdeck.features.pitches.models import Pitch, Revision
from pitchdeck.features.portfolio.queries.invariants import breaches
from tests.databases import size
from tests.factories.cast import Cast
from tests.factories.pitches import AT, asked, measure, rates
from tests.races.crowd import race

pytestmark = pytest.mark.race
PRESENTERS = ("presenter", "colleague", "nobody", "viewer", "investor1", "investor2")
EACH = max(2, size(15))
BROKEN = "Something else did not hold."
Drafts = tuple[Actor, tuple[str, ...]]


def submit(database: Database, number: int, turn: int, needs: tuple[Drafts, ...]) -> None:
    """One person submits one of their own drafts."""
    by, keys = needs[number]
    with database.writing() as act:
        actions.submit(act.session, keys[turn], by=by, at=act.at)


def submit_or_fail(database: Database, number: int, turn: int, needs: tuple[Drafts, ...]) -> None:
    """The same, but every third act fails after everything is written."""
    by, keys = needs[number]
    with database.writing() as act:
        actions.submit(act.session, keys[turn], by=by, at=act.at)
        if (number + turn) % 3 == 0:
            raise Conflict(BROKEN)


@pytest.fixture
def drafts(database: Database, cast: Cast) -> tuple[Drafts, ...]:
    """Drafts of each presenter that wait for nothing but their submit."""
    with database.writing() as act:
        rates(act.session, cast)
        return tuple(_drafts(act.session, cast))


def _drafts(session: Session, cast: Cast) -> Iterator[Drafts]:
    for name in PRESENTERS:
        own = replace(cast, actors=cast.actors | {"presenter": _presenter(session, cast, name)})
        keys = []
        for number in range(EACH):
            # A measure of its own: claims on one measure may not pass 100 % of its gap.
            aim = measure(session, cast, goal=f"Goal {name} {number}", name=f"Rework {name} {number}")
            keys.append(asked(session, own, aim.id, title=f"{name} {number}").key)
        yield own.presenter, tuple(keys)


def _presenter(session: Session, cast: Cast, name: str) -> Actor:
    who = cast.actors[name]
    people.grant(
        session,
        person_id=who.id,
        role="presenter",
        by_id=cast.admin.id,
        at=AT,
        valid_from=date(2020, 1, 1),
    )
    actor = actor_of(session, who.id, AT.date())
    assert actor is not None
    return actor


def _sound(database: Database, done: int) -> None:
    """The references are 1 to `done`, each submitted pitch has revision 1, the others have neither."""
    with database.snapshot() as session:
        found = session.execute(
            select(Pitch.ref, Pitch.revision_no, Revision.number)
            .outerjoin(Revision, Revision.pitch_id == Pitch.id)
            .order_by(Pitch.ref)
        ).all()
        year = session.scalar(select(func.max(Counter.series)))
        assert session.scalar(select(Counter.last)) == done
        assert list(breaches(session)) == []
    submitted = [row for row in found if row.ref is not None]
    assert [row.ref for row in submitted] == [f"{year}-{number:04d}" for number in range(1, done + 1)]
    assert {(row.revision_no, row.number) for row in submitted} == {(1, 1)}
    waiting = {(row.revision_no, row.number) for row in found if row.ref is None}
    assert waiting <= {(0, None)}
    assert len(found) == len(PRESENTERS) * EACH


def test_references_have_no_gap_and_no_double(database: Database, drafts: tuple[Drafts, ...]) -> None:
    came = race(database.url, submit, EACH, drafts, processes=len(PRESENTERS))
    assert came == {"done": len(PRESENTERS) * EACH}
    _sound(database, came["done"])


def test_an_act_that_fails_leaves_no_gap(database: Database, drafts: tuple[Drafts, ...]) -> None:
    came = race(database.url, submit_or_fail, EACH, drafts, processes=len(PRESENTERS))
    assert set(came) == {"done", f"refused: {BROKEN}"}, came
    assert came.total() == len(PRESENTERS) * EACH
    _sound(database, came["done"])
