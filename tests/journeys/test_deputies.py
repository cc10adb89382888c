"""B for A, from being named to every page that shows the act; what neither may do, B does not do for A."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from pitchdeck.base.db import Database
from pitchdeck.features.people import actions
from pitchdeck.features.portfolio.queries.paper import paper_of
from pitchdeck.features.scoring import actions as scoring
from tests.client import PolicingClient, text_of
from tests.factories.cast import Cast
from tests.factories.promises import promise_later
from tests.factories.scores import give, in_scoring
from tests.features.funding.stage import Stage

TODAY = datetime.now(UTC).date()
CARD = {"score_1": "4", "score_2": "3", "score_3": "2", "score_4": "4", "sentence": "One team first."}


def stand_in(database: Database, cast: Cast, deputy: str, principal: str) -> str:
    """Somebody stands in for another from today, confirmed."""
    with database.writing() as turn:
        key = actions.stand_in(
            turn.session,
            cast.actors[principal].key,
            deputy_key=cast.actors[deputy].key,
            valid_from=TODAY,
            valid_to=TODAY + timedelta(days=9),
            reason="Leave.",
            by=cast.actors[principal],
            at=turn.at,
            today=TODAY,
        ).key
        actions.confirm_deputy(turn.session, key, by=cast.finance2, at=turn.at)
    return key


def in_funding(database: Database, cast: Cast) -> Stage:
    """A pitch that was scored by three and shortlisted, and a purse for the first of them."""
    with database.writing() as turn:
        at = turn.at - timedelta(days=46)
        round_, (pitch,) = in_scoring(turn.session, cast, at=at)
        for judge in (cast.investor1, cast.investor2, cast.investor3):
            give(turn.session, pitch, 4, by=judge, at=at + timedelta(days=32))
        scoring.close_scoring(turn.session, round_.key, by=cast.chair, at=turn.at)
        scoring.shortlist(turn.session, round_.key, [pitch.ref], by=cast.chair, at=turn.at)
    stage = Stage(database, cast, round_.id, {pitch.ref: pitch.id}, round_key=round_.key)
    stage.allot(stage.fund(100_000_00), "investor1", 50_000_00)
    stage.chair("open_funding")
    return stage


def client_of(app: Flask, cast: Cast, name: str, acting_for: str = "") -> PolicingClient:
    client = app.test_client()
    assert isinstance(client, PolicingClient)
    client.enter(cast.email(name), cast.password)
    if acting_for:
        taken = client.send("/place", {"person": cast.actors[acting_for].key}, page="/")
        assert taken.status_code == 303
    return client


def words(client: PolicingClient, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return text_of(answer.get_data(as_text=True))


def test_b_commits_for_a_and_every_page_says_so(app_anywhere: Flask, database: Database, cast: Cast) -> None:
    stage = in_funding(database, cast)
    (ref,), purse = stage.pitches, stage.purses["investor1"]
    stand_in(database, cast, "nobody", "investor1")
    own, url = client_of(app_anywhere, cast, "nobody"), f"/pitches/{ref}/commitments"
    assert "Act for Ines Investor" in words(own, "/")
    assert own.get("/money").status_code == 404
    client = client_of(app_anywhere, cast, "nobody", "investor1")
    assert "You act for Ines Investor : Nils Nobody for Ines Investor." in words(client, "/money")
    form = {"purse": purse, "amount": "100", "acting_for": cast.investor1.key}
    assert client.send(url, form, page=url).status_code == 303
    with database.reading() as session:
        row = session.execute(text("SELECT by_id, deputy_id FROM commitment")).one()
        entry = session.execute(text("SELECT by_id, deputy_id FROM history WHERE verb = 'committed'")).one()
    assert tuple(row) == tuple(entry) == (cast.investor1.id, cast.nobody.id)
    pages = (client_of(app_anywhere, cast, name) for name in ("investor2", "finance", "chair"))
    for reader in (client, *pages):
        assert words(reader, f"/pitches/{ref}").count("Nils Nobody for Ines Investor") >= 2
    back = client.send("/place/ending", {}, page="/")
    assert back.status_code == 303
    assert client.get("/money").status_code == 404


def test_b_scores_for_a_what_both_may_score(app_anywhere: Flask, database: Database, cast: Cast) -> None:
    with database.writing() as turn:
        at = datetime.now(UTC) - timedelta(days=33)
        _round, (pitch,) = in_scoring(turn.session, cast, at=at)
    url = f"/pitches/{pitch.ref}/scorecard"
    form = {**CARD, "acting_for": cast.investor1.key}
    told = {
        "presenter": "You wrote this pitch",
        "sponsor": "nobody scores for another what they sponsor",
        "investor2": "one person has one voice",
    }
    for deputy, reason in told.items():
        stand_in(database, cast, deputy, "investor1")
        refused = client_of(app_anywhere, cast, deputy, "investor1").send(url, form, page="/")
        assert refused.status_code == 403, deputy
        assert reason in refused.get_data(as_text=True), deputy
    stand_in(database, cast, "nobody", "investor1")
    client = client_of(app_anywhere, cast, "nobody", "investor1")
    assert client.send(url, form, page="/").status_code == 303
    with database.reading() as session:
        row = session.execute(text("SELECT investor_id, deputy_id FROM scorecard")).one()
    assert tuple(row) == (cast.investor1.id, cast.nobody.id)


def test_b_chairs_for_a_without_seeing_more_than_both_may(
    app_anywhere: Flask, database: Database, cast: Cast
) -> None:
    """The presenter of a pitch closes scoring for the chair, and reads no score of their own pitch."""
    for deputy in ("presenter", "nobody"):
        stand_in(database, cast, deputy, "chair")
    with database.writing() as turn:
        at = turn.at - timedelta(days=33)
        round_, (pitch,) = in_scoring(turn.session, cast, at=at)
        for judge in (cast.investor1, cast.investor2, cast.investor3):
            give(turn.session, pitch, 4, by=judge, at=turn.at, sentence="Xylophones.")
    chair = client_of(app_anywhere, cast, "presenter", "chair")
    url, form = f"/rounds/{round_.key}/deliberation", {"acting_for": cast.chair.key, "why": "All in."}
    assert chair.send(url, form, page="/").status_code == 303
    assert "Pia Presenter for Chiara Chair closed scoring" in words(chair, f"/rounds/{round_.key}")
    assert "Xylophones." not in words(chair, f"/pitches/{pitch.ref}")
    free = client_of(app_anywhere, cast, "nobody", "chair")
    assert "Xylophones." in words(free, f"/pitches/{pitch.ref}")


def test_b_publishes_for_a_and_letter_ledger_and_sheet_say_so(
    app_anywhere: Flask, database: Database, cast: Cast
) -> None:
    stage = in_funding(database, cast)
    (ref,) = stage.pitches
    for deputy, principal in (("nobody", "investor1"), ("admin", "finance"), ("viewer", "chair")):
        stand_in(database, cast, deputy, principal)
        acting = replace(stage.cast.actors[principal], deputy=cast.actors[deputy].hand)
        stage.cast = replace(stage.cast, actors={**stage.cast.actors, principal: acting})
    stage.commit("investor1", ref, 20_000_00, up_to_needed=True)
    purse, by = stage.purses["investor1"], stage.cast.actors["investor1"]
    stage.act(lambda turn: promise_later(turn.session, purse, ref, by=by, at=turn.at))
    stage.chair("close_funding")
    stage.finance("approve", ref)
    stage.chair("decide")
    stage.chair("publish")
    letter = words(client_of(app_anywhere, cast, "presenter"), f"/pitches/{ref}/letter")
    assert "by Vera Viewer for Chiara Chair" in letter
    ledger = words(client_of(app_anywhere, cast, "finance"), f"/pitches/{ref}/ledger")
    for who in ("Nils Nobody for Ines Investor", "Ada Admin for Finn Finance"):
        assert who in ledger
    with database.snapshot() as session:
        paper = paper_of(session, stage.pitches[ref], "")
    assert [row.name for row in paper.decisions] == [
        "Ada Admin for Finn Finance",
        "Vera Viewer for Chiara Chair",
    ]


def test_a_form_of_another_place_is_not_done(app_anywhere: Flask, database: Database, cast: Cast) -> None:
    """Two windows: the form was opened as oneself, and meanwhile one acts for somebody else, or back."""
    stand_in(database, cast, "lead", "investor1")
    client = client_of(app_anywhere, cast, "lead")
    page = client.get("/goals/new").get_data(as_text=True)
    assert 'name="acting_for" value=""' in page
    client.send("/place", {"person": cast.investor1.key}, page="/")
    fields = {"name": "Faster start", "why": "Cost", "unit": cast.unit_keys["Support"]}
    late = client.send("/goals", {**fields, "acting_for": ""}, page="/")
    assert late.status_code in {404, 409}
    with database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM goal")).scalar_one() == 0


def test_a_place_ends_with_the_deputy_and_is_nobody_elses(
    app_anywhere: Flask, database: Database, cast: Cast
) -> None:
    key = stand_in(database, cast, "nobody", "investor1")
    client = client_of(app_anywhere, cast, "nobody", "investor1")
    assert client.get("/money").status_code == 200
    assert client.get("/account").status_code == 200
    assert "nobody@" in words(client, "/account")
    stranger = client_of(app_anywhere, cast, "viewer")
    for wrong in (cast.investor1.key, cast.viewer.key, "", "x" * 300):
        assert stranger.send("/place", {"person": wrong}, page="/").status_code == 404
    with database.writing() as turn:
        by = cast.investor1
        actions.end_deputy(turn.session, key, reason="Back.", by=by, at=turn.at, today=TODAY)
    assert client.get("/money").status_code == 404
    late = client.send("/goals", {"acting_for": cast.investor1.key}, page="/")
    assert late.status_code in {404, 409}


@pytest.mark.parametrize("page", ["/account", "/inbox", "/privacy", "/deputies"])
def test_ones_own_pages_stay_ones_own(app_anywhere: Flask, database: Database, cast: Cast, page: str) -> None:
    stand_in(database, cast, "nobody", "finance")
    client = client_of(app_anywhere, cast, "nobody", "finance")
    assert "Finn Finance" in words(client, page)
    assert client.get(f"/people/{cast.finance.key}/deputies").status_code == 404
