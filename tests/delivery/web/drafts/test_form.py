"""Writing a pitch over HTTP, from the title to the submission."""

import pytest

from pitchdeck.base.db import Database
from pitchdeck.features.pitches import queries
from pitchdeck.features.pitches.figures import STEPS, BenefitRow, Content, CostRow
from tests.client import PolicingClient, text_of
from tests.conftest import SignIn
from tests.delivery.web.drafts.desk import begun, fields_of, go, measured, steps, version_of
from tests.factories import pitches as made
from tests.factories.cast import Cast


def content_of(sqlite: Database, key: str) -> Content:
    with sqlite.reading() as session:
        return queries.draft_of(session, queries.pitch_of_key(session, key).id).content


def test_a_presenter_writes_a_pitch_from_title_to_submission(
    sign_in: SignIn, house: Cast, sqlite: Database
) -> None:
    measure = measured(house, sqlite)
    client = sign_in("presenter")
    key = begun(client)
    answer = go(client, f"/pitches/{key}/draft/start", {"start_on": "2026-04", "template": "time_saved"})
    assert answer.status_code == 303, text_of(answer.get_data(as_text=True))
    for step, fields in steps(measure).items():
        answer = go(client, f"/pitches/{key}/draft/{step}", fields)
        assert answer.status_code == 303, (step, text_of(answer.get_data(as_text=True)))
    page = text_of(client.get(f"/pitches/{key}/draft/send").get_data(as_text=True))
    assert (
        "Of 6 → 2 hours per agent and week, learning claims 0.66 hours per agent and week (16 % of the way)"
        in page
    )
    assert "Ask the sponsor" in page
    assert client.send(f"/pitches/{key}/claims", {}, page=f"/pitches/{key}/draft/send").status_code == 303
    answer = client.send(f"/pitches/{key}/submission", {}, page=f"/pitches/{key}/draft/send")
    assert answer.status_code == 303, text_of(answer.get_data(as_text=True))
    shown = text_of(client.get(answer.location).get_data(as_text=True))
    assert "P-" in shown
    # 4,000 for the coach, 12 × 500 for the platform, 1,100 for the cases with their contingency.
    assert "€11,100" in shown
    # 100 people × 3 h × 30 × 1.42, and 4 h × 71 × 60.
    assert "€29,820" in shown


@pytest.fixture
def finished(sqlite: Database, house: Cast) -> str:
    """The key of a complete draft with every kind of line that the pages edit, and one that they do not."""
    costs = (
        *made.COSTS,
        CostRow(
            "participant_time", "participant_time", "Team leads", {"people": 5, "hours": 8, "wage": 60.5}
        ),
        CostRow(
            "msp_fixed",
            "msp",
            "Cases",
            {"milestones": [[1, 1000], [3, 2500.5]], "contingency": 0.1},
            "Offer 3",
        ),
        CostRow(
            "staff_aug", "msp", "Designer", {"fte": 1, "day_rate": 500, "days_per_month": 10, "months": 2}
        ),
    )
    with sqlite.writing() as turn:
        made.rates(turn.session, house)
        measure = made.measure(turn.session, house)
        lines = (
            BenefitRow("time_saved", "Less rework", made.BENEFIT, "Controlling 2026", measure.id),
            BenefitRow(
                "direct", "Fewer complaints", made.BENEFIT | {"delta": -0.25, "isolation_method": "model"}
            ),
            BenefitRow(
                "utility", "Better judgement", {"N": 10, "T": 1, "d": 0.62, "SDy": 9000}, "Arthur 2003"
            ),
        )
        return made.draft(turn.session, house, measure.id, costs=costs, benefits=lines).key


@pytest.mark.parametrize("step", [step for step in STEPS if step not in {"cost", "solution"}])
def test_a_step_sent_as_it_stands_changes_nothing(
    sign_in: SignIn, sqlite: Database, finished: str, step: str
) -> None:
    before = content_of(sqlite, finished)
    client = sign_in("presenter")
    url = f"/pitches/{finished}/draft/{step}"
    answer = client.send(url, fields_of(client.get(url).get_data(as_text=True)), page=url)
    assert answer.status_code == 303, text_of(answer.get_data(as_text=True))
    assert _without_defaults(content_of(sqlite, finished)) == _without_defaults(before)


def _without_defaults(content: Content) -> dict[str, object]:
    """The content as data; a benefit term that says its own default is the same as none."""
    data = content.to_data()
    for line in data["benefits"]:
        line["terms"] = {"applies_to": "each"} | dict(line["terms"])
    data["measured"] = [line.pop("measure_id") for line in data["benefits"]]
    return data


def test_the_cost_step_sent_as_it_stands_costs_the_same(
    sign_in: SignIn, sqlite: Database, finished: str
) -> None:
    with sqlite.reading() as session:
        pitch = queries.pitch_of_key(session, finished)
        before = queries.appraise(session, pitch.id, pitch.key)
    client = sign_in("presenter")
    url = f"/pitches/{finished}/draft/cost"
    answer = client.send(url, fields_of(client.get(url).get_data(as_text=True)), page=url)
    assert answer.status_code == 303, text_of(answer.get_data(as_text=True))
    with sqlite.reading() as session:
        after = queries.appraise(session, pitch.id, pitch.key)
    assert after.projected.projection.figures == before.projected.projection.figures
    assert {line.kind for line in after.content.costs} == {
        "participant_time", "development", "one_off", "recurring", "msp_fixed", "staff_aug",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("op", "labels"),
    [
        (
            "costs::add:prorated",
            ["Building it", "Two days of a coach", "Platform", "Team leads", "Cases", "Designer", ""],
        ),
        ("costs:1:remove", ["Building it", "Platform"]),
        ("costs:2:copy", ["Building it", "Two days of a coach", "Platform", "Platform"]),
        ("costs:2:up", ["Building it", "Platform", "Two days of a coach"]),
        ("costs:0:down", ["Two days of a coach", "Building it", "Platform"]),
    ],
)
def test_rows_are_added_removed_copied_and_moved_without_saving(
    sign_in: SignIn, sqlite: Database, finished: str, op: str, labels: list[str]
) -> None:
    client = sign_in("presenter")
    url = f"/pitches/{finished}/draft/cost"
    fields = fields_of(client.get(url).get_data(as_text=True))
    answer = client.send(url, {**fields, "op": op}, page=url)
    assert answer.status_code == 200
    shown = fields_of(answer.get_data(as_text=True))
    assert [shown[f"costs-{row}-label"][0] for row in range(len(labels))] == labels
    assert len(content_of(sqlite, finished).costs) == 6


def test_figures_follow_the_typing_and_write_nothing(
    sign_in: SignIn, sqlite: Database, finished: str
) -> None:
    client = sign_in("presenter")
    url = f"/pitches/{finished}/draft/cost"
    fields = fields_of(client.get(url).get_data(as_text=True)) | {"costs-1-amount": ["14,000"]}
    answer = client.send(f"/pitches/{finished}/figures?step=cost", fields, page=url)
    assert answer.status_code == 200
    # 10,000 more than 4,000 + 6,000 + 3,850.55 for the cases + 10,000 for the designer.
    assert "€33,851" in text_of(answer.get_data(as_text=True))
    again = client.send(url, {**fields, "recalculate": "yes"}, page=url)
    assert "€33,851" in text_of(again.get_data(as_text=True))
    assert 'value="14,000"' in again.get_data(as_text=True)
    assert (
        next(line for line in content_of(sqlite, finished).costs if line.kind == "one_off").terms["amount"]
        == 4000
    )


def test_a_draft_saves_itself_and_a_stale_page_keeps_both_texts(
    sign_in: SignIn, sqlite: Database, finished: str
) -> None:
    client = sign_in("presenter")
    url = f"/pitches/{finished}/draft/solution"
    fields = fields_of(client.get(url).get_data(as_text=True))
    one = {**fields, "audience": "First tab", "autosave": "1"}
    saved = client.send(url, one, page=url)
    assert saved.status_code == 200
    assert saved.get_json() == {"version": int(fields["version"][0]) + 1}
    two = {**fields, "audience": "Second tab"}
    assert client.send(url, {**two, "autosave": "1"}, page=url).status_code == 409
    compared = client.send(url, two, page=url)
    page = compared.get_data(as_text=True)
    assert compared.status_code == 409
    assert "First tab" in page
    assert "Second tab" in page
    assert client.send(url, {**two, "version": version_of(page)}, page=url).status_code == 303
    assert content_of(sqlite, finished).audience == "Second tab"


def test_a_double_click_saves_once(sign_in: SignIn, sqlite: Database, finished: str) -> None:
    client = sign_in("presenter")
    url = f"/pitches/{finished}/draft/solution"
    fields = {**fields_of(client.get(url).get_data(as_text=True)), "audience": "Twice"}
    key = "5f0c2a5e-7a55-4a63-9a39-000000000001"
    first = client.send(url, fields, page=url, key=key)
    second = client.send(url, fields, page=url, key=key)
    assert (first.status_code, first.location) == (second.status_code, second.location)
    with sqlite.reading() as session:
        pitch = queries.pitch_of_key(session, finished)
        assert queries.draft_of(session, pitch.id).version == int(fields["version"][0]) + 1


def test_the_last_step_says_how_far_the_track_record_goes(
    sign_in: SignIn, house: Cast, sqlite: Database
) -> None:
    with sqlite.writing() as turn:
        made.rates(turn.session, house)
        key = made.draft(turn.session, house, made.measure(turn.session, house).id).key
    client: PolicingClient = sign_in("presenter")
    page = " ".join(client.get(f"/pitches/{key}/draft/send").text.split())
    assert "Outside view: not yet, 0 of 3 finished investments." in page


STATEMENTS = {"cost": 22, "send": 22}
"""More where the page holds the hours of those who build it against what their team has."""


@pytest.mark.parametrize("step", STEPS)
def test_a_page_costs_as_many_statements_with_one_line_as_with_three(
    sign_in: SignIn, house: Cast, sqlite: Database, statements: object, step: str
) -> None:
    with sqlite.writing() as turn:
        made.rates(turn.session, house)
        measure = made.measure(turn.session, house).id
        line = BenefitRow("time_saved", "Less rework", made.BENEFIT, "Controlling", measure)
        one = made.draft(turn.session, house, measure, costs=made.COSTS[:1], benefits=(line,)).key
        three = made.draft(turn.session, house, measure, benefits=(line, line, line)).key
    client: PolicingClient = sign_in("presenter")
    client.get("/goals")
    for key in (one, three):
        with statements() as seen:  # type: ignore[operator]  # the fixture's own context manager
            assert client.get(f"/pitches/{key}/draft/{step}").status_code == 200
        assert len(seen) == STATEMENTS.get(step, 18), seen
