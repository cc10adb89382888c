"""A fund that lacks money: a ranked list, two who confirm it, and only then everything moves at once."""

from typing import Any

import pytest
from sqlalchemy import insert, select, text

from pitchdeck.base.errors import Conflict, Invalid, NotAllowed
from pitchdeck.base.history import History
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.queries.cutting import Listed, listed
from pitchdeck.features.pitches.models import CoAuthor
from pitchdeck.features.portfolio.queries.homes import Moment, home
from pitchdeck.features.portfolio.queries.invariants import breaches
from tests.features.funding.stage import NOW, YEAR, Stage

ONE, TWO = "P-2026-0001", "P-2026-0002"
ASKED = ("finance", "finance2", "fund_owner")
WHY = "The group cut every budget by a fifth."


def fund_of(stage: Stage) -> str:
    with stage.reading() as session:
        return str(session.execute(text("SELECT key FROM fund ORDER BY id LIMIT 1")).scalar_one())


def record(stage: Stage, amount: int, name: str = "finance", **more: Any) -> str:
    by, fund = stage.cast.actors[name], fund_of(stage)
    given: dict[str, Any] = {"reason": WHY, "document": "BP 12"} | more
    return stage.act(
        lambda turn: actions.raise_shortfall(turn.session, fund, amount, by=by, at=turn.at, **given)
    )


def confirm(stage: Stage, key: str, name: str, number: int = 1) -> bool:
    by = stage.cast.actors[name]
    return stage.act(lambda turn: actions.confirm_shortfall(turn.session, key, number, by=by, at=turn.at))


def change(stage: Stage, key: str, amounts: dict[int, int], reason: str = "Sales agreed.") -> int:
    by = stage.cast.finance
    return stage.act(
        lambda turn: actions.change_list(turn.session, key, amounts, reason=reason, by=by, at=turn.at)
    )


def seen(stage: Stage, key: str) -> Listed:
    with stage.database.snapshot() as session:
        return listed(session, key)


def cuts(stage: Stage, key: str) -> list[tuple[str, str | None, int, int]]:
    return [
        (each.line.kind, each.line.ref, each.line.available, each.line.amount)
        for each in seen(stage, key).lines
    ]


def approved(stage: Stage) -> None:
    """Both pitches covered and approved: 30,000 and 40,000, nothing released."""
    stage.commit("investor1", ONE, 30_000_00)
    stage.commit("investor1", TWO, 20_000_00)
    stage.commit("investor2", TWO, 20_000_00)
    stage.chair("close_funding")
    for ref in (ONE, TWO):
        stage.finance("approve", ref)


def published(stage: Stage) -> None:
    approved(stage)
    stage.chair("decide")
    stage.chair("publish")


def history_of(stage: Stage, ref: str, verb: str) -> list[dict[str, Any]]:
    with stage.reading() as session:
        found = session.execute(
            select(History.detail, History.why).where(
                History.subject_key == f"key-{ref}", History.verb == verb
            )
        )
        return [dict(row.detail) | {"why": row.why} for row in found]


def asked(stage: Stage) -> set[str]:
    """Whose home asks for a word on the shortfall."""
    now = Moment(NOW, "UTC")
    with stage.reading() as session:
        homes = {name: home(session, stage.cast.actors[name], now).tasks for name in ASKED}
    return {name for name, tasks in homes.items() if "shortfall" in {task.kind for task in tasks}}


def test_free_money_goes_before_what_is_reserved(stage: Stage) -> None:
    stage.commit("investor1", TWO, 25_000_00)
    key = record(stage, 80_000_00)
    assert cuts(stage, key) == [
        ("fund", None, 20_000_00, 20_000_00),
        ("purse", None, 25_000_00, 25_000_00),
        ("purse", None, 20_000_00, 20_000_00),
        ("purse", None, 10_000_00, 10_000_00),
        ("reserved", TWO, 25_000_00, 5_000_00),
    ]
    told = seen(stage, key).lines[-1]
    assert told.cumulative == 80_000_00
    assert told.effect == (
        "falls below its minimum: it looks for money again; €20,000 of it is free in the purse again"
    )
    assert stage.total("fund") == 20_000_00, "nothing moves before both confirmed"


def test_both_confirm_and_then_all_of_it_happens(stage: Stage) -> None:
    stage.commit("investor1", TWO, 25_000_00)
    assert stage.state(TWO) == "covered"
    key = record(stage, 80_000_00)
    assert confirm(stage, key, "finance") is False
    assert (stage.total("fund"), stage.state(TWO)) == (20_000_00, "covered")
    assert confirm(stage, key, "fund_owner") is True
    assert stage.state(TWO) == "in_funding"
    assert {kind: stage.total(kind) for kind in ("authority", "fund", "purse", "reserved")} == {
        "authority": -20_000_00,
        "fund": 0,
        "purse": 20_000_00,
        "reserved": 0,
    }
    (told,) = history_of(stage, TWO, "money_cut")
    assert (told["amount"], told["reserved"], told["why"]) == (25_000_00, 25_000_00, WHY)
    with stage.reading() as session:
        row = queries.fund_row(session, fund_of(stage))
        assert (row.amount, row.unallotted, row.in_purses) == (20_000_00, 0, 20_000_00)
        kinds = session.execute(text("SELECT kind FROM outbox WHERE kind LIKE 'money_cut'")).all()
        assert len(kinds) == 3, "presenter, sponsor, investor"
    with pytest.raises(NotAllowed, match="This shortfall is over"):
        confirm(stage, key, "finance2")


def test_an_approved_pitch_that_keeps_its_minimum_stays(stage: Stage) -> None:
    approved(stage)
    key = record(stage, 45_000_00)
    assert cuts(stage, key) == [
        ("fund", None, 20_000_00, 20_000_00),
        ("purse", None, 10_000_00, 10_000_00),
        ("committed", TWO, 20_000_00, 15_000_00),
        ("committed", TWO, 20_000_00, 0),
        ("committed", ONE, 30_000_00, 0),
    ], "the larger ask of two equals goes first"
    confirm(stage, key, "fund_owner")
    assert confirm(stage, key, "finance2") is True
    assert (stage.state(TWO), stage.total("committed")) == ("in_review", 55_000_00)
    presenter = stage.cast.presenter
    stage.act(lambda turn: actions.withdraw(turn.session, TWO, by=presenter, at=turn.at))
    assert (stage.total("committed"), stage.total("purse")) == (30_000_00, 25_000_00)


def test_below_its_minimum_a_pitch_with_finance_returns_to_the_waiting_list(stage: Stage) -> None:
    approved(stage)
    key = record(stage, 70_000_00)
    effects = [each.effect for each in seen(stage, key).lines if each.line.ref == TWO]
    assert effects == ["falls below its minimum: back on the waiting list, all of its money is free"] * 2
    confirm(stage, key, "fund_owner")
    confirm(stage, key, "finance2")
    assert stage.state(TWO) == "waitlisted"
    assert stage.total("authority") == -30_000_00
    assert stage.total("committed") == 30_000_00, "the other pitch keeps its money"
    with stage.reading() as session:
        assert queries.held_of(session, [stage.pitches[TWO]]) == ()
        assert queries.of_pitch(session, stage.pitches[TWO])["committed", YEAR].balance == 0
    stage.chair("decide")
    stage.chair("publish")
    with stage.reading() as session:
        letters = text("SELECT outcome FROM letter JOIN pitch ON pitch.id = pitch_id WHERE ref = :ref")
        assert session.execute(letters, {"ref": TWO}).scalar_one() == "waitlisted"


def test_what_is_committed_shortens_the_last_tranches(stage: Stage) -> None:
    published(stage)
    key = record(stage, 45_000_00)
    taken = [each for each in seen(stage, key).lines if each.line.kind == "committed" and each.line.amount]
    assert sum(each.line.amount for each in taken) == 15_000_00
    assert "tranche 2 is" in taken[0].effect
    confirm(stage, key, "fund_owner")
    confirm(stage, key, "finance2")
    with stage.reading() as session:
        ref = taken[0].line.ref
        left = [row.amount for row in queries.tranches_of_pitch(session, stage.pitches[str(ref)])]
    assert sum(left) == {ONE: 15_000_00, TWO: 25_000_00}[str(ref)]
    assert stage.state(str(ref)) == "funded"


def test_a_list_is_changed_with_a_reason_and_still_adds_up(stage: Stage) -> None:
    stage.commit("investor1", TWO, 25_000_00)
    key = record(stage, 30_000_00)
    confirm(stage, key, "fund_owner")
    with pytest.raises(Invalid) as refused:
        change(stage, key, {1: 20_000_01})
    assert refused.value.fields == {"line_1": "Enter 0 to €20,000: more is not there."}
    with pytest.raises(Invalid) as refused:
        change(stage, key, {2: 5_000_00}, reason=" ")
    assert refused.value.fields["amounts"] == (
        "The amounts add up to €25,000: €5,000 less than the €30,000 missing."
    )
    assert "why" in refused.value.fields
    with pytest.raises(Invalid) as refused:
        change(stage, key, {1: 20_000_00})
    assert refused.value.fields == {
        "amounts": "The list would stay as it is: enter another amount, or confirm the list."
    }
    assert len(seen(stage, key).consents) == 1, "what was refused voids no confirmation"
    assert change(stage, key, {1: 0, 2: 25_000_00, 3: 5_000_00}) == 2
    assert [amount for _kind, _ref, _available, amount in cuts(stage, key)] == [0, 25_000_00, 5_000_00, 0, 0]
    assert seen(stage, key).consents == (), "a confirmation is of the list that it read"
    with pytest.raises(Conflict, match="List 1 was changed since you looked: read list 2 first"):
        confirm(stage, key, "fund_owner", number=1)


def test_a_stale_list_is_refused_with_what_moved_and_proposed_anew(stage: Stage) -> None:
    key = record(stage, 30_000_00)
    confirm(stage, key, "fund_owner")
    stage.commit("investor1", TWO, 25_000_00)
    with pytest.raises(Conflict) as refused:
        confirm(stage, key, "finance2")
    words = "free in a purse was €50,000, is €25,000; reserved was €0, is €25,000"
    assert words in str(refused.value)
    assert stage.total("authority") == -100_000_00
    by = stage.cast.finance
    number = stage.act(lambda turn: actions.propose_again(turn.session, key, by=by, at=turn.at))
    assert number == 2
    confirm(stage, key, "fund_owner", number=2)
    assert confirm(stage, key, "finance2", number=2)


def test_a_shortfall_is_refused_with_figures(stage: Stage) -> None:
    for amount, words in (
        (0, "more than zero"),
        (20_000_00, "Sales 2026 has €20,000 that are not given out: cut it at once"),
        (100_000_01, "€100,000 of Sales 2026 could be cut, the rest is contracted or spent"),
    ):
        with pytest.raises(Invalid) as refused:
            record(stage, amount)
        assert words in refused.value.fields["amount"]
    with pytest.raises(Invalid) as refused:
        record(stage, 30_000_00, reason=" ")
    assert list(refused.value.fields) == ["reason"]
    record(stage, 30_000_00)
    with pytest.raises(Invalid, match="has an open shortfall already"):
        record(stage, 30_000_00)


@pytest.mark.parametrize("name", ["investor1", "chair", "admin", "presenter", "sponsor", "fund_owner"])
def test_finance_alone_records_changes_and_drops(stage: Stage, name: str) -> None:
    with pytest.raises(NotAllowed):
        record(stage, 30_000_00, name)
    key = record(stage, 30_000_00)
    by = stage.cast.actors[name]
    with pytest.raises(NotAllowed):
        stage.act(lambda turn: actions.propose_again(turn.session, key, by=by, at=turn.at))
    with pytest.raises(NotAllowed):
        stage.act(lambda turn: actions.drop_shortfall(turn.session, key, reason="x", by=by, at=turn.at))


def test_each_side_confirms_once_and_by_another_person(stage: Stage) -> None:
    key = record(stage, 30_000_00)
    for name in ("investor1", "chair", "admin", "presenter"):
        with pytest.raises(NotAllowed):
            confirm(stage, key, name)
    assert asked(stage) == set(ASKED)
    assert confirm(stage, key, "finance") is False
    assert asked(stage) == {"fund_owner"}, "finance has said its word"
    with pytest.raises(NotAllowed, match="You confirmed this list already"):
        confirm(stage, key, "finance")
    with pytest.raises(NotAllowed, match="The fund's owner and a person of finance confirm"):
        confirm(stage, key, "finance2")
    assert confirm(stage, key, "fund_owner") is True
    assert asked(stage) == set()


def test_whoever_has_a_part_decides_nothing_and_finance_stands_in_for_the_owner(stage: Stage) -> None:
    stage.commit("investor1", TWO, 25_000_00)
    key = record(stage, 80_000_00)
    owner = stage.cast.fund_owner.id
    with stage.database.writing() as turn:
        row = {"pitch_id": stage.pitches[TWO], "person_id": owner}
        turn.session.execute(insert(CoAuthor), [row])
    with pytest.raises(NotAllowed, match="somebody without a part in it decides"):
        confirm(stage, key, "fund_owner")
    assert confirm(stage, key, "finance") is False
    assert "finance2" in asked(stage), "in the owner's place"
    assert confirm(stage, key, "finance2") is True


def test_a_dropped_shortfall_cuts_nothing(stage: Stage) -> None:
    key = record(stage, 30_000_00)
    by = stage.cast.finance2
    with pytest.raises(Invalid):
        stage.act(lambda turn: actions.drop_shortfall(turn.session, key, reason=" ", by=by, at=turn.at))
    stage.act(
        lambda turn: actions.drop_shortfall(turn.session, key, reason="The cut is off.", by=by, at=turn.at)
    )
    assert stage.total("authority") == -100_000_00
    assert seen(stage, key).row.outcome == "dropped"
    record(stage, 30_000_00)


def test_verify_finds_nothing_after_any_of_it(stage: Stage) -> None:
    approved(stage)
    key = record(stage, 60_000_00)
    confirm(stage, key, "fund_owner")
    confirm(stage, key, "finance2")
    mine = {
        *("a_shortfall_is_cut_as_confirmed", "what_is_cut_is_what_was_listed", "balance_within_limits"),
        *("balance_is_the_sum_of_transfers", "money_adds_up_to_zero", "released_is_the_tranches"),
        *("a_budget_changes_by_decisions", "every_money_decision_is_in_the_history"),
    }
    with stage.database.snapshot() as session:
        assert [one.row for one in breaches(session) if one.invariant in mine] == []


def order(
    stage: Stage, key: str, places: dict[int, int], name: str = "finance", reason: str = "Agreed."
) -> int:
    by = stage.cast.actors[name]
    return stage.act(
        lambda turn: actions.order_list(turn.session, key, places, reason=reason, by=by, at=turn.at)
    )


def test_finance_orders_the_list_and_it_takes_from_the_top(stage: Stage) -> None:
    approved(stage)
    key = record(stage, 60_000_00)
    before = cuts(stage, key)
    last = len(before)
    assert order(stage, key, {last: 1}, reason="Sales gives first.") == 2
    after = cuts(stage, key)
    assert [each[:3] for each in after] == [before[-1][:3], *(each[:3] for each in before[:-1])]
    assert after[0][2] == after[0][3] > before[-1][3]
    assert sum(each[3] for each in after) == 60_000_00
    assert seen(stage, key).newest.reason == "Sales gives first."
    with pytest.raises(Conflict, match="read list 2 first"):
        confirm(stage, key, "finance", 1)
    assert confirm(stage, key, "fund_owner", 2) is False
    assert order(stage, key, {1: last}) == 3
    assert cuts(stage, key) == before
    assert seen(stage, key).consents == ()
    confirm(stage, key, "fund_owner", 3)
    assert confirm(stage, key, "finance", 3)
    with stage.database.snapshot() as session:
        assert [one.row for one in breaches(session) if "shortfall" in one.invariant] == []
    with pytest.raises(NotAllowed, match="This shortfall is over"):
        order(stage, key, {1: 2})


@pytest.mark.parametrize(
    ("places", "reason", "field", "words"),
    [
        ({}, "Why.", "places", "The order would stay as it is"),
        ({1: 1}, "Why.", "places", "give a line another place"),
        ({1: 0}, "Why.", "place_1", "You entered 0: enter a place from 1 to"),
        ({2: 99}, "Why.", "place_2", "You entered 99: enter a place from 1 to"),
        ({1: 2}, " ", "because", "Say in a sentence why"),
    ],
)
def test_an_order_that_says_nothing_is_refused_and_writes_nothing(
    stage: Stage, places: dict[int, int], reason: str, field: str, words: str
) -> None:
    approved(stage)
    key = record(stage, 60_000_00)
    with pytest.raises(Invalid) as refused:
        order(stage, key, places, reason=reason)
    assert words in refused.value.fields[field]
    assert stage.count("shortfall_list") == 1


def test_nobody_else_orders_it_and_not_once_money_moved(stage: Stage) -> None:
    key = record(stage, 60_000_00)
    with pytest.raises(NotAllowed):
        order(stage, key, {1: 2}, name="investor1")
    stage.commit("investor1", ONE, 10_000_00)
    with pytest.raises(Conflict, match="Money has moved since this list was made"):
        order(stage, key, {1: 2})
    assert stage.count("shortfall_list") == 1
