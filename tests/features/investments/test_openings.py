"""What ran before pitchdeck is entered by one person and confirmed by another, and then is like the rest."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from pitchdeck.base.db import Database
from pitchdeck.base.errors import Invalid, NotAllowed
from pitchdeck.delivery.charts import Charts
from pitchdeck.delivery.documents import close_engines, one_pager_pdf
from pitchdeck.delivery.documents.facts_of_pitch import one_pager_of
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding import queries as funding_queries
from pitchdeck.features.investments import actions, queries
from pitchdeck.features.investments.figures.openings import ProgrammeEntry
from pitchdeck.features.people.queries import organisation
from pitchdeck.features.pitches.queries import pitch_for, pitch_of_id
from pitchdeck.features.portfolio.queries.invariants import breaches
from pitchdeck.features.rounds.queries import rounds_seen_by
from tests.delivery.documents.test_one_pager import A4, pages_of
from tests.factories.cast import Cast
from tests.factories.pitches import measure
from tests.features.funding.stage import Stage as Money
from tests.features.investments.stage import Stage as Investment

NOW = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)
BUDGET = 100_000_00


@pytest.fixture
def money(database: Database, cast: Cast) -> Money:
    """A confirmed fund of 100,000.00 for 2026, and a measure of the sponsor's."""
    made = Money(database, cast, 0, {})
    made.purses["fund"] = made.fund(BUDGET)
    with database.writing() as turn:
        measure(turn.session, cast, at=NOW)
    return made


def entry(**more: Any) -> ProgrammeEntry:
    said: dict[str, Any] = {
        "title": "Leading in two languages",
        "unit": "Support",
        "presenter": "presenter@nordwind.example",
        "measure": "Rework",
        "category": "msp",
        "planned": 40_000_00,
        "planned_next": 20_000_01,
        "committed": 30_000_00,
        "released": 25_000_00,
        "spent": 8_000_50,
        "contracted": 9_000_00,
        "vendor": "Coach & Co",
        "reference": "PO-7",
        "ends_on": date(2026, 12, 31),
        "benefit": 3_000_00,
    }
    return ProgrammeEntry(**(said | more))


def enter(money: Money, *entries: ProgrammeEntry, by: str = "finance", budget: int = BUDGET) -> str:
    person, fund = money.cast.actors[by], money.purses["fund"]
    return money.act(
        lambda turn: actions.enter_opening(turn.session, fund, budget, entries, by=person, at=NOW)
    )


def answer(money: Money, key: str, verdict: str = "confirmed", by: str = "finance2", reason: str = "") -> Any:
    person = money.cast.actors[by]
    return money.act(
        lambda turn: actions.answer_opening(
            turn.session, key, verdict=verdict, reason=reason, by=person, at=NOW
        )
    )


def balances(money: Money) -> dict[str, int]:
    with money.reading() as session:
        rows = session.execute(text("SELECT kind, SUM(balance) FROM account GROUP BY kind"))
        return {kind: int(total) for kind, total in rows if total}


def test_nothing_counts_before_a_second_person_confirms_it(money: Money) -> None:
    key = enter(money, entry())
    assert balances(money) == {"authority": -BUDGET, "fund": BUDGET}
    with pytest.raises(NotAllowed, match="cannot confirm them too"):
        answer(money, key, by="finance")
    (investment,) = answer(money, key)
    assert balances(money) == {
        "authority": -BUDGET,
        "fund": 70_000_00,
        "committed": 5_000_00,
        "released": 7_999_50,
        "contracted": 9_000_00,
        "spent": 8_000_50,
    }
    with money.database.snapshot() as session:
        tracked = queries.tracked_of_key(session, investment, today=NOW.date())
        assert tracked is not None
        assert (tracked.row.ref, tracked.row.ask_minor) == ("P-2026-0001", 60_000_01)
        assert [(breach.invariant, breach.row) for breach in breaches(session)] == []
    with pytest.raises(NotAllowed, match="has its answer already"):
        answer(money, key)


def test_what_is_declined_moves_nothing_and_may_be_entered_again(money: Money) -> None:
    key = enter(money, entry())
    with pytest.raises(Invalid) as refused:
        answer(money, key, "declined")
    assert list(refused.value.fields) == ["reason"]
    assert answer(money, key, "declined", reason="It ended in May.") == ()
    assert balances(money) == {"authority": -BUDGET, "fund": BUDGET}
    enter(money, entry())


FIGURES = [
    ({"planned": 0, "committed": 0, "released": 0, "spent": 0}, "planned", "planned for 2026: more"),
    (
        {"committed": 50_000_00},
        "committed",
        "€50,000 is committed, but only €40,000 planned for 2026. Correct one of the two.",
    ),
    ({"released": 0, "spent": 0, "contracted": 0}, "released", "A running programme has money to spend"),
    ({"benefit": -1}, "benefit", "Enter the benefit planned a month"),
    ({"contracted": 0}, "contracted", "Enter what of the contract is still open"),
    ({"vendor": ""}, "vendor", "Enter with whom the contract is made."),
    ({"ends_on": None}, "ends_on", "Enter the last day of the contract."),
    ({"ends_on": date(2026, 6, 14)}, "ends_on", "This contract was over on 2026-06-14"),
    ({"title": " "}, "title", "Enter the programme's title."),
    ({"unit": "Mars"}, "unit", "There is no unit “Mars”, or more than one."),
    ({"measure": ""}, "measure", "Name the measure that it should move"),
    ({"category": "participant_time"}, "category", "people's time is never funded"),
    ({"presenter": "fund_owner@nordwind.example"}, "presenter", "nobody commits money to what they present"),
    ({"presenter": "finance@nordwind.example"}, "presenter", "somebody of finance without a part in it"),
    (
        {"planned": 200_000_00, "committed": 100_000_01},
        "committed",
        "The programmes take €100,000.01 of Sales 2026, which has €100,000 that are not given out.",
    ),
]


@pytest.mark.parametrize(("said", "field", "words"), FIGURES)
def test_each_wrong_figure_has_its_sentence(
    money: Money, said: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(Invalid) as refused:
        enter(money, entry(**said))
    assert words in refused.value.fields[f"0-{field}"]
    assert money.count("opening") == 0


def test_an_owner_sponsors_from_a_fund_of_their_own_unit_alone(money: Money) -> None:
    with money.database.writing() as turn:
        own: dict[str, Any] = {"goal": "Own", "name": "Own", "owner_id": money.cast.fund_owner.id}
        measure(turn.session, money.cast, at=NOW, agreed=False, **own)
    money.purses["fund"] = money.fund(BUDGET, "IT")
    with pytest.raises(Invalid) as refused:
        enter(money, entry(measure="Own: Own"))
    assert "belongs to another unit" in refused.value.fields["0-measure"]


def test_the_budget_must_be_the_one_that_stands_here(money: Money) -> None:
    with pytest.raises(Invalid) as refused:
        enter(money, entry(), budget=90_000_00)
    assert refused.value.fields["budget"].startswith(
        "Sales 2026 has a budget of €100,000 here; you entered €90,000."
    )


def test_a_fund_of_another_year_pays_for_nothing_that_runs_now(money: Money) -> None:
    money.purses["fund"] = money.fund(BUDGET, "IT", year=2027)
    with pytest.raises(Invalid, match="what runs now is paid from 2026"):
        enter(money, entry())


def test_a_programme_is_entered_once(money: Money) -> None:
    enter(money, entry())
    with pytest.raises(Invalid, match="is entered for Sales 2026 already"):
        enter(money, entry(title="LEADING in two languages"))


def test_money_that_has_gone_meanwhile_is_not_taken(money: Money) -> None:
    key = enter(money, entry())
    cut: dict[str, Any] = {
        "kind": "cut",
        "amount": 80_000_00,
        "reason": "The board cut it.",
        "by": money.cast.finance,
    }
    money.act(lambda turn: funding.change_fund(turn.session, money.purses["fund"], at=NOW, **cut))
    with pytest.raises(Invalid, match="The programmes take €30,000, and Sales 2026 has only €20,000 left"):
        answer(money, key)


@pytest.mark.parametrize("name", ["presenter", "fund_owner", "admin", "sponsor", "chair"])
def test_finance_alone_enters_and_answers(money: Money, name: str) -> None:
    key = enter(money, entry())
    with pytest.raises(NotAllowed):
        enter(money, entry(title="Another"), by=name)
    with pytest.raises(NotAllowed):
        answer(money, key, by=name)


def test_afterwards_it_is_like_any_other_investment(money: Money) -> None:
    (investment,) = answer(money, enter(money, entry()))
    stage = Investment(money.database, money.cast, 0, "P-2026-0001", "", [], investment, NOW)
    with money.reading() as session:
        key = session.execute(text("SELECT key FROM measure")).scalar_one()
        waiting = 'SELECT key FROM tranche WHERE id NOT IN (SELECT tranche_id FROM "release")'
        stage.measure_key, tranche = key, session.execute(text(waiting)).scalar_one()
    stage.actual(7_000_00, confirmed_by="finance")
    stage.contract(900_00, confirmed_by="finance2")
    stage.do("release", tranche, by="finance", reason="The second half begins.")
    read: dict[str, Any] = {"stated_minor": 2_500_00, "stated_how": "5 cases at 500."}
    stage.reading(covers_from=date(2026, 6, 1), covers_to=date(2026, 6, 1), **read)
    page = stage.page(money.cast.presenter, NOW.date())
    assert page.tracked.row.round_name == "Running since before pitchdeck"
    with pytest.raises(Invalid):
        stage.do("deliver", investment, by="presenter", why="")
    stage.do("deliver", investment, by="presenter", why="Two groups of twelve.")
    with money.reading() as session:
        assert rounds_seen_by(session, money.cast.auditor) == ()
        assert pitch_for(session, "P-2026-0001", money.cast.presenter).round_key is None
        books = funding_queries.closing.books_of(session, 1, 2026, own=True)
        assert sum(stake.amount for stake in books.stakes) == 30_000_00
        pitch_id = session.execute(text("SELECT id FROM pitch")).scalar_one()
        approved = funding_queries.supplements.approved_of(session, pitch_id)
        assert (approved.first, approved.more) == (30_000_00, 0), "limits count what was taken over"
    with money.database.snapshot() as session:
        assert [breach.row for breach in breaches(session)] == []


def test_a_large_release_has_its_two_persons(money: Money) -> None:
    money.purses["fund"] = money.fund(900_000_00, "IT")
    big = {"planned": 500_000_00, "committed": 400_000_00, "released": 300_000_00}
    (investment,) = answer(money, enter(money, entry(**big), budget=900_000_00))
    assert investment
    with money.reading() as session:
        asked = session.execute(text("SELECT by_id FROM release_request")).scalar_one()
    assert asked == money.cast.finance.id


def test_a_fund_for_some_categories_and_goals_takes_over_nothing_else(money: Money) -> None:
    money.purses["fund"] = money.fund(BUDGET, "IT", categories=["technology"])
    with pytest.raises(Invalid) as refused:
        enter(money, entry(category="technology"), entry(title="Another"))
    assert refused.value.fields == {
        "1-category": "IT 2026 pays for technology only. Enter this programme for a fund that pays for it, or"
        " correct the category."
    }
    other = money.act(
        lambda turn: measure(turn.session, money.cast, at=NOW, goal="Elsewhere", name="Waste").goal_id
    )
    money.purses["fund"] = money.fund(BUDGET, "IT", goal_ids=[other], name="Narrow")
    with pytest.raises(Invalid) as refused:
        enter(money, entry())
    assert refused.value.fields["0-measure"].startswith(
        "Narrow is for “Elsewhere” only, and this measure is of"
    )
    assert money.count("opening") == 0
    assert balances(money)["fund"] == 3 * BUDGET


def test_a_capital_fund_takes_over_what_it_paid_for_and_its_lines_are_capex(money: Money) -> None:
    money.purses["fund"] = money.fund(BUDGET, "IT", nature="capex", categories=["technology"])
    with pytest.raises(Invalid, match="IT 2026 pays for technology only"):
        enter(money, entry())
    key = enter(money, entry(category="technology"))
    assert money.count("capex_mark") == 0
    (investment,) = answer(money, key)
    with money.database.snapshot() as session:
        tracked = queries.tracked_of_key(session, investment, today=NOW.date())
        assert tracked is not None
        revision = session.execute(text("SELECT id FROM revision")).scalar_one()
        lines = funding_queries.cost_marks(session, revision)
        assert [(line.nature, line.amount) for line in lines] == [("capex", 40_000_00), ("capex", 20_000_01)]
        assert {line.by_name for line in lines} == {money.cast.actors["finance2"].name}
        assert {line.reason for line in lines} == {"Capital budget paid for it before pitchdeck"}
        assert [
            (year.fiscal_year, year.capex) for year in funding_queries.capex_years(session, revision)
        ] == [
            (2026, 40_000_00),
            (2027, 20_000_01),
        ]
        assert [(breach.invariant, breach.row) for breach in breaches(session)] == []
    assert balances(money)["committed"] == 5_000_00


def test_an_operating_fund_marks_nothing(money: Money) -> None:
    answer(money, enter(money, entry()))
    assert money.count("capex_mark") == 0


def test_two_at_once_confirm_it_once(money: Money) -> None:
    key = enter(money, entry())
    assert len(answer(money, key)) == 1
    with pytest.raises(NotAllowed, match="has its answer already"):
        answer(money, key)
    assert money.count("investment") == 1


def test_the_sheet_names_no_round_no_score_and_the_two_who_entered_it(money: Money, tmp_path: Path) -> None:
    answer(money, enter(money, entry(benefit=None)))
    with money.database.snapshot() as session:
        house = organisation(session)
        assert house is not None
        sheet = one_pager_of(session, pitch_of_id(session, 1), house, today=NOW.date())
    assert (sheet.heading.stage, sheet.heading.round_name) == ("Running since before pitchdeck", "")
    signed = [(one.role, one.verdict) for one in sheet.decision.signatures]
    assert signed == [("Finance", "Entered at go-live"), ("Finance", "Confirmed at go-live")]
    assert (sheet.decision.committed, sheet.decision.released) == (5_000_00, 25_000_00)
    assert sheet.footer.checks_passed == 0
    charts = Charts(tmp_path)
    try:
        assert pages_of(one_pager_pdf(sheet, charts=charts)) == [A4]
    finally:
        charts.close()
        close_engines()
