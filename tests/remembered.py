"""Stages are built by their real acts: whoever asks for the same one again gets a copy of its database."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import fields, replace
from typing import Any, TypeVar

from pitchdeck.base.db import Database
from tests import databases

Made = TypeVar("Made")
_asked: set[tuple[str, str]] = set()
"""What was asked for once: most stages of a single test never are again, and need no copy."""
_kept: dict[tuple[str, str], tuple[Any, Any]] = {}
"""What was built and the database as it was then, by the kind of database and what was asked for."""


def remembered(database: Database, asked: object, build: Callable[[], Made], /, **own: Any) -> Made:
    """What `build` makes in the untouched house; asked for a third time, it is copied instead of built.

    `asked` tells one stage from another by how it reads; `own` are the fields of the dataclass made that
    belong to this database. A database that somebody has used already is built on as it stands.
    """
    if not databases.is_untouched(database):
        return build()
    databases.touch(database)
    place = (database.dialect, repr(asked))
    if place not in _asked:
        _asked.add(place)
        return build()
    if place not in _kept:
        made = build()
        _let_go(database, own)
        _kept[place] = (databases.keep(database, f"stage_{len(_kept)}"), _again(made, own))
        return made
    template, kept = _kept[place]
    databases.put_back(database, template)
    found: Made = _again(kept, own)
    return found


def _let_go(database: Database, own: dict[str, Any]) -> None:
    """Nobody may be connected to a database that is copied."""
    for each in (database, *own.values()):
        if isinstance(each, Database):
            each.dispose()


def _again(made: Any, own: dict[str, Any]) -> Any:
    """The same for another database: nothing of it is shared with the one that was kept."""
    copied = {each.name: deepcopy(getattr(made, each.name)) for each in fields(made) if each.name not in own}
    return replace(made, **copied, **own)
