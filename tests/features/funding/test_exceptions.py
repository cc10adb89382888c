"""What finance sees around a pitch: limits that run over a year, double claims, and conditions."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from pitchdeck.base.errors import Invalid
from pitchdeck.features.funding import queries
from pitchdeck.features.funding.models import Review, Tranche
from pitchdeck.features.funding.queries import Exceptions
from pitchdeck.features.pitches import queries as pitches
from pitchdeck.features.pitches.models import Pitch, Revision
from pitchdeck.features.strategy.models import Claim
from tests.base.triggers.world import put
from tests.features.funding.stage import Stage

P1, P2 = "P-2026-0001", "P-2026-0002"
NOW = datetime.now(UTC)


@pytest.fixture
def review(stage: Stage) -> Stage:
    """Both pitches covered and with finance."""
    stage.commit("investor1", P1, 30_000_00)
    for name, amount in (("investor1", 20_000_00), ("investor2", 10_000_00), ("investor3", 10_000_00)):
        stage.commit(name, P2, amount)
    stage.chair("close_funding")
    return stage


def around(
    stage: Stage, ref: str, *, limit: int | None, amount: int = 40_000_00, at: datetime = NOW
) -> Exceptions:
    with stage.database.snapshot() as session:
        pitch = pitches.pitch_for(session, ref, stage.cast.finance)
        shown = pitches.shown(session, pitch)
        return queries.exceptions_of(session, pitch, shown, limit=limit, amount=amount, at=at)


def test_what_one_presenter_and_goal_were_approved_runs_against_the_limit(review: Stage) -> None:
    assert around(review, P2, limit=69_999_99).lately == ()
    review.finance("approve", P1)
    found = around(review, P2, limit=69_999_99).lately
    assert [(row.of, row.name, row.pitches, row.minor) for row in found] == [
        ("presenter", "Pia Presenter", 1, 30_000_00),
        ("goal", "Fewer repeats", 1, 30_000_00),
    ]
    assert found[0].with_this(40_000_00) == 70_000_00
    assert around(review, P2, limit=70_000_00).lately == ()
    assert around(review, P2, limit=None).lately == ()
    assert around(review, P2, limit=1, at=NOW + timedelta(days=366)).lately == ()


def test_money_that_came_back_runs_against_nothing(review: Stage) -> None:
    review.finance("decline", P1, reason="No.")
    assert around(review, P2, limit=1).lately == ()


def claim(stage: Stage, ref: str, share: float) -> None:
    with stage.database.writing() as turn:
        key, measure = turn.session.execute(
            select(Pitch.key, Revision.measure_id)
            .join(Revision, Revision.pitch_id == Pitch.id)
            .where(Pitch.ref == ref)
        ).one()
        put(
            turn.session,
            Claim,
            key=f"claim-{ref}",
            measure_id=measure,
            pitch_key=key,
            share=share,
            delta=share * 3,
            sentence="A part.",
            asked_by_id=stage.cast.presenter.id,
            asked_at=NOW,
        )


def test_claims_of_others_on_the_same_measure_are_named_with_their_sum(review: Stage) -> None:
    claim(review, P2, 0.5)
    assert around(review, P2, limit=None).claims is None
    claim(review, P1, 0.75)
    found = around(review, P2, limit=None).claims
    assert found is not None
    assert (found.share, [row.pitch_ref for row in found.rows]) == (1.25, [P2, P1])


def test_who_claims_nothing_is_not_named(review: Stage) -> None:
    claim(review, P2, 0.5)
    claim(review, P1, 0.0)
    assert around(review, P2, limit=None).claims is None


def test_a_pitch_that_ended_claims_nothing(review: Stage) -> None:
    claim(review, P2, 0.5)
    claim(review, P1, 0.75)
    with review.database.writing() as turn:
        turn.session.execute(update(Pitch).where(Pitch.ref == P1).values(state="withdrawn"))
    assert around(review, P2, limit=None).claims is None


def test_conditions_stand_in_the_reason_and_before_the_first_tranche(review: Stage) -> None:
    for wrong, told in (("  ", "Name the conditions"), ("x" * 201, "201 characters")):
        with pytest.raises(Invalid, match=told):
            review.finance("approve_with_conditions", P1, reason=wrong)
    assert review.count("review") == 0
    review.finance("approve_with_conditions", P1, reason="The vendor's quote is in.")
    with review.reading() as session:
        assert session.execute(select(Review.verdict, Review.reason)).one() == (
            "approved",
            "On condition: The vendor's quote is in.",
        )
        conditions = session.execute(select(Tranche.condition).order_by(Tranche.number)).scalars().all()
    assert conditions == ["The vendor's quote is in.", "pilot evidence"]
