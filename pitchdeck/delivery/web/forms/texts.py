"""Fields for words: one line and several."""

import unicodedata
from typing import Any

from wtforms.widgets import TextArea, TextInput

from pitchdeck.delivery.web.forms.reading import ReadField, Shown

_DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
KEPT = 20_000  # characters of a text beyond its limit that are shown again


class TextField(ReadField):
    """One line of text, stripped and in normal form C, of at most `most` characters."""

    widget: Shown = TextInput()
    longest = KEPT
    lines = False

    def __init__(
        self, label: str | None = None, validators: Any = (), *, most: int = 200, **kwargs: Any
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.most = most

    def read(self, typed: str) -> str:
        """The text; raises ValueError with a sentence for what no text contains or what is too long."""
        text = typed.replace("\r\n", "\n").replace("\r", "\n").strip()
        excess = len(text) - self.most
        if excess > 0:
            raise ValueError(self._too_long(len(text), excess))
        for place, char in enumerate(text, start=1):
            self._refuse(char, place)
        return unicodedata.normalize("NFC", text)

    def _too_long(self, length: int, excess: int) -> str:
        kept = f" The first {KEPT:,} are kept here." if length > KEPT else ""
        return (
            f"This is {length:,} characters long; at most {self.most:,} fit. Shorten it by {excess:,}.{kept}"
        )

    def _refuse(self, char: str, place: int) -> None:
        if char == "\n" and not self.lines:
            raise ValueError("This is one line: take out the line break.")
        if char in "\n\t":
            return
        if char in _DIRECTION_MARKS or unicodedata.category(char) in {"Cc", "Cs"}:
            raise ValueError(
                f"Character {place:,} is invisible and cannot be kept. Delete it, or type the words again."
            )


class LongTextField(TextField):
    """Several lines of text, of at most `most` characters."""

    widget = TextArea()
    lines = True

    def __init__(
        self, label: str | None = None, validators: Any = (), *, most: int = 400, rows: int = 4, **kwargs: Any
    ) -> None:
        super().__init__(label, validators, most=most, **kwargs)
        self.render_kw = {"rows": rows, **(self.render_kw or {})}
