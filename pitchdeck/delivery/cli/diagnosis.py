"""What is missing, the command that mends it, and which acts nobody can do."""

import ctypes.util
from collections.abc import Iterator
from datetime import UTC, datetime

from config import Config
from pitchdeck.base.db import Database
from pitchdeck.base.schema import head, version
from pitchdeck.features.funding.queries import reviewed_by_nobody
from pitchdeck.features.people import queries
from pitchdeck.features.people.policy import FOUNDERS
from pitchdeck.features.people.queries import OrganisationRow, Power
from pitchdeck.features.portfolio.queries.homes.head import units_nobody_answers_for

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
    "chair": "open and close the stages of a round",
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
            yield "There is no organisation yet. Run: pitchdeck init. It prints the code of the set-up page."
            return
        yield from _nobody_can(database)


def _nobody_can(database: Database) -> Iterator[str]:
    with database.reading() as session:
        settings = queries.organisation(session)
        now = datetime.now(UTC)
        today = settings.day(now) if settings else now.date()
        powers = queries.powers_on(session, today, now)
        first = queries.founding_mandates(session, today)
        out = queries.not_come_in(session)
        deputies = queries.deputies_waiting(session, today)
        headless = units_nobody_answers_for(session)
        orphaned = reviewed_by_nobody(session, today)
    held = {power.role for power in powers}
    for role, act in ACTS.items():
        if role not in held:
            yield f"Nobody can {act}: grant somebody the role {role} (People, as an administrator)."
    yield from _without_second(powers, len({row.person_id for row in first}))
    for row in deputies:
        yield f"A deputy waits for a second person until {row.valid_to}: finance confirms it under People."
    for name in headless:
        yield f"Nobody can agree to hours of {name}'s people, which a pitch asks for: name its head (Units)."
    for ref in orphaned:
        yield f"Nobody of finance may review or release {ref}: give an alternate the role finance (People)."
    if out and not _is_demo(settings):
        yield f"{len(out)} invited without a password: invite them again, or show their link (First steps)."


def _is_demo(settings: OrganisationRow | None) -> bool:
    """Whether this is the demonstration, where most people have no sign-in on purpose."""
    return settings is not None and settings.demo


def _without_second(powers: tuple[Power, ...], founders: int) -> Iterator[str]:
    """Whether every confirmation over money has a second person who is neither granter nor grantee."""
    seconds = {power.person_key for power in powers if power.role in FOUNDERS and power.for_name is None}
    if not seconds and founders > 1:
        yield "No mandate over money works yet: the founders confirm each other, on their homes."
    elif not seconds:
        yield (
            "Nobody can confirm a mandate over money: grant finance to one person and fund owner to another; "
            "on the first day they confirm each other."
        )
    elif len(seconds) == 1:
        yield (
            "Nobody can be the second person for funds and confirmations of the only one who confirms: "
            "a second person of finance or a fund owner is needed."
        )
