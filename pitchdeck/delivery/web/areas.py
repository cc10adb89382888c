"""The web areas: every folder beside this file that has a `views.py` with a blueprint `bp`."""

from importlib import import_module
from pathlib import Path

from flask import Blueprint


def areas() -> tuple[Blueprint, ...]:
    """The blueprints of all areas, by name."""
    names = sorted(views.parent.name for views in Path(__file__).parent.glob("*/views.py"))
    return tuple(import_module(f"pitchdeck.delivery.web.{name}.views").bp for name in names)
