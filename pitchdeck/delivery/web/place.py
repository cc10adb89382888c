"""In whose place a request acts: one's own, or that of somebody for whom one stands in today."""

from flask import g, request, session

from pitchdeck.base.errors import Conflict
from pitchdeck.base.policy import Actor

KEPT = "place"
"""What the session cookie keeps: the sign-in and the key of whose place is taken in it."""


def asked(sign_in: str) -> str:
    """The key of whose place this sign-in took; another sign-in begins in its own."""
    kept = session.get(KEPT)
    return str(kept[1]) if isinstance(kept, list) and kept[:1] == [sign_in] else ""


def take(sign_in: str, key: str) -> None:
    """Act in somebody's place from the next page on; with no key, in one's own."""
    session[KEPT] = [sign_in, key]


def settle(actor: Actor) -> None:
    """Keep in whose place this request acts, for its forms."""
    g.place = actor.key if actor.deputy else ""


def here() -> str:
    """The key of whose place this request acts in, which every form carries; empty for one's own."""
    return str(g.get("place", ""))


def hold() -> None:
    """Conflict when the form that came was made in another place: it would be somebody else's act."""
    if request.form.get("acting_for", "") != here():
        raise Conflict(
            "This form was opened before you began, or stopped, acting for somebody else in another window. "
            "Nothing was changed: look at the top of the page for whom you act now, then send it again."
        )
