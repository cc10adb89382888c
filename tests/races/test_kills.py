"""kill -9 in the middle of acts: what was acknowledged is there, once, however often it was sent again."""

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from pitchdeck.base.db import Database
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.people.queries import actor_of
from pitchdeck.features.portfolio.queries.invariants import breaches
from tests import databases
from tests.factories.cast import Cast
from tests.machine.worlds import FUNDING, Acts, kept_at
from tests.races.chains import Chain, Cut, Programme, YearEnd
from tests.races.killed import Commit, Victim
from tests.races.test_nodes import INVESTORS, PITCH, PURSE, asked, told

pytestmark = pytest.mark.race
KILLS = databases.size(200)


def victims(database: Database, folder: Path) -> list[Victim]:
    """Three investors of the demo who commit to one pitch at the same time."""
    found = []
    for name in INVESTORS:
        person = int(asked(database, "SELECT id FROM person WHERE email LIKE :name", name=f"{name}@%"))
        with database.writing() as act:
            by = actor_of(act.session, person, act.at.date())
        assert by is not None
        purse, ref = asked(database, PURSE, name=f"{name}@%"), asked(database, PITCH)
        found.append(Victim(database.url, Commit(folder / name, purse, ref, by)))
    return found


def keys(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.execute(text("SELECT key FROM idempotency ORDER BY id")).scalars())


def commitments(database: Database) -> int:
    return int(asked(database, "SELECT COUNT(*) FROM commitment"))


def killed(people: Sequence[Victim]) -> None:
    """All of them act at once and are killed one after the other, as often as was said in mid-act."""
    chance = random.Random(1)  # noqa: S311  # the same each time
    for person in people:
        person.start()
    while sum(person.middle for person in people) < KILLS:
        for person in people:
            person.kill(chance)
            person.start()
    for person in people:
        person.kill(chance)


def done(people: Sequence[Victim]) -> list[str]:
    """The keys of all acknowledged acts."""
    return sorted(each.part.key(number) for each in people for number in range(1, each.acknowledged + 1))


def test_no_acknowledged_act_is_lost_and_none_is_done_twice(database: Database, tmp_path: Path) -> None:
    told(database)
    before = commitments(database)
    people = victims(database, tmp_path)
    killed(people)
    assert commitments(database) - before >= sum(each.acknowledged for each in people)
    for person in people:
        person.finish()
    assert sorted(keys(database)) == done(people)
    assert commitments(database) - before == len(done(people))
    with database.snapshot() as session:
        assert list(breaches(session)) == []


ROWS = {
    "submit": "pitch",
    "commit": "commitment",
    "approve": "review",
    "release": '"release"',
    "confirm_contract": "contract WHERE confirmed_at IS NOT NULL",
    "confirm_actual": "actual WHERE confirmed_at IS NOT NULL",
    "call_gate": "gate",
    "vote": "gate_vote",
    "sign_stop": "gate_stop",
    "close_year": "fund_close",
    "answer_reopening": "reopening_answer",
    "confirm_raise": "fund_change_answer",
    "raise_shortfall": "shortfall",
    "confirm_shortfall": "shortfall_consent",
}
"""What each kind of act writes one row of."""


def counted(database: Database) -> Counter[str]:
    with database.reading() as session:
        return Counter(
            {
                kind: session.execute(text(f"SELECT COUNT(*) FROM {rows}")).scalar_one()
                for kind, rows in ROWS.items()
            }
        )


def chains(database: Database, cast: Cast, folder: Path) -> list[Victim]:
    """A programme from pitch to its stop, a year end, and a cut; each of a fund of its own."""
    with database.writing() as turn:
        acts = Acts(turn.session, cast)
        rolling = int(acts.one("SELECT id FROM round WHERE kind = 'rolling'"))
        rich, cut = acts.fund("IT", 9_000_00), acts.fund("Finance", 1)
        to: dict[str, Any] = {"investor_id": cast.investor2.id, "round_id": rolling, "amount": 9_000_00}
        purse = funding.allot(turn.session, rich, by=cast.fund_owner, at=FUNDING, **to)
        support = str(acts.one("SELECT key FROM fund WHERE name LIKE 'Support%'"))
    who = cast.actors, cast.units
    parts: list[Chain] = [
        Programme(folder / "programme", *who, purse),
        YearEnd(folder / "year", *who, support),
        Cut(folder / "cut", *who, cut, rolling),
    ]
    return [Victim(database.url, part) for part in parts]


def test_a_kill_in_any_act_of_finance_loses_nothing_and_doubles_nothing(
    database: Database, tmp_path: Path
) -> None:
    dialect = database.dialect
    with databases.kept(dialect, kept_at(dialect, 2)) as world:
        people = chains(world, databases.house_of(world), tmp_path)
        before = counted(world)
        killed(people)
        for person in people:
            assert isinstance(person.part, Chain)
            person.finish(len(person.part.steps))
        assert sorted(keys(world)) == done(people)
        acts = Counter(
            person.part.name(number) for person in people for number in range(1, person.acknowledged + 1)
        )
        assert acts.keys() >= ROWS.keys()
        assert counted(world) - before == Counter({kind: acts[kind] for kind in ROWS})
        if databases.DEEP:
            struck = sum((person.struck for person in people), Counter[str]())
            named = {
                "approve",
                "release",
                "confirm_contract",
                "confirm_actual",
                "sign_stop",
                "close_year",
                "confirm_shortfall",
            }
            assert struck.keys() >= named
        with world.snapshot() as session:
            assert list(breaches(session)) == []
