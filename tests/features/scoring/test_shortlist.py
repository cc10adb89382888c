"""The ranking that the chair chooses from, and what a choice must say."""

import pytest

from pitchdeck.base import history
from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict, Invalid, NotAllowed
from pitchdeck.features.pitches.queries import pitch_of_key
from pitchdeck.features.scoring import actions, queries
from tests.factories.cast import Cast
from tests.factories.scores import DELIBERATION, SCORING, Known, give, in_scoring


def judged(database: Database, cast: Cast) -> tuple[Known, list[Known]]:
    """Three pitches: 4.00 and 3.00 with two cards each, 5.00 with one of the two that the quorum needs."""
    with database.writing() as act:
        round_, found = in_scoring(act.session, cast, ("Best", "Second", "Thin"))
        for pitch, value in zip(found, (4, 3), strict=False):
            give(act.session, pitch, value, by=cast.investor1)
            give(act.session, pitch, value, by=cast.investor2)
        give(act.session, found[2], 5, by=cast.investor1)
        actions.close_scoring(act.session, round_.key, by=cast.chair, at=DELIBERATION)
    return round_, found


def refs(found: list[Known], *places: int) -> list[str]:
    return [found[place].ref for place in places]


def states(database: Database, found: list[Known]) -> list[str]:
    with database.reading() as session:
        return [pitch_of_key(session, pitch.key).state for pitch in found]


def test_the_ranking_shows_mean_and_number_of_scorecards(database: Database, cast: Cast) -> None:
    round_, found = judged(database, cast)
    with database.reading() as session:
        rows = queries.ranking(session, round_.id)
    assert [(row.ref, row.rank, str(row.weighted_mean), row.scorecards) for row in rows] == [
        (found[0].ref, 1, "4.00", 2),
        (found[1].ref, 2, "3.00", 2),
        (found[2].ref, None, "5.00", 1),
    ]
    assert [row.quorate for row in rows] == [True, True, False]


def test_the_chosen_go_on_and_all_others_are_passed_over(database: Database, cast: Cast) -> None:
    round_, found = judged(database, cast)
    with database.writing() as act:
        actions.shortlist(act.session, round_.key, refs(found, 0), by=cast.chair, at=DELIBERATION)
    assert states(database, found) == ["shortlisted", "not_shortlisted", "not_shortlisted"]
    with database.reading() as session:
        told = history.of(session, "round", round_.key)[0]
        assert (told.verb, told.detail["chosen"]) == ("shortlisted", refs(found, 0))
        assert history.of(session, "pitch", found[1].key)[0].why == "Ranked below the line."
        thin = history.of(session, "pitch", found[2].key)[0].why
        assert not any(letter.isdigit() for letter in thin)


def test_passing_over_a_better_one_takes_a_reason(database: Database, cast: Cast) -> None:
    round_, found = judged(database, cast)
    with pytest.raises(Invalid) as refused, database.writing() as act:
        actions.shortlist(act.session, round_.key, refs(found, 1), by=cast.chair, at=DELIBERATION)
    assert found[0].ref in refused.value.fields["why"]
    with database.writing() as act:
        why = "Its goal was dropped last week."
        actions.shortlist(act.session, round_.key, refs(found, 1), by=cast.chair, at=DELIBERATION, why=why)
    assert states(database, found) == ["not_shortlisted", "shortlisted", "not_shortlisted"]
    with database.reading() as session:
        assert history.of(session, "pitch", found[0].key)[0].why == why


def test_without_a_quorum_nothing_goes_through(database: Database, cast: Cast) -> None:
    round_, found = judged(database, cast)
    with pytest.raises(Invalid) as refused, database.writing() as act:
        actions.shortlist(act.session, round_.key, refs(found, 0, 2), by=cast.chair, at=DELIBERATION)
    assert f"{found[2].ref} has 1 of the 2 scorecards" in refused.value.fields["chosen"]
    assert states(database, found) == ["in_scoring"] * 3


def test_a_choice_names_pitches_of_the_round(database: Database, cast: Cast) -> None:
    round_, _found = judged(database, cast)
    for chosen in ([], ["P-1999-0001"]):
        with pytest.raises(Invalid) as refused, database.writing() as act:
            actions.shortlist(act.session, round_.key, chosen, by=cast.chair, at=DELIBERATION)
        assert "chosen" in refused.value.fields


def test_only_the_chair_chooses_and_only_once(database: Database, cast: Cast) -> None:
    round_, found = judged(database, cast)
    with pytest.raises(NotAllowed), database.writing() as act:
        actions.shortlist(act.session, round_.key, refs(found, 0), by=cast.finance, at=DELIBERATION)
    with database.writing() as act:
        actions.shortlist(act.session, round_.key, refs(found, 0), by=cast.chair, at=DELIBERATION)
    with pytest.raises(Invalid), database.writing() as act:
        actions.shortlist(act.session, round_.key, refs(found, 0), by=cast.chair, at=DELIBERATION)


def test_nothing_is_chosen_while_scoring_is_open(database: Database, cast: Cast) -> None:
    with database.writing() as act:
        round_, found = in_scoring(act.session, cast)
    with pytest.raises(Conflict, match="scoring"), database.writing() as act:
        actions.shortlist(act.session, round_.key, refs(found, 0), by=cast.chair, at=SCORING)


def test_equal_means_follow_the_declared_order(database: Database, cast: Cast) -> None:
    with database.writing() as act:
        round_, found = in_scoring(act.session, cast, ("First in", "Second in"))
        for pitch in found:
            give(act.session, pitch, 3, by=cast.investor1)
            give(act.session, pitch, 3, by=cast.investor2)
    with database.reading() as session:
        rows = queries.ranking(session, round_.id)
    # Same goal priority, return, ask and moment of submission: only the chair can tell them apart.
    assert [(row.rank, row.tied, row.decided_by) for row in rows] == [(1, True, "casting_vote")] * 2
