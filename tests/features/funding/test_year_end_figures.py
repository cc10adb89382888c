"""The arithmetic of a year end: no cent is lost, whatever the books and the policy."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitchdeck.features.funding.figures.closing import FATES, Books, Policy, Reservation, ends_on, plan
from pitchdeck.features.funding.figures.sharing import (
    STATES,
    Flow,
    Held,
    Stake,
    carried_of,
    lapsed_of,
    parts,
    stakes_of,
)

AMOUNT = st.integers(0, 10**9)
OF = (1, 2026)


@st.composite
def books(draw: st.DrawFn) -> Books:
    """Two funds with commitments to one pitch; the first of them is closed."""
    amounts = draw(st.lists(AMOUNT, min_size=1, max_size=5))
    stakes = tuple(Stake(place, OF, amount) for place, amount in enumerate(amounts))
    left, held = sum(amounts), {}
    for state in STATES:
        held[state, OF] = draw(st.integers(0, left))
        left -= held[state, OF]
    held["committed", OF] += left
    own = frozenset(stake.place for stake in stakes if stake.id % 2 == 0)
    purses = {key: draw(AMOUNT) for key in range(2)}
    reservations = tuple(Reservation(100 + key, key, 1, draw(st.integers(1, 10**9))) for key in range(2))
    return Books(reservations, stakes, own, held, {OF: draw(AMOUNT)}, purses, draw(AMOUNT))


POLICIES = st.builds(
    Policy,
    st.sampled_from(["carry", "lapse"]),
    st.sampled_from(["lapse", "stay"]),
    st.sampled_from([frozenset[int](), frozenset({1})]),
)


@given(books(), POLICIES)
def test_every_unit_is_carried_lapses_stays_or_is_spent(found: Books, policy: Policy) -> None:
    made = plan(found, policy)
    stakes = sum(stake.amount for stake in found.stakes if stake.place in found.own)
    given_back = found.unallotted + sum(found.purses.values()) + sum(row.amount for row in found.reservations)
    assert made.spent + made.carried + made.lapsed + made.stays == stakes + given_back
    assert made.carried == sum(step.amount for step in made.steps if step.verb == "carry")
    assert made.lapsed == sum(step.amount for step in made.steps if step.verb == "lapse")
    assert all(step.amount > 0 for step in made.steps)
    shares = parts(found.stakes, found.held)
    for state in FATES:
        taken = sum(step.amount for step in made.steps if step.kind == state)
        assert taken == sum(shares[place][state] for place in found.own) <= found.held[state, OF]
    assert sum(line.carried for line in made.pitches) == made.carried


@given(books(), POLICIES)
def test_a_year_end_leaves_the_other_funds_what_they_had(found: Books, policy: Policy) -> None:
    """Whoever closes second finds in the accounts exactly what was theirs."""
    before = parts(found.stakes, found.held)
    moved = dict.fromkeys(before, 0)
    held: dict[tuple[str, tuple[int, int]], int] = dict(found.held)
    for step in plan(found, policy).steps:
        if step.kind in FATES and step.commitment_id is not None:
            moved[step.commitment_id, OF] += step.amount
            held[step.kind, OF] -= step.amount
    rest = tuple(
        Stake(stake.id, stake.of, stake.amount - moved[stake.place], settled=stake.place in found.own)
        for stake in found.stakes
    )
    after = parts(rest, held)
    others = [place for place in before if place not in found.own]
    for place in found.own:
        assert after[place]["spent"] == before[place]["spent"] == sum(after[place].values())
    for place in others:
        assert sum(after[place].values()) == sum(before[place].values())
    for state in STATES:
        assert sum(after[place][state] for place in others) == sum(before[place][state] for place in others)


def test_flows_say_what_was_brought_in_carried_on_and_lapsed() -> None:
    flows = [
        Flow(7, 1, "reserved", 2026, "committed", 2026, 100),
        Flow(7, 1, "committed", 2026, "committed", 2027, 60),
        Flow(7, 1, "committed", 2027, "committed", 2026, 10),
        Flow(7, 1, "released", 2026, "lapsed", None, 30),
        Flow(7, 1, "lapsed", None, "released", 2026, 5),
    ]
    assert stakes_of(flows) == {(7, (1, 2026)): 25, (7, (1, 2027)): 50}
    assert carried_of(flows) == {(7, (1, 2026)): 50, (7, (1, 2027)): -50}
    assert lapsed_of(flows) == {(7, (1, 2026)): 25}


@pytest.mark.parametrize(
    ("start", "last"), [(1, date(2026, 12, 31)), (4, date(2026, 3, 31)), (12, date(2026, 11, 30))]
)
def test_a_fiscal_year_ends_before_the_month_in_which_the_next_begins(start: int, last: date) -> None:
    assert ends_on(2026, start) == last


def test_nothing_of_nothing() -> None:
    empty: Held = {}
    made = plan(Books((), (), frozenset(), empty, {}, {}, 0), Policy())
    assert (made.steps, made.pitches, made.spent, made.carried, made.lapsed) == ((), (), 0, 0, 0)
