"""PostgreSQL's application role: what it may not even try."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import ProgrammingError

from pitchdeck.base.db import Database
from pitchdeck.base.triggers.rights import RIGHTS, grant_rights
from tests.databases import APP_ROLE, owner_url

TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
    "AND name NOT LIKE 'search_index%' AND name <> 'search_vocabulary'"  # parts of the search index
)


def test_every_table_has_its_rights(sqlite: Database) -> None:
    with sqlite.reading() as session:
        assert set(session.execute(text(TABLES)).scalars()) - {"alembic_version"} == set(RIGHTS)


@pytest.fixture
def app_role(database: Database) -> Database:
    """A database whose rights were just set."""
    if database.dialect == "sqlite":
        pytest.skip("SQLite has no roles: its triggers stand alone")
    owner = create_engine(owner_url(database))
    with owner.begin() as connection:
        grant_rights(connection, APP_ROLE)
        grant_rights(connection, "a_role_that_is_not_there")
    owner.dispose()
    return database


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE account SET balance = 5",
        "UPDATE account SET ceiling = 5",
        "DELETE FROM account",
        "TRUNCATE pitch CASCADE",
        "TRUNCATE transfer",
        "UPDATE transfer SET amount = 1",
        "DELETE FROM history",
        "UPDATE revision SET hash = ''",
        "INSERT INTO movement VALUES ('gift', 'fund', 'purse')",
        "DELETE FROM pitch",
        "DROP TABLE transfer",
        "ALTER TABLE account DISABLE TRIGGER ALL",
        "DROP TRIGGER account_guard ON account",
        "CREATE TABLE mine (id int)",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    ],
)
def test_the_application_may_not(app_role: Database, attack: str) -> None:
    with (
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
        app_role.writing() as turn,
    ):
        turn.session.execute(text(attack))


def test_a_table_of_its_own_gives_no_way_in(app_role: Database) -> None:
    """A trigger on a temporary table runs at a depth of two, but with the role's own rights."""
    steps = (
        "CREATE TEMPORARY TABLE lever (id int)",
        "CREATE FUNCTION pg_temp.pull() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN UPDATE public.account SET balance = 5; RETURN NEW; END $$",
        "CREATE TRIGGER pull AFTER INSERT ON lever FOR EACH ROW EXECUTE FUNCTION pg_temp.pull()",
        "INSERT INTO lever VALUES (1)",
    )
    with pytest.raises(ProgrammingError, match="permission denied"), app_role.writing() as turn:
        for step in steps:
            turn.session.execute(text(step))


def test_the_ledgers_function_locks_without_the_right_to_change(app_role: Database) -> None:
    with app_role.writing() as turn:
        assert turn.session.execute(text("SELECT * FROM lock_accounts(ARRAY[1, 2])")).all() == []
