"""A deployment with a test's database, its owner, and the programs that fit the server."""

from dataclasses import replace
from pathlib import Path

import pytest

from config import Config
from pitchdeck.base.db import Database
from tests import databases


def config_of(database: Database, folder: Path) -> Config:
    """The settings of a deployment with this database."""
    config = Config(database_url=database.url, secret_key="only for tests", data_dir=folder)
    if database.dialect == "sqlite":
        return config
    programs = Path(databases.postgres_server().bin_path)
    return replace(config, migration_url=databases.owner_url(database), pg_bin=programs)


@pytest.fixture
def config(database: Database, tmp_path: Path) -> Config:
    """The deployment of this test's database."""
    return config_of(database, tmp_path)
