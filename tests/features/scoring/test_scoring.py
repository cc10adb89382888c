"""Scoring a pitch, what is refused, closing, and the shortlist, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict, Invalid, NotAllowed, NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.features.pitches.models import CoAuthor
from pitchdeck.features.pitches.queries import pitch_of_key
from pitchdeck.features.rounds.queries import criteria, round_of_key
from pitchdeck.features.scoring import actions, queries
from pitchdeck.features.scoring.actions import Given
from pitchdeck.features.scoring.models import Recusal, Scorecard
from tests.factories.cast import Cast
from tests.factories.pitches import AT
from tests.factories.scores import SCORING, give, in_scoring

CLOSES = AT + timedelta(days=45)


def state_of(database: Database, key: str) -> str:
    with database.reading() as session:
        return pitch_of_key(session, key).state


def test_a_score_is_kept_with_its_words(database: Database, cast: Cast) -> None:
    with database.writing() as act:
        _round, (pitch,) = in_scoring(act.session, cast)
        give(act.session, pitch, (4, 3, 2, 5), by=cast.investor1)
    with database.reading() as session:
        facts = queries.facts_for_score(session, pitch.key, cast.investor1)
        card = queries.own_card(session, facts.revision_id, cast.investor1.id)
        assert card is not None
        assert [one.value for one in card.scores] == [4, 3, 2, 5]
        assert str(card.mean) == "3.55"
        assert card.scores[3].reason == "Because of the pilot."
        assert queries.own_card(session, facts.revision_id, cast.investor2.id) is None


def test_ones_own_score_may_change_until_scoring_closes(database: Database, cast: Cast) -> None:
    with database.writing() as act:
        _round, (pitch,) = in_scoring(act.session, cast)
        give(act.session, pitch, 4, by=cast.investor1)
        give(act.session, pitch, 2, by=cast.investor1, sentence="On second thoughts, no.")
    with database.reading() as session:
        facts = queries.facts_for_score(session, pitch.key, cast.investor1)
        (card,) = queries.cards_of(session, facts.revision_id)
        assert [one.value for one in card.scores] == [2, 2, 2, 2]
        assert card.sentence == "On second thoughts, no."


def test_history_tells_that_a_card_changed_and_never_its_numbers(database: Database, cast: Cast) -> None:
    with database.writing() as act:
        _round, (pitch,) = in_scoring(act.session, cast)
        give(act.session, pitch, 4, by=cast.investor1)
        give(act.session, pitch, 2, by=cast.investor1)
    with database.reading() as session:
        own = history.of(session, "scorecard", f"{pitch.key}/{cast.investor1.key}")
        assert [entry.verb for entry in own] == ["score_changed", "scored"]
        assert all(entry.detail == {} and entry.why == "" for entry in own)
        verbs = {entry.verb for entry in history.of(session, "pitch", pitch.key)}
        assert not verbs & {"scored", "score_changed"}


def test_what_a_scorecard_lacks_is_named(database: Database, cast: Cast) -> None:
    with database.writing() as act:
        round_, (pitch,) = in_scoring(act.session, cast)
        asked = criteria(act.session, round_.id)
    given = {asked[0].id: Given(5), asked[1].id: Given(1, "  "), asked[2].id: Given(7)}
    with pytest.raises(Invalid) as refused, database.writing() as act:
        actions.score(act.session, pitch.key, scores=given, sentence=" ", by=cast.investor1, at=SCORING)
    assert set(refused.value.fields) == {"sentence", "reason_1", "reason_2", "score_3", "score_4"}
    with pytest.raises(Invalid, match="at most 400"), database.writing() as act:
        give(act.session, pitch, 3, by=cast.investor1, sentence="x" * 401)
    with database.reading() as session:
        assert queries.missing_scores(session, round_.id) == {pitch.ref: tuple(_panel(cast))}


def _panel(cast: Cast) -> list[int]:
    return [cast.investor1.id, cast.investor2.id, cast.investor3.id]


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("chair", "Only the panel"),
        ("finance", "Only the panel"),
        ("presenter", "Only the panel"),
        ("lead", "Only the panel"),
    ],
)
def test_only_the_panel_scores(database: Database, cast: Cast, who: str, words: str) -> None:
    with database.writing() as act:
        _round, (pitch,) = in_scoring(act.session, cast)
    with pytest.raises(NotAllowed, match=words), database.writing() as act:
        give(act.session, pitch, 3, by=cast.actors[who])


def test_an_author_does_not_score(database: Database, cast: Cast) -> None:
    with database.writing() as act:
        _round, (pitch,) = in_scoring(act.session, cast)
        _write_with(act.session, pitch.id, cast.investor1)
    with pytest.raises(NotAllowed, match="wrote"), database.writing() as act:
        give(act.session, pitch, 3, by=cast.investor1)


def _write_with(session: Session, pitch_id: int, who: Actor) -> None:
    session.add(CoAuthor(pitch_id=pitch_id, person_id=who.id))
    session.flush()


def test_someone_recused_does_not_score_and_is_missing_not_zero(database: Database, cast: Cast) -> None:
    with database.writing() as act:
        round_, (pitch,) = in_scoring(act.session, cast)
        give(act.session, pitch, 2, by=cast.investor1)
        give(act.session, pitch, 4, by=cast.investor2)
        give(act.session, pitch, 5, by=cast.investor3)
        act.session.add(
            Recusal(
                pitch_id=pitch.id, person_id=cast.investor3.id, kind="personal", reason="Vendor", at=SCORING
            )
        )
    with pytest.raises(NotAllowed, match="recused"), database.writing() as act:
        give(act.session, pitch, 3, by=cast.investor3)
    with database.reading() as session:
        (row,) = queries.ranking(session, round_.id)
        assert (str(row.weighted_mean), row.scorecards, row.needed, row.recused) == ("3.00", 2, 2, 1)
        assert queries.missing_scores(session, round_.id) == {}


def test_a_sponsor_scores_only_where_conflicts_are_disclosed(database: Database, cast: Cast) -> None:
    sponsoring = cast.__class__({**cast.actors, "sponsor": cast.investor1}, cast.units)
    with database.writing() as act:
        round_, (pitch,) = in_scoring(act.session, sponsoring)
        give(act.session, pitch, 5, by=cast.investor1)
        give(act.session, pitch, 2, by=cast.investor2)
        give(act.session, pitch, 3, by=cast.investor3)
    with database.reading() as session:
        (row,) = queries.ranking(session, round_.id)
        assert row.sponsor_scored
        assert (str(row.weighted_mean), str(row.mean_without_sponsor)) == ("3.33", "2.50")
        facts = queries.facts_for_score(session, pitch.key, cast.investor1)
    strict = replace(facts, conflict_rule="strict")
    assert "strict" in policy.may("pitch:score", cast.investor1, strict).reason


def test_scores_come_before_the_deadline_and_while_scoring_is_open(database: Database, cast: Cast) -> None:
    with database.writing() as act:
        round_, (pitch,) = in_scoring(act.session, cast)
    with pytest.raises(NotAllowed, match="deadline"), database.writing() as act:
        give(act.session, pitch, 3, by=cast.investor1, at=CLOSES)
    with database.writing() as act:
        actions.close_scoring(act.session, round_.key, by=cast.chair, at=CLOSES)
    with pytest.raises(NotAllowed, match="not in scoring"), database.writing() as act:
        give(act.session, pitch, 3, by=cast.investor1)
    with pytest.raises(IntegrityError, match="while the round is scoring"), database.writing() as act:
        facts = queries.facts_for_score(act.session, pitch.key, cast.investor1)
        act.session.add(
            Scorecard(
                pitch_id=pitch.id,
                revision_id=facts.revision_id,
                round_id=round_.id,
                investor_id=cast.investor1.id,
                sentence="Late",
                at=SCORING,
            )
        )
        act.session.flush()


def test_closing_early_with_scores_missing_takes_a_reason(database: Database, cast: Cast) -> None:
    with database.writing() as act:
        round_, (pitch,) = in_scoring(act.session, cast)
        give(act.session, pitch, 3, by=cast.investor1)
    with pytest.raises(NotAllowed), database.writing() as act:
        actions.close_scoring(act.session, round_.key, by=cast.lead, at=SCORING)
    with pytest.raises(Invalid) as refused, database.writing() as act:
        actions.close_scoring(act.session, round_.key, by=cast.chair, at=SCORING)
    assert "2 scorecards are missing" in refused.value.fields["why"]
    with database.writing() as act:
        actions.close_scoring(act.session, round_.key, by=cast.chair, at=SCORING, why="Both are ill.")
    with database.reading() as session:
        assert round_of_key(session, round_.key).state == "deliberation"
        assert history.of(session, "round", round_.key)[0].why == "Both are ill."
    with pytest.raises(Conflict), database.writing() as act:
        actions.close_scoring(act.session, round_.key, by=cast.chair, at=CLOSES)


def test_a_pitch_without_the_sponsors_yes_expires_when_scoring_closes(database: Database, cast: Cast) -> None:
    with database.writing() as act:
        round_, (pitch, quiet) = in_scoring(act.session, cast, silent=("Silent",))
        silent = quiet.key
    assert state_of(database, silent) == "screened"
    with database.writing() as act:
        actions.close_scoring(act.session, round_.key, by=cast.chair, at=CLOSES)
    assert state_of(database, silent) == "expired"
    assert state_of(database, pitch.key) == "in_scoring"


def test_what_waits_for_a_persons_score(database: Database, cast: Cast) -> None:
    with database.writing() as act:
        _round, (first, second) = in_scoring(act.session, cast, ("One", "Two"))
        give(act.session, first, 3, by=cast.investor1)
    with database.reading() as session:
        waiting = queries.to_score(session, cast.investor1.id, at=SCORING)
        assert [(row.ref, row.minutes) for row in waiting] == [(second.ref, 3)]
        assert len(queries.to_score(session, cast.investor2.id)) == 2
        assert queries.to_score(session, cast.investor2.id, at=CLOSES) == ()
        assert queries.to_score(session, cast.chair.id) == ()


def test_a_pitch_outside_any_round_has_no_scores(database: Database, cast: Cast) -> None:
    with database.reading() as session, pytest.raises(NotFound):
        queries.facts_for_score(session, "nothing", cast.investor1)
