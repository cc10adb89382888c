"""Telling people, what they choose about it, their calendar address, and channels of units."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import update
from sqlalchemy.orm import Session

from pitchdeck.base import history, policy
from pitchdeck.base.errors import Invalid, NotFound
from pitchdeck.base.policy import Actor
from pitchdeck.base.refs import new_key
from pitchdeck.features.people.models import FLAVOURS, WAYS, Feed, Notice, Preference, Webhook
from pitchdeck.features.people.queries import inbox as queries

LONGEST_URL = 500


def notify(
    session: Session, person_id: int, kind: str, facts: dict[str, Any], *, way: str, at: datetime
) -> str:
    """Put one notice into a person's inbox; its key."""
    key = new_key()
    session.add(Notice(key=key, person_id=person_id, kind=kind, facts=facts, way=way, at=at))
    session.flush()
    return key


def mark_told(session: Session, ids: Iterable[int], *, at: datetime) -> None:
    """Note that these notices have gone out in a letter."""
    session.execute(update(Notice).where(Notice.id.in_(sorted(ids))).values(told_at=at))


def choose_ways(
    session: Session, person_id: int, ways: dict[str, str], *, known: Iterable[str], at: datetime
) -> None:
    """Keep how a person wants to be told each kind; Invalid for a kind or a way that does not exist."""
    wrong = {kind: "Choose one of the ways." for kind, way in ways.items() if way not in WAYS}
    wrong |= {kind: "There is no such kind." for kind in ways if kind not in set(known)}
    if wrong:
        raise Invalid(wrong)
    for kind, way in sorted(ways.items()):
        row = queries.preference_to_change(session, person_id, kind)
        if row is None:
            session.add(Preference(person_id=person_id, kind=kind, way=way, at=at))
        elif row.way != way:
            row.way, row.at = way, at
    session.flush()


def feed_token_hash(token: str) -> str:
    """What the database keeps of a calendar address."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def open_feed(session: Session, token: str, *, by: Actor, at: datetime) -> None:
    """Give the person a calendar address for a token that only their calendar knows; an older one ends."""
    close_feed(session, by=by, at=at)
    session.add(Feed(person_id=by.id, token_hash=feed_token_hash(token), made_at=at))
    session.flush()


def close_feed(session: Session, *, by: Actor, at: datetime) -> None:
    """End the person's calendar address; without one nothing changes."""
    session.execute(update(Feed).where(Feed.person_id == by.id, Feed.ended_at.is_(None)).values(ended_at=at))


def add_webhook(
    session: Session, unit_id: int, url: str, flavour: str, *, by: Actor, at: datetime
) -> Webhook:
    """Open a channel for a unit, with a secret of its own; Invalid when the address is none."""
    policy.require("webhook:manage", by)
    parts = urlsplit(url)
    if len(url) > LONGEST_URL or parts.scheme not in {"https", "http"} or not parts.hostname:
        raise Invalid({"url": "Enter the channel's whole address, beginning with https://."})
    if flavour not in FLAVOURS:
        raise Invalid({"flavour": "Choose what listens there."})
    row = Webhook(
        key=new_key(),
        unit_id=unit_id,
        url=url,
        secret=secrets.token_urlsafe(24),
        flavour=flavour,
        added_by_id=by.id,
        added_at=at,
    )
    session.add(row)
    session.flush()
    history.record(
        session,
        ("webhook", row.key),
        "added",
        by=by,
        at=at,
        detail={"host": parts.hostname, "unit_id": unit_id},
    )
    return row


def end_webhook(session: Session, key: str, *, by: Actor, at: datetime) -> None:
    """Close a channel: nothing more is posted there; closing it twice changes nothing."""
    policy.require("webhook:manage", by)
    row = queries.webhook_to_change(session, key)
    if row is None:
        raise NotFound
    if row.ended_at is None:
        row.ended_by_id, row.ended_at = by.id, at
        session.flush()
        history.record(session, ("webhook", key), "ended", by=by, at=at)
