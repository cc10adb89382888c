"""The eye of the tests sees what it must: pale words, once, and a field without a label, every time."""

from playwright.sync_api import Browser

from tests.accessibility import violations

PALE = "<p style='color: #cacaca; background: #ffffff; font-size: 13.37px'>Pale</p>"
DARK = "<p style='color: #123456; background: #ffffff; font-size: 13.37px'>Dark</p>"
BARE = "<input>"
ON_GREY = "<div style='background: #777777'>" + DARK.replace("#ffffff", "transparent") + "</div>"


def _page(inner: str) -> str:
    return f"<!doctype html><html lang='en'><title>Page</title><main><h1>Page</h1>{inner}</main></html>"


def test_pale_words_are_seen_on_any_ground(browser: Browser) -> None:
    page = browser.new_page()
    found = []
    for inner in (DARK, PALE, ON_GREY, DARK):
        page.set_content(_page(inner))
        found.append("color-contrast" in violations(page))
    page.close()
    assert found == [False, True, True, False]


def test_a_field_without_a_label_is_seen_each_time(browser: Browser) -> None:
    page = browser.new_page()
    found = []
    for inner in (BARE, DARK, BARE):
        page.set_content(_page(inner))
        found.append("label" in violations(page))
    page.close()
    assert found == [True, False, True]
