"""The main job by hand: a pitch is written, agreed and screened; others are scored, funded and reviewed."""

import re
from datetime import UTC, datetime

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NARROW, Visit

TITLE = "Every station in its second week"
A_SENTENCE = "The case is clear and its sponsor stands behind it."


def _figure(page: Page, name: str) -> Locator:
    """A figure of the strip by its name."""
    cells = page.locator("#figures dl > div", has=page.locator("dt", has_text=re.compile(f"^{name}")))
    return cells.locator("dd").first


def _step(page: Page, name: str, fields: dict[str, str]) -> None:
    """On the step of that name: fill in what the labels name."""
    expect(page.locator("h1")).to_contain_text(name)
    for label, text in fields.items():
        page.get_by_label(label).first.fill(text)


def _go_on(page: Page) -> None:
    page.get_by_role("button", name="Save and go on").click()


def _start(page: Page, title: str) -> str:
    """Begin a draft of the time-saved kind; where it lives, without its step."""
    page.get_by_label("Title").fill(title)
    page.get_by_label("Time saved").check()
    page.get_by_label("For which unit?").select_option(index=1)
    page.get_by_role("button", name="Start").click()
    page.wait_for_url("**/draft/*")
    return page.url.rsplit("/draft", 1)[0]


def _problem(page: Page) -> None:
    _step(page, "Problem", {"What goes wrong": "New members wait for help at every third station."})
    measure = page.get_by_label("Goal and measure")
    measure.select_option(measure.locator("option", has_text="Units per team member").get_attribute("value"))
    page.get_by_label("Cost of doing nothing").fill("17,000")
    page.get_by_label("Skill").check()
    _go_on(page)


def _costs(page: Page) -> None:
    _step(page, "Cost", {})
    page.get_by_role("button", name="Add outside spending").click()
    page.get_by_label(re.compile(r"^What\s*required")).fill("Trainer")
    page.get_by_label("Category").select_option(index=1)
    page.get_by_label(re.compile(r"^Amount\s*required")).fill("4,000")
    page.get_by_label(re.compile(r"^From\s*required")).fill(f"{datetime.now(UTC).year + 1}-02")
    page.get_by_label("Nothing else will cost anything").check()
    _go_on(page)


def _benefit(page: Page) -> None:
    """The sentence; ROI in the strip follows the typing while the page stays, and the draft keeps itself."""
    _step(
        page,
        "Benefit",
        {
            "How many people": "100",
            "Share who apply it": "55",
            "How many hours each saves": "2",
            "What an hour is worth": "42.60",
            "Share of freed time put to use": "50",
        },
    )
    page.get_by_label("Where the estimate comes from").select_option(index=1)
    page.evaluate("window.sameAsBefore = true")
    before = _figure(page, "ROI").inner_text()
    page.get_by_label("Learning's share").fill("60")
    expect(_figure(page, "ROI")).not_to_have_text(before)
    sixty = _figure(page, "ROI").inner_text()
    page.get_by_label("Learning's share").fill("40")
    expect(_figure(page, "ROI")).not_to_have_text(sixty)
    assert "%" in _figure(page, "ROI").inner_text()
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    assert page.evaluate("window.sameAsBefore") is True
    page.reload()
    expect(page.get_by_label("Learning's share")).to_have_value("40")


def _write(page: Page) -> str:
    """The six steps; the review page names what is missing and leads to it."""
    draft = _start(page, TITLE)
    page.goto(f"{draft}/draft/send")
    assert page.locator("#missing li").count() >= 3
    page.locator("#missing a", has_text="Problem").first.click()
    _problem(page)
    _step(
        page,
        "Solution",
        {
            "What we will do": "Three half-days at the line, then a coach beside each station.",
            "Who learns": "Members of the spare parts line",
            "How many people": "100",
            "Time for each": "3",
        },
    )
    _go_on(page)
    _costs(page)
    _benefit(page)
    _go_on(page)
    _step(
        page,
        "Proof",
        {"The biggest risk": "Nobody is released.", "What you do about it": "Two slots a week."},
    )
    page.get_by_label("How learning's share will be shown").select_option(index=1)
    page.get_by_label("3 months", exact=True).check()
    _go_on(page)
    return draft


def test_a_pitch_is_written_agreed_submitted_and_screened(visit: Visit) -> None:
    page = visit("presenter", "/pitches/new")
    draft = _write(page)
    expect(page.locator("#missing li")).to_have_count(1)
    page.get_by_role("button", name="Ask Henrik Solberg").click()
    expect(page.locator("#missing")).to_have_count(0)
    sponsor = visit("sponsor", "/")
    sponsor.locator("li", has_text=TITLE).get_by_role("link").first.click()
    expect(sponsor.locator("main")).to_contain_text("22.5")
    sponsor.get_by_role("radio", name=re.compile("^Yes")).check()
    sponsor.get_by_role("button", name="Send my answer").click()
    expect(sponsor.locator("main")).to_contain_text(TITLE)
    page.goto(f"{draft}/draft/send")
    expect(page.locator("#sponsor")).to_contain_text("said yes")
    page.locator("summary", has_text="Submit").click()
    page.get_by_role("button", name="Submit").last.click()
    page.wait_for_url(re.compile(r"/pitches/P-\d{4}-\d{4}"))
    _screen(visit, page.url)


def _screen(visit: Visit, pitch: str) -> None:
    """The L&D lead finds it in the queue and takes it into the round that is open."""
    lead = visit("lead", "/pitches?view=screen")
    expect(lead.get_by_role("link", name=TITLE)).to_be_visible()
    lead.goto(f"{pitch.split('#', maxsplit=1)[0]}/screening")
    lead.locator("input[name=verdict][value=screen]").check()
    lead.get_by_label("Into which round").select_option(index=1)
    lead.get_by_role("button", name="Decide").click()
    lead.goto(pitch)
    expect(lead.locator("main")).to_contain_text("accepted it into the round")


def test_a_pitch_is_scored_on_a_phone(visit: Visit) -> None:
    """Four scales and one sentence on one page, and the next pitch comes by itself."""
    page = visit("investor1", "/", size=NARROW)
    page.get_by_role("link", name="Score", exact=True).first.click()
    first = page.locator("h1").inner_text()
    scales = page.locator("fieldset.sc-scale")
    expect(scales).to_have_count(4)
    for number in range(4):
        scales.nth(number).locator(".sc-values label").nth(3).click()
    page.get_by_label("In one sentence").fill(A_SENTENCE)
    page.get_by_role("button", name="Save and next").last.click()
    expect(page.locator("h1")).not_to_have_text(first)
    assert page.url.endswith("/scorecard")
    page.goto("/scoring")
    expect(page.get_by_role("table")).to_contain_text(first.removeprefix("Score: "))


def test_money_is_committed_on_a_phone(visit: Visit) -> None:
    """More than the purse is refused with figures beside what was typed; the prefilled amount is taken."""
    page = visit("investor1", "/", size=NARROW)
    page.get_by_role("link", name="Commit", exact=True).click()
    page.get_by_role("link", name="A coach for every head of a site").click()
    pitch = page.url
    prefilled = page.get_by_label(re.compile("^Commit from")).input_value()
    assert int(prefilled.replace(",", "")) > 0
    page.get_by_label(re.compile("^Commit from")).fill("400,000")
    page.get_by_role("button", name="Commit").last.click()
    expect(page.locator(".pd-errors")).to_contain_text(prefilled)
    expect(page.get_by_label(re.compile("^Amount"))).to_have_value("400,000")
    page.goto(pitch)
    page.get_by_role("button", name="Commit").last.click()
    expect(page.locator("main")).to_contain_text(f"Committed €{prefilled}")
    expect(page.get_by_role("table", name="Your commitments")).to_contain_text(f"€{prefilled}")


@pytest.mark.pango
def test_finance_reads_a_review_and_its_one_pager(visit: Visit) -> None:
    page = visit("finance", "/")
    page.get_by_role("link", name="Review", exact=True).first.click()
    expect(page.get_by_role("heading", name="Your verdict")).to_be_visible()
    expect(page.get_by_role("table", name="Commitments")).to_contain_text("€")
    link = page.get_by_role("link", name="One-pager").get_attribute("href")
    assert link
    answer = page.request.get(link)
    assert answer.status == 200
    assert answer.body().startswith(b"%PDF")
    document = pypdfium2.PdfDocument(answer.body())
    assert len(document) == 1
    document.close()


def test_a_step_works_without_scripts(visit: Visit) -> None:
    """Recalculate shows the figures of what is typed; saving keeps it."""
    page = visit("presenter", "/pitches/new", js=False)
    draft = _start(page, "A day with every new machine")
    page.goto(f"{draft}/draft/solution")
    page.get_by_label("How many people").fill("40")
    page.get_by_label("Time for each").fill("2")
    page.get_by_role("button", name="Recalculate").click()
    expect(page.locator("h1")).to_contain_text("Solution")
    expect(_figure(page, "People")).to_contain_text("€3,408")
    expect(page.get_by_label("How many people")).to_have_value("40")
    _go_on(page)
    page.goto(f"{draft}/draft/solution")
    expect(page.get_by_label("How many people")).to_have_value("40")
