"""The configuration of an application or a worker under test."""

from pathlib import Path
from typing import Any

from config import Config
from pitchdeck.base.db import Database


def settings(database: Database, data_dir: Path, **other: Any) -> Config:
    """On this database, with passwords that cost nothing."""
    plain: dict[str, Any] = {"secret_key": "only for tests", "password_cost": 1, "password_memory_kib": 8}
    return Config(database_url=database.url, data_dir=data_dir, **plain | other)
