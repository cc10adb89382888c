"""A pitch that a person may not see changes no byte of what they are answered, whatever they ask."""

from datetime import UTC, datetime

import pytest
from werkzeug.test import TestResponse

from pitchdeck.base.db import Database
from pitchdeck.features.portfolio.queries.search import KINDS
from tests.conftest import SignIn
from tests.factories import pitches as made
from tests.factories.cast import Cast

NOW = datetime.now(UTC)
WORDS = ("xylophone", "xyl", "accountants", "solve", "P-2026-0002", "2", "pia", "support", "zzz", "")
"""The hidden title's words and beginnings, a word that the open one has too, names, nothing."""


def answers(sign_in: SignIn, who: str) -> dict[str, bytes]:
    client = sign_in(who)
    urls = [f"/search?q={typed}" for typed in WORDS]
    urls += [f"/search?q={typed}&kind={kind}" for typed in WORDS[:4] for kind in KINDS]
    return {url: _answer(client.get(url)) for url in urls}


def _answer(response: TestResponse) -> bytes:
    assert response.status_code == 200
    # the token of the sign-out form and its one-time key are new on every page
    return b"".join(line for line in response.get_data().splitlines() if b'type="hidden"' not in line)


@pytest.mark.parametrize(
    "who", ["colleague", "sponsor", "investor1", "chair", "finance", "viewer", "auditor", "nobody", "admin"]
)
def test_a_draft_of_others_changes_nothing(sqlite: Database, house: Cast, sign_in: SignIn, who: str) -> None:
    with sqlite.writing() as turn:
        made.rates(turn.session, house)
        measure_id = made.measure(turn.session, house).id
        made.open_round(turn.session, house, at=NOW)
        made.submitted(turn.session, house, measure_id, yes=False)
    before = answers(sign_in, who)
    with sqlite.writing() as turn:
        made.draft(turn.session, house, measure_id, title="Xylophone lessons for accountants who solve")
    assert answers(sign_in, who) == before


@pytest.mark.parametrize("who", ["colleague", "investor1", "chair", "viewer", "nobody", "admin"])
def test_a_submitted_pitch_changes_nothing_for_whom_it_is_not(
    sqlite: Database, house: Cast, sign_in: SignIn, who: str
) -> None:
    with sqlite.writing() as turn:
        made.rates(turn.session, house)
        measure_id = made.measure(turn.session, house).id
        made.open_round(turn.session, house, at=NOW)
        made.submitted(turn.session, house, measure_id, yes=False)
    before = answers(sign_in, who)
    with sqlite.writing() as turn:
        title = "Xylophone lessons for accountants who solve"
        hidden = made.submitted(turn.session, house, measure_id, yes=False, title=title).key
    assert answers(sign_in, who) == before
    page = f"/search?q=solve&kind=pitches&before={hidden}"
    assert _answer(sign_in(who).get(page)) == before["/search?q=solve&kind=pitches"]


def test_what_is_hidden_is_there_for_its_author(sqlite: Database, house: Cast, sign_in: SignIn) -> None:
    with sqlite.writing() as turn:
        made.rates(turn.session, house)
        measure = made.measure(turn.session, house)
        made.draft(turn.session, house, measure.id, title="Xylophone lessons")
    assert b"<mark>Xylophone</mark> lessons" in answers(sign_in, "presenter")["/search?q=xyl"]
