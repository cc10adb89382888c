"""Everything that is kept about one person, table by table, without keys of the house and secrets."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, or_, select
from sqlalchemy.orm import Session

import pitchdeck.features.investments.models  # noqa: F401  # every table that may name a person
from pitchdeck.base.db import Base
from pitchdeck.features.people.models import Person
from pitchdeck.features.pitches.models import Pitch

SECRET = ("hash", "secret", "token", "content", "url", "idempotency_key")
"""Columns whose names end so let somebody in, or repeat what is listed anyway."""


def everything_about(session: Session, person_id: int) -> dict[str, list[dict[str, Any]]]:
    """Rows by table, oldest first; a pitch is named by its reference, other rows by their own columns."""
    refs = {row.id: row.ref or row.key for row in session.execute(select(Pitch.id, Pitch.ref, Pitch.key))}
    found = {"person": _rows(session, Person.__table__, Person.id == person_id, refs)}  # type: ignore[arg-type]  # declared wider than the Table that it is
    for table, columns in tables_naming_people():
        rows = _rows(session, table, or_(*(column == person_id for column in columns)), refs)
        if rows:
            found[table.name] = rows
    return found


def tables_naming_people() -> Iterator[tuple[Table, list[Column[Any]]]]:
    """Each table with the columns of it that name a person."""
    for table in Base.metadata.sorted_tables:
        columns = [key.parent for key in table.foreign_keys if key.column.table.name == "person"]
        if columns and table.name not in {"person", "idempotency"}:
            yield table, columns


def _rows(
    session: Session, table: Table, where: ColumnElement[bool], refs: dict[int, str]
) -> list[dict[str, Any]]:
    told = [column for column in table.columns if _is_told(column)]
    order = list(table.primary_key.columns)
    return [
        {
            column.name.removesuffix("_id"): _plain(column, value, refs)
            for column, value in zip(told, row, strict=True)
        }
        for row in session.execute(select(*told).where(where).order_by(*order))
    ]


def _is_told(column: Column[Any]) -> bool:
    if column.name == "pitch_id":
        return True
    return not (column.primary_key or column.foreign_keys or column.name.endswith(SECRET))


def _plain(column: Column[Any], value: Any, refs: dict[int, str]) -> Any:
    if column.name == "pitch_id":
        return refs.get(value)
    return value.isoformat() if isinstance(value, datetime | date) else value
