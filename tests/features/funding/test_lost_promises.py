"""A fund too small for what was promised of it: the list of what gives, and what becomes of the promises."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict, Invalid, NotAllowed
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.figures.serving import due
from pitchdeck.features.funding.queries import shortfalls
from pitchdeck.features.portfolio.queries.invariants import breaches
from tests.factories.cast import Cast
from tests.features.funding.stage import YEAR, build
from tests.features.funding.test_advances import ASKED, NEXT, P1, P2, Ahead
from tests.features.funding.test_shortfalls import confirm, cuts, history_of, seen


@pytest.fixture
def stage(database: Database, cast: Cast) -> Ahead:
    return promised(database, cast)


def promised(database: Database, cast: Cast) -> Ahead:
    """Two funded pitches, 600 and 400 of next year promised to them by investor 2, in this order."""
    made = build(database, cast, ASKED)
    stage = Ahead(made.database, made.cast, made.round_id, made.pitches)
    fund = stage.fund(10_000_00)
    for name in ("investor1", "investor2"):
        stage.allot(fund, name, 3_000_00)
    stage.chair("open_funding")
    for ref in (P1, P2):
        stage.commit("investor1", ref, ASKED[ref][YEAR])
        stage.promise("investor2", ref, ASKED[ref][NEXT])
    stage.publish(P1, P2)
    return stage


def short(stage: Ahead, amount: int) -> tuple[str, str]:
    """Next year's fund of this amount, and the shortfall that was recorded; their keys."""
    fund = stage.fund(amount, year=NEXT)
    stage.serve(fund)
    return fund, open_one(stage, fund)


def open_one(stage: Ahead, fund: str) -> str:
    with stage.reading() as session:
        return shortfalls.open_shortfall(session, queries.fund_row(session, fund).id) or ""


def verified(stage: Ahead) -> None:
    rules = {
        *("promised_is_the_open_advances", "coming_money_is_what_is_promised_of_it"),
        *("an_advance_is_promised_once_and_ends_whole", "a_promise_is_cut_as_listed"),
        *("a_shortfall_is_cut_as_confirmed", "what_is_cut_is_what_was_listed", "released_is_the_tranches"),
        *("balance_is_the_sum_of_transfers", "money_adds_up_to_zero", "balance_within_limits"),
    }
    with stage.database.snapshot() as session:
        assert [one.row for one in breaches(session) if one.invariant in rules] == []
    stage.sound()


def left_of(stage: Ahead, ref: str) -> int:
    with stage.reading() as session:
        tranches = queries.tranches_of_pitch(session, stage.pitches[ref])
    return sum(each.amount for each in tranches if each.fiscal_year == NEXT)


def test_a_fund_too_small_records_what_gives_and_serves_the_rest(stage: Ahead) -> None:
    fund, key = short(stage, 300_00)
    assert cuts(stage, key) == [
        ("promised", P1, 600_00, 600_00),
        ("promised", P2, 400_00, 100_00),
    ], "the larger ask of two equals goes first, and nothing of the fund helps"
    row = seen(stage, key).row
    assert (row.amount, row.cuts_budget) == (700_00, False)
    assert row.reason == f"Sales {NEXT} has €300 left for the €1,000 that were promised from it and wait."
    assert [each.effect for each in seen(stage, key).lines] == [
        "tranche 2 goes",
        "tranche 2 is €300 instead of €400",
    ]
    assert confirm(stage, key, "finance") is False
    assert stage.total("promised") == 1_000_00, "nothing moves before both confirmed"
    assert confirm(stage, key, "fund_owner") is True
    assert (stage.total("promised"), stage.total("coming")) == (300_00, -300_00)
    (told,) = history_of(stage, P1, "money_cut")
    assert (told["amount"], told["promised"], told["fiscal_year"]) == (600_00, 600_00, NEXT)
    with stage.reading() as session:
        assert due(queries.serving.serving(session)) == (fund,)
        kinds = session.execute(text("SELECT facts FROM outbox WHERE kind = 'money_cut'")).all()
        assert len(kinds) == 6, "presenter, sponsor and investor of both"
        ends = session.execute(text("SELECT outcome, amount FROM advance_end")).all()
        assert [tuple(end) for end in ends] == [("freed", 600_00)]
    assert stage.serve(fund) == 1
    assert stage.serve(fund) == 0
    assert stage.total("promised") == 0
    assert (left_of(stage, P1), left_of(stage, P2)) == (0, 300_00)
    with stage.reading() as session:
        (one,), (two,) = (queries.losses.lost_years(session, stage.pitches[ref]) for ref in (P1, P2))
        assert (one.fiscal_year, one.approved, one.lost, one.left) == (NEXT, 600_00, 600_00, 0)
        assert (two.fiscal_year, two.approved, two.lost, two.left) == (NEXT, 400_00, 100_00, 300_00)
        assert one.reasons == two.reasons == (row.reason,)
        accounts = queries.of_pitches(session, stage.pitches.values())
        assert accounts[stage.pitches[P2], "committed", NEXT].balance == 300_00
        assert due(queries.serving.serving(session)) == ()
    verified(stage)


def test_what_was_cut_is_not_released_and_the_rest_is(stage: Ahead) -> None:
    fund, key = short(stage, 300_00)
    for name in ("finance", "fund_owner"):
        confirm(stage, key, name)
    stage.serve(fund)
    with pytest.raises(Conflict, match="A shortfall of its fund took this tranche"):
        stage.release(P1, 2)
    for ref, number in ((P1, 1), (P2, 1), (P2, 2)):
        stage.release(ref, number)
    assert stage.total("released") == 1_800_00
    verified(stage)


def test_raising_the_fund_enough_settles_it_and_serves_all(stage: Ahead) -> None:
    fund, key = short(stage, 700_00)
    assert stage.total("promised") == 400_00, "the earliest approved is served at once"
    assert cuts(stage, key)[0] == ("promised", P2, 400_00, 300_00)
    assert stage.serve(fund) == 0
    assert open_one(stage, fund) == key, "done again it says nothing new"
    stage.raise_fund(fund, 300_00)
    with pytest.raises(Conflict, match=f"Sales {NEXT} lacks nothing by now.*ends by itself"):
        confirm(stage, key, "finance")
    assert stage.serve(fund) == 1
    row = seen(stage, key).row
    assert (row.outcome, row.why_ended) == ("dropped", "Nothing is missing any more.")
    assert stage.total("promised") == 0
    verified(stage)


def test_raising_it_by_less_puts_another_list_in_its_place(stage: Ahead) -> None:
    fund, key = short(stage, 700_00)
    stage.raise_fund(fund, 100_00)
    with pytest.raises(Conflict, match="lacks €200 by now for what was promised from it, not €300"):
        confirm(stage, key, "finance")
    with stage.reading() as session:
        assert due(queries.serving.serving(session)) == (fund,)
    assert stage.serve(fund) == 0
    other = open_one(stage, fund)
    assert (seen(stage, key).row.why_ended, seen(stage, other).row.amount) == ("It lacks €200 now.", 200_00)
    for name in ("finance", "fund_owner"):
        confirm(stage, other, name)
    assert stage.serve(fund) == 1
    verified(stage)


def test_a_shortfall_of_promises_is_not_dropped(stage: Ahead) -> None:
    _fund, key = short(stage, 300_00)
    by = stage.cast.finance
    with pytest.raises(NotAllowed, match="confirm the list, or have the fund raised"):
        stage.act(lambda t: actions.drop_shortfall(t.session, key, reason="x", by=by, at=t.at))


def test_whoever_promised_confirms_nothing(stage: Ahead) -> None:
    _fund, key = short(stage, 300_00)
    by = replace(stage.cast.investor2, grants=stage.cast.finance.grants)
    with pytest.raises(NotAllowed, match="invested in a pitch of this list"):
        stage.act(lambda t: actions.confirm_shortfall(t.session, key, 1, by=by, at=t.at))


def test_two_funds_of_a_year_record_one_list(stage: Ahead) -> None:
    fund, key = short(stage, 300_00)
    other = stage.fund(500_00, year=NEXT, name="Sales, second")
    assert stage.serve(other) == 0
    assert (open_one(stage, other), open_one(stage, fund)) == ("", key)
    stage.raise_fund(other, 500_00)
    assert stage.serve(other) == 2
    with stage.reading() as session:
        assert due(queries.serving.serving(session)) == (fund,)
    stage.serve(fund)
    assert seen(stage, key).row.why_ended == "Nothing is missing any more."
    verified(stage)


def test_a_cut_of_the_budget_takes_promises_after_free_money(stage: Ahead) -> None:
    """The job has not served yet: what promises need is kept back, and the list names them."""
    fund, by = stage.fund(1_200_00, year=NEXT), stage.cast.finance

    def record(amount: int) -> str:
        said: dict[str, Any] = {"reason": "The group cut it.", "by": by}
        return stage.act(lambda t: actions.raise_shortfall(t.session, fund, amount, at=t.at, **said))

    with pytest.raises(Invalid, match="€200 that are not given out: cut it at once"):
        record(200_00)
    with pytest.raises(Invalid, match="€1,200 of Sales 2027 could be cut"):
        record(1_200_01)
    key = record(500_00)
    assert cuts(stage, key) == [
        ("fund", None, 200_00, 200_00),
        ("promised", P1, 600_00, 300_00),
        ("promised", P2, 400_00, 0),
    ]
    for name in ("finance2", "fund_owner"):
        confirm(stage, key, name)
    assert (stage.total("promised"), stage.serve(fund)) == (700_00, 2)
    with stage.reading() as session:
        assert queries.fund_row(session, fund).amount == 700_00
    assert left_of(stage, P1) == 300_00
    verified(stage)


def test_served_meanwhile_the_list_is_stale(stage: Ahead) -> None:
    fund, by = stage.fund(1_200_00, year=NEXT), stage.cast.finance
    said: dict[str, Any] = {"reason": "The group cut it.", "by": by}
    key = stage.act(lambda t: actions.raise_shortfall(t.session, fund, 500_00, at=t.at, **said))
    assert stage.serve(fund) == 2
    with pytest.raises(Conflict, match=r"promised for P-2026-000\d was €\d00, is €0"):
        confirm(stage, key, "finance")


def test_a_fund_that_lacks_money_for_promises_is_not_cut_otherwise(stage: Ahead) -> None:
    fund, by = stage.fund(300_00, year=NEXT), stage.cast.finance
    said: dict[str, Any] = {"reason": "The group cut it.", "by": by}
    with pytest.raises(Invalid, match="lacks €700 of the €1,000 that were promised from it"):
        stage.act(lambda t: actions.raise_shortfall(t.session, fund, 100_00, at=t.at, **said))
