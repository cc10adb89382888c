"""A small organisation in which a pitch can go the whole way at once, and its people at their screens."""

from datetime import datetime, timedelta

from playwright.sync_api import Page

from pitchdeck.base.db import Database, Writing
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.rounds import actions as rounds
from tests.browser.opening import NARROW, WIDE, Door
from tests.factories import pitches as made
from tests.factories.cast import ZONE, Cast, people_the_house

NOW = datetime.now(ZONE)
ROUND = "Support round"
AT_A_DESK = ("presenter", "lead", "finance")
"""Everybody else holds a phone: who has three minutes does not open a laptop for them."""
PURSES = {"investor1": 20_000_00, "investor2": 5_000_00}


def found(database: Database) -> Cast:
    """People, finance's rates, an agreed measure, an open round, and a fund with two purses for it."""
    cast = people_the_house(database)
    with database.writing() as turn:
        made.rates(turn.session, cast, at=turn.at)
        made.measure(turn.session, cast, at=turn.at)
        _fund(turn, cast, _round(turn, cast))
    return cast


def _round(turn: Writing, cast: Cast) -> int:
    plan = rounds.Plan(
        name=ROUND,
        unit_id=cast.units["Nordwind"],
        chair_id=cast.chair.id,
        panel=(cast.investor1.id, cast.investor2.id, cast.investor3.id),
        fiscal_year=NOW.year,
        quorum=2,
        pitches_close_at=turn.at + timedelta(days=10),
        scoring_closes_at=turn.at + timedelta(days=20),
        funding_closes_at=turn.at + timedelta(days=30),
        decision_on=(turn.at + timedelta(days=40)).date(),
    )
    round_ = rounds.create_round(turn.session, plan, by=cast.lead, at=turn.at)
    rounds.open_round(turn.session, round_, by=cast.chair, at=turn.at)
    return round_.id


def _fund(turn: Writing, cast: Cast, round_id: int) -> None:
    fund = funding.open_fund(
        turn.session,
        name="Support budget",
        unit_id=cast.units["Support"],
        fiscal_year=NOW.year,
        amount=100_000_00,
        owner_id=cast.fund_owner.id,
        by=cast.finance,
        at=turn.at,
    )
    funding.confirm_fund(turn.session, fund.key, by=cast.finance2, at=turn.at)
    for investor, amount in PURSES.items():
        funding.allot(
            turn.session,
            fund.key,
            investor_id=cast.actors[investor].id,
            round_id=round_id,
            amount=amount,
            by=cast.fund_owner,
            at=turn.at,
        )


class People:
    """Everybody with a screen of their own, signed in when they are first needed."""

    def __init__(self, door: Door, cast: Cast) -> None:
        self.door, self.cast = door, cast
        self._pages: dict[str, Page] = {}

    def home(self, name: str) -> Page:
        """That person's page, at their home: what awaits them is there."""
        if name not in self._pages:
            size = WIDE if name in AT_A_DESK else NARROW
            self._pages[name] = self.door.enter(self.cast.email(name), "/", size=size)
        page = self._pages[name]
        page.goto("/")
        return page

    def at(self, name: str, *links: str) -> Page:
        """From that person's home through the links with these words."""
        page = self.home(name)
        for words in links:
            follow(page, words)
        return page


def follow(page: Page, words: str) -> None:
    """Click the first link that reads so, in the menu where it is folded away."""
    link = page.get_by_role("link", name=words).first
    menu = page.locator(".pd-top summary")
    if not link.is_visible() and menu.is_visible():
        menu.click()
    link.click()
