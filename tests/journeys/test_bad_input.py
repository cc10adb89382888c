"""Bad input in every field of every form of the application, in one run over the told demo.

Each form is sent in waves: in a wave every field of it carries the same bad value, and every field for a
figure or a day must be named in the list of refusals by itself, so that none hides behind another.
"""

from collections.abc import Iterator
from urllib.parse import quote_plus
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from tests import databases
from tests.journeys.forms_of_all import BARE, PLACES, Shown, form_on, forms_of
from tests.structure.matrix import World, _copy

UNREADABLE = {
    # neither a figure nor a day, whatever the field: but in a field for words, these are words
    "not a number": "NaN",
    "a signalling one": "sNaN",
    "infinity": "Infinity",
    "beyond every float": "1e400",
    "400 digits": "9" * 400,
    "half a cent": "0.005",
    "a literal of a language": "1_000",
    "a signed zero": "-0",
    "the comma of another locale": "1,50",
    "31 February": "2026-02-31",
    "NUL": "1\x00",
    "a lone surrogate": "\ud800",
    "an id of 20 digits": "9" * 20,
}
NO_WORDS = {"NUL", "long"}
"""What no field keeps, not even one for words."""
FINE = {"half a cent"}
"""What a field for numbers with three decimals may read; one for money may not."""
OPEN = {
    # exact numbers whose bounds the acts know, once everything else is right (see the test of them below)
    ("/investments/<key>/hours", "hours", "an id of 20 digits"),
    ("/investments/<key>/readings", "value", "an id of 20 digits"),
}
LOST = {
    # what is typed as a secret is never shown again
    ("/account/password", "password"),
    ("/account/password", "new_password"),
    ("/account/password", "new_password_again"),
}
LONG = 200_000
ROOM = 1_900_000
MONEY = {"amount", "stated", "nothing_minor", "minimum_minor", "value_minor"}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("bad")
    with databases.sqlite(folder) as database, pytest.MonkeyPatch.context() as patch:
        made = World(folder, database, patch)
        yield made
        made.close()


@pytest.fixture(scope="module")
def forms(world: World) -> tuple[Shown, ...]:
    return tuple(forms_of(world))


def test_every_form_of_the_application_is_tried(world: World) -> None:
    posts = {rule.rule for method, rule in world.rules() if method == "POST"}
    assert posts == set(PLACES) | set(BARE)


def sent(world: World, form: Shown, bad: dict[str, str]) -> TestResponse:
    """The form as the page filled it in, with these values instead; the body is encoded by hand."""
    client, token = world.clients[form.role]
    kept = [(name, value) for name, value in form.fields if name not in bad]
    once = {"csrf_token": token, "idempotency_key": str(uuid4())}
    pairs = [*((name, value) for name, value in kept if name not in once), *bad.items(), *once.items()]
    body = "&".join(
        f"{quote_plus(name)}={quote_plus(value, errors='surrogatepass')}" for name, value in pairs
    )
    return client.post(form.action, data=body, content_type="application/x-www-form-urlencoded")


def judge(world: World, form: Shown, name: str, bad: dict[str, str]) -> Iterator[str]:
    """What is wrong with the answer to this wave; the demo is put back when it was accepted."""
    before = world.fingerprint()
    answer = sent(world, form, bad)
    moved = world.fingerprint() != before
    status = answer.status_code
    where = f"{form.action} with {name}: {status}"
    if status >= 500:
        yield f"{where}, a crash"
    if moved and status >= 400:
        yield f"{where}, a refusal that wrote"
    if status < 400 and moved and (form.exact or name in NO_WORDS):
        yield f"{where}, accepted and written"
    if status == 422:
        yield from shown_again(world, form, name, bad, answer.get_data(as_text=True))
    if moved:
        _copy(world.kept, world.file)


def shown_again(world: World, form: Shown, name: str, bad: dict[str, str], page: str) -> Iterator[str]:
    """Fields that are not refused by name, or that do not hold any more what was typed into them."""
    if form.rule in BARE:
        return
    try:
        again = form_on(world, form.rule, form.role, form.action, page)
    except AssertionError:
        yield f"{form.action} with {name}: the form is not on the page"
        return
    fields = dict(again.fields)
    for field in again.exact.keys() & bad.keys():
        fine = (name in FINE and field.split("-")[-1] not in MONEY) or (form.rule, field, name) in OPEN
        if not fine and f'href="#{again.exact[field]}"' not in page:
            yield f"{form.action} with {name}: {field} is not refused"
    for field in form.boxes & bad.keys():
        kept = bad[field].isprintable() and (form.rule, field) not in LOST
        if kept and fields.get(field, "")[:400] != bad[field][:400]:
            yield f"{form.action} with {name}: {field} has lost what was typed"


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_refused_and_kept(world: World, forms: tuple[Shown, ...], name: str) -> None:
    value = UNREADABLE[name]
    typed = [form for form in forms if form.boxes]
    wrong = [each for form in typed for each in judge(world, form, name, dict.fromkeys(form.boxes, value))]
    assert wrong == []


@pytest.mark.parametrize("name", ["NUL", "a lone surrogate", "an id of 20 digits", "not a number"])
def test_what_is_no_choice_is_refused(world: World, forms: tuple[Shown, ...], name: str) -> None:
    value = UNREADABLE[name]
    chosen = (form for form in forms if form.choices)
    wrong = [each for form in chosen for each in judge(world, form, name, dict.fromkeys(form.choices, value))]
    assert wrong == []


def test_a_text_far_too_long_is_refused_and_kept(world: World, forms: tuple[Shown, ...]) -> None:
    wrong: list[str] = []
    for form in forms:
        if form.boxes:
            length = min(LONG, ROOM // len(form.boxes))
            wrong += judge(world, form, "long", dict.fromkeys(form.boxes, "x" * length))
    assert wrong == []


@pytest.mark.parametrize(("rule", "field", "name"), sorted(OPEN))
def test_a_figure_beyond_all_bounds_is_refused_by_its_act(
    world: World, forms: tuple[Shown, ...], rule: str, field: str, name: str
) -> None:
    form = next(form for form in forms if form.rule == rule)
    bad = world.filled[rule] | {field: UNREADABLE[name]}
    before = world.fingerprint()
    answer = sent(world, form, bad)
    assert answer.status_code == 422
    assert f'href="#{form.exact[field]}"' in answer.get_data(as_text=True)
    assert world.fingerprint() == before


def test_five_megabytes_are_refused_in_words(world: World, forms: tuple[Shown, ...]) -> None:
    form = next(form for form in forms if form.rule == "/goals")
    before = world.fingerprint()
    answer = sent(world, form, {"why": "x" * 5_000_000})
    assert answer.status_code == 413
    assert "2 MB" in answer.get_data(as_text=True)
    assert world.fingerprint() == before
