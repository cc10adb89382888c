"""The arithmetic of money: nothing is lost and nothing is made, whatever the amounts."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pitchdeck.base.money import in_words
from pitchdeck.features.funding.figures import (
    ON_APPROVAL,
    PILOT,
    Held,
    Part,
    Share,
    highest_covered,
    is_covered,
    open_years,
    outside_major,
    released_shares,
    settle,
    still_needed,
    tranches,
)

ByYear = dict[int, int]
YEARS = st.integers(2025, 2028)
MINOR = st.integers(0, 10**12)
BY_YEAR = st.dictionaries(YEARS, MINOR, max_size=4)
HELD = st.lists(
    st.builds(Held, st.integers(1, 10**6), YEARS, st.integers(1, 10**9)),
    max_size=12,
    unique_by=lambda each: each.id,
)


@given(HELD, BY_YEAR)
def test_settling_loses_nothing_and_keeps_what_fits(held: list[Held], target: dict[int, int]) -> None:
    ended = {each.id: each for each in settle(held, target)}
    assert set(ended) == {each.id for each in held}
    for each in held:
        end = ended[each.id]
        assert min(end.kept, end.freed) >= 0
        assert end.kept + end.freed == each.amount
    for year in {each.fiscal_year for each in held}:
        total = sum(each.amount for each in held if each.fiscal_year == year)
        kept = sum(end.kept for end in ended.values() if end.fiscal_year == year)
        assert kept == min(total, target.get(year, 0))


@given(HELD, BY_YEAR, st.randoms())
def test_settling_does_not_depend_on_the_order(
    held: list[Held], target: dict[int, int], dice: Random
) -> None:
    shuffled = list(held)
    dice.shuffle(shuffled)
    assert settle(held, target) == settle(shuffled, target)


@given(HELD, BY_YEAR)
def test_settling_is_fair_to_the_unit(held: list[Held], target: dict[int, int]) -> None:
    """No one's freed part is further than one minor unit from the exact proportion."""
    ended = {each.id: each for each in settle(held, target)}
    for year in {each.fiscal_year for each in held}:
        mine = [each for each in held if each.fiscal_year == year]
        total = sum(each.amount for each in mine)
        excess = max(0, total - target.get(year, 0))
        assert all(abs(ended[each.id].freed * total - excess * each.amount) < total for each in mine)


@given(BY_YEAR, st.sampled_from([0, 25_000, 25_000_00]))
def test_tranches_add_up_inside_each_year(committed: dict[int, int], single: int) -> None:
    parts = tranches(committed, single)
    assert all(part.amount > 0 for part in parts)
    for year, amount in committed.items():
        assert sum(part.amount for part in parts if part.fiscal_year == year) == amount
    conditions = [part.condition for part in parts]
    assert conditions == sorted(conditions)


def test_tranches_up_to_the_limit_are_one() -> None:
    assert tranches({2026: 25_000_00}, 25_000_00) == (Part(2026, 25_000_00, ON_APPROVAL),)
    assert tranches({2026: 60_000_00}, 60_000_00) == (Part(2026, 60_000_00, ON_APPROVAL),)


def test_larger_tranches_are_40_and_60_and_never_span_years() -> None:
    assert tranches({2026: 25_000_01}, 25_000_00) == (
        Part(2026, 10_000_00, ON_APPROVAL),
        Part(2026, 15_000_01, PILOT),
    )
    assert tranches({2026: 10_000_00, 2027: 90_000_00}, 25_000_00) == (
        Part(2026, 10_000_00, ON_APPROVAL),
        Part(2027, 30_000_00, ON_APPROVAL),
        Part(2027, 60_000_00, PILOT),
    )


@given(BY_YEAR, BY_YEAR, BY_YEAR)
def test_still_needed_stays_in_bounds(asked: ByYear, one: ByYear, two: ByYear) -> None:
    needed = still_needed(asked, one, two)
    assert set(needed) == set(asked)
    for year, amount in asked.items():
        assert 0 <= needed[year] <= amount
        taken = one.get(year, 0) + two.get(year, 0)
        assert needed[year] == max(0, amount - taken)


@given(BY_YEAR, BY_YEAR)
def test_covered_means_that_nothing_is_needed(asked: dict[int, int], reserved: dict[int, int]) -> None:
    years = open_years(asked, 2026)
    needed = still_needed(asked, reserved)
    assert is_covered(asked, reserved, years) == (bool(years) and not any(needed[year] for year in years))


def test_open_years_are_those_a_round_can_fund() -> None:
    assert open_years({2026: 5, 2027: 5}, 2026) == (2026,)
    assert open_years({2025: 5, 2026: 0, 2027: 5}, 2026) == (2025,)
    assert open_years({2027: 5, 2028: 5}, 2026) == (2027, 2028)
    assert open_years({}, 2026) == ()


def test_the_highest_covered_tier() -> None:
    asked = {"requested": {2026: 100, 2027: 50}, "minimum": {2026: 60}}
    assert highest_covered(asked, {2026: 100}, 2026) == "requested"
    assert highest_covered(asked, {2026: 99}, 2026) == "minimum"
    assert highest_covered(asked, {2026: 59}, 2026) is None
    assert highest_covered({}, {2026: 59}, 2026) is None


@given(
    st.lists(st.builds(Share, st.integers(1, 99), st.tuples(st.integers(1, 3), YEARS), MINOR), max_size=9),
    st.dictionaries(st.tuples(st.integers(1, 3), YEARS), MINOR, max_size=6),
)
def test_released_shares_add_up(shares: list[Share], released: dict[tuple[int, int], int]) -> None:
    unique = list({share.id: share for share in shares}.values())
    parts = released_shares(unique, released)
    for of in {share.of for share in unique}:
        mine = [share for share in unique if share.of == of]
        total = sum(share.committed for share in mine)
        assert sum(parts[share.id] for share in mine) == min(released.get(of, 0), total)
        assert all(0 <= parts[share.id] <= share.committed for share in mine)


def test_outside_spending_of_each_kind() -> None:
    assert outside_major("one_off", {"amount": 1200}) == 1200
    assert outside_major("recurring", {"amount": "99.5", "months": 12}) == 1194
    assert outside_major("msp_fixed", {"milestones": [[0, 1000], [3, 500]], "contingency": 0.1}) == 1650
    assert outside_major("participant_time", {"people": 5}) == 0


def test_amounts_in_words() -> None:
    assert in_words(12_000_00, "EUR") == "€12,000"
    assert in_words(12_000, "JPY") == "JP¥12,000"
