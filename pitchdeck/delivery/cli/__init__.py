"""The `pitchdeck` command: each command calls an action or a query."""

from pitchdeck.delivery.cli.commands import main

__all__ = ["main"]
