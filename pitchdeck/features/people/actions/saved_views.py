"""Keeping a view of a page under a name, one's own and nobody else's."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from pitchdeck.base import policy
from pitchdeck.base.errors import Invalid
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.people.models import SavedView
from pitchdeck.features.people.queries.saved_views import (
    SavedRow,
    hold_views_of,
    saved_view_to_change,
    saved_views,
)

LONGEST_NAME, MOST = 60, 30


def keep_view(
    session: Session,
    page: str,
    name: str,
    asked: dict[str, str],
    *,
    as_default: bool = False,
    by: Actor,
    at: datetime,
) -> str:
    """Keep what a page's address asks for under a name, for the person who acts alone; its key.

    A deputy keeps views of their own. Raises Invalid for a name that is taken, or for the 31st view.
    """
    policy.require("view:keep", by)
    person_id = by.hand.id
    hold_views_of(session, person_id)
    own = saved_views(session, person_id, page)
    if len(own) >= MOST:
        raise Invalid({"name": f"You keep {MOST} views of this page already. Remove one first."})
    view = SavedView(key=new_key(), person_id=person_id, page=page, asked=asked, is_default=False, at=at)
    view.name = _free_name(name, own)
    session.add(view)
    session.flush()
    if as_default:
        _make_default(session, view, on=True)
    return view.key


def rename_view(session: Session, key: str, name: str, *, by: Actor) -> None:
    """Give a view of one's own another name; Invalid when it is taken."""
    view = _own(session, key, by)
    others = [row for row in saved_views(session, view.person_id, view.page) if row.key != view.key]
    view.name = _free_name(name, others)
    session.flush()


def open_with(session: Session, key: str, *, on: bool, by: Actor) -> None:
    """Let the page open with this view instead of another, or with none."""
    _make_default(session, _own(session, key, by), on=on)


def drop_view(session: Session, key: str, *, by: Actor) -> None:
    """Remove a view of one's own: the figures that it showed stay where they are."""
    session.delete(_own(session, key, by))
    session.flush()


def _own(session: Session, key: str, by: Actor) -> SavedView:
    policy.require("view:keep", by)
    hold_views_of(session, by.hand.id)
    return saved_view_to_change(session, by.hand.id, key)


def _free_name(name: str, others: Iterable[SavedRow]) -> str:
    named = " ".join(name.split())
    if not named or len(named) > LONGEST_NAME:
        raise Invalid({"name": f"Give the view a name of up to {LONGEST_NAME} characters."})
    if any(other.name.casefold() == named.casefold() for other in others):
        raise Invalid({"name": f"You have a view “{named}” already. Choose another name."})
    return named


def _make_default(session: Session, view: SavedView, *, on: bool) -> None:
    whose = (SavedView.person_id == view.person_id, SavedView.page == view.page)
    session.execute(
        update(SavedView).where(*whose).values(is_default=False),
        execution_options={"synchronize_session": "fetch"},
    )
    view.is_default = on
    session.flush()
