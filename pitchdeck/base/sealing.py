"""The seal on history: each row's hash carries the one before it, so that a later change shows.

Written by a job in batches, not by the acts: a chain inside the act's transaction would let every act in the
house wait for every other. A row that was committed late is sealed late; its place in the chain is `no`.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from json.encoder import encode_basestring as quoted
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint, exists, func, insert, select, type_coerce
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


# Columns of the tables, not of the classes: a million rows pass here, and none of them becomes an object.
_ROW, _SEAL = History.__table__.c, HistorySeal.__table__.c
_TOLD = (
    *(_ROW.id, _ROW.at, _ROW.by_id, _ROW.subject_kind, _ROW.subject_key, _ROW.verb),
    *(_ROW.from_state, _ROW.to_state, _ROW.why, type_coerce(_ROW.detail, Text), _ROW.deputy_id),
)
_UNSEALED = (
    select(*_TOLD)
    .where(~exists().where(HistorySeal.history_id == History.id))
    .order_by(History.id)
    .limit(BATCH)
)
_LAST = select(HistorySeal.no, HistorySeal.hash).order_by(HistorySeal.no.desc()).limit(1)
_SEALED = (
    select(_SEAL.no, _SEAL.hash, *_TOLD)
    .join_from(HistorySeal.__table__, History.__table__, _ROW.id == _SEAL.history_id)
    .order_by(_SEAL.no)
    .execution_options(yield_per=BATCH)
)
_TAIL = select(func.count(History.id), func.min(History.at)).where(
    ~exists().where(HistorySeal.history_id == History.id)
)


def _hash(before: str, told: Sequence[Any]) -> str:
    """The hash of a row on top of the one before it, as one JSON list; `detail` is text that `Json` wrote."""
    id_, at, by_id, kind, key, verb, from_state, to_state, why, detail, deputy_id = told
    states = ",".join("null" if state is None else quoted(state) for state in (from_state, to_state))
    row = f'{id_},"{at.isoformat()}",{by_id},{quoted(kind)},{quoted(key)},{quoted(verb)},{states}'
    # What was sealed before there were deputies stays so.
    deputy = f",{deputy_id}" if deputy_id else ""
    return hashlib.sha256(f'["{before}",{row},{quoted(why)},{detail}{deputy}]'.encode()).hexdigest()


def seal(session: Session, *, at: datetime) -> int:
    """Seal at most a batch of acts that are not sealed yet; how many it sealed."""
    last = session.execute(_LAST).one_or_none()
    no, chain = (last.no, last.hash) if last else (0, FIRST)
    rows = []
    for row in session.execute(_UNSEALED):
        no, chain = no + 1, _hash(chain, row)
        rows.append({"no": no, "history_id": row[0], "hash": chain, "at": at})
    if rows:
        session.execute(insert(HistorySeal), rows)
    return len(rows)


def broken(session: Session) -> Iterator[str]:
    """The first place where the chain does not say what history says, if there is one: words with the row."""
    with session.execute(_SEALED) as rows:
        yield from _first_difference(rows)


def _first_difference(rows: Iterable[Any]) -> Iterator[str]:
    last, chain = 0, FIRST
    for no, stored, *told in rows:
        if no != last + 1:
            yield f"history_seal {last + 1} is missing"
            return
        last, chain = no, _hash(chain, told)
        if chain != stored:
            yield f"history {told[0]} is not what seal {no} was set on"
            return


def tail(session: Session) -> Tail:
    """What is not sealed yet."""
    return Tail(*session.execute(_TAIL).one())
