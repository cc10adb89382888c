"""The web areas: every folder beside this file whose `views` have a blueprint `bp`."""

from importlib import import_module
from pathlib import Path

from flask import Blueprint


def areas() -> tuple[Blueprint, ...]:
    """The blueprints of all areas, by name; `views` is a file, or a package split by noun."""
    here = Path(__file__).parent
    found = [*here.glob("*/views.py"), *here.glob("*/views/__init__.py")]
    names = sorted(views.relative_to(here).parts[0] for views in found)
    return tuple(import_module(f"pitchdeck.delivery.web.{name}.views").bp for name in names)
