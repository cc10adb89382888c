"""The waiting list: who is told when money is free, and the offer of a place in a rolling round."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from pitchdeck.base import history
from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict, Invalid, NotAllowed
from pitchdeck.base.outbox import Outbox
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.portfolio.queries.invariants.acts import ACTS
from pitchdeck.features.portfolio.queries.invariants.commitments import COMMITMENTS
from pitchdeck.features.portfolio.queries.invariants.ledger import LEDGER
from pitchdeck.features.portfolio.queries.invariants.rounds import ROUNDS
from pitchdeck.features.rounds import actions as rounds
from pitchdeck.features.rounds import queries as round_queries
from tests.factories.cast import Cast
from tests.features.funding.rolling import AHEAD, plan
from tests.features.funding.stage import Stage, build

FIRST, SECOND, FUNDED = "P-2026-0001", "P-2026-0002", "P-2026-0003"
ASKS = {FIRST: {AHEAD: 12_000_00}, SECOND: {AHEAD: 30_000_00}, FUNDED: {AHEAD: 20_000_00}}
WHY = "The others did not find their minimum."


@pytest.fixture
def stage(database: Database, cast: Cast) -> Stage:
    """A published round: two pitches on the waiting list, one funded, 40,000.00 left in its purses."""
    made = build(database, cast, ASKS)
    fund = made.fund(100_000_00, year=AHEAD)
    for name in ("investor1", "investor2"):
        made.allot(fund, name, 30_000_00)
    made.chair("open_funding")
    made.commit("investor1", FUNDED, 20_000_00)
    made.chair("close_funding", why=WHY)
    made.finance("approve", FUNDED)
    made.chair("decide")
    made.chair("publish")
    return made


def opened(stage: Stage, **more: Any) -> str:
    """The key of an open rolling round over the same units, whose fund has 40,000.00 in no purse."""

    def started(turn: Any) -> str:
        made = rounds.create_rolling(turn.session, plan(stage.cast, **more), by=stage.cast.lead, at=turn.at)
        rounds.start_rolling(turn.session, made, by=stage.cast.chair, at=turn.at)
        return made.key

    return stage.act(started)


def moved(stage: Stage, rolling: str, names: tuple[str, ...] = ("investor1", "investor2")) -> Stage:
    """The same stage with its keys on the rolling round, where each of these has 15,000.00."""
    with stage.reading() as session:
        id_ = round_queries.round_of_key(session, rolling).id
        fund = session.execute(text("SELECT key FROM fund")).scalar_one()
    other = Stage(stage.database, stage.cast, id_, {}, round_key=rolling)
    for name in names:
        other.allot(fund, name, 15_000_00)
    return other


def offer(stage: Stage, rolling: str, ref: str, why: str = "", by: str = "chair") -> Pitch:
    actor = stage.cast.actors[by]
    return stage.act(lambda t: actions.offer(t.session, rolling, ref, by=actor, at=t.at, why=why))


def told(stage: Stage) -> list[dict[str, Any]]:
    """What the chair was told of turns, in order."""
    with stage.reading() as session:
        found = select(Outbox.facts).where(Outbox.kind == "turn_came").order_by(Outbox.id)
        return list(session.execute(found).scalars())


def sound(stage: Stage) -> None:
    """Every rule of the ledger, of rounds and of standbys holds; the stage's pitches were put there raw."""
    ours = [rule for rule in ROUNDS if rule.name.startswith(("one_letter", "an_offer"))]
    with stage.reading() as session:
        for rule in (*LEDGER, *COMMITMENTS, *ours):
            assert session.execute(text(rule.finds)).scalars().all() == [], rule.name


def test_the_list_is_ranked_and_says_what_each_needs(stage: Stage) -> None:
    rolling = opened(stage)
    with stage.reading() as session:
        round_ = round_queries.round_of_key(session, rolling)
        rows = queries.waiting(session, round_)
        free = queries.free_for(session, round_)
    assert [(row.rank, row.ref, row.needs) for row in rows] == [(1, FIRST, 12_000_00), (2, SECOND, 30_000_00)]
    assert rows[0].reason == "Commitments reached €0 of the minimum of €12,000 when funding closed."
    assert (free.purses, free.funds) == (0, 40_000_00)


def test_a_round_of_another_unit_or_year_has_another_list(stage: Stage) -> None:
    for more in ({"unit": "Sales"}, {"year": AHEAD + 1}):
        with stage.reading() as session:
            key = None
        key = opened(stage, name=str(more), **more)
        with stage.reading() as session:
            assert queries.waiting(session, round_queries.round_of_key(session, key)) == ()
        with pytest.raises(Conflict, match="does not wait for"):
            offer(stage, key, FIRST)


def test_an_offer_lets_it_look_for_money_at_any_size(stage: Stage) -> None:
    rolling = opened(stage)
    there = moved(stage, rolling)
    offer(stage, rolling, FIRST)
    assert stage.state(FIRST) == "in_funding"
    assert stage.count("outbox WHERE kind = 'money_sought'") == 2
    with stage.reading() as session:
        pitch = session.execute(select(Pitch).where(Pitch.ref == FIRST)).scalar_one()
        entry = history.of(session, "pitch", pitch.key)[0]
        assert pitch.round_id == there.round_id
    assert (entry.verb, entry.from_state, entry.to_state) == ("offered", "waitlisted", "in_funding")
    there.commit("investor1", FIRST, 12_000_00)
    assert stage.state(FIRST) == "in_review"
    there.finance("approve", FIRST)
    assert stage.state(FIRST) == "funded"
    assert stage.count(f"letter WHERE pitch_id = {pitch.id}") == 2
    with stage.reading() as session:
        letter = queries.letter_of(session, pitch.id)
    assert letter is not None
    assert (letter.outcome, letter.facts["round"]) == ("funded", "Always open")
    sound(stage)


def test_who_ranks_above_and_would_fit_is_passed_over_with_a_reason_only(stage: Stage) -> None:
    rolling = opened(stage)
    with pytest.raises(Invalid, match=f"{FIRST} ranks above it and would fit into the €40,000") as refused:
        offer(stage, rolling, SECOND)
    assert set(refused.value.fields) == {"why"}
    assert stage.state(SECOND) == "waitlisted"
    offer(stage, rolling, SECOND, why="Its trainer is free now.")
    assert stage.count("offer WHERE rank = 2 AND reason = 'Its trainer is free now.'") == 1
    sound(stage)


@pytest.mark.parametrize("who", ["lead", "finance", "investor1", "presenter", "fund_owner"])
def test_only_the_chair_offers(stage: Stage, who: str) -> None:
    rolling = opened(stage)
    with pytest.raises(NotAllowed, match="Only the chair"):
        offer(stage, rolling, FIRST, by=who)
    assert stage.count("offer") == 0


def test_an_offer_is_made_once(stage: Stage) -> None:
    rolling = opened(stage)
    offer(stage, rolling, FIRST)
    with pytest.raises(Conflict, match="does not wait for"):
        offer(stage, rolling, FIRST)
    assert stage.count("offer") == 1


def test_a_pitch_whose_waiting_is_not_announced_is_offered_nothing(database: Database, cast: Cast) -> None:
    made = build(database, cast, {FIRST: {AHEAD: 12_000_00}})
    made.chair("open_funding")
    made.chair("close_funding", why=WHY)
    rolling = opened(made)
    assert made.state(FIRST) == "waitlisted"
    with pytest.raises(Conflict, match="does not wait for"):
        offer(made, rolling, FIRST)


def test_a_withdrawal_frees_money_and_moves_the_waiting_list(stage: Stage) -> None:
    rolling = opened(stage)
    there = moved(stage, rolling)
    offer(stage, rolling, FIRST)
    there.commit("investor1", FIRST, 11_000_00)
    there.commit("investor2", FIRST, 500_00)
    assert told(stage) == []
    by = stage.cast.presenter
    stage.act(lambda t: actions.withdraw(t.session, FIRST, by=by, at=t.at, why="The need is gone."))
    assert (stage.state(FIRST), stage.total("reserved")) == ("withdrawn", 0)
    (turn,) = told(stage)
    assert turn == {
        "person_id": stage.cast.chair.id,
        "round": rolling,
        "ref": SECOND,
        "amount": 40_000_00,
    }
    sound(stage)


def test_a_closed_round_gives_money_back_and_tells_whose_turn_it_is(stage: Stage) -> None:
    rolling = opened(stage)
    stage.chair("close_round")
    (turn,) = told(stage)
    assert (turn["ref"], turn["amount"]) == (FIRST, 80_000_00)
    assert turn["round"] == rolling


def test_an_investment_that_ends_returns_money_and_moves_the_waiting_list(stage: Stage) -> None:
    rolling = opened(stage)
    with stage.reading() as session:
        funded = session.execute(select(Pitch.id).where(Pitch.ref == FUNDED)).scalar_one()
    by = stage.cast.finance
    stage.act(lambda t: actions.return_rest(t.session, funded, reason="It was closed.", by=by, at=t.at))
    (turn,) = told(stage)
    assert (turn["round"], turn["ref"], turn["amount"]) == (rolling, FIRST, 60_000_00)


def test_a_refusal_by_finance_moves_the_waiting_list(stage: Stage) -> None:
    rolling = opened(stage)
    there = moved(stage, rolling)
    offer(stage, rolling, FIRST)
    there.commit("investor1", FIRST, 12_000_00)
    there.finance("decline", FIRST, reason="The framework contract covers it.")
    assert [turn["ref"] for turn in told(stage)] == [SECOND]
    sound(stage)


def test_nobody_is_told_where_what_is_free_covers_no_minimum(stage: Stage) -> None:
    rolling = opened(stage)
    there = moved(stage, rolling, ("investor1",))
    offer(stage, rolling, FIRST)
    there.commit("investor1", FIRST, 1_000_00)
    with stage.reading() as session:
        fund = session.execute(text("SELECT key FROM fund")).scalar_one()
    cut: dict[str, Any] = {
        "kind": "cut",
        "amount": 15_000_00,
        "reason": "The year is tight.",
        "by": stage.cast.finance,
    }
    stage.act(lambda t: actions.change_fund(t.session, fund, at=t.at, **cut))
    by = stage.cast.presenter
    stage.act(lambda t: actions.withdraw(t.session, FIRST, by=by, at=t.at))
    with stage.reading() as session:
        free = queries.free_for(session, round_queries.round_of_key(session, rolling))
    assert (free.total, told(stage)) == (25_000_00, [])


def test_two_offers_at_once_are_one(stage: Stage) -> None:
    """The second finds the pitch where the first one put it, because the pitch is held first."""
    rolling = opened(stage)
    offer(stage, rolling, FIRST)
    late = datetime.now().astimezone() + timedelta(seconds=1)
    with pytest.raises(Conflict), stage.database.writing() as turn:
        actions.offer(turn.session, rolling, FIRST, by=stage.cast.chair, at=late)


def test_who_stood_by_in_the_first_round_is_not_told_of_room_in_another(stage: Stage) -> None:
    rolling = opened(stage)
    there = moved(stage, rolling)
    offer(stage, rolling, FIRST)
    made = there.commit("investor1", FIRST, 5_000_00)
    by = stage.cast.investor1
    stage.act(lambda t: actions.withdraw_commitment(t.session, made.key, by=by, at=t.at))
    assert stage.count("outbox WHERE kind = 'room_opened'") == 0


def test_what_is_offered_and_not_covered_waits_again_when_the_round_closes(stage: Stage) -> None:
    rolling = opened(stage)
    there = moved(stage, rolling)
    offer(stage, rolling, FIRST)
    there.commit("investor1", FIRST, 5_000_00)
    there.chair("end_rolling", why="We are done.")
    assert (stage.state(FIRST), there.total("reserved")) == ("waitlisted", 0)
    again = opened(stage, name="The next one")
    offer(stage, again, FIRST)
    assert stage.count("offer") == 2
    sound(stage)


def test_a_round_says_where_its_pitches_were_offered_a_place(stage: Stage) -> None:
    rolling = opened(stage)
    offer(stage, rolling, FIRST)
    with stage.reading() as session:
        (row,) = queries.offered_from(session, stage.round_id)
    assert (row.ref, row.state, row.round_name) == (FIRST, "in_funding", "Always open")


def test_what_was_announced_stays_with_its_round_after_an_offer(stage: Stage) -> None:
    """Found by the machine: verify looked for the letter's act in the round that the pitch came to."""
    rolling = opened(stage)
    moved(stage, rolling)
    offer(stage, rolling, FIRST)
    (rule,) = [each for each in ACTS if each.name == "every_money_decision_is_in_the_history"]
    with stage.reading() as session:
        assert stage.count("letter") > 0
        found = session.execute(text(rule.finds)).scalars().all()
    assert [row for row in found if row.startswith("letter")] == []
