"""The declarative base, the only column types, and the three ways into the database."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    REAL,
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    Double,
    Integer,
    MetaData,
    SmallInteger,
    event,
)
from sqlalchemy import Text as SqlText
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.schema import Table
from sqlalchemy.types import TypeDecorator, TypeEngine

from pitchdeck.base.engines import Engines, engines_for

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table: constraints named by rule, STRICT on SQLite."""

    metadata = MetaData(naming_convention=NAMES)

    def __init_subclass__(cls, **options: Any) -> None:
        own = cls.__dict__.get("__table_args__", ())
        if not isinstance(own, tuple):
            raise TypeError(f"{cls.__name__}.__table_args__ must be a tuple of constraints.")
        cls.__table_args__ = (*own, {"sqlite_strict": True})
        super().__init_subclass__(**options)


class _Stored(TypeDecorator[Any]):
    """A type with one storage per database."""

    cache_ok = True
    impl: Any = SqlText
    sqlite: TypeEngine[Any] = SqlText()
    postgresql: TypeEngine[Any] = SqlText()

    def __init_subclass__(cls, **options: Any) -> None:
        cls.cache_ok = True  # SQLAlchemy asks each class for its own
        super().__init_subclass__(**options)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(self.sqlite if dialect.name == "sqlite" else self.postgresql)


class Id(_Stored):
    """A row's integer key; it never leaves the process."""

    impl = BigInteger
    sqlite, postgresql = Integer(), BigInteger()


class Minor(_Stored):
    """Money in whole minor units; anything but an int is refused before it reaches the database."""

    impl = BigInteger
    sqlite, postgresql = Integer(), BigInteger()

    def process_bind_param(self, value: Any, dialect: Dialect) -> int | None:
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise TypeError(f"Money is stored in whole minor units, not {value!r}.")
        return value


class Whole(_Stored):
    """A count, a year, a position."""

    impl = Integer
    sqlite, postgresql = Integer(), Integer()


class Real(_Stored):
    """A measured number that is not money; Decimals are taken, NaN and infinity refused."""

    impl = Double
    sqlite, postgresql = REAL(), Double()

    def process_bind_param(self, value: Any, dialect: Dialect) -> float | None:
        if value is None:
            return None
        number = Decimal(value)
        if not number.is_finite():
            raise ValueError(f"{value!r} is no number that can be stored.")
        return float(number)


class Text(_Stored):
    """Text without NUL and lone surrogates (the forms refuse them; this is the last gate)."""

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        if value is not None and ("\x00" in value or _broken(value)):
            raise ValueError("Text with a NUL or half a character cannot be stored.")
        return value


def _broken(value: str) -> bool:
    return not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value)


class Flag(_Stored):
    """True or false, stored as 1 or 0 behind a CHECK."""

    impl = SmallInteger
    sqlite, postgresql = Integer(), SmallInteger()

    def process_bind_param(self, value: Any, dialect: Dialect) -> int | None:
        return None if value is None else int(bool(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)


class Instant(_Stored):
    """A moment in UTC: fixed-width ISO text on SQLite, timestamptz on PostgreSQL."""

    impl = DateTime
    sqlite, postgresql = SqlText(), DateTime(timezone=True)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs its time zone.")
        moment = value.astimezone(UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        return None if value is None else value.astimezone(UTC)


class Day(_Stored):
    """A calendar date: ISO text on SQLite, date on PostgreSQL."""

    impl = Date
    sqlite, postgresql = SqlText(), Date()

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return value.isoformat() if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        return date.fromisoformat(value) if isinstance(value, str) else value


class Json(_Stored):
    """A document as canonical JSON text; NaN is refused."""

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class Choice(_Stored):
    """One of the named words, behind a named CHECK."""

    def __init__(self, *words: str) -> None:
        super().__init__()
        self.words = words


@event.listens_for(Column, "after_parent_attach")
def _check_words(column: Column[Any], table: Table) -> None:
    if isinstance(column.type, Choice):
        words = ", ".join(f"'{word}'" for word in column.type.words)
        table.append_constraint(CheckConstraint(f"{column.name} IN ({words})", name=f"{column.name}_word"))
    elif isinstance(column.type, Flag):
        table.append_constraint(CheckConstraint(f"{column.name} IN (0, 1)", name=f"{column.name}_flag"))


@dataclass(frozen=True, slots=True)
class Writing:
    """One act's transaction: its session, and the moment that the database's clock gave it."""

    session: Session
    at: datetime


class Database:
    """The way in: `reading` for pages, `snapshot` for figures that must add up, `writing` for one act."""

    def __init__(self, url: str, *, wait_s: float = 5.0) -> None:
        self.url = url
        self.engines: Engines = engines_for(url, wait_s=wait_s)

    @property
    def dialect(self) -> str:
        return self.engines.write.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for single statements; the database itself refuses to write."""
        with Session(self.engines.read, autoflush=False) as session:
            yield session

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """A session that sees one moment throughout; the database itself refuses to write."""
        with Session(self.engines.snapshot, autoflush=False) as session, session.begin():
            yield session

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """One act: committed when the block ends, undone when it raises; Busy when no turn came in time."""
        with self.engines.turn(), Session(self.engines.write) as session, session.begin():
            yield Writing(session, self.engines.clock(session))

    def dispose(self) -> None:
        self.engines.dispose()
