"""Money really spent: reported, confirmed by a second person, over what is released, reversed."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from pitchdeck.base.errors import Invalid, NotAllowed, NotFound
from pitchdeck.features.investments import queries
from pitchdeck.features.investments.actions import ActualEntry
from tests.features.investments.stage import Stage


def test_an_actual_counts_once_finance_confirmed_it(stage: Stage) -> None:
    key = stage.actual(5_000_00)
    assert stage.tracked().standing.budget_to_date == 0
    assert stage.do("confirm_actual", key, by="finance") == 0
    assert stage.tracked().standing.budget_to_date == 5_000
    page = stage.page(stage.cast.finance)
    assert (page.money.released, page.money.spent) == (7_000_00, 5_000_00)
    assert page.actuals[0].state == "confirmed"
    assert page.actuals[0].confirmed_by == "Finn Finance"


def test_what_exceeds_the_released_money_is_an_open_overrun(stage: Stage) -> None:
    key = stage.actual(12_500_00)
    assert stage.do("confirm_actual", key, by="finance") == 500_00
    page = stage.page(stage.cast.finance)
    assert (page.money.released, page.money.spent, page.actuals[0].over) == (0, 12_000_00, 500_00)
    assert (page.tracked.standing.rag, page.tracked.overrun) == ("red", 500_00)
    assert page.tracked.standing.reasons[0] == "overrun"
    assert page.tracked.standing.budget_to_date == 12_500
    with pytest.raises(NotAllowed, match="overrun is open"):
        stage.release(2)


def test_an_actual_of_a_year_without_released_money_is_wholly_an_overrun(stage: Stage) -> None:
    key = stage.actual(1_00, period_on=date(2025, 12, 1))
    assert stage.do("confirm_actual", key, by="finance") == 1_00
    assert stage.page(stage.cast.finance).money.spent == 0


def test_reversing_the_overrun_moves_the_money_back_and_unblocks(stage: Stage) -> None:
    key = stage.actual(12_500_00, confirmed_by="finance")
    stage.do("reverse_actual", key, by="finance", reason="Booked twice.")
    page = stage.page(stage.cast.finance)
    assert (page.money.released, page.money.spent) == (12_000_00, 0)
    assert (page.tracked.overrun, page.tracked.standing.budget_to_date) == (0, 0)
    row = page.actuals[0]
    assert (len(page.actuals), row.state, row.reversed_why, row.reversed_by) == (
        1,
        "reversed",
        "Booked twice.",
        "Finn Finance",
    )
    stage.release(2)


def test_an_author_takes_an_unconfirmed_actual_back_and_may_report_it_again(stage: Stage) -> None:
    key = stage.actual(700_00)
    with pytest.raises(Invalid, match="already reported"):
        stage.actual(700_00)
    stage.do("reverse_actual", key, by="presenter", reason="Wrong month.")
    stage.actual(700_00)
    with pytest.raises(NotAllowed, match="already reversed"):
        stage.do("confirm_actual", key, by="finance")
    with pytest.raises(NotAllowed, match="already reversed"):
        stage.do("reverse_actual", key, by="presenter", reason="Again.")


def test_a_confirmed_actual_is_reversed_by_finance_alone(stage: Stage) -> None:
    key = stage.actual(700_00, confirmed_by="finance")
    with pytest.raises(NotAllowed, match="finance reverses it"):
        stage.do("reverse_actual", key, by="presenter", reason="Wrong.")
    with pytest.raises(NotAllowed, match="wrote, sponsor or invested"):
        stage.do("reverse_actual", key, by=stage.with_finance("investor1"), reason="Wrong.")
    with pytest.raises(Invalid, match="stays with both"):
        stage.do("reverse_actual", key, by="finance", reason=" ")


@pytest.mark.parametrize(
    ("name", "words"), [("presenter", "wrote"), ("sponsor", "sponsor"), ("investor1", "invested")]
)
def test_an_actual_is_confirmed_by_someone_without_another_part(stage: Stage, name: str, words: str) -> None:
    key = stage.actual(700_00)
    with pytest.raises(NotAllowed, match=f"You {words}"):
        stage.do("confirm_actual", key, by=stage.with_finance(name))
    person = stage.cast.actors[name].id
    statement = f"UPDATE actual SET confirmed_by_id = {person}, confirmed_at = reported_at"
    with pytest.raises(IntegrityError), stage.database.writing() as turn:
        turn.session.execute(text(statement))


def test_an_actual_is_confirmed_once(stage: Stage) -> None:
    key = stage.actual(700_00, confirmed_by="finance")
    with pytest.raises(NotAllowed, match="already confirmed"):
        stage.do("confirm_actual", key, by="finance2")
    assert stage.page(stage.cast.finance).money.spent == 700_00


@pytest.mark.parametrize("by", ["finance", "lead", "sponsor", "chair", "auditor", "viewer"])
def test_an_actual_is_reported_by_the_authors_alone(stage: Stage, by: str) -> None:
    with pytest.raises(NotAllowed, match="presenter and co-authors"):
        stage.do("report_actual", stage.key, _entry(stage), by=by)


@pytest.mark.parametrize("by", ["nobody", "admin", "colleague"])
def test_people_who_do_not_see_the_investment_are_told_nothing(stage: Stage, by: str) -> None:
    with pytest.raises(NotFound):
        stage.do("report_actual", stage.key, _entry(stage), by=by)
    key = stage.actual(700_00)
    with pytest.raises(NotFound):
        stage.do("confirm_actual", key, by=by)


def _entry(stage: Stage) -> ActualEntry:
    return ActualEntry(stage.at.date(), stage.at.date(), "msp", 1_00, "RE-1")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"amount": 0}, "amount"),
        ({"amount": -5}, "amount"),
        ({"document_on": date(2026, 4, 21)}, "document_on"),
        ({"period_on": date(2026, 5, 1)}, "period_on"),
        ({"category": "participant_time"}, "category"),
        ({"reference": "  "}, "reference"),
    ],
)
def test_a_wrong_actual_is_refused_beside_its_field(
    stage: Stage, changed: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        stage.actual(**{"amount": 1_00, **changed})  # type: ignore[arg-type]  # one field at a time
    assert list(refused.value.fields) == [field]


def test_actuals_are_never_rewritten_or_deleted(stage: Stage) -> None:
    stage.actual(700_00, confirmed_by="finance")
    for statement in (
        "UPDATE actual SET amount = 1",
        "UPDATE actual SET confirmed_by_id = NULL, confirmed_at = NULL",
        "DELETE FROM actual",
    ):
        with pytest.raises((IntegrityError, ProgrammingError)), stage.database.writing() as turn:
            turn.session.execute(text(statement))


def test_an_unknown_actual_is_not_found(stage: Stage) -> None:
    with pytest.raises(NotFound):
        stage.do("reverse_actual", "nothing", by="finance", reason="x")
    with pytest.raises(NotFound):
        stage.do("confirm_actual", "nothing", by="finance")


def test_hours_count_as_cost_at_the_rates_of_the_plan(stage: Stage) -> None:
    key = stage.hours("12.5")
    stage.hours("3", rate="plan-development")
    found = stage.tracked().standing
    assert found.time_to_date == pytest.approx(12.5 * 42.6 + 3 * 60)
    assert found.budget_to_date == 0
    stage.do("reverse_hours", key, by="presenter", reason="Wrong team.")
    assert stage.tracked().standing.time_to_date == 180
    with pytest.raises(NotAllowed, match="already reversed"):
        stage.do("reverse_hours", key, by="presenter", reason="Again.")


def test_hours_may_be_valued_at_finances_standard_rates(stage: Stage) -> None:
    with stage.database.reading() as session:
        rates = queries.rate_choices(session, stage.tracked().row)
    assert [(rate.name, rate.hourly_minor) for rate in rates] == [
        ("Development, as planned", 6000),
        ("Participants, as planned", 4260),
        ("Learning designer", 6000),
        ("Agent", 4260),
    ]


@pytest.mark.parametrize(
    ("hours", "rate", "period_on", "field"),
    [
        ("0", "plan-participants", date(2026, 4, 1), "hours"),
        ("1000001", "plan-participants", date(2026, 4, 1), "hours"),
        ("1", "a wage", date(2026, 4, 1), "rate"),
        ("1", "plan-participants", date(2026, 5, 1), "period_on"),
    ],
)
def test_wrong_hours_are_refused_beside_their_field(
    stage: Stage, hours: str, rate: str, period_on: date, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        stage.hours(hours, rate, period_on)
    assert list(refused.value.fields) == [field]


def test_hours_are_append_only(stage: Stage) -> None:
    stage.hours("1")
    refused = pytest.raises((IntegrityError, ProgrammingError), match=r"append-only|permission denied")
    with refused, stage.database.writing() as turn:
        turn.session.execute(text("UPDATE hours_worked SET value_minor = 0"))
