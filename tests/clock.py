"""A clock that stands still for a test, whatever the day is: the pages' and the database's."""

import inspect
import pkgutil
from dataclasses import replace
from datetime import datetime, tzinfo
from functools import cache
from importlib import import_module
from types import ModuleType

import pytest

from pitchdeck.base.db import Database
from pitchdeck.delivery import web


@cache
def readers() -> tuple[ModuleType, ...]:
    """The modules of the pages that read the clock; areas are imported late, so all are imported here."""
    found = pkgutil.walk_packages(web.__path__, f"{web.__name__}.")
    modules = [import_module(each.name) for each in found]
    return tuple(each for each in modules if "datetime.now(" in inspect.getsource(each))


def stop(patch: pytest.MonkeyPatch, database: Database, moment: datetime) -> None:
    """From now on it is this moment, for acts on the database and for every page that reads the clock."""

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "datetime":  # type: ignore[override]  # never its own kind
            return moment.astimezone(tz)

    patch.setattr(database, "engines", replace(database.engines, clock=lambda _session: moment))
    for module in readers():
        patch.setattr(module, "datetime", Stopped)
