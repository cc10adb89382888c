"""Who sees and changes a pitch: the rules, and the lists that must agree with them."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy.orm import Session

from pitchdeck.base import policy
from pitchdeck.base.db import Database
from pitchdeck.base.errors import NotAllowed, NotFound
from pitchdeck.base.policy import Actor, Grant
from pitchdeck.features.pitches import actions, queries
from pitchdeck.features.pitches.models import Pitch
from pitchdeck.features.pitches.policy import PitchFacts
from tests.factories import pitches as made
from tests.factories.cast import PEOPLE, Cast
from tests.factories.pitches import AT

TO_FUNDED = ("start_scoring", "shortlist", "open_funding", "cover", "take_up", "fund")
NEAR = {"presenter", "lead"}
DRAFT, ASKED = NEAR, NEAR | {"sponsor"}
SUBMITTED = ASKED | {"finance", "finance2", "fund_owner", "auditor"}
IN_ROUND = SUBMITTED | {"chair", "investor1", "investor2", "investor3"}


@contextmanager
def every_stage(database: Database, cast: Cast) -> Iterator[tuple[Session, dict[str, Pitch]]]:
    with database.writing() as turn:
        session = turn.session
        made.rates(session, cast)
        measure, round_ = made.measure(session, cast), made.open_round(session, cast)
        yield (
            session,
            {
                "draft": made.draft(session, cast, measure.id),
                "asked": made.asked(session, cast, measure.id),
                "submitted": made.submitted(session, cast, measure.id),
                "screened": made.screened(session, cast, measure.id, round_),
            },
        )


def test_each_stage_opens_to_those_it_concerns(database: Database, cast: Cast) -> None:
    with every_stage(database, cast) as (session, stages):
        for stage, expected in zip(stages, (DRAFT, ASKED, SUBMITTED, IN_ROUND), strict=True):
            facts = queries.pitch_of_key(session, stages[stage].key).facts
            seen = {name for name in PEOPLE if policy.may("pitch:see", cast.actors[name], facts)}
            assert seen == expected, stage


def test_lists_agree_with_the_rule_for_every_person_and_pitch(database: Database, cast: Cast) -> None:
    with every_stage(database, cast) as (session, stages):
        for verb in TO_FUNDED:  # the one state that readers of published things see
            actions.move(session, stages["screened"], verb, by=cast.chair, at=AT)
        for name in PEOPLE:
            actor = cast.actors[name]
            listed = {line.key for line in queries.pitches_seen_by(session, actor).lines}
            ruled = {
                pitch.key
                for pitch in stages.values()
                if policy.may("pitch:see", actor, queries.pitch_of_key(session, pitch.key).facts)
            }
            assert listed == ruled, name


def test_an_unseen_pitch_is_not_found(database: Database, cast: Cast) -> None:
    with every_stage(database, cast) as (session, stages):
        with pytest.raises(NotFound):
            queries.pitch_for(session, stages["draft"].key, cast.chair)
        with pytest.raises(NotFound):
            queries.pitch_for(session, "P-2026-9999", cast.lead)
        assert queries.pitch_for(session, stages["draft"].key, cast.presenter).handle == stages["draft"].key


def test_pages_of_the_list_lead_on_without_gaps(database: Database, cast: Cast) -> None:
    with every_stage(database, cast) as (session, stages):
        found, before = [], ""
        while True:
            page = queries.pitches_seen_by(session, cast.lead, before=before, size=3)
            found += [line.key for line in page.lines]
            if page.older is None:
                break
            before = page.older
        assert found == [pitch.key for pitch in reversed(stages.values())]
        assert queries.pitches_seen_by(session, cast.lead, before="nothing").lines[0].key == found[0]


def test_screening_waits_longest_first_and_for_ones_own_units(database: Database, cast: Cast) -> None:
    with every_stage(database, cast) as (session, stages):
        assert [line.key for line in queries.pitches_to_screen(session, cast.lead)] == [
            stages["submitted"].key
        ]
        elsewhere = Actor(cast.lead.id, "x", "x", (Grant("lead", frozenset({cast.units["Sales"]})),))
        assert queries.pitches_to_screen(session, elsewhere) == ()


@pytest.mark.parametrize("stranger", ["colleague", "sponsor", "lead", "investor1", "finance", "admin"])
def test_only_authors_write(database: Database, cast: Cast, stranger: str) -> None:
    with every_stage(database, cast) as (session, stages):
        actor = cast.actors[stranger]
        draft = stages["asked"].key
        with pytest.raises(NotAllowed):
            values = actions.StepValues({"solution": "Mine"})
            actions.save_draft(session, draft, "solution", values, version=6, by=actor, at=AT)
        with pytest.raises(NotAllowed):
            actions.ask_sponsor(session, draft, by=actor, at=AT)
        with pytest.raises(NotAllowed):
            actions.submit(session, draft, by=actor, at=AT)


def test_a_co_author_writes_but_does_not_submit(database: Database, cast: Cast) -> None:
    with every_stage(database, cast) as (session, stages):
        key = stages["asked"].key
        actions.add_co_author(session, key, person_id=cast.colleague.id, by=cast.presenter, at=AT)
        actions.ask_sponsor(session, key, by=cast.colleague, at=AT)
        with pytest.raises(NotAllowed, match="Only the presenter"):
            actions.submit(session, key, by=cast.colleague, at=AT)


def test_nobody_screens_what_they_wrote_or_another_units_pitch() -> None:
    facts = PitchFacts("submitted", True, 2, 1, frozenset({1}), frozenset(), None, frozenset())
    own = Actor(1, "a", "a", (Grant("lead"), Grant("presenter")))
    elsewhere = Actor(2, "b", "b", (Grant("lead", frozenset({3})),))
    assert "wrote" in policy.may("pitch:screen", own, facts).reason
    assert "unit" in policy.may("pitch:screen", elsewhere, facts).reason
    assert policy.may("pitch:screen", Actor(3, "c", "c", (Grant("lead", frozenset({2})),)), facts)


def test_an_author_never_answers_their_own_claim(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        session = turn.session
        made.rates(session, cast)
        measure = made.measure(session, cast)
        pitch = made.asked(session, cast, measure.id)
        actions.add_co_author(session, pitch.key, person_id=cast.sponsor.id, by=cast.presenter, at=AT)
        claim = queries.appraise(session, pitch.id, pitch.key).asked
        assert claim is not None
        with pytest.raises(NotAllowed, match="wrote"):
            actions.answer_claim(session, claim.key, verdict="yes", by=cast.sponsor, at=AT)
        with pytest.raises(NotAllowed, match="owner of the measure"):
            actions.answer_claim(session, claim.key, verdict="yes", by=cast.lead, at=AT)
