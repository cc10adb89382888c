"""The server of two processes: its figures are right whichever is asked, and survive one of them."""

import os
import signal
from pathlib import Path

import pytest

from tests import databases
from tests.races.nodes import Node, node, soon

pytestmark = pytest.mark.race
BEARER = {"Authorization": "Bearer only for tests"}
PAGES = 'pitchdeck_requests_total{method="GET",route="/sign-in",status="200"} '
ASKED = 40


def counted(server: Node) -> float:
    body = server.ask("GET", "/metrics", BEARER, "").body
    return next((float(line.removeprefix(PAGES)) for line in body.splitlines() if line.startswith(PAGES)), 0)


def processes(folder: Path) -> set[int]:
    """Those that have counted something."""
    return {int(path.stem.rsplit("_", 1)[-1]) for path in (folder / "metrics").glob("counter_*.db")}


def test_figures_of_all_processes_are_added_up(tmp_path: Path) -> None:
    folder = tmp_path / "node"
    with databases.sqlite(tmp_path, peopled=True) as database:
        told = {"PITCHDECK_DATABASE_URL": database.url, "PITCHDECK_METRICS_TOKEN": "only for tests"}
        server = node(folder, told)
        try:
            server.start()
            soon(lambda: server.is_ready() and len(processes(folder)) == 2)
            for _ in range(ASKED):
                assert server.ask("GET", "/sign-in", {}, "").status == 200
            assert {counted(server) for _ in range(12)} == {ASKED}
            os.kill(min(processes(folder)), signal.SIGKILL)
            soon(lambda: server.is_ready() and len(processes(folder)) == 3)
            assert {counted(server) for _ in range(12)} == {ASKED}
            assert server.process.stop() == 0
        finally:
            if server.process.running is not None and server.process.running.poll() is None:
                server.process.kill()
