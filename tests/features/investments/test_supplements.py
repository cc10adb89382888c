"""More money for a running investment: asked, committed, approved, and the overrun paid with it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from pitchdeck.base.errors import Conflict, Invalid, NotAllowed, NotFound
from pitchdeck.base.policy import Grant
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding import queries as funded
from pitchdeck.features.funding.actions import Choices
from pitchdeck.features.funding.figures.closing import CARRY, LAPSE, Policy, plan
from pitchdeck.features.funding.models import Fund
from pitchdeck.features.investments import queries
from pitchdeck.features.pitches.models import CoAuthor
from pitchdeck.features.portfolio.queries.invariants import breaches
from pitchdeck.features.scoring.models import Recusal
from tests.base.triggers.world import put
from tests.features.investments.stage import Stage
from tests.features.investments.supplements import OVER, RELEASED, UNTIL, Short, give_purse, overspent, roll


@pytest.fixture
def short(stage: Stage) -> Short:
    return overspent(stage)


@pytest.fixture
def asked(short: Short) -> tuple[Short, str]:
    return short, short.ask()


def sound(short: Short) -> None:
    with short.stage.database.snapshot() as session:
        assert [(each.invariant, each.row) for each in breaches(session)] == []


def test_an_overrun_is_asked_for_covered_approved_and_gone(short: Short) -> None:
    stage = short.stage
    assert stage.tracked().standing.rag == "red"
    with pytest.raises(NotAllowed, match="An overrun is open"):
        stage.release(2)
    key = short.ask()
    assert short.row(key).state == "asked"
    assert short.commit(key, 1_000_00).covered is False
    made = short.commit(key, 5_000_00, by="investor3", up_to_needed=True)
    assert (made.amount, made.left, made.covered) == (2_000_00, 18_000_00, True)
    assert short.row(key).state == "covered"
    assert short.approve(key) == OVER
    assert short.row(key).state == "approved"
    assert stage.tracked().overrun == 0
    assert "overrun" not in stage.tracked().standing.reasons
    assert short.balance("spent") == RELEASED + OVER
    assert (short.balance("reserved"), short.balance("released")) == (0, 0)
    stage.release(2)
    assert short.balance("released") == 18_000_00
    sound(short)


def test_what_is_beyond_the_overrun_is_a_tranche_of_its_own(short: Short) -> None:
    key = short.ask(OVER + 2_000_00)
    short.commit(key, OVER + 2_000_00)
    assert short.approve(key) == OVER
    assert short.balance("committed") == 18_000_00 + 2_000_00
    stage = short.stage
    with stage.database.reading() as session:
        rows = funded.tranches_of_pitch(session, stage.pitch_id)
    assert [(row.number, row.amount) for row in rows] == [
        (1, 12_000_00),
        (2, 18_000_00),
        (3, OVER),
        (4, 2_000_00),
    ]
    stage.tranches += [rows[2].key, rows[3].key]
    with pytest.raises(NotAllowed, match="An earlier tranche still waits"):
        stage.release(4)
    stage.release(2)
    stage.release(4)
    assert short.balance("released") == 20_000_00
    sound(short)


def test_less_than_the_overrun_pays_the_oldest_actual_first(stage: Stage) -> None:
    short = overspent(stage, 1_000_00)
    stage.actual(4_000_00, confirmed_by="finance", period_on=date(2026, 3, 1))
    key = short.ask(4_500_00)
    short.commit(key, 4_500_00)
    assert short.approve(key) == 4_500_00
    with stage.database.reading() as session:
        investment = queries.tracked_of_key(session, stage.key, today=stage.at.date())
        assert investment
        left = queries.open_overruns(session, investment.row.id)
    assert [(each.reference, each.amount) for each in left] == [("RE-1300000", 500_00)]
    assert stage.tracked().standing.rag == "red"
    sound(short)


def test_the_approval_names_hash_rule_and_limit(asked: tuple[Short, str]) -> None:
    short, key = asked
    short.commit(key, OVER)
    short.approve(key)
    row = short.row(key)
    assert row.rule == "more money: €30,000 + €0 before, €3,000 now"
    assert (row.limit_minor, row.ended_by, row.reason) == (
        None,
        short.stage.cast.finance.name,
        "Two more groups came than were planned.",
    )


def test_only_who_presents_asks_once_a_year_and_in_time(short: Short) -> None:
    with pytest.raises(NotAllowed, match="Only the presenter"):
        short.ask(by="investor1")
    for wrong, field in (
        ({"amount": 0}, "amount"),
        ({"reason": " "}, "reason"),
        ({"benefit": ""}, "benefit"),
        ({"reason": "x" * 401}, "reason"),
        ({"category": "participant_time"}, "category"),
        ({"until_on": date(2026, 4, 21)}, "until_on"),
        ({"until_on": date(2027, 1, 20)}, "until_on"),
        ({"fiscal_year": 2027}, "fiscal_year"),
    ):
        with pytest.raises(Invalid) as caught:
            short.ask(**wrong)
        assert list(caught.value.fields) == [field]
    short.ask()
    with pytest.raises(Conflict, match=r"€3,000 of 2026 are asked for already, until 10 May 2026"):
        short.ask(1_00)
    assert short.count("supplement") == 1


def test_who_is_outside_learns_nothing(asked: tuple[Short, str]) -> None:
    short, key = asked
    outsider = short.stage.cast.actors["nobody"]
    with pytest.raises(NotFound):
        short.money("commit_more", key, short.purses["investor2"], 1_00, by=outsider)
    with pytest.raises(NotFound):
        short.money("decline_supplement", key, by=outsider, reason="No.")
    with pytest.raises(NotFound):
        short.approve(key, by=outsider)


def test_a_commitment_fits_what_is_asked_and_the_purse(asked: tuple[Short, str]) -> None:
    short, key = asked
    for amount, words in (
        (OVER + 1, "still needs €3,000 more; you entered €3,000.01. Enter at most €3,000"),
        (0, "more than zero"),
    ):
        with pytest.raises(Invalid) as caught:
            short.commit(key, amount)
        assert words in caught.value.fields["amount"]
    short.purses["investor2"] = give_purse(short, "investor2", 500_00, fund="Small")
    with pytest.raises(Invalid) as caught:
        short.commit(key, 600_00)
    assert "Small has €500 free" in caught.value.fields["amount"]
    assert short.balance("reserved") == 0
    assert short.count("commitment") == 1


def test_who_wrote_or_sponsors_pays_nothing_and_nobody_for_another(asked: tuple[Short, str]) -> None:
    short, key = asked
    stage, cast = short.stage, short.stage.cast
    with pytest.raises(NotAllowed, match="no purse"):
        short.money("commit_more", key, short.purses["investor1"], OVER, by="investor2")
    with stage.database.writing() as turn:
        put(turn.session, CoAuthor, pitch_id=stage.pitch_id, person_id=cast.investor2.id)
        owner = {"owner": cast.investor3.id}
        turn.session.execute(text("UPDATE measure SET owner_id = :owner, agreed_by_id = :owner"), owner)
        recusal = {"pitch_id": stage.pitch_id, "person_id": cast.investor1.id, "kind": "personal"}
        put(turn.session, Recusal, **recusal, reason="A cousin.", at=stage.at)
    for name, words in (("investor2", "You wrote"), ("investor3", "own unit"), ("investor1", "conflict")):
        with pytest.raises(NotAllowed, match=words):
            short.commit(key, OVER, by=name)
    assert short.balance("reserved") == 0


def test_a_fund_for_other_things_does_not_pay(asked: tuple[Short, str]) -> None:
    short, key = asked
    short.purses["investor2"] = give_purse(
        short, "investor2", 9_000_00, fund="Travel", categories=("travel_facilities",)
    )
    with pytest.raises(Invalid) as caught:
        short.commit(key, OVER)
    assert caught.value.fields == {
        "purse_key": "Travel does not pay for this. Only for travel and rooms: choose another purse."
    }
    short.purses["investor2"] = give_purse(
        short, "investor2", 9_000_00, fund="Coaches", categories=("delivery_facilitation",)
    )
    assert short.commit(key, OVER).covered
    assert short.approve(key) == OVER
    sound(short)


def test_a_commitment_is_taken_back_until_the_approval(asked: tuple[Short, str]) -> None:
    short, key = asked
    made = short.commit(key, OVER)
    with pytest.raises(NotAllowed, match="is not changed: take it back and commit anew"):
        short.money("change_commitment", made.key, 1_00, by="investor2")
    short.money("withdraw_commitment", made.key, by="investor2")
    assert (short.row(key).state, short.free_of("investor2")) == ("asked", 20_000_00)
    made = short.commit(key, OVER)
    short.approve(key)
    with pytest.raises((NotAllowed, NotFound)):
        short.money("withdraw_commitment", made.key, by="investor2")
    sound(short)


def test_finance_approves_all_of_it_untied_within_the_limit_and_once(asked: tuple[Short, str]) -> None:
    short, key = asked
    cast = short.stage.cast
    with pytest.raises(NotAllowed, match="Not all of it is reserved"):
        short.approve(key)
    short.commit(key, OVER)
    for name, words in (("investor2", "invested"), ("presenter", "wrote"), ("sponsor", "sponsor")):
        with pytest.raises(NotAllowed, match=words):
            short.approve(key, by=short.stage.with_finance(name))
    low = replace(cast.finance, grants=(Grant("finance", limit=32_999_99),))
    with pytest.raises(NotAllowed, match="above the limit"):
        short.approve(key, by=low)
    enough = replace(cast.finance, grants=(Grant("finance", limit=33_000_00),))
    assert short.approve(key, by=enough) == OVER
    with pytest.raises(NotAllowed, match="This is over"):
        short.approve(key, by="finance2")
    assert short.count("supplement_end") == 1


@pytest.mark.parametrize(
    ("verb", "by", "outcome"),
    [("withdraw_supplement", "presenter", "withdrawn"), ("decline_supplement", "finance2", "declined")],
)
def test_what_ends_without_approval_frees_its_money(
    asked: tuple[Short, str], verb: str, by: str, outcome: str
) -> None:
    short, key = asked
    short.commit(key, 2_000_00)
    name = "why" if verb.startswith("withdraw") else "reason"
    empty: dict[str, Any] = {name: ""}
    said: dict[str, Any] = {name: "Another way was found."}
    with pytest.raises(Invalid):
        short.money(verb, key, by=by, **empty)
    short.money(verb, key, by=by, **said)
    assert short.row(key).state == outcome
    assert (short.balance("reserved"), short.free_of("investor2")) == (0, 20_000_00)
    with pytest.raises(NotAllowed, match="This is over"):
        short.commit(key, 1_00)
    again = short.ask()
    short.commit(again, OVER)
    sound(short)


def test_the_clock_ends_what_nobody_paid_in_time(asked: tuple[Short, str]) -> None:
    short, key = asked
    short.commit(key, 2_000_00)
    last = short.at.replace(month=UNTIL.month, day=UNTIL.day)
    lapse = funding.lapse_supplement
    assert not short.stage.act(lambda turn: lapse(turn.session, key, at=last))
    late = last + timedelta(days=1)
    with pytest.raises(NotAllowed, match="The last day"):
        short.commit(key, 1_000_00, at=late)
    assert short.stage.act(lambda turn: lapse(turn.session, key, at=late))
    assert not short.stage.act(lambda turn: lapse(turn.session, key, at=late))
    row = short.row(key)
    assert row.state == "lapsed"
    assert row.ended_why == (
        "€2,000 of €3,000 were reserved by its last day, 10 May 2026, and nothing was approved."
    )
    assert short.balance("reserved") == 0
    sound(short)


def test_the_rolling_round_takes_what_it_pays_for_along(asked: tuple[Short, str]) -> None:
    short, key = asked
    short.commit(key, 2_000_00)
    with pytest.raises(Invalid):
        short.money("end_rolling", short.round_key, by="chair")
    short.money("end_rolling", short.round_key, by="chair", why="The year is planned anew.")
    assert short.row(key).state == "lapsed"
    assert (short.balance("reserved"), short.free_of("investor2")) == (0, 0)
    sound(short)


def test_a_reversed_actual_gives_back_what_a_supplement_paid(asked: tuple[Short, str]) -> None:
    short, key = asked
    stage = short.stage
    short.commit(key, OVER)
    short.approve(key)
    with stage.database.reading() as session:
        found = queries.tracked_of_key(session, stage.key, today=stage.at.date())
        assert found
    actual = stage.page(stage.cast.finance).actuals[0]
    stage.do("reverse_actual", actual.key, by="finance", reason="Not ours.")
    assert (short.balance("spent"), short.balance("released")) == (0, RELEASED + OVER)
    sound(short)


def test_a_credit_note_reaches_what_a_supplement_paid(asked: tuple[Short, str]) -> None:
    short, key = asked
    short.commit(key, OVER)
    short.approve(key)
    stage = short.stage
    actual = stage.page(stage.cast.finance).actuals[0]
    stage.credit(actual.key, RELEASED + OVER)
    assert (short.balance("spent"), short.balance("released")) == (0, RELEASED + OVER)
    sound(short)


def test_what_a_credit_note_shrank_meanwhile_stays_released(asked: tuple[Short, str]) -> None:
    short, key = asked
    short.commit(key, OVER)
    stage = short.stage
    actual = stage.page(stage.cast.finance).actuals[0]
    stage.credit(actual.key, 1_000_00)
    assert short.approve(key) == 2_000_00
    assert short.balance("committed") == 18_000_00 + 1_000_00
    sound(short)


def test_a_large_overrun_is_released_by_a_second_person(stage: Stage) -> None:
    large = 100_000_00
    short = roll(stage, 2 * large)
    stage.actual(RELEASED + large, confirmed_by="finance")
    key = short.ask(large)
    short.commit(key, large)
    assert short.approve(key) == 0
    assert stage.tracked().overrun == large
    with stage.database.reading() as session:
        tranche = funded.tranches_of_pitch(session, stage.pitch_id)[-1].key
    with pytest.raises(NotAllowed, match="You asked for this release"):
        stage.do("release", tranche, by="finance", reason="It is spent.")
    stage.do("release", tranche, by="finance2", reason="It is spent.")
    assert (stage.tracked().overrun, short.balance("spent")) == (0, RELEASED + large)
    sound(short)


def test_the_closing_of_its_fund_frees_what_was_reserved(asked: tuple[Short, str]) -> None:
    short, key = asked
    short.commit(key, 2_000_00)
    january = short.at.replace(year=2027, month=1, day=10)
    stage = short.stage
    with stage.database.reading() as session:
        fund_id = funded.purse_of_key(session, short.purses["investor2"]).fund_id
        fund = session.execute(select(Fund.key).where(Fund.id == fund_id)).scalar_one()
        books = funded.closing.books_of(session, fund_id, 2026, own=True)
        seal = plan(books, Policy(CARRY, LAPSE, frozenset())).seal
    short.money("close_year", fund, 2026, Choices(), seen=seal, by="finance", at=january)
    assert (short.row(key).given, short.balance("reserved")) == (0, 0)
    assert stage.act(lambda turn: funding.lapse_supplement(turn.session, key, at=january))
    sound(short)
