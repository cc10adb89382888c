"""Vendors and their prices on both databases: who may, validity, overlaps, ends that stay."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from pitchdeck.base import history
from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict, Invalid, NotAllowed, NotFound
from pitchdeck.features.sourcing import actions, queries
from pitchdeck.features.sourcing.actions import Price
from tests.factories.cast import PEOPLE, Cast

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = AT.date()
BY_HOUR = Price(
    engagement="time_and_materials",
    role="Instructional design",
    unit="hour",
    amount_minor=9_500,
    source="Frame contract",
    valid_from=date(2026, 1, 1),
    valid_to=date(2026, 6, 30),
)
RETAINER = replace(
    BY_HOUR,
    engagement="retainer",
    unit="month",
    amount_minor=480_000,
    hours_included=60.0,
    overage_minor=9_000,
)


def studio(database: Database, cast: Cast, *prices: Price) -> str:
    """A vendor with these prices; its key."""
    with database.writing() as turn:
        vendor = actions.add_vendor(turn.session, name="Studio", offers="E-learning", by=cast.lead, at=AT)
        for price in prices:
            actions.add_rate_card(turn.session, vendor.key, price, by=cast.finance, at=AT)
        return vendor.key


def add(database: Database, cast: Cast, key: str, price: Price) -> None:
    with database.writing() as turn:
        actions.add_rate_card(turn.session, key, price, by=cast.finance, at=AT)


def refusal(database: Database, cast: Cast, key: str, price: Price) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        add(database, cast, key, price)
    return refused.value.fields


@pytest.mark.parametrize("name", PEOPLE)
def test_finance_and_leads_look_after_vendors(sqlite: Database, house: Cast, name: str) -> None:
    person = house.actors[name]
    with sqlite.writing() as turn:
        if name in {"finance", "finance2", "lead"}:
            vendor = actions.add_vendor(turn.session, name="Studio", offers="Film", by=person, at=AT)
            actions.add_rate_card(turn.session, vendor.key, BY_HOUR, by=person, at=AT)
            return
        with pytest.raises(NotAllowed):
            actions.add_vendor(turn.session, name="Studio", offers="Film", by=person, at=AT)
        for verb in (actions.end_vendor, actions.end_rate_card):
            with pytest.raises(NotAllowed):
                verb(turn.session, "any", reason="Why", by=person, at=AT, today=TODAY)


def test_a_price_counts_from_its_first_to_its_last_day(database: Database, cast: Cast) -> None:
    key = studio(database, cast, BY_HOUR, replace(BY_HOUR, role="Film", valid_to=None))
    with database.reading() as session:
        film, design = queries.rate_cards_of(session, key)
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)]
    assert [design.state(day) for day in days] == ["upcoming", "valid", "valid", "expired"]
    assert [film.state(day) for day in days] == ["upcoming", "valid", "valid", "valid"]


def test_two_prices_of_one_role_never_count_at_once(database: Database, cast: Cast) -> None:
    key = studio(database, cast, BY_HOUR)
    again = replace(BY_HOUR, role=" instructional  DESIGN", valid_from=date(2026, 6, 1), valid_to=None)
    assert refusal(database, cast, key, again) == {
        "valid_from": "Instructional design has a price from 2026-01-01 to 2026-06-30 already: both would "
        "count from 2026-06-01 to 2026-06-30. Begin later, or end that one first."
    }
    add(database, cast, key, replace(again, valid_from=date(2026, 7, 1)))
    open_ended = refusal(database, cast, key, replace(again, valid_from=date(2026, 9, 1)))["valid_from"]
    assert "from 2026-07-01 without an end already: both would count from 2026-09-01." in open_ended
    add(database, cast, key, replace(again, role="Film"))
    add(database, cast, key, replace(RETAINER, valid_to=None))


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"engagement": "in_house"}, "engagement", "Choose how the work is bought."),
        ({"unit": "month"}, "unit", "Time and materials is priced by the hour or day. Choose that."),
        (
            {"valid_to": date(2025, 12, 31)},
            "valid_to",
            "It would end on 2025-12-31, before it begins on 2026-01-01.",
        ),
        ({"overage_minor": 1}, "overage_minor", "Only a retainer has hours included: leave this empty."),
    ],
)
def test_a_price_that_does_not_hold_is_refused_in_words(
    sqlite: Database, house: Cast, change: dict[str, object], field: str, words: str
) -> None:
    key = studio(sqlite, house)
    assert refusal(sqlite, house, key, replace(BY_HOUR, **change)) == {field: words}  # type: ignore[arg-type]  # one field at a time


def test_a_retainer_says_its_hours(sqlite: Database, house: Cast) -> None:
    key = studio(sqlite, house)
    lacking = replace(RETAINER, hours_included=None, overage_minor=None)
    assert refusal(sqlite, house, key, lacking) == {
        "hours_included": "Say how many hours a month the fee includes.",
        "overage_minor": "Say what an hour beyond them costs.",
    }


def test_a_price_ends_once_and_makes_room(database: Database, cast: Cast) -> None:
    key = studio(database, cast, replace(BY_HOUR, valid_to=None))
    with database.reading() as session:
        (card,) = queries.rate_cards_of(session, key)
    with database.writing() as turn:
        actions.end_rate_card(turn.session, card.key, reason="Dearer", by=cast.lead, at=AT, today=TODAY)
    with database.reading() as session:
        (ended,) = queries.rate_cards_of(session, key)
        acts = [(entry.verb, entry.why) for entry in history.of(session, "vendor", key)]
    assert (ended.state(TODAY), ended.last_on) == ("expired", date(2026, 3, 1))
    assert acts[0] == ("price_ended", "Dearer")
    with database.writing() as turn, pytest.raises(Conflict, match="counted until 2026-03-01"):
        actions.end_rate_card(turn.session, card.key, reason="Again", by=cast.lead, at=AT, today=TODAY)
    add(database, cast, key, replace(BY_HOUR, valid_from=TODAY))


def test_a_price_that_was_ended_before_it_began_never_counts(sqlite: Database, house: Cast) -> None:
    key = studio(sqlite, house, replace(BY_HOUR, valid_from=date(2026, 5, 1)))
    with sqlite.writing() as turn:
        (card,) = queries.rate_cards_of(turn.session, key)
        actions.end_rate_card(turn.session, card.key, reason="No", by=house.lead, at=AT, today=TODAY)
        (ended,) = queries.rate_cards_of(turn.session, key)
    assert {ended.state(date(2026, month, 1)) for month in range(1, 13)} == {"expired"}


def test_a_vendor_that_was_ended_offers_nothing(database: Database, cast: Cast) -> None:
    key = studio(database, cast, BY_HOUR)
    with database.writing() as turn:
        actions.end_vendor(turn.session, key, reason="Insolvent", by=cast.finance, at=AT, today=TODAY)
    with database.reading() as session:
        assert [card.state(TODAY) for card in queries.rate_cards(session)] == ["expired"]
        (row,) = queries.vendors(session)
    assert (row.ended_on, row.end_reason) == (TODAY, "Insolvent")
    for refused in (
        lambda turn: actions.end_vendor(turn.session, key, reason="No", by=cast.lead, at=AT, today=TODAY),
        lambda turn: actions.add_rate_card(turn.session, key, RETAINER, by=cast.lead, at=AT),
    ):
        with database.writing() as turn, pytest.raises(Conflict, match="2026-03-02"):
            refused(turn)


def test_a_name_is_taken_once_and_nobody_is_found_under_a_strange_key(sqlite: Database, house: Cast) -> None:
    studio(sqlite, house)
    with pytest.raises(Invalid, match="There is a vendor Studio already"):
        studio(sqlite, house)
    with sqlite.writing() as turn, pytest.raises(NotFound):
        actions.add_rate_card(turn.session, "nothingatall", BY_HOUR, by=house.finance, at=AT)


@pytest.mark.parametrize("table", ["vendor", "rate_card"])
def test_what_was_entered_is_never_changed(database: Database, cast: Cast, table: str) -> None:
    studio(database, cast, BY_HOUR)
    with pytest.raises(DBAPIError), database.writing() as turn:
        turn.session.execute(text(f"UPDATE {table} SET key = 'other'"))
