"""Processes that commit money act by act and are killed in the middle of one; what they were told by then."""

import multiprocessing as mp
import os
import random
import signal
import time
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from pitchdeck.base import idempotency
from pitchdeck.base.db import Database
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import actions

LONGEST_S = 0.06
"""How long after its first act begins a process may live: several acts at most."""


@dataclass(frozen=True)
class Part:
    """Who commits from which purse to which pitch, and the file that remembers it."""

    purse: str
    ref: str
    by: Actor
    journal: Path

    def key(self, number: int) -> str:
        return f"{self.by.key}-{number}"


def _act(database: Database, part: Part, number: int) -> None:
    key = part.key(number)
    with database.writing() as act:
        if idempotency.begin(act.session, part.by.id, key, "body", at=act.at) is None:
            actions.commit(act.session, part.purse, part.ref, 1, by=part.by, at=act.at)
            idempotency.finish(act.session, part.by.id, key, idempotency.Answer(303, "/"))


def commit_on(url: str, part: Part, first: int, last: int | None) -> None:
    """Act after act from the number `first` on, each noted when it begins and when it was acknowledged."""
    database = Database(url, wait_s=60)
    file = os.open(part.journal, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    number = first
    while last is None or number <= last:
        os.write(file, f"begun {number}\n".encode())
        _act(database, part, number)
        os.write(file, f"done {number}\n".encode())
        number += 1


@dataclass
class Victim:
    """One person's process, as often as it is started."""

    url: str
    part: Part
    middle: int = 0
    """How often it was killed between an act's beginning and its acknowledgement."""
    _process: BaseProcess | None = field(default=None, init=False)
    _seen: int = field(default=0, init=False)

    def _lines(self) -> list[str]:
        return self.part.journal.read_text().splitlines() if self.part.journal.exists() else []

    @property
    def acknowledged(self) -> int:
        """How many acts its person was told are done; they are numbered from 1."""
        return sum(line.startswith("done") for line in self._lines())

    def start(self, last: int | None = None) -> None:
        context: Any = mp.get_context("forkserver")
        context.set_forkserver_preload(["tests.features.funding.stage"])
        self._seen = len(self._lines())
        process = context.Process(
            target=commit_on, args=(self.url, self.part, self.acknowledged + 1, last), daemon=True
        )
        process.start()
        self._process = process

    def kill(self, chance: random.Random) -> None:
        """kill -9 at some moment after it has begun to act; counts whether an act was under way."""
        process = self._process
        assert process is not None
        assert process.pid is not None
        deadline = time.monotonic() + 60
        while len(self._lines()) == self._seen:
            assert time.monotonic() < deadline, "it never began"
            assert process.is_alive(), "it died by itself"
            time.sleep(0.002)
        time.sleep(chance.random() * LONGEST_S)
        assert process.is_alive(), "it died by itself"
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        self.middle += self._lines()[-1].startswith("begun")

    def finish(self) -> None:
        """Retry what was not acknowledged, and end."""
        self.start(last=self.acknowledged + 1)
        assert self._process is not None
        self._process.join(120)
        assert self._process.exitcode == 0
