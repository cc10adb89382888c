"""Every place that a role can go to: no axe violation, no sideways scroll, a quiet console."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

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
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def _places(page: Page) -> list[str]:
    """The links of the navigation and, from each list, the first thing in it."""
    page.goto("/")
    links = page.locator("nav a").evaluate_all("all => all.map(one => new URL(one.href).pathname)")
    places = list(dict.fromkeys(["/", *links]))
    for place in list(places):
        page.goto(place)
        inner = page.locator("main a").evaluate_all("all => all.map(one => new URL(one.href).pathname)")
        fresh = [link for link in dict.fromkeys(inner) if link not in places and not link.endswith(".pdf")]
        places += fresh[:2]
    return places


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("size", "dark"), [(WIDE, False), (NARROW, True)], ids=["wide-light", "narrow-dark"])
def test_pages_of_a_role_are_accessible(visit: Visit, role: str, size: dict[str, int], dark: bool) -> None:  # noqa: FBT001  # a parameter of the table
    page = visit(role, "/", size=size, dark=dark)
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text) if message.type == "error" else None)
    axe = Axe()
    for place in _places(page):
        page.goto(place)
        assert page.locator("h1").count() == 1, place
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{place} scrolls sideways by {wide} px"
        found = axe.run(page, options=RULES)
        assert found.violations_count == 0, f"{role} {place}\n{found.generate_report()}"
    assert noise == []


def test_sign_in_page(visit: Visit) -> None:
    for size in (WIDE, NARROW):
        page = visit(None, "/sign-in", size=size)
        assert Axe().run(page, options=RULES).violations_count == 0
