"""The seal on history: each row's hash carries the one before it, so that a later change shows.

Written by a job in batches, not by the acts: a chain inside the act's transaction would let every act in the
house wait for every other. A row that was committed late is sealed late; its place in the chain is `no`.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint, exists, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from pitchdeck.base.db import Base, Id, Instant, Text
from pitchdeck.base.history import History

FIRST = "0" * 64
BATCH = 1000


class HistorySeal(Base):
    """One sealed act: its place in the chain and the hash of all that stands before it and itself."""

    __tablename__ = "history_seal"
    __table_args__ = (UniqueConstraint("history_id"),)

    no: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    history_id: Mapped[int] = mapped_column(Id, ForeignKey("history.id"))
    hash: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)


@dataclass(frozen=True, slots=True)
class Tail:
    """What is not sealed yet: how many acts, and since when the oldest of them waits."""

    count: int
    oldest_at: datetime | None


_COLUMNS = (
    *(History.id, History.at, History.by_id, History.subject_kind, History.subject_key, History.verb),
    *(History.from_state, History.to_state, History.why, History.detail, History.deputy_id),
)
_UNSEALED = (
    select(*_COLUMNS)
    .where(~exists().where(HistorySeal.history_id == History.id))
    .order_by(History.id)
    .limit(BATCH)
)
_LAST = select(HistorySeal.no, HistorySeal.hash).order_by(HistorySeal.no.desc()).limit(1)
_SEALED = (
    select(HistorySeal.no, HistorySeal.hash, *_COLUMNS)
    .join_from(HistorySeal, History, History.id == HistorySeal.history_id)
    .order_by(HistorySeal.no)
    .execution_options(yield_per=BATCH)
)
_TAIL = select(func.count(History.id), func.min(History.at)).where(
    ~exists().where(HistorySeal.history_id == History.id)
)


def _hash(before: str, row: Any) -> str:
    told = [row.id, row.at.isoformat(), row.by_id, row.subject_kind, row.subject_key, row.verb]
    told += [row.from_state, row.to_state, row.why, row.detail]
    told += [row.deputy_id] if row.deputy_id else []  # what was sealed before there were deputies stays so
    text = json.dumps([before, *told], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def seal(session: Session, *, at: datetime) -> int:
    """Seal at most a batch of acts that are not sealed yet; how many it sealed."""
    last = session.execute(_LAST).one_or_none()
    no, chain = (last.no, last.hash) if last else (0, FIRST)
    rows = []
    for row in session.execute(_UNSEALED):
        no, chain = no + 1, _hash(chain, row)
        rows.append({"no": no, "history_id": row.id, "hash": chain, "at": at})
    if rows:
        session.execute(insert(HistorySeal), rows)
    return len(rows)


def broken(session: Session) -> Iterator[str]:
    """The first place where the chain does not say what history says, if there is one: words with the row."""
    with session.execute(_SEALED) as rows:
        yield from _first_difference(rows)


def _first_difference(rows: Iterable[Any]) -> Iterator[str]:
    no, chain = 0, FIRST
    for row in rows:
        if row.no != no + 1:
            yield f"history_seal {no + 1} is missing"
            return
        no, chain = row.no, _hash(chain, row)
        if chain != row.hash:
            yield f"history {row.id} is not what seal {no} was set on"
            return


def tail(session: Session) -> Tail:
    """What is not sealed yet."""
    return Tail(*session.execute(_TAIL).one())
