"""Others' scores leak nowhere: not by the page, its figures, its counts, its order or its history."""

from datetime import UTC, datetime, timedelta

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.scoring import actions
from pitchdeck.features.scoring.models import Recusal
from tests.client import text_of
from tests.conftest import SignIn
from tests.factories.cast import Cast
from tests.factories.scores import Known, give, in_scoring

SECRET = "Xylophone lessons for accountants."
TITLES = ("Aardvark", "Buffalo", "Cormorant")


def world(sqlite: Database, house: Cast, *, cards: bool) -> tuple[Known, list[Known]]:
    """Three pitches; investor1 scored the first, the others (with `cards`) scored all."""
    with sqlite.writing() as act:
        now = datetime.now(UTC)
        round_, found = in_scoring(act.session, house, TITLES, at=now - timedelta(days=33))
        give(act.session, found[0], 3, by=house.investor1, at=act.at, sentence="Mine.")
        if cards:
            for pitch, value in zip(found, (2, 5, 4), strict=True):
                for judge in (house.investor2, house.investor3):
                    give(act.session, pitch, value, by=judge, at=act.at, sentence=SECRET)
    return round_, found


def words_of(sign_in: SignIn, who: str, url: str) -> str:
    answer = sign_in(who).get(url)
    assert answer.status_code == 200, (who, url)
    return text_of(answer.get_data(as_text=True))


def pages(round_: Known, pitch: Known) -> tuple[str, ...]:
    return (f"/rounds/{round_.key}", f"/pitches/{pitch.ref}", "/rounds", "/scoring", "/pitches", "/")


@pytest.mark.parametrize("who", ["investor1", "presenter", "sponsor", "lead", "fund_owner", "finance"])
def test_while_scoring_is_open_a_page_is_the_same_with_and_without_others_scores(
    sqlite: Database, house: Cast, sign_in: SignIn, who: str
) -> None:
    round_, found = world(sqlite, house, cards=False)
    hidden = found[1]
    before = [words_of(sign_in, who, url) for url in pages(round_, hidden)]
    with sqlite.writing() as act:
        for judge in (house.investor2, house.investor3):
            give(act.session, hidden, 5, by=judge, at=act.at, sentence=SECRET)
    after = [words_of(sign_in, who, url) for url in pages(round_, hidden)]
    assert after == before


def test_ones_own_score_opens_the_others(sqlite: Database, house: Cast, sign_in: SignIn) -> None:
    _round, found = world(sqlite, house, cards=True)
    assert SECRET in words_of(sign_in, "investor1", f"/pitches/{found[0].ref}")
    for pitch in found[1:]:
        words = words_of(sign_in, "investor1", f"/pitches/{pitch.ref}")
        assert SECRET not in words
        assert "Others' scores show here once yours is in" in words.replace("&#39;", "'")


def test_a_recused_panel_member_sees_facts_and_no_scores(
    sqlite: Database, house: Cast, sign_in: SignIn
) -> None:
    round_, found = world(sqlite, house, cards=True)
    with sqlite.writing() as act:
        act.session.add(
            Recusal(
                pitch_id=found[0].id,
                person_id=house.investor1.id,
                kind="personal",
                reason="Vendor",
                at=act.at,
            )
        )
        actions.close_scoring(act.session, round_.key, by=house.chair, at=act.at, why="All in.")
    words = words_of(sign_in, "investor1", f"/pitches/{found[0].ref}")
    assert SECRET not in words
    assert "You have recused yourself" in words
    assert "2.00" not in words


def test_the_chair_sees_counts_before_and_scores_after(
    sqlite: Database, house: Cast, sign_in: SignIn
) -> None:
    round_, found = world(sqlite, house, cards=True)
    before = words_of(sign_in, "chair", f"/rounds/{round_.key}")
    assert "3 of 2" in before
    assert "Waiting for scores: Ines Investor" in before
    assert SECRET not in words_of(sign_in, "chair", f"/pitches/{found[1].ref}")
    with sqlite.writing() as act:
        actions.close_scoring(act.session, round_.key, by=house.chair, at=act.at, why="Enough.")
    after = words_of(sign_in, "chair", f"/rounds/{round_.key}")
    assert after.index("By weighted mean") < after.index("5.00")
    assert SECRET in words_of(sign_in, "chair", f"/pitches/{found[1].ref}")


def test_the_order_of_a_ranking_with_hidden_pitches_tells_nothing(
    sqlite: Database, house: Cast, sign_in: SignIn
) -> None:
    round_, found = world(sqlite, house, cards=True)
    with sqlite.writing() as act:
        actions.close_scoring(act.session, round_.key, by=house.chair, at=act.at, why="Enough.")
    words = words_of(sign_in, "investor1", f"/rounds/{round_.key}")
    ranking = words[words.index("By weighted mean") :]
    assert "2.33" in ranking
    assert "5.00" not in ranking
    assert " Rank " not in ranking
    hidden = ranking[ranking.index("Not shown to you") :]
    assert hidden.index(found[1].ref) < hidden.index(found[2].ref)


@pytest.mark.parametrize(("who", "times"), [("chair", 1), ("auditor", 1), ("finance", 0), ("presenter", 0)])
def test_who_sees_the_ranking_once_scoring_has_closed(
    sqlite: Database, house: Cast, sign_in: SignIn, who: str, times: int
) -> None:
    round_, found = world(sqlite, house, cards=True)
    with sqlite.writing() as act:
        actions.close_scoring(act.session, round_.key, by=house.chair, at=act.at, why="Enough.")
    assert words_of(sign_in, who, f"/rounds/{round_.key}").count("5.00") == times
    assert words_of(sign_in, who, f"/pitches/{found[1].ref}").count(SECRET) == 2 * times


def test_finance_sees_them_once_the_chair_has_chosen(sqlite: Database, house: Cast, sign_in: SignIn) -> None:
    round_, found = world(sqlite, house, cards=True)
    with sqlite.writing() as act:
        actions.close_scoring(act.session, round_.key, by=house.chair, at=act.at, why="Enough.")
        actions.shortlist(act.session, round_.key, [found[1].ref], by=house.chair, at=act.at)
    assert SECRET in words_of(sign_in, "finance", f"/pitches/{found[1].ref}")
    for who in ("presenter", "sponsor", "lead"):
        assert SECRET not in words_of(sign_in, who, f"/pitches/{found[1].ref}")


def test_history_never_says_who_has_scored(sqlite: Database, house: Cast, sign_in: SignIn) -> None:
    _round, found = world(sqlite, house, cards=True)
    words = words_of(sign_in, "presenter", f"/pitches/{found[0].ref}")
    for name in ("Ines Investor", "Ivan Investor", "Iris Investor", "scorecard"):
        assert name not in words
