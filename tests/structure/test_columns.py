"""Every column has one of the house's types, and every table of SQLite checks them."""

import importlib
import pkgutil
import sqlite3
from pathlib import Path

from sqlalchemy import Integer, MetaData, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import Column, CreateTable

import pitchdeck.base
import pitchdeck.features
from pitchdeck.base.db import Base, Text
from tests.structure.tree import clean, started

TYPES_LIVE_IN = "pitchdeck.base.db"


def all_tables() -> list[Table]:
    """Every table of the product, after importing every module that may declare one."""
    for package in (pitchdeck.base, pitchdeck.features):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if ".models" in module.name or module.name.startswith("pitchdeck.base."):
                importlib.import_module(module.name)
    return Base.metadata.sorted_tables


def foreign_types(table: Table) -> list[str]:
    """Columns whose type is not one of base/db.py."""
    return [
        f"{table.name}.{column.name} is {type(column.type).__module__}.{type(column.type).__name__}"
        for column in table.columns
        if type(column.type).__module__ != TYPES_LIVE_IN
    ]


def lax(table: Table) -> list[str]:
    """The table's name, if SQLite would take text for a number in it."""
    made = str(CreateTable(table).compile(dialect=sqlite.dialect()))
    return [] if made.rstrip().upper().endswith("STRICT") else [f"{table.name} is not STRICT"]


TABLES = "SELECT name, type, strict FROM pragma_table_list WHERE schema = 'main'"
NOT_OURS = {"alembic_version", "sqlite_schema"}


def lax_tables(file: Path) -> list[str]:
    """Tables of a real SQLite database that are not STRICT, a search index's own ones aside."""
    with sqlite3.connect(file) as connection:
        rows = connection.execute(TABLES).fetchall()
    indexes = tuple(f"{name}_" for name, kind, _ in rows if kind == "virtual")
    lax_ones = [
        name for name, kind, strict in rows if kind == "table" and not strict and name not in NOT_OURS
    ]
    return [name for name in lax_ones if not (indexes and name.startswith(indexes))]


def test_columns_have_the_types_of_the_house() -> None:
    tables = all_tables()
    assert tables
    assert clean([finding for table in tables for finding in foreign_types(table)])


def test_declared_tables_are_strict() -> None:
    assert clean([finding for table in all_tables() for finding in lax(table)])


def test_migrated_tables_are_strict(tmp_path: Path) -> None:
    started("-c", "from pitchdeck.delivery.cli import main; main()", "init", data_dir=tmp_path)
    assert clean(lax_tables(tmp_path / "pitchdeck.db"))


def test_a_foreign_type_is_found() -> None:
    planted = Table("planted", MetaData(), Column("own", Text()), Column("foreign", Integer()))
    assert foreign_types(planted) == ["planted.foreign is sqlalchemy.sql.sqltypes.Integer"]


def test_a_lax_table_is_found(tmp_path: Path) -> None:
    assert lax(Table("planted", MetaData(), Column("own", Text()))) == ["planted is not STRICT"]
    file = tmp_path / "planted.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE lax (x TEXT)")
        connection.execute("CREATE TABLE kept (x TEXT) STRICT")
    assert lax_tables(file) == ["lax"]
