"""Readings: what they are worth, who attests them, and what they do to the investment."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from pitchdeck.base.errors import Conflict, Invalid, NotAllowed, NotFound
from pitchdeck.base.triggers.tracking import INVESTMENT
from pitchdeck.features.investments import queries
from pitchdeck.features.investments.workflow import LIFE
from tests.features.investments.stage import Stage

SEPTEMBER = datetime(2026, 9, 3, 9, 0, tzinfo=UTC)
# 2 hours less per agent and week × 100 agents × 52/12 weeks × 42.60 × 50 % redeployed, per hour and month
UNIT_MINOR = 9_230_00
BENEFIT = 2 * UNIT_MINOR * 3 * 60 // 100 * 80 // 100


@pytest.fixture
def measured(stage: Stage) -> Stage:
    """The investment in September: the first reading is due."""
    stage.at = SEPTEMBER
    return stage


def test_the_benefit_is_computed_from_what_the_plan_says_a_unit_is_worth(measured: Stage) -> None:
    measured.reading()
    row = measured.page(measured.cast.presenter).readings[0]
    assert (row.unit_minor, row.benefit_minor) == (UNIT_MINOR, BENEFIT)
    assert row.derivation == (
        "2 hours per agent and week better than 6 × €9,230 a unit and month × 3 months"
        " × 60 % learning's share × 80 % confidence = €26,582.40"
    )


def test_a_reading_adds_nothing_before_the_sponsor_attested_it(measured: Stage) -> None:
    key = measured.reading()
    before = measured.tracked().standing
    assert (before.realised.actual_benefit, before.rag, before.reasons) == (0, "grey", ("reading_due",))
    measured.do("attest", key, by="sponsor", verdict="attested")
    after = measured.tracked().standing
    assert after.realised.actual_benefit == 26_582.40
    assert after.evidenced.value == 1
    assert after.rag == "green"
    assert [(each.method, each.share.value) for each in after.strengths] == [("trend_line", 1)]
    assert after.periods[0].state == "evidenced"


def test_a_refused_reading_adds_nothing_and_is_measured_again(measured: Stage) -> None:
    key = measured.reading()
    with pytest.raises(Invalid, match="measured again"):
        measured.do("attest", key, by="sponsor", verdict="refused", reason=" ")
    measured.do("attest", key, by="sponsor", verdict="refused", reason="August is missing.")
    assert measured.tracked().standing.realised.actual_benefit == 0
    again = measured.reading("5")
    measured.do("attest", again, by="sponsor", verdict="attested")
    assert measured.tracked().standing.realised.actual_benefit == 13_291.20


def test_a_reading_is_answered_once(measured: Stage) -> None:
    key = measured.reading()
    measured.do("attest", key, by="sponsor", verdict="attested")
    with pytest.raises(NotAllowed, match="already answered"):
        measured.do("attest", key, by="sponsor", verdict="refused", reason="On second thoughts.")


@pytest.mark.parametrize("by", ["presenter", "lead", "finance", "chair", "investor1", "auditor"])
def test_a_reading_is_attested_by_its_sponsor_alone(measured: Stage, by: str) -> None:
    key = measured.reading()
    with pytest.raises(NotAllowed):
        measured.do("attest", key, by=by, verdict="attested")
    person = measured.cast.actors[by].id
    statement = (
        "INSERT INTO attestation (reading_id, verdict, reason, by_id, at)"
        f" SELECT id, 'attested', '', {person}, reported_at FROM reading"
    )
    with pytest.raises(IntegrityError), measured.database.writing() as turn:
        turn.session.execute(text(statement))


@pytest.mark.parametrize("by", ["nobody", "admin", "colleague"])
def test_a_reading_is_hidden_from_people_who_do_not_see_the_investment(measured: Stage, by: str) -> None:
    key = measured.reading()
    with pytest.raises(NotFound):
        measured.do("attest", key, by=by, verdict="attested")


def test_nobody_attests_what_they_present_even_as_owner_of_the_measure(measured: Stage) -> None:
    key = measured.reading()
    with measured.database.writing() as turn:
        person = measured.cast.presenter.id
        turn.session.execute(text(f"UPDATE measure SET owner_id = {person}, agreed_by_id = {person}"))
    with pytest.raises(NotAllowed, match="that they present"):
        measured.do("attest", key, by="presenter", verdict="attested")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"read_on": date(2026, 9, 4)}, "read_on"),
        ({"covers_to": date(2026, 10, 1)}, "covers_to"),
        ({"covers_to": date(2026, 5, 1)}, "covers_to"),
        ({"covers_from": date(2026, 3, 1)}, "covers_from"),
        ({"confidence": Decimal(1), "method": "manager"}, "confidence"),
        ({"evidence": " "}, "evidence"),
        ({"measure_key": "another"}, "measure"),
        ({"stated_minor": 100}, "stated_how"),
    ],
)
def test_a_wrong_reading_is_refused_beside_its_field(
    measured: Stage, changed: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        measured.reading(**changed)  # type: ignore[arg-type]  # one field at a time
    assert list(refused.value.fields) == [field]


def test_no_month_is_measured_twice(measured: Stage) -> None:
    measured.reading()
    with pytest.raises(Invalid, match="June 2026 to August 2026"):
        measured.reading(covers_from=date(2026, 8, 1), covers_to=date(2026, 9, 1))
    measured.reading(covers_from=date(2026, 9, 1), covers_to=date(2026, 9, 1))


def test_a_benefit_may_be_stated_with_how_it_was_worked_out(measured: Stage) -> None:
    key = measured.reading(stated_minor=9_000_00, stated_how="Overtime fell by 9,000 EUR, see payroll.")
    measured.do("attest", key, by="sponsor", verdict="attested")
    row = measured.page(measured.cast.sponsor).readings[0]
    assert (row.unit_minor, row.benefit_minor) == (None, 9_000_00)
    assert row.derivation == "Overtime fell by 9,000 EUR, see payroll."
    assert measured.tracked().standing.realised.actual_benefit == 9_000


def test_a_measure_that_got_worse_takes_from_the_return(measured: Stage) -> None:
    key = measured.reading("7")
    measured.do("attest", key, by="sponsor", verdict="attested")
    found = measured.tracked().standing
    assert found.realised.actual_benefit == -13_291.20
    assert found.rag == "red"


def test_a_reading_missing_for_thirty_days_blocks_the_next_tranche(measured: Stage) -> None:
    late = datetime(2026, 10, 2, 9, 0, tzinfo=UTC)
    with pytest.raises(NotAllowed, match="missing for more than 30 days"):
        measured.release(2, at=late)
    measured.do("attest", measured.reading(), by="sponsor", verdict="attested")
    measured.release(2, at=late)


def test_the_first_reading_after_the_delivery_begins_the_tracking(measured: Stage) -> None:
    with pytest.raises(Invalid):
        measured.do("deliver", measured.key, by="presenter", why="")
    with pytest.raises(NotAllowed, match="presenter"):
        measured.do("deliver", measured.key, by="finance", why="Done.")
    measured.do("deliver", measured.key, by="presenter", why="98 of 100 agents came.")
    assert measured.tracked().row.state == "delivered"
    with pytest.raises(NotAllowed, match="running"):
        measured.do("deliver", measured.key, by="presenter", why="Again.")
    measured.reading()
    page = measured.page(measured.cast.viewer)
    assert page.tracked.row.state == "tracking"
    assert [(event.verb, event.to_state) for event in page.events][:3] == [
        ("reading_recorded", None),
        ("tracking_begun", "tracking"),
        ("delivered", "delivered"),
    ]


def test_the_database_knows_the_same_steps_as_the_workflow() -> None:
    steps = {(source, step.target) for step in LIFE.transitions for source in step.sources}
    assert steps == set(INVESTMENT)


def test_a_state_that_does_not_follow_is_refused(stage: Stage) -> None:
    with pytest.raises(Conflict, match="cannot track now"):
        LIFE.step("track", "active")
    with pytest.raises(IntegrityError), stage.database.writing() as turn:
        turn.session.execute(text("UPDATE investment SET state = 'closed'"))


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        *((name, True) for name in ("presenter", "sponsor", "investor1", "investor3", "chair", "lead")),
        *((name, True) for name in ("finance", "fund_owner", "viewer", "auditor")),
        *((name, False) for name in ("admin", "nobody", "colleague")),
    ],
)
def test_the_list_and_the_page_open_the_same_investments(stage: Stage, name: str, *, sees: bool) -> None:
    actor = stage.cast.actors[name]
    with stage.database.snapshot() as session:
        listed = queries.tracked_seen_by(session, actor, today=stage.at.date())
    assert bool(listed) is sees
    if sees:
        assert stage.page(actor).tracked.row.key == stage.key
    else:
        with pytest.raises(NotFound):
            stage.page(actor)
