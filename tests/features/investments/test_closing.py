"""The end of an investment: review, the sponsor's word, closing, and where its money goes."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from pitchdeck.base import history
from pitchdeck.base.db import Database, Writing
from pitchdeck.base.errors import Conflict, Invalid, NotAllowed, NotFound
from pitchdeck.base.outbox import Outbox
from pitchdeck.base.policy import Named
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding.actions.closing import Choices
from pitchdeck.features.funding.models import Account
from pitchdeck.features.funding.queries import closing, rest_of
from pitchdeck.features.investments import queries
from pitchdeck.features.investments.actions import Review
from pitchdeck.features.investments.models import ClosingAnswer, ClosingReview
from tests.base.triggers.world import put
from tests.factories.cast import Cast
from tests.features.investments.stage import RELEASE, Stage, build

END = datetime(2027, 6, 15, 10, 0, tzinfo=UTC)
SAID = Review("Rework fell from 6 to 4 hours a week.", "Team leads coached.", "Plan the coaching first.")


@pytest.fixture
def stage(database: Database, cast: Cast) -> Stage:
    """12,000 released, 9,000 of it spent; a year of benefits measured and attested."""
    made = build(database, cast)
    made.release()
    made.actual(9_000_00, confirmed_by="finance")
    return made


def measured(stage: Stage) -> None:
    """Delivered, and the whole planned year read and attested."""
    stage.do("deliver", stage.key, by="presenter", why="To 100 agents.")
    stage.at = END
    key = stage.reading(covers_to=date(2027, 5, 31))
    stage.do("attest", key, verdict="attested", by="sponsor")


def reviewed(stage: Stage) -> str:
    measured(stage)
    key: str = stage.do("write_review", stage.key, SAID, by="presenter")
    stage.do("answer_review", key, verdict="confirmed", by="sponsor")
    return key


def balance(stage: Stage, *kinds: str) -> int:
    statement = select(func.coalesce(func.sum(Account.balance), 0)).where(Account.kind.in_(kinds))
    return stage.act(lambda turn: int(turn.session.execute(statement).scalar_one()))


def told(stage: Stage, kind: str) -> int:
    statement = select(func.count(Outbox.id)).where(Outbox.kind == kind)
    return stage.act(lambda turn: int(turn.session.execute(statement).scalar_one()))


def test_it_is_reviewed_confirmed_and_closed_and_its_money_goes_back(stage: Stage) -> None:
    key = reviewed(stage)
    assert (told(stage, "closing_asked"), told(stage, "closing_answered")) == (1, 1)
    before = balance(stage, "fund")
    left = balance(stage, "committed", "released")
    assert left == 30_000_00 - 9_000_00
    assert stage.do("close", stage.key, by="finance") == (left, 0)
    assert balance(stage, "committed", "released", "contracted") == 0
    assert balance(stage, "fund") == before + left
    assert balance(stage, "spent") == 9_000_00
    assert told(stage, "investment_closed") == 4  # presenter, sponsor, investor, fund owner
    page = stage.page(stage.cast.finance)
    assert (page.tracked.row.state, page.review is not None and page.review.key) == ("closed", key)
    with stage.database.reading() as session:
        verbs = [entry.verb for entry in history.of(session, "investment", stage.key)]
        assert not rest_of(session, stage.pitch_id)
    assert {"review_written", "reviewed", "closed"} <= set(verbs)


def test_the_figures_of_the_day_stay_with_the_review(stage: Stage) -> None:
    key = reviewed(stage)
    with stage.database.reading() as session:
        row = queries.review_of_key(session, key)
    real = stage.tracked().standing.realised
    assert row.cost == 9_000_00
    assert row.benefit == stage.tracked().minor(real.actual_benefit)
    assert row.share == pytest.approx(real.benefits_realisation_ratio.value, abs=1e-4)


def test_a_review_comes_after_the_last_planned_reading(stage: Stage) -> None:
    with pytest.raises(NotAllowed, match="report the delivery first"):
        stage.do("write_review", stage.key, SAID, by="presenter")
    stage.do("deliver", stage.key, by="presenter", why="To 100 agents.")
    with pytest.raises(Conflict, match=r"last planned reading falls due on 2027-06-01"):
        stage.do("write_review", stage.key, SAID, by="presenter")
    stage.at = datetime(2027, 6, 5, 10, 0, tzinfo=UTC)
    with pytest.raises(Conflict, match=r"due since 2027-06-01. Record it first; .* by 2027-07-01"):
        stage.do("write_review", stage.key, SAID, by="presenter")
    stage.at = END
    key = stage.reading(covers_to=date(2027, 5, 31))
    with pytest.raises(Conflict, match="waits for its sponsor"):
        stage.do("write_review", stage.key, SAID, by="presenter")
    stage.do("attest", key, verdict="attested", by="sponsor")
    stage.do("write_review", stage.key, SAID, by="presenter")


def test_what_nobody_measured_counts_as_zero_and_can_be_reviewed(stage: Stage) -> None:
    stage.do("deliver", stage.key, by="presenter", why="To 100 agents.")
    stage.at = datetime(2027, 8, 1, 10, 0, tzinfo=UTC)
    key = stage.do("write_review", stage.key, SAID, by="presenter")
    with stage.database.reading() as session:
        assert queries.review_of_key(session, key).share == 0


def test_every_part_of_it_is_said_and_one_waits_at_a_time(stage: Stage) -> None:
    measured(stage)
    with pytest.raises(Invalid) as refused:
        stage.do("write_review", stage.key, Review(" ", "", ""), by="presenter")
    assert set(refused.value.fields) == {"obtained", "why", "lesson"}
    stage.do("write_review", stage.key, SAID, by="presenter")
    with pytest.raises(NotAllowed, match="waits for the sponsor"):
        stage.do("write_review", stage.key, SAID, by="presenter")


def test_the_sponsor_sends_it_back_with_a_reason_and_it_is_written_anew(stage: Stage) -> None:
    measured(stage)
    first = stage.do("write_review", stage.key, SAID, by="presenter")
    with pytest.raises(Invalid, match="Say what is missing"):
        stage.do("answer_review", first, verdict="sent_back", by="sponsor")
    stage.do("answer_review", first, verdict="sent_back", reason="Which teams?", by="sponsor")
    assert stage.tracked().row.state == "tracking"
    second = stage.do("write_review", stage.key, SAID, by="presenter")
    with pytest.raises(Conflict, match="newer review"):
        stage.do("answer_review", first, verdict="confirmed", by="sponsor")
    stage.do("answer_review", second, verdict="confirmed", by="sponsor")
    with pytest.raises(NotAllowed, match="reviewed already"):
        stage.do("answer_review", second, verdict="confirmed", by="sponsor")


def test_only_those_whose_act_it_is(stage: Stage) -> None:
    measured(stage)
    for name in ("lead", "finance", "sponsor"):
        with pytest.raises(NotAllowed):
            stage.do("write_review", stage.key, SAID, by=name)
    with pytest.raises(NotFound):
        stage.do("write_review", stage.key, SAID, by="admin")
    key = stage.do("write_review", stage.key, SAID, by="presenter")
    for name in ("presenter", "lead", "finance", "investor1"):
        with pytest.raises(NotAllowed):
            stage.do("answer_review", key, verdict="confirmed", by=name)
    cast = stage.cast
    hand = Named(cast.presenter.id, cast.presenter.key, cast.presenter.name)
    with pytest.raises(NotAllowed, match="that they present"):
        stage.do("answer_review", key, verdict="confirmed", by=replace(cast.sponsor, deputy=hand))
    with pytest.raises(NotAllowed, match="once its sponsor confirmed"):
        stage.do("close", stage.key, by="finance")
    stage.do("answer_review", key, verdict="confirmed", by="sponsor")
    for name in ("presenter", "sponsor", "lead", "chair"):
        with pytest.raises(NotAllowed):
            stage.do("close", stage.key, by=name)
    with pytest.raises(NotAllowed, match="You sponsor this pitch"):
        stage.do("close", stage.key, by=stage.with_finance("sponsor"))


def test_it_is_not_closed_while_something_is_open(stage: Stage) -> None:
    contract = stage.contract(2_000_00, confirmed_by="finance")
    waiting = stage.actual(500_00)
    accrual = stage.accrual(300_00)
    reviewed(stage)
    with pytest.raises(Conflict) as refused:
        stage.do("close", stage.key, by="finance")
    words = str(refused.value)
    for said in ("contract PO-200000 over €2,000", "the reported cost RE-50000", "the accrual “Two days"):
        assert said in words
    assert stage.tracked().row.state == "reviewed"
    stage.do("end_contract", contract, by="finance", reason="Not needed.")
    stage.do("reverse_actual", waiting, by="presenter", reason="Never came.")
    stage.do("reverse_accrual", accrual, by="finance", reason="Never came.")
    stage.do("close", stage.key, by="finance")


def test_an_overrun_keeps_it_open(stage: Stage) -> None:
    stage.actual(40_000_00, confirmed_by="finance")
    reviewed(stage)
    with pytest.raises(Conflict, match="the overrun of €37,000"):
        stage.do("close", stage.key, by="finance")


def test_nothing_is_added_and_nothing_released_after_the_review(stage: Stage) -> None:
    reviewed(stage)
    with pytest.raises(NotAllowed, match="not under way any more"):
        stage.actual(100_00)
    with pytest.raises(NotAllowed, match="nothing more of it is released"):
        stage.release(2)


def test_money_of_a_fund_whose_year_is_closed_lapses(stage: Stage) -> None:
    def close_year(turn: Writing) -> Any:
        session = turn.session
        fund = session.execute(text("SELECT id, key FROM fund")).one()
        seen = closing.year_end(session, fund.key, at=END).plan.seal
        return funding.close_year(
            session, fund.key, 2026, Choices(), seen=seen, by=stage.cast.finance, at=END
        )

    reviewed(stage)
    stage.act(close_year)
    left = balance(stage, "committed", "released")
    assert left > 0
    assert stage.do("close", stage.key, by="finance") == (0, left)
    assert balance(stage, "committed", "released") == 0


def _refused(stage: Stage, words: str, model: Any, **values: Any) -> None:
    with pytest.raises(IntegrityError, match=words):
        stage.act(lambda turn: put(turn.session, model, **values))


def _said(stage: Stage, **more: Any) -> dict[str, Any]:
    with stage.database.reading() as session:
        found = session.execute(text("SELECT id FROM investment")).scalar_one()
    amounts = dict.fromkeys(("planned_cost", "cost", "planned_benefit", "benefit"), 0)
    words = {"obtained": "A", "why": "B", "lesson": "C"}
    row = {"key": "k", "investment_id": found, **words, **amounts, "by_id": stage.cast.presenter.id}
    return {**row, "at": END, **more}


def _run(attack: str, turn: Writing) -> None:
    turn.session.execute(text(attack))


def test_the_database_keeps_the_end_as_it_is(stage: Stage) -> None:
    cast = stage.cast
    _refused(stage, "a delivered investment is reviewed", ClosingReview, **_said(stage))
    measured(stage)
    _refused(stage, "by who wrote its pitch", ClosingReview, **_said(stage, by_id=cast.lead.id))
    _refused(stage, "words", ClosingReview, **_said(stage, lesson=""))
    key = stage.do("write_review", stage.key, SAID, by="presenter")
    _refused(stage, "one closing review at a time", ClosingReview, **_said(stage))
    with stage.database.reading() as session:
        review = queries.review_of_key(session, key)
    row = {"review_id": review.id, "verdict": "confirmed", "reason": "", "at": END}
    _refused(stage, "confirmed by the owner", ClosingAnswer, **row, by_id=cast.finance.id)
    stranger = {"by_id": cast.sponsor.id, "deputy_id": cast.viewer.id}
    _refused(stage, "without being named", ClosingAnswer, **row, **stranger)
    for attack, words in (
        ("UPDATE investment SET state = 'reviewed'", "its sponsor confirmed"),
        ("UPDATE investment SET state = 'closed'", "may not follow|no money behind|leaves no money"),
        ("DELETE FROM closing_review", "append-only|permission denied"),
        ("UPDATE closing_review SET lesson = 'other'", "append-only|permission denied"),
    ):
        with pytest.raises(Exception, match=words):
            stage.act(partial(_run, attack))
    stage.do("answer_review", key, verdict="confirmed", by="sponsor")
    with pytest.raises(IntegrityError, match="leaves no money behind"):
        stage.act(partial(_run, "UPDATE investment SET state = 'closed'"))


def test_nothing_comes_back_to_a_closed_investment(stage: Stage) -> None:
    """Found by the machine: a reversed invoice left released money that nobody could return any more."""
    stage.at = RELEASE
    with stage.database.reading() as session:
        paid = session.execute(text("SELECT key FROM actual")).scalar_one()
    note = stage.credit(paid, 1_000_00)
    reviewed(stage)
    stage.do("close", stage.key, by="finance")
    assert balance(stage, "released") == 0
    for verb, key in (("reverse_actual", paid), ("reverse_credit", note)):
        with pytest.raises(NotAllowed, match="nothing of it moves any more"):
            stage.do(verb, key, by="finance", reason="Wrong.")
    with pytest.raises(NotAllowed, match="nothing of it moves any more"):
        stage.credit(paid, 1_00, reference="CN-late")
    assert balance(stage, "released") == 0
