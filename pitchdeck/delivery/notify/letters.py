"""Notices → letters, written when they are sent: what was closed to the reader meanwhile is left out."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from config import Config
from pitchdeck.delivery.notify.kinds import KINDS, way_of
from pitchdeck.delivery.notify.mailing import Letter
from pitchdeck.delivery.notify.masthead import masthead_of
from pitchdeck.delivery.notify.telling import may_still_read
from pitchdeck.delivery.notify.tokens import unsubscribe_url
from pitchdeck.delivery.notify.words import Writer
from pitchdeck.features.people import queries
from pitchdeck.features.people.queries import Contact, NoticeRow, OrganisationRow


def letter_of(session: Session, config: Config, key: str, *, at: datetime) -> Letter | None:
    """The letter of one notice; None when it may not or need not be told any more."""
    notice, settings = queries.notice_of_key(session, key), queries.organisation(session)
    if notice is None or settings is None:
        return None
    reader = _reader(session, notice, settings, at=at)
    if reader is None or way_of(notice.kind, queries.ways_of(session, reader.id)) == "off":
        return None
    head = masthead_of(session, settings)
    writer = Writer(settings, config.site, head)
    words = writer.notice(notice.kind, notice.facts)
    off = "" if KINDS[notice.kind].always else unsubscribe_url(config, reader.key, notice.kind)
    text, html = writer.letter("letter", name=reader.name, words=words, unsubscribe=off)
    return Letter(reader.email, words.subject, text, html, f"notice.{notice.key}", at, off, head)


def digest_of(
    session: Session, config: Config, keys: Iterable[str], *, name: str, at: datetime
) -> Letter | None:
    """One letter about several notices of one person; `name` tells this digest from every other."""
    settings = queries.organisation(session)
    found = [notice for key in keys if (notice := queries.notice_of_key(session, key))]
    readable = [
        (notice, reader)
        for notice in found
        if settings and (reader := _reader(session, notice, settings, at=at))
    ]
    if not readable or settings is None:
        return None
    head = masthead_of(session, settings)
    writer, reader = Writer(settings, config.site, head), readable[0][1]
    many = [writer.notice(notice.kind, notice.facts) for notice, _reader_of_it in readable]
    subject = many[0].subject if len(many) == 1 else f"{len(many)} things happened"
    text, html = writer.letter("digest", name=reader.name, many=many)
    return Letter(reader.email, subject, text, html, f"digest.{name}", at, head=head)


def _reader(
    session: Session, notice: NoticeRow, settings: OrganisationRow, *, at: datetime
) -> Contact | None:
    today = settings.day(at)
    reader = may_still_read(session, notice.person_id, notice.kind, notice.facts, today=today)
    return queries.contact(session, notice.person_id) if reader else None
