"""The demo: told at any moment of a year it is sound, complete and true to its sources."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from pitchdeck.base.db import Database
from pitchdeck.delivery.cli.demo import people, story
from pitchdeck.features.funding.models import (
    Advance,
    Commitment,
    Condition,
    Fund,
    FundClose,
    Review,
    ShortfallConsent,
    Standby,
)
from pitchdeck.features.funding.queries import FundRow, funds
from pitchdeck.features.investments.models import ClosingAnswer, Investment, OpeningAnswer
from pitchdeck.features.investments.queries import tracked_of_pitch
from pitchdeck.features.people.models import Organisation, Person
from pitchdeck.features.people.queries import actor_of, credentials
from pitchdeck.features.pitches.models import BenefitLine, Draft, Pitch, Revision
from pitchdeck.features.portfolio.queries.homes import Moment, home
from pitchdeck.features.portfolio.queries.homes.funds import FundLine, fund_lines
from pitchdeck.features.portfolio.queries.invariants import breaches
from pitchdeck.features.rounds.models import Round
from pitchdeck.features.scoring.models import Recusal, Scorecard
from tests import databases

MOMENTS = (
    datetime(2026, 6, 15, 10, tzinfo=UTC),
    datetime(2027, 1, 1, 0, 30, tzinfo=UTC),
    datetime(2026, 12, 31, 23, 30, tzinfo=UTC),
)
CASES = Path(__file__).parents[2] / "features" / "projection" / "cases" / "finance.json"
PITCHES = {
    "funded": 7,
    "waitlisted": 1,
    "declined": 1,
    "not_shortlisted": 1,
    "in_review": 3,
    "in_funding": 3,
    "covered": 1,
    "in_scoring": 6,
    "screened": 2,
    "submitted": 1,
    "returned": 1,
    "draft": 2,
}
ROUNDS = {"closed": 2, "finance_review": 1, "funding": 1, "deliberation": 1, "scoring": 1, "open": 1}
"""The rounds in stages and the one that stands for what ran before; two more roll."""
ROI = {
    "33 hours that make an operator": ("fastrak-roi-143", "roi_pct_phillips"),
    "A simulator for key account negotiations": ("futuretel-margin-roi", "roi_pct"),
    "Dealers sell service contracts with the machine": ("astd-fly-manufacturer", "roi_pct"),
    "Diagnose once: fewer second visits in field service": ("phillips-roi-basic", "roi_pct"),
    "Two weeks of new skills a year for software engineers": ("turnover-it-department", "roi_pct"),
    "A coach for every head of a site": ("nations-hotel-coaching", "roi_pct"),
    "Shift leaders learn to lead before they start": ("rohs-seld", "roi_pct"),
    "The first ninety days: halve early turnover": ("turnover-125-leavers", "roi_1y"),
    "Every team member runs three stations": ("utility-werner-desimone", "roi_pct"),
    "A week of CAM for the tool shop": ("designfusion-cam", "roi_pct"),
    "Appraisal talks that people remember": ("flylib-25pct", "roi_pct"),
}
AMOUNTS = {
    "E-learning academy for leasing advisers": (
        "finserv-elearning-isolation",
        "total",
        "headline_benefit",
        1.0,
    ),
    "Mobile lessons between two customer visits": (
        "transoft-control-group",
        "annual_benefit",
        "headline_benefit",
        0.8,
    ),
    "Four planners, one day, half an hour a day": (
        "successscorecard-time-saving",
        "total_cost",
        "headline_cost",
        1.0,
    ),
    "Safety refresher on the web instead of in the classroom": (
        "ilt-vs-wbt",
        "total_B",
        "headline_cost",
        1.0,
    ),
    "Consultative selling for the whole sales force": (
        "jsa-trend-isolation",
        "attributable_gp",
        "headline_benefit",
        0.8,
    ),
}
"""The case's amount, times the confidence that the pitch says it adds."""


@cache
def cases() -> dict[str, dict[str, Any]]:
    """What each published case computes to, by its id."""
    return {case["id"]: case["computed"] for case in json.loads(CASES.read_text())["cases"]}


@pytest.fixture(scope="module", params=MOMENTS, ids=lambda moment: f"{moment:%Y-%m-%d}")
def told(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Database, datetime]]:
    """The demo on a database of its own, told at one moment."""
    with databases.sqlite(tmp_path_factory.mktemp("demo")) as database:
        story.tell(database, password_hash="hash", now=request.param)
        yield database, request.param


def test_pitches_and_rounds_stand_where_the_tour_finds_them(told: tuple[Database, datetime]) -> None:
    with told[0].snapshot() as session:
        assert Counter(session.scalars(select(Pitch.state))) == PITCHES
        assert Counter(session.scalars(select(Round.state).where(Round.kind == "standard"))) == ROUNDS


def test_verify_finds_no_breach(told: tuple[Database, datetime]) -> None:
    with told[0].snapshot() as session:
        assert list(breaches(session)) == []


SMALL = {
    "Three questions before the call ends",
    "A day on the checklist before a release",
    "Two evenings with an angry customer",
}
"""Pitches of the rolling rounds, with figures of the company's own."""


def test_every_pitch_cites_its_source_and_says_whose_currency_it_is(
    told: tuple[Database, datetime],
) -> None:
    with told[0].snapshot() as session:
        drafts = session.execute(select(Draft.title, Draft.source)).all()
        frozen = session.execute(select(Revision.title, Revision.content)).all()
    assert len(drafts) == sum(PITCHES.values())
    taken_over = {"German on the night shift"}
    told_twice = [(title, content["content"]["source"]) for title, content in frozen]
    for title, source in (*drafts, *told_twice):
        own = title in SMALL
        words = "Our own figures, in EUR." if own else "Amounts in USD in the source, read as EUR here."
        assert source.endswith(words) or title in taken_over, title
        assert len(source) <= 400


def test_texts_fit_into_the_form(told: tuple[Database, datetime]) -> None:
    with told[0].snapshot() as session:
        texts = session.execute(select(Draft.title, Draft.problem, Draft.solution)).all()
        labels = session.scalars(select(BenefitLine.source)).all()
    assert all(len(title) <= 80 for title, _problem, _solution in texts)
    assert all(len(text) <= 400 for row in texts for text in row)
    assert all(labels)


def test_return_is_the_case_s_own(told: tuple[Database, datetime]) -> None:
    with told[0].snapshot() as session:
        shown = dict(session.execute(select(Pitch.title, Pitch.roi_pct)).all())
    for title, (case, name) in ROI.items():
        assert shown[title] == pytest.approx(cases()[case][name], abs=0.01), title


def test_money_is_the_case_s_own(told: tuple[Database, datetime]) -> None:
    with told[0].snapshot() as session:
        shown = dict(session.execute(select(Revision.title, Revision.figures)).all())
    for title, (case, name, figure, confidence) in AMOUNTS.items():
        value = float(json.loads(shown[title])[figure]["value"])
        assert value == pytest.approx(cases()[case][name] * confidence, rel=1e-6), title


def test_programmes_are_green_amber_grey_and_red(told: tuple[Database, datetime]) -> None:
    database, now = told
    today = Moment(now, people.ZONE_NAME).today
    with database.snapshot() as session:
        first = select(func.min(Pitch.round_id)).scalar_subquery()
        funded = select(Pitch.id).where(Pitch.state == "funded", Pitch.round_id == first)
        ids = session.scalars(funded.order_by(Pitch.id)).all()
        tracked = [tracked_of_pitch(session, one, today=today) for one in ids]
    assert [one.standing.rag for one in tracked if one] == ["green", "amber", "grey", "red"]


def test_rounds_hold_scores_a_conflict_and_commitments(told: tuple[Database, datetime]) -> None:
    with told[0].snapshot() as session:
        assert session.scalars(select(Recusal.kind)).all() == ["personal"]
        in_round = select(func.count(Scorecard.id)).join(Round, Round.id == Scorecard.round_id)
        assert session.scalar(in_round.where(Round.state == "scoring")) == 4
        in_round = select(func.count(Commitment.id)).join(Pitch, Pitch.id == Commitment.pitch_id)
        assert session.scalar(in_round.where(Pitch.state == "covered")) == 2
        assert session.scalar(in_round.where(Pitch.state == "in_funding")) == 3
        assert session.scalar(select(func.count(Condition.id))) == 1
        assert session.scalar(select(func.count(Standby.id))) == 1
        assert Counter(session.scalars(select(Review.verdict)))["on_hold"] == 1
        unconfirmed = select(func.count(Fund.id)).where(Fund.confirmed_at.is_(None))
        assert session.scalar(unconfirmed) == 1


AWAITED = {
    "presenter": {"sent_back", "draft", "reading_due", "sponsor_silent"},
    "sponsor": {"claim", "attest", "measure_agree"},
    "investor1": {"score", "commit", "commit_small", "pay_more"},
    "investor2": {"score", "commit", "commit_small", "pay_more"},
    "investor3": {"score", "commit", "commit_small", "pay_more"},
    "chair": {"round_deliberation"},
    "lead": {"screen", "sponsor_waited_for"},
    "finance": {"review", "release", "actual", "more"},
    "finance2": {"fund_change", "fund_confirm", "mandates", "opening", "standing"},
    "fund_owner": {"fund_change", "fund_confirm", "allot", "purse_request", "shortfall"},
}


@pytest.mark.parametrize("short", AWAITED)
def test_something_awaits_each_role(told: tuple[Database, datetime], short: str) -> None:
    database, now = told
    moment = Moment(now, people.ZONE_NAME)
    with database.snapshot() as session:
        person = credentials(session, f"{short}@{people.DOMAIN}")
        assert person is not None
        me = actor_of(session, person.id, moment.today)
        assert me is not None
        assert AWAITED[short] <= {task.kind for task in home(session, me, moment).tasks}


def test_what_was_promised_approved_ahead_taken_over_cut_and_closed_is_there(
    told: tuple[Database, datetime],
) -> None:
    with told[0].snapshot() as session:
        rolling = session.scalars(select(Round.state).where(Round.kind == "rolling").order_by(Round.id)).all()
        assert rolling[1:] == ["funding", "draft"]
        promised = session.execute(
            select(Advance.amount, Advance.fiscal_year - Round.fiscal_year)
            .join(Pitch, Pitch.id == Advance.pitch_id)
            .join(Round, Round.id == Pitch.round_id)
        ).all()
        assert [tuple(row) for row in promised] == [(3_000_00, 1)]
        ahead = select(Pitch.title).join(Review).where(Review.rule.startswith("standing approval"))
        assert session.scalars(ahead).all() == ["A day on the checklist before a release"]
        assert session.scalars(select(OpeningAnswer.verdict)).all() == ["confirmed"]
        assert session.scalars(select(ShortfallConsent.side)).all() == ["finance"]
        assert session.scalars(select(ClosingAnswer.verdict)).all() == ["confirmed"]
        closed = select(Pitch.title).join(Investment).where(Investment.state == "closed")
        assert session.scalars(closed).all() == ["Three questions before the call ends"]
        assert len(session.scalars(select(FundClose.id)).all()) == 1
        found: tuple[FundRow | FundLine, ...] = (*funds(session), *fund_lines(session))
        for fund in found:
            if fund.name.startswith("Sales coaching"):  # what lapsed is with no pitch
                assert (fund.amount, fund.lapsed, fund.given) == (40_000_00, 40_000_00, 0)


def test_nothing_is_left_to_give_of_a_year_that_is_over(told: tuple[Database, datetime]) -> None:
    database, now = told
    moment = Moment(now, people.ZONE_NAME)
    with database.snapshot() as session:
        owner = credentials(session, f"fund_owner@{people.DOMAIN}")
        me = actor_of(session, owner.id, moment.today) if owner else None
        assert me is not None
        given = [task.key for task in home(session, me, moment).tasks if task.kind == "allot"]
        years = set(session.scalars(select(Fund.fiscal_year).where(Fund.key.in_(given))))
        past = session.scalars(select(func.min(Fund.fiscal_year))).one()
    assert past < moment.today.year
    assert min(years) >= moment.today.year


def test_only_printed_people_can_sign_in(told: tuple[Database, datetime]) -> None:
    shown = {f"{part.short}@{people.DOMAIN}" for part in people.CAST if part.awaits}
    with told[0].snapshot() as session:
        able = session.scalars(select(Person.email).where(Person.password_hash.is_not(None))).all()
        assert set(able) == shown
        assert session.scalar(select(Organisation.demo)) is True


def test_sign_ins_name_everybody_and_the_password_once() -> None:
    table = people.sign_ins("correct horse")
    assert table.count("correct horse") == 1
    for name in ("presenter", "sponsor", "investor1", "investor2", "investor3", "chair", "lead"):
        assert f"\n{name} " in table
    for name in ("finance", "finance2", "fund_owner", "viewer", "auditor", "admin"):
        assert f"\n{name} " in table


def test_telling_twice_is_refused_and_changes_nothing(told: tuple[Database, datetime]) -> None:
    database, now = told
    with database.snapshot() as session:
        before = session.scalar(select(func.count(Person.id)))
    with pytest.raises(Exception, match="already has its organisation"):
        story.tell(database, password_hash="hash", now=now)
    with database.snapshot() as session:
        assert session.scalar(select(func.count(Person.id))) == before
