"""More money in finance's queue: only what is reserved in full, its figures, and whose it is not."""

from dataclasses import replace

import pytest

from pitchdeck.base.policy import Actor, Grant, Named
from pitchdeck.features.investments.queries.more_queue import MoreToReview, more_to_review
from tests.features.investments.stage import Stage
from tests.features.investments.supplements import OVER, Short, overspent

MORE = OVER + 2_000_00


@pytest.fixture
def short(stage: Stage) -> Short:
    return overspent(stage)


def queue(short: Short, actor: Actor) -> tuple[MoreToReview, ...]:
    with short.stage.database.reading() as session:
        return more_to_review(session, actor)


def test_it_is_there_from_the_last_cent_until_it_ends(short: Short) -> None:
    finance = short.stage.cast.finance
    assert queue(short, finance) == ()
    key = short.ask(MORE)
    short.commit(key, MORE - 1)
    assert queue(short, finance) == ()
    short.commit(key, 1, by="investor3")
    (row,) = queue(short, finance)
    assert (row.key, row.amount, row.over, row.pays) == (key, MORE, OVER, OVER)
    assert (row.first, row.more, row.counted) == (30_000_00, 0, 30_000_00 + MORE)
    assert not row.red
    short.approve(key)
    assert queue(short, finance) == ()


def test_what_was_approved_more_before_counts_and_nothing_overspent_is_paid(short: Short) -> None:
    first = short.ask()
    short.commit(first, OVER)
    short.approve(first)
    again = short.ask(1_000_00)
    short.commit(again, 1_000_00)
    (row,) = queue(short, short.stage.cast.finance)
    assert (row.first, row.more, row.counted, row.pays) == (30_000_00, OVER, 34_000_00, 0)


def test_who_has_a_part_or_too_low_a_limit_is_told_so(short: Short) -> None:
    key, cast = short.ask(), short.stage.cast
    short.commit(key, OVER)
    limits = {32_999_99: True, 33_000_00: False}
    for limit, above in limits.items():
        (row,) = queue(short, replace(cast.finance, grants=(Grant("finance", limit=limit),)))
        assert (row.above_limit, row.red, row.conflicted, row.own) == (above, above, False, False)
    paid, wrote = cast.investor2, cast.presenter
    assert [(row.conflicted, row.own) for row in queue(short, paid)] == [(True, False)]
    assert [(row.conflicted, row.own) for row in queue(short, wrote)] == [(True, True)]
    stands_in = replace(cast.finance, deputy=Named(paid.id, paid.key, paid.name))
    assert [row.conflicted for row in queue(short, stands_in)] == [True]
