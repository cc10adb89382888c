"""Closing scoring and a late score never both succeed, on SQLite and on PostgreSQL."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from sqlalchemy.orm import Session

from pitchdeck.base.db import Database
from pitchdeck.base.errors import NotAllowed, Refusal
from pitchdeck.base.policy import Actor
from pitchdeck.features.scoring import actions, queries
from tests.databases import size
from tests.factories.cast import Cast
from tests.factories.scores import SCORING, Known, give, in_scoring

ROUNDS = size(100)


def together(*acts: Callable[[], object]) -> list[object]:
    """Run the acts at once; each answers with its result or the refusal it met."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        start.wait()
        try:
            return act()
        except Refusal as refused:
            return refused

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_no_score_lands_after_the_tally(database: Database, cast: Cast) -> None:
    judges = [cast.investor1, cast.investor2, cast.investor3]
    with database.writing() as act:
        worlds = [_world(act.session, cast, number) for number in range(ROUNDS)]
    for round_, pitch in worlds:
        tallied: list[int] = []

        def score(judge: Actor, pitch: Known = pitch) -> None:
            with database.writing() as act:
                give(act.session, pitch, 4, by=judge, at=SCORING)

        def close(round_: Known = round_, tallied: list[int] = tallied) -> None:
            with database.writing() as act:
                actions.close_scoring(act.session, round_.key, by=cast.chair, at=SCORING, why="Now.")
                (row,) = queries.ranking(act.session, round_.id)
                tallied.append(row.scorecards)

        first, *others = (partial(score, judge) for judge in judges)
        answers = together(first, close, *others)
        refused = [answer for answer in answers if isinstance(answer, Refusal)]
        assert all(isinstance(answer, NotAllowed) for answer in refused), refused
        with database.reading() as session:
            (row,) = queries.ranking(session, round_.id)
        # What the chair counted while closing is what stands: 3 less those that came too late.
        assert tallied == [row.scorecards]
        assert row.scorecards == len(judges) - len(refused)


def _world(session: Session, cast: Cast, number: int) -> tuple[Known, Known]:
    round_, (pitch,) = in_scoring(session, cast, (f"Pitch {number}",))
    return round_, pitch


def test_two_cards_of_one_person_at_once_are_one_card(database: Database, cast: Cast) -> None:
    with database.writing() as act:
        _round, (pitch,) = in_scoring(act.session, cast)

    def score(value: int) -> None:
        with database.writing() as act:
            give(act.session, pitch, value, by=cast.investor1, at=SCORING)

    assert together(lambda: score(2), lambda: score(4)) == [None, None]
    with database.reading() as session:
        facts = queries.facts_for_score(session, pitch.key, cast.investor1)
        (card,) = queries.cards_of(session, facts.revision_id)
        assert len({one.value for one in card.scores}) == 1
