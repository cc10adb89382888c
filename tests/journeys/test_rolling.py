"""A small ask, once, over HTTP: from a draft without a benefit to funded, in a round without a panel."""

from typing import Any

import pytest
from flask import Flask

from pitchdeck.base.db import Database
from pitchdeck.features.portfolio.queries.invariants import breaches
from tests.client import PolicingClient
from tests.factories.cast import Cast
from tests.journeys.test_whole_way import MONTH, STEPS, YEAR, people
from tests.journeys.walker import Walker

__all__ = ["people"]
TITLE = "One day of coaching for new team leads"
COST = {
    "costs-0-kind": "spending",
    "costs-0-label": "Coach",
    "costs-0-category": "delivery_facilitation",
    "costs-0-amount": "2,700",
    "costs-0-month": MONTH,
    "costs-0-source": "Quote 7",
    "nothing_else": "y",
}


def test_a_small_ask_is_funded_without_a_panel(
    people: dict[str, Walker], cast: Cast, database: Database
) -> None:
    url = plan(people, cast)
    purse(people)
    ref = write(people)
    screen(people, ref, url)
    commit(people, ref, url)
    decide(people, ref, url)
    close(people, url)
    with database.snapshot() as session:
        assert list(breaches(session)) == []


def plan(people: dict[str, Walker], cast: Cast) -> str:
    """The lead fills in five fields, the chair opens it; what does not hold stands beside its field."""
    lead, chair = people["lead"], people["chair"]
    lead.go("/rounds/rolling/new")
    fields: dict[str, Any] = {
        "name": "Small asks",
        "unit": lead.option("unit", "Nordwind"),
        "chair": lead.option("chair", "Chiara"),
        "fiscal_year": "2020",
        "panel": [cast.actors[name].key for name in ("investor1", "investor2")],
    }
    assert "Fiscal year 2020 has ended" in lead.send("/rounds/rolling", fields, status=422)
    lead.send("/rounds/rolling", {"fiscal_year": str(YEAR)} | {"panel": fields["panel"]})
    url = lead.url
    lead.go(f"{url}/rolling")
    lead.send("/rolling", {"name": "Small asks of the year"})
    assert "Open the round" in chair.go(url)
    assert "takes pitches and money until" in chair.send("/start")
    for name in ("lead", "finance", "investor1", "presenter"):
        assert "Close the round" not in people[name].go(url)
    chair.go(f"{url}/money", status=404)
    return url


def purse(people: dict[str, Walker]) -> None:
    finance, owner = people["finance"], people["fund_owner"]
    finance.go("/funds/new")
    fields = {"name": "Support budget", "fiscal_year": str(YEAR), "amount": "10,000"}
    choices = {"unit": finance.option("unit", "Support"), "owner": finance.option("owner", "Owen")}
    finance.send("/funds", fields | choices)
    fund = finance.url
    people["finance2"].go(fund)
    people["finance2"].send("/confirmation")
    owner.go(fund)
    given = {"investor": owner.option("investor", "Ines"), "round": owner.option("round", "Small asks")}
    owner.send("/purses", given | {"amount": "5,000"})


def write(people: dict[str, Walker]) -> str:
    """The smallest honest pitch: it claims nothing and says what it takes to break even."""
    presenter = people["presenter"]
    presenter.go("/pitches/new")
    presenter.send(
        "/pitches", {"title": TITLE, "template": "blank", "unit": presenter.option("unit", "Support")}
    )
    draft = presenter.url.rsplit("/draft", 1)[0]
    for step in ("start", "problem", "solution", "cost", "proof"):
        presenter.go(f"{draft}/draft/{step}")
        fields = COST if step == "cost" else dict(STEPS[step])
        if step == "problem":
            fields["measure"] = presenter.option("measure", "Rework")
        presenter.send(f"/draft/{step}", fields)
    words = presenter.go(f"{draft}/draft/send")
    assert "Pays back if each of 100 people saves" in words
    presenter.send("/submission")
    return presenter.url.rsplit("/", 1)[1]


def screen(people: dict[str, Walker], ref: str, url: str) -> None:
    lead = people["lead"]
    words = lead.go(f"/pitches/{ref}/screening")
    assert "small asks up to €5,000, funded one by one" in words
    told = lead.send("/screening", {"verdict": "screen", "round": lead.option("round", "Small asks")})
    assert "It looks for money now" in told
    assert "Looking for money" in people["presenter"].go(f"/pitches/{ref}")
    assert TITLE in people["investor1"].go(url)
    assert TITLE not in people["viewer"].go("/rounds")
    people["viewer"].go(url, status=404)
    people["viewer"].go(f"/pitches/{ref}", status=404)
    assert TITLE not in people["nobody"].go(url)


def commit(people: dict[str, Walker], ref: str, url: str) -> None:
    """From the home page three presses: the round, the pitch, and the amount that is filled in already."""
    investor = people["investor1"]
    assert "One pitch looks for money in Small asks of the year; €5,000 of yours is free" in investor.go("/")
    investor.go(investor.link(url))
    investor.go(investor.link(f"/pitches/{ref}/commitments"))
    assert "It is covered now" in investor.send("/commitments")
    investor.go(f"/pitches/{ref}")
    assert "With finance" in investor.words
    assert "Take back" not in investor.words
    assert "With finance" in people["presenter"].go(f"/pitches/{ref}")
    assert "Ines" not in people["presenter"].words  # whose money it is shows once it is funded


def decide(people: dict[str, Walker], ref: str, url: str) -> None:
    people["investor1"].go(f"/pitches/{ref}/review", status=404)
    finance, presenter = people["finance"], people["presenter"]
    finance.go(f"/pitches/{ref}/review")
    hold = {"verdict": "put_on_hold", "reason": "Is the day in the framework contract?"}
    assert "until it is announced" in finance.send("/review", hold)
    assert "framework contract" not in presenter.go(f"/pitches/{ref}")
    assert "framework contract" not in people["investor1"].go(f"/pitches/{ref}")
    finance.go(f"/pitches/{ref}/review")
    assert "its letter has left" in finance.send("/review", {"verdict": "approve"})
    assert "Your pitch is funded" in presenter.go(f"/pitches/{ref}/letter")
    assert "Decided" in people["lead"].go(url)
    tranche = finance.go("/")
    assert "Release tranche 1" in tranche


def close(people: dict[str, Walker], url: str) -> None:
    chair = people["chair"]
    chair.go(url)
    assert "money that is left is back in its funds" in chair.send("/end")
    assert "closed" in chair.go(url)
    assert "Close the round" not in chair.words


@pytest.fixture
def small(app: Flask, house: Cast) -> PolicingClient:
    """The lead of SQLite's house."""
    assert app
    client = app.test_client()
    assert isinstance(client, PolicingClient)
    client.enter(house.email("lead"), house.password)
    return client


def test_the_short_form_refuses_what_is_missing_beside_its_fields(small: PolicingClient) -> None:
    walker = Walker(small)
    walker.go("/rounds/rolling/new")
    words = walker.send("/rounds/rolling", {"name": ""}, status=422)
    assert "Choose at least one investor" in words
