"""How the organisation looks on paper: its colour where it can be read, and its logo as a bitmap."""

import base64
from dataclasses import dataclass

from pitchdeck.features.people.figures import LIGHT, colour_of, legible, soft


@dataclass(frozen=True, slots=True)
class Brand:
    """The organisation's presentation, a fact of the sheet as its texts are; empty is the house's own.

    `logo` is the hash of the PNG, `png` its bytes in base 64.
    """

    accent: str = ""
    logo: str = ""
    png: str = ""

    @property
    def style(self) -> str:
        """The name of the style sheet that sets the colour."""
        return f"look-{self.accent[1:]}.css" if self.accent else ""

    @property
    def picture(self) -> str:
        """The name under which the logo is drawn."""
        return f"logo-{self.logo}.png" if self.logo else ""

    @property
    def pictures(self) -> dict[str, bytes]:
        """The bitmaps that a document of this brand shows, by name."""
        return {self.picture: base64.b64decode(self.png)} if self.logo else {}


PLAIN = Brand()


def printable(colour: str) -> bool:
    """Whether texts in the colour are read on white paper."""
    return colour_of(colour) == colour and legible(colour, LIGHT).passes


def style_of(colour: str) -> str:
    """The style sheet of a printable colour: text and marks in it, the ask on a tint of it."""
    return f":root {{ --accent: {colour}; --tint: {soft(colour, LIGHT)}; }}\n"
