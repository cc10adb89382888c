"""The whole way, once, over HTTP: a pitch becomes a scored, funded, tracked investment with its one-pager."""

from datetime import datetime, timedelta
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pytest
from flask import Flask

from pitchdeck.base.db import Database
from pitchdeck.features.pitches import queries
from pitchdeck.features.portfolio.queries.invariants import breaches
from tests.client import PolicingClient
from tests.factories import pitches as made
from tests.factories.cast import ZONE, Cast
from tests.journeys.walker import Walker

NOW = datetime.now(ZONE)
YEAR, MONTH = NOW.year, f"{NOW:%Y-%m}"
TITLE = "Solve it in the first call"

STEPS: dict[str, dict[str, Any]] = {
    "start": {"start_on": MONTH},
    "problem": {
        "problem": "Agents solve every second case twice, because they treat what the customer says.",
        "nothing_minor": "17,000",
        "cause": "skill",
    },
    "solution": {
        "solution": "A half-day on diagnosis, then coaching on live calls.",
        "audience": "Agents of first-line support",
        "people": "100",
        "hours_each": "3",
        "launch": MONTH,
    },
    "cost": {
        "costs-0-kind": "building",
        "costs-0-finished_hours": "4",
        "costs-0-format": "e_learning_2",
        "costs-0-rate": "60",
        "costs-0-month": MONTH,
        "costs-1-kind": "spending",
        "costs-1-label": "Coach",
        "costs-1-category": "delivery_facilitation",
        "costs-1-amount": "4,000",
        "costs-1-month": MONTH,
        "costs-2-kind": "spending",
        "costs-2-label": "Platform",
        "costs-2-category": "technology",
        "costs-2-amount": "1,000",
        "costs-2-month": MONTH,
        "costs-2-repeats": "monthly",
        "costs-2-months": "1",
        "costs-3-kind": "fixed_price",
        "costs-3-label": "Cases",
        "costs-3-contingency": "10",
        "costs-3-milestones-0-month": MONTH,
        "costs-3-milestones-0-amount": "1,000",
        "nothing_else": "y",
    },
    "benefit": {
        "lines-0-kind": "time_saved",
        "lines-0-label": "Less rework",
        "lines-0-units": "100",
        "lines-0-adoption": "55",
        "lines-0-delta": "2",
        "lines-0-per": "week",
        "lines-0-value": "42.60",
        "lines-0-redeployed": "50",
        "lines-0-isolation": "60",
        "lines-0-basis": "manager",
        "lines-0-realisation": "capacity",
        "lines-0-counts": "measure",
        "lines-0-source": "Controlling",
        "lines-0-applies_to": "each",
        "lines-0-lag": "0",
        "lines-0-ramp": "3",
        "lines-0-hold": "12",
        "lines-0-half_life": "12",
    },
    "proof": {
        "level_1": "4 of 5 would recommend it",
        "level_2": "90 % pass the case test",
        "level_3": "8 of 10 calls follow the method",
        "reading_3": "y",
        "isolation_plan": "trend_line",
        "risk": "Team leads do not release people.",
        "risk_answer": "Two slots a week are planned.",
        "stop_rule": "Stop when rework has not fallen after six months.",
    },
}


@pytest.fixture
def people(app_anywhere: Flask, cast: Cast, database: Database) -> dict[str, Walker]:
    """Everybody signed in; a goal with an agreed measure and finance's rates are in place."""
    with database.writing() as act:
        made.rates(act.session, cast, at=act.at)
        made.measure(act.session, cast, at=act.at)
    walkers = {}
    for name in cast.actors:
        client = app_anywhere.test_client()
        assert isinstance(client, PolicingClient)
        client.enter(cast.email(name), cast.password)
        walkers[name] = Walker(client)
    return walkers


def test_the_whole_way(people: dict[str, Walker], cast: Cast, database: Database) -> None:
    round_url = plan_round(people["lead"], cast)
    purses(people, round_url)
    draft = write(people["presenter"])
    ref = ask_and_submit(people, draft)
    screen(people, ref, round_url)
    score(people, ref, round_url)
    commit(people, ref, round_url)
    decide(people, ref, round_url)
    investment = release(people, ref)
    track(people, investment)
    with database.snapshot() as session:
        assert list(breaches(session)) == []


def plan_round(lead: Walker, cast: Cast) -> str:
    def day(days: int) -> str:
        return (NOW + timedelta(days=days)).date().isoformat()

    lead.go("/rounds/new")
    lead.send(
        "/rounds",
        {
            "name": "Support round",
            "unit": lead.option("unit", "Nordwind"),
            "chair": lead.option("chair", "Chiara"),
            "panel": [cast.actors[name].key for name in ("investor1", "investor2", "investor3")],
            "quorum": "2",
            "fiscal_year": str(YEAR),
            "pitches_close_at": day(10),
            "scoring_closes_at": day(20),
            "funding_closes_at": day(30),
            "decision_on": day(40),
        },
    )
    return lead.url


def purses(people: dict[str, Walker], round_url: str) -> None:
    people["chair"].go(round_url)
    assert "Support round" in people["chair"].send("/opening")
    finance = people["finance"]
    finance.go("/funds/new")
    finance.send(
        "/funds",
        {
            "name": "Support budget",
            "unit": finance.option("unit", "Support"),
            "owner": finance.option("owner", "Owen"),
            "fiscal_year": str(YEAR),
            "amount": "100,000",
        },
    )
    fund = finance.url
    people["finance2"].go(fund)
    people["finance2"].send("/confirmation")
    owner = people["fund_owner"]
    for investor, amount in (("Ines", "20,000"), ("Ivan", "5,000")):
        owner.go(fund)
        owner.send(
            "/purses",
            {
                "investor": owner.option("investor", investor),
                "round": owner.option("round", "Support round"),
                "amount": amount,
            },
        )


def write(presenter: Walker) -> str:
    """1: the six steps; the strip follows the typing."""
    presenter.go("/pitches/new")
    presenter.send(
        "/pitches", {"title": TITLE, "template": "time_saved", "unit": presenter.option("unit", "Support")}
    )
    draft = presenter.url.rsplit("/draft", 1)[0]
    for step, fields in STEPS.items():
        presenter.go(f"{draft}/draft/{step}")
        if step == "problem":
            fields = fields | {"measure": presenter.option("measure", "Rework")}  # noqa: PLW2901  # known by now
        presenter.send(f"/draft/{step}", fields)
    words = presenter.go(f"{draft}/draft/send")
    assert "ROI" in words
    assert "Payback" in words
    return draft


def ask_and_submit(people: dict[str, Walker], draft: str) -> str:
    """2 and 3: submitting needs the sponsor asked; the yes is one page; the revision is frozen."""
    presenter, sponsor = people["presenter"], people["sponsor"]
    presenter.go(f"{draft}/draft/send")
    presenter.send("/claims")
    people["nobody"].go(draft, status=404)
    presenter.go(f"{draft}/draft/send")
    words = presenter.send("/submission")
    ref = presenter.url.rsplit("/", 1)[1]
    assert ref == f"P-{YEAR}-0001"
    assert TITLE in words
    assert "Sven Sponsor" in words
    claim = next(link for link in _links(sponsor, "/") if "/claims/" in link)
    sponsor.go(claim)
    sponsor.send("/answer", {"verdict": "yes"})
    return ref


def _links(walker: Walker, url: str) -> list[str]:
    walker.go(url)
    return walker.links()


def screen(people: dict[str, Walker], ref: str, round_url: str) -> None:
    lead = people["lead"]
    lead.go(f"/pitches/{ref}/screening")
    lead.send("/screening", {"verdict": "screen", "round": lead.option("round", "Support round")})
    chair = people["chair"]
    chair.go(round_url)
    assert TITLE in chair.send("/scoring")


def score(people: dict[str, Walker], ref: str, round_url: str) -> None:
    """4: one recuses, two score; others' scores show only after one's own; the chair shortlists."""
    conflicted = people["investor3"]
    conflicted.go(f"/pitches/{ref}/recusal")
    conflicted.send("/recusal", {"reason": "My brother owns the coaching company."})
    first, second = people["investor1"], people["investor2"]
    _score(first, ref, "4", "A clear case with a sponsor behind it.")
    assert "A clear case" not in second.go(f"/pitches/{ref}")
    _score(second, ref, "3", "I would like to see the pilot first.")
    assert "A clear case" in second.go(f"/pitches/{ref}")
    assert "A clear case" not in people["presenter"].go(f"/pitches/{ref}")
    chair = people["chair"]
    chair.go(round_url)
    chair.send("/deliberation")
    assert "3.5" in chair.go(f"{round_url}/shortlist")
    chair.send("/shortlist", {"chosen": [ref]})
    chair.go(f"{round_url}/money")
    chair.send("/funding")


def _score(investor: Walker, ref: str, value: str, sentence: str) -> None:
    investor.go(f"/pitches/{ref}/scorecard")
    investor.send(
        "/scorecard", {"sentence": sentence} | {f"score_{position}": value for position in range(1, 5)}
    )


def commit(people: dict[str, Walker], ref: str, round_url: str) -> None:
    """5: above the purse is refused with the figures and what was typed; then the ask is covered."""
    small, large = people["investor2"], people["investor1"]
    small.go(f"/pitches/{ref}/commitments")
    refusal = small.send("/commitments", {"amount": "5,000.01"}, status=422)
    assert "5,000" in refusal
    assert small.at is not None
    assert 'value="5,000.01"' in small.at.get_data(as_text=True)
    small.go(f"/pitches/{ref}/commitments")
    small.send("/commitments", {"amount": "2,000"})
    large.go(f"/pitches/{ref}/commitments")
    too_much = large.send("/commitments", {"amount": "19,000"}, status=422)
    assert "needed" in too_much
    large.go(f"/pitches/{ref}/commitments")
    large.send("/commitments")  # the amount is filled in: what is still needed
    assert "Covered" in people["finance"].go(f"/pitches/{ref}")
    chair = people["chair"]
    chair.go(f"{round_url}/money")
    chair.send("/finance-review")


def decide(people: dict[str, Walker], ref: str, round_url: str) -> None:
    """6: who invested may not review; finance approves, the chair publishes, the letter is there."""
    people["investor1"].go(f"/pitches/{ref}/review", status=404)
    finance, chair = people["finance"], people["chair"]
    finance.go(f"/pitches/{ref}/review")
    finance.send("/review", {"verdict": "approve"})
    assert "Funded" not in people["presenter"].go(f"/pitches/{ref}")  # under embargo
    chair.go(f"{round_url}/money")
    chair.send("/decision")
    chair.go(f"{round_url}/money")
    chair.send("/publication")
    assert "Funded" in people["presenter"].go(f"/pitches/{ref}")
    assert TITLE in people["presenter"].go(f"/pitches/{ref}/letter")


def release(people: dict[str, Walker], ref: str) -> str:
    finance = people["finance"]
    tranche = next(link for link in _links(finance, "/") if "/tranches/" in link)
    finance.go(tranche)
    finance.send("/release", {"reason": "The plan stands."})
    return next(link for link in _links(people["presenter"], f"/pitches/{ref}") if "/investments/" in link)


def track(people: dict[str, Walker], investment: str) -> None:
    """7: an actual that finance confirms and a reading that the sponsor attests stand beside the plan."""
    presenter, finance, sponsor = people["presenter"], people["finance"], people["sponsor"]
    presenter.go(f"{investment}/actuals")
    presenter.send(
        "/actuals",
        {
            "amount": "4,000",
            "document_on": NOW.date().isoformat(),
            "period_on": MONTH,
            "category": "delivery_facilitation",
            "reference": "RE-1",
        },
    )
    actual = next(link for link in _links(finance, "/") if "/actuals/" in link)
    finance.go(actual)
    finance.send("/confirmation")
    presenter.go(f"{investment}/readings")
    presenter.send(
        "/readings",
        {
            "value": "5",
            "covers_from": MONTH,
            "covers_to": MONTH,
            "read_on": NOW.date().isoformat(),
            "method": "manager",
            "isolation": "60",
            "confidence": "50",
            "evidence": "Weekly report of the service desk",
        },
    )
    reading = next(link for link in _links(sponsor, "/") if "/readings/" in link)
    sponsor.go(reading)
    sponsor.send("/attestation", {"verdict": "attested"})
    words = presenter.go(investment)
    assert "4,000" in words
    assert "ROI" in words
    assert "planned" in words.lower()
    assert "attested" in words.lower()


@pytest.mark.pango
def test_the_one_pager_prints_at_every_stage(
    people: dict[str, Walker], cast: Cast, database: Database
) -> None:
    """8: one A4 page from *submitted* on, with revision and hash, also once the pitch is funded."""
    round_url = plan_round(people["lead"], cast)
    purses(people, round_url)
    ref = ask_and_submit(people, write(people["presenter"]))
    assert f"{ref}" in pages_of(people["presenter"], ref)
    screen(people, ref, round_url)
    score(people, ref, round_url)
    commit(people, ref, round_url)
    assert "In funding" not in pages_of(people["finance"], ref)
    decide(people, ref, round_url)
    release(people, ref)
    with database.reading() as session:
        pitch = queries.pitch_for(session, ref, cast.finance)
        revision = queries.revision_row(session, pitch.id, 1)
    assert revision.hash[:8] in pages_of(people["viewer"], ref)


def pages_of(walker: Walker, ref: str) -> str:
    """The text of the PDF, which is exactly one A4 page."""
    answer = walker.client.get(f"/pitches/{ref}/one-pager.pdf")
    assert answer.status_code == 200
    document = pypdfium2.PdfDocument(answer.get_data())
    assert len(document) == 1
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    text: str = document[0].get_textpage().get_text_range()
    document.close()
    return text
