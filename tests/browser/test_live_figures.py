"""The figures of a draft while it is typed: they follow, and the person who types is left alone."""

import re

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.acts import writing
from tests.browser.conftest import Visit

WAIT_MS = 350
"""What the form waits after the last key before it asks for figures."""
CARET = "field => [field.selectionStart, field.selectionEnd]"


def _solution(visit: Visit, title: str) -> Page:
    page = visit("presenter", "/")
    writing.begin(page, title, "Production")
    page.get_by_role("link", name="2 Solution").click()
    page.get_by_label("Time for each").fill("2")
    return page


def _people(page: Page, people: str) -> Locator:
    """The figure of their time once it is the one of so many people, each for two hours of €42.60."""
    cost = f"€{round(int(people) * 2 * 42.60):,}"
    expect(writing.figure(page, "People")).to_have_text(re.compile(cost))
    return writing.figure(page, "People")


def test_the_caret_stays_where_somebody_types(visit: Visit) -> None:
    """A figure typed in the middle of a field arrives; field, caret and text are as they were."""
    page = _solution(visit, "A day beside every new press")
    field = page.get_by_label("How many people")
    field.fill("10")
    _people(page, "10")
    field.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.evaluate("document.activeElement.sameAsBefore = true")
    with page.expect_response(re.compile("/figures")):
        page.keyboard.type("5", delay=20)
    _people(page, "150")
    expect(field).to_be_focused()
    expect(field).to_have_value("150")
    assert field.evaluate(CARET) == [2, 2]
    assert field.evaluate("field => field.sameAsBefore") is True
    page.keyboard.type("1")
    expect(field).to_have_value("1510")


def test_one_question_is_asked_when_the_typing_pauses(visit: Visit) -> None:
    """Four keys are one request after the pause, and leaving the field asks for nothing again."""
    page = _solution(visit, "A day beside every old press")
    page.wait_for_timeout(2 * WAIT_MS)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/figures" in request.url else None)
    page.get_by_label("How many people").press_sequentially("1234", delay=20)
    _people(page, "1234")
    page.keyboard.press("Tab")
    page.wait_for_timeout(2 * WAIT_MS)
    assert len(asked) == 1


def test_a_choice_moves_the_figures(visit: Visit) -> None:
    """A list is no text, and its choice arrives in the strip as well."""
    page = visit("presenter", "/")
    writing.begin(page, "A day beside each press", "Production")
    page.get_by_role("link", name="4 Benefit").click()
    page.wait_for_url("**/benefit")  # and until its script runs: nothing listens to the list before
    field = page.get_by_label("Per", exact=True).first
    with page.expect_response(re.compile("/figures")):
        field.select_option(index=2)


def test_the_latest_figures_win(visit: Visit) -> None:
    """An answer that is late to what was typed before does not overwrite the one to what is typed now."""
    page = _solution(visit, "A day beside every press")
    page.wait_for_timeout(2 * WAIT_MS)
    held: list[Route] = []

    def hold(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route(re.compile("/figures"), hold)
    field = page.get_by_label("How many people")
    with page.expect_request(re.compile("/figures")):
        field.fill("11")
    field.fill("40")
    _people(page, "40")
    assert len(held) == 1
    held[0].continue_()
    page.wait_for_timeout(2 * WAIT_MS)
    _people(page, "40")
    expect(field).to_have_value("40")
