"""A draft that came from anywhere is shown line by line, and sending it as it stands changes nothing."""

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.pitches import queries
from pitchdeck.features.pitches.figures import Content, projected
from tests.client import text_of
from tests.conftest import SignIn
from tests.delivery.web.drafts import every_kind
from tests.delivery.web.drafts.desk import fields_of
from tests.factories import pitches as made
from tests.factories.cast import Cast


def content_of(sqlite: Database, key: str) -> Content:
    with sqlite.reading() as session:
        return queries.draft_of(session, queries.pitch_of_key(session, key).id).content


@pytest.fixture
def everything(sqlite: Database, house: Cast) -> str:
    """The key of a draft with every kind of line and every term."""
    with sqlite.writing() as turn:
        made.rates(turn.session, house)
        measure = made.measure(turn.session, house).id
        lines = every_kind.benefits(measure)
        return made.draft(turn.session, house, measure, costs=every_kind.COSTS, benefits=lines).key


@pytest.mark.parametrize(("step", "name"), [("cost", "costs"), ("benefit", "benefits")])
def test_every_kind_with_every_term_survives_a_save(
    sign_in: SignIn, sqlite: Database, everything: str, step: str, name: str
) -> None:
    before = content_of(sqlite, everything)
    client = sign_in("presenter")
    url = f"/pitches/{everything}/draft/{step}"
    fields = fields_of(client.get(url).get_data(as_text=True))
    answer = client.send(url, fields, page=url)
    assert answer.status_code == 303, text_of(answer.get_data(as_text=True))
    after = content_of(sqlite, everything)
    for was, now in zip(getattr(before, name), getattr(after, name), strict=True):
        assert now == was
    assert after == before


@pytest.mark.parametrize("name", ["costs", "benefits"])
def test_every_line_of_the_draft_counts(sqlite: Database, everything: str, name: str) -> None:
    """The test above is about lines that the projection reads, not about ones that it refuses."""
    content = content_of(sqlite, everything)
    with sqlite.reading() as session:
        found = projected(content, queries.settings(session))
    assert len(getattr(found.inputs, name)) == len(getattr(content, name))


CHANGES: tuple[tuple[str, str, str, object], ...] = (
    # the field, what is typed into it, the term that follows, its value
    ("costs-0-amount", "2,000", "amount", 2000),
    ("costs-11-milestones-6-amount", "5", "milestones", 5),
    ("costs-15-hours_used", "10; 20; 30; 40", "hours_used", [10, 20, 30, 40]),
    ("costs-10-overrun_bad", "+50 %", "overrun_range", [1.5, 0.95]),
    ("lines-0-isolation", "50", "isolation", 0.5),
    ("lines-7-delta", "0.4", "d", 0.4),
    ("lines-0-adoption_good", "80 %", "adoption_range", [0.35, 0.8]),
)


@pytest.mark.parametrize("change", CHANGES)
def test_one_changed_field_changes_one_term(
    sign_in: SignIn, sqlite: Database, everything: str, change: tuple[str, str, str, object]
) -> None:
    field, typed, term, value = change
    step, name = ("cost", "costs") if field.startswith("costs") else ("benefit", "benefits")
    before = content_of(sqlite, everything)
    client = sign_in("presenter")
    url = f"/pitches/{everything}/draft/{step}"
    fields = fields_of(client.get(url).get_data(as_text=True)) | {field: [typed]}
    answer = client.send(url, fields, page=url)
    assert answer.status_code == 303, text_of(answer.get_data(as_text=True))
    place = int(field.split("-")[1])
    after = content_of(sqlite, everything)
    for at, (was, now) in enumerate(zip(getattr(before, name), getattr(after, name), strict=True)):
        if at != place:
            assert now == was
    now, was = getattr(after, name)[place].terms, getattr(before, name)[place].terms
    assert {other: now[other] for other in now if other != term} == {
        other: was[other] for other in was if other != term
    }
    assert (now[term][6][1] if term == "milestones" else now[term]) == value


def test_moved_and_copied_lines_keep_what_no_field_shows(
    sign_in: SignIn, sqlite: Database, everything: str
) -> None:
    """The thirteenth line is opportunity cost of a provider, which no field says."""
    before = content_of(sqlite, everything).costs
    client = sign_in("presenter")
    url = f"/pitches/{everything}/draft/cost"
    fields = fields_of(client.get(url).get_data(as_text=True))
    for op in ("costs:12:up", "costs:11:copy"):
        fields = fields_of(client.send(url, {**fields, "op": op}, page=url).get_data(as_text=True))
    assert client.send(url, fields, page=url).status_code == 303
    after = content_of(sqlite, everything).costs
    assert after == (*before[:11], before[12], before[12], before[11], *before[13:])
