"""Standing by: nothing moves, the first that fits is told once, and they commit it themselves."""

from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError

from pitchdeck.base.errors import Invalid, NotAllowed, NotFound
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.models import Standby, StandbyEnd
from pitchdeck.features.pitches.queries import pitch_of_key
from tests.features.funding.stage import NOW, Stage

P1 = "P-2026-0001"


def join(stage: Stage, name: str, amount: int) -> str:
    return stage.stand_by(stage.purses[name], P1, amount, stage.cast.actors[name])


def back(stage: Stage, name: str, key: str) -> None:
    by = stage.cast.actors[name]
    stage.act(lambda t: actions.withdraw_commitment(t.session, key, by=by, at=t.at))


def told(stage: Stage) -> list[tuple[str, int]]:
    """Who was told, with the room that there was."""
    names = {actor.id: name for name, actor in stage.cast.actors.items()}
    rows = select(Standby.by_id, StandbyEnd.room).join(StandbyEnd, StandbyEnd.standby_id == Standby.id)
    with stage.reading() as session:
        found = session.execute(rows.where(StandbyEnd.outcome == "told").order_by(StandbyEnd.id)).all()
    return [(names[by_id], room) for by_id, room in found]


def test_standing_by_moves_no_money_and_the_first_that_fits_is_told_once(stage: Stage) -> None:
    full = stage.commit("investor1", P1, 30_000_00).key
    join(stage, "investor2", 20_000_00)
    join(stage, "investor3", 8_000_00)
    assert (stage.total("purse"), stage.total("reserved")) == (50_000_00, 30_000_00)

    back(stage, "investor1", full)

    assert told(stage) == [("investor2", 30_000_00)]
    assert stage.total("reserved") == 0
    assert stage.count("outbox WHERE kind = 'room_opened'") == 1
    assert stage.state(P1) == "in_funding"


def test_who_does_not_fit_is_passed_over_and_keeps_the_place(stage: Stage) -> None:
    stage.commit("investor1", P1, 22_000_00)
    small = stage.commit("investor1", P1, 8_000_00).key
    join(stage, "investor2", 20_000_00)
    join(stage, "investor3", 8_000_00)
    back(stage, "investor1", small)
    assert told(stage) == [("investor3", 8_000_00)]


def test_a_recusal_and_a_declined_condition_make_room_too(stage: Stage) -> None:
    tied = stage.commit("investor1", P1, 10_000_00, condition="A pilot").key
    stage.commit("investor1", P1, 20_000_00)
    join(stage, "investor3", 9_000_00)
    join(stage, "investor2", 20_000_00)
    presenter, by = stage.cast.presenter, stage.cast.investor1
    stage.act(lambda t: actions.answer_condition(t.session, tied, "declined", by=presenter, at=t.at))
    assert told(stage) == [("investor3", 10_000_00)]
    stage.act(lambda t: actions.recuse(t.session, P1, "Kin", by=by, at=t.at))
    assert told(stage) == [("investor3", 10_000_00), ("investor2", 30_000_00)]


def test_who_was_told_finds_the_form_filled_until_they_commit(stage: Stage) -> None:
    full = stage.commit("investor1", P1, 30_000_00).key
    join(stage, "investor2", 12_000_00)
    back(stage, "investor1", full)

    def seen() -> tuple[bool, int]:
        with stage.reading() as session:
            pitch = pitch_of_key(session, f"key-{P1}")
            section = queries.section_for(session, pitch, stage.cast.investor2)
        assert section is not None
        (purse,) = section.purses
        return section.standby is not None, purse.stands_by(section.standby)

    assert seen() == (True, 12_000_00)
    stage.commit("investor2", P1, 12_000_00)
    assert seen() == (False, 0)


def test_who_left_or_stepped_out_or_spent_the_purse_is_not_told(stage: Stage) -> None:
    full = stage.commit("investor1", P1, 30_000_00).key
    key = join(stage, "investor2", 12_000_00)
    join(stage, "investor3", 9_000_00)
    by, third = stage.cast.investor2, stage.cast.investor3
    stage.act(lambda t: actions.leave_standby(t.session, key, by=by, at=t.at))
    stage.act(lambda t: actions.recuse(t.session, P1, "Kin", by=third, at=t.at))
    back(stage, "investor1", full)
    assert told(stage) == []
    with pytest.raises(NotAllowed, match="do not stand by any more"):
        stage.act(lambda t: actions.leave_standby(t.session, key, by=by, at=t.at))
    with pytest.raises(NotFound):
        stage.act(lambda t: actions.leave_standby(t.session, key, by=third, at=t.at))


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Enter the amount that you would commit: more than zero."),
        (20_000_01, "Your purse Sales 2026 has €20,000 free; you entered €20,000.01. Enter at most €20,000."),
        (30_000_01, "Your purse Sales 2026 has €20,000 free; you entered €30,000.01. Enter at most €20,000."),
        (5_000_00, "P-2026-0001 still needs €5,000 for 2026: commit it now."),
    ],
)
def test_standing_by_is_refused_with_the_figures(stage: Stage, amount: int, words: str) -> None:
    stage.commit("investor1", P1, 25_000_00)
    with pytest.raises(Invalid) as refused:
        join(stage, "investor2", amount)
    assert refused.value.fields["amount"] == words
    assert stage.count("standby") == 0


def test_nobody_stands_by_with_more_than_the_pitch_asks(stage: Stage) -> None:
    stage.commit("investor2", P1, 20_000_00)
    with pytest.raises(Invalid) as refused:
        join(stage, "investor1", 30_000_01)
    assert refused.value.fields["amount"] == (
        "P-2026-0001 asks €30,000 for 2026; you entered €30,000.01. Stand by with no more than it asks."
    )


def test_nobody_stands_by_twice_or_after_the_deadline(stage: Stage) -> None:
    stage.commit("investor1", P1, 30_000_00)
    join(stage, "investor2", 1_000_00)
    with pytest.raises(Invalid, match="stand by with €1,000 already"):
        join(stage, "investor2", 2_000_00)
    stage.chair("close_funding", why="All answered.")
    with pytest.raises(NotAllowed, match="not in funding"):
        join(stage, "investor3", 5)


def test_the_database_refuses_what_the_rule_forbids(stage: Stage) -> None:
    stage.commit("investor1", P1, 30_000_00)
    join(stage, "investor2", 1_000_00)
    with stage.reading() as session:
        row = session.execute(select(Standby)).scalar_one()
        place = {"pitch_id": row.pitch_id, "purse_id": row.purse_id, "amount": 5, "at": NOW}
        standby_id = row.id
    ends: dict[str, Any] = {"standby_id": standby_id, "by_id": stage.cast.investor1.id, "at": NOW}
    for table, values, words in (
        (Standby, place | {"key": "k", "by_id": stage.cast.investor1.id}, "a purse of theirs"),
        (StandbyEnd, ends | {"outcome": "told", "room": 999_99}, "room for what they would commit"),
        (StandbyEnd, ends | {"outcome": "left", "room": 0}, "only who stands by leaves"),
    ):
        with pytest.raises(DBAPIError, match=words), stage.database.writing() as turn:
            turn.session.execute(insert(table), [values])
