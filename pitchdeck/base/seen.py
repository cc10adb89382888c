"""The only thing that a GET may write: when something was last visited, in its own short transaction."""

from datetime import datetime

from sqlalchemy import UniqueConstraint, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from pitchdeck.base.db import Base, Database, Id, Instant, Text


class Seen(Base):
    """A visit: of a sign-in session (idle time), of a page by a person (what changed since)."""

    __tablename__ = "seen"
    __table_args__ = (UniqueConstraint("kind", "key"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)


_LAST = select(Seen.at).where(Seen.kind == bindparam("kind"), Seen.key == bindparam("key"))


def last(session: Session, kind: str, key: str) -> datetime | None:
    """When this was last noted, or None."""
    return session.execute(_LAST, {"kind": kind, "key": key}).scalar_one_or_none()


def note(database: Database, kind: str, key: str) -> None:
    """Write that this was visited now."""
    with database.writing() as act:
        insert = postgresql.insert if database.dialect == "postgresql" else sqlite.insert
        fresh = insert(Seen).values(kind=kind, key=key, at=act.at)
        act.session.execute(
            fresh.on_conflict_do_update(index_elements=["kind", "key"], set_={"at": fresh.excluded.at})
        )
