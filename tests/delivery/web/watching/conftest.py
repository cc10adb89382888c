"""An application as it is deployed: with a token for the figures, errors answered with words, logs read."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from config import Config
from pitchdeck.app import create_app
from pitchdeck.base import logs
from pitchdeck.base.db import Database
from tests.client import PolicingClient

TOKEN = "only for Prometheus"
Lines = Callable[[], list[dict[str, Any]]]


def deployed(database: Database, folder: Path, **settings: Any) -> Flask:
    """The application with the settings of a deployment."""
    told: dict[str, Any] = {"metrics_token": TOKEN, "password_cost": 1, "password_memory_kib": 8, **settings}
    app = create_app(Config(database.url, "only for tests", folder, **told), database)
    app.test_client_class = PolicingClient
    return app


@pytest.fixture
def raw_log() -> Iterator[io.StringIO]:
    """Everything that this test's processes log."""
    root, ours = logging.getLogger(), logging.getLogger("pitchdeck")
    before = (root.handlers[:], root.level, ours.level)
    stream = io.StringIO()
    logs.to_stderr(stream)
    try:
        yield stream
    finally:
        logging.captureWarnings(capture=False)
        root.handlers[:] = before[0]
        root.setLevel(before[1])
        ours.setLevel(before[2])


@pytest.fixture
def lines(raw_log: io.StringIO) -> Lines:
    """The lines of the log so far, read."""
    return lambda: [json.loads(line) for line in raw_log.getvalue().splitlines()]
