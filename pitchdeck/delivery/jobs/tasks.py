"""What is done about each kind of thing owed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from config import Config
from pitchdeck.base.db import Database, Writing
from pitchdeck.base.outbox import Owed

Facts = dict[str, Any]
A_MINUTE = timedelta(minutes=1)


class GiveUp(Exception):
    """Trying again is of no use; the words say why, without a name or an address in them."""


@dataclass(frozen=True)
class Shop:
    """What the tasks of one worker process share."""

    database: Database
    config: Config
    tools: dict[str, Any] = field(default_factory=dict)
    """Warm engines by name, made on first use."""


Act = Callable[[Writing, Facts], None]
"""Works in the very transaction that marks the row as done: its effect happens exactly once."""
Send = Callable[[Shop, Owed], None]
"""Reaches outside before the row is marked: happens at least once, under a name that tells repeats apart."""


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of work; `lasts` is how long nobody else may take it."""

    act: Act | None = None
    send: Send | None = None
    lasts: timedelta = A_MINUTE


TASKS: dict[str, Task] = {}
"""By kind. `tasks_of_the_house` fills it; a test adds its own."""


def task_of(kind: str) -> Task:
    """The task of a kind; GiveUp when nobody knows it (an older worker meeting a newer row)."""
    try:
        return TASKS[kind]
    except KeyError:
        raise GiveUp(f"No task is called {kind}.") from None
