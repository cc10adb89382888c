"""A pitch from its title to the panel: every act writes what it says, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from pitchdeck.base import history
from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict, Invalid, NotAllowed, NotFound
from pitchdeck.features.pitches import actions, queries
from pitchdeck.features.pitches.actions import StepValues
from pitchdeck.features.pitches.figures import BenefitRow
from pitchdeck.features.projection import recompute_differs
from tests.factories import pitches as made
from tests.factories.cast import Cast
from tests.factories.pitches import AT


def test_a_draft_needs_nothing_but_a_title(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        pitch = actions.create_pitch(
            turn.session,
            title="Ask better questions",
            unit_id=cast.units["Support"],
            by=cast.presenter,
            at=AT,
        )
        assert (pitch.state, pitch.ref, pitch.revision_no) == ("draft", None, 0)
        with pytest.raises(Invalid, match="title"):
            actions.create_pitch(
                turn.session, title="", unit_id=cast.units["Support"], by=cast.presenter, at=AT
            )


def test_a_template_lays_out_its_benefit_without_learnings_share(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        pitch = actions.create_pitch(
            turn.session,
            title="Faster",
            unit_id=cast.units["Support"],
            template="time_saved",
            by=cast.presenter,
            at=AT,
        )
        (line,) = queries.draft_of(turn.session, pitch.id).content.benefits
    assert line.terms["adoption"] == 0.55
    assert line.terms["redeployed"] == 0.5
    assert "isolation" not in line.terms


def test_submitting_freezes_inputs_figures_hash_and_ask(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        session = turn.session
        made.rates(session, cast)
        pitch = made.submitted(session, cast, made.measure(session, cast).id)
        revision = queries.revision_row(session, pitch.id, 1)
        assert (pitch.ref, pitch.state, pitch.revision_no) == ("P-2026-0001", "submitted", 1)
        assert recompute_differs(revision.inputs, revision.figures) == []
        assert len(revision.hash) == 64
        # From June: 4,000 for the coach, and 500 a month for twelve months.
        assert queries.asks_of(session, revision.id) == {2026: 750000, 2027: 250000}
        assert queries.asks_of(session, revision.id, "minimum") == {2026: 750000, 2027: 250000}
        assert (revision.ask_minor, pitch.ask_minor) == (1000000, 1000000)
        # 100 agents × 3 h × 42.60, and 4 finished hours × 71 × 60.
        assert pitch.time_minor == 1278000 + 1704000
        assert pitch.roi_pct is not None
        assert revision.content.costs[0].kind == "participant_time"
        assert revision.facts["claim"]["sentence"].startswith("Of 6 → 2 hours per agent and week")


def test_a_revision_is_never_changed_by_later_saves(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        session = turn.session
        made.rates(session, cast)
        pitch = made.submitted(session, cast, made.measure(session, cast).id)
        actions.send_back(session, pitch.key, why="Name the coach.", by=cast.lead, at=AT)
        before = queries.revision_row(session, pitch.id, 1)
        version = queries.draft_of(session, pitch.id).version
        values = StepValues({"solution": "Something else entirely."})
        actions.save_draft(session, pitch.key, "solution", values, version=version, by=cast.presenter, at=AT)
        assert queries.revision_row(session, pitch.id, 1) == before
        actions.submit(session, pitch.key, by=cast.presenter, at=AT)
        assert pitch.ref == "P-2026-0001"
        assert queries.revision_row(session, pitch.id, 2).content.solution == "Something else entirely."


def test_submitting_names_everything_that_is_missing(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        pitch = actions.create_pitch(
            turn.session,
            title="Bare",
            unit_id=cast.units["Support"],
            template="time_saved",
            by=cast.presenter,
            at=AT,
        )
        with pytest.raises(Invalid) as refused:
            actions.submit(turn.session, pitch.key, by=cast.presenter, at=AT)
    assert {"measure", "problem", "cause", "solution", "people", "nothing_else", "risk"} <= set(
        refused.value.fields
    )
    assert "lines-0-isolation" in refused.value.fields
    assert "sponsor_asked" in refused.value.fields


def test_submitting_waits_until_the_sponsor_was_asked(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        session = turn.session
        made.rates(session, cast)
        pitch = made.draft(session, cast, made.measure(session, cast).id)
        with pytest.raises(Invalid) as refused:
            actions.submit(session, pitch.key, by=cast.presenter, at=AT)
        assert set(refused.value.fields) == {"sponsor_asked"}
        actions.ask_sponsor(session, pitch.key, by=cast.presenter, at=AT)
        actions.submit(session, pitch.key, by=cast.presenter, at=AT)
        assert pitch.state == "submitted"


def test_a_claim_that_changed_since_is_asked_again(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        session = turn.session
        made.rates(session, cast)
        measure = made.measure(session, cast)
        pitch = made.asked(session, cast, measure.id)
        terms = made.BENEFIT | {"delta": 3}
        line = BenefitRow("time_saved", "Less rework", terms, "Controlling 2026", measure.id)
        version = queries.draft_of(session, pitch.id).version
        actions.save_draft(
            session,
            pitch.key,
            "benefit",
            StepValues({}, benefits=(line,)),
            version=version,
            by=cast.presenter,
            at=AT,
        )
        with pytest.raises(Invalid, match="Ask again"):
            actions.submit(session, pitch.key, by=cast.presenter, at=AT)


def test_the_smallest_honest_pitch_needs_no_sponsor(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        session = turn.session
        made.rates(session, cast)
        pitch = made.draft(session, cast, made.measure(session, cast).id, benefits=())
        actions.submit(session, pitch.key, by=cast.presenter, at=AT)
        assert pitch.roi_pct is None
        facts = queries.revision_row(session, pitch.id, 1).facts
    # 10,000 + 12,780 + 17,040 over 100 people × 52 weeks × 42.60 an hour.
    assert facts["breakeven_minutes_per_week"] == pytest.approx(39820 * 60 / (100 * 52 * 42.6))


def test_scoring_opens_with_the_yes_and_later_yeses_follow(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        session = turn.session
        made.rates(session, cast)
        measure, round_ = made.measure(session, cast), made.open_round(session, cast)
        agreed = made.screened(session, cast, measure.id, round_)
        waiting = made.screened(session, cast, measure.id, round_, yes=False, title="Waiting for Sven")
        assert actions.open_scoring(session, round_.key, by=cast.chair, at=AT) == 1
        assert (agreed.state, waiting.state) == ("in_scoring", "screened")
        made.agree(session, cast, waiting)
        assert waiting.state == "in_scoring"


def test_a_yes_after_scoring_closed_does_not_open_it(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        session = turn.session
        made.rates(session, cast)
        measure, round_ = made.measure(session, cast), made.open_round(session, cast)
        waiting = made.screened(session, cast, measure.id, round_, yes=False)
        actions.open_scoring(session, round_.key, by=cast.chair, at=AT)
        made.agree(session, cast, waiting, at=round_.scoring_closes_at)
        assert waiting.state == "screened"


def test_no_pitch_enters_a_round_after_its_deadline(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        session = turn.session
        made.rates(session, cast)
        pitch = made.submitted(session, cast, made.measure(session, cast).id)
        round_ = made.open_round(session, cast)
        with pytest.raises(Conflict, match="took pitches until"):
            late = round_.pitches_close_at
            actions.screen(session, pitch.key, round_key=round_.key, by=cast.lead, at=late)
        early = round_.pitches_close_at - timedelta(seconds=1)
        actions.screen(session, pitch.key, round_key=round_.key, by=cast.lead, at=early)
        assert pitch.state == "screened"


@pytest.mark.parametrize("verb", ["send_back", "redirect"])
def test_screening_against_a_pitch_needs_a_reason(database: Database, cast: Cast, verb: str) -> None:
    with database.writing() as turn:
        session = turn.session
        made.rates(session, cast)
        pitch = made.submitted(session, cast, made.measure(session, cast).id)
        act = getattr(actions, verb)
        with pytest.raises(Invalid):
            act(session, pitch.key, why="", by=cast.lead, at=AT)
        act(session, pitch.key, why="Pay is the cause, not skill.", by=cast.lead, at=AT)
        told = history.of(session, "pitch", pitch.key)[0]
    assert (told.from_state, told.why) == ("submitted", "Pay is the cause, not skill.")


def test_merging_names_the_pitch_that_takes_over(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        session = turn.session
        made.rates(session, cast)
        measure = made.measure(session, cast)
        one = made.submitted(session, cast, measure.id)
        two = made.submitted(session, cast, measure.id, title="The same again")
        assert one.ref is not None
        actions.merge(session, two.key, into=one.ref, why="Same people, same measure.", by=cast.lead, at=AT)
        assert two.state == "merged"
        with pytest.raises(Invalid, match="itself"):
            actions.merge(session, one.key, into=one.ref, why="?", by=cast.lead, at=AT)
        with pytest.raises(NotFound):
            actions.merge(session, one.key, into="P-2026-9999", why="?", by=cast.lead, at=AT)


def test_a_stale_save_writes_nothing(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        session = turn.session
        pitch = made.draft(session, cast, made.measure(session, cast).id)
        with pytest.raises(Conflict, match="Both texts are kept"):
            values = StepValues({"solution": "Late"})
            actions.save_draft(session, pitch.key, "solution", values, version=1, by=cast.presenter, at=AT)
        assert "half-day" in queries.draft_of(session, pitch.id).content.solution


def test_saving_a_draft_writes_no_history(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        pitch = made.draft(turn.session, cast, made.measure(turn.session, cast).id)
        acts = [entry.verb for entry in history.of(turn.session, "pitch", pitch.key)]
    assert acts == ["created"]


def test_a_submitted_pitch_is_closed_for_changes(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        session = turn.session
        made.rates(session, cast)
        pitch = made.submitted(session, cast, made.measure(session, cast).id)
        version = queries.draft_of(session, pitch.id).version
        values = StepValues({"solution": "Other"})
        with pytest.raises(NotAllowed, match="was submitted"):
            actions.save_draft(
                session, pitch.key, "solution", values, version=version, by=cast.presenter, at=AT
            )


def test_a_revision_cannot_be_rewritten_past_the_application(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        made.rates(turn.session, cast)
        made.submitted(turn.session, cast, made.measure(turn.session, cast).id)
    with pytest.raises(Exception, match=r"append-only|permission denied"), database.writing() as turn:
        turn.session.execute(text("UPDATE revision SET ask_minor = 1"))
