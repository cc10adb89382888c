"""Money behind a written condition: reserved at once, counted once the presenter accepts."""

from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError

from pitchdeck.base.errors import Invalid, NotAllowed, NotFound
from pitchdeck.features.funding import actions, queries
from pitchdeck.features.funding.models import Commitment, Condition, ConditionAnswer, Resolution
from tests.features.funding.stage import YEAR, Stage

P1, P2 = "P-2026-0001", "P-2026-0002"
PILOT = "A pilot in one branch comes first."


def asked(stage: Stage, amount: int = 30_000_00) -> str:
    return stage.commit("investor1", P1, amount, condition=f" {PILOT} ").key


def answer(stage: Stage, key: str, verdict: str, name: str = "presenter") -> None:
    by = stage.cast.actors[name]
    stage.act(lambda turn: actions.answer_condition(turn.session, key, verdict, by=by, at=turn.at))


def test_money_behind_a_condition_is_reserved_and_does_not_count(stage: Stage) -> None:
    asked(stage)
    assert (stage.total("reserved"), stage.state(P1)) == (30_000_00, "in_funding")
    assert stage.count("outbox WHERE kind = 'condition_asked'") == 1
    assert stage.count("outbox WHERE kind = 'commitment_made'") == 0
    with stage.reading() as session:
        assert session.execute(select(Condition.words)).scalars().all() == [PILOT]
        assert queries.counted(session, stage.pitches[P1]).by_year == {YEAR: 0}
    with pytest.raises(Invalid, match="needs nothing more"):
        stage.commit("investor2", P1, 5)


def test_an_accepted_condition_counts_and_covers(stage: Stage) -> None:
    answer(stage, asked(stage), "accepted")
    assert (stage.total("reserved"), stage.state(P1)) == (30_000_00, "covered")
    assert stage.count("outbox WHERE kind = 'condition_answered'") == 1
    assert stage.count("history WHERE verb = 'condition_accepted'") == 1


def test_a_declined_condition_frees_the_money(stage: Stage) -> None:
    answer(stage, asked(stage), "declined")
    assert (stage.total("reserved"), stage.total("purse"), stage.state(P1)) == (0, 80_000_00, "in_funding")
    with stage.reading() as session:
        assert session.execute(select(Resolution.reason)).scalar_one() == "Its condition was declined."


@pytest.mark.parametrize("verdict", ["accepted", "declined"])
def test_a_condition_is_answered_once(stage: Stage, verdict: str) -> None:
    key = asked(stage)
    answer(stage, key, verdict)
    with pytest.raises((NotAllowed, NotFound)):
        answer(stage, key, "accepted")
    assert stage.count("condition_answer") == 1


@pytest.mark.parametrize("name", ["investor1", "investor2", "sponsor", "finance", "chair", "lead", "admin"])
def test_only_the_presenter_answers(stage: Stage, name: str) -> None:
    key = asked(stage)
    with pytest.raises(NotFound):
        answer(stage, key, "accepted", name)
    assert stage.count("condition_answer") == 0


def test_another_word_is_no_answer_and_no_condition_needs_none(stage: Stage) -> None:
    with pytest.raises(Invalid, match="Accept the condition or decline it"):
        answer(stage, asked(stage), "perhaps")
    plain = stage.commit("investor2", P2, 5).key
    with pytest.raises(NotFound):
        answer(stage, plain, "accepted")


def test_a_condition_has_at_most_200_characters(stage: Stage) -> None:
    with pytest.raises(Invalid) as refused:
        stage.commit("investor1", P1, 5, condition="x" * 201)
    assert refused.value.fields["condition"] == (
        "A condition has at most 200 characters; yours has 201. Say it shorter."
    )
    assert stage.count("commitment") == 0
    stage.commit("investor1", P1, 5, condition="x" * 200)


def test_a_condition_that_is_taken_back_needs_no_answer(stage: Stage) -> None:
    key, by = asked(stage), stage.cast.investor1
    stage.act(lambda turn: actions.withdraw_commitment(turn.session, key, by=by, at=turn.at))
    with pytest.raises(NotAllowed, match="free again"):
        answer(stage, key, "accepted")


def test_closing_funding_frees_what_nobody_accepted(stage: Stage) -> None:
    stage.commit("investor1", P2, 25_000_00)
    stage.commit("investor2", P2, 10_000_00, condition=PILOT)
    assert stage.state(P2) == "covered"
    stage.chair("close_funding", why="Everybody has answered.")
    assert (stage.state(P2), stage.total("reserved")) == ("in_review", 25_000_00)
    with stage.reading() as session:
        reasons = session.execute(select(Resolution.reason)).scalars().all()
    assert reasons == ["Its condition was not accepted in time."]
    assert stage.finance("approve", P2) == {YEAR: 25_000_00}


def test_an_accepted_condition_is_committed_like_any_money(stage: Stage) -> None:
    answer(stage, asked(stage), "accepted")
    stage.chair("close_funding", why="Everybody has answered.")
    assert stage.finance("approve", P1) == {YEAR: 30_000_00}


def test_the_minimum_that_rests_on_a_condition_lapses(stage: Stage) -> None:
    asked(stage)
    stage.chair("close_funding", why="Nobody answered.")
    assert (stage.state(P1), stage.total("reserved")) == ("waitlisted", 0)


def _plain(stage: Stage, table: Any, row: dict[str, Any]) -> None:
    with stage.database.writing() as turn:
        turn.session.execute(insert(table), [row])


def test_the_database_refuses_what_the_rule_forbids(stage: Stage) -> None:
    key = asked(stage)
    plain = stage.commit("investor2", P2, 5).key
    with stage.reading() as session:
        ids = {row.key: row.id for row in session.execute(select(Commitment.key, Commitment.id))}
        condition = session.execute(select(Condition.id)).scalar_one()
        at = session.execute(select(Commitment.at)).scalars().first()
    late = {"commitment_id": ids[plain], "words": "Later"}
    given = {"condition_id": condition, "verdict": "accepted", "by_id": stage.cast.investor1.id, "at": at}
    taken = {"commitment_id": ids[key], "outcome": "committed", "committed": 30_000_00, "freed": 0}
    taken |= {"reason": "", "by_id": stage.cast.finance.id, "at": at}
    for table, row, words in (
        (Condition, late, "written together with its commitment"),
        (ConditionAnswer, given, "answered by the presenter"),
        (Resolution, taken, "committed once that is accepted"),
    ):
        with pytest.raises(DBAPIError, match=words):
            _plain(stage, table, row)
