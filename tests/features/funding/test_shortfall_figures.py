"""Which money a shortfall takes: to the cent, softest first, the same list from the same inputs."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitchdeck.features.funding.figures.shortfalls import (
    SOURCES,
    Source,
    Worth,
    apportioned,
    cuttable,
    falls_below,
    least_harm,
    moved,
    reordered,
    seal_of,
    shortened,
)

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
PITCHES = range(1, 6)
amounts = st.integers(min_value=0, max_value=10**9)
worths = st.fixed_dictionaries(
    {
        pitch: st.builds(
            Worth,
            goal_priority=st.integers(1, 3),
            npv_per_budget=st.none() | st.sampled_from([Decimal("-0.5"), Decimal(1), Decimal(2)]),
            ask_minor=st.sampled_from([100, 200]),
            submitted_at=st.sampled_from([AT, AT + timedelta(days=1)]),
        )
        for pitch in PITCHES
    }
)


@st.composite
def books(draw: st.DrawFn) -> tuple[Source, ...]:
    """A fund with purses and commitments, each part of it once."""
    purses = draw(st.lists(amounts, max_size=3))
    states = draw(st.lists(st.tuples(st.sampled_from(PITCHES), amounts, amounts, amounts), max_size=6))
    found = [Source("fund", draw(amounts))]
    found += [Source("purse", amount, purse_id=key) for key, amount in enumerate(purses, start=1)]
    for key, (pitch, *parts) in enumerate(states, start=1):
        kinds = ("reserved",) if draw(st.booleans()) else ("committed", "released")
        found += [
            Source(kind, amount, commitment_id=key, pitch_id=pitch)
            for kind, amount in zip(kinds, parts, strict=False)
        ]
    return tuple(found)


@given(books(), worths, amounts)
def test_what_is_cut_adds_up_and_never_exceeds_what_there_is(
    found: tuple[Source, ...], worth: dict[int, Worth], missing: int
) -> None:
    ordered = least_harm(found, worth)
    cuts = apportioned(ordered, missing)
    assert sum(cuts) == min(missing, cuttable(found))
    assert all(0 <= cut <= source.available for cut, source in zip(cuts, ordered, strict=True))


@given(books(), worths, amounts)
def test_firmer_money_is_touched_only_when_softer_money_is_gone(
    found: tuple[Source, ...], worth: dict[int, Worth], missing: int
) -> None:
    ordered = least_harm(found, worth)
    cuts = apportioned(ordered, missing)
    assert [SOURCES.index(source.kind) for source in ordered] == sorted(
        SOURCES.index(source.kind) for source in ordered
    )
    touched = [place for place, cut in enumerate(cuts) if cut]
    for place in range(max(touched, default=0)):
        assert cuts[place] == ordered[place].available


@given(st.data(), books(), worths)
def test_the_same_inputs_give_the_same_list(
    data: st.DataObject, found: tuple[Source, ...], worth: dict[int, Worth]
) -> None:
    shuffled = data.draw(st.permutations(found))
    assert least_harm(shuffled, worth) == least_harm(found, worth)
    assert seal_of(shuffled) == seal_of(found)


@given(st.lists(amounts, max_size=5), amounts)
def test_a_cut_falls_on_the_last_tranches(waits: list[int], amount: int) -> None:
    tranches = list(enumerate(waits, start=1))
    cuts = shortened(tranches, amount)
    assert sum(cuts.values()) == min(amount, sum(waits))
    assert all(cuts[key] <= waits[key - 1] for key in cuts)
    if cuts:
        assert all(cuts.get(key, 0) == waits[key - 1] for key in range(min(cuts) + 1, len(waits) + 1))


def test_the_tie_order_is_read_from_its_end() -> None:
    plain: dict[str, Any] = {"npv_per_budget": Decimal(1), "ask_minor": 100, "submitted_at": AT}
    worth = {
        1: Worth(1, **plain),
        2: Worth(2, **plain | {"npv_per_budget": Decimal(3)}),
        3: Worth(2, **plain),
        4: Worth(2, **plain | {"npv_per_budget": None}),
        5: Worth(2, **plain | {"ask_minor": 200}),
        6: Worth(2, **plain | {"submitted_at": AT + timedelta(days=1)}),
    }
    found = [Source("committed", 1, commitment_id=pitch, pitch_id=pitch) for pitch in worth]
    assert [one.pitch_id for one in least_harm(found, worth)] == [4, 5, 6, 3, 2, 1]


def test_a_list_says_what_has_moved_since() -> None:
    assert moved(
        {"fund-0": 100, "reserved-7": 50}, [Source("fund", 100), Source("committed", 50, None, 7, 1)]
    ) == {
        "committed-7": (0, 50),
        "reserved-7": (50, 0),
    }


def test_a_pitch_falls_when_its_minimum_goes() -> None:
    assert falls_below(100, 100, 1)
    assert not falls_below(100, 150, 50)
    assert not falls_below(100, 90, 50)


def test_what_is_promised_stands_between_what_is_reserved_and_what_is_committed() -> None:
    worth = Worth(1, None, 100, AT)
    found = [
        Source("committed", 5, commitment_id=2, pitch_id=1),
        Source("promised", 5, advance_id=1, pitch_id=1),
        Source("reserved", 5, commitment_id=1, pitch_id=1),
    ]
    ordered = least_harm(found, {1: worth})
    assert [one.name for one in ordered] == ["reserved-1", "promised-1", "committed-2"]


@pytest.mark.parametrize(
    ("places", "order"),
    [
        ({1: 1, 2: 2, 3: 3, 4: 4}, (1, 2, 3, 4)),
        ({1: 1, 2: 2, 3: 3, 4: 1}, (4, 1, 2, 3)),
        ({1: 4, 2: 2, 3: 3, 4: 4}, (2, 3, 4, 1)),
        ({1: 2, 2: 2, 3: 3, 4: 4}, (2, 1, 3, 4)),
        ({1: 1, 2: 1, 3: 1, 4: 4}, (2, 3, 1, 4)),
        ({1: 4, 2: 3, 3: 2, 4: 1}, (4, 3, 2, 1)),
    ],
)
def test_a_line_takes_the_place_that_it_is_given(places: dict[int, int], order: tuple[int, ...]) -> None:
    assert reordered(places) == order
