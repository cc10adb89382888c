"""Every component as strict HTML and in a browser: nothing for axe, no sideways scroll, no request abroad."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.client import PolicingClient
from tests.delivery.web.gallery.app import create_gallery
from tests.delivery.web.gallery.shoot import CHROMIUM, served, wrong_form

PAGES = ["/", "/form", "/alone", "/print"]
COMPONENTS = Path("templates/components")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

needs_chromium = pytest.mark.skipif(
    not CHROMIUM and not os.environ.get("PITCHDECK_REQUIRE_BROWSER"),
    reason="no Chromium on this machine",
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as url:
        yield url


@pytest.fixture(scope="module")
def chromium(browser: Browser) -> Browser:
    return browser


@pytest.fixture
def client() -> PolicingClient:
    app = create_gallery()
    app.test_client_class = PolicingClient
    made = app.test_client()
    assert isinstance(made, PolicingClient)
    return made


@pytest.mark.parametrize("path", PAGES)
def test_pages_keep_the_house_rules(client: PolicingClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    html5lib.HTMLParser(strict=True).parse(page.text)
    assert page.text.count("<main") == 1
    assert re.search(r'<html lang="[a-z]{2}', page.text)


def test_every_component_stands_in_the_gallery() -> None:
    shown = "".join(path.read_text() for path in Path(__file__).parent.glob("templates/gallery/*.html"))
    inner = {"icon", "tokens", "figure", "error_summary"}  # drawn by the others
    missing = [each.stem for each in COMPONENTS.glob("*.html") if f"components/{each.name}" not in shown]
    assert set(missing) <= inner


def test_every_component_says_how_it_is_called() -> None:
    for path in COMPONENTS.glob("*.html"):
        text = path.read_text()
        assert text.startswith("{# "), path
        assert re.search(rf"macro {path.stem}\(", text), path


def test_refusals_are_linked_described_and_kept(client: PolicingClient) -> None:
    page = client.send("/form", {"title": "x" * 90, "minimum": "1,50"}, page="/form").text
    assert 'href="#minimum"' in page
    assert 'value="1,50"' in page
    found = re.search(r'<input[^>]*id="minimum"[^>]*>', page)
    assert found
    assert 'aria-invalid="true"' in found.group()
    assert 'aria-describedby="minimum-hint minimum-unit minimum-error"' in found.group()
    assert 'id="minimum-error"' in page
    assert "<h2>" in page


def test_a_refused_action_cannot_be_pressed_and_says_why(client: PolicingClient) -> None:
    page = client.get("/").text
    assert re.search(r"<button[^>]*disabled>.{0,40}Submit", page, re.DOTALL)
    assert "has not yet said yes to the claim." in page


def opened(chromium: Browser, url: str, *, width: int = 1280, scheme: Any = "light", **more: Any) -> Page:
    return chromium.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, base_url=url, **more
    )


@needs_chromium
@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Browser, address: str, width: int, scheme: str) -> None:
    page = opened(chromium, address, width=width, scheme=scheme)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: refused.append(str(error)))
    abroad: list[str] = []
    page.on(
        "request", lambda request: None if request.url.startswith(address) else abroad.append(request.url)
    )
    for path in [*PAGES, "wrong"]:
        if path == "wrong":
            wrong_form(page, address)
        else:
            page.goto(path)
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": LEVELS}})
        assert found.violations_count == 0, found.generate_report()
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path} is {wide} px wide"
    assert refused == []
    assert [url for url in abroad if not url.startswith("data:")] == []
    page.wait_for_load_state("networkidle")  # a file that is still being sent would be left open
    page.close()


@needs_chromium
@pytest.mark.browser
def test_everything_works_without_scripts(chromium: Browser, address: str) -> None:
    page = opened(chromium, address, width=390, java_script_enabled=False)
    page.goto("/form")
    page.locator("header summary").click()
    assert page.get_by_role("link", name="Investments").is_visible()
    page.get_by_role("button", name="Add a cost line").click()
    page.fill("#spending-0-what", "Licences")
    page.get_by_role("button", name="Copy cost line 1").click()
    assert page.input_value("#spending-1-what") == "Licences"
    page.get_by_role("button", name="Remove cost line 1").click()
    assert page.locator("#spending-1-what").count() == 0
    page.close()


@needs_chromium
@pytest.mark.browser
def test_enter_submits_and_does_not_press_a_rows_button(chromium: Browser, address: str) -> None:
    page = opened(chromium, address)
    page.goto("/form")
    page.get_by_role("button", name="Add a cost line").click()
    page.fill("#spending-0-what", "Licences")
    page.press("#spending-0-what", "Enter")
    page.wait_for_selector("#errors")
    assert page.locator("section.pd-line").count() == 1
    assert page.evaluate("document.activeElement.id") == "errors"
    page.close()


@needs_chromium
@pytest.mark.browser
def test_a_draft_saves_itself_and_says_when_it_could_not(chromium: Browser, address: str) -> None:
    page = opened(chromium, address)
    page.goto("/form")
    page.fill("#title", "Faster answers")
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"^Saved \d"))
    page.route("**/form", lambda route: route.abort())
    page.fill("#title", "Faster answers, again")
    page.get_by_role("button", name="Retry").wait_for()
    assert "Not saved" in page.locator("[data-saved]").inner_text()
    page.unroute("**/form")
    page.get_by_role("button", name="Retry").click()
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"^Saved \d"))
    page.close()
