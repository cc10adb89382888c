"""The investment by hand: a cost that finance confirms, a reading that is attested, the page itself."""

import re

import pypdfium2  # type: ignore[import-untyped]  # ships no types
from playwright.sync_api import Page, expect

from tests.browser.world import NOW, People, follow

MONTH, TODAY = f"{NOW:%Y-%m}", NOW.date().isoformat()


def _investment(people: People, title: str) -> Page:
    return people.at("presenter", "Investments", title)


def spend(people: People, title: str) -> None:
    """The presenter reports an invoice; finance confirms it from the home."""
    presenter = _investment(people, title)
    follow(presenter, "Report a cost")
    presenter.get_by_label(re.compile("^Amount")).fill("4,000")
    presenter.get_by_label("Document's number").fill("RE-1")
    presenter.get_by_label("Document's date").fill(TODAY)
    presenter.get_by_label("Month of service").fill(MONTH)
    presenter.get_by_label("Category").select_option(index=1)
    presenter.get_by_role("button", name="Report", exact=True).last.click()
    spent = presenter.get_by_role("table", name=re.compile("^Money spent"))
    expect(spent).to_contain_text("Waits for finance")
    finance = people.at("finance", "Confirm")
    expect(finance.locator("h1")).to_have_text("RE-1: €4,000.00")
    finance.get_by_role("button", name=re.compile("^Confirm")).last.click()
    expect(finance.locator("main")).to_contain_text("Confirmed")


def read(people: People, title: str) -> None:
    """The presenter records what was measured; the sponsor attests it on a phone."""
    presenter = _investment(people, title)
    follow(presenter, "Record a reading")
    fields = {
        "Value": "5",
        "First month covered": MONTH,
        "Last month covered": MONTH,
        "Measured on": TODAY,
        "Learning's share": "60",
        "Confidence": "50",
        "Evidence": "Weekly report of the service desk",
    }
    for label, text in fields.items():
        presenter.get_by_label(re.compile(f"^{label}")).fill(text)
    presenter.get_by_role("radio", name=re.compile("manager", re.IGNORECASE)).first.check()
    presenter.get_by_role("button", name="Record and ask the sponsor").last.click()
    expect(presenter.locator("main")).to_contain_text("Waits for Sven Sponsor")
    sponsor = people.at("sponsor", "Attest")
    expect(sponsor.locator("main")).to_contain_text("Weekly report of the service desk")
    sponsor.get_by_role("radio", name=re.compile("^I attest it")).check()
    sponsor.get_by_role("button", name="Give your word").last.click()
    expect(sponsor.locator("main")).to_contain_text("Attested by Sven Sponsor")


def compare(people: People, title: str) -> None:
    """Plan beside actual, a light with its reason, the curve with its table, and who did what."""
    page = _investment(people, title)
    beside = page.get_by_role("table", name=re.compile("^Plan beside actual"))
    budget = beside.get_by_role("row", name=re.compile("^Budget cost"))
    expect(budget).to_contain_text("6,000.00")
    expect(budget).to_contain_text("4,000.00")
    standing = page.get_by_role("region", name="Where it stands")
    expect(standing.locator(".pd-badge").first).to_have_text("Not evidenced")
    expect(standing).to_contain_text("No reading is due before")
    expect(page.locator("figure svg").first).to_be_visible()
    expect(page.get_by_role("table", name=re.compile("^Readings"))).to_contain_text("Attested")
    told = page.locator(".pd-history")
    for words in ("opened the investment", "confirmed a cost", "attested a reading"):
        expect(told).to_contain_text(words)


def look_back(people: People, title: str, pitch: str) -> None:
    """The pitch's page tells its whole way, and its one-pager is one page of PDF."""
    page = people.home("presenter")
    page.goto(pitch)
    told = page.locator(".pd-history").last
    for who in ("Pia Presenter", "Sven Sponsor", "Lena Lead", "Chiara Chair", "Finn Finance"):
        expect(told).to_contain_text(who)
    link = page.get_by_role("link", name="One-pager").first
    address = link.get_attribute("href") or ""
    with page.expect_response(f"**{address}") as answer:
        link.click()
    assert answer.value.headers["content-type"] == "application/pdf"
    document = pypdfium2.PdfDocument(page.request.get(address).body())
    assert len(document) == 1
    text = document[0].get_textpage().get_text_range()
    assert title in " ".join(text.split())
    document.close()
