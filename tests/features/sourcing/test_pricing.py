"""The same work under five models: worked by hand, equal to the projection, and never guessed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitchdeck.features.projection import parse, project
from pitchdeck.features.sourcing.figures import (
    ENGAGEMENTS,
    NEVER_ENDS,
    Card,
    Priced,
    Scope,
    Standard,
    Work,
    paid,
    priced,
)

START = date(2027, 1, 1)
DESIGN = "Instructional design"
SCOPE = Scope(work=(Work(DESIGN, 240),), finished_hours=4, starts_on=START, month=2, months=3, surety="high")
RATE = Standard(60, "Controlling")
SINCE = date(2026, 1, 1)
FIXED = Card("Studio", "project_outsourcing", DESIGN, "finished_hour", 12_000, SINCE, NEVER_ENDS, "List")
RETAINER = Card(
    "Light", "retainer", DESIGN, "month", 5_000, SINCE, NEVER_ENDS, "Offer", hours_included=60, overage=90
)
BY_HOUR = Card("Studio", "time_and_materials", DESIGN, "hour", 100, SINCE, NEVER_ENDS, "Frame", expenses=0.05)
JOINED = Card("Bridge", "staff_augmentation", DESIGN, "day", 640, SINCE, NEVER_ENDS, "Quote")
CARDS = (FIXED, RETAINER, BY_HOUR, JOINED)


def row(engagement: str, scope: Scope = SCOPE, cards: tuple[Card, ...] = CARDS) -> Priced:
    return next(one for one in priced(scope, cards, RATE) if one.engagement == engagement)


def totals(found: Priced) -> tuple[float, float, float]:
    """Budget cost, people's time in money and hours of the own team, as the projection computes them."""
    projection = project(parse({"horizon": 36, "costs": list(found.lines)}))
    hours = sum(sum(projection.hours_by_team[team]) for team in ("development", "supervision"))
    return (
        round(sum(projection.budget_cost), 6),
        round(sum(projection.time_cost), 6),
        round(hours, 6),
    )


def test_five_models_worked_by_hand() -> None:
    assert [one.engagement for one in priced(SCOPE, CARDS, RATE)] == list(ENGAGEMENTS)
    # 240 hours of our own at 60.
    assert totals(row("in_house")) == (0, 240 * 60, 240)
    # 4 finished hours at 12,000 in two halves; a tenth of 240 hours of ours for brief and acceptance.
    assert totals(row("project_outsourcing")) == (48_000, 24 * 60, 24)
    assert row("project_outsourcing").lines[0]["milestones"] == [[2, 24_000], [4, 24_000]]
    # 80 hours a month, 60 of them in the fee of 5,000, 20 beyond at 90; 15 % of 240 hours of ours.
    assert totals(row("retainer")) == (3 * (5_000 + 20 * 90), 36 * 60, 36)
    # By the hour a tenth on top: 264 hours at 100, five per cent of expenses; a fifth of 264 hours of ours.
    assert totals(row("time_and_materials")) == (27_720, 3_168, 52.8)
    assert row("time_and_materials").lines[0]["cap"] == 27_720
    # 240 hours in three months of 20 days of 8 hours: half a person at 640 a day; a quarter of 240 to direct.
    assert totals(row("staff_augmentation")) == (0.5 * 640 * 60, 60 * 60, 60)


@pytest.mark.parametrize("engagement", [key for key, model in ENGAGEMENTS.items() if model.units])
@pytest.mark.parametrize("surety", ["high", "medium", "low"])
def test_what_a_vendor_is_paid_is_what_the_projection_computes(engagement: str, surety: str) -> None:
    found = row(engagement, replace(SCOPE, surety=surety))
    assert totals(found)[0] == pytest.approx(paid(found.lines[0]))


def test_a_scope_that_is_not_sure_costs_its_reserve_under_every_model() -> None:
    sure = {one.engagement: one for one in priced(SCOPE, CARDS, RATE)}
    for one in priced(replace(SCOPE, surety="low"), CARDS, RATE):
        grown, before = 1.25, 1.1 if one.engagement == "time_and_materials" else 1.0
        assert one.own_hours == pytest.approx(sure[one.engagement].own_hours * grown / before)
    fixed = row("project_outsourcing", replace(SCOPE, surety="low"))
    assert totals(fixed)[0] == pytest.approx(60_000)


def test_hours_of_a_retainer_that_go_unused_are_reported() -> None:
    few = row("retainer", replace(SCOPE, work=(Work(DESIGN, 120),)))
    (line, _own) = project(parse({"horizon": 36, "costs": list(few.lines)})).lines.costs
    assert (line.budget, line.unused_hours) == (15_000, 60)


def test_several_roles_are_priced_by_one_vendor_that_has_them_all() -> None:
    both = replace(SCOPE, work=(Work(DESIGN, 160), Work("film", 80)))
    film = replace(BY_HOUR, role="Film", unit="day", amount=960, expenses=0)
    found = row("time_and_materials", both, (*CARDS, film))
    assert [card.role for card in found.cards] == [DESIGN, "Film"]
    assert totals(found)[0] == pytest.approx(176 * 105 + 88 * 120)
    other = replace(film, vendor="Elsewhere")
    assert row("time_and_materials", both, (*CARDS, other)).why_not == (
        "No single vendor prices all of these roles."
    )
    assert row("retainer", both).why_not == "No vendor has a price of film that counts on 2027-01-01."


def test_the_cheapest_vendor_is_taken_and_a_tie_is_said() -> None:
    dearer, same = replace(BY_HOUR, vendor="Zebra", amount=120), replace(BY_HOUR, vendor="Atelier")
    found = row("time_and_materials", cards=(BY_HOUR, dearer, same))
    assert (found.vendor, found.notes) == (
        "Atelier",
        ("Atelier and Studio cost the same; the lines name Atelier.", "Zebra would cost more."),
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            {"last_on": date(2026, 12, 31)},
            f"No vendor has a price of {DESIGN} that counts on 2027-01-01; Studio's ended on 2026-12-31.",
        ),
        (
            {"valid_from": date(2027, 2, 1)},
            f"No vendor has a price of {DESIGN} that counts on 2027-01-01; Studio's begins on 2027-02-01.",
        ),
    ],
)
def test_a_price_that_does_not_count_is_not_used_and_is_named(change: dict[str, date], words: str) -> None:
    gone = replace(BY_HOUR, **change)  # type: ignore[arg-type]  # dates, all of them
    found = row("time_and_materials", cards=(gone,))
    assert (found.lines, found.why_not) == ((), words)


def test_without_finished_hours_nothing_is_priced_by_them() -> None:
    found = row("project_outsourcing", replace(SCOPE, finished_hours=None))
    assert found.why_not == "It is priced by the finished hour: say how many there are."
    whole = replace(FIXED, unit="fixed", amount=30_000)
    assert totals(row("project_outsourcing", replace(SCOPE, finished_hours=None), (whole,)))[0] == 30_000


def test_nothing_to_do_and_no_standard_rate_are_said() -> None:
    empty = replace(SCOPE, work=())
    assert row("retainer", empty).why_not == "Say which roles are needed and for how many hours."
    without = {one.engagement: one for one in priced(SCOPE, CARDS, None)}
    assert without["in_house"].why_not == "Finance has set no standard rate for building it."
    assert "finance has set no standard rate" in " ".join(without["retainer"].notes)


@given(
    hours=st.floats(1, 20_000),
    months=st.integers(1, 24),
    amount=st.floats(1, 50_000),
    times=st.floats(0.5, 20),
    surety=st.sampled_from(["high", "medium", "low"]),
)
def test_prices_scale_with_the_cards_and_lines_are_readable(
    hours: float, months: int, amount: float, times: float, surety: str
) -> None:
    scope = replace(SCOPE, work=(Work(DESIGN, hours),), months=months, surety=surety)
    cards = tuple(replace(card, amount=amount, overage=amount / 50) for card in CARDS)
    dearer = tuple(replace(card, amount=amount * times, overage=amount * times / 50) for card in CARDS)
    for once, more in zip(priced(scope, cards, RATE), priced(scope, dearer, RATE), strict=True):
        parse({"horizon": 36, "costs": list(once.lines)})
        if once.cards:
            # A cap is rounded up to a whole unit of money and never lowers what the work comes to.
            assert paid(more.lines[0]) == pytest.approx(paid(once.lines[0]) * times, rel=1e-9)
