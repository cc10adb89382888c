"""The administrator's way in from the machine itself."""

import secrets

from config import Config
from pitchdeck.base.db import Database
from pitchdeck.features.people import actions


def link_for(email: str) -> str:
    """Make the link and write it down in the history; NotFound for whoever is no active administrator."""
    config = Config.from_env()
    database = Database(config.database_url)
    token = secrets.token_urlsafe(32)
    try:
        with database.writing() as turn:
            name = actions.break_glass(turn.session, email, token, at=turn.at)
    finally:
        database.dispose()
    return f"For {name}, once, within 15 minutes:\n{config.site}/sign-in/break-glass/{token}"
