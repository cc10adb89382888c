"""More money for running programmes: one looks for what it overspent, one waits for finance."""

from datetime import date, datetime, timedelta

from pitchdeck.delivery.cli.demo.calendar import Calendar
from pitchdeck.delivery.cli.demo.finished import PROPOSALS
from pitchdeck.delivery.cli.demo.staging import Stage
from pitchdeck.delivery.cli.demo.writing import MINOR
from pitchdeck.features.funding import actions as funding
from pitchdeck.features.funding.actions import Wanted
from pitchdeck.features.funding.queries import supplements
from pitchdeck.features.investments import actions
from pitchdeck.features.investments.queries import tracked_of_pitch
from pitchdeck.features.investments.queries.more import asking

WAITS, LASTS = timedelta(days=3), timedelta(days=14)
DEALERS = Wanted(
    0,
    20_400 * MINOR,
    "delivery_facilitation",
    "The academy billed 24 dealers who came in addition; their places were paid before they were approved.",
    "It stays as it was promised: these dealers sell the same contracts.",
    date.min,
)
ORDERS = Wanted(
    0,
    1_400 * MINOR,
    "delivery_facilitation",
    "Six agents joined the order desk since: two more days of the coach, for the five sessions once again.",
    "It stays as it was promised; without these days one agent in six would work as before.",
    date.min,
)
PARTS = {"investor1": 4_000, "investor2": 3_000}
"""What two investors have committed to what the dealers' programme overspent."""


def told(stage: Stage, calendar: Calendar) -> None:
    """Two presenters ask for more; of the first a part is committed, of the second all of it."""
    at = calendar.ago(5)
    dealers = _ask(stage, calendar, "dealers", DEALERS, at=at)
    for place, (investor, amount) in enumerate(PARTS.items(), start=1):
        _commit(stage, dealers, investor, amount, at=at + timedelta(hours=place))
    orders = _ask(stage, calendar, "orders", ORDERS, at=at + timedelta(hours=4))
    _commit(stage, orders, "investor3", ORDERS.amount // MINOR, at=at + timedelta(hours=8))


def _ask(stage: Stage, calendar: Calendar, name: str, wanted: Wanted, *, at: datetime) -> str:
    """Whoever presents it asks for money of the first year that a round still pays for; its key."""
    session, by = stage.session, stage.house[PROPOSALS[name].presenter]
    tracked = tracked_of_pitch(session, stage.pitches[name].id, today=calendar.today)
    key = tracked.row.key if tracked else ""
    found = asking(session, key, by, today=at.date())
    year, _name, last = next(each for each in found.years if each[2] >= calendar.today + WAITS)
    until = min(calendar.today + LASTS, last)
    asked = Wanted(year, wanted.amount, wanted.category, wanted.reason, wanted.benefit, until)
    return actions.ask_more(session, key, asked, by=by, at=at)


def _commit(stage: Stage, key: str, investor: str, amount: int, *, at: datetime) -> None:
    """An investor commits whole major units of the purse of the round that pays."""
    session, by = stage.session, stage.house[investor]
    row = supplements.supplement_of_key(session, key)
    purse = next(each for each in supplements.purses_for(session, row, by.id) if each.fits)
    funding.commit_more(session, key, purse.key, amount * MINOR, by=by, at=at)
