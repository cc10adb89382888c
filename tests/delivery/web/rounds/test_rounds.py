"""Rounds over HTTP: planning, the page, its stages, the shortlist, and what each costs the database."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.rounds import queries
from pitchdeck.features.rounds.figures import DEFAULT_CRITERIA
from pitchdeck.features.rounds.queries import RoundRow
from tests.client import text_of
from tests.conftest import SignIn
from tests.factories.cast import Cast
from tests.factories.scores import Known, give, in_scoring

Statements = Callable[[], Any]
SOON = datetime.now(UTC).date()


def form(house: Cast, **other: Any) -> dict[str, Any]:
    """A plan as the browser sends it."""
    fields: dict[str, Any] = {
        "name": "Winter round",
        "unit": house.unit_keys["Nordwind"],
        "chair": house.chair.key,
        "panel": [house.investor1.key, house.investor2.key],
        "quorum": "2",
        "fiscal_year": "2027",
        "pitches_close_at": (SOON + timedelta(days=10)).isoformat(),
        "scoring_closes_at": (SOON + timedelta(days=20)).isoformat(),
        "funding_closes_at": (SOON + timedelta(days=30)).isoformat(),
        "decision_on": (SOON + timedelta(days=40)).isoformat(),
        "conflict_rule": "",
        "roi_objective_pct": "30",
    }
    for place, text in enumerate(DEFAULT_CRITERIA):
        for name in ("name", "question", "weight", "anchor_low", "anchor_middle", "anchor_high"):
            fields[f"criteria-{place}-{name}"] = str(getattr(text, name))
    return fields | other


def rounds(sqlite: Database, house: Cast) -> tuple[RoundRow, ...]:
    with sqlite.reading() as session:
        return queries.rounds_seen_by(session, house.auditor)


def planned(sqlite: Database, house: Cast, sign_in: SignIn) -> str:
    answer = sign_in("lead").send("/rounds", form(house), page="/rounds/new")
    assert answer.status_code == 303
    return rounds(sqlite, house)[0].key


def world(sqlite: Database, house: Cast, *titles: str) -> tuple[Known, list[Known]]:
    with sqlite.writing() as act:
        early = datetime.now(UTC) - timedelta(days=33)
        return in_scoring(act.session, house, titles or ("One", "Two"), silent=("Silent",), at=early)


def words_of(sign_in: SignIn, who: str, url: str) -> str:
    return text_of(sign_in(who).get(url).get_data(as_text=True)).replace("&#39;", "'")


def test_a_lead_plans_a_round_and_its_chair_opens_it(sqlite: Database, house: Cast, sign_in: SignIn) -> None:
    key = planned(sqlite, house, sign_in)
    (row,) = rounds(sqlite, house)
    assert (row.name, row.fiscal_year, row.quorum, row.conflict_rule) == ("Winter round", 2027, 2, "disclose")
    assert row.roi_objective_pct == 30
    assert row.pitches_close_at.hour in {16, 17}  # six in the evening in Berlin
    assert "Only the chair of this round" in words_of(sign_in, "lead", f"/rounds/{key}")
    opened = sign_in("chair").send(f"/rounds/{key}/opening", {}, page=f"/rounds/{key}")
    assert opened.status_code == 303
    assert rounds(sqlite, house)[0].state == "open"
    assert sign_in("lead").get(f"/rounds/{key}/plan").status_code == 403


def test_a_draft_is_changed_and_may_be_given_up(sqlite: Database, house: Cast, sign_in: SignIn) -> None:
    key = planned(sqlite, house, sign_in)
    client = sign_in("lead")
    page = client.get(f"/rounds/{key}/plan").get_data(as_text=True)
    assert 'value="2027"' in page
    changed = client.send(f"/rounds/{key}/plan", form(house, name="Late winter"), page=f"/rounds/{key}/plan")
    assert changed.status_code == 303
    assert rounds(sqlite, house)[0].name == "Late winter"
    sign_in("chair").send(f"/rounds/{key}/cancellation", {}, page=f"/rounds/{key}")
    assert rounds(sqlite, house)[0].state == "cancelled"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "Fill in “Name”."),
        ({"quorum": "3"}, "between 1 and 2"),
        ({"quorum": "1e400"}, "quorum"),
        ({"quorum": "-0"}, "quorum"),
        ({"fiscal_year": "Infinity"}, "fiscal_year"),
        ({"decision_on": "2027-02-31"}, "no day 31"),
        ({"scoring_closes_at": SOON.isoformat()}, "after the deadline for pitches"),
        ({"panel": []}, "Choose at least one investor"),
        ({"panel": ["999999"]}, "no longer among the choices"),
        ({"chair": "x"}, "not one of the choices"),
        ({"criteria-0-weight": "30"}, "add up to 95 %"),
        ({"criteria-0-anchor_low": ""}, "What is a 1"),
        ({"name": "x\x00y"}, "invisible"),
        ({"roi_objective_pct": "sNaN"}, "roi_objective"),
    ],
)
def test_what_does_not_hold_is_said_and_kept(
    sqlite: Database, house: Cast, sign_in: SignIn, fields: dict[str, Any], words: str
) -> None:
    answer = sign_in("lead").send("/rounds", form(house, **fields), page="/rounds/new")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert words in page
    assert "Moves a figure that the board reads" in page
    assert rounds(sqlite, house) == ()


def test_a_criterion_is_added_without_losing_anything(house: Cast, sign_in: SignIn) -> None:
    sent = form(house, op="criteria::add", name="Kept as typed")
    answer = sign_in("lead").send("/rounds", sent, page="/rounds/new")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "Criterion 5" in page
    assert "Kept as typed" in page


@pytest.mark.parametrize("who", ["chair", "presenter", "finance", "investor1", "viewer", "admin", "nobody"])
def test_only_leads_plan(sqlite: Database, house: Cast, sign_in: SignIn, who: str) -> None:
    client = sign_in(who)
    assert client.get("/rounds/new").status_code == 404
    assert client.send("/rounds", form(house)).status_code == 404
    assert rounds(sqlite, house) == ()


def test_a_draft_shows_to_those_who_plan_it_and_to_nobody_else(
    sqlite: Database, house: Cast, sign_in: SignIn
) -> None:
    key = planned(sqlite, house, sign_in)
    seen = {who: sign_in(who).get(f"/rounds/{key}").status_code for who in house.actors}
    inside = {"lead", "chair", "investor1", "investor2", "auditor"}
    assert seen == {who: 200 if who in inside else 404 for who in house.actors}
    listed = {who for who in house.actors if "Winter round" in words_of(sign_in, who, "/rounds")}
    assert listed == inside


def test_the_page_tells_what_each_pitch_waits_for(sqlite: Database, house: Cast, sign_in: SignIn) -> None:
    round_, _found = world(sqlite, house)
    words = words_of(sign_in, "chair", f"/rounds/{round_.key}")
    assert "Waiting for Sven Sponsor's yes" in words
    assert "Waiting for scores: Ines Investor, Iris Investor, Ivan Investor" in words
    assert "0 of 2" in words
    assert "days left, until" in words
    mine = words_of(sign_in, "investor1", f"/rounds/{round_.key}")
    assert "You have 2 to score" in mine
    assert "Iris Investor, Ivan" not in mine[: mine.index("The rules")]


def test_scoring_is_closed_with_a_reason_and_the_shortlist_chosen(
    sqlite: Database, house: Cast, sign_in: SignIn
) -> None:
    round_, found = world(sqlite, house)
    with sqlite.writing() as act:
        for pitch, value in zip(found, (4, 3), strict=False):
            for judge in (house.investor1, house.investor2):
                give(act.session, pitch, value, by=judge, at=act.at)
    chair, page = sign_in("chair"), f"/rounds/{round_.key}"
    early = chair.send(f"{page}/deliberation", {}, page=page)
    assert early.status_code == 422
    assert "2 scorecards are missing" in early.get_data(as_text=True)
    closed = chair.send(f"{page}/deliberation", {"why": "Iris is ill."}, page=page)
    assert closed.location == f"{page}/shortlist"
    nothing = chair.send(f"{page}/shortlist", {}, page=f"{page}/shortlist")
    assert nothing.status_code == 422
    over = chair.send(f"{page}/shortlist", {"chosen": [found[1].ref]}, page=f"{page}/shortlist")
    assert over.status_code == 422
    assert f"{found[0].ref} ranks above" in over.get_data(as_text=True)
    done = chair.send(f"{page}/shortlist", {"chosen": [found[0].ref]}, page=f"{page}/shortlist")
    assert done.location == page
    words = words_of(sign_in, "chair", page)
    assert "Shortlisted" in words
    assert "chose the shortlist" in words
    assert "Nothing to choose now" in words_of(sign_in, "chair", f"{page}/shortlist")


def test_a_substitute_is_seated(sqlite: Database, house: Cast, sign_in: SignIn) -> None:
    key = planned(sqlite, house, sign_in)
    sign_in("chair").send(f"/rounds/{key}/opening", {}, page=f"/rounds/{key}")
    client = sign_in("chair")
    nobody = client.send(f"/rounds/{key}/panel", {"person": ""}, page=f"/rounds/{key}")
    assert nobody.status_code == 422
    client.send(f"/rounds/{key}/panel", {"person": house.investor3.key}, page=f"/rounds/{key}")
    assert "Iris Investor" in words_of(sign_in, "presenter", f"/rounds/{key}")


@pytest.mark.parametrize("act", ["opening", "scoring", "deliberation", "shortlist", "cancellation", "panel"])
@pytest.mark.parametrize("who", ["investor1", "presenter", "finance", "viewer"])
def test_stages_are_the_chairs(sqlite: Database, house: Cast, sign_in: SignIn, act: str, who: str) -> None:
    round_, found = world(sqlite, house)
    before = rounds(sqlite, house)
    fields = {"chosen": [found[0].ref], "person": house.investor1.key, "why": "Now"}
    answer = sign_in(who).send(f"/rounds/{round_.key}/{act}", fields)
    assert answer.status_code in {403, 404, 409, 422}
    assert rounds(sqlite, house) == before


def test_no_such_round(house: Cast, sign_in: SignIn) -> None:
    assert house
    client = sign_in("chair")
    for key in ("nothing", "9" * 20, "%00"):
        for path in ("", "/plan", "/shortlist"):
            assert client.get(f"/rounds/{key}{path}").status_code == 404


@pytest.mark.parametrize("titles", [("One",), ("One", "Two", "Three")])
def test_pages_take_the_same_statements_for_one_and_for_three(
    sqlite: Database, house: Cast, sign_in: SignIn, statements: Statements, titles: tuple[str, ...]
) -> None:
    round_, _found = world(sqlite, house, *titles)
    client = sign_in("chair")
    counts = {}
    for name, page in {"list": "/rounds", "round": f"/rounds/{round_.key}"}.items():
        with statements() as seen:
            assert client.get(page).status_code == 200
        counts[name] = len([one for one in seen if one.startswith("SELECT")])
    assert counts == {"list": 4, "round": 18}
