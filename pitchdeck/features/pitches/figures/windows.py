"""How many months of benefits a headline may count, and whether the horizon holds them."""

from pitchdeck.features.projection import Inputs, window_of

FIRST_YEAR = 12
LONGER = (24, 36)
"""Windows that finance may agree to for a long-term solution."""


def beyond_horizon(inputs: Inputs, months: int) -> str:
    """Why a headline of so many months would end after the horizon, in words; empty when it does not.

    Benefits of a month fall at its end, so a window as long as the horizon fits only from month 0 on.
    """
    begins = window_of(inputs).first - 1
    room = inputs.horizon - begins
    if months <= room:
        return ""
    longest = max((each for each in LONGER if each <= room), default=FIRST_YEAR)
    return (
        f"Benefits begin {begins} months after the start, and every pitch looks {inputs.horizon} months "
        f"ahead: {max(room, 0)} months can be counted, not {months}. The longest that fits is {longest}."
    )
