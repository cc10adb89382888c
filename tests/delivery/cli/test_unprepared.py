"""A database that waits for its migrations: the server and the worker say what to do, in real processes."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from pitchdeck.base.db import Database
from pitchdeck.base.schema import head
from tests.delivery.cli.test_upgrade import down

ROOT = Path(__file__).parents[3]
NEVER = "The database was never prepared. Run: pitchdeck init"
SERVER = """
import sys
from wsgiref.simple_server import make_server
from wsgi import app
make_server("127.0.0.1", int(sys.argv[1]), app).serve_forever()
"""


def environment(url: str, folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PITCHDECK_")}
    told = {
        "PITCHDECK_DATABASE_URL": url,
        "PITCHDECK_DATA_DIR": str(folder),
        "PITCHDECK_SECRET_KEY": "x" * 40,
    }
    return kept | told | {"PYTHONPATH": str(ROOT)}


def ran(command: str, url: str, folder: Path) -> tuple[int, str, str]:
    """What one command came to: it ends by itself, or the test fails for waiting."""
    call = [sys.executable, "-m", "pitchdeck.delivery.cli", *command.split()]
    near = environment(url, folder)
    done = subprocess.run(call, env=near, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def another_server(url: str, folder: Path) -> Iterator[int]:
    """A WSGI server that knows nothing of ours, with `wsgi:app` in it; its port."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(port)],
        env=environment(url, folder),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield port
    finally:
        server.terminate()
        server.wait(20)


def asked(port: int, path: str) -> tuple[int, str]:
    """Status and text of a page, as soon as the server answers."""
    until = time.monotonic() + 40
    while time.monotonic() < until:
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise AssertionError("the server never answered")


@pytest.mark.parametrize("command", ["serve --port {port}", "serve --with-worker --port {port}", "worker"])
@pytest.mark.parametrize("left", ["nothing", "an empty file"])
def test_a_database_that_was_never_migrated_ends_the_command(tmp_path: Path, command: str, left: str) -> None:
    file = tmp_path / "pitchdeck.db"
    if left == "an empty file":
        file.touch()
    code, out, error = ran(command.format(port=free_port()), f"sqlite:///{file}", tmp_path)
    assert (code, out, error) == (2, "", f"Error: {NEVER}\n")
    assert file.exists() == (left == "an empty file"), "bin/run tells a first start by the missing file"


def test_a_database_behind_the_program_ends_the_command(database: Database, tmp_path: Path) -> None:
    before = down(database, 1)
    code, _out, error = ran("worker", database.url, tmp_path)
    said = (
        f"Error: The database is at version {before}, and this program needs {head()}. Run: pitchdeck init\n"
    )
    assert (code, error) == (2, said)


def test_behind_another_server_the_first_request_says_what_to_do_and_the_next_works(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'pitchdeck.db'}"
    with another_server(url, tmp_path) as port:
        assert asked(port, "/sign-in") == (503, f"{NEVER}\n")
        assert asked(port, "/healthz")[0] == 200
        assert asked(port, "/readyz")[0] == 503
        assert asked(port, "/no/such/page") == (503, f"{NEVER}\n")
        assert ran("init", url, tmp_path)[0] == 0
        assert asked(port, "/sign-in")[0] == 302, "the set-up's door"
        assert asked(port, "/readyz")[0] == 200
