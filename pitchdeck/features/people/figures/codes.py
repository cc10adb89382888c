"""The arithmetic of one-time codes (RFC 6238): which 30 seconds a code belongs to."""

import hmac
from datetime import datetime

import pyotp

STEP_S = 30
DRIFT = 1
"""Steps that a telephone's clock may be ahead or behind."""


def step_at(at: datetime) -> int:
    """The number of the 30 seconds in which a moment lies."""
    return int(at.timestamp()) // STEP_S


def step_of_code(secret: str, code: str, at: datetime) -> int | None:
    """The step that this code belongs to, at most one before or after the present; None for a wrong code."""
    if not (code.isascii() and code.isdecimal()):
        return None
    generator = pyotp.TOTP(secret)
    now = step_at(at)
    found = None
    for step in range(now - DRIFT, now + DRIFT + 1):
        if hmac.compare_digest(generator.generate_otp(step), code):
            found = step
    return found
