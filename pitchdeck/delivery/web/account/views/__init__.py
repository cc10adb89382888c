"""The door, and the pages of one's own account."""

from pitchdeck.delivery.web.account.views import (
    break_glass,
    code,
    door,
    factor,
    identity,
    passwords,
    place,
    sessions,
)
from pitchdeck.delivery.web.account.views.blueprint import bp

__all__ = ["bp", "break_glass", "code", "door", "factor", "identity", "passwords", "place", "sessions"]
