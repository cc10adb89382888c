"""A draft where scripts are switched off."""

from playwright.sync_api import expect

from tests.browser.acts import writing
from tests.browser.conftest import Visit


def test_a_step_works_without_scripts(visit: Visit) -> None:
    """Recalculate shows the figures of what is typed; saving keeps it."""
    page = visit("presenter", "/", js=False)
    writing.begin(page, "A day with every new machine", "Production")
    page.get_by_role("link", name="2 Solution").click()
    page.get_by_label("How many people").fill("40")
    page.get_by_label("Time for each").fill("2")
    page.get_by_role("button", name="Recalculate").click()
    expect(page.locator("h1")).to_contain_text("Solution")
    expect(writing.figure(page, "People")).to_contain_text("€3,408")
    expect(page.get_by_label("How many people")).to_have_value("40")
    writing.go_on(page)
    page.get_by_role("link", name="2 Solution").click()
    expect(page.get_by_label("How many people")).to_have_value("40")
