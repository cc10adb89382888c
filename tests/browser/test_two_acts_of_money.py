"""An investor commits on a phone and finance reviews: hands by the keystroke-level model, eyes by words read.

Source of the reading: Brysbaert 2019, "How many words do we read per minute?" (Journal of Memory and
Language 109): adults read 238 words of English non-fiction a minute. A figure counts as a word, and what
stands out, finance reads twice: once for itself, once beside the figures.
"""

import re
import sys

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.opening import NARROW, WIDE
from tests.browser.test_two_pitches import Hand, fits

WORDS_A_MINUTE = 238
COMMITTING, REVIEWING = 30, 5 * 60
"""Seconds that committing on a phone and a review may take."""
READ = """([from, to]) => {
  const range = document.createRange();
  range.setStartBefore(document.querySelector(from));
  range.setEndAfter(document.querySelector(to));
  return range.toString().split(/\\s+/).filter(Boolean).length;
}"""


def eyes(count: int) -> float:
    """Seconds for so many words."""
    return count * 60 / WORDS_A_MINUTE


def words_in(place: Locator) -> int:
    return len(place.inner_text().split())


def follow(hand: Hand, link: Locator) -> None:
    link.click()
    hand.clicked()


def told(what: str, hand: Hand, count: int) -> float:
    """Seconds that it takes; said, so that the decision can quote it."""
    found = hand.hands.seconds + eyes(count)
    sys.stdout.write(
        f"\n{what}: {found:.0f} seconds, {hand.hands.seconds:.1f} of them hands by the keystroke-level model"
        f" ({hand.told()}), {eyes(count):.0f} of them reading {count} words\n"
    )
    return found


def take_back(page: Page) -> None:
    """Leave the demonstration as it was found."""
    page.locator("summary", has_text="Take back").last.click()
    page.get_by_role("button", name="Take back").last.click()
    expect(page.get_by_role("table", name="Your commitments")).to_have_count(0)


def test_an_investor_commits_on_a_phone_within_half_a_minute(visit: Visit) -> None:
    """From home through the round and the pitch to money that is reserved: nothing is typed."""
    hand = Hand(visit("investor1", "/", size=NARROW))
    page = hand.page
    count = words_in(page.locator("main li").filter(has_text=re.compile("looks? for money")).first)
    follow(hand, page.get_by_role("link", name="Commit", exact=True).first)
    pitch = page.get_by_role("link", name="A coach for every head of a site")
    count += words_in(pitch)
    follow(hand, pitch)
    form = page.locator("form").filter(has=page.get_by_label(re.compile("^Commit from")))
    count += words_in(form) + words_in(page.locator("h1"))
    amount = page.get_by_label(re.compile("^Commit from")).input_value()
    follow(hand, form.get_by_role("button", name="Commit"))
    expect(page.locator("main")).to_contain_text(f"Committed €{amount}")
    fits(page)
    take_back(page)
    assert hand.told() == "0 fields, 3 clicks, 0 characters"
    assert told("Committing on a phone", hand, count) <= COMMITTING


@pytest.mark.parametrize(("size", "view"), [("wide", WIDE), ("narrow", NARROW)])
def test_finance_reviews_within_five_minutes_by_what_stands_out(
    visit: Visit, size: str, view: dict[str, int]
) -> None:
    """Everything that a verdict rests on stands above it; charts and options come after."""
    hand = Hand(visit("finance", "/", size=view))
    page = hand.page
    button = page.get_by_role("link", name="Review", exact=True)
    follow(hand, button.and_(page.locator('[href$="/review"]')).last)  # more money is reviewed too
    count = page.evaluate(READ, ["main h1", '[aria-labelledby="verdict-title"]'])
    count += words_in(page.locator('[aria-labelledby="look"]'))
    above = page.evaluate("document.querySelector('#verdict-title').getBoundingClientRect().top")
    charts = page.evaluate("document.querySelector('#charts-title').getBoundingClientRect().top")
    assert above < charts
    follow(hand, page.get_by_role("link", name="Your verdict"))
    expect(page.get_by_role("heading", name="Your verdict")).to_be_in_viewport()
    hand.fill(
        {"verdict": "approve_with_conditions", "reason": "Show the first reading before the second tranche."}
    )
    fits(page)
    hand.clicked()  # the button that gives it: the demonstration stays as it is for other tests
    assert told(f"A review, {size}", hand, count) <= REVIEWING
