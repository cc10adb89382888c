"""The navigation: what a person's roles make worth a place in the header."""

from typing import NamedTuple

from flask import current_app, request, url_for

from pitchdeck.base.policy import Actor
from pitchdeck.features.people.queries import MANY


class NavItem(NamedTuple):
    """A place in the header."""

    label: str
    url: str
    active: bool
    unread: str = ""
    """What waits there, in figures; empty for nothing."""


class Signed(NamedTuple):
    """The signed-in person as the header shows them."""

    name: str
    role: str


_MONEY = frozenset({"investor", "finance", "fund_owner", "chair", "auditor"})
_ITEMS: tuple[tuple[str, str, frozenset[str] | None], ...] = (
    ("Home", "home.index", None),
    ("Inbox", "inbox.index", None),
    ("Pitches", "pitches.index", None),
    ("Goals", "goals.index", None),
    ("Rounds", "rounds.index", None),
    ("Money", "funding.index", _MONEY),
    ("Investments", "investments.index", None),
    ("Sourcing", "vendors.index", frozenset({"presenter", "lead", "finance", "fund_owner", "auditor"})),
    ("People", "people.index", frozenset({"admin", "finance", "fund_owner", "auditor"})),
    ("Settings", "settings.index", frozenset({"admin", "finance", "auditor"})),
    ("Channels", "channels.index", frozenset({"admin"})),
    ("Failed work", "queue.index", frozenset({"admin"})),
)


_PART_OF = {
    "setup": "people",
    "privacy.leavers": "people",
    "privacy.take_out": "people",
    "drafts": "pitches",
    "comparison": "pitches",
    "capacity": "vendors",
    "workbench": "funding",
    "closing": "funding",
    "funds": "funding",
    "standing": "funding",
    "checks": "pitches",
    "claims": "goals",
    "scoring": "rounds",
    "decisions": "rounds",
    "decisions.review": "funding",
    "decisions.judge": "funding",
    "decisions.letter": "pitches",
}
"""Whose place is lit on the pages of an area, or of one endpoint, that has none of its own."""


def _area() -> str:
    """The area of the page that is asked for, as the header knows it."""
    endpoint = request.endpoint or ""
    own = endpoint.partition(".")[0]
    return _PART_OF.get(endpoint) or _PART_OF.get(own) or own


def _figure(count: int) -> str:
    return str(count) if count < MANY else f"{MANY - 1}+"


def signed(actor: Actor) -> Signed:
    """Who acts, in whose place and with which roles, for the header."""
    roles = ", ".join(role.replace("_", " ") for role in sorted(actor.roles))
    return Signed(actor.hand.name, f"for {actor.name}: {roles}" if actor.deputy else roles)


def navigation(actor: Actor, *, unread: int = 0) -> tuple[NavItem, ...]:
    """The places that this person's roles can use; the inbox with how much in it is unread."""
    area = _area()
    told = {} if area == "inbox" or not unread else {"inbox.index": _figure(unread)}
    return tuple(
        NavItem(label, url_for(endpoint), area == endpoint.partition(".")[0], told.get(endpoint, ""))
        for label, endpoint, roles in _ITEMS
        if endpoint in current_app.view_functions and (roles is None or roles & actor.roles)
    )
