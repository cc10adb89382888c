"""The comparison over HTTP: compared, used, seen by those who judge; nothing typed is lost."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.pitches import actions, queries
from tests.client import PolicingClient, text_of
from tests.conftest import SignIn
from tests.factories import vendors
from tests.factories.cast import PEOPLE, Cast
from tests.factories.pitches import draft, measure, rates
from tests.factories.scores import in_scoring

Watch = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def pitch(house: Cast, sqlite: Database) -> tuple[int, str]:
    """A draft of the presenter's with prices to compare; its id and key."""
    with sqlite.writing() as turn:
        rates(turn.session, house)
        vendors.studio(turn.session, house)
        made = draft(turn.session, house, measure(turn.session, house).id)
        return made.id, made.key


def scope(client: PolicingClient, url: str, **change: str) -> dict[str, str]:
    """The form of the page as a browser would send it, with these fields changed."""
    page = client.get(url).get_data(as_text=True)
    version = re.search(r'name="version"[^>]*value="(\d+)"', page)
    assert version
    typed = {
        "version": version[1],
        "finished_hours": "4",
        "work-0-role": vendors.DESIGN,
        "work-0-hours": "240",
        "begins": "2027-04",
        "months": "3",
        "nature": "recurring",
        "involvement": "medium",
        "surety": "high",
        "replaces": "line-0",
    }
    return typed | change


def words(answer: object) -> str:
    return text_of(answer.get_data(as_text=True)).replace("\u00a0", " ")  # type: ignore[attr-defined]  # the address that the answer leads to


def test_the_page_is_prefilled_from_the_draft_and_compares_at_once(
    sign_in: SignIn, pitch: tuple[int, str]
) -> None:
    client, url = sign_in("presenter"), f"/pitches/{pitch[1]}/comparison"
    page = client.get(url)
    html = page.get_data(as_text=True)
    assert 'value="284"' in html  # 4 finished hours of 71 hours of work each
    assert "The same work under five models" in words(page)
    assert "Project outsourcing" in words(page)
    assert 'id="replaces-0" name="replaces" value="line-0" checked' in html
    assert html.count("Use this</button>") == 5
    assert url in client.get(f"/pitches/{pitch[1]}/draft/solution").get_data(as_text=True)
    assert url in client.get(f"/pitches/{pitch[1]}/draft/cost").get_data(as_text=True)


def test_a_model_is_compared_used_and_shown(
    sign_in: SignIn, pitch: tuple[int, str], sqlite: Database
) -> None:
    client, url = sign_in("presenter"), f"/pitches/{pitch[1]}/comparison"
    compared = words(client.send(url, scope(client, url, free_hours="100"), page=url))
    assert "Retainer fits best: 5 of 6 points." in compared
    assert "It needs 36 hours of our own people; 100 are free." in compared
    assert "€20,400" in compared
    target = f"/pitches/{pitch[1]}/engagement"
    form = scope(client, url, use="retainer")
    key = "00000000-0000-4000-8000-000000000001"
    used = client.send(target, form, page=url, key=key)
    assert (used.status_code, used.location) == (303, f"/pitches/{pitch[1]}/draft/cost")
    told = words(client.get(used.location))
    assert "Retainer is written into the draft. In the place of: Building it." in told
    assert client.send(target, form, page=url, key=key).status_code == 303
    with sqlite.reading() as session:
        content = queries.draft_of(session, pitch[0]).content
    assert [line.kind for line in content.costs].count("msp_retainer") == 1
    shown = words(client.get(f"/pitches/{pitch[1]}"))
    assert "Retainer was chosen among five models, as advised." in shown
    assert "chose how the work is done" in shown
    again = client.get(url).get_data(as_text=True)
    assert 'value="240"' in again
    stale = client.send(target, form | {"use": "in_house"}, page=url)
    assert stale.status_code == 409
    assert "was saved since you compared" in words(stale)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"work-0-hours": "lots"}, "not a number"),
        ({"work-0-hours": ""}, "Enter the hours, or remove the role."),
        ({"months": "40"}, "A number is at most 36."),
        (
            {"months": "36", "begins": "2027-04"},
            "It would end after the 36 months that the projection covers.",
        ),
        ({"begins": "2025-01"}, "begin then or later."),
        ({"work-0-role": "Alchemy", "use": "retainer"}, "No vendor has a price of Alchemy"),
        ({"use": "barter"}, "This has no price. Choose one of the models."),
    ],
)
def test_bad_input_is_said_beside_its_field_and_nothing_is_lost(
    sign_in: SignIn, pitch: tuple[int, str], change: dict[str, str], sentence: str
) -> None:
    client, url = sign_in("presenter"), f"/pitches/{pitch[1]}/comparison"
    form = scope(client, url, finished_hours="4.5", use="retainer") | change
    answer = client.send(f"/pitches/{pitch[1]}/engagement", form, page=url)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert 'value="4.5"' in answer.get_data(as_text=True)


def test_rows_are_added_and_kept_without_scripts(sign_in: SignIn, pitch: tuple[int, str]) -> None:
    client, url = sign_in("presenter"), f"/pitches/{pitch[1]}/comparison"
    answer = client.send(url, scope(client, url, op="work::add"), page=url)
    assert answer.status_code == 200
    assert answer.get_data(as_text=True).count('name="work-1-role"') == 1
    assert 'value="240"' in answer.get_data(as_text=True)


@pytest.mark.parametrize("name", PEOPLE)
def test_authors_and_the_lead_compare_and_only_authors_use(
    sign_in: SignIn, pitch: tuple[int, str], name: str
) -> None:
    client, url = sign_in(name), f"/pitches/{pitch[1]}/comparison"
    sees = name in {"presenter", "lead"}
    assert client.get(url).status_code == (200 if sees else 404)
    form = scope(sign_in("presenter"), url, use="retainer")
    used = client.send(f"/pitches/{pitch[1]}/engagement", form, page="/account")
    assert used.status_code == {"presenter": 303, "lead": 403}.get(name, 404)
    if name == "lead":
        assert "Use this" not in client.get(url).get_data(as_text=True)


def test_the_panel_and_finance_read_what_was_frozen(sign_in: SignIn, house: Cast, sqlite: Database) -> None:
    with sqlite.writing() as turn:
        vendors.studio(turn.session, house)
        _round, (made,) = in_scoring(turn.session, house, at=turn.at)
        ref, key = made.ref, made.key
    assert "Ways to have it done" not in words(sign_in("investor1").get(f"/pitches/{ref}"))
    answer = sign_in("investor1").get(f"/pitches/{ref}/comparison")
    assert answer.status_code == 403
    assert key


def test_the_same_number_of_statements_for_one_vendor_and_for_three(
    sign_in: SignIn, house: Cast, sqlite: Database, statements: Watch, pitch: tuple[int, str]
) -> None:
    client, url = sign_in("presenter"), f"/pitches/{pitch[1]}/comparison"

    def counted() -> int:
        with statements() as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    before = counted()
    with sqlite.writing() as turn:
        for name in ("Second", "Third"):
            vendors.studio(turn.session, house, name=name)
    assert counted() == before == 18


def test_a_frozen_comparison_is_on_the_page_of_the_submitted_pitch(
    sign_in: SignIn, house: Cast, sqlite: Database, pitch: tuple[int, str]
) -> None:
    client, url = sign_in("presenter"), f"/pitches/{pitch[1]}/comparison"
    form = scope(client, url, use="staff_augmentation", replaces="")
    assert client.send(f"/pitches/{pitch[1]}/engagement", form, page=url).status_code == 303
    with sqlite.writing() as turn:
        actions.ask_sponsor(turn.session, pitch[1], by=house.presenter, at=turn.at)
        actions.submit(turn.session, pitch[1], by=house.presenter, at=turn.at)
    for reader in ("finance", "lead", "auditor"):
        shown = words(sign_in(reader).get(f"/pitches/{pitch[1]}"))
        assert "Staff augmentation was chosen among five models; advised was Retainer." in shown
        assert "Building it" in shown
