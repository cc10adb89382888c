"""The one-pager from the command line."""

from datetime import UTC, datetime
from pathlib import Path

from config import Config
from pitchdeck.base.db import Database
from pitchdeck.base.errors import Conflict, NotFound
from pitchdeck.base.policy import Actor, Grant
from pitchdeck.delivery.documents import DocumentError, Press
from pitchdeck.delivery.documents.facts_of_pitch import one_pager_of
from pitchdeck.delivery.documents.one_pager import OnePager
from pitchdeck.features.people.queries import organisation
from pitchdeck.features.pitches.queries import pitch_for

OPERATOR = Actor(0, "", "the operator of this machine", (Grant("lead"),))
"""Whoever may run this command may read the database; a lead sees every pitch from its draft on."""


def write_one_pager(ref: str, output: Path) -> str:
    """Write the PDF and say so; NotFound for an unknown reference, Conflict when it cannot be made."""
    config = Config.from_env()
    facts = _facts(ref, config)
    press = Press.of(config)
    try:
        pdf = press.one_pager(facts)
    except DocumentError as failed:
        raise Conflict(str(failed)) from failed
    finally:
        press.close()
    output.write_bytes(pdf)
    return f"{output}: {facts.footer.reference}, revision {facts.footer.revision}, {len(pdf) // 1024} kB"


def _facts(ref: str, config: Config) -> OnePager:
    database = Database(config.database_url)
    try:
        with database.snapshot() as session:
            settings = organisation(session)
            if settings is None:
                raise NotFound("There is no organisation yet. Run: pitchdeck demo")
            today = settings.day(datetime.now(UTC))
            return one_pager_of(session, pitch_for(session, ref, OPERATOR), settings, today=today)
    finally:
        database.dispose()
