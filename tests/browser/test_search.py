"""The search page as it is used: by key, by eye, and at a phone's width."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.accessibility import violations
from tests.browser.conftest import Visit
from tests.browser.opening import NARROW, WIDE

TYPED = ("", "onboarding", "the", "nothing-of-the-kind", "42")
"""Nothing yet, a word, a common beginning, nothing found, a number."""


@pytest.mark.parametrize(("size", "dark"), [(WIDE, False), (NARROW, True)], ids=["wide-light", "narrow-dark"])
def test_the_search_page_is_accessible(visit: Visit, size: dict[str, int], dark: bool) -> None:  # noqa: FBT001  # a parameter of the table
    page = visit("finance", "/search", size=size, dark=dark)
    for typed in TYPED:
        page.goto(f"/search?q={typed}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{typed!r} scrolls sideways by {wide} px"
        found = violations(page)
        assert not found, f"{typed!r}\n{found}"


def _look_for(page: Page, word: str) -> None:
    """Type into whatever has the focus, and send it as a keyboard does."""
    expect(page.locator("input[data-search]:focus")).to_have_count(1)
    page.keyboard.type(word)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/search\?q={word}$"))
    assert page.locator("main .pd-hits li a").count() >= 1
    expect(page.locator("main input[data-search]")).to_have_value(word)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_slash_leads_to_the_search_from_every_width(visit: Visit, size: dict[str, int]) -> None:
    """Where the box can be seen it gets the focus; where the menu hides it, its page opens with it."""
    page = visit("lead", "/goals", size=size)
    page.keyboard.press("/")
    if size is NARROW:
        page.wait_for_url("**/search")
    else:
        assert page.url.endswith("/goals")
    _look_for(page, "sales")


def test_the_slash_is_a_letter_while_somebody_types(visit: Visit) -> None:
    page = visit("lead", "/goals/new", size=NARROW)
    field = page.locator("main input[type=text]").first
    field.focus()
    page.keyboard.type("and/or")
    expect(field).to_have_value("and/or")
    assert page.url.endswith("/goals/new")
