"""A pitch over two years: committed and promised, approved, served by next year's fund, released."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from config import Config
from pitchdeck.base.db import Database
from pitchdeck.delivery.jobs import embedded, house
from pitchdeck.delivery.jobs.tasks import Shop
from pitchdeck.features.people import queries as people
from tests.client import PolicingClient, text_of
from tests.factories.cast import Cast
from tests.features.funding.stage import YEAR, Stage, build

REF, NEXT = "P-2026-0001", YEAR + 1
PITCH = f"/pitches/{REF}"


@pytest.fixture
def stage(database: Database, cast: Cast) -> Stage:
    made = build(database, cast, {REF: {YEAR: 20_000_00, NEXT: 12_000_00}})
    made.allot(made.fund(100_000_00), "investor1", 50_000_00)
    made.chair("open_funding")
    return made


@pytest.fixture
def shop(database: Database, tmp_path: Path) -> Shop:
    house.furnish()
    return Shop(database, Config(database_url=database.url, secret_key="x", data_dir=tmp_path))


def enter(app: Flask, cast: Cast, name: str) -> PolicingClient:
    client = app.test_client()
    assert isinstance(client, PolicingClient)
    client.enter(cast.email(name), cast.password)
    return client


def words(client: PolicingClient, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return text_of(answer.get_data(as_text=True)).replace("\u00a0", " ")


def worked(shop: Shop) -> None:
    while embedded.one(shop):
        pass


def told(stage: Stage, person_id: int) -> list[str]:
    with stage.reading() as session:
        return [row.kind for row in people.notices_of(session, person_id)]


def commit_and_promise(app: Flask, stage: Stage, cast: Cast, shop: Shop) -> None:
    """One form, one amount for each fiscal year, both filled in; what does not fit is refused whole."""
    investor = enter(app, cast, "investor1")
    form = investor.get(f"{PITCH}/commitments").get_data(as_text=True)
    assert f'name="ahead_{NEXT}"' in form
    assert 'value="12,000"' in form
    assert "budget of 2027, which is not open yet" in text_of(form)
    sent = {"purse": stage.purses["investor1"], "amount": "20,000", f"ahead_{NEXT}": "12,000.01"}
    refused = investor.send(f"{PITCH}/commitments", sent, page=PITCH)
    assert refused.status_code == 422
    html = refused.get_data(as_text=True)
    assert "still needs €12,000 for 2027; you entered €12,000.01" in text_of(html).replace("\u00a0", " ")
    assert 'value="12,000.01"' in html
    assert stage.count("commitment") == 0, "a refused act writes nothing, not even what would have fit"
    sent[f"ahead_{NEXT}"] = "12,000"
    assert investor.send(f"{PITCH}/commitments", sent, page=PITCH).status_code == 303
    page = words(investor, PITCH)
    assert "Committed €20,000. Promised €12,000 for 2027. It is covered now." in page
    assert "€12,000 promised for 2027, from a budget that is not open yet" in page
    assert "Promised for 2027" in words(investor, "/money")
    worked(shop)
    assert "money_promised" in told(stage, cast.fund_owner.id)

    # The presenter sees how much, and not whose.
    mine = words(enter(app, cast, "presenter"), PITCH)
    assert "€12,000 promised for 2027" in mine
    assert "Ines Investor" not in mine


def approve(app: Flask, stage: Stage, cast: Cast) -> None:
    """Finance sees what is promised, by year and unit, and approves it; nobody else knows yet."""
    investor, finance = enter(app, cast, "investor1"), enter(app, cast, "finance")
    stage.chair("close_funding", why="All is there.")
    review = words(finance, f"{PITCH}/review")
    assert "Ines Investor promises €12,000 of Sales" in review
    assert "an approval binds that budget" in review
    given = {"verdict": "approve", "reason": "Two years, one promise."}
    assert finance.send(f"{PITCH}/review", given, page=f"{PITCH}/review").status_code == 303
    assert "Approved" not in words(investor, "/money"), "embargoed until the round is published"
    stage.chair("decide")
    stage.chair("publish")


def test_two_years_from_the_form_to_the_release(
    app_anywhere: Flask, stage: Stage, cast: Cast, shop: Shop
) -> None:
    commit_and_promise(app_anywhere, stage, cast, shop)
    approve(app_anywhere, stage, cast)
    # This year's money is released, next year's is not there.
    early, late = _tranches(stage)
    release, finance = {"reason": "Approved and published."}, enter(app_anywhere, cast, "finance")
    for key in early:
        assert finance.send(f"/tranches/{key}/release", release, page=f"/tranches/{key}").status_code == 303
    refused = finance.send(f"/tranches/{late[0]}/release", release, page=f"/tranches/{late[0]}")
    assert refused.status_code in {409, 422}
    said = text_of(refused.get_data(as_text=True)).replace("\u00a0", " ")
    assert "€12,000 of 2027 are only promised from the budget of Sales" in said

    # Next year's fund opens, by two people; what was promised comes before anything else.
    unit = cast.unit_keys["Sales"]
    fund = {"name": "Sales 2027", "unit": unit, "owner": cast.fund_owner.key, "fiscal_year": "2027"}
    opened = finance.send("/funds", {**fund, "amount": "30,000", "nature": "opex"}, page="/funds/new")
    assert opened.status_code == 303, text_of(opened.get_data(as_text=True))
    place = opened.headers["Location"]
    second = enter(app_anywhere, cast, "finance2")
    assert second.send(f"{place}/confirmation", {}, page=place).status_code == 303
    assert "Promised in advance: €12,000" in words(second, place)
    assert "€12,000 were promised before it opened and come first; €18,000 can be given out." in words(
        second, place
    )
    worked(shop)
    assert "Promised in advance" not in words(second, place)
    assert "promise_ended" in told(stage, cast.investor1.id)
    assert (stage.total("promised"), stage.total("coming")) == (0, 0)

    for key in late:
        assert finance.send(f"/tranches/{key}/release", release, page=f"/tranches/{key}").status_code == 303
    assert stage.total("released") == 32_000_00


def _tranches(stage: Stage) -> tuple[list[str], list[str]]:
    """The keys of this year's tranches, and of next year's."""
    with stage.reading() as session:
        rows = session.execute(text("SELECT key, fiscal_year FROM tranche ORDER BY number")).all()
    return [key for key, year in rows if year == YEAR], [key for key, year in rows if year == NEXT]


def test_what_is_promised_is_changed_and_taken_back_by_its_investor_alone(
    app_anywhere: Flask, stage: Stage, cast: Cast
) -> None:
    client = enter(app_anywhere, cast, "investor1")
    key = stage.promise("investor1", REF, 5_000_00).key
    for name in ("investor2", "chair", "presenter"):
        other = enter(app_anywhere, cast, name)
        for act in ("amount", "withdrawal"):
            assert other.send(f"/commitments/{key}/{act}", {"amount": "5"}, page="/goals").status_code == 404
    sent = client.send(f"/commitments/{key}/amount", {"amount": "7,000"}, page=PITCH)
    assert sent.status_code == 303
    assert "Changed to €7,000 promised for 2027." in words(client, PITCH)
    with stage.reading() as session:
        new = session.execute(
            text("SELECT key FROM advance WHERE id NOT IN (SELECT advance_id FROM advance_end)")
        ).scalar_one()
    wrong = client.send(f"/commitments/{new}/amount", {"amount": "12,000.01"}, page=PITCH)
    assert wrong.status_code == 422
    assert 'value="12,000.01"' in wrong.get_data(as_text=True)
    assert client.send(f"/commitments/{new}/withdrawal", {}, page=PITCH).status_code == 303
    assert "€7,000 is not promised any more" in words(client, PITCH)
    assert stage.total("promised") == 0


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (("ahead_2027", "sNaN"), 422),
        (("ahead_2027", "-5"), 422),
        (("ahead_2027", "0.001"), 422),
        (("ahead_2099", "5"), 422),
        (("ahead_20270", "5"), 303),
        (("ahead_x", "5"), 303),
    ],
)
def test_later_years_take_nothing_odd(
    app_anywhere: Flask, stage: Stage, cast: Cast, typed: tuple[str, str], answer: int
) -> None:
    """A field that is none of ours is no field: what else was entered is committed."""
    name, value = typed
    client = enter(app_anywhere, cast, "investor1")
    sent = {"purse": stage.purses["investor1"], "amount": "10", name: value}
    assert client.send(f"{PITCH}/commitments", sent, page=PITCH).status_code == answer
    assert stage.count("advance") == 0
    assert stage.count("commitment") == (answer == 303)


def test_a_later_year_alone_is_promised(app_anywhere: Flask, stage: Stage, cast: Cast) -> None:
    client = enter(app_anywhere, cast, "investor1")
    sent = {"purse": stage.purses["investor1"], "amount": "", f"ahead_{NEXT}": "12,000"}
    assert client.send(f"{PITCH}/commitments", sent, page=PITCH).status_code == 303
    assert (stage.count("commitment"), stage.total("promised")) == (0, 12_000_00)
    empty = {"purse": stage.purses["investor1"], "amount": "", f"ahead_{NEXT}": ""}
    answer = client.send(f"{PITCH}/commitments", empty, page=PITCH)
    assert answer.status_code == 422
    assert "more than zero" in text_of(answer.get_data(as_text=True))
