"""Every place that a role can go to: no axe violation, no sideways scroll, a quiet console."""

import pytest
from playwright.sync_api import Page

from tests.accessibility import violations
from tests.browser.acts import writing
from tests.browser.conftest import Visit
from tests.browser.opening import NARROW, WIDE

ROLES = (
    "presenter",
    "sponsor",
    "investor1",
    "chair",
    "lead",
    "finance",
    "viewer",
    "auditor",
    "admin",
)
PATHS = "all => all.map(one => new URL(one.href).pathname)"


def _fresh(page: Page, known: list[str]) -> list[str]:
    """The first two pages that this one leads to and that are not known yet."""
    inner = page.locator("main a").evaluate_all(PATHS)
    return [link for link in dict.fromkeys(inner) if link not in known and not link.endswith(".pdf")][:2]


def _check(page: Page, place: str, role: str) -> None:
    """The page that is open, which is that place."""
    assert page.locator("h1").count() == 1, place
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{place} scrolls sideways by {wide} px"
    found = violations(page)
    assert not found, f"{role} {place}\n{found}"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("size", "dark"), [(WIDE, False), (NARROW, True)], ids=["wide-light", "narrow-dark"])
def test_pages_of_a_role_are_accessible(visit: Visit, role: str, size: dict[str, int], dark: bool) -> None:  # noqa: FBT001  # a parameter of the table
    """The links of the navigation and, from each list, the first things in it; each page is opened once."""
    page = visit(role, "/", size=size, dark=dark)
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text) if message.type == "error" else None)
    lists = list(dict.fromkeys(["/", *page.locator("nav a").evaluate_all(PATHS)]))
    places = list(lists)
    for place in places:  # it grows while the lists are read
        answer = page.goto(place)
        assert answer is not None
        assert answer.status == 200, place
        _check(page, place, role)
        if place in lists:
            places += _fresh(page, places)
    assert noise == []


@pytest.mark.parametrize(("size", "dark"), [(WIDE, False), (NARROW, True)], ids=["wide-light", "narrow-dark"])
def test_pages_beside_a_draft_are_accessible(visit: Visit, size: dict[str, int], dark: bool) -> None:  # noqa: FBT001  # a parameter of the table
    """What a draft is compared with and filled from, on a draft that has nothing of it yet."""
    page = visit("presenter", "/", size=size, dark=dark)
    writing.begin(page, "A day with the new press", "Production")
    draft = page.url.split("/draft/")[0]
    for name in ("comparison", "tiers", "options", "intangibles", "filling"):
        answer = page.goto(f"{draft}/{name}")
        assert answer is not None
        assert answer.status == 200, name
        _check(page, name, "presenter")


@pytest.mark.parametrize(("size", "dark"), [(WIDE, False), (NARROW, True)], ids=["wide-light", "narrow-dark"])
def test_pages_of_the_look_and_the_defaults_are_accessible(
    visit: Visit,
    size: dict[str, int],
    dark: bool,  # noqa: FBT001  # a parameter of the table
) -> None:
    page = visit("admin", "/", size=size, dark=dark)
    for place in ("/settings/look", "/settings/defaults"):
        answer = page.goto(place)
        assert answer is not None
        assert answer.status == 200, place
        _check(page, place, "admin")


def test_sign_in_page(visit: Visit) -> None:
    for size in (WIDE, NARROW):
        page = visit(None, "/sign-in", size=size)
        assert not violations(page)
