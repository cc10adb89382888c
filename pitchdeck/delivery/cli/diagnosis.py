"""What is missing, the command that mends it, and which acts nobody can do."""

import ctypes.util
from collections.abc import Iterator

from config import Config
from pitchdeck.base.db import Database
from pitchdeck.base.schema import head, version
from pitchdeck.features.people import queries

PANGO = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}
ACTS = {
    "presenter": "draft and submit a pitch",
    "lead": "screen pitches and create rounds",
    "investor": "score and commit money",
    "finance": "review and release money",
    "fund_owner": "confirm funds and allot purses",
    "admin": "add people and grant mandates",
}


def diagnose() -> tuple[list[str], bool]:
    """Lines to read, and whether all is well."""
    database = Database(Config.from_env().database_url)
    try:
        findings = [*_libraries(), *_database(database)]
    finally:
        database.dispose()
    return findings or ["All is well: database, libraries, and somebody for every act."], not findings


def _libraries() -> Iterator[str]:
    missing = [package for library, package in PANGO.items() if ctypes.util.find_library(library) is None]
    if missing:
        yield f"PDFs cannot be made: Pango is missing. Run: sudo apt-get install {' '.join(missing)}"


def _database(database: Database) -> Iterator[str]:
    found = version(database)
    if found != head():
        yield f"The database is at version {found or 'none'}, the program at {head()}. Run: pitchdeck init"
        return
    with database.reading() as session:
        if queries.organisation(session) is None:
            yield "There is no organisation yet. Run: pitchdeck demo"
            return
        yield from _nobody_can(database)


def _nobody_can(database: Database) -> Iterator[str]:
    with database.reading() as session:
        held = queries.roles_held(session)
    for role, act in ACTS.items():
        if not held.get(role):
            yield f"Nobody can {act}: grant somebody the role {role} (People, as an administrator)."
    if held.get("finance", 0) == 1 and not held.get("fund_owner"):
        yield "Nobody can be the second person for funds: a second finance person or a fund owner is needed."
