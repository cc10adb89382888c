"""What cannot be read is refused in words beside its field; what was typed is kept, nothing is written."""

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.pitches import queries
from pitchdeck.features.pitches.figures import CostRow
from tests.client import text_of
from tests.conftest import SignIn
from tests.delivery.web.drafts.desk import fields_of
from tests.factories import pitches as made
from tests.factories.cast import Cast

FIGURES = (
    *("NaN", "sNaN", "Infinity", "-Infinity", "1e400", "9" * 400, "1_000", "-0.5", "1,50", "abc", "0x10"),
    *("١٢", "1 2", "--1", "12.345.678"),
)
FIGURE_FIELDS = (
    ("cost", "costs-1-amount"),
    ("cost", "costs-0-ratio"),
    ("cost", "costs-3-milestones-0-amount"),
    ("benefit", "lines-0-value"),
    ("benefit", "lines-0-isolation"),
    ("benefit", "lines-0-units"),
    ("solution", "people"),
    ("solution", "hours_each"),
    ("send", "minimum_minor"),
)
WORDS = ("\x00", "x" * 10_000, "\u202eevil", "\x07bell")
WORD_FIELDS = (
    ("problem", "title"),
    ("problem", "problem"),
    ("solution", "audience"),
    ("cost", "costs-1-label"),
    ("benefit", "lines-0-source"),
    ("proof", "risk"),
)
MONTHS = ("2026-13", "2026-02-31", "0000-01", "June", "1999-01", "9999-12", "2026")
CHOICES = (
    ("problem", "measure"),
    ("problem", "cause"),
    ("solution", "engagement"),
    ("cost", "costs-4-rate"),
    ("cost", "costs-1-category"),
    ("benefit", "lines-0-basis"),
    ("benefit", "lines-0-per"),
    ("proof", "isolation_plan"),
    ("start", "template"),
)


@pytest.fixture
def key(sqlite: Database, house: Cast) -> str:
    provider = CostRow("msp_fixed", "msp", "Cases", {"milestones": [[1, 1000]], "contingency": 0})
    learners = CostRow("participant_time", "participant_time", "Time of those who learn", {})
    with sqlite.writing() as turn:
        made.rates(turn.session, house)
        measure = made.measure(turn.session, house).id
        return made.draft(turn.session, house, measure, costs=(*made.COSTS, provider, learners)).key


def refused(sign_in: SignIn, sqlite: Database, key: str, where: tuple[str, str], typed: str) -> str:
    """Send a step with one bad field: 422, the figures still answer, and the draft is as it was."""
    step, field = where
    with sqlite.reading() as session:
        before = queries.draft_of(session, queries.pitch_of_key(session, key).id)
    client = sign_in("presenter")
    url = f"/pitches/{key}/draft/{step}"
    page = client.get(url).get_data(as_text=True)
    fields = fields_of(page) | {field: [typed.encode("utf-8", "surrogatepass")]}
    answer = client.send(url, fields, page=url)
    assert answer.status_code == 422, (step, field, typed[:20])
    live = client.send(f"/pitches/{key}/figures?step={step}", fields, page=url)
    assert live.status_code == 200
    with sqlite.reading() as session:
        assert queries.draft_of(session, queries.pitch_of_key(session, key).id) == before
    html = answer.get_data(as_text=True)
    assert f'href="#{field}"' in html
    assert f'id="{field}-error"' in html
    return html


@pytest.mark.parametrize("where", FIGURE_FIELDS)
def test_a_figure_that_is_none_is_refused(
    sign_in: SignIn, sqlite: Database, key: str, where: tuple[str, str]
) -> None:
    for typed in FIGURES:
        html = refused(sign_in, sqlite, key, where, typed)
        if len(typed) < 40:
            assert typed in html


@pytest.mark.parametrize("where", WORD_FIELDS)
def test_words_that_cannot_be_stored_are_refused(
    sign_in: SignIn, sqlite: Database, key: str, where: tuple[str, str]
) -> None:
    for typed in WORDS:
        refused(sign_in, sqlite, key, where, typed)


@pytest.mark.parametrize(
    "where", [("solution", "launch"), ("cost", "costs-1-month"), ("cost", "costs-3-milestones-0-month")]
)
def test_a_month_that_does_not_exist_is_refused(
    sign_in: SignIn, sqlite: Database, key: str, where: tuple[str, str]
) -> None:
    for typed in MONTHS:
        refused(sign_in, sqlite, key, where, typed)


@pytest.mark.parametrize("where", CHOICES)
def test_a_choice_that_is_not_offered_is_refused(
    sign_in: SignIn, sqlite: Database, key: str, where: tuple[str, str]
) -> None:
    refused(sign_in, sqlite, key, where, "something-else")


def test_a_save_button_without_a_readable_version_compares(sign_in: SignIn, key: str) -> None:
    client = sign_in("presenter")
    url = f"/pitches/{key}/draft/solution"
    fields = fields_of(client.get(url).get_data(as_text=True))
    for version in ("", "-1", "9" * 30, "x"):
        assert client.send(url, {**fields, "version": version}, page=url).status_code == 409


@pytest.mark.parametrize(
    "url", ["/pitches/99999999999999999999", "/pitches/P-2026-0001/draft/cost", "/pitches/x/draft/nowhere"]
)
def test_an_address_that_leads_nowhere_says_so(sign_in: SignIn, key: str, url: str) -> None:
    client = sign_in("presenter")
    assert key
    assert client.get(url).status_code == 404
    assert client.get("/pitches?view=all&before=99999999999999999999").status_code == 200
    assert client.get("/pitches?view=nonsense&before=x").status_code == 200


def test_a_new_pitch_keeps_what_was_typed(sign_in: SignIn, key: str) -> None:
    client = sign_in("presenter")
    assert key
    answer = client.send(
        "/pitches", {"title": "T" * 81, "template": "blank", "unit": "nope"}, page="/pitches/new"
    )
    assert answer.status_code == 422
    words = text_of(answer.get_data(as_text=True))
    assert "at most 80 fit" in words
    assert "T" * 81 in answer.get_data(as_text=True)
