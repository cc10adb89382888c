"""Names that people and URLs use: references without gaps (P-2026-0042) and random keys."""

import secrets

from sqlalchemy import bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from pitchdeck.base.db import Base, Text, Whole

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class Counter(Base):
    """The last number given in a series."""

    __tablename__ = "counter"

    series: Mapped[str] = mapped_column(Text, primary_key=True)
    last: Mapped[int] = mapped_column(Whole)


def next_ref(session: Session, letter: str, year: int) -> str:
    """The next reference of the year; its row stays locked until the act ends: no gap and no double."""
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    fresh = insert(Counter).values(series=bindparam("series"), last=1)
    number = session.execute(
        fresh.on_conflict_do_update(index_elements=["series"], set_={"last": Counter.last + 1}).returning(
            Counter.last
        ),
        {"series": f"{letter}-{year}"},
    ).scalar_one()
    return f"{letter}-{year}-{number:04d}"


def new_key() -> str:
    """A random 12-character key (59 bits) for a thing that has no reference yet."""
    return "".join(secrets.choice(_LETTERS) for _ in range(12))
