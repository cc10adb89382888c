"""Real servers and workers on loopback, killed and started again, and people who send money acts to them."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from tests.structure.tree import ROOT

PASSWORD = "correct horse battery"
CSRF = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
FIELD = re.compile(r'<option value="([^"]+)"')
PATIENCE_S = 90.0


def soon(true: Callable[[], bool], seconds: float = PATIENCE_S) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass
class Process:
    """One `pitchdeck` command and all its children; its log lies in a file."""

    arguments: tuple[str, ...]
    settings: dict[str, str]
    log: Path
    running: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        own = {name: value for name, value in os.environ.items() if not name.startswith("PITCHDECK_")}
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                [sys.executable, "-m", "pitchdeck.delivery.cli", *self.arguments],
                cwd=ROOT,
                env={**own, **self.settings, "PYTHONPATH": str(ROOT)},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self) -> None:
        """kill -9, children and all, as when the machine loses its power."""
        assert self.running is not None
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()

    def stop(self) -> int:
        """Tell it to stop and wait; what is left of it after that is killed."""
        assert self.running is not None
        self.running.send_signal(signal.SIGTERM)
        try:
            return self.running.wait(PATIENCE_S)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.running.pid, signal.SIGKILL)


@dataclass
class Answer:
    """What a node said."""

    status: int
    body: str
    location: str
    cookies: list[str]


@dataclass
class Node:
    """A server of two workers at a port of its own."""

    process: Process
    port: int

    def start(self) -> None:
        self.process.start()
        soon(self.is_ready)

    def is_ready(self) -> bool:
        try:
            return self.ask("GET", "/readyz", {}, "").status == 200
        except (OSError, HTTPException):
            return False

    def ask(self, method: str, path: str, headers: dict[str, str], body: str) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body or None, headers)
            answer: HTTPResponse = connection.getresponse()
            cookies = answer.headers.get_all("Set-Cookie") or []
            text = answer.read().decode(errors="replace")
            return Answer(answer.status, text, answer.headers.get("Location", ""), cookies)
        finally:
            connection.close()


def node(folder: Path, settings: dict[str, str], *more: str) -> Node:
    """A server that is not started yet."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    told = {**settings, "PITCHDECK_DATA_DIR": str(folder)}
    return Node(Process(("serve", "--port", str(port), *more), told, folder / "log"), port)


@dataclass
class Investor:
    """A person who commits one by one, and asks elsewhere with the same key when a node does not answer."""

    name: str
    nodes: tuple[Node, ...]
    cookie: str = ""
    token: str = ""
    done: list[str] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    """The ports that did not answer, one for each try that was lost."""
    strange: list[str] = field(default_factory=list)

    def _ask(self, node: Node, method: str, path: str, fields: dict[str, str] | None = None) -> Answer:
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        answer = node.ask(method, path, headers, urlencode(fields or {}))
        for cookie in answer.cookies:
            self.cookie = cookie.split(";")[0]
        return answer

    def enter(self) -> None:
        page = self._ask(self.nodes[0], "GET", "/sign-in")
        fields = {"email": self.name, "password": PASSWORD, "csrf_token": _first(CSRF, page.body)}
        answer = self._ask(self.nodes[0], "POST", "/sign-in", fields)
        assert answer.status == 303, answer.body

    def commit(self, ref: str, purse: str, acts: int) -> None:
        page = self._ask(self.nodes[0], "GET", f"/pitches/{ref}/commitments")
        assert page.status == 200, page.body
        fields = {"csrf_token": _first(CSRF, page.body), "purse": purse, "amount": "1"}
        for turn in range(acts):
            self._one(f"/pitches/{ref}/commitments", {**fields, "idempotency_key": str(uuid4())}, turn)

    def _one(self, path: str, fields: dict[str, str], turn: int) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            node = self.nodes[turn % len(self.nodes)]
            try:
                answer = self._ask(node, "POST", path, fields)
            except (OSError, HTTPException):
                self.lost.append(node.port)
                turn += 1
                time.sleep(0.05)
                continue
            if answer.status == 303:
                self.done.append(fields["idempotency_key"])
            else:
                self.strange.append(f"{answer.status} {answer.body[:2000]}")
            return
        self.strange.append("nobody answered")


def _first(pattern: re.Pattern[str], body: str) -> str:
    found = pattern.search(body)
    assert found, body[:2000]
    return found[1]


def all_at_once(jobs: list[Callable[[], None]]) -> list[threading.Thread]:
    """Start each in a thread of its own."""
    threads = [threading.Thread(target=job, daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    return threads
