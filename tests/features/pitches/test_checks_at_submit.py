"""Checks that block keep a draft from being submitted; those that warn are frozen with the revision."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from pitchdeck.base.db import Database
from pitchdeck.base.errors import Invalid
from pitchdeck.features.pitches import actions, queries
from pitchdeck.features.pitches.figures import BenefitRow, CostRow
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.projection import TrackRecord
from tests.factories import pitches as made
from tests.factories.cast import Cast

BUILDING = CostRow("one_off", "design_development", "Building it", {"amount": 150_000}, "Quote 9")
# Of 6 hours a week, ten finished investments took off 5 to 14 %; the factory's line promises 18 % of all.
RECORD = TrackRecord(improvements={"time_saved": tuple(one / 100 for one in range(5, 15))})


def asked(session: Session, cast: Cast, costs: tuple[CostRow, ...] = made.COSTS, **terms: Any) -> Pitch:
    made.rates(session, cast)
    measure = made.measure(session, cast)
    line = BenefitRow("time_saved", "Less rework", made.BENEFIT | terms, "Controlling 2026", measure.id)
    return made.asked(session, cast, measure.id, costs=costs, benefits=(line,))


def refused(session: Session, cast: Cast, pitch: Pitch, record: TrackRecord | None = None) -> dict[str, str]:
    with pytest.raises(Invalid) as refusal:
        actions.submit(session, pitch.key, by=cast.presenter, at=made.AT, record=record)
    assert pitch.state == "draft"
    return dict(refusal.value.fields)


def test_a_large_pitch_needs_ranges_and_options(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        assert refused(turn.session, cast, asked(turn.session, cast, costs=(BUILDING,))) == {
            "ranges": "A large pitch says how far it may be off: "
            "give one line its one-in-ten bad and good values.",
            "options": "A large pitch is compared with doing nothing and one other option: add an option.",
        }


def test_three_points_out_of_order_are_named_and_kept(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        session = turn.session
        pitch = asked(session, cast, adoption_range=[0.6, 0.9])
        words = (
            "Less rework is not counted: its adoption range must be in the order bad ≤ likely ≤ good, "
            "but bad is 0.6, likely 0.55 and good 0.9."
        )
        assert refused(session, cast, pitch)["uncounted-0"] == words
        appraisal = queries.appraise(session, pitch.id, pitch.key)
        (check,) = (one for one in appraisal.checks if one.key == "counted")
        assert (check.level, check.sentence) == ("block", words)
        assert appraisal.content.benefits[0].terms["adoption_range"] == [0.6, 0.9]


def test_more_than_finished_investments_obtained_needs_its_reason(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        session = turn.session
        pitch = asked(session, cast)
        assert refused(session, cast, pitch, RECORD) == {
            "track_record": "Nine in ten finished investments of this kind obtained less; "
            "say why this one differs: Less rework."
        }
        nine = TrackRecord(improvements={"time_saved": RECORD.improvements["time_saved"][:9]})
        assert actions.submit(session, pitch.key, by=cast.presenter, at=made.AT, record=nine).ref


def test_a_justified_improvement_is_submitted(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        session = turn.session
        pitch = asked(session, cast, justification="The new console removes half of the steps.")
        actions.submit(session, pitch.key, by=cast.presenter, at=made.AT, record=RECORD)
        revision = queries.revision_row(session, pitch.id, 1)
        assert "The new console" in revision.inputs
        assert {one["key"]: one["level"] for one in revision.facts["checks"]}["track_record"] == "pass"


def test_a_certain_estimate_needs_a_result_under_control(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        session = turn.session
        pitch = asked(session, cast, confidence=1, basis="own_measured_result")
        assert "confidence" in refused(session, cast, pitch)
        measure = queries.draft_of(session, pitch.id).content.measure_id
        assert measure is not None
        record = TrackRecord(controlled=frozenset({measure}))
        assert actions.submit(session, pitch.key, by=cast.presenter, at=made.AT, record=record).ref


def test_a_warning_lets_it_pass_and_stands_in_the_revision(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        session = turn.session
        pitch = asked(session, cast)
        actions.submit(session, pitch.key, by=cast.presenter, at=made.AT)
        checks = queries.revision_row(session, pitch.id, 1).facts["checks"]
        assert [one["key"] for one in checks if one["level"] == "warn"] == ["sponsor_accepted"]
        assert len(checks) == 28
