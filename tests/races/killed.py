"""Processes that act on money, act by act, and are killed in mid-act; what they were told by then."""

import multiprocessing as mp
import os
import random
import signal
import time
from abc import ABC, abstractmethod
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from pitchdeck.base import idempotency
from pitchdeck.base.db import Database
from pitchdeck.base.policy import Actor
from pitchdeck.features.funding import actions

PATIENCE_S = 0.06
"""How long after its first act begins a process may live at first: several acts at most."""


@dataclass(frozen=True)
class Part(ABC):
    """What a process does, one numbered act after the other, and the file that remembers it."""

    journal: Path

    @abstractmethod
    def by(self, number: int) -> Actor:
        """Who does the act of this number."""

    @abstractmethod
    def act(self, session: Session, number: int, at: datetime) -> None:
        """Do it: what it acts on is found in the database, the same at each retry."""

    def name(self, _number: int) -> str:
        """What kind of act that is."""
        return type(self).__name__.lower()

    def key(self, number: int) -> str:
        return f"{self.journal.name}-{number}"


@dataclass(frozen=True)
class Commit(Part):
    """An investor commits a cent from a purse to a pitch, again and again."""

    purse: str
    ref: str
    investor: Actor

    def by(self, _number: int) -> Actor:
        return self.investor

    def act(self, session: Session, _number: int, at: datetime) -> None:
        actions.commit(session, self.purse, self.ref, 1, by=self.investor, at=at)


def _act(database: Database, part: Part, number: int) -> None:
    key, person = part.key(number), part.by(number).id
    with database.writing() as act:
        if idempotency.begin(act.session, person, key, "body", at=act.at) is None:
            part.act(act.session, number, act.at)
            idempotency.finish(act.session, person, key, idempotency.Answer(303, "/"))


def act_on(url: str, part: Part, first: int, last: int | None) -> None:
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
    """One process, as often as it is started."""

    url: str
    part: Part
    struck: Counter[str] = field(default_factory=Counter)
    """How often it was killed between an act's beginning and its acknowledgement, by the kind of act."""
    patience_s: float = PATIENCE_S
    _process: BaseProcess | None = field(default=None, init=False)
    _seen: int = field(default=0, init=False)

    def _lines(self) -> list[str]:
        return self.part.journal.read_text().splitlines() if self.part.journal.exists() else []

    @property
    def middle(self) -> int:
        return self.struck.total()

    @property
    def acknowledged(self) -> int:
        """How many acts its person was told are done; they are numbered from 1."""
        return sum(line.startswith("done") for line in self._lines())

    def start(self, last: int | None = None) -> None:
        context: Any = mp.get_context("forkserver")
        context.set_forkserver_preload(["tests.races.chains"])
        self._seen = len(self._lines())
        process = context.Process(
            target=act_on, args=(self.url, self.part, self.acknowledged + 1, last), daemon=True
        )
        process.start()
        self._process = process

    def kill(self, chance: random.Random) -> None:
        """kill -9 at some moment after it has begun to act; counts whether an act was under way.

        Who came to the end of no act lives longer the next time: slow acts are killed too, and get done.
        """
        process = self._process
        assert process is not None
        assert process.pid is not None
        deadline = time.monotonic() + 60
        while len(self._lines()) == self._seen:
            assert time.monotonic() < deadline, "it never began"
            assert process.is_alive(), "it died by itself"
            time.sleep(0.002)
        time.sleep(chance.random() * self.patience_s)
        assert process.is_alive(), "it died by itself"
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        lines = self._lines()
        if lines[-1].startswith("begun"):
            self.struck[self.part.name(int(lines[-1].split()[1]))] += 1
        lived = len(lines) - self._seen
        self.patience_s *= 1.5 if lived < 2 else 0.9  # begun and done are two lines

    def finish(self, whole: int = 1) -> None:
        """Retry what was not acknowledged, go on to a number that `whole` divides, and end."""
        last = self.acknowledged + 1
        self.start(last=last + -last % whole)
        assert self._process is not None
        self._process.join(240)
        assert self._process.exitcode == 0
