"""A shop whose tasks can be counted."""

from pathlib import Path

import pytest

from config import Config
from pitchdeck.base.db import Database
from pitchdeck.delivery.jobs import tasks
from pitchdeck.delivery.jobs.tasks import Shop
from tests.delivery.jobs.counting import PROBES


@pytest.fixture
def shop(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    for kind, task in PROBES.items():
        monkeypatch.setitem(tasks.TASKS, kind, task)
    config = Config(database_url=database.url, secret_key="only for tests", data_dir=tmp_path)
    return Shop(database, config)
