"""The press of this application: one for all areas, made on first use."""

from typing import cast

from flask import current_app

from pitchdeck.delivery.documents import Press


def press() -> Press:
    """The warm engines of this process."""
    kept = current_app.extensions
    if "pitchdeck.press" not in kept:
        kept["pitchdeck.press"] = Press.of(kept["pitchdeck.config"])
    return cast(Press, kept["pitchdeck.press"])
