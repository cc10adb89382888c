"""Processes that move money and owe messages until they are told to stop; what they were told is kept."""

import multiprocessing as mp
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from time import monotonic, sleep
from typing import Any

from sqlalchemy import text

from pitchdeck.base import outbox
from pitchdeck.base.db import Database
from pitchdeck.base.policy import Actor
from pitchdeck.delivery.cli.demo import story
from pitchdeck.features.funding import actions
from pitchdeck.features.people.queries import actor_of

Needs = tuple[str, Actor, str]
_OPEN = text("""
    SELECT purse.key, purse.investor_id, pitch.ref FROM purse JOIN round ON round.id = purse.round_id
    JOIN fund ON fund.id = purse.fund_id AND fund.nature = 'opex'
    JOIN pitch ON pitch.round_id = round.id WHERE round.state = 'funding' AND pitch.state = 'in_funding'
    AND round.kind = 'standard'
    ORDER BY purse.id, pitch.id
""")


def staged(database: Database) -> tuple[Needs, ...]:
    """The demo in an empty database; each purse of its round in funding with a pitch that takes money."""
    now = datetime.now(UTC)
    story.tell(database, password_hash="hash", now=now)
    with database.reading() as session:
        found = {purse: (person, ref) for purse, person, ref in session.execute(_OPEN)}
        actors = {purse: actor_of(session, person, now.date()) for purse, (person, _ref) in found.items()}
    return tuple((purse, actor, found[purse][1]) for purse, actor in actors.items() if actor is not None)


@contextmanager
def writing(url: str, needs: tuple[Needs, ...]) -> Iterator[Any]:
    """Writers at work while the block runs; the value counts the acts that were committed."""
    context = mp.get_context("forkserver")
    context.set_forkserver_preload(["tests.delivery.cli.writers"])
    stop, acts = context.Event(), context.Value("q", 0)
    crowd = [context.Process(target=_write, args=(url, need, stop, acts)) for need in needs]
    for process in crowd:
        process.start()
    try:
        _begun(acts)
        yield acts
    finally:
        stop.set()
        for process in crowd:
            process.join(60)
    assert [process.exitcode for process in crowd] == [0] * len(crowd)


def _begun(acts: Any) -> None:
    """Wait until somebody has written: processes need a while to start."""
    until = monotonic() + 60
    while not acts.value:
        assert monotonic() < until, "nobody began to write"
        sleep(0.05)


def _write(url: str, need: Needs, stop: Any, acts: Any) -> None:
    database = Database(url, wait_s=60)
    purse, by, ref = need
    turn = 0
    while not stop.is_set():
        with database.writing() as act:
            made = actions.commit(act.session, purse, ref, 7, by=by, at=act.at)
            outbox.owe(act.session, "count", {"turn": turn}, at=act.at)
        with database.writing() as act:
            actions.withdraw_commitment(act.session, made.key, by=by, at=act.at)
        with acts.get_lock():
            acts.value += 2
        turn += 1
    database.dispose()
