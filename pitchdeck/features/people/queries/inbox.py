"""Questions about notices, how people want to be told, calendar addresses and channels."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from pitchdeck.features.people.models import Feed, Notice, Person, Preference, Unit, Webhook

PAGE = 50
Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """Something that a person was told."""

    id: int
    key: str
    person_id: int
    kind: str
    facts: dict[str, Any]
    way: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a person is reached."""

    id: int
    key: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class WebhookRow:
    """A unit's channel; the secret is shown once, when it is made."""

    id: int
    key: str
    unit_id: int
    unit_name: str
    url: str
    secret: str
    flavour: str
    added_at: datetime


_NOTICES: Rows = select(
    Notice.id, Notice.key, Notice.person_id, Notice.kind, Notice.facts, Notice.way, Notice.at
)
_INBOX = _NOTICES.where(Notice.person_id == bindparam("person_id")).order_by(Notice.id.desc()).limit(PAGE + 1)
_INBOX_BEFORE = _INBOX.where(
    Notice.id
    < select(Notice.id)
    .where(Notice.key == bindparam("before"), Notice.person_id == bindparam("person_id"))
    .scalar_subquery()
)
_NOTICE = _NOTICES.where(Notice.key == bindparam("key"))
_DAILY = _NOTICES.where(Notice.way == "daily", Notice.told_at.is_(None)).order_by(Notice.person_id, Notice.id)
_WAYS = (
    select(Preference.kind, Preference.way)
    .where(Preference.person_id == bindparam("person_id"))
    .order_by(Preference.id)
)
_PREFERENCE = select(Preference).where(
    Preference.person_id == bindparam("person_id"), Preference.kind == bindparam("kind")
)
_CONTACT = select(Person.id, Person.key, Person.name, Person.email).where(Person.active == True)  # noqa: E712  # a SQL comparison
_CONTACT_BY_ID = _CONTACT.where(Person.id == bindparam("person_id"))
_CONTACT_BY_KEY = _CONTACT.where(Person.key == bindparam("key"))
_FED = (
    select(Feed.person_id)
    .join(Person, Person.id == Feed.person_id)
    .where(
        Feed.token_hash == bindparam("token_hash"),
        Feed.ended_at.is_(None),
        Person.active == True,  # noqa: E712  # a SQL comparison
    )
)
_FEED_MADE = (
    select(Feed.made_at)
    .where(Feed.person_id == bindparam("person_id"), Feed.ended_at.is_(None))
    .order_by(Feed.id.desc())
    .limit(1)
)
_WEBHOOKS: Rows = (
    select(
        *(Webhook.id, Webhook.key, Webhook.unit_id, Unit.name, Webhook.url),
        *(Webhook.secret, Webhook.flavour, Webhook.added_at),
    )
    .join(Unit, Unit.id == Webhook.unit_id)
    .where(Webhook.ended_at.is_(None))
    .order_by(Unit.name, Webhook.id)
)
_WEBHOOK = _WEBHOOKS.where(Webhook.key == bindparam("key"))
_WEBHOOK_TO_CHANGE = select(Webhook).where(Webhook.key == bindparam("key")).with_for_update()


def notices_of(session: Session, person_id: int, before: str | None = None) -> tuple[NoticeRow, ...]:
    """The newest notices of a person, a page and one more; `before` is the last one seen."""
    asked = {"person_id": person_id} | ({"before": before} if before else {})
    rows = session.execute(_INBOX_BEFORE if before else _INBOX, asked)
    return tuple(NoticeRow(*row) for row in rows)


def notice_of_key(session: Session, key: str) -> NoticeRow | None:
    """The notice of a key; None when it was cleared away."""
    row = session.execute(_NOTICE, {"key": key}).one_or_none()
    return None if row is None else NoticeRow(*row)


def waiting_for_digest(session: Session) -> tuple[NoticeRow, ...]:
    """What waits for its person's daily letter, by person."""
    return tuple(NoticeRow(*row) for row in session.execute(_DAILY))


def ways_of(session: Session, person_id: int) -> dict[str, str]:
    """How a person has chosen to be told, by kind; what they never touched is not in it."""
    return {row.kind: row.way for row in session.execute(_WAYS, {"person_id": person_id})}


def preference_to_change(session: Session, person_id: int, kind: str) -> Preference | None:
    """The row of one choice."""
    return session.execute(_PREFERENCE, {"person_id": person_id, "kind": kind}).scalar_one_or_none()


def contact(session: Session, person_id: int) -> Contact | None:
    """Where an active person is reached."""
    row = session.execute(_CONTACT_BY_ID, {"person_id": person_id}).one_or_none()
    return None if row is None else Contact(*row)


def contact_of_key(session: Session, key: str) -> Contact | None:
    """Where the active person of a key is reached."""
    row = session.execute(_CONTACT_BY_KEY, {"key": key}).one_or_none()
    return None if row is None else Contact(*row)


def person_fed(session: Session, token_hash: str) -> int | None:
    """Whose calendar address this is, while it is valid and the person is active."""
    return session.execute(_FED, {"token_hash": token_hash}).scalar_one_or_none()


def feed_made_at(session: Session, person_id: int) -> datetime | None:
    """Since when a person's calendar address is valid; None when there is none."""
    return session.execute(_FEED_MADE, {"person_id": person_id}).scalar_one_or_none()


def webhooks(session: Session) -> tuple[WebhookRow, ...]:
    """All channels that are open, by unit."""
    return tuple(WebhookRow(*row) for row in session.execute(_WEBHOOKS))


def webhook_of_key(session: Session, key: str) -> WebhookRow | None:
    """The channel of a key; None once it was closed."""
    row = session.execute(_WEBHOOK, {"key": key}).one_or_none()
    return None if row is None else WebhookRow(*row)


def webhook_to_change(session: Session, key: str) -> Webhook | None:
    """The channel, locked until the act ends."""
    return session.execute(_WEBHOOK_TO_CHANGE, {"key": key}).scalar_one_or_none()
