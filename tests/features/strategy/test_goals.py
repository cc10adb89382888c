"""Goals, measures and claims: who sets, agrees and answers, and what is refused."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict, Invalid, NotAllowed, NotFound
from pitchdeck.features.pitches import actions as pitches
from pitchdeck.features.pitches import queries as pitch_queries
from pitchdeck.features.pitches.figures import BenefitRow
from pitchdeck.features.strategy import actions, queries
from tests.factories import pitches as made
from tests.factories.cast import Cast
from tests.factories.pitches import AT


def test_only_the_lead_of_the_unit_sets_goals(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        for name in ("presenter", "sponsor", "chair", "admin"):
            with pytest.raises(NotAllowed):
                actions.add_goal(
                    turn.session,
                    name="Grow",
                    why="Because",
                    priority=1,
                    unit_id=cast.units["Sales"],
                    owner_id=cast.chair.id,
                    until=date(2027, 1, 1),
                    by=cast.actors[name],
                    at=AT,
                )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"target": Decimal(6)}, "target"),
        ({"target_on": date(2025, 1, 1)}, "target_on"),
        ({"value_source": ""}, "value_source"),
    ],
)
def test_a_measure_needs_a_gap_dates_in_order_and_a_source(
    database: Database, cast: Cast, wrong: dict[str, Any], field: str
) -> None:
    with database.writing() as turn, pytest.raises(Invalid) as refused:
        made.measure(turn.session, cast, **wrong)
    assert set(refused.value.fields) == {field}


def test_only_the_owner_agrees_and_only_once(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        measure = made.measure(turn.session, cast, agreed=False)
        with pytest.raises(NotAllowed):
            actions.agree_measure(turn.session, measure.key, by=cast.lead, at=AT)
        actions.agree_measure(turn.session, measure.key, by=cast.sponsor, at=AT)
        assert queries.measure_row(turn.session, measure.id).agreed_at == AT
        with pytest.raises(Conflict, match="agreed before"):
            actions.agree_measure(turn.session, measure.key, by=cast.sponsor, at=AT)


def test_a_no_needs_its_reason_and_an_answer_is_given_once(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        session = turn.session
        made.rates(session, cast)
        pitch = made.asked(session, cast, made.measure(session, cast).id)
        (claim,) = queries.claims_awaiting(session, cast.sponsor.id)
        with pytest.raises(Invalid) as refused:
            pitches.answer_claim(session, claim.key, verdict="no", by=cast.sponsor, at=AT)
        assert set(refused.value.fields) == {"reason"}
        pitches.answer_claim(session, claim.key, verdict="no", reason="Too bold.", by=cast.sponsor, at=AT)
        assert queries.claims_awaiting(session, cast.sponsor.id) == ()
        with pytest.raises(Conflict, match="answered before"):
            pitches.answer_claim(session, claim.key, verdict="yes", by=cast.sponsor, at=AT)
        with pytest.raises(Invalid, match="Too bold"):
            pitches.submit(session, pitch.key, by=cast.presenter, at=AT)


def test_a_replaced_claim_can_no_longer_be_answered(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        session = turn.session
        made.rates(session, cast)
        pitch = made.asked(session, cast, made.measure(session, cast).id)
        (old,) = queries.claims_awaiting(session, cast.sponsor.id)
        pitches.ask_sponsor(session, pitch.key, by=cast.presenter, at=AT)
        with pytest.raises(Conflict, match="newer one"):
            pitches.answer_claim(session, old.key, verdict="yes", by=cast.sponsor, at=AT)


def test_open_claims_add_up_and_one_alone_stops_at_the_whole_way(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        session = turn.session
        made.rates(session, cast)
        measure = made.measure(session, cast)
        # 2 hours × 60 % × 55 % of the 4 hours between 6 and 2.
        kept = [made.asked(session, cast, measure.id, title=f"Pitch {number}") for number in range(6)]
        assert pitch_queries.claim_total(session, measure.id) == Decimal("0.165") * 6
        large = made.BENEFIT | {"delta": 13}
        alone = BenefitRow("time_saved", "More than all", large, "Controlling", measure.id)
        with pytest.raises(Invalid, match=r"claims 107% of the way .*: more than there is"):
            made.asked(session, cast, measure.id, title="One too large", benefits=(alone,))
        pitches.move(session, kept[0], "withdraw", by=cast.presenter, at=AT)
        assert pitch_queries.claim_total(session, measure.id) == Decimal("0.165") * 5


def test_claims_and_answers_are_append_only(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        made.rates(turn.session, cast)
        made.submitted(turn.session, cast, made.measure(turn.session, cast).id)
    for table in ("claim", "claim_answer"):
        with pytest.raises(Exception, match=r"append-only|permission denied"), database.writing() as turn:
            turn.session.execute(text(f"DELETE FROM {table}"))


def test_what_does_not_exist_is_not_found(database: Database, cast: Cast) -> None:
    with database.reading() as session:
        for look_up in (queries.goal_of_key, queries.measure_of_key, queries.claim_of_key):
            with pytest.raises(NotFound):
                look_up(session, "nothing")
        assert queries.claim_of(session, cast.lead.key) is None
