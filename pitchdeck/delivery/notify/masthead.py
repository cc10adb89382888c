"""The head of a letter: the organisation's colours where they are read, and its logo or its name."""

import base64
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pitchdeck.features.people import queries
from pitchdeck.features.people.figures import LIGHT, colour_of, fill, legible
from pitchdeck.features.people.queries import LogoRow, OrganisationRow

OWN, OWN_DARK = "#1c4fa1", "#9dbdf5"
DARK_SHEET = "#1b212d"
"""What a letter's text stands on in dark programs, as its frame has it; by day it is white."""
WIDE, HIGH = 220, 44
"""Pixels of the largest logo in a letter."""
MOST_BYTES = 40_000
"""A logo that weighs more would weigh down every letter: its organisation is named instead."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """Colours of links and buttons, by day and by night, and the logo that travels inside the letter."""

    accent: str = OWN
    fill: str = OWN
    accent_dark: str = OWN_DARK
    logo: bytes = b""
    name: str = ""
    width: int = 0
    height: int = 0


PLAIN = Masthead()


def masthead_of(session: Session, organisation: OrganisationRow) -> Masthead:
    """The organisation's own head; what cannot be read on a letter is the nearest that can."""
    day, night = organisation.accent or OWN, organisation.accent_dark or OWN_DARK
    if colour_of(day) != day or colour_of(night) != night:
        day, night = OWN, OWN_DARK
    colours = legible(day, LIGHT).nearest, fill(day), legible(night, DARK_SHEET).nearest
    kept = queries.logo(session, organisation.logo) if organisation.logo else None
    png = base64.b64decode(kept.png) if kept else b""
    if kept is None or len(png) > MOST_BYTES:
        return Masthead(*colours)
    return Masthead(*colours, png, f"logo.{kept.digest[:32]}", *_shown(kept))


def _shown(logo: LogoRow) -> tuple[int, int]:
    """The size in the letter: never larger than the picture, and in its proportions."""
    share = min(1.0, WIDE / logo.width, HIGH / logo.height)
    return max(1, round(logo.width * share)), max(1, round(logo.height * share))
