"""An approved promise ends when its investor asks and finance, apart from the pitch, agrees."""

from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import text

from pitchdeck.base.db import Database, Writing
from pitchdeck.base.errors import Conflict, Invalid, NotAllowed, NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import actions, queries
from tests.factories.cast import Cast
from tests.features.funding.stage import Stage
from tests.features.funding.test_advances import NEXT, P1, P2, Ahead
from tests.features.funding.test_lost_promises import left_of, promised, verified
from tests.features.funding.test_shortfalls import history_of

WHY = "The unit closes next year."


@pytest.fixture
def stage(database: Database, cast: Cast) -> Ahead:
    return promised(database, cast)


def key_of(stage: Stage, ref: str) -> str:
    with stage.reading() as session:
        (row,) = queries.advances.promised_to(session, [stage.pitches[ref]])
        return row.key


def ask(stage: Stage, key: str, name: str = "investor2", reason: str = WHY) -> str:
    by = stage.cast.actors[name]
    return stage.act(lambda t: actions.ask_cancellation(t.session, key, reason=reason, by=by, at=t.at))


def answer(
    stage: Stage, key: str, name: str = "finance2", verdict: str = "confirmed", reason: str = ""
) -> None:
    by, said = stage.cast.actors[name], {"verdict": verdict, "reason": reason}
    stage.act(lambda t: actions.answer_cancellation(t.session, key, by=by, at=t.at, **said))


def confirm(turn: Writing, key: str, by: Actor) -> None:
    actions.answer_cancellation(turn.session, key, verdict="confirmed", by=by, at=turn.at)


def test_with_finances_yes_it_ends_once_and_the_year_lacks_it(stage: Ahead) -> None:
    asked = ask(stage, key_of(stage, P1))
    assert stage.total("promised") == 1_000_00, "nothing ends before finance agrees"
    answer(stage, asked)
    assert (stage.total("promised"), stage.total("coming")) == (400_00, -400_00)
    with pytest.raises(NotAllowed, match="that stands is ended by agreement"):
        answer(stage, asked)
    with stage.reading() as session:
        (year,) = queries.losses.lost_years(session, stage.pitches[P1])
        assert (year.fiscal_year, year.lost, year.left) == (NEXT, 600_00, 0)
        assert year.reasons == (f"Ended by agreement of its investor and finance: {WHY}",)
        told = session.execute(text("SELECT kind FROM outbox WHERE kind IN ('money_cut', 'promise_ended')"))
        assert sorted(told.scalars()) == ["money_cut", "money_cut", "promise_ended"]
    assert [each["why"] for each in history_of(stage, P1, "cancellation_asked")] == [WHY]
    assert left_of(stage, P1) == 600_00, "its tranche stays, for money that may come from elsewhere"
    stage.serve(stage.fund(400_00, year=NEXT))
    with pytest.raises(Conflict, match="Tranche 2 is €600, but only €0 is still committed"):
        stage.release(P1, 2)
    for ref, number in ((P1, 1), (P2, 1), (P2, 2)):
        stage.release(ref, number)
    verified(stage)


def test_declined_it_stands_and_may_be_asked_again(stage: Ahead) -> None:
    asked = ask(stage, key_of(stage, P1))
    with pytest.raises(NotAllowed, match="asked for already"):
        ask(stage, key_of(stage, P1))
    for verdict, field in (("declined", "reason"), ("", "verdict")):
        with pytest.raises(Invalid) as refused:
            answer(stage, asked, verdict=verdict)
        assert list(refused.value.fields) == [field]
    answer(stage, asked, verdict="declined", reason="The programme is half done.")
    assert stage.total("promised") == 1_000_00
    with pytest.raises(NotAllowed, match="This was answered"):
        answer(stage, asked)
    ask(stage, key_of(stage, P1))
    verified(stage)


def test_only_its_investor_asks_and_only_finance_apart_from_it_answers(stage: Ahead) -> None:
    key = key_of(stage, P1)
    for name in ("investor1", "finance", "presenter", "fund_owner", "admin"):
        with pytest.raises(NotFound):
            ask(stage, key, name)
    with pytest.raises(Invalid):
        ask(stage, key, reason=" ")
    asked = ask(stage, key)
    for name in ("investor2", "presenter", "sponsor", "chair", "fund_owner", "auditor"):
        with pytest.raises(NotAllowed):
            answer(stage, asked, name)
    for name in ("investor1", "investor2", "presenter", "sponsor"):
        tied = replace(stage.cast.actors[name], grants=stage.cast.finance.grants)
        with pytest.raises(NotAllowed, match="another person of finance answers"):
            stage.act(partial(confirm, key=asked, by=tied))


def test_served_meanwhile_nothing_is_left_to_end(stage: Ahead) -> None:
    asked = ask(stage, key_of(stage, P1))
    stage.serve(stage.fund(1_000_00, year=NEXT))
    with pytest.raises(NotAllowed, match="that stands is ended by agreement"):
        answer(stage, asked)
    verified(stage)


def test_what_ends_settles_the_lack_of_its_fund(stage: Ahead) -> None:
    fund = stage.fund(400_00, year=NEXT)
    stage.serve(fund)
    assert stage.count("shortfall") == 1
    answer(stage, ask(stage, key_of(stage, P1)))
    assert stage.serve(fund) == 1
    assert stage.count("shortfall_end WHERE outcome = 'dropped'") == 1
    verified(stage)
