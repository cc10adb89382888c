"""The search page: grouped, marked, paged, and never an error whatever is typed."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from pitchdeck.base.db import Database
from tests.client import PolicingClient, text_of
from tests.conftest import SignIn
from tests.factories import pitches as made
from tests.factories.cast import Cast

NOW = datetime.now(UTC)
BAD = (
    *("NaN", "sNaN", "Infinity", "1e400", "0.005", "1_000", "-0", "9" * 400, "\x1f", "A\x7fB"),
    *("'", '"', '""', "'; DROP TABLE pitch; --", '" OR 1=1', "*", "a*", "^a", "a:b", "tokens:a", "NEAR(a b)"),
    *("AND", "OR NOT", "(", "((a", "a & b | !c", "a:*", "<->", "\\", "%", "_", "_p1", "_x", "{a b}", "+a -b"),
    *(
        "\u202eabc",
        "\ufeff",
        "\ufffe",
        "\u200d",
        "e" + "\u0301" * 150,
        "🚀",
        "👩‍👩‍👧",
        "𝔘𝔫𝔦",
        "<b>x</b>",
        "{{ 7*7 }}",
    ),
    *("=cmd", "@x", "\t\n", " " * 300, "../../etc", "ß" * 200, "字" * 200, "a " * 100, "٤٢", "１２"),
)


@pytest.fixture
def measure_id(sqlite: Database, house: Cast) -> int:
    with sqlite.writing() as turn:
        made.rates(turn.session, house)
        measure = made.measure(turn.session, house)
        made.open_round(turn.session, house, at=NOW)
        made.submitted(turn.session, house, measure.id, yes=False)
        return measure.id


def words(sign_in: SignIn, who: str, url: str) -> str:
    answer = sign_in(who).get(url)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_results_are_grouped_marked_and_say_what_they_are(sign_in: SignIn, measure_id: int) -> None:
    assert measure_id
    page = words(sign_in, "finance", "/search?q=sven+CALL")
    assert "Solve it in the first <mark>call</mark>" in page
    assert "sponsor: <mark>Sven</mark> Sponsor" in page
    told = text_of(page)
    assert "Pitches Solve it in the first call Waiting to be screened" in told
    assert "P-2026-0001 · Pia Presenter, Support" in told
    assert "asks for €" in told
    people = words(sign_in, "finance", "/search?q=sven")
    assert 'id="found-people"' in people
    assert 'id="found-people"' not in words(sign_in, "lead", "/search?q=sven")


def test_an_empty_box_says_what_can_be_found(sign_in: SignIn, measure_id: int) -> None:
    assert measure_id
    for url in ("/search", "/search?q=", "/search?q=%20%3F"):
        assert "a pitch by its reference" in words(sign_in, "presenter", url)
    assert "Nothing open to you has all of these words" in words(sign_in, "presenter", "/search?q=zzz")


def test_the_box_stands_on_every_page_and_keeps_what_was_typed(sign_in: SignIn, measure_id: int) -> None:
    assert measure_id
    assert 'role="search" method="get" action="/search"' in words(sign_in, "presenter", "/goals")
    page = words(sign_in, "presenter", "/search?q=%3Cb%3E%22call")
    assert 'value="&lt;b&gt;&#34;call"' in page
    assert "<title>Search: &lt;b&gt;&#34;call" in page


def test_long_lists_go_on_behind_a_link(
    sign_in: SignIn, sqlite: Database, house: Cast, measure_id: int
) -> None:
    with sqlite.writing() as turn:
        for number in range(10):
            made.draft(turn.session, house, measure_id, title=f"Many pitches, number {number}")
    page = words(sign_in, "presenter", "/search?q=many")
    assert page.count("<mark>Many</mark>") == 8
    more = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "More pitches" in page
    following = words(sign_in, "presenter", more)
    assert following.count("<mark>Many</mark>") == 2
    assert "number 0" in text_of(following)
    assert 'rel="next"' not in following


def test_whatever_is_typed_is_words_and_never_an_error(app_anywhere: Flask, cast: Cast) -> None:
    client = app_anywhere.test_client()
    assert isinstance(client, PolicingClient)
    client.enter(cast.email("finance"), cast.password)
    for typed in BAD:
        for kind in ("", "people"):
            answer = client.get("/search", query_string={"q": typed, "kind": kind, "before": typed})
            assert answer.status_code == 200, (typed, kind)
    assert client.get("/search?q=%ff%ed%a0%80").status_code == 200  # no UTF-8
    assert (
        client.get("/search?q=a%00b").status_code == 404
    )  # nobody types a NUL: the gate refuses it everywhere


def test_what_is_left_out_is_said(sign_in: SignIn, measure_id: int) -> None:
    assert measure_id
    for typed in ("x" * 201, "+".join(f"word{number}" for number in range(13))):
        assert "the first 200 characters and 12 words" in words(sign_in, "presenter", f"/search?q={typed}")


COUNTS = {"lead": 12, "finance": 15, "presenter": 12, "viewer": 13}
"""Sign-in and frame, who stands where, and of each kind the index and its lines."""


@pytest.mark.parametrize(("who", "count"), COUNTS.items())
def test_a_search_takes_a_fixed_number_of_statements(
    request: pytest.FixtureRequest, sign_in: SignIn, measure_id: int, who: str, count: int
) -> None:
    sqlite: Database = request.getfixturevalue("sqlite")
    house: Cast = request.getfixturevalue("house")
    statements = request.getfixturevalue("statements")
    client, counts = sign_in(who), []
    for added in (0, 2):
        with sqlite.writing() as turn:
            for _ in range(added):
                made.submitted(turn.session, house, measure_id, yes=False)
        with statements() as seen:
            client.get("/search?q=call")
        counts.append(len(seen))
    assert counts == [count] * 2, seen
