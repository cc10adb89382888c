"""The row by which somebody is named another's deputy."""

from datetime import date
from typing import Any

from tests.base.triggers.world import AT
from tests.factories.cast import Cast


def deputy_row(cast: Cast, deputy: str, principal: str, *, confirmed: bool = True) -> dict[str, Any]:
    """For all of 2026, given by the administrator; finance confirmed it, unless it is still to."""
    by = cast.actors
    return {
        "key": f"{deputy}-{principal}",
        "for_id": by[principal].id,
        "deputy_id": by[deputy].id,
        "valid_from": date(2026, 1, 1),
        "valid_to": date(2026, 12, 31),
        "reason": "Leave.",
        "granted_by_id": by["admin"].id,
        "granted_at": AT,
        "confirmed_by_id": by["finance2"].id if confirmed else None,
        "confirmed_at": AT if confirmed else None,
    }
