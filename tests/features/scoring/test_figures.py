"""Means, ranks and ties, by worked examples and by laws that hold for any panel."""

import itertools
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitchdeck.features.scoring.figures import (
    TIE_ORDER,
    Entry,
    passed_over,
    quorate,
    rank,
    shown,
    weighted_mean,
)

AT = datetime(2026, 3, 1, tzinfo=UTC)
WEIGHTS = (35, 25, 20, 20)


def card(*scores: int) -> list[tuple[int, int]]:
    return list(zip(scores, WEIGHTS, strict=True))


def entry(pitch_id: int, mean: Fraction | int | None, **other: Any) -> Entry:
    terms: dict[str, Any] = {
        "scorecards": 3,
        "needed": 2,
        "goal_priority": 1,
        "npv_per_budget": Decimal(2),
        "ask_minor": 500_000,
        "submitted_at": AT,
    } | other
    return Entry(pitch_id, None if mean is None else Fraction(mean), **terms)


def test_a_weighted_mean_by_hand() -> None:
    # 4·35 + 3·25 + 2·20 + 5·20 = 355; 3·100 = 300; their mean is 3.275.
    mean = weighted_mean([card(4, 3, 2, 5), card(3, 3, 3, 3)])
    assert mean == Fraction(3275, 1000)
    assert shown(mean) == Decimal("3.28")


def test_rounding_is_half_to_even_and_exact() -> None:
    assert shown(Fraction(3265, 1000)) == Decimal("3.26")
    assert shown(Fraction(11, 3)) == Decimal("3.67")
    assert str(shown(Fraction(3))) == "3.00"
    assert shown(None) is None


def test_nobody_has_scored() -> None:
    assert weighted_mean([]) is None


def test_a_card_without_weight_is_refused() -> None:
    with pytest.raises(ValueError, match="weight"):
        weighted_mean([[(3, 0)]])


def test_quorum() -> None:
    assert quorate(2, 2)
    assert not quorate(1, 2)


def test_the_order_by_mean() -> None:
    places = rank([entry(1, 3), entry(2, 4), entry(3, Fraction(7, 2))])
    assert [(place.pitch_id, place.rank, place.tied) for place in places] == [
        (2, 1, False),
        (3, 2, False),
        (1, 3, False),
    ]


@pytest.mark.parametrize(
    ("first", "second", "decider"),
    [
        ({"goal_priority": 1}, {"goal_priority": 2}, "goal_priority"),
        ({"npv_per_budget": Decimal("2.1")}, {"npv_per_budget": Decimal("2.0")}, "npv_per_budget"),
        ({"npv_per_budget": Decimal(-1)}, {"npv_per_budget": None}, "npv_per_budget"),
        ({"ask_minor": 100}, {"ask_minor": 101}, "smaller_ask"),
        ({"submitted_at": AT}, {"submitted_at": AT + timedelta(microseconds=1)}, "earlier_submission"),
    ],
)
def test_what_breaks_a_tie(first: dict[str, Any], second: dict[str, Any], decider: str) -> None:
    places = rank([entry(1, 3, **second), entry(2, 3, **first)])
    assert [place.pitch_id for place in places] == [2, 1]
    assert [place.rank for place in places] == [1, 2]
    assert {place.tied for place in places} == {True}
    assert {place.decided_by for place in places} == {decider}


def test_a_tie_that_only_the_chair_breaks() -> None:
    places = rank([entry(7, 3), entry(5, 3), entry(9, 2)])
    assert [(place.pitch_id, place.rank, place.decided_by) for place in places] == [
        (5, 1, "casting_vote"),
        (7, 1, "casting_vote"),
        (9, 3, None),
    ]


def test_without_a_quorum_there_is_no_rank() -> None:
    places = rank([entry(1, 5, scorecards=1), entry(2, 2), entry(3, None, scorecards=0)])
    assert [(place.pitch_id, place.rank) for place in places] == [(2, 1), (1, None), (3, None)]


def test_whom_a_choice_passes_over() -> None:
    ranks = {1: 1, 2: 2, 3: 2, 4: 4, 5: None}
    assert passed_over(ranks, [1, 2]) == ()  # 3 shares the rank of 2: the casting vote
    assert passed_over(ranks, [1, 4]) == (2, 3)
    assert passed_over(ranks, [4]) == (1, 2, 3)
    assert passed_over(ranks, []) == ()


CARDS = st.lists(
    st.tuples(*[st.integers(1, 5)] * 4).map(lambda scores: card(*scores)), min_size=1, max_size=12
)
ENTRIES = st.lists(
    st.builds(
        Entry,
        pitch_id=st.integers(1, 10**6),
        mean=st.none() | st.fractions(1, 5, max_denominator=6),
        scorecards=st.integers(0, 4),
        needed=st.integers(1, 3),
        goal_priority=st.integers(1, 2),
        npv_per_budget=st.none() | st.decimals(-2, 2, places=1),
        ask_minor=st.integers(1, 3),
        submitted_at=st.integers(0, 2).map(lambda hours: AT + timedelta(hours=hours)),
    ),
    max_size=12,
    unique_by=lambda one: one.pitch_id,
)


@given(CARDS, st.randoms(use_true_random=False))
def test_the_mean_is_bounded_and_knows_no_order(cards: list[list[tuple[int, int]]], dice: Any) -> None:
    mean = weighted_mean(cards)
    assert mean is not None
    scores = [score for one in cards for score, _weight in one]
    assert min(scores) <= mean <= max(scores)
    dice.shuffle(cards)
    assert weighted_mean(cards) == mean


@given(CARDS)
def test_a_mean_is_shown_within_half_a_hundredth(cards: list[list[tuple[int, int]]]) -> None:
    mean = weighted_mean(cards)
    text = shown(mean)
    assert mean is not None
    assert text is not None
    assert abs(Fraction(text) - mean) <= Fraction(1, 200)


@given(ENTRIES, st.randoms(use_true_random=False))
def test_the_same_pitches_always_stand_in_the_same_order(entries: list[Entry], dice: Any) -> None:
    places = rank(entries)
    dice.shuffle(entries)
    assert rank(entries) == places
    assert sorted(place.pitch_id for place in places) == sorted(one.pitch_id for one in entries)


@given(ENTRIES)
def test_a_rank_counts_the_better_ones(entries: list[Entry]) -> None:
    by_id = {one.pitch_id: one for one in entries}
    places = rank(entries)
    ranked = [place for place in places if place.rank is not None]
    for earlier, later in itertools.pairwise(ranked):
        assert (by_id[earlier.pitch_id].mean or 0) >= (by_id[later.pitch_id].mean or 0)
        assert (earlier.rank or 0) <= (later.rank or 0)
    for place in ranked:
        better = sum(1 for other in ranked if (other.rank or 0) < (place.rank or 0))
        assert place.rank == better + 1
        assert place.decided_by is None or place.decided_by in TIE_ORDER
        assert place.tied == (place.decided_by is not None)


@given(ENTRIES, st.data())
def test_the_best_choice_passes_nobody_over(entries: list[Entry], data: st.DataObject) -> None:
    ranked = [place for place in rank(entries) if place.rank is not None]
    ranks = {place.pitch_id: place.rank for place in ranked}
    cut = data.draw(st.integers(0, len(ranked)))
    assert passed_over(ranks, [place.pitch_id for place in ranked[:cut]]) == ()
