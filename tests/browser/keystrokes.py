"""How long a practised person's hands take for what a test does: the keystroke-level model.

Source: Card, Moran & Newell 1980, "The keystroke-level model for user performance time with interactive
systems" (CACM 23:7). It times the doing by somebody who knows what to write, not the finding of the words.
"""

from dataclasses import dataclass

KEY = 0.28
"""K: a key, or the mouse's button; an average typist of 40 words a minute."""
POINT = 1.1
"""P: to point at something with the mouse."""
HOME = 0.4
"""H: to move the hand between mouse and keyboard."""
MIND = 1.35
"""M: to make up one's mind before a field or a button."""


@dataclass
class Keystrokes:
    """The operators of everything that was done so far; hands begin on the keyboard."""

    keys: int = 0
    points: int = 0
    homes: int = 0
    minds: int = 0
    at_mouse: bool = False

    @property
    def seconds(self) -> float:
        """What they come to."""
        return self.keys * KEY + self.points * POINT + self.homes * HOME + self.minds * MIND

    def press(self) -> None:
        """Point at something and press: a button, a box, one of several."""
        self.minds += 1
        self._at(mouse=True)
        self.points += 1
        self.keys += 1

    def choose(self) -> None:
        """Open a list and press what is wanted in it."""
        self.press()
        self.points += 1
        self.keys += 1

    def write(self, text: str) -> None:
        """Press into a field and type."""
        self.press()
        self._at(mouse=False)
        self.keys += len(text)

    def _at(self, *, mouse: bool) -> None:
        self.homes += self.at_mouse != mouse
        self.at_mouse = mouse
