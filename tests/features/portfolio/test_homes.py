"""What awaits each person at each stage of the story, on each kind of database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from pitchdeck.base.db import Database
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding.figures.closing import Policy, plan
from pitchdeck.features.funding.models import Fund
from pitchdeck.features.funding.queries.closing import books_of
from pitchdeck.features.pitches import actions as pitches
from pitchdeck.features.portfolio.queries.homes import Home, Moment, home
from pitchdeck.features.scoring import actions as scoring
from tests.factories.cast import Cast
from tests.factories.pitches import AT, draft, measure, open_round, rates, submitted
from tests.factories.promises import promise_later
from tests.factories.scores import DELIBERATION, SCORING, give, in_scoring
from tests.features.funding import stage as rounds
from tests.features.investments.stage import Stage, build, purse


def at_home(database: Database, who: Actor, at: datetime) -> Home:
    with database.snapshot() as session:
        return home(session, who, Moment(at, "Europe/Berlin"))


def kinds(database: Database, who: Actor, at: datetime = AT) -> list[str]:
    return [task.kind for task in at_home(database, who, at).tasks]


def figures(found: Home, role: str) -> Any:
    return next(part.figures for part in found.parts if part.role == role)


def test_nothing_awaits_anybody_in_an_empty_house(database: Database, cast: Cast) -> None:
    for name, actor in cast.actors.items():
        found = at_home(database, actor, AT)
        assert [task for task in found.tasks if task.kind not in {"people_without", "set_up"}] == [], name
        assert found.changes == ()


def test_a_draft_says_how_much_is_missing_and_then_that_it_is_complete(
    database: Database, cast: Cast
) -> None:
    with database.writing() as turn:
        rates(turn.session, cast)
        own = measure(turn.session, cast)
        pitches.create_pitch(
            turn.session,
            title="Only a title",
            unit_id=cast.units["Support"],
            template="blank",
            start_on=date(2026, 4, 1),
            by=cast.presenter,
            at=AT,
        )
        draft(turn.session, cast, own.id)
    tasks = {task.title: task for task in at_home(database, cast.presenter, AT).tasks}
    assert tasks["Only a title"].kind == "draft"
    assert tasks["Only a title"].count == 11
    assert tasks["Solve it in the first call"].kind == "draft_ready"
    assert kinds(database, cast.colleague) == kinds(database, cast.lead) == []


def test_a_measure_waits_for_its_owner_and_a_claim_for_its_sponsor(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        rates(turn.session, cast)
        measure(turn.session, cast, agreed=False, goal="Other", name="Other")
        own = measure(turn.session, cast)
        submitted(turn.session, cast, own.id, yes=False)
    tasks = {task.kind: task for task in at_home(database, cast.sponsor, AT).tasks}
    assert set(tasks) == {"measure_agree", "claim"}
    assert tasks["claim"].count == 16  # per cent of the gap: 2 · 0.6 · 0.55 of 4
    assert kinds(database, cast.presenter) == []
    later = AT + timedelta(days=3)
    assert kinds(database, cast.presenter, later) == ["sponsor_silent"]
    assert kinds(database, cast.lead, later) == ["sponsor_waited_for", "screen"]


def test_a_pitch_waits_for_screening_and_comes_back_with_its_reason(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        rates(turn.session, cast)
        own = measure(turn.session, cast)
        pitch = submitted(turn.session, cast, own.id)
        key = pitch.key
    assert kinds(database, cast.lead) == ["screen"]
    late = at_home(database, cast.lead, AT + timedelta(days=6)).tasks[0]
    assert (late.late, late.note) == (True, "Pia Presenter")
    with database.writing() as turn:
        pitches.send_back(turn.session, key, why="Name the audience.", by=cast.lead, at=AT)
    task = at_home(database, cast.presenter, AT).tasks[0]
    assert (task.kind, task.note) == ("sent_back", "Name the audience.")


def test_scoring_awaits_the_panel_until_each_has_scored_or_recused(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        _round, found = in_scoring(turn.session, cast, ("One", "Two", "Three"))
        refs = [pitch.ref for pitch in found]
    task = at_home(database, cast.investor1, SCORING).tasks[0]
    assert (task.kind, task.count, task.minutes, task.key) == ("score", 3, 9, refs[0])
    assert kinds(database, cast.chair, SCORING) == []
    waiting = figures(at_home(database, cast.chair, SCORING), "chair")
    assert waiting[0].missing == ("Ines Investor", "Iris Investor", "Ivan Investor")
    with database.writing() as turn:
        for pitch in found:
            for investor in (cast.investor1, cast.investor2):
                give(turn.session, pitch, 4, by=investor)
            funding.recuse(turn.session, str(pitch.ref), "My team.", by=cast.investor3, at=SCORING)
    assert kinds(database, cast.investor1, SCORING) == kinds(database, cast.investor3, SCORING) == []
    home_ = at_home(database, cast.chair, SCORING)
    assert [task.kind for task in home_.tasks] == ["round_scoring"]
    running = figures(home_, "chair")[0]
    assert [(pitch.cards, pitch.recused) for pitch in running.pitches] == [(2, 1)] * 3
    assert running.missing == ()


def test_funding_review_and_release_await_one_after_the_other(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        session = turn.session
        round_, found = in_scoring(session, cast)
        ref, key, id_ = str(found[0].ref), round_.key, round_.id
        for investor in (cast.investor1, cast.investor2):
            give(session, found[0], 4, by=investor)
        scoring.close_scoring(session, key, by=cast.chair, at=DELIBERATION)
        scoring.shortlist(session, key, [ref], by=cast.chair, at=DELIBERATION)
        own = purse(session, cast, id_)
    assert kinds(database, cast.chair, DELIBERATION) == ["round_deliberation"]
    with database.writing() as turn:
        funding.open_funding(turn.session, key, by=cast.chair, at=DELIBERATION)
    task = at_home(database, cast.investor1, DELIBERATION).tasks[0]
    assert (task.kind, task.count, task.amount) == ("commit", 1, 50_000_00)
    assert kinds(database, cast.investor2, DELIBERATION) == []
    with database.writing() as turn:
        funding.commit(
            turn.session, own, ref, 50_000_00, by=cast.investor1, at=DELIBERATION, up_to_needed=True
        )
        assert promise_later(turn.session, own, ref, by=cast.investor1, at=DELIBERATION) == 1
    assert kinds(database, cast.investor1, DELIBERATION) == []
    assert kinds(database, cast.chair, DELIBERATION) == ["round_funding"]
    with database.writing() as turn:
        funding.close_funding(turn.session, key, by=cast.chair, at=DELIBERATION)
    assert kinds(database, cast.finance, DELIBERATION) == ["review"]
    assert kinds(database, cast.chair, DELIBERATION) == []
    with database.writing() as turn:
        funding.send_back_review(turn.session, ref, reason="Whose hours?", by=cast.finance, at=DELIBERATION)
    asked = at_home(database, cast.presenter, DELIBERATION).tasks[0]
    assert (asked.kind, asked.note) == ("review_sent_back", "Whose hours?")
    with database.writing() as turn:
        funding.approve(turn.session, ref, by=cast.finance, at=DELIBERATION)
    assert kinds(database, cast.finance, DELIBERATION) == kinds(database, cast.presenter, DELIBERATION) == []
    assert kinds(database, cast.chair, DELIBERATION) == ["round_finance_review"]
    with database.writing() as turn:
        funding.decide(turn.session, key, by=cast.chair, at=DELIBERATION)
    assert kinds(database, cast.chair, DELIBERATION) == ["round_decided"]
    assert at_home(database, cast.presenter, DELIBERATION).changes == ()
    with database.writing() as turn:
        funding.publish(turn.session, key, by=cast.chair, at=DELIBERATION)
    assert kinds(database, cast.finance, DELIBERATION) == ["release"]
    change = at_home(database, cast.presenter, DELIBERATION).changes[0]
    assert (change.kind, change.who) == ("letter_funded", "Chiara Chair")


@pytest.fixture
def stage(database: Database, cast: Cast) -> Stage:
    """A running investment in September: a reading is due, a cost waits for its confirmation."""
    made = build(database, cast)
    made.release()
    made.at = datetime(2026, 9, 3, 9, 0, tzinfo=UTC)
    made.actual(1_000_00)
    return made


def test_a_running_investment_awaits_reading_confirmation_and_attestation(
    stage: Stage, database: Database, cast: Cast
) -> None:
    assert kinds(database, cast.presenter, stage.at) == ["reading_due"]
    assert kinds(database, cast.lead, stage.at) == ["reading_waited_for"]
    assert kinds(database, cast.finance, stage.at) == ["actual", "release"]
    assert kinds(database, stage.with_finance("investor1"), stage.at) == []
    key = stage.reading()
    assert kinds(database, cast.sponsor, stage.at) == ["attest"]
    stage.do("attest", key, by="sponsor", verdict="attested")
    assert kinds(database, cast.presenter, stage.at) == kinds(database, cast.sponsor, stage.at) == []
    own = figures(at_home(database, cast.sponsor, stage.at), "sponsor")[0]
    assert (own.measured, own.agreed) == (4, True)


def test_the_three_questions_are_sums_over_what_the_reader_may_see(
    stage: Stage, database: Database, cast: Cast
) -> None:
    stage.do("attest", stage.reading(), by="sponsor", verdict="attested")
    stage.actual(9_000_00, confirmed_by="finance")
    stage.hours("100")
    whole = figures(at_home(database, cast.viewer, stage.at), "viewer")
    names = ("investments", "budget", "time", "benefit", "measures")
    assert [getattr(whole, name) for name in names] == [1, 9_000_00, 4_260_00, 26_582_40, 1]
    assert whole.roi.value == pytest.approx(100 * (26_582.40 - 13_260) / 13_260)
    assert [moved.way for moved in whole.moved] == [0.5]
    assert [goal.actual for goal in whole.goals] == [13_260_00]


def test_two_roles_are_merged_by_date_and_nothing_is_shown_twice(
    stage: Stage, database: Database, cast: Cast
) -> None:
    both = Actor(
        cast.finance.id, cast.finance.key, cast.finance.name, (*cast.finance.grants, *cast.lead.grants)
    )
    found = at_home(database, both, stage.at)
    assert [task.kind for task in found.tasks] == ["reading_waited_for", "actual", "release"]
    assert [part.role for part in found.parts] == [
        "presenter",
        "sponsor",
        "head",
        "finance",
        "lead",
        "viewer",
    ]


def test_the_auditor_sees_who_did_what_and_the_exceptions_first(
    stage: Stage, database: Database, cast: Cast
) -> None:
    line = figures(at_home(database, cast.auditor, stage.at), "auditor")[0]
    assert (line.names["wrote"], line.names["released"], line.met) == (
        ("Pia Presenter",),
        ("Finn Finance",),
        (),
    )
    with database.writing() as turn:
        turn.session.execute(
            text("INSERT INTO co_author (pitch_id, person_id) VALUES (:pitch, :person)"),
            {"pitch": stage.pitch_id, "person": cast.finance.id},
        )
    line = figures(at_home(database, cast.auditor, stage.at), "auditor")[0]
    assert line.met == ("wrote and reviewed", "wrote and released")


def test_the_admin_sees_people_and_no_amounts(stage: Stage, database: Database, cast: Cast) -> None:
    found = at_home(database, cast.admin, stage.at)
    assert [(task.kind, task.count, task.amount) for task in found.tasks] == [("people_without", 1, None)]
    staffing = figures(found, "admin")
    assert (staffing.without, staffing.empty_roles) == (("Nils Nobody",), ())
    with database.writing() as turn:
        turn.session.execute(text("UPDATE mandate SET valid_to = '2020-01-02' WHERE role = 'finance'"))
    assert "role_empty" in kinds(database, cast.admin, stage.at)


def test_what_is_not_open_to_a_person_is_on_no_home_of_theirs(
    stage: Stage, database: Database, cast: Cast
) -> None:
    for name in ("nobody", "colleague", "admin"):
        found = at_home(database, cast.actors[name], stage.at)
        assert stage.ref not in repr(found), name


def test_a_fund_waits_for_a_second_person_and_its_owner(database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        funding.open_fund(
            turn.session,
            name="Sales 2026",
            unit_id=cast.units["Sales"],
            fiscal_year=2026,
            amount=1_000_00,
            owner_id=cast.fund_owner.id,
            by=cast.finance,
            at=AT,
        )
        open_round(turn.session, cast)
    assert kinds(database, cast.finance) == []
    assert kinds(database, cast.finance2) == kinds(database, cast.fund_owner) == ["fund_confirm"]


def test_a_year_that_is_over_waits_for_finance_until_it_is_closed(stage: Stage, database: Database) -> None:
    last, over = (datetime(2026, 12, 31, 12, tzinfo=UTC), datetime(2027, 1, 1, 12, tzinfo=UTC))
    finance, owner = stage.cast.finance2, stage.cast.fund_owner
    with database.reading() as session:
        fund = session.execute(select(Fund)).scalar_one()
        seen = plan(books_of(session, fund.id, 2026, own=True), Policy()).seal
    assert "year_end" not in kinds(database, finance, last)
    found = [task for task in at_home(database, finance, over).tasks if task.kind == "year_end"]
    assert [(task.key, task.since) for task in found] == [(fund.key, date(2026, 12, 31))]
    assert "year_end" not in kinds(database, owner, over)
    with database.writing() as turn:
        choices = funding.Choices()
        funding.close_year(turn.session, fund.key, 2026, choices, seen=seen, by=finance, at=over)
    assert "year_end" not in kinds(database, finance, over)


def test_a_promise_of_a_later_year_is_a_part_that_keeps_a_review_away(database: Database, cast: Cast) -> None:
    ref, year = "P-2026-0001", rounds.YEAR
    round_ = rounds.build(database, cast, {ref: {year: 300, year + 1: 200}})
    fund = round_.fund(1_000)
    for name in ("investor1", "investor2"):
        round_.allot(fund, name, 400)
    round_.chair("open_funding")
    round_.commit("investor1", ref, 300)
    round_.promise("investor2", ref, 200, year + 1)
    round_.chair("close_funding")
    promised = replace(cast.finance, id=cast.actors["investor2"].id)
    assert "review" in kinds(database, cast.finance, DELIBERATION)
    assert "review" not in kinds(database, promised, DELIBERATION)
